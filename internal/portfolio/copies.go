package portfolio

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/identify"
	"precept/internal/programme"
	"precept/internal/record"
)

// For gives the portfolio as a reader may know it: records without what the reader may not read, and none that the
// reader may not know of; and milestones, competencies and gaps that tell no more than these.
func (p *Portfolio) For(r Reader) Copy {
	c := Copy{Reader: r, whole: p, access: map[*Record]Access{}}
	m := &copier{Copy: c, forms: map[*form.Form]*form.Form{}, records: map[*Record]*Record{}}
	own := *p
	own.Records = m.all(p.Records)
	own.PracticeRecords, own.PracticeOmissions, own.Omissions = nil, nil, nil
	if practice := m.all(p.PracticeRecords); r.readsPractice() {
		own.PracticeRecords = practice
	}
	own.Milestones, own.Competencies = m.milestones(), m.competencies()
	c.Portfolio, m.Portfolio = &own, &own
	own.Gaps, own.Expired = m.gaps(p.Gaps), m.gaps(p.Expired)
	own.Actions = nil
	own.actions()
	return c
}

// copier makes a copy of a portfolio for a reader.
type copier struct {
	Copy
	forms   map[*form.Form]*form.Form // as the reader may know them
	records map[*Record]*Record       // as the reader may know them; nil for those that they may not know of
}

// all copies the records that the reader may know of.
func (m *copier) all(list []*Record) []*Record {
	var known []*Record
	for _, r := range list {
		access := m.whole.AccessOf(r, m.Reader)
		if access == Nothing {
			m.records[r] = nil
			continue
		}
		of := m.record(r, access)
		m.records[r], m.access[of] = of, access
		known = append(known, of)
	}
	return known
}

// form is a form without what the reader may not read. A record that is one line for them has only its signatures.
func (m *copier) form(f *form.Form, access Access) *form.Form {
	if access == Line {
		return f.ReadableBy(func(string) bool { return false })
	}
	known := m.forms[f]
	if known == nil {
		known = f.ReadableBy(m.Reader.reads)
		m.forms[f] = known
	}
	return known
}

// record is a record without what the reader may not read.
func (m *copier) record(r *Record, access Access) *Record {
	if access == Whole {
		return r
	}
	of, content := *r, *r.Record.Record
	of.Template, of.Record.Record = m.form(r.Template, access), &content
	content.Answers, content.Allow, content.Others, of.hits = nil, nil, nil, map[string][]identify.Hit{}
	for _, a := range r.Answers {
		field := of.Template.Field(a.Field)
		if field == nil || a.Unknown || field.Type == form.Sign {
			continue // what the form no longer has may have been for others
		}
		a.Rows = rowsWith(field, a.Rows)
		content.Answers = append(content.Answers, a)
		if hits := r.hits[a.Field]; hits != nil {
			of.hits[a.Field] = hits
		}
	}
	content.Private = slices.DeleteFunc(slices.Clone(r.Private),
		func(id string) bool { return of.Template.Field(id) == nil })
	if m.Reader.reads(r.Template.Visibility) {
		of.hits[record.Writing] = r.hits[record.Writing]
	} else {
		content.Body, content.About, of.Writing = nil, "", nil
	}
	of.Signatures, content.Signed = slices.Clone(r.Signatures), slices.Clone(r.Signed)
	for i := range of.Signatures {
		of.Signatures[i].Scan = "" // what was signed on paper is on it
	}
	for i := range content.Signed {
		content.Signed[i].Scan = ""
	}
	of.Missing, of.Absent, of.evidence = m.missing(r, of.Template), nil, map[string]*Evidence{}
	for _, p := range of.Picks() {
		if e, there := r.evidence[p.Name]; there {
			of.evidence[p.Name] = e
		}
	}
	return &of
}

// rowsWith leaves of a table's rows the cells of the columns that there are.
func rowsWith(table *form.Field, rows []form.AnswerRow) []form.AnswerRow {
	list := slices.Clone(rows)
	for i := range list {
		list[i].Cells = slices.DeleteFunc(slices.Clone(list[i].Cells),
			func(cell form.Answer) bool { return cell.Unknown || table.Column(cell.Field) == nil })
	}
	return slices.DeleteFunc(list, func(r form.AnswerRow) bool { return r.Unknown })
}

// missing says what a record lacks, by no more than that something is lacking where the reader may not read it.
func (m *copier) missing(r *Record, known *form.Form) []form.Missing {
	var list []form.Missing
	for _, lack := range r.Missing {
		of := form.Missing{Text: r.Under.Words.Say("An answer that others read")}
		if lack.Field == nil || tells(r.Template, known, lack.Field.ID, "") {
			of = lack
		}
		if !slices.Contains(list, of) {
			list = append(list, of)
		}
	}
	return list
}

// tells reports whether the reader's copy of a form has all of a field, or the named column of a table. Added rows are
// named by their text, so they need all columns.
func tells(whole, known *form.Form, field, column string) bool {
	f := known.Field(field)
	if f == nil {
		return false
	}
	if column != "" && len(f.Rows) > 0 {
		return f.Column(column) != nil
	}
	return len(f.Columns) == len(whole.Field(field).Columns)
}

