package portfolio

import "precept/internal/source"

// PrecepteeSchema is the front matter of preceptee.md.
var PrecepteeSchema = source.Schema{
	Name:  "preceptee",
	Title: "preceptee.md: one preceptee",
	Keys: []source.Key{
		{Name: "name", Type: source.Text, Required: true, Most: 200, Doc: "the preceptee's name",
			Example: "Example Preceptee"},
		{Name: "start", Type: source.Date, Required: true, Doc: "the first day of the programme",
			Example: "2026-09-01"},
		{Name: "toolkit", Type: source.Text, Required: true, Doc: "the version that they started on",
			Example: `"2026.1"`},
		{Name: "moved", Type: source.MapList, Doc: "versions that they were on before; precept move writes it",
			Fields: []source.Key{
				{Name: "from", Type: source.Text, Required: true, Doc: "the version", Example: `"2025.1"`},
				{Name: "date", Type: source.Date, Required: true, Doc: "the day of the move", Example: "2026-12-01"},
				{Name: "aside", Type: source.TextList,
					Doc:     "what preceptee.md said about items that the next version does not have",
					Example: `["done welcome: 2026-09-01"]`},
			}},
		{Name: "keeper", Type: source.Text, Doc: "who holds the records, agreed with the preceptee",
			Example: "Example Manager, practice manager"},
		{Name: "profession", Type: source.Text, Doc: "their profession", Example: "Paramedic"},
		{Name: "registration", Type: source.Map, Doc: "their entry with a regulator", Fields: []source.Key{
			{Name: "body", Type: source.Text, Doc: "the regulator", Example: "HCPC"},
			{Name: "number", Type: source.Text, Doc: "the number", Example: "PA00000"},
			{Name: "renews", Type: source.Date, Doc: "when it must be renewed", Example: "2027-08-31"},
			{Name: "checked", Type: source.Date, Doc: "when it was last checked", Example: "2026-09-01"},
		}},
		{Name: "role", Type: source.Text, Doc: "their role", Example: "Advanced Practitioner"},
		{Name: "practice", Type: source.Text, Doc: "where they work", Example: "Example Surgery"},
		{Name: "cohort", Type: source.Text, Doc: "the group that they go through the programme with",
			Example: "Second cohort, March 2026"},
		{Name: "extension", Type: source.Map, Doc: "a longer or shorter last phase", Fields: []source.Key{
			{Name: "months", Type: source.Integer, Min: -12, Max: 24, Required: true,
				Doc: "by how many months; may be negative", Example: "3"},
			{Name: "why", Type: source.Text, Doc: "why", Example: "agreed at the six-month review"},
			{Name: "agreed", Type: source.Text, Doc: "who agreed it", Example: "preceptee, preceptor and organisation"},
			{Name: "date", Type: source.Date, Doc: "when", Example: "2027-03-01"},
		}},
		{Name: "wte", Type: source.MapList, Bare: "value",
			Doc: "whole-time equivalent: one number, or [{from, value}]", Example: "0.6", Fields: []source.Key{
				{Name: "from", Type: source.Date, Doc: "the first day that it applies; by default the start",
					Example: "2027-01-04"},
				{Name: "value", Type: source.Text, Required: true, Doc: "the share of full time, 0.1 to 1.0",
					Example: "0.6"},
			}},
		{Name: "pauses", Type: source.MapList, Doc: "times when the programme was paused, without the reason",
			Fields: []source.Key{
				{Name: "from", Type: source.Date, Required: true, Doc: "first day", Example: "2027-01-04"},
				{Name: "to", Type: source.Date, Required: true, Doc: "last day", Example: "2027-02-14"},
			}},
		{Name: "people", Type: source.MapList, Doc: "who holds which lane", Fields: []source.Key{
			{Name: "lane", Type: source.Text, Required: true, Doc: "the lane", Example: "preceptor"},
			{Name: "name", Type: source.Text, Required: true, Doc: "the person", Example: "Example Preceptor"},
			{Name: "from", Type: source.Date, Doc: "since when", Example: "2026-09-01"},
			{Name: "to", Type: source.Date, Doc: "until when", Example: "2027-02-28"},
			{Name: "lead", Type: source.Bool, Doc: "true: the lead of several in turn", Example: "true"},
		}},
		{Name: "transition", Type: source.WordList,
			Options: Transitions(), Doc: "what kind of change it is", Example: "[new-to-general-practice]"},
		{Name: "tags", Type: source.TextList, Doc: "what applies only to this person", Example: "[prescriber]"},
		{Name: "overrides", Type: source.NamedMap, Doc: "milestones with a date of their own",
			Example: "{six-month-review: {date: 2027-03-10, why: leave}}", Fields: []source.Key{
				{Name: "date", Type: source.Date, Required: true, Doc: "the date agreed", Example: "2027-03-10"},
				{Name: "why", Type: source.Text, Doc: "why", Example: "leave"},
			}},
		{Name: "not_applicable", Type: source.TextMap, Doc: "items that do not apply to this person, with the reason",
			Example: "{scope-mapped: no prescriber}"},
		{Name: "accepted", Type: source.NamedMap, Doc: "items not done that were accepted instead",
			Example: "{swot: {why: joined late, plan: at month 2}}", Fields: []source.Key{
				{Name: "why", Type: source.Text, Required: true, Doc: "why", Example: "joined late"},
				{Name: "plan", Type: source.Text, Required: true, Doc: "what will be done instead, and when",
					Example: "at month 2"},
				{Name: "agreed", Type: source.Text, Doc: "who agreed it", Example: "preceptor"},
				{Name: "date", Type: source.Date, Doc: "when", Example: "2026-10-01"},
			}},
		{Name: "done", Type: source.DateMap, Doc: "milestones without a form that are done: {milestone: date}",
			Example: "{welcome: 2026-09-01}"},
		{Name: "share", Type: source.MapList, Bare: "record", BareItems: true,
			Doc: "records that an appraiser's copy holds, as the preceptee chose", Example: "[k7m29qxd]",
			Fields: []source.Key{
				{Name: "record", Type: source.Text, Required: true, Doc: "its reference, or the name of its file",
					Example: "k7m29qxd"},
				{Name: "asked", Type: source.Text, Doc: "who asked for it", Example: "Example Preceptee, by e-mail"},
				{Name: "date", Type: source.Date, Doc: "when they asked", Example: "2027-03-01"},
			}},
		{Name: "showcase", Type: source.TextList, Max: 10,
			Doc: "at most ten records that the summary shows, as the preceptee chose", Example: "[k7m29qxd]"},
		{Name: "ended", Type: source.Map, Doc: "the programme is over", Fields: []source.Key{
			{Name: "date", Type: source.Date, Required: true, Doc: "when", Example: "2027-08-31"},
			{Name: "how", Type: source.Word, Options: []string{"completed", "left", "stopped"}, Required: true,
				Doc: "how", Example: "completed"},
		}},
		{Name: "example", Type: source.Bool, Doc: "an invented person", Example: "true"},
		{Name: "as_of", Type: source.Date, Doc: "the day on which an invented person is shown; by default today",
			Example: "2027-01-18"},
	},
}

// Transitions are the kinds of change that somebody may make.
func Transitions() []string {
	return []string{"newly-qualified", "new-to-general-practice", "returning", "changing-specialty", "relocating",
		"international", "rotational"}
}
