package portfolio

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Reader is whom a portfolio is built for.
type Reader string

// The readers, from the narrowest circle to the widest.
const (
	ForPreceptee Reader = "preceptee"
	ForPair      Reader = "pair"      // preceptee and preceptor
	ForPractice  Reader = "practice"  // and the organisation, an inspector
	ForAppraiser Reader = "appraiser" // of what the preceptee chose to share; of the rest one line

	// ForInspector is the reader of what the practice shows of everybody together; no portfolio is built for them. They
	// read what the practice reads, but not what is written only to it.
	ForInspector Reader = "inspector"
)

// Readers lists every reader whom a portfolio is built for.
func Readers() []Reader { return []Reader{ForPreceptee, ForPair, ForPractice, ForAppraiser} }

// Folder is the name of the folder of a preceptee's portfolio for the reader.
func (r Reader) Folder(id string) string {
	if r == ForPreceptee {
		return id
	}
	return id + "-" + string(r)
}

// CopyEnding gives what an id ends in that the folder of a copy ends in too; "" where it may be somebody's.
func CopyEnding(id string) string {
	for _, r := range Readers() {
		if end := r.Folder(""); end != "" && strings.HasSuffix(id, end) {
			return end
		}
	}
	return ""
}

// Words says whom a portfolio is built for.
func (r Reader) Words(w *wording.Words) string {
	switch r {
	case ForPair:
		return w.Say("built for the {person} and the {helper}")
	case ForPractice:
		return w.Say("built for the {place}")
	case ForAppraiser:
		return w.Say("built for an appraiser")
	}
	return w.Say("built for the {person}")
}

// Access is how much of a record a reader may know.
type Access uint8

// The degrees of access.
const (
	Nothing Access = iota // not even that it exists
	Line                  // that it exists: form, date, state, who signed
	Parts                 // and some of its answers
	Whole
)

// of says how much the reader may know of what has a visibility: nothing, a line, or all of it. It is the one rule of
// who sees what, for forms and for what has a visibility of its own within them. For an appraiser it is about records
// that the preceptee shares.
func (r Reader) of(visibility string) Access {
	switch visibility {
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
		if r.readsPractice() {
			return Line
		}
		return Whole
	}
	// private answers are in a file of their own, which is in no build
	return Line
}

// readsPractice reports whether the reader may read the practice's own records; their copy says so by a line of what
// preceptee and preceptor keep between them.
func (r Reader) readsPractice() bool { return r == ForPractice || r == ForInspector }

// reads reports whether the reader may read an answer of a visibility.
func (r Reader) reads(visibility string) bool { return r.of(visibility) == Whole }

// AccessOf says how much the reader may know of a record: a line at most of the practice's own, which no page of
// anybody else has, and of what the preceptee does not share with an appraiser.
func (p *Portfolio) AccessOf(r *Record, reader Reader) Access {
	access := reader.AccessTo(r.Template)
	_, shared := p.Shared(r)
	if r.FromPractice && !reader.readsPractice() || reader == ForAppraiser && !shared {
		access = min(access, Line)
	}
	return access
}

// AccessTo says how much the reader may know of a record of a form; an appraiser, of one that is shared.
func (r Reader) AccessTo(f *form.Form) Access {
	whole := r.of(f.Visibility)
	if !f.Mixed() {
		return whole
	}
	known := f.ReadableBy(r.reads)
	some := slices.ContainsFunc(known.Fields, func(field form.Field) bool { return field.Type != form.Sign })
	switch {
	case whole == Whole && known == f:
		return Whole
	case whole == Whole || some:
		return Parts
	}
	return whole
}

// Copy is a portfolio as one reader may know it. It holds only what the reader may know, so nothing else can be shown.
// For applies every rule of privacy, to the records and to everything that tells of them.
type Copy struct {
	*Portfolio
	Reader Reader

	whole  *Portfolio         // with what the reader may not know
	access map[*Record]Access // of the records of the copy
}

// Access says how much the reader may know of a record of the copy.
func (c Copy) Access(r *Record) Access { return c.access[r] }

// Reads reports whether the reader may read what a record answers to a field.
func (c Copy) Reads(r *Record, field string) bool {
	f := r.Template.Field(field)
	return c.Access(r) >= Parts && f != nil && !f.Private && r.Withheld(field) == ""
}

// Records lists the records that the reader may know of, in the order of Portfolio.Records; for the practice, its own
// records follow.
func (c Copy) Records() []*Record { return slices.Concat(c.Portfolio.Records, c.PracticeRecords) }

// Evidence lists the files that a record of the copy names, in answers that are not held back. The reader may see them.
func (c Copy) Evidence(r *Record) []*Evidence {
	if c.Access(r) < Parts {
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

// Milestones lists those whose state the reader may know.
func (c Copy) Milestones() []*Milestone {
	list := make([]*Milestone, len(c.Portfolio.Milestones))
	for i := range list {
		list[i] = &c.Portfolio.Milestones[i]
	}
	return list
}

// Competencies lists those whose form the reader may read, and the records that say most of them: they say how far
// somebody has come.
func (c Copy) Competencies() []Competency {
	return slices.DeleteFunc(slices.Clone(c.Portfolio.Competencies), func(of Competency) bool {
		f := c.Version.Form(of.Form)
		return f != nil && !c.Reader.reads(f.Visibility) ||
			!c.told(of.Record) || !c.told(of.Shown)
	})
}

// Kept gives the competencies that the copy leaves out, as the toolkit has them.
func (c Copy) Kept() []toolkit.Competency {
	shown := map[string]bool{}
	for _, s := range c.Competencies() {
		shown[s.ID] = true
	}
	var list []toolkit.Competency
	for _, of := range c.whole.Competencies {
		if !shown[of.ID] {
			list = append(list, of.Competency)
		}
	}
	return list
}

// told reports whether the reader may know what a record, which may be nil, says about a competency.
func (c Copy) told(r *Record) bool {
	return r == nil || c.Reader.reads(r.Template.Visibility) && c.Access(r) > Line
}

// Gaps lists what is missing for a gate, as Portfolio.Missing does.
func (c Copy) Gaps(gate string) []Gap { return c.Missing(gate) }

// Expired lists what has run out and was accepted with a plan, in answers that the reader may read.
func (c Copy) Expired() []Gap {
	return slices.DeleteFunc(slices.Clone(c.Portfolio.Expired), func(g Gap) bool { return g.Detail == "" })
}

// Omissions lists the records that were left out, each with what the reader may know of it. What is wrong may
// quote the record, so only the preceptee, who corrects it, and those who may read all of the form are told: Why and
// Help are empty for others. The practice's own are told to the practice.
func (c Copy) Omissions() []Omission {
	list := slices.Clone(c.whole.Omissions)
	if c.Reader == ForPractice {
		list = append(list, c.whole.PracticeOmissions...)
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
		if o.Access == Parts || c.Reader == ForAppraiser && o.Access == Whole {
			o.Access = Line
		}
		if o.Access != Whole {
			o.Why, o.Help = "", ""
		}
	}
	return list
}
