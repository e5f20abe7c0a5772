package portfolio

import (
	"fmt"
	"slices"
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
	Cohort                             string // those who go through the programme with them
	Registration                       Registration
	People                             []Person
	Transition                         []string
	Extension                          Extension
	Accepted                           map[string]Accepted
	Done                               map[string]civil.Date // milestones without a form, by occurrence id
	EndedHow                           string
	Share                              []Choice // what an appraiser's copy holds
	Showcase                           []Choice // what the summary shows
	Example                            bool
	ShownOn                            civil.Date // the day on which an example is shown; zero: that of the build

	toolkitPos, registrationPos, extensionPos finding.Position
	namedItems                                []reference
	texts                                     []ownText
}

// Registration is the entry with a regulator.
type Registration struct {
	Body, Number    string
	Renews, Checked civil.Date
}

// Extension is a longer or shorter last phase.
type Extension struct {
	Months int // may be negative
	Why    string
	Agreed string // who agreed it
	Date   civil.Date
}

// Person has a lane for a time.
type Person struct {
	Lane, Name string
	From, To   civil.Date // zero: from the start, to the end
	Lead       bool       // of several in the lane

	pos, namePos finding.Position // of the lane and the name
}

// Accepted is something that is not done and was accepted, with a plan.
type Accepted struct {
	Why, Plan string
	Agreed    string
	Date      civil.Date
}

// ReadPreceptee reads preceptee.md. Any finding that is an error holds the whole portfolio back.
func ReadPreceptee(id string, file *source.File) (*Preceptee, []finding.Finding) {
	v, findings := file.Values(PrecepteeSchema)
	r := v.Map("registration")
	p := &Preceptee{ID: id, File: file.Path, Name: v.Text("name"), Toolkit: v.Text("toolkit"), Keeper: v.Text("keeper"),
		Profession: v.Text("profession"), Role: v.Text("role"), Practice: v.Text("practice"), Cohort: v.Text("cohort"),
		Example: v.Bool("example"), ShownOn: v.Date("as_of"),
		toolkitPos: v.Pos("toolkit"), registrationPos: v.Pos("registration"),
		extensionPos: v.Pos("extension"),
		Accepted:     map[string]Accepted{}, Done: map[string]civil.Date{},
		Registration: Registration{Body: r.Text("body"), Number: r.Text("number"), Renews: r.Date("renews"),
			Checked: r.Date("checked")}}
	p.Calendar.Start = v.Date("start")
	for _, t := range v.List("transition") {
		p.Transition = append(p.Transition, t.Text)
		p.Calendar.Tags = append(p.Calendar.Tags, t.Text) // a transition is a tag too, so that when= can name it
	}
	for _, t := range v.List("tags") {
		p.Calendar.Tags = append(p.Calendar.Tags, t.Text)
	}
	p.readItems(v)
	p.readChoices(v)
	p.EndedHow = v.Map("ended").Text("how")
	if !p.ShownOn.IsZero() && !p.Example {
		findings = append(findings, finding.Finding{Rule: "as-of-real", Position: v.Pos("as_of"),
			Message: "as_of shows an invented person on one day, and this person is not marked as an example",
			Help:    "take as_of out; precept build --as-of shows everybody on another day"})
	}
	findings = slices.Concat(findings, p.readCalendar(v), p.readHours(v), p.readPeople(v))
	p.texts = p.ownTexts(v)
	return p, findings
}

// readItems reads what preceptee.md says about items of the toolkit.
func (p *Preceptee) readItems(v source.Values) {
	for _, key := range []string{"overrides", "not_applicable", "accepted", "done"} {
		for _, e := range v.Entries(key) {
			p.namedItems = append(p.namedItems, reference{key, e.Key, e.KeyPos})
		}
	}
	p.Calendar.NotApplicable = map[string]string{}
	for _, e := range v.Entries("not_applicable") {
		p.Calendar.NotApplicable[e.Key] = e.Text
	}
	p.Calendar.Overrides = map[string]programme.Override{}
	for _, e := range v.Entries("overrides") {
		p.Calendar.Overrides[e.Key] = programme.Override{Date: e.Values.Date("date"), Why: e.Values.Text("why")}
	}
	for _, e := range v.Entries("accepted") {
		p.Accepted[e.Key] = Accepted{Why: e.Values.Text("why"), Plan: e.Values.Text("plan"),
			Agreed: e.Values.Text("agreed"),
			Date:   e.Values.Date("date")}
	}
	for _, e := range v.Entries("done") {
		p.Done[e.Key] = e.Date
	}
}

