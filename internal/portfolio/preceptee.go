package portfolio

import (
	"fmt"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/source"
)

// Preceptee is what preceptee.md says: who, when, under which version.
type Preceptee struct {
	ID, File string
	Name     string
	Toolkit  string // version
	Calendar programme.Calendar

	Keeper, Profession, Role, Practice string
	Cohort                             string // those whom they go through the programme with
	Registration                       Registration
	People                             []Person
	Transition                         []string
	Accepted                           map[string]Accepted
	Done                               map[string]civil.Date // milestones without a form, by occurrence id
	EndedHow                           string
	Example                            bool

	toolkitPos finding.Position
	named      []reference
}

// Registration is the entry with a regulator.
type Registration struct {
	Body, Number    string
	Renews, Checked civil.Date
}

// Person holds a lane for a time.
type Person struct {
	Lane, Name string
	From, To   civil.Date // zero: from the start, to the end

	pos finding.Position // the lane
}

// Accepted is something not done that was agreed to stand, with a plan.
type Accepted struct {
	Why, Plan string
	Agreed    string
	Date      civil.Date
}

// PrecepteeSchema is the front matter of preceptee.md.
var PrecepteeSchema = source.Schema{
	Name:  "preceptee",
	Title: "preceptee.md: one preceptee",
	Keys: []source.Key{
		{Name: "name", Type: source.Text, Required: true, Most: 200, Doc: "the preceptee's name", Example: "Example Preceptee"},
		{Name: "start", Type: source.Date, Required: true, Doc: "the first day of the programme", Example: "2026-09-01"},
		{Name: "toolkit", Type: source.Text, Required: true, Doc: "the version that they started on", Example: `"2026.1"`},
		{Name: "keeper", Type: source.Text, Doc: "who holds the records, agreed with the preceptee", Example: "Example Manager, practice manager"},
		{Name: "profession", Type: source.Text, Doc: "their profession", Example: "Paramedic"},
		{Name: "registration", Type: source.Map, Doc: "their entry with a regulator", Fields: []source.Key{
			{Name: "body", Type: source.Text, Doc: "the regulator", Example: "HCPC"},
			{Name: "number", Type: source.Text, Doc: "the number", Example: "PA00000"},
			{Name: "renews", Type: source.Date, Doc: "when it must be renewed", Example: "2027-08-31"},
			{Name: "checked", Type: source.Date, Doc: "when it was last checked", Example: "2026-09-01"},
		}},
		{Name: "role", Type: source.Text, Doc: "their role", Example: "Advanced Practitioner"},
		{Name: "practice", Type: source.Text, Doc: "where they work", Example: "Example Surgery"},
		{Name: "cohort", Type: source.Text, Doc: "those whom they go through the programme with", Example: "Second cohort, March 2026"},
		{Name: "extension", Type: source.Map, Doc: "a longer or shorter last phase", Fields: []source.Key{
			{Name: "months", Type: source.Integer, Min: -12, Max: 24, Required: true, Doc: "by how many months; may be negative", Example: "3"},
			{Name: "why", Type: source.Text, Doc: "why", Example: "agreed at the six-month review"},
			{Name: "agreed", Type: source.Text, Doc: "who agreed it", Example: "preceptee, preceptor and organisation"},
			{Name: "date", Type: source.Date, Doc: "when", Example: "2027-03-01"},
		}},
		{Name: "wte", Type: source.MapList, Bare: "value", Doc: "whole-time equivalent: one number, or [{from, value}]", Example: "0.6", Fields: []source.Key{
			{Name: "from", Type: source.Date, Doc: "the first day that it holds; by default the start", Example: "2027-01-04"},
			{Name: "value", Type: source.Text, Required: true, Doc: "the share of full time, 0.1 to 1.0", Example: "0.6"},
		}},
		{Name: "pauses", Type: source.MapList, Doc: "times when the programme stood still, without the reason", Fields: []source.Key{
			{Name: "from", Type: source.Date, Required: true, Doc: "first day", Example: "2027-01-04"},
			{Name: "to", Type: source.Date, Required: true, Doc: "last day", Example: "2027-02-14"},
		}},
		{Name: "people", Type: source.MapList, Doc: "who holds which lane", Fields: []source.Key{
			{Name: "lane", Type: source.Text, Required: true, Doc: "the lane", Example: "preceptor"},
			{Name: "name", Type: source.Text, Required: true, Doc: "the person", Example: "Example Preceptor"},
			{Name: "from", Type: source.Date, Doc: "since when", Example: "2026-09-01"},
			{Name: "to", Type: source.Date, Doc: "until when", Example: "2027-02-28"},
		}},
		{Name: "transition", Type: source.WordList, Options: []string{"newly-qualified", "new-to-general-practice", "returning", "changing-specialty", "relocating", "international", "rotational"}, Doc: "what kind of change it is", Example: "[new-to-general-practice]"},
		{Name: "tags", Type: source.TextList, Doc: "what bears on this person alone", Example: "[prescriber]"},
		{Name: "overrides", Type: source.NamedMap, Doc: "milestones with a date of their own", Example: "{six-month-review: {date: 2027-03-10, why: leave}}", Fields: []source.Key{
			{Name: "date", Type: source.Date, Required: true, Doc: "the date agreed", Example: "2027-03-10"},
			{Name: "why", Type: source.Text, Doc: "why", Example: "leave"},
		}},
		{Name: "not_applicable", Type: source.TextMap, Doc: "items that do not bear on this person, with the reason", Example: "{scope-mapped: no prescriber}"},
		{Name: "accepted", Type: source.NamedMap, Doc: "items not done that were agreed to stand", Example: "{swot: {why: joined late, plan: at month 2}}", Fields: []source.Key{
			{Name: "why", Type: source.Text, Required: true, Doc: "why", Example: "joined late"},
			{Name: "plan", Type: source.Text, Required: true, Doc: "what will be done instead, and when", Example: "at month 2"},
			{Name: "agreed", Type: source.Text, Doc: "who agreed it", Example: "preceptor"},
			{Name: "date", Type: source.Date, Doc: "when", Example: "2026-10-01"},
		}},
		{Name: "done", Type: source.DateMap, Doc: "milestones without a form that are done: {milestone: date}", Example: "{welcome: 2026-09-01}"},
		{Name: "ended", Type: source.Map, Doc: "the programme is over", Fields: []source.Key{
			{Name: "date", Type: source.Date, Required: true, Doc: "when", Example: "2027-08-31"},
			{Name: "how", Type: source.Word, Options: []string{"completed", "left", "stopped"}, Required: true, Doc: "how", Example: "completed"},
		}},
		{Name: "example", Type: source.Bool, Doc: "an invented person", Example: "true"},
	},
}

