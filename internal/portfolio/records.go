package portfolio

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
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
	file, findings := source.Read(shown, raw, source.MaxRecord)
	return file, findings, nil
}

// recordReader reads the records of one folder and binds them to their forms.
type recordReader struct {
	folder   Folder
	toolkit  *toolkit.Toolkit
	version  *toolkit.Version // the preceptee's own
	who      string           // preceptee id, for findings
	findings []finding.Finding
	left     []Left
}

// records reads every record below a folder, in path order.
func (rr *recordReader) records(below string) ([]*Record, error) {
	entries, err := rr.folder.Tree.Walk(below)
	if err != nil {
		return nil, fmt.Errorf("listing %s%s: %w", rr.folder.Prefix, below, err)
	}
	var records []*Record
	byID := map[string]*Record{}
	for _, e := range entries {
		name := strings.TrimPrefix(e.Path, below+"/")
		if e.Kind != store.File || !strings.HasSuffix(e.Path, ".md") || name == "preceptee.md" || strings.HasPrefix(name, "evidence/") || strings.HasSuffix(name, ".private.md") {
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

func (rr *recordReader) record(name string) (*Record, error) {
	shown := rr.folder.Prefix + name
	file, findings, err := rr.folder.read(name)
	if err != nil {
		return nil, err
	}
	if file == nil {
		rr.leave(shown, rr.named(name), findings...)
		return nil, nil
	}
	read, more := form.ReadRecord(file)
	if findings = append(findings, more...); blocks(findings) {
		f := rr.version.Form(read.Form)
		if f == nil {
			f = rr.named(name)
		}
		rr.leave(shown, f, findings...)
		return nil, nil
	}
	rr.findings = append(rr.findings, findings...)
	r := &Record{Record: read, Under: rr.version}
	if read.Version != "" {
		if r.Under = rr.toolkit.Version(read.Version); r.Under == nil {
			rr.leave(shown, rr.version.Form(read.Form), finding.Finding{Rule: "version-unknown", Position: r.Pos("version"),
				Message: fmt.Sprintf("the record names version %q, which does not exist", read.Version), Help: "the versions are " + names(rr.toolkit)})
			return nil, nil
		}
	}
	r.Template = r.Under.Form(read.Form)
	if r.Template == nil {
		rr.leave(shown, rr.named(name), finding.Finding{Rule: "record-form", Position: r.Pos("form"),
			Message: fmt.Sprintf("version %s has no form %q", r.Under.Name, read.Form), Help: nearest(read.Form, r.Under)})
		return nil, nil
	}
	r.Page = r.Under.FormPage(read.Form)
	if r.Template.Visibility == "never" {
		rr.leave(shown, r.Template, finding.Finding{Rule: "record-never", Position: r.Pos("form"),
			Message: fmt.Sprintf("nothing of the form %q is ever kept", read.Form), Help: "delete the file: this form is for paper and the screen only"})
		return nil, nil
	}
	bound := r.Template.Bind(read)
	if blocks(bound) {
		rr.leave(shown, r.Template, bound...)
		return nil, nil
	}
	rr.findings = append(rr.findings, bound...)
	return r, nil
}

// blocks reports whether any finding is about more than an answer that the form does not know or a character to look at.
func blocks(findings []finding.Finding) bool {
	return slices.ContainsFunc(findings, func(f finding.Finding) bool {
		return f.Rule != "answer-unknown" && f.Rule != "bidi" && f.Rule != "text-long"
	})
}

func names(t *toolkit.Toolkit) string {
	list := make([]string, len(t.Versions))
	for i, v := range t.Versions {
		list[i] = v.Name
	}
	return strings.Join(list, ", ")
}

func nearest(slug string, v *toolkit.Version) string {
	slugs := make([]string, len(v.Forms))
	for i, f := range v.Forms {
		slugs[i] = f.Slug
	}
	if s := source.Suggest(slug, slugs); s != "" {
		return "did you mean " + s + "?"
	}
	return "name the form by the file's name in forms/, without .md"
}

// judge finds what a record says that cannot be so, and what a complete one lacks.
func (rr *recordReader) judge(p *Portfolio, r *Record) {
	add := func(rule string, pos finding.Position, message, help string) {
		rr.findings = append(rr.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
	}
	if r.Date.After(p.AsOf) {
		add("record-future", r.Pos("date"), fmt.Sprintf("the record is dated %s, after %s, the day that this is built for", r.Date, p.AsOf), "check the date")
	}
	if !r.Shared && r.Date.Before(p.Calendar.Start) && !startsEarly(r) {
		add("record-early", r.Pos("date"), fmt.Sprintf("the record is dated %s, before the start on %s", r.Date, p.Calendar.Start), "check the date and the start")
	}
	for _, s := range r.Signed {
		field := r.Template.Field(s.Field)
		switch {
		case field == nil || field.Type != form.Sign:
			add("signature-field", s.Pos, fmt.Sprintf("the form %q has no signature %q", r.Form, s.Field), "name the id of one of its signature fields")
		case s.By != field.Lane:
			add("signature-lane", s.Pos, fmt.Sprintf("%s is signed by the lane %q, but asks for %q", s.Field, s.By, field.Lane), "let the "+form.Lane(field.Lane)+" sign; until then the signature counts as missing")
		case !r.Shared && !p.known(s):
			add("signature-person", s.Pos, fmt.Sprintf("%s signed as %s on %s, but is not one of the people of that lane on that day", s.Name, form.Lane(s.By), s.Date),
				"add them to people in preceptee.md, or check the name and the date")
		}
	}
	if r.Status == form.Complete {
		r.Missing = r.Template.Missing(r.Record, p.Calendar.Tags)
		r.Unsigned = r.Template.Unsigned(r.Record, p.Calendar.Tags)
	}
}

// startsEarly reports whether the record's form may be filled in before the start: it has a milestone at month 0.
func startsEarly(r *Record) bool {
	prog := r.Under.Programme
	if prog == nil {
		return false
	}
	return slices.ContainsFunc(milestonesOf(prog.Milestones, r.Form), func(i int) bool { return prog.Milestones[i].At == 0 })
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