// readCalendar reads the extension, the pauses and the end.
func (p *Preceptee) readCalendar(v source.Values) []finding.Finding {
	var findings []finding.Finding
	e := v.Map("extension")
	p.Extension = Extension{Why: e.Text("why"), Agreed: e.Text("agreed"), Date: e.Date("date")}
	p.Extension.Months, _ = e.Int("months")
	p.Calendar.ExtensionMonths = p.Extension.Months
	for _, s := range v.Maps("pauses") {
		span := programme.Span{From: s.Date("from"), To: s.Date("to")}
		if span.To.Before(span.From) && !span.To.IsZero() && !span.From.IsZero() {
			findings = append(findings, finding.Finding{Rule: "date-order", Position: s.Pos("to"),
				Message: "the pause ends before it begins", Help: "swap from and to"})
			continue
		}
		p.Calendar.Pauses = append(p.Calendar.Pauses, span)
	}
	ended := v.Map("ended")
	p.Calendar.Ended = ended.Date("date")
	if !p.Calendar.Ended.IsZero() && p.Calendar.Ended.Before(p.Calendar.Start) {
		findings = append(findings, finding.Finding{Rule: "date-order", Position: ended.Pos("date"),
			Message: "the programme ends before it begins", Help: "check the start and the end"})
	}
	return findings
}

// readHours reads the share of full time that is worked.
func (p *Preceptee) readHours(v source.Values) []finding.Finding {
	var findings []finding.Finding
	for _, m := range v.Maps("wte") {
		text := m.Text("value")
		if text == "" {
			continue
		}
		share, ok := hundredths(text)
		if !ok {
			findings = append(findings, finding.Finding{Rule: "key-type", Position: m.Pos("value"),
				Message: fmt.Sprintf("wte is %q, which is not a number from 0.1 to 1.0", text),
				Help:    "write the share of full time with one or two decimals, such as 0.6"})
			continue
		}
		from := m.Date("from")
		if from.IsZero() {
			from = p.Calendar.Start
		}
		p.Calendar.WTE = append(p.Calendar.WTE, programme.WTE{From: from, Hundredths: share})
	}
	return findings
}

// readPeople reads who has which lane.
func (p *Preceptee) readPeople(v source.Values) []finding.Finding {
	var findings []finding.Finding
	for _, m := range v.Maps("people") {
		person := Person{Lane: m.Text("lane"), Name: m.Text("name"), From: m.Date("from"), To: m.Date("to"),
			Lead: m.Bool("lead"),
			pos:  m.Pos("lane"), namePos: m.Pos("name")}
		p.People = append(p.People, person)
		if person.To.Before(person.From) && !person.To.IsZero() {
			findings = append(findings, finding.Finding{Rule: "date-order", Position: m.Pos("to"),
				Message: fmt.Sprintf("the time of %s as %s ends before it begins", person.Name,
					form.Lane(person.Lane)), Help: "swap from and to"})
		}
	}
	return findings
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

// Lane gives who has a lane on a day; "" when nobody has.
func (p *Portfolio) Lane(lane string, on civil.Date) string {
	lane = p.Version.LaneID(lane)
	if lane == p.Own() {
		return p.Name
	}
	for _, person := range p.People {
		if person.Lane == lane && person.Has(on) {
			return person.Name
		}
	}
	return ""
}

// Has reports whether the person has the lane on a day.
func (p Person) Has(on civil.Date) bool {
	return (p.From.IsZero() || !on.Before(p.From)) && (p.To.IsZero() || !on.After(p.To))
}
