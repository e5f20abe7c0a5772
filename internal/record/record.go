// Package record owns the files that records are. It knows which files of a folder are records, what each is called,
// and how one is read and bound to the form of its version. It compares two states of one record, and finds text that
// may say who a patient is. It writes nothing, and never judges a record against anybody's year. It uses the versions
// that package toolkit loaded; package portfolio makes a year of records, and package importer takes new ones in.
package record

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// Record is a record bound to the form of the version that it was filled in under.
type Record struct {
	*form.Record
	Template *form.Form
	Under    *toolkit.Version
}

// Bind reads a record's file and binds it to its form. under gives the version of a record that does not name one,
// by its form's slug; nil is none. ok is false where the record must be left out: the findings say why, and
// the record holds only what could be read. The file may be nil where it could not be read; the findings given are
// those of reading it.
func Bind(
	file *source.File, findings []finding.Finding, kit *toolkit.Toolkit, under func(slug string) *toolkit.Version,
) (r *Record, ok bool, all []finding.Finding) {
	r = &Record{}
	if file == nil {
		return r, false, findings
	}
	content, more := form.ReadRecord(file)
	r.Record = content
	if findings = append(findings, more...); slices.ContainsFunc(findings, LeavesOut) {
		maskUnread(findings, file.Text)
		return r, false, findings
	}
	if fault := r.findForm(kit, under); fault != nil {
		return r, false, append(findings, *fault)
	}
	found := r.Template.Bind(content, r.Under.Words)
	if ok = !slices.ContainsFunc(found, LeavesOut); !ok {
		maskUnread(found, file.Text)
	}
	return r, ok, append(findings, found...)
}

// findForm finds the version and the form, or says why the record has none.
func (r *Record) findForm(kit *toolkit.Toolkit, under func(slug string) *toolkit.Version) *finding.Finding {
	fault := func(rule, key, message, help string) *finding.Finding {
		return &finding.Finding{Rule: rule, Position: r.Pos(key), Message: message, Help: help}
	}
	slug := r.Record.Form
	if r.Version == "" {
		if r.Under = under(slug); r.Under == nil {
			return fault("version-unknown", "form",
				"the record does not say which version of the toolkit it was filled in under",
				`add a line such as version: "2026.1"`)
		}
	} else if r.Under = kit.Version(r.Version); r.Under == nil {
		return fault("version-unknown", "version",
			fmt.Sprintf("the record names version %q, which does not exist", r.Version),
			"the versions are "+versionNames(kit))
	}
	if r.Template = r.Under.Form(slug); r.Template == nil {
		return fault("record-form", "form", fmt.Sprintf("version %s has no form %q", r.Under.Name, slug),
			nearestForm(slug, r.Under))
	}
	if r.Template.Visibility == "never" {
		return fault("record-never", "form", fmt.Sprintf("records of the form %q are never kept", r.Template.Title),
			"delete the file: this form is for paper and the screen only")
	}
	return nil
}

// LeavesOut reports whether a finding about a record means that the record is left out. All do, except an answer that
// the form does not have, a date that cannot be, a number that its row computes otherwise, a hidden character and a
// long line.
func LeavesOut(f finding.Finding) bool {
	return !slices.Contains([]string{"answer-unknown", "answer-date", "answer-computed", source.RuleBidi,
		source.RuleLong}, f.Rule)
}

func versionNames(kit *toolkit.Toolkit) string {
	list := make([]string, len(kit.Versions))
	for i, v := range kit.Versions {
		list[i] = v.Name
	}
	return strings.Join(list, ", ")
}

func nearestForm(slug string, v *toolkit.Version) string {
	slugs := make([]string, len(v.Forms))
	for i, f := range v.Forms {
		slugs[i] = f.Slug
	}
	return source.DidYouMean(slug, slugs, "", "name the form by the file's name in forms/, without .md")
}

// AboutPractice reports whether the record's form is about the practice, so that it belongs in data/organisation.
func (r *Record) AboutPractice() bool { return r.Template.Subject == "organisation" }

// Digest is the digest of the record's content without its signatures: a later state names it under revises.
func (r *Record) Digest() string { return r.Template.Digest(r.Record, r.Under.Name, "") }

// DigestWithoutID is the digest of the record as if it had no id.
func (r *Record) DigestWithoutID() string {
	c := *r.Record
	c.ID = ""
	return r.Template.Digest(&c, r.Under.Name, "")
}

// Fits reports whether a signature was given on what the record says now.
func (r *Record) Fits(s form.Signature) bool { return r.Template.Fits(r.Record, r.Under.Name, s) }
