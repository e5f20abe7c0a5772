package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// Bound is a record bound to the form of the version that it was filled in under. What cannot be told is nil.
type Bound struct {
	*form.Record
	Form  *form.Form
	Under *toolkit.Version
}

// Bind reads a record's file and binds it to its form. under gives the version of a record that names none, by its form; nil is
// none. ok is false where the record must be left out; the findings say why. The file may be nil: then it could not be read, and
// findings is what was said of it.
func Bind(file *source.File, findings []finding.Finding, kit *toolkit.Toolkit, under func(form string) *toolkit.Version) (b *Bound, ok bool, all []finding.Finding) {
	b = &Bound{}
	if file == nil {
		return b, false, findings
	}
	r, more := form.ReadRecord(file)
	b.Record = r
	if findings = append(findings, more...); blocks(findings) {
		unread(findings, file.Text)
		return b, false, findings
	}
	refuse := func(rule, key, message, help string) (*Bound, bool, []finding.Finding) {
		return b, false, append(findings, finding.Finding{Rule: rule, Position: r.Pos(key), Message: message, Help: help})
	}
	if r.Version == "" {
		if b.Under = under(r.Form); b.Under == nil {
			return refuse("version-unknown", "form", "the record does not say which version of the toolkit it was filled in under", `add a line such as version: "2026.1"`)
		}
	} else if b.Under = kit.Version(r.Version); b.Under == nil {
		return refuse("version-unknown", "version", fmt.Sprintf("the record names version %q, which does not exist", r.Version), "the versions are "+names(kit))
	}
	if b.Form = b.Under.Form(r.Form); b.Form == nil {
		return refuse("record-form", "form", fmt.Sprintf("version %s has no form %q", b.Under.Name, r.Form), nearest(r.Form, b.Under))
	}
	if b.Form.Visibility == "never" {
		return refuse("record-never", "form", fmt.Sprintf("nothing of the form %q is ever kept", b.Form.Title), "delete the file: this form is for paper and the screen only")
	}
	found := b.Form.Bind(r)
	if ok = !blocks(found); !ok {
		unread(found, file.Text)
	}
	return b, ok, append(findings, found...)
}

func blocks(findings []finding.Finding) bool { return slices.ContainsFunc(findings, LeavesOut) }

// LeavesOut reports whether a finding about a record is of more than an answer that the form does not know or a character to look
// at: such a record is left out.
func LeavesOut(f finding.Finding) bool {
	return f.Rule != "answer-unknown" && f.Rule != source.RuleBidi && f.Rule != source.RuleLong
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
	return source.DidYouMean(slug, slugs, "", "name the form by the file's name in forms/, without .md")
}
