package check

import "precept/internal/finding"

// itemRules are about items: fields of forms, milestones, competencies, standards, requirements.
func itemRules() []Rule {
	return []Rule{{
		ID: "attribute-bad", Severity: finding.Error,
		Summary: "an attribute in braces is not known there, or its value is wrong",
		Why:     "What it should do would not happen, and nobody would notice.",
		Example: "- [date] Start {#start .requird}",
		Fix:     "Write the right attribute: {#start .required}.",
	}, {
		ID: "competency-form", Severity: finding.Error,
		Summary: "a competencies page does not name a form that is filled in for each competency",
		Why:     "Without such a form, nobody can show that a competency is achieved.",
		Example: "form: competency-recrod",
		Fix: "Name a form whose front matter says repeats: each-competency and which has a scale marked .level, " +
			"or one with a table of competencies.",
		Check: competencyForm,
	}, {
		ID: "form-place", Severity: finding.Error,
		Summary: "a form is not in the folder forms/",
		Why:     "Links, milestones and records name a form by its file in forms/.",
		Example: "content/2026.1/preceptor/meeting.md with kind: form",
		Fix:     "Move the file into forms/.",
	}, {
		ID: "form-unlinked", Severity: finding.Warning,
		Summary: "no page and no milestone leads to a form",
		Why:     "People find a form only if something leads to it.",
		Example: "forms/exit-interview.md, which nothing names",
		Fix:     "Link to it from the guidance, name it at a milestone with form=…, or delete it.",
		Check:   formUnlinked,
	}, {
		ID: "id-bad", Severity: finding.Error,
		Summary: "an id has characters that an id cannot have",
		Why:     "Ids are part of addresses and records, and letters that look alike would make two ids look the same.",
		Example: "{#Start Date}",
		Fix:     "Use small letters a to z, figures and hyphens, beginning with a letter: {#start-date}.",
	}, {
		ID: "id-duplicate", Severity: finding.Error,
		Summary: "an id comes twice on a page",
		Why:     "An answer or a link can belong to only one of the two.",
		Example: "{#evidence} at two fields",
		Fix:     "Give one of them an id of its own.",
	}, {
		ID: "id-missing", Severity: finding.Error,
		Summary: "an item has no id",
		Why:     "Answers are stored under the id. Without one they could not be found again.",
		Example: "- [date] Start",
		Fix:     "Write {#start} at the end of the label. precept check --fix does it for you.",
	}, {
		ID: "id-version-duplicate", Severity: finding.Error,
		Summary: "a milestone, competency, standard or requirement has the same id as another one",
		Why:     "Portfolios name them only by their id, whatever page of the version they are on.",
		Example: "{#supervision} on the timeline and on a standards page",
		Fix:     "Give one of them an id of its own.",
		Check:   idVersionDuplicate,
	}, {
		ID: "item-place", Severity: finding.Error,
		Summary: "an item is on a page where it has no meaning",
		Why:     "It would look like something to fill in, but nobody could fill it in.",
		Example: "- [ ] on a plain page",
		Fix:     "Give the page the right kind, or move the item.",
	}, {
		ID: "item-syntax", Severity: finding.Error,
		Summary: "a line looks like an item and is not one",
		Why:     "Its author thinks that it is a field, but readers would see brackets.",
		Example: "-[ ] Cover confirmed",
		Fix:     "Write - [ ] with its spaces. If the brackets are meant as text, put a backslash before them.",
	}, {
		ID: "item-text", Severity: finding.Error,
		Summary: "an item has no label of its own",
		Why: "Somebody who listens to the page cannot fill in a box without words. A link in a label would get " +
			"the click.",
		Example: "- [ ] {#box}",
		Fix:     "Write the question after the marker, and put links below the label, indented.",
	}, {
		ID: "items-many", Severity: finding.Error,
		Summary: "a page has too many items, footnotes or paragraphs",
		Why:     "Nobody fills in two thousand fields, and limits keep every build quick.",
		Example: "2,001 tick boxes",
		Fix:     "Split the page into several.",
	}, {
		ID: "lane-empty", Severity: finding.Warning,
		Summary: "a lane has nothing to do in the whole programme",
		Why:     "It would be an empty row on the timeline.",
		Example: "a lane organisation without milestones",
		Fix:     "Add a milestone, or list the lane with timeline: false.",
	}, {
		ID: "lane-colour", Severity: finding.Error,
		Summary: "a lane's own colour is not a colour, or text in it cannot be read",
		Why:     "Many people cannot read text with low contrast.",
		Example: "lanes: [{id: trainee, title: Trainee, colour: \"#ffd700\"}]",
		Fix: "Choose a darker colour, written as # and six figures or letters. The lighter one for dark pages is\n" +
			"worked out.",
	}, {
		ID: "lane-unknown", Severity: finding.Error,
		Summary: "a page or an item names a lane that the programme does not have",
		Why:     "The page would be for nobody, or nobody could sign.",
		Example: "audience: [preceptr]",
		Fix:     "Write one of the lanes of the timeline page, or everyone.",
	}, {
		ID: "lane-was", Severity: finding.Error,
		Summary: "two lanes have the same id, now or formerly",
		Why: "Records, signatures and people of the former lane belong to the renamed one. If two lanes claim them, " +
			"nobody can say which one they belong to.",
		Example: "lanes: [{id: supervisor, title: Supervisor, was: preceptor}, {id: preceptor, title: Preceptor}]",
		Fix:     "Write the id that this lane had in the version before, or delete was.",
	}, {
		ID: "milestone-form", Severity: finding.Error,
		Summary: "a milestone asks for a form, or a field of a form, that does not exist",
		Why:     "It could never be done.",
		Example: "- [month 3] Review {#review form=meting}",
		Fix:     "Write the name of the form's file in forms/, and the id of the field.",
		Check:   milestoneForm,
	}, {
		ID: "milestone-lane", Severity: finding.Error,
		Summary: "a milestone is not below a phase and a lane",
		Why:     "The timeline shows when it is due and for whom, and needs both.",
		Example: "- [month 3] Review {#review} straight below a phase",
		Fix:     "Put a heading such as ### Preceptor {#preceptor} above it.",
	}, {
		ID: "milestone-phase", Severity: finding.Error,
		Summary: "a milestone's date is outside its phase",
		Why:     "One of the two is wrong.",
		Example: "[month 9] below ## Months 1 to 6 {months=1-6}",
		Fix:     "Move it to the phase of its date, or change its date.",
	}, {
		ID: "milestone-unconfirmed", Severity: finding.Note,
		Summary: "a milestone's owner or date is still open",
		Why:     "The timeline shows it as open until somebody decides.",
		Example: "- [month 6] Career talk {#career .unconfirmed}",
		Fix:     "Decide who does it and when, then delete .unconfirmed.",
		Check:   milestoneUnconfirmed,
	}, {
		ID: "phase-bad", Severity: finding.Error,
		Summary: "a phase of the timeline does not say which months it covers, or says them wrongly",
		Why:     "Due dates depend on it.",
		Example: "## The first months",
		Fix:     "End the heading with its months: {#transition months=1-6}, or {months=12} for only the end.",
	}, {
		ID: "phase-empty", Severity: finding.Warning,
		Summary: "a phase has no milestone",
		Why:     "Most often a heading or an item below it has the wrong level.",
		Example: "## Months 6 to 9 {months=6-9} with only text",
		Fix:     "Add a milestone below a lane, or delete the phase.",
	}, {
		ID: "requirement-page", Severity: finding.Error,
		Summary: "a requirement does not say which page it is about, or names one that does not exist",
		Why:     "Precept could not check it.",
		Example: "- [must] Cover is needed {#cover on=organisation/indemnty}",
		Fix:     "Write on= and the page's path below the version, without .md.",
		Check:   requirementPage,
	}, {
		ID: "requirement-pattern", Severity: finding.Error,
		Summary: "the pattern of a requirement cannot be read",
		Why:     "Precept could not check it.",
		Example: "`indemnity (cover`",
		Fix:     "Write plain words, or a Go regular expression.",
	}, {
		ID: "requirement-unmet", Severity: finding.Error,
		Summary: "the toolkit does not say what it must say",
		Why:     "Requirements make sure that important points are not lost when a page is edited, adapted or dropped.",
		Example: "- [must] Every AP needs indemnity cover of their own {#cover on=organisation/indemnity}",
		Fix: "Say it on the page, or mark the paragraph that says it in other words with {says=cover}.\n" +
			"A practice to which it does not apply writes a waiver in data/site.yaml.",
		Check: requirementUnmet,
	}, {
		ID: "says-open", Severity: finding.Warning,
		Summary: "a {says=…} mark does not have the digest of its words yet",
		Why:     "Without it nobody notices when the words change.",
		Example: "Cover is needed. {says=cover}",
		Fix:     "Run precept check --fix, which writes it.",
		Check:   saysOpen,
	}, {
		ID: "says-stale", Severity: finding.Warning,
		Summary: "words that were marked as saying a requirement have changed",
		Why:     "They may no longer say it. Somebody has to read both again.",
		Example: "Cover is advised. {says=cover:3f2a}",
		Fix: "Read the requirement again. If the words still say it, delete the colon and what follows,\n" +
			"and run precept check --fix.",
		Check: saysStale,
	}, {
		ID: "says-unknown", Severity: finding.Error,
		Summary: "a {says=…} mark names a requirement that does not exist, or one about another page",
		Why:     "It would never count.",
		Example: "Cover is needed. {says=covr}",
		Fix:     "Write the id of a requirement that has this page in its on=.",
		Check:   saysUnknown,
	}, {
		ID: "standard-unknown", Severity: finding.Error,
		Summary: "meets= names a standard that does not exist",
		Why:     "The evidence would not be listed anywhere.",
		Example: "meets=training-recrods",
		Fix:     "Write the id of an item of a standards page.",
		Check:   standardUnknown,
	}, {
		ID: "standard-unmet", Severity: finding.Warning,
		Summary: "nothing in the toolkit meets a standard",
		Why:     "A preceptee could not show that they meet it.",
		Example: "- [standard] Training records are kept {#training-records}, which nothing names",
		Fix:     "Add meets= with its id to a page, field, milestone or competency.",
		Check:   standardUnmet,
	}}
}
