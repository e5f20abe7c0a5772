package portfolio

import (
	"slices"
	"strconv"
	"strings"

	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/record"
)

// named is which records are evidence of which competencies, by the competency's id, as far as somebody may know:
// those that the records about it pick, and those that pick it. Each list is in the order of the records.
func named(records []*Record, reads func(r *Record, field string) bool) map[string][]*Record {
	place := map[string]int{}
	for i, r := range records {
		if r.ID != "" && !r.FromPractice {
			place[r.ID] = i
		}
	}
	found := map[string]map[int]bool{}
	add := func(id string, at int) {
		if found[id] == nil {
			found[id] = map[int]bool{}
		}
		found[id][at] = true
	}
	for i, r := range records {
		for _, pick := range r.Picks() {
			at, there := place[pick.Name]
			switch about, competency := r.pickedFor(pick), r.competency(pick.Name); {
			case pick.Field == "" || !reads(r, pick.Field):
			case pick.Of == "competencies" && competency != about:
				add(competency, i)
			case pick.Of == "records" && about != "" && there && at != i:
				add(about, at)
			}
		}
	}
	list := make(map[string][]*Record, len(found))
	for id, places := range found {
		for i, r := range records {
			if places[i] {
				list[id] = append(list[id], r)
			}
		}
	}
	return list
}

// pickedFor is the competency for which a record names something: the one that it is about, or that the row is of.
func (r *Record) pickedFor(pick record.Pick) string {
	if f := r.Template.Field(pick.Field); f != nil && f.RowsOf == form.Competencies && pick.Row != "" {
		return r.competency(pick.Row)
	}
	return r.about()
}

// Named gives the records that are named as evidence of each competency, by its id, as far as the reader may know.
func (c Copy) Named() map[string][]*Record { return named(c.Records(), c.Reads) }

// Remark is what a record says about one competency in one field, or in one column of a table that has a row for it.
type Remark struct {
	Field   *form.Field
	Answer  *form.Answer
	Section string // the heading that the field is below
}

// Remarks are what a record says about a competency and the reader may read, in the order of its form.
func (c Copy) Remarks(r *Record, id string) []Remark {
	var list []Remark
	for _, s := range r.Template.Sections {
		for _, i := range s.Fields {
			f := &r.Template.Fields[i]
			a := r.Answer(f.ID)
			switch {
			case a == nil || !c.Reads(r, f.ID):
			case f.RowsOf == form.Competencies:
				list = append(list, r.rowRemarks(f, a, id, s.Title)...)
			case r.about() == id:
				list = append(list, Remark{f, a, s.Title})
			}
		}
	}
	return list
}

// rowRemarks are what a table says in its row for a competency.
func (r *Record) rowRemarks(f *form.Field, a *form.Answer, id, section string) []Remark {
	var list []Remark
	for i := range a.Rows {
		row := &a.Rows[i]
		if r.competency(row.Row) != id || row.Unknown {
			continue
		}
		for j := range f.Columns {
			column := &f.Columns[j]
			if cell := row.Cell(column.ID); cell != nil && !column.Private && !cell.Unknown {
				list = append(list, Remark{column, cell, section})
			}
		}
	}
	return list
}

// About lists the records that say something about a competency and that the reader may read, of whatever form, in
// their order.
func (c Copy) About(id string) []*Record {
	var list []*Record
	for _, r := range c.Portfolio.Records {
		if !r.Date.After(c.AsOf) && c.Access(r) >= Parts && (r.about() == id || len(c.Remarks(r, id)) > 0) {
			list = append(list, r)
		}
	}
	return list
}

// unsupported lists what achieved competencies lack: something that is named as evidence, where the toolkit's forms ask
// for it, and the signature of somebody else than the person. What one record shows is one gap.
func (p *Portfolio) unsupported() []Gap {
	w := p.Version.Words
	evidence := named(p.Records, func(r *Record, field string) bool { return true })
	var list []Gap
	for _, r := range p.Records {
		var unevidenced, unconfirmed []string
		confirmed := slices.ContainsFunc(r.Signed, func(s form.Signature) bool {
			return p.Version.LaneFrom(r.Under, s.By) != p.Own()
		})
		for i := range p.Competencies {
			c := &p.Competencies[i]
			if c.Shown != r {
				continue
			}
			if len(evidence[c.ID]) == 0 && p.asksForEvidence(r) && !p.handsOver(c.ID) {
				unevidenced = append(unevidenced, c.ID)
			}
			if !confirmed {
				unconfirmed = append(unconfirmed, c.ID)
			}
		}
		if len(unevidenced) > 0 {
			g := recordGap(r, RuleUnevidenced,
				w.Say("achieved, but no {record} or file is named as evidence: {1}", p.labels(unevidenced)),
				w.Say("open the {record} and name what shows it, or choose the {competency} in the {record} that does"),
				r.Template.CompletedBy)
			g.Competencies = unevidenced
			list = append(list, g)
		}
		if len(unconfirmed) > 0 {
			g := recordGap(r, RuleUnconfirmed,
				w.Say("achieved, but nobody else has confirmed it: {1}", p.labels(unconfirmed)),
				w.Say("hand the {record} to somebody who has seen it done, to read and sign"),
				[]string{programme.Helper(p.Version.Lanes()).ID})
			g.Competencies = unconfirmed
			list = append(list, g)
		}
	}
	return list
}

// labels names competencies.
func (p *Portfolio) labels(ids []string) string {
	var list []string
	for i := range p.Competencies {
		if c := &p.Competencies[i]; slices.Contains(ids, c.ID) {
			list = append(list, strconv.Quote(c.Label))
		}
	}
	return strings.Join(list, "; ")
}

// asksForEvidence reports whether the form of a record, or another form of the version, has a field in which evidence
// of a competency can be named.
func (p *Portfolio) asksForEvidence(r *Record) bool {
	asks := func(f *form.Form, of ...string) bool {
		return slices.ContainsFunc(f.Fields, func(f form.Field) bool {
			return slices.Contains(of, f.Picks) ||
				slices.ContainsFunc(f.Columns, func(c form.Field) bool { return slices.Contains(of, c.Picks) })
		})
	}
	return asks(r.Template, "records", "attachments") ||
		slices.ContainsFunc(p.Version.Forms, func(f *form.Form) bool { return asks(f, "competencies") })
}

// handsOver reports whether a record about a competency names a file.
func (p *Portfolio) handsOver(id string) bool {
	return slices.ContainsFunc(p.Records, func(r *Record) bool {
		return slices.ContainsFunc(r.Picks(), func(pick record.Pick) bool {
			return pick.Of == "attachments" && pick.Field != "" && r.pickedFor(pick) == id
		})
	})
}
