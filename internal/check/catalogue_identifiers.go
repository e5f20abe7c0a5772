package check

import (
	"precept/internal/finding"
	"precept/internal/identify"
)

// identifierRules are about text that could say who a patient is: one for each kind that package identify knows.
func identifierRules() []Rule {
	var list []Rule
	for _, r := range identify.Rules() {
		list = append(list, Rule{
			ID: "identifier-" + r.Name, Severity: finding.Error,
			Summary: "a record looks as if it holds " + r.What,
			Why: "A portfolio must not say who a patient is. Only this answer is withheld, and a line says so;\n" +
				"the rest of the record is shown. In preceptee.md, where an error would hold back everything, it is\n" +
				"a warning.",
			Example: "an answer or a text with " + r.What + " in it, which is never repeated",
			Fix: r.Advice + "\n" +
				"If it is something else, the record can say so: allow: [{rule: " + r.Name + ", at: the field, or " +
				"body, reason: what it is}]",
		})
	}
	return list
}
