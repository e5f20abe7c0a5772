package check

import "precept/internal/finding"

// peopleRules are about preceptees and their records.
func peopleRules() []Rule {
	return []Rule{{
		ID: "answer-missing", Severity: finding.Gap,
		Summary: "a record that was marked complete lacks an answer",
		Why:     "The form asks for it; until then the record does not count as done.",
		Example: "status: complete without an answer to a required field",
		Fix:     "Open the record, answer the question and save it again.",
	}, {
		ID: "answer-private", Severity: finding.Warning,
		Summary: "a record holds an answer that is private to the preceptee",
		Why:     "The record is handed to those who sign it. No portfolio shows the answer, but the file gives it away.",
		Example: "an answer to - [text] What weighs on you {#weighs .private} in 2026-02-12-monthly-meeting-k7m29qxd.md",
		Fix:     "Move it into 2026-02-12-monthly-meeting-k7m29qxd.private.md, and write private: [weighs] in the record.",
	}, {
		ID: "answer-type", Severity: finding.Error,
		Summary: "an answer is not of the kind that its field asks for",
		Why:     "It cannot be shown or added up. The record is left out until it is mended.",
		Example: "hours: \"a few\"",
		Fix:     "Open the record in its form and answer again.",
	}, {
		ID: "answer-unknown", Severity: finding.Warning,
		Summary: "a record answers a field that its form does not have",
		Why:     "The answer is kept and shown as such, but counts for nothing.",
		Example: "objectivs: \"…\"",
		Fix:     "Correct the name of the field, if it was misspelt.",
	}, {
		ID: "date-order", Severity: finding.Error,
		Summary: "a time ends before it begins",
		Why:     "Due dates cannot be reckoned from it.",
		Example: "pauses: [{from: 2027-02-14, to: 2027-01-04}]",
		Fix:     "Swap the two dates, or correct the wrong one.",
	}, {
		ID: "done-form", Severity: finding.Warning,
		Summary: "preceptee.md says that a milestone is done, but a form shows that",
		Why:     "The milestone goes by the form alone; the line counts for nothing.",
		Example: "done: {first-review: 2026-12-01}, where first-review has form=meeting",
		Fix:     "Take the line out, and complete the form.",
	}, {
		ID: "expiry-past", Severity: finding.Gap,
		Summary: "something has run out",
		Why:     "Training, registration or cover that has expired no longer counts.",
		Example: "an expiry date last month",
		Fix:     "Renew it and write the new date into a new record.",
	}, {
		ID: "item-unknown", Severity: finding.Error,
		Summary: "preceptee.md names a milestone, competency or standard that the version does not have",
		Why:     "What was agreed would apply to nothing.",
		Example: "done: {welcom: 2026-09-01}",
		Fix:     "Write the id of a milestone (with its number where it comes round several times), a competency or a standard.",
	}, {
		ID: "milestone-open", Severity: finding.Gap,
		Summary: "a milestone, or a must competency, stands between a preceptee and a gate",
		Why:     "check --gate asks what is missing before the midpoint or the final review.",
		Example: "check --gate midpoint while the first review is open",
		Fix:     "Complete its form, or write what was agreed under accepted in preceptee.md.",
	}, {
		ID: "milestone-past", Severity: finding.Gap,
		Summary: "a required milestone is past its date",
		Why:     "It is shown in the portfolio, so that a new date can be agreed in good time.",
		Example: "a first review that was due last week",
		Fix:     "Complete its form, or agree a plan and write it under accepted in preceptee.md.",
	}, {
		ID: "person-self", Severity: finding.Warning,
		Summary: "a preceptee is named as their own preceptor or supporter",
		Why:     "Nobody can support or sign for themselves; most often the wrong name was pasted.",
		Example: "people: [{lane: preceptor, name: Example Preceptee}]",
		Fix:     "Name the person who supports them.",
	}, {
		ID: "preceptee-hosted", Severity: finding.Error,
		Summary: "a real preceptee's records are on a hosted build machine",
		Why:     "Records of people belong on the keeper's own machine.",
		Example: "precept build in a hosted job with data/preceptees/ checked in",
		Fix:     "Build portfolios on the keeper's machine; a host runs precept build --only toolkit.",
	}, {
		ID: "preceptee-id", Severity: finding.Error,
		Summary: "a preceptee's folder has a name that cannot be used",
		Why:     "The name stands in addresses.",
		Example: "data/preceptees/Jo Example/",
		Fix:     "Use small letters, figures and hyphens, beginning with a letter: jo-example.",
	}, {
		ID: "preceptee-missing", Severity: finding.Error,
		Summary: "a preceptee's folder has no preceptee.md",
		Why:     "Without it nobody knows when they started, and under which version.",
		Example: "data/preceptees/jo/ with records alone",
		Fix:     "Write preceptee.md; precept new preceptee does it.",
	}, {
		ID: "preceptee-tracked", Severity: finding.Error,
		Summary: "git would take a real preceptee's records in",
		Why:     "What git has once taken in can hardly be taken out again, and goes wherever the project goes.",
		Example: "data/preceptees/jo/ in a work tree whose .gitignore does not name it",
		Fix:     "Add the line data/preceptees/* to the top .gitignore, or keep the records in a restricted folder\nand name it under preceptees in data/site.yaml.",
	}, {
		ID: "record-early", Severity: finding.Warning,
		Summary: "a record is dated before the start",
		Why:     "Most often one of the two dates is wrong.",
		Example: "date: 2025-02-12 with start: 2026-09-01",
		Fix:     "Check the date of the record and the start.",
	}, {
		ID: "record-form", Severity: finding.Error,
		Summary: "a record names a form that its version does not have",
		Why:     "It cannot be read without its form, and is left out.",
		Example: "form: monthly-meting",
		Fix:     "Name the form as its file in forms/ is named, without .md.",
	}, {
		ID: "record-future", Severity: finding.Warning,
		Summary: "a record, or a signature on it, is dated after today",
		Why:     "It does not count yet; most often the year is wrong.",
		Example: "date: 2062-02-12",
		Fix:     "Check the date.",
	}, {
		ID: "record-names", Severity: finding.Warning,
		Summary: "a record names a milestone or a competency that is not there",
		Why:     "It would count for another milestone than was meant, or for no competency.",
		Example: "milestone: monthly-meting.3",
		Fix:     "Write the id of a milestone that asks for the form, with its number where it comes round, or of a competency.",
	}, {
		ID: "record-differs", Severity: finding.Warning,
		Summary: "two states of a record say different things, and nobody has decided which holds",
		Why:     "What arrived is kept beside what was there; only the latter counts.",
		Example: "2026-02-12-monthly-meeting-k7m29qxd.differs.txt",
		Fix:     "Look at both, on the desk of precept serve or with precept import. Take in the one that holds, and delete the other.",
	}, {
		ID: "record-never", Severity: finding.Error,
		Summary: "a record was kept of a form that must never be kept",
		Why:     "The form promises its reader that nothing is stored.",
		Example: "a record of a form with visibility: never",
		Fix:     "Delete the file: that form is for paper and the screen only.",
	}, {
		ID: "record-twice", Severity: finding.Error,
		Summary: "the same record is in two files",
		Why:     "It would count twice, and nobody could tell which of the two is right.",
		Example: "record: k7m29qxd in two files",
		Fix:     "Keep the later one.",
	}, {
		ID: "signature-field", Severity: finding.Warning,
		Summary: "a record is signed where its form has no signature",
		Why:     "The signature counts for nothing.",
		Example: "field: sign-preceptr",
		Fix:     "Name the id of one of the form's signatures.",
	}, {
		ID: "signature-lane", Severity: finding.Warning,
		Summary: "a record is signed by another lane than its form asks for",
		Why:     "The signature does not count for the one that is asked.",
		Example: "by: preceptee at [sign: preceptor]",
		Fix:     "Let the right person sign.",
	}, {
		ID: "signature-missing", Severity: finding.Gap,
		Summary: "a record that was marked complete is not signed yet",
		Why:     "Until it is signed it does not count as done.",
		Example: "status: complete without the preceptor's signature",
		Fix:     "Hand the record to the person who signs.",
	}, {
		ID: "signature-person", Severity: finding.Warning,
		Summary: "the signer is not one of the people of that lane on that day",
		Why:     "Most often a name is spelt in two ways, or a change of preceptor was not written down.",
		Example: "name: A. Preceptor, where people says Example Preceptor",
		Fix:     "Add them to people in preceptee.md, or check the name and the date.",
	}}
}
