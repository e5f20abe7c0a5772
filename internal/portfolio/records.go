package portfolio

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Folder is a preceptee's folder, or the organisation's: where it is read from and what its files are called in findings.
type Folder struct {
	Tree   *store.Tree
	Prefix string // "data/preceptees/": stands before every path in findings
}

// read reads one file of the folder. The file is nil where it cannot be read; findings say why.
func (d Folder) read(name string) (*source.File, []finding.Finding, error) {
	shown := d.Prefix + name
	raw, err := d.Tree.Read(name, source.MaxRecord)
	if errors.Is(err, store.ErrTooLarge) {
		return nil, []finding.Finding{{Rule: "file-too-large", Position: finding.Position{File: shown},
			Message: fmt.Sprintf("the file is larger than %d MiB", source.MaxRecord>>20), Help: "keep long documents as evidence and name them in the record"}}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", shown, err)
	}
	file, findings := form.ReadFile(shown, raw)
	return file, findings, nil
}

// recordReader reads the records of one folder and binds them to their forms.
type recordReader struct {
	*Loader
	folder   Folder
	version  *toolkit.Version                   // the preceptee's own
	under    func(slug string) *toolkit.Version // the version of a record that names none; nil: the preceptee's own
	findings []finding.Finding
	left     []Left
}

// records reads every record below a folder, in path order.
func (rr *recordReader) records(below string) ([]*Record, error) {
	entries, err := rr.folder.Tree.Walk(below)
	if err != nil {
		return nil, fmt.Errorf("listing %s%s: %w", rr.folder.Prefix, below, store.Cause(err))
	}
	var records []*Record
	byID := map[string]*Record{}
	for _, e := range entries {
		name := strings.TrimPrefix(e.Path, below+"/")
		whole := finding.Position{File: rr.folder.Prefix + e.Path}
		switch {
		case e.Path == below || name == "preceptee.md" || strings.HasSuffix(name, ".private.md"):
			continue
		case e.Kind != store.File:
			f := notFile(e, whole)
			f.LeftOut = true
			rr.findings = append(rr.findings, f)
			continue
		case strings.HasPrefix(name, "evidence/"):
			continue
		case !strings.HasSuffix(name, ".md"):
			rr.findings = append(rr.findings, notRecord(name, whole))
			continue
		}
		r, err := rr.record(e.Path)
		if err != nil {
			return nil, err
		}
		if r == nil {
			continue
		}
		if r.ID != "" {
			if first := byID[r.ID]; first != nil {
				rr.leave(r.File, r.Template, finding.Finding{Rule: "record-twice", Position: r.Pos("record"),
					Message: fmt.Sprintf("the record %s stands in two files; the other is %s", r.ID, first.File), Help: "keep the later one"})
				continue
			}
			byID[r.ID] = r
		}
		records = append(records, r)
	}
	slices.SortStableFunc(records, func(a, b *Record) int { return a.Date.Compare(b.Date) })
	return records, nil
}

// notFile is the finding for what is neither a file nor a folder that may be looked into.
func notFile(e store.Entry, whole finding.Position) finding.Finding {
	f := finding.Finding{Rule: "file-unsafe", Position: whole, Message: "this is not an ordinary file", Help: "take it out of the folder"}
	switch e.Kind {
	case store.Link:
		f.Message, f.Help = "this is a link to another place and is not followed", "copy what it leads to here instead"
	case store.Folder:
		f.Rule, f.Message, f.Help = "file-unknown", "a folder's name ends in .md", "take .md off its name: only files end so"
	}
	return f
}

// leave notes that a record is left out, and why.
func (rr *recordReader) leave(file string, f *form.Form, findings ...finding.Finding) {
	for i, found := range findings {
		found.LeftOut = true
		rr.findings = append(rr.findings, found)
		if i == 0 {
			rr.left = append(rr.left, Left{File: path.Base(file), Why: found.Message, Help: found.Help, Template: f})
		}
	}
}

// named gives the form that a record's file is named after, for one that does not say it itself.
func (rr *recordReader) named(name string) *form.Form {
	var best *form.Form
	for _, f := range rr.version.Forms {
		if strings.Contains("-"+strings.TrimSuffix(path.Base(name), ".md")+"-", "-"+path.Base(f.Slug)+"-") && (best == nil || len(f.Slug) > len(best.Slug)) {
			best = f
		}
	}
	return best
}

// without gives the version of a record that names none.
func (rr *recordReader) without(slug string) *toolkit.Version {
	if rr.under != nil {
		return rr.under(slug)
	}
	return rr.version
}

