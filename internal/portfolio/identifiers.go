package portfolio

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/identify"
)

// identifier begins the names of the rules about such text.
const identifier = "identifier-"

// writingID is what free writing is called where records let text stand in it.
const writingID = "body"

// Held gives the line that stands in the place of an answer that looks as if it could tell who a patient is, by its field, or "".
func (r *Record) Held(field string) string {
	hits := r.held[field]
	if len(hits) == 0 {
		return ""
	}
	return "Held back: it looks as if it holds " + whats(hits) + ". The record's own file has it; whoever keeps the records can change it."
}

// HeldWriting gives the same of the free writing, which is held back as a whole.
func (r *Record) HeldWriting() string { return r.Held(writingID) }

// whats says what was found, each kind once: "an NHS number and a date of birth".
func whats(hits []identify.Hit) string {
	var list []string
	for _, h := range hits {
		if !slices.Contains(list, h.What) {
			list = append(list, h.What)
		}
	}
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

// Suspect is text in a record that looks as if it could tell who a patient is.
type Suspect struct {
	identify.Hit
	At    string // the field, or "body"
	Where string // in words: the answer to "What was said"
	Pos   finding.Position
	Why   string // the reason for which the record lets it stand; "" where it does not
}

// Suspects looks at what a person wrote freely in a record: each answer, and the free writing. Names of those who sign, and of the
// preceptee's people, are no patients'; nor is it told of the practice's own records how somebody is reached. Of those p is nil.
func Suspects(r *form.Record, f *form.Form, p *Portfolio) []Suspect {
	var known people
	for _, s := range r.Signed {
		known = append(known, s.Name)
	}
	if p != nil {
		known = append(known, p.familiar()...)
	}
	practice := f.Subject == "organisation"
	var list []Suspect
	look := func(at, where, text, label string, pos func(h identify.Hit) finding.Position) {
		for _, h := range identify.Hits(text, label) {
			if !(practice && h.Contact) && !known.has(h, text) {
				list = append(list, Suspect{Hit: h, At: at, Where: where, Pos: pos(h), Why: lets(r, h.Rule, at)})
			}
		}
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		field, name := f.Field(a.Field), a.Field
		if a.Unknown {
			field = nil
		}
		if field != nil {
			name = field.Label
		}
		for _, part := range typed(a, field) {
			look(a.Field, fmt.Sprintf("the answer to %q", name), part.text, part.label, func(identify.Hit) finding.Position {
				pos := part.pos
				pos.File = r.File
				return pos
			})
		}
	}
	look(writingID, "the free writing", string(r.Body), "", func(h identify.Hit) finding.Position { return place(r.File, r.Body, r.BodyLine, h) })
	return list
}

// identify holds back what looks as if it could tell who a patient is: each answer by itself, and the free writing as a whole.
func (rr *recordReader) identify(p *Portfolio, r *Record) {
	r.held = map[string][]identify.Hit{}
	told := map[[2]string]bool{}
	for _, s := range Suspects(r.Record, r.Template, p) {
		f := hitFinding(s.Hit, s.Where, s.Pos)
		if s.Why != "" {
			f.Severity, f.Message, f.Help = finding.Note, s.Where+" looks as if it holds "+s.What, "let stand by the record: "+s.Why
		} else {
			r.held[s.At] = append(r.held[s.At], s.Hit)
			f.Help += fmt.Sprintf("; if it is none, write in the record: allow: [{rule: %s, at: %s, reason: \"…\"}]", s.Rule, s.At)
		}
		if key := [2]string{s.At, s.Rule}; !told[key] {
			told[key] = true
			rr.findings = append(rr.findings, f)
		}
	}
	if line := r.HeldWriting(); line != "" {
		r.Writing = []byte("<p>" + line + "</p>")
	}
}

// introduction looks at the preceptee's own introduction, which is held back as a whole.
func (p *Portfolio) introduction(file string, body []byte, line int) []finding.Finding {
	known := p.familiar()
	var findings []finding.Finding
	var hits []identify.Hit
	for _, h := range identify.Hits(string(body), "") {
		if known.has(h, string(body)) {
			continue
		}
		if !slices.ContainsFunc(hits, func(o identify.Hit) bool { return o.Rule == h.Rule }) {
			findings = append(findings, hitFinding(h, "the introduction", place(file, body, line, h)))
		}
		hits = append(hits, h)
	}
	if len(hits) > 0 {
		p.Introduction = []byte("<p>Held back: it looks as if it holds " + whats(hits) + ". It stands in preceptee.md, where it can be changed.</p>")
	}
	return findings
}

func hitFinding(h identify.Hit, what string, pos finding.Position) finding.Finding {
	advice := strings.ToLower(h.Advice[:1]) + strings.TrimSuffix(h.Advice[1:], ".")
	return finding.Finding{Rule: identifier + h.Rule, Position: pos, Unquoted: true,
		Message: what + " looks as if it holds " + h.What + ", and is held back", Help: advice}
}

// lets gives the reason for which a record lets a hit stand, or "".
func lets(r *form.Record, rule, at string) string {
	for _, a := range r.Allow {
		if strings.TrimPrefix(a.Rule, identifier) == rule && a.At == at {
			return a.Reason
		}
	}
	return ""
}

// place gives the place of a hit in free writing.
func place(file string, body []byte, line int, h identify.Hit) finding.Position {
	start := bytes.LastIndexByte(body[:h.Start], '\n') + 1
	column := 1 + utf8.RuneCount(body[start:h.Start])
	p := finding.Position{File: file, Line: line + bytes.Count(body[:h.Start], []byte("\n")), Column: column}
	if found := body[h.Start:h.End]; bytes.IndexByte(found, '\n') < 0 {
		p.End = column + utf8.RuneCount(found)
	}
	return p
}

// part is a piece of text in an answer, with what was asked.
type part struct {
	text, label string
	pos         finding.Position
}

// typed lists what a person wrote freely in an answer: not what they chose, ticked or counted. field is nil where the form has none.
func typed(a *form.Answer, field *form.Field) []part {
	var label string
	if field != nil {
		label = field.Label
		switch field.Type {
		case form.Line, form.Text, form.Pick, form.Table:
		default:
			return nil
		}
	}
	var list []part
	if a.Text != "" {
		list = append(list, part{a.Text, label, a.Pos})
	}
	for _, text := range a.List {
		list = append(list, part{text, label, a.Pos})
	}
	for i := range a.Rows {
		for k := range a.Rows[i].Cells {
			cell := &a.Rows[i].Cells[k]
			var column *form.Field
			if field != nil && !cell.Unknown {
				column = field.Column(cell.Field)
			}
			list = append(list, typed(cell, column)...)
		}
	}
	return list
}

// people are those who are no patients, by name.
type people []string

// familiar lists the preceptee and their people.
func (p *Portfolio) familiar() people {
	list := people{p.Name}
	for _, person := range p.People {
		list = append(list, person.Name)
	}
	return list
}

// has reports whether a hit is a title with the surname of one of them.
func (n people) has(h identify.Hit, text string) bool {
	if h.Rule != "title-surname" {
		return false
	}
	words := strings.Fields(text[h.Start:h.End])
	last := strings.TrimSuffix(strings.TrimSuffix(words[len(words)-1], "'s"), "’s")
	return slices.ContainsFunc(n, func(name string) bool {
		own := strings.Fields(name)
		return len(own) > 0 && strings.EqualFold(own[len(own)-1], last)
	})
}

// rowName is rowName where the row may be shown.
func (r *Record) rowName(field *form.Field, row *form.AnswerRow) string {
	if r.Held(field.ID) != "" {
		return ""
	}
	return rowName(field, row)
}

// hide keeps findings about files in which such text was found from repeating it, whatever they are about.
func hide(findings []finding.Finding) {
	files := map[string]bool{}
	for _, f := range findings {
		if strings.HasPrefix(f.Rule, identifier) {
			files[f.File] = true
		}
	}
	for i := range findings {
		if f := &findings[i]; files[f.File] {
			mask(f, "patient, address")
		}
	}
}

// unread keeps findings about a record that cannot be read from repeating such text.
func unread(findings []finding.Finding, text []byte) {
	const suspicious = "patient, born, address" // every number and date is taken for what it may be
	if len(identify.Hits(string(text), suspicious)) == 0 {
		return
	}
	for i := range findings {
		mask(&findings[i], suspicious)
	}
}

// mask takes out of a finding what it quotes of such text. label is as for identify.Hits.
func mask(f *finding.Finding, label string) {
	f.Unquoted = true
	if strings.HasPrefix(f.Rule, identifier) {
		return
	}
	for _, text := range [...]*string{&f.Message, &f.Help} {
		hits := identify.Hits(*text, label)
		for i := len(hits) - 1; i >= 0; i-- {
			*text = (*text)[:hits[i].Start] + "…" + (*text)[hits[i].End:]
		}
	}
}
