package portfolio

import (
	"slices"

	"precept/internal/form"
	"precept/internal/wording"
)

// Reader is whom a portfolio is built for.
type Reader string

// The readers, from the narrowest circle to the widest.
const (
	ForPreceptee Reader = "preceptee"
	ForPair      Reader = "pair"     // preceptee and preceptor
	ForPractice  Reader = "practice" // and the organisation, an appraiser, an inspector
)

// Readers lists every reader.
func Readers() []Reader { return []Reader{ForPreceptee, ForPair, ForPractice} }

// Words says whom a portfolio is built for.
func (r Reader) Words(w *wording.Words) string {
	switch r {
	case ForPair:
		return w.Say("built for the {person} and the {helper}")
	case ForPractice:
		return w.Say("built for the {place}")
	}
	return w.Say("built for the {person}")
}

// Access is how much of a record a reader may know.
type Access uint8

// The degrees of access.
const (
	Nothing Access = iota // not even that it exists
	Line                  // that it exists: form, date, state, who signed
	Whole
)

// AccessTo says how much the reader may know of a record of a form.
func (r Reader) AccessTo(f *form.Form) Access {
	switch f.Visibility {
	case "practice":
		return Whole
	case "practice-only":
		if r == ForPractice {
			return Whole
		}
		return Nothing
	case "date":
		if r == ForPreceptee {
			return Whole
		}
		return Line
	case "pair":
		if r == ForPractice {
			return Line
		}
		return Whole
	}
	// private answers are in a file of their own, which is in no build
	return Line
}

// Copy is a portfolio as one reader may know it. Every rule of privacy is in its methods: whatever shows a
// portfolio to somebody asks them and not the portfolio, whose fields they hide.
type Copy struct {
	*Portfolio
	Reader Reader
}

// For gives the portfolio as a reader may know it.
func (p *Portfolio) For(r Reader) Copy { return Copy{p, r} }

// Access says how much the reader may know of a record.
func (c Copy) Access(r *Record) Access { return c.Reader.AccessTo(r.Template) }

// Reads reports whether the reader may read what a record answers to a field.
func (c Copy) Reads(r *Record, field string) bool {
	f := r.Template.Field(field)
	return c.Access(r) == Whole && f != nil && !f.Private && r.Withheld(field) == ""
}

// Records lists the records of which the reader may know at least that they exist, in the order of
// Portfolio.Records; for the practice, its own follow, which are not about the person.
func (c Copy) Records() []*Record {
	list := slices.Clone(c.Portfolio.Records)
	if c.Reader == ForPractice {
		list = append(list, c.PracticeRecords...)
	}
	return slices.DeleteFunc(list, func(r *Record) bool { return c.Access(r) == Nothing })
}

// Evidence lists the files that a record names and the reader may see: those of a record that they may read, in answers
// that are not held back.
func (c Copy) Evidence(r *Record) []*Evidence {
	if c.Access(r) != Whole {
		return nil
	}
	var list []*Evidence
	for _, p := range r.Picks() {
		e := r.evidence[p.Name]
		if p.Of == "attachments" && e != nil && r.Withheld(p.Field) == "" && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// Milestones lists those of which the reader may know the state: all except those with a form that the reader may
// know nothing of.
func (c Copy) Milestones() []*Milestone {
	var list []*Milestone
	for i := range c.Portfolio.Milestones {
		m := &c.Portfolio.Milestones[i]
		if !slices.ContainsFunc(m.Occurrence.Milestone.Forms, c.unknown) {
			list = append(list, m)
		}
	}
	return list
}

// unknown reports whether the reader may not even know of records of a form.
func (c Copy) unknown(slug string) bool {
	f := c.Version.Form(slug)
	return f != nil && c.Reader.AccessTo(f) == Nothing
}

// Competencies lists those whose form the reader may read, and the record that says most of them: they say how far
// somebody has come.
func (c Copy) Competencies() []Competency {
	return slices.DeleteFunc(slices.Clone(c.Portfolio.Competencies), func(of Competency) bool {
		f := c.Version.Form(of.Form)
		return f != nil && c.Reader.AccessTo(f) != Whole || of.Record != nil && c.Access(of.Record) != Whole
	})
}

// Before lists what a gate still needs, as Portfolio.Before does, for the reader.
func (c Copy) Before(gate string) []Gap { return c.known(c.Portfolio.Before(gate)) }

// Gaps lists what is missing for a gate, as Portfolio.Missing does. A gap in a record that the reader may not read
// is without its detail, which would tell what the form asks.
func (c Copy) Gaps(gate string) []Gap { return c.known(c.Missing(gate)) }

// Beyond lists what no gate has, as Portfolio.Beyond does, for the reader.
func (c Copy) Beyond() []Gap { return c.known(c.Portfolio.Beyond()) }

// Expired lists what has run out and was accepted with a plan, in records that the reader may read.
func (c Copy) Expired() []Gap {
	return slices.DeleteFunc(c.known(c.Portfolio.Expired), func(g Gap) bool { return g.Detail == "" })
}

// known leaves of some gaps what the reader may know.
func (c Copy) known(gaps []Gap) []Gap {
	known := c.Milestones()
	var list []Gap
	for _, g := range gaps {
		if g.Milestone != "" && !slices.ContainsFunc(known, func(m *Milestone) bool { return m.ID == g.Milestone }) {
			continue
		}
		if g.Record != nil && g.Record.FromPractice && c.Reader != ForPractice {
			continue
		}
		if g.Record != nil {
			switch c.Access(g.Record) {
			case Nothing:
				continue
			case Line:
				g.Detail = ""
			}
		}
		list = append(list, g)
	}
	return list
}

// Omissions lists the records that were left out, each with what the reader may know of it. What is wrong may
// quote the record, so only the preceptee, who corrects it, and those who may read the form are told: Why and Help
// are empty for others. The practice's own are told to the practice.
func (c Copy) Omissions() []Omission {
	list := slices.Clone(c.Portfolio.Omissions)
	if c.Reader == ForPractice {
		list = append(list, c.PracticeOmissions...)
	}
	for i := range list {
		o := &list[i]
		o.Access = Line
		if o.Template != nil {
			o.Access = c.Reader.AccessTo(o.Template)
		}
		if o.Access == Line && (c.Reader == ForPreceptee || o.FromPractice && o.Template == nil) {
			o.Access = Whole
		}
		if o.Access != Whole {
			o.Why, o.Help = "", ""
		}
	}
	return list
}