func (rr *recordReader) record(name string) (*Record, error) {
	shown := rr.folder.Prefix + name
	file, findings, err := rr.folder.read(name)
	if err != nil {
		return nil, err
	}
	b, ok, found := Bind(file, findings, rr.Toolkit, rr.without)
	if !ok {
		f := b.Form
		if f == nil && b.Record != nil {
			f = rr.version.Form(b.Record.Form)
		}
		if f == nil {
			f = rr.named(name)
		}
		rr.leave(shown, f, found...)
		return nil, nil
	}
	r := &Record{Record: b.Record, Under: b.Under, Template: b.Form, Page: b.Under.FormPage(b.Form.Slug)}
	var more []finding.Finding
	if r.Writing, more, err = rr.writing(shown, file.Text, file.Body, file.BodyLine); err != nil {
		return nil, err
	}
	if len(r.Writing) == 0 && len(more) > 0 { // past a limit: there is nothing to show
		rr.leave(shown, r.Template, append(found, more...)...)
		return nil, nil
	}
	rr.findings = append(append(rr.findings, found...), more...)
	return r, nil
}

// judge finds what a record says that cannot be so, and what a complete one lacks. Of the practice's own records p is nil.
func (rr *recordReader) judge(p *Portfolio, r *Record) {
	add := func(rule string, pos finding.Position, message, help string) {
		rr.findings = append(rr.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
	}
	if r.Date.After(rr.AsOf) {
		add("record-future", r.Pos("date"), fmt.Sprintf("the record is dated %s, after %s, the day that this is built for", r.Date, rr.AsOf), "check the date")
	}
	if p != nil && r.Date.Before(p.Calendar.Start) && !startsEarly(r) {
		add("record-early", r.Pos("date"), fmt.Sprintf("the record is dated %s, before the start on %s", r.Date, p.Calendar.Start), "check the date and the start")
	}
	rr.names(p, r)
	rr.identify(p, r)
	until := *r.Record
	until.Signed = nil
	for _, s := range r.Signed {
		if s.Date.After(rr.AsOf) {
			if !r.Date.After(rr.AsOf) {
				add("record-future", s.Pos, fmt.Sprintf("a signature is dated %s, after %s, the day that this is built for", s.Date, rr.AsOf), "check the date; the signature does not count until then")
			}
			continue
		}
		until.Signed = append(until.Signed, s)
		field := r.Template.Field(s.Field)
		switch {
		case field == nil || field.Type != form.Sign:
			add("signature-field", s.Pos, fmt.Sprintf("the form %q has no signature %q", r.Form, s.Field), "name the id of one of its signature fields")
		case s.By != field.Lane:
			add("signature-lane", s.Pos, fmt.Sprintf("%s is signed by the lane %q, but asks for %q", s.Field, s.By, field.Lane), "let the "+form.Lane(field.Lane)+" sign; until then the signature counts as missing")
		case p != nil && !p.known(s):
			add("signature-person", s.Pos, fmt.Sprintf("%s signed as %s on %s, but is not one of the people of that lane on that day", s.Name, form.Lane(s.By), s.Date),
				"add them to people in preceptee.md, or check the name and the date")
		}
	}
	r.Record = &until
	if r.Status != form.Complete {
		return
	}
	var tags []string
	if p != nil {
		tags = p.Calendar.Tags
	}
	r.Missing, r.Unsigned = r.Template.Missing(r.Record, tags), r.Template.Unsigned(r.Record, tags)
	if len(r.Missing) == 0 && r.unwritten(tags) {
		r.Missing = []form.Missing{{Text: "Nothing is written in this record yet"}}
	}
}

// unwritten reports whether a record holds nothing at all: no answer, no signature, no free writing. Of a form whose every answer
// is the preceptee's alone the record cannot tell, and one that is only signed lacks no more than its signatures.
func (r *Record) unwritten(tags []string) bool {
	if r.Template.Visibility == "private" || len(r.Private)+len(r.Signed) > 0 || len(bytes.TrimSpace(r.Body)) > 0 ||
		slices.ContainsFunc(r.Answers, func(a form.Answer) bool { return !a.Empty() }) {
		return false
	}
	return slices.ContainsFunc(r.Template.Fields, func(f form.Field) bool { return f.Type != form.Sign && !f.Private && f.Applies(tags) })
}

// startsEarly reports whether the record's form may be filled in before the start: it has a milestone at month 0.
func startsEarly(r *Record) bool {
	prog := r.Under.Programme
	if prog == nil {
		return false
	}
	return slices.ContainsFunc(milestonesOf(prog.Milestones, r.Form), func(i int) bool {
		m := &prog.Milestones[i]
		return m.At == 0 && (m.Repeat != programme.Monthly || prog.Phases[m.Phase].From == 0)
	})
}

// known reports whether the signer is one of the people of that lane on that day. A lane for which nobody is named is open.
func (p *Portfolio) known(s form.Signature) bool {
	if s.By == "preceptee" {
		return sameName(s.Name, p.Name)
	}
	named := false
	for _, person := range p.People {
		if person.Lane != s.By {
			continue
		}
		named = true
		if person.holds(s.Date) && sameName(person.Name, s.Name) {
			return true
		}
	}
	return !named
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// before is the earlier of two dates, taking no date as never.
func before(a, b civil.Date) bool {
	return !a.IsZero() && (b.IsZero() || a.Before(b))
}