// ReadPreceptee reads preceptee.md. Any finding that is an error holds the whole portfolio back.
func ReadPreceptee(id string, file *source.File) (*Preceptee, []finding.Finding) {
	v, findings := file.Values(PrecepteeSchema)
	p := &Preceptee{ID: id, File: file.Path, Name: v.Text("name"), Toolkit: v.Text("toolkit"), Keeper: v.Text("keeper"),
		Profession: v.Text("profession"), Role: v.Text("role"), Practice: v.Text("practice"), Cohort: v.Text("cohort"), Example: v.Bool("example"),
		Accepted: map[string]Accepted{}, Done: map[string]civil.Date{}, toolkitPos: v.Pos("toolkit")}
	p.Calendar.Start = v.Date("start")
	p.Calendar.Overrides = map[string]civil.Date{}
	p.Calendar.NotApplicable = map[string]string{}
	r := v.Map("registration")
	p.Registration = Registration{Body: r.Text("body"), Number: r.Text("number"), Renews: r.Date("renews"), Checked: r.Date("checked")}
	p.Calendar.ExtensionMonths, _ = v.Map("extension").Int("months")
	for _, s := range v.Maps("pauses") {
		span := programme.Span{From: s.Date("from"), To: s.Date("to")}
		if span.To.Before(span.From) && !span.To.IsZero() && !span.From.IsZero() {
			findings = append(findings, finding.Finding{Rule: "date-order", Position: s.Pos("to"), Message: "the pause ends before it begins", Help: "swap from and to"})
			continue
		}
		p.Calendar.Pauses = append(p.Calendar.Pauses, span)
	}
	for _, m := range v.Maps("people") {
		person := Person{Lane: m.Text("lane"), Name: m.Text("name"), From: m.Date("from"), To: m.Date("to"), pos: m.Pos("lane")}
		p.People = append(p.People, person)
		if person.To.Before(person.From) && !person.To.IsZero() {
			findings = append(findings, finding.Finding{Rule: "date-order", Position: m.Pos("to"), Message: fmt.Sprintf("the time of %s as %s ends before it begins", person.Name, form.Lane(person.Lane)), Help: "swap from and to"})
		}
		if person.Name != "" && sameName(person.Name, p.Name) && person.Lane != "preceptee" {
			findings = append(findings, finding.Finding{Rule: "person-self", Position: m.Pos("name"),
				Message: fmt.Sprintf("%s is the preceptee and also holds the lane %s", p.Name, m.Text("lane")), Help: "name the " + m.Text("lane") + " who supports them"})
		}
	}
	for _, t := range v.List("transition") {
		p.Transition = append(p.Transition, t.Text)
		p.Calendar.Tags = append(p.Calendar.Tags, t.Text) // an item may bear on one kind of change alone, as on any other tag
	}
	for _, t := range v.List("tags") {
		p.Calendar.Tags = append(p.Calendar.Tags, t.Text)
	}
	for _, key := range []string{"overrides", "not_applicable", "accepted", "done"} {
		for _, e := range v.Entries(key) {
			p.named = append(p.named, reference{key, e.Key, e.KeyPos})
		}
	}
	for _, e := range v.Entries("not_applicable") {
		p.Calendar.NotApplicable[e.Key] = e.Text
	}
	ended := v.Map("ended")
	p.Calendar.Ended, p.EndedHow = ended.Date("date"), ended.Text("how")
	if !p.Calendar.Ended.IsZero() && p.Calendar.Ended.Before(p.Calendar.Start) {
		findings = append(findings, finding.Finding{Rule: "date-order", Position: ended.Pos("date"), Message: "the programme ends before it begins", Help: "check the start and the end"})
	}
	for _, e := range v.Entries("overrides") {
		p.Calendar.Overrides[e.Key] = e.Values.Date("date")
	}
	for _, e := range v.Entries("accepted") {
		p.Accepted[e.Key] = Accepted{Why: e.Values.Text("why"), Plan: e.Values.Text("plan"), Agreed: e.Values.Text("agreed"), Date: e.Values.Date("date")}
	}
	for _, e := range v.Entries("done") {
		p.Done[e.Key] = e.Date
	}
	for _, m := range v.Maps("wte") {
		share, ok := hundredths(m.Text("value"))
		if m.Text("value") == "" {
			continue
		}
		if !ok {
			findings = append(findings, finding.Finding{Rule: "key-type", Position: m.Pos("value"), Message: fmt.Sprintf("wte is %q, which is not a number from 0.1 to 1.0", m.Text("value")),
				Help: "write the share of full time with one or two decimals, such as 0.6"})
			continue
		}
		from := m.Date("from")
		if from.IsZero() {
			from = p.Calendar.Start
		}
		p.Calendar.WTE = append(p.Calendar.WTE, programme.WTE{From: from, Hundredths: share})
	}
	return p, findings
}

// hundredths reads 0.1 to 1.0 with at most two decimals, exactly.
func hundredths(s string) (int, bool) {
	whole, part, point := strings.Cut(s, ".")
	if len(whole) != 1 || len(part) > 2 || point && part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(whole + (part + "00")[:2])
	return n, err == nil && n >= 10 && n <= 100
}

// Lane gives who holds a lane on a day; "" when nobody does.
func (p *Preceptee) Lane(lane string, on civil.Date) string {
	if lane == "preceptee" {
		return p.Name
	}
	for _, person := range p.People {
		if person.Lane == lane && person.holds(on) {
			return person.Name
		}
	}
	return ""
}

func (p Person) holds(on civil.Date) bool {
	return (p.From.IsZero() || !on.Before(p.From)) && (p.To.IsZero() || !on.After(p.To))
}
