package record

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/identify"
)

// IdentifierRule begins the names of the rules about text that may tell who a patient is.
const IdentifierRule = "identifier-"

// Writing is what free writing is called where a record allows text in it.
const Writing = "body"

// Suspect is text in a record that looks as if it tells who a patient is.
type Suspect struct {
	identify.Hit
	At    string // the field, of a signature too; or Writing
	Where string // in words: the answer to "What was said"
	Pos   finding.Position
	Why   string // the reason for which the record allows it; "" where it does not
}

// Suspects looks at what a person wrote freely in the record: each answer, the free writing, and what a signature says
// as well as a name and a date. The names of those who sign, who saw somebody sign, and of the colleagues given, are
// not patients'; nor does it matter in the practice's own records how somebody is reached.
func (r *Record) Suspects(colleagues []string) []Suspect {
	names := slices.Clone(colleagues)
	for _, s := range r.Signed {
		names = append(names, s.Name, s.Witness)
	}
	w, known, allowed := r.Under.Words, NewColleagues(names), r.allowed()
	var list []Suspect
	look := func(at, where, text, label string, pos func(h identify.Hit) finding.Position) {
		for _, h := range identify.Hits(text, label) {
			if !(r.AboutPractice() && h.Contact) && !known.Are(h) {
				why := allowed[[2]string{h.Rule, at}]
				list = append(list, Suspect{Hit: h, At: at, Where: where, Pos: pos(h), Why: why})
			}
		}
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		field, name := r.Template.Field(a.Field), a.Field
		if a.Unknown {
			field = nil
		}
		if field != nil {
			name = field.Label
		}
		for _, part := range freeText(a, field) {
			look(a.Field, w.Say("the answer to {1}", strconv.Quote(name)), part.text, part.label,
				func(identify.Hit) finding.Position {
					pos := part.pos
					pos.File = r.File
					return pos
				})
		}
	}
	for _, s := range r.Signed {
		at := func(identify.Hit) finding.Position {
			pos := s.Pos
			pos.File = r.File
			return pos
		}
		look(s.Field, w.Say("the role in a signature"), s.Role, "", at)
		look(s.Field, w.Say("the name of a signature's scan"), fileWords(s.Scan), "", at)
		before := len(list)
		look(s.Field, w.Say("who saw a signature"), s.Witness, "", at)
		list = append(list[:before], slices.DeleteFunc(list[before:], func(s Suspect) bool { return s.Person() })...)
	}
	look(Writing, w.Say("the free writing"), string(r.Body), "", HitPositions(r.File, r.Body, r.BodyLine))
	return list
}

// fileWords are the words of a file's name, without its ending.
func fileWords(name string) string {
	return strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimSuffix(name, path.Ext(name)))
}

// SuspectName finds what in a file's name looks as if it tells who a patient is.
func SuspectName(name string, colleagues []string) []identify.Hit {
	known := NewColleagues(colleagues)
	return slices.DeleteFunc(identify.Hits(fileWords(path.Base(name)), ""), known.Are)
}

// allowed gives the reasons for which the record allows hits, by rule and place.
func (r *Record) allowed() map[[2]string]string {
	reasons := map[[2]string]string{}
	for _, a := range r.Allow {
		key := [2]string{strings.TrimPrefix(a.Rule, IdentifierRule), a.At}
		reasons[key] = cmp.Or(reasons[key], a.Reason)
	}
	return reasons
}

// HitPositions gives the places of hits in free writing, which begins at a line of its file. It is asked about them in
// their order: each goes on from the one before, so that a thousand hits cost one walk through the text.
func HitPositions(file string, body []byte, line int) func(identify.Hit) finding.Position {
	at, column := 0, 1
	return func(h identify.Hit) finding.Position {
		passed := body[at:h.Start]
		if end := bytes.LastIndexByte(passed, '\n'); end >= 0 {
			line += bytes.Count(passed, []byte("\n"))
			passed, column = passed[end+1:], 1
		}
		at, column = h.Start, column+utf8.RuneCount(passed)
		p := finding.Position{File: file, Line: line, Column: column}
		if found := body[h.Start:h.End]; bytes.IndexByte(found, '\n') < 0 {
			p.End = column + utf8.RuneCount(found)
		}
		return p
	}
}

// Colleagues are the surnames of people who are not patients.
type Colleagues map[string]bool

// NewColleagues gives the surnames of the people named.
func NewColleagues(names []string) Colleagues {
	c := Colleagues{}
	for _, name := range names {
		if own := strings.Fields(name); len(own) > 0 {
			c[cases.Fold().String(own[len(own)-1])] = true
		}
	}
	return c
}

// Are reports whether a hit is a title with the surname of one of them.
func (c Colleagues) Are(h identify.Hit) bool {
	if h.Rule != "title-surname" || len(c) == 0 {
		return false
	}
	words := strings.Fields(h.Reads)
	last := strings.TrimSuffix(strings.TrimSuffix(words[len(words)-1], "'s"), "’s")
	return c[cases.Fold().String(last)]
}

// passage is a piece of text in an answer, with what was asked.
type passage struct {
	text, label string
	pos         finding.Position
}

// freeText lists what a person wrote freely in an answer: not what they chose, ticked or counted. field is nil
// where the form has none.
func freeText(a *form.Answer, field *form.Field) []passage {
	var label string
	if field != nil {
		if label = field.Label; !field.Free() {
			return nil
		}
	}
	var list []passage
	if a.Text != "" {
		list = append(list, passage{a.Text, label, a.Pos})
	}
	for _, text := range a.List {
		list = append(list, passage{text, label, a.Pos})
	}
	for i := range a.Rows {
		for k := range a.Rows[i].Cells {
			cell := &a.Rows[i].Cells[k]
			var column *form.Field
			if field != nil && !cell.Unknown {
				column = field.Column(cell.Field)
			}
			list = append(list, freeText(cell, column)...)
		}
	}
	return list
}

// maskUnread keeps findings about a record that cannot be read from repeating such text.
func maskUnread(findings []finding.Finding, text []byte) {
	const anything = "patient, born, address" // every number and date may be one
	if len(identify.Hits(string(text), anything)) == 0 {
		return
	}
	lines := strings.Split(string(text), "\n")
	for i := range findings {
		f := &findings[i]
		if own := f.Line > 0 && f.Line <= len(lines) && strings.HasPrefix(lines[f.Line-1], "date:"); !own {
			mask(f, anything)
		}
	}
}

// Mask keeps findings about files in which such text was found from repeating it, whatever they are about.
func Mask(findings []finding.Finding) {
	files := map[string]bool{}
	for _, f := range findings {
		if strings.HasPrefix(f.Rule, IdentifierRule) {
			files[f.File] = true
		}
	}
	for i := range findings {
		if f := &findings[i]; files[f.File] {
			mask(f, "patient, address")
		}
	}
}

// mask removes such text from what a finding quotes. label is as for identify.Hits.
func mask(f *finding.Finding, label string) {
	f.HideLine = true
	if strings.HasPrefix(f.Rule, IdentifierRule) {
		return
	}
	for _, text := range [...]*string{&f.Message, &f.Help} {
		hits := identify.Hits(*text, label)
		for i := len(hits) - 1; i >= 0; i-- {
			*text = (*text)[:hits[i].Start] + "…" + (*text)[hits[i].End:]
		}
	}
}
