package record

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/wording"
)

// saveAgain is what to do about anything that a file lost on its way.
const saveAgain wording.Phrase = "Ask the sender to open the form and choose Save a file."

// adviceByRule is what people read about rules that files and records often break.
var adviceByRule = [...]struct {
	rules      []string
	text, help wording.Phrase
}{
	{[]string{source.RuleMissing, source.RuleLanguage, source.RuleKeyMissing}, "This is not a saved form.", saveAgain},
	{[]string{source.RuleOpen, source.RuleYAML, source.RuleDuplicate, source.RuleSlip, source.RuleKeyUnknown,
		source.RuleKeyType, source.RuleUTF8, source.RuleControl, source.RuleDate},
		"This saved form was changed on its way, and part of it cannot be read.", saveAgain},
	{[]string{source.RuleEmpty}, "There is nothing in this file.", "Ask for it again."},
	{[]string{source.RuleSecond, source.RulePlaceholder, "allow-unused", "record-names"},
		"This saved form was changed by hand, and part of it says nothing that is known.", saveAgain},
	{[]string{source.RuleBidi}, "It holds characters that nobody sees, and that turn the text around them.",
		"Look at the text with the sender: it may say something else than it seems to."},
	{[]string{source.RuleLong}, "It has a line that is too long to be read by a person.",
		"Check it with the sender. It is kept with the rest."},
	{[]string{"record-form"}, "This was filled in on a form that the toolkit does not have.",
		"Ask the sender which form it is, and to fill it in again there."},
	{[]string{"version-unknown"}, "This was filled in under a version of the toolkit that is not here.",
		"Ask whoever looks after the toolkit to add that version."},
	{[]string{"record-never"}, "This form is only for paper and the screen: nothing on it is kept.",
		"Do not keep this file."},
	{[]string{"answer-private"}, "These are private notes, which stay with the person who wrote them.",
		"Ask that person to open the form and choose Save a file: that leaves out the private notes."},
	{[]string{"answer-unknown"}, "It answers a question that this form does not ask.",
		"Check it with the sender. It is kept with the rest."},
}

// Advice says what is wrong where a file breaks a rule, in the words of the site, and what to do about it. ok is false
// for rules that have no such text.
func Advice(w *wording.Words, rule string) (text, help string, ok bool) {
	for _, a := range adviceByRule {
		if slices.Contains(a.rules, rule) {
			return w.Say(a.text), w.Say(a.help), true
		}
	}
	return "", "", false
}

// Advised lists the rules that Advice has a text for.
func Advised() (rules []string) {
	for _, a := range adviceByRule {
		rules = append(rules, a.rules...)
	}
	return rules
}

// InEnglish reports whether a finding is in English on a site in another language, because it is for editors. Those
// about what somebody wrote or handed over are in the words of the site.
func InEnglish(w *wording.Words, f finding.Finding) bool {
	return !w.English() && f.Severity != finding.Gap &&
		!slices.ContainsFunc(inSiteWords[:], func(begin string) bool { return strings.HasPrefix(f.Rule, begin) })
}

// inSiteWords begin the names of the rules whose findings are said in the words of the site.
var inSiteWords = [...]string{"answer-", "evidence-", "pick-", "signature-", "record-early", "record-future",
	"record-twice", IdentifierRule}

// ForEditor says of a finding that is in English that somebody has to change the file.
func ForEditor(w *wording.Words) string {
	return w.Say("Something in this file is not right, and somebody has to change it in an editor.")
}
