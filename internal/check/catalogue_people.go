package check

import (
	"precept/internal/finding"
	"precept/internal/portfolio"
)

// peopleRules are about preceptees and their records.
func peopleRules() []Rule {
	return []Rule{{
		ID: "action-past", Severity: finding.Gap,
		Summary: "an agreed action is still open after its day",
		Why:     "Somebody said that they would do it by then. No review waits for it.",
		Example: "a row of - [table] Objectives {#objectives .carries open=done} whose date was last week, not ticked",
		Fix:     "Agree a new day for it in the next record of the form, or tick it as done.",
	}, {
		ID: portfolio.RuleAgreementMissing, Severity: finding.Gap,
		Summary: "what was accepted with a plan does not say who agreed it and when, or a moved date does not say why",
		Why:     "Readers of the portfolio ask about this at the end, when nobody may remember it.",
		Example: "overrides: {half-way: {date: 2027-03-10}}",
		Fix:     "Add agreed and date to what was accepted, and why to a date that was moved.",
	}, {
		ID: "answer-advised", Severity: finding.Note,
		Summary: "an answer is not what the form advises",
		Why:     "An hour of protected time is recommended for a meeting, for example; needs vary.",
		Example: "- [number] How long did you meet? {#minutes unit=minutes expects=\"at least 60\" .advisory} and 40",
		Fix:     "Nothing has to change. It is worth a thought at the next meeting.",
	}, {
		ID: "answer-computed", Severity: finding.Warning,
		Summary: "a number is not what the times in its row give",
		Why:     "The form computes it from the two times; one of the three was changed by hand afterwards.",
		Example: `{"from": "09:00", "to": "09:45", "minutes": "40"}`,
		Fix:     "Open the record in its form and change one of the times; the number follows.",
	}, {
		ID: "answer-date", Severity: finding.Warning,
		Summary: "an answer is not a day that can be",
		Why: "The answer counts as missing. It is kept and shown unchanged, and the rest of the record counts as " +
			"before.",
		Example: "met: 2026-02-30",
		Fix:     "Open the record in its form and write the day again, in the years 1900 to 2100.",
	}, {
		ID: portfolio.RuleExpected, Severity: finding.Gap,
		Summary: "an answer in a complete record is not what the form expects",
		Why:     "The answer says that something is still to be done, such as cover that nobody is sure of.",
		Example: "- [choice: Yes | No | Not sure] Is there cover? {#cover expects=Yes} and the answer Not sure",
		Fix: "See to it, and say so in the record or in a new one. Where the field is .required too, the record does " +
			"not count as done until then.",
	}, {
		ID: "answer-missing", Severity: finding.Gap,
		Summary: "a record that is marked complete has no answer to a required field",
		Why:     "The form needs it. Until then the record does not count as done.",
		Example: "status: complete without an answer to a required field",
		Fix:     "Open the record, answer the question and save it again.",
	}, {
		ID: "answer-private", Severity: finding.Error,
		Summary: "a record has an answer that is private to the preceptee",
		Why: "The people who sign the record get the file. Only this answer is held back; no portfolio shows it, but " +
			"everybody who has the file can read it.",
		Example: "an answer to - [text] What weighs on you {#weighs .private}\n" +
			"in 2026-02-12-monthly-meeting-k7m29qxd.md",
		Fix: "Move it into 2026-02-12-monthly-meeting-k7m29qxd.private.md, and write private: [weighs] in the " +
			"record.",
	}, {
		ID: "answer-type", Severity: finding.Error,
		Summary: "an answer is not of the type of its field",
		Why:     "It cannot be shown or added up. The record is left out until it is fixed.",
		Example: "hours: \"a few\"",
		Fix:     "Open the record in its form and answer again.",
	}, {
		ID: "answer-unknown", Severity: finding.Warning,
		Summary: "a record answers a field that its form does not have",
		Why:     "The answer is kept and shown as extra, but is not used.",
		Example: "objectivs: \"…\"",
		Fix:     "Correct the name of the field, if it was misspelt.",
	}, {
		ID: portfolio.RuleWanted, Severity: finding.Gap,
		Summary: "a complete record leaves out an answer that its form wants",
		Why:     "The record counts, but readers ask for this first, such as by when something is done.",
		Example: "- [date] By when {#by-when .wanted} left empty in a row of actions",
		Fix: "Open the record, answer it and save it again. Of a form that is filled in as needed each record is " +
			"looked at, of any other the latest.",
	}, {
		ID: portfolio.RuleUnevidenced, Severity: finding.Gap,
		Summary: "a competency counts as achieved, and nothing is named as evidence of it",
		Why:     "Somebody who reads the portfolio sees the level, and nothing that shows it.",
		Example: "a record about c-red-flags at the last level, in which no record and no file is chosen",
		Fix:     "Open the record and choose what shows it, or choose the competency in the record that does.",
	}, {
		ID: portfolio.RuleUnconfirmed, Severity: finding.Gap,
		Summary: "a competency counts as achieved, and nobody else has confirmed it",
		Why:     "How far somebody has come is agreed by two people.",
		Example: "a form about each competency that only the preceptee signs",
		Fix: "Ask somebody who has seen it done to sign. The form may ask for it:\n" +
			"- [sign: preceptor] I confirm this level {#sign-preceptor .required}",
	}, {
		ID: portfolio.RuleFewDifferent, Severity: finding.Gap,
		Summary: "fewer different options have been chosen than the form expects by this month",
		Why:     "Plans and evidence should not be about only one side of the work.",
		Example: "- [choice: Clinical | Research] Pillar {#pillar different=\"2 by month 6\"}, and only Clinical",
		Fix:     "Plan or record something about those that are left. Drafts do not count.",
	}, {
		ID: "as-of-real", Severity: finding.Error,
		Summary: "preceptee.md of a real person names one day to be shown on",
		Why: "The portfolio of a real person is about today. On any other day it would not say what is past its " +
			"date.",
		Example: "as_of: 2026-10-05, without example: true",
		Fix:     "Delete the line.",
	}, {
		ID: portfolio.RuleEach, Severity: finding.Gap,
		Summary: "a question about each competency is not answered in time for some of them",
		Why:     "An early answer helps to plan the year.",
		Example: "- [scale: Not yet | Alone] My own view {#own-view each=\"must by month 5\"}, left empty",
		Fix: "Answer it for those that are named. A competency that is achieved, accepted with a plan or not " +
			"applicable is not asked about, nor is one that the person does alone already.",
	}, {
		ID: "date-order", Severity: finding.Error,
		Summary: "a period ends before it begins",
		Why:     "Due dates cannot be calculated from it.",
		Example: "pauses: [{from: 2027-02-14, to: 2027-01-04}]",
		Fix:     "Swap the two dates, or correct the wrong one.",
	}, {
		ID: portfolio.RuleDetail, Severity: finding.Gap,
		Summary: "preceptee.md does not say something that the programme asks for",
		Why:     "Everybody who reads the portfolio looks for the registration and its renewal date, for example.",
		Example: "asks: [registration] in the timeline, and no registration in preceptee.md",
		Fix:     "Add it to preceptee.md, or take it out of asks in the timeline.",
	}, {
		ID: "document-author", Severity: finding.Note,
		Summary: "a document says who wrote it, or where a photograph in it was taken",
		Why: "Whoever gets the file can read it there. Such details are removed from pictures; a document is kept as " +
			"it is.",
		Example: "a certificate.pdf with /Author (Example Person)",
		Fix:     "If that should not be seen, take it out in the program that made it, and save the file again.",
	}, {
		ID: "done-form", Severity: finding.Warning,
		Summary: "preceptee.md says that a milestone is done, but only a form can show that",
		Why:     "The milestone is done when its form is complete. The line is ignored.",
		Example: "done: {first-review: 2026-12-01}, where first-review has form=meeting",
		Fix:     "Delete the line, and complete the form.",
	}, {
		ID: "evidence-broken", Severity: finding.Warning,
		Summary: "a file among the evidence cannot be shown",
		Why: "The content decides what a file is. One that is not a picture, a PDF or an office document is " +
			"named in the portfolio and not copied into it.",
		Example: "a web page that is called photo.png",
		Fix:     "Open it and save it again as a JPEG, a PNG or a PDF, under the same name.",
	}, {
		ID: "evidence-missing", Severity: finding.Gap,
		Summary: "a record names a file that is not in evidence/",
		Why:     "The portfolio would say that there is evidence, and nobody could look at it.",
		Example: "files: [\"photo.jpg\"] without evidence/photo.jpg",
		Fix:     "Hand the file over, best together with the record; or take its name out of the record.",
	}, {
		ID: "evidence-unnamed", Severity: finding.Note,
		Summary: "no record names a file in evidence/",
		Why:     "It is in no portfolio, and nobody knows what it shows.",
		Example: "evidence/photo.jpg that no record picks",
		Fix:     "Pick it in the record that it belongs to, or delete it.",
	}, {
		ID: "expiry-past", Severity: finding.Gap,
		Summary: "something has expired",
		Why:     "Training, registration or cover that has expired no longer counts.",
		Example: "an expiry date last month",
		Fix:     "Renew it and write the new date into a new record.",
	}, {
		ID: "expiry-soon", Severity: finding.Note,
		Summary: "something runs out soon: training or cover within 60 days, a registration within 90",
		Why:     "A place on a course, or a form from the regulator, takes its time.",
		Example: "an expiry date next month",
		Fix:     "Renew it in good time, and write the new date into a new record.",
	}, {
		ID: portfolio.RuleExtensionAgreement, Severity: finding.Gap,
		Summary: "the programme is longer or shorter, and nobody wrote down why, who agreed it or when",
		Why:     "The programme may be changed to fit the person, and the change is recorded. Sign-off waits for it.",
		Example: "extension: {months: 2}",
		Fix: "Write down what is missing:\n" +
			"extension: {months: 2, why: a long illness in the team, agreed: all three, date: 2027-06-01}",
	}, {
		ID: portfolio.RuleHandover, Severity: finding.Gap,
		Summary: "somebody took over from somebody else, and no record says what was handed over",
		Why:     "What was agreed with the first should not have to be found out again by the second.",
		Example: "two preceptors among people, the first until 31 January 2027 and the second from 1 February",
		Fix:     "Answer the question in a record of the form, made within a month of the change.",
	}, {
		ID: "item-unknown", Severity: finding.Error,
		Summary: "preceptee.md names an item that the version does not have, or that is not asked of one person",
		Why:     "What was agreed would apply to nothing.",
		Example: "done: {welcom: 2026-09-01}",
		Fix:     "Write the id of a milestone (with its number if it repeats) or a competency.",
	}, {
		ID: "record-chosen", Severity: finding.Warning,
		Summary: "share or showcase in preceptee.md names a record that is not there or may not be shown",
		Why:     "The copy would hold less than the person chose.",
		Example: "share: [k7m29qxx]",
		Fix: "Write the record's reference, which its page shows, or the name of its file. Take out a record that " +
			"its form keeps from others.",
	}, {
		ID: "milestone-open", Severity: finding.Gap,
		Summary: "a milestone or a must competency that a review needs is still open",
		Why:     "check --gate shows what is missing before the midpoint or the final review.",
		Example: "check --gate midpoint while the first review is open",
		Fix:     "Complete its form, or write what was agreed under accepted in preceptee.md.",
	}, {
		ID: portfolio.RuleOrder, Severity: finding.Gap,
		Summary: "a milestone was done before the one that it comes after",
		Why:     "Preparation is of no use after the appraisal. Often one of the two dates is wrong.",
		Example: "done: {appraisal: 2027-08-20, appraisal-prepared: 2027-08-27} with after=appraisal-prepared",
		Fix:     "See whether both dates are right, and write the day on which each was done.",
	}, {
		ID: "milestone-past", Severity: finding.Gap,
		Summary: "a required milestone is past its date",
		Why:     "It is shown in the portfolio, so that a new date can be agreed in good time.",
		Example: "a first review that was due last week",
		Fix:     "Complete its form, or agree a plan and write it under accepted in preceptee.md.",
	}, {
		ID: portfolio.RuleWindow, Severity: finding.Gap,
		Summary: "a milestone was done outside the days that it is meant for, or those days are over",
		Why: "A six-month review in month 9 comes too late to change anything. Another date may be agreed, and then " +
			"the reason is written down.",
		Example: "- [month 6] Half-way review {#half-way form=review early=14 late=31} held in month 9",
		Fix:     "Write what was agreed: overrides: {half-way: {date: 2027-06-02, why: a long illness in the team}}.",
	}, {
		ID: portfolio.RuleLead, Severity: finding.Gap,
		Summary: "somebody who rotates has several people who support them, and none is the lead",
		Why:     "One of them keeps the whole year in view.",
		Example: "transition: [rotational] with two preceptors, neither with lead: true",
		Fix:     "Write lead: true beside one of them under people.",
	}, {
		ID: portfolio.RulePerson, Severity: finding.Gap,
		Summary: "on some days nobody is named as supporting the person",
		Why:     "Support is for the whole year; most often a change of person was not written down in full.",
		Example: "two preceptors among people, the first until 31 January 2027 and the second from 1 March",
		Fix:     "Name who it was in between, or correct the days.",
	}, {
		ID: "person-self", Severity: finding.Warning,
		Summary: "a preceptee is named as their own preceptor or supporter",
		Why:     "Nobody can support or sign for themselves. Most often the wrong name was pasted.",
		Example: "people: [{lane: preceptor, name: Example Preceptee}]",
		Fix:     "Name the person who supports them.",
	}, {
		ID: "pick-missing", Severity: finding.Gap,
		Summary: "a record names a record, a competency or a standard that does not exist",
		Why:     "What the answer points at cannot be found, so it shows nothing.",
		Example: "outcomes: [\"c-red-flgs\"]",
		Fix:     "Write the id of one that exists, or take it out.",
	}, {
		ID: "portfolio-left", Severity: finding.Warning,
		Summary: "the portfolio of somebody without records here is still among the portfolios",
		Why: "A copy that nobody looks after any more still shows all of a person's year, and is kept longer than " +
			"they were told.",
		Example: "portfolios/jo-example/ after data/preceptees/jo-example/ was deleted",
		Fix: "Run precept remove jo-example --write, or delete it on the desk. If their folder was renamed, the " +
			"portfolio has been written under the new name.",
	}, {
		ID: "preceptee-hosted", Severity: finding.Error,
		Summary: "a real person's records are on a hosted build machine",
		Why:     "Records of people belong on the keeper's own machine.",
		Example: "precept build in a hosted job with data/preceptees/ checked in",
		Fix:     "Build portfolios on the keeper's machine. A host runs precept build --only toolkit.",
	}, {
		ID: "preceptee-id", Severity: finding.Error,
		Summary: "a preceptee's folder has a name that cannot be used",
		Why:     "The name is part of addresses.",
		Example: "data/preceptees/Jo Example/",
		Fix:     "Use small letters, figures and hyphens, beginning with a letter: jo-example.",
	}, {
		ID: "preceptee-missing", Severity: finding.Error,
		Summary: "a preceptee's folder has no preceptee.md",
		Why:     "Without it nobody knows when they started, and under which version.",
		Example: "data/preceptees/jo/ that only has records",
		Fix:     "Write preceptee.md; precept new preceptee does it.",
	}, {
		ID: "preceptee-tracked", Severity: finding.Error,
		Summary: "git tracks a real person's records, or would add them",
		Why:     "What git has once recorded is hard to remove, and goes wherever the project goes.",
		Example: "data/preceptees/jo/ in a work tree whose .gitignore does not name it",
		Fix: "Write data/preceptees/* into the top .gitignore, and delete a line that lets the folder through.\n" +
			"`git rm -r --cached` with the folder's name removes what git already tracks. Or keep the records\n" +
			"in a restricted folder and name it under preceptees in data/site.yaml.",
	}, {
		ID: "private-unknown", Severity: finding.Warning,
		Summary: "a record says that a field is answered privately, and the field is not private",
		Why:     "The answer would be in no file. The question counts as not answered.",
		Example: "private: [said], where said is not .private",
		Fix:     "Take the field out of private, and answer it in the record.",
	}, {
		ID: portfolio.RuleApart, Severity: finding.Gap,
		Summary: "the last meeting is too long ago",
		Why: "Regular meetings are what helps most. Two that were too far apart in the past are a note, since " +
			"nothing can be done about them.",
		Example: "- [monthly] Meet {#meet form=meeting apart=45} and no record of the form for 60 days",
		Fix:     "Agree a day for the next one, and keep a record of it. Days of a pause do not count.",
	}, {
		ID: "record-early", Severity: finding.Error,
		Summary: "a record is dated before the start",
		Why: "One of the two dates is wrong, and the year would be told wrongly. The record is left out until it is " +
			"corrected; a draft is a warning. A form that has a milestone at month 0 may be filled in before that.",
		Example: "date: 2025-02-12 with start: 2026-09-01",
		Fix:     "Correct the date of the record, or the start.",
	}, {
		ID: "record-form", Severity: finding.Error,
		Summary: "a record names a form that its version does not have",
		Why:     "It cannot be read without its form, and is left out.",
		Example: "form: monthly-meting",
		Fix:     "Write the name of the form's file in forms/, without .md.",
	}, {
		ID: "record-future", Severity: finding.Error,
		Summary: "a complete record, or a signature, is dated after today",
		Why: "A complete record cannot be about a day that is still to come; most often the year is wrong. The " +
			"record is left out until then. A draft that is dated ahead is a plan, and a signature does not count yet.",
		Example: "date: 2062-02-12 with status: complete",
		Fix:     "Correct the date, or write status: draft until then.",
	}, {
		ID: "record-names", Severity: finding.Warning,
		Summary: "a record names a milestone or a competency that does not exist",
		Why:     "It would count for the wrong milestone, or for no competency.",
		Example: "milestone: monthly-meting.3",
		Fix: "Write the id of a milestone that asks for the form, with its number if it repeats, or of a " +
			"competency.",
	}, {
		ID: "record-differs", Severity: finding.Warning,
		Summary: "there are two different states of a record, and nobody has decided which is right",
		Why:     "The state that arrived is kept beside the one that was there. Only the one that was there counts.",
		Example: "2026-02-12-monthly-meeting-k7m29qxd.differs.txt",
		Fix: "Compare them on the desk of precept serve, or with precept import. Accept the one that is right,\n" +
			"and delete the other.",
	}, {
		ID: "record-never", Severity: finding.Error,
		Summary: "there is a record of a form whose answers must never be kept",
		Why:     "The form promises that nothing is stored.",
		Example: "a record of a form with visibility: never",
		Fix:     "Delete the file: that form is only for paper and the screen.",
	}, {
		ID: "record-exposed", Severity: finding.Error,
		Summary: "a real record is in git, or git would take it in, or it is on a hosted build machine",
		Why:     "The practice's own records name people, and go wherever the project goes.",
		Example: "data/organisation/ in a work tree whose .gitignore does not name it",
		Fix: "Write data/organisation/* into the top .gitignore, and remove what git already tracks with " +
			"git rm --cached. An invented record says example: true.",
	}, {
		ID: portfolio.RuleOld, Severity: finding.Gap,
		Summary: "the latest record of a form that is filled in every year is more than a year old",
		Why:     "A job description or a list of skills that is not kept up says what somebody did a year ago.",
		Example: "a job description check of 1 September 2026, on 5 October 2027",
		Fix:     "Look at it again, and make a new record of it.",
	}, {
		ID: "record-owner", Severity: finding.Warning,
		Summary: "a record says that it is somebody else's",
		Why: "One person's record may be in another's portfolio. precept import and the desk refuse it until " +
			"somebody confirms it by name.",
		Example: "preceptee: sam-example in the folder of alex-example",
		Fix:     "Move the file into the folder of the person whose it is, or write their id.",
	}, {
		ID: "record-twice", Severity: finding.Error,
		Summary: "the same record is in two files",
		Why:     "It would count twice, and it is not clear which of the two is right.",
		Example: "record: k7m29qxd in two files",
		Fix:     "Keep the later one.",
	}}
}
