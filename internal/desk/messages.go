package desk

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/record"
	"precept/internal/wording"
)

// message is how the desk reports one or more findings: in the words of a keeper of records, with the text of check
// available.
type message struct {
	Kind      string   `json:"kind"` // "To look at", "Good to know", or "" where what is around it says so
	Text      string   `json:"text"`
	Help      string   `json:"help"`
	Technical []string `json:"technical"` // each with its place; where Text is the finding's own words, only the place
	Own       bool     `json:"own"`       // Text is the finding's own words
}

// advise puts a finding into the desk's words and says what to do; ok is false where its own words are plain enough.
type advise func(*wording.Words, finding.Finding) (text, help string, ok bool)

// byRule advises only by the finding's rule.
func byRule(w *wording.Words, f finding.Finding) (text, help string, ok bool) {
	return record.Advice(w, f.Rule)
}

// asFound keeps the finding's own words, for editors.
func asFound(*wording.Words, finding.Finding) (text, help string, ok bool) { return "", "", false }

// inEditor keeps the finding's own words unless they are for editors, and so in another language than the site's.
func inEditor(w *wording.Words, f finding.Finding) (text, help string, ok bool) {
	if !record.InEnglish(w, f) {
		return "", "", false
	}
	return record.ForEditor(w), w.Say("Show this to whoever looks after the toolkit."), true
}

// byOffer advises where the file is known as well.
func byOffer(o importer.Offer) advise {
	return func(w *wording.Words, f finding.Finding) (text, help string, ok bool) {
		switch f.Rule {
		case "answer-type", "answer-date":
			return f.Message, w.Say("On the form, {1}. Then save it again.", f.Help), true
		case "file-unknown":
			return unknownFile(w, o, f)
		case otherOwner:
			return f.Message, w.Say("Choose the other person there; or save the file, drop it on the desk, " +
				"and confirm it there."), true
		}
		return byRule(w, f)
	}
}

// unknownFile advises on a file that is neither a record nor mentioned by one.
func unknownFile(w *wording.Words, o importer.Offer, f finding.Finding) (text, help string, ok bool) {
	pdf := strings.EqualFold(path.Ext(o.Name), ".pdf")
	switch {
	case o.Kind == importer.Evidence && o.State == importer.Refused:
		text = w.Say("No record mentions this photograph.")
		if pdf {
			text = w.Say("No record mentions this PDF.")
		}
		return text, w.Say("Drop it on its own to keep it as evidence."), true
	case o.Kind == importer.Evidence && f.Severity == finding.Note:
		text = w.Say("No record mentions this photograph yet. It is kept as evidence.")
		if pdf {
			text = w.Say("No record mentions this PDF yet. It is kept as evidence.")
		}
		return text, w.Say("Choose it in a record, so that the portfolio says what it shows."), true
	case o.Kind == importer.Other && strings.EqualFold(path.Base(o.Name), "preceptee.md"):
		return w.Say("This file says who somebody is, and is not a saved form."), "", true
	case o.Kind == importer.Other:
		return w.Say("This is neither a saved form nor a picture or PDF."),
			w.Say("Ask the sender for the saved form, a photograph or a PDF."), true
	}
	return "", "", false
}

// messages puts findings into the desk's words, without repeats.
func messages(w *wording.Words, list []finding.Finding, advise advise) []message {
	var out []message
	for _, f := range list {
		text, help, ok := advise(w, f)
		technical := place(f.Position)
		if ok {
			technical = strings.TrimPrefix(technical+": "+f.Message, ": ")
			if f.Help != "" {
				technical += "; " + f.Help
			}
		} else {
			text, help = f.Message, f.Help
		}
		m := message{Kind: kindWords(w, f.Severity), Text: sentence(text), Help: sentence(help), Own: !ok}
		i := slices.IndexFunc(out, func(o message) bool { return o.Text == m.Text })
		if i < 0 {
			i, out = len(out), append(out, m)
		}
		if technical != "" && !slices.Contains(out[i].Technical, technical) {
			out[i].Technical = append(out[i].Technical, technical)
		}
	}
	return out
}

// place is a position as people write it.
func place(p finding.Position) string {
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// kindWords says what people need to hear of a severity. Of an error, that it could not be done says enough.
func kindWords(w *wording.Words, v finding.Severity) string {
	switch v {
	case finding.Warning:
		return w.Say("To look at")
	case finding.Note, finding.Gap:
		return w.Say("Good to know")
	}
	return ""
}

// twice is the rule that two versions of a record break.
const twice = "record-twice"

// otherOwner is the rule that a record breaks that may be somebody else's.
const otherOwner = "record-owner"

// offerMessages are the messages about an offer that its state does not already tell.
func offerMessages(w *wording.Words, o importer.Offer) []message {
	list := o.Findings
	if o.State != importer.Refused { // the page says so in its own words
		list = slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool {
			return f.Rule == otherOwner || f.Rule == twice
		})
	}
	return messages(w, list, byOffer(o))
}

// Messages are the messages about what was, or should have been, written last.
func (l *delivery) Messages() []message {
	return messages(l.w, l.Findings, func(w *wording.Words, f finding.Finding) (string, string, bool) {
		switch {
		case f.Rule != twice:
			return byRule(w, f)
		case l.notUndone:
			return w.Say("It has been changed since it was saved, so nothing was taken back."),
				w.Say("Look at it, and remove anything that should not be there."), true
		}
		return w.Say("Somebody changed a record while you were looking at it. It stays as they left it, and the " +
			"one that arrived is kept next to it."), w.Say("Both are kept; you can decide later on the desk."), true
	})
}
