package portfolio

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// Choice is a record that the preceptee chose to show, as preceptee.md names it.
type Choice struct {
	Record string     // its reference, or the name of its file
	Asked  string     // who asked for it to be shown
	On     civil.Date // when they asked

	pos finding.Position
}

// Names reports whether the choice is of a record.
func (c Choice) Names(r *Record) bool {
	return !r.FromPractice && c.Record != "" && (c.Record == r.ID || strings.HasSuffix(r.File, "/"+c.Record) ||
		strings.HasSuffix(r.File, "/"+c.Record+".md"))
}

// readChoices reads the records that are chosen.
func (p *Preceptee) readChoices(v source.Values) {
	for _, m := range v.Maps("share") {
		p.Share = append(p.Share, Choice{m.Text("record"), m.Text("asked"), m.Date("date"), m.Pos("record")})
	}
	for _, name := range v.List("showcase") {
		p.Showcase = append(p.Showcase, Choice{Record: name.Text, pos: name.Pos})
	}
}

// Shared gives what the preceptee chose about a record for an appraiser's copy; false where they did not choose it.
func (p *Portfolio) Shared(r *Record) (Choice, bool) {
	if i := slices.IndexFunc(p.Share, func(c Choice) bool { return c.Names(r) }); i >= 0 {
		return p.Share[i], true
	}
	return Choice{}, false
}

// Shareable reports whether the preceptee may choose a record for an appraiser's copy: its form lets others read it, or
// some of it.
func (r *Record) Shareable() bool { return !r.FromPractice && ForAppraiser.AccessTo(r.Template) > Line }

// Reference is what a choice names the record by: its reference, or the name of its file where it has none.
func (r *Record) Reference() string {
	return cmp.Or(r.ID, strings.TrimSuffix(path.Base(r.File), ".md"))
}

// Subject is the competency that a record is about; nil where it names none, whatever else it says there.
func (r *Record) Subject() *toolkit.Competency {
	for i := range r.Under.Competencies {
		if c := &r.Under.Competencies[i]; c.ID == r.Under.CompetencyNow(r.About) {
			return c
		}
	}
	return nil
}

// Showcased lists the records that the preceptee chose to show first and that the reader may read, in their order.
func (c Copy) Showcased() []*Record {
	var list []*Record
	for _, choice := range c.Showcase {
		for _, r := range c.Portfolio.Records {
			if choice.Names(r) && c.Access(r) > Line && !slices.Contains(list, r) {
				list = append(list, r)
			}
		}
	}
	return list
}

// choices finds what is wrong with the records that preceptee.md chooses: one that is not there, that is named twice,
// or that others may not read. A record that was left out has its own finding.
func (p *Portfolio) choices() []finding.Finding {
	return append(p.chosen("share", p.Share), p.chosen("showcase", p.Showcase)...)
}

func (p *Portfolio) chosen(key string, list []Choice) []finding.Finding {
	var findings []finding.Finding
	add := func(c Choice, message, help string) {
		findings = append(findings, finding.Finding{Rule: "record-chosen", Position: c.pos,
			Message: fmt.Sprintf("%s names %q, %s", key, c.Record, message), Help: help})
	}
	taken := map[*Record]bool{}
	for _, c := range list {
		at := slices.IndexFunc(p.Records, c.Names)
		switch {
		case c.Record == "" || at < 0 && p.leftOut(c):
		case at < 0:
			add(c, "and this person has no such record", p.meantRecord(c.Record))
		case taken[p.Records[at]]:
			add(c, "a record that is in the list already", "take it out here")
		case key == "share" && !p.Records[at].Shareable():
			add(c, fmt.Sprintf("and the form %q keeps its records from an appraiser", p.Records[at].Template.Title),
				"take it out; an appraiser’s copy has one line of it, or nothing")
		}
		if at >= 0 {
			taken[p.Records[at]] = true
		}
	}
	return findings
}

// leftOut reports whether a choice is of a record that could not be read.
func (p *Portfolio) leftOut(c Choice) bool {
	return slices.ContainsFunc(p.Omissions, func(o Omission) bool {
		return strings.Contains(o.File, strings.TrimSuffix(path.Base(c.Record), ".md"))
	})
}

// meantRecord says what to write instead of the name of a record that there is not.
func (p *Portfolio) meantRecord(name string) string {
	var known []string
	for _, r := range p.Records {
		known = append(known, strings.TrimSuffix(path.Base(r.File), ".md"))
		if r.ID != "" {
			known = append(known, r.ID)
		}
	}
	return source.DidYouMean(name, known, "",
		"write the reference that the record’s page shows, or the name of its file")
}