// milestones copies those whose state the reader may know.
func (m *copier) milestones() []Milestone {
	var list []Milestone
	for _, of := range m.whole.Milestones {
		if m.hidden(of.Occurrence.Milestone) {
			continue
		}
		known := make([]*Record, 0, len(of.Records))
		for _, r := range of.Records {
			if r := m.records[r]; r != nil {
				known = append(known, r)
			}
		}
		of.Records = known
		list = append(list, of)
	}
	return list
}

// hidden reports whether the reader may not know how far a milestone has come: it has a form of whose records they may
// not even know that they exist, or a field of whose answers they may not.
func (c Copy) hidden(m *programme.Milestone) bool {
	return slices.ContainsFunc(m.Forms, func(slug string) bool {
		f := c.whole.Version.Form(slug)
		if f == nil {
			return false
		}
		asked := f.Field(m.Field)
		return c.Reader.AccessTo(f) == Nothing || asked != nil && c.Reader.of(f.VisibilityOf(asked)) == Nothing
	})
}

// competencies copies those that the reader may know of. Where they may not read the form, its level has no reason.
func (m *copier) competencies() []Competency {
	var list []Competency
	for _, of := range m.whole.Competencies {
		unknown := of.Record != nil && m.records[of.Record] == nil
		of.Record, of.Shown = m.records[of.Record], m.records[of.Shown]
		if unknown || m.Reader == ForAppraiser && !(m.told(of.Record) && m.told(of.Shown)) {
			continue
		}
		if f := m.whole.Version.Form(of.Form); f != nil && !m.Reader.reads(f.Visibility) {
			if m.Reader.AccessTo(f) == Nothing {
				continue
			}
			of.Detail, of.Accepted = "", nil
		}
		list = append(list, of)
	}
	return list
}

// gaps copies gaps, each with what the reader may know of it: none of milestones and records that the reader does not
// know of, and without the detail, which would tell what a form asks, where the reader may not read that.
func (m *copier) gaps(gaps []Gap) []Gap {
	milestones := map[string]bool{}
	for i := range m.Portfolio.Milestones {
		milestones[m.Portfolio.Milestones[i].ID] = true
	}
	var list []Gap
	for _, g := range gaps {
		if g.Milestone != "" && !milestones[g.Milestone] || g.item != "" && !m.knows(g.item) {
			continue
		}
		if !m.mayAsk(&g) {
			continue
		}
		if r := g.Record; r != nil {
			g.Record = m.records[r]
			if g.Record == nil || r.FromPractice && !m.Reader.readsPractice() {
				continue
			}
			if !m.mayTell(&g, r) {
				if g.Finding.Rule == RuleActionPast {
					continue // the agreement is shown there
				}
				g.Detail, g.Finding.Message, g.Finding.Help = "", "", ""
			}
			g.Steps = slices.Clone(g.Steps)
			for i := range g.Steps {
				g.Steps[i].Record = m.records[g.Steps[i].Record]
			}
		}
		list = append(list, g)
	}
	return list
}

// mayAsk reports whether the reader may know of all the fields, and of the competencies, that a gap is about.
func (m *copier) mayAsk(g *Gap) bool {
	unread := func(of asked) bool {
		return !tells(of.form, of.form.ReadableBy(m.Reader.reads), of.field, "")
	}
	unknown := func(id string) bool { return !m.knows(id) }
	return !slices.ContainsFunc(g.asked, unread) &&
		(len(g.asked) == 0 || !slices.ContainsFunc(g.Competencies, unknown))
}

// knows reports whether the reader may know of what preceptee.md names: a milestone, a competency or an expiry date.
func (m *copier) knows(item string) bool {
	if slug, _, ok := strings.Cut(item, "#"); ok {
		f := m.whole.Version.Form(slug)
		return f != nil && m.Reader.AccessTo(f) == Whole
	}
	base, _ := number(item)
	if prog := m.whole.Version.Programme; prog != nil && prog.Milestone(base) != nil {
		return !m.hidden(prog.Milestone(base))
	}
	return slices.ContainsFunc(m.Competencies(), func(c Competency) bool { return c.ID == item })
}

// mayTell reports whether the reader may know what a gap says about a record.
func (m *copier) mayTell(g *Gap, whole *Record) bool {
	switch access := m.access[g.Record]; {
	case access == Whole:
		return true
	case access == Line:
		return false
	case g.field != "":
		return tells(whole.Template, g.Record.Template, g.field, g.column)
	case len(g.fields) > 0:
		hidden := func(id string) bool { return !tells(whole.Template, g.Record.Template, id, "") }
		return !slices.ContainsFunc(g.fields, hidden)
	}
	switch g.Finding.Rule {
	case record.RuleEvidenceMissing: // the scan of a signature
		return false
	case RuleUnevidenced, RuleUnconfirmed: // they name the competency
		return m.Reader.reads(whole.Template.Visibility)
	}
	return true
}
