package serve

import (
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/source"
)

// said is what the desk says of one or more findings: in the words of somebody who keeps records, with what check says of them
// behind it.
type said struct {
	Kind      string // "To look at", "To know", or "" where what stands around it says so
	Text      string
	Help      string
	Technical []string // each with its place; where Text is the finding's own words, the place alone
	Own       bool     // they are its own words
}

// saveAgain is the way out of whatever a file lost on its way.
const saveAgain = "ask the sender to open the form and choose Save a file"

// plainWords gives what the desk says of a rule that files and records commonly break, and what to do; ok is false where the
// finding's own words are plain enough.
func plainWords(rule string) (text, help string, ok bool) {
	switch rule {
	case source.RuleMissing, source.RuleLanguage, source.RuleKeyMissing:
		return "this is not a saved form", saveAgain, true
	case source.RuleOpen, source.RuleYAML, source.RuleDuplicate, source.RuleSlip, source.RuleKeyUnknown, source.RuleKeyType, source.RuleUTF8, source.RuleControl, source.RuleDate:
		return "this saved form was changed on its way, and part of it cannot be read", saveAgain, true
	case source.RuleEmpty:
		return "there is nothing in this file", "ask for it once more", true
	case "record-form":
		return "this was filled in on a form that the toolkit does not have", "ask the sender which form it is, and to fill it in again there", true
	case "version-unknown":
		return "this was filled in under a version of the toolkit that is not here", "ask whoever looks after the toolkit to add that version", true
	case "record-never":
		return "this form is for paper and the screen alone: nothing of it is kept", "take the file away", true
	case "answer-private":
		return "this holds private notes, which stay with the preceptee", "ask the preceptee to open the form and choose Save a file: it leaves the private notes out", true
	case "answer-unknown":
		return "it answers a question that this form does not ask", "look at it with the sender; it is kept with the rest", true
	}
	return "", "", false
}

// plainOffer is plainWords where the file is known as well.
func plainOffer(o *importer.Offer, f finding.Finding) (text, help string, ok bool) {
	if f.Rule == "answer-type" {
		return f.Message, "on the form, " + f.Help + ". Then save it again", true
	}
	if f.Rule != "file-unknown" {
		return plainWords(f.Rule)
	}
	what := "photograph"
	if strings.EqualFold(path.Ext(o.Name), ".pdf") {
		what = "PDF"
	}
	switch {
	case o.Kind == importer.Evidence && o.State == importer.Refused:
		return "no record mentions this " + what, "drop it on its own to keep it as evidence", true
	case o.Kind == importer.Evidence && f.Severity == finding.Note:
		return "no record mentions this " + what + " yet. It is kept as evidence", "choose it in a record, so that the portfolio says what it shows", true
	case o.Kind == importer.Other && strings.EqualFold(path.Base(o.Name), "preceptee.md"):
		return "this file says who somebody is, and is no saved form", "", true
	case o.Kind == importer.Other:
		return "this is neither a saved form nor a picture or PDF", "ask the sender for the saved form, a photograph or a PDF", true
	}
	return "", "", false
}

// plainly puts findings into the desk's words, each said once. words gives those of one; nil is plainWords.
func plainly(list []finding.Finding, words func(finding.Finding) (text, help string, ok bool)) []said {
	if words == nil {
		words = func(f finding.Finding) (string, string, bool) { return plainWords(f.Rule) }
	}
	var out []said
	for _, f := range list {
		text, help, ok := words(f)
		technical := place(f.Position)
		if ok {
			technical = strings.TrimPrefix(technical+": "+f.Message, ": ")
			if f.Help != "" {
				technical += "; " + f.Help
			}
		} else {
			text, help = f.Message, f.Help
		}
		s := said{Kind: kindWords(f.Severity), Text: sentence(text), Help: sentence(help), Own: !ok}
		i := slices.IndexFunc(out, func(o said) bool { return o.Text == s.Text })
		if i < 0 {
			i, out = len(out), append(out, s)
		}
		if technical != "" && !slices.Contains(out[i].Technical, technical) {
			out[i].Technical = append(out[i].Technical, technical)
		}
	}
	return out
}

// kindWords says of a severity what people need to hear; of what has to be mended, that it could not be done says enough.
func kindWords(v finding.Severity) string {
	switch v {
	case finding.Warning:
		return "To look at"
	case finding.Note, finding.Gap:
		return "To know"
	}
	return ""
}

// found is what there is to say of an offer beyond what the page says of its state by itself.
func found(o importer.Offer) []said {
	list := o.Findings
	if o.State == importer.Differs || o.State == importer.Same {
		list = slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return f.Rule == "record-twice" })
	}
	return plainly(list, func(f finding.Finding) (string, string, bool) { return plainOffer(&o, f) })
}

// Done is what there is to say of what was written last, or of what should have been.
func (b *batch) Done() []said {
	return plainly(b.Findings, func(f finding.Finding) (string, string, bool) {
		switch {
		case f.Rule != "record-twice":
			return plainWords(f.Rule)
		case b.stuck:
			return "it was changed since it was taken in, so nothing is taken back", "look at it, and undo by hand what should not be there", true
		}
		return "somebody changed a record while you were looking at it. It is as they left it, and what arrived is kept beside it", "both are kept; you can decide later on the desk", true
	})
}
