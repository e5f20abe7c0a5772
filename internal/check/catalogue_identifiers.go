package check

import (
	"precept/internal/finding"
	"precept/internal/identify"
)

// identifierRules are about text that could tell who a patient is, one for each kind that package identify knows.
func identifierRules() []Rule {
	var list []Rule
	for _, r := range identify.Rules() {
		list = append(list, Rule{
			ID: "identifier-" + r.Name, Severity: finding.Warning,
			Summary: "a record looks as if it holds " + r.What,
			Why:     "A portfolio must not tell who a patient is. The answer is held back by itself, with a line in its place;\nthe rest of the record is shown.",
			Example: "an answer or free writing with " + r.What + " in it; it is never repeated",
			Fix:     r.Advice + "\nIf it is none, the record may say so: allow: [{rule: " + r.Name + ", at: the field, or body, reason: what it is}]",
		})
	}
	return list
}
