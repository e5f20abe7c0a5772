package desk

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/source"
)

// message is what the desk says of one or more findings: in the words of somebody who keeps records, with what check
// says of them behind it.
type message struct {
	Kind      string   `json:"kind"` // "To look at", "To know", or "" where what is around it says so
	Text      string   `json:"text"`
	Help      string   `json:"help"`
	Technical []string `json:"technical"` // each with its place; where Text is the finding's own words, the place alone
	Own       bool     `json:"own"`       // Text is the finding's own words
}

// advise puts a finding into the desk's words and says what to do; ok is false where its own words are plain enough.
type advise func(finding.Finding) (text, help string, ok bool)

// saveAgain is what to do about anything that a file lost on its way.
const saveAgain = "ask the sender to open the form and choose Save a file"

// ruleAdvice is what the desk says of a rule that files and records commonly break.
type ruleAdvice struct {
	rules      []string
	text, help string
}

var adviceByRule = []ruleAdvice{
	{[]string{source.RuleMissing, source.RuleLanguage, source.RuleKeyMissing}, "this is not a saved form", saveAgain},
	{[]string{source.RuleOpen, source.RuleYAML, source.RuleDuplicate, source.RuleSlip, source.RuleKeyUnknown,
		source.RuleKeyType, source.RuleUTF8, source.RuleControl, source.RuleDate},
		"this saved form was changed on its way, and part of it cannot be read", saveAgain},
	{[]string{source.RuleEmpty}, "there is nothing in this file", "ask for it once more"},
	{[]string{"record-form"}, "this was filled in on a form that the toolkit does not have",
		"ask the sender which form it is, and to fill it in again there"},
	{[]string{"version-unknown"}, "this was filled in under a version of the toolkit that is not here",
		"ask whoever looks after the toolkit to add that version"},
	{[]string{"record-never"}, "this form is for paper and the screen alone: nothing of it is kept",
		"take the file away"},
	{[]string{"answer-private"}, "this holds private notes, which stay with the person who wrote them",
		"ask that person to open the form and choose Save a file: it leaves the private notes out"},
	{[]string{"answer-unknown"}, "it answers a question that this form does not ask",
		"look at it with the sender; it is kept with the rest"},
}

// byRule advises by the finding's rule alone.
func byRule(f finding.Finding) (text, help string, ok bool) {
	for _, a := range adviceByRule {
		if slices.Contains(a.rules, f.Rule) {
			return a.text, a.help, true
		}
	}
	return "", "", false
}

// asFound keeps the finding's own words.
func asFound(finding.Finding) (text, help string, ok bool) { return "", "", false }

// byOffer advises where the file is known as well.
func byOffer(o importer.Offer) advise {
	return func(f finding.Finding) (text, help string, ok bool) {
		switch f.Rule {
		case "answer-type", "answer-date":
			return f.Message, "on the form, " + f.Help + ". Then save it again", true
		case "file-unknown":
			return unknownFile(o, f)
		case otherOwner:
			return f.Message,
				"choose the other person there; or save the file, drop it on the desk, and confirm it there",
				true
		}
		return byRule(f)
	}
}

// unknownFile advises on a file that is neither a record nor mentioned by one.
func unknownFile(o importer.Offer, f finding.Finding) (text, help string, ok bool) {
	what := "photograph"
	if strings.EqualFold(path.Ext(o.Name), ".pdf") {
		what = "PDF"
	}
	switch {
	case o.Kind == importer.Evidence && o.State == importer.Refused:
		return "no record mentions this " + what, "drop it on its own to keep it as evidence", true
	case o.Kind == importer.Evidence && f.Severity == finding.Note:
		return "no record mentions this " + what + " yet. It is kept as evidence",
			"choose it in a record, so that the portfolio says what it shows", true
	case o.Kind == importer.Other && strings.EqualFold(path.Base(o.Name), "preceptee.md"):
		return "this file says who somebody is, and is not a saved form", "", true
	case o.Kind == importer.Other:
		return "this is neither a saved form nor a picture or PDF",
			"ask the sender for the saved form, a photograph or a PDF", true
	}
	return "", "", false
}

// messages puts findings into the desk's words, each said once.
func messages(list []finding.Finding, advise advise) []message {
	var out []message
	for _, f := range list {
		text, help, ok := advise(f)
		technical := place(f.Position)
		if ok {
			technical = strings.TrimPrefix(technical+": "+f.Message, ": ")
			if f.Help != "" {
				technical += "; " + f.Help
			}
		} else {
			text, help = f.Message, f.Help
		}
		m := message{Kind: kindWords(f.Severity), Text: sentence(text), Help: sentence(help), Own: !ok}
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
func kindWords(v finding.Severity) string {
	switch v {
	case finding.Warning:
		return "To look at"
	case finding.Note, finding.Gap:
		return "To know"
	}
	return ""
}

// twice is the rule that two versions of a record break.
const twice = "record-twice"

// otherOwner is the rule that a record breaks that may be somebody else's.
const otherOwner = "record-owner"

// offerMessages is what there is to say of an offer beyond what the page says of its state anyway.
func offerMessages(o importer.Offer) []message {
	list := o.Findings
	if o.State != importer.Refused { // the page says so in its own words
		list = slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool {
			return f.Rule == otherOwner || f.Rule == twice
		})
	}
	return messages(list, byOffer(o))
}

// Messages is what there is to say of what was written last, or of what should have been.
func (l *delivery) Messages() []message {
	return messages(l.Findings, func(f finding.Finding) (string, string, bool) {
		switch {
		case f.Rule != twice:
			return byRule(f)
		case l.notUndone:
			return "it was changed since it was saved, so nothing is taken back",
				"look at it, and undo by hand what should not be there", true
		}
		return "somebody changed a record while you were looking at it. It is as they left it, and what arrived is" +
			" kept beside it", "both are kept; you can decide later on the desk", true
	})
}
