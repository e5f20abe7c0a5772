package toolkit

import (
	"cmp"
	"strings"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

// FormPage finds the page of a form by the form's slug; nil when there is none.
func (v *Version) FormPage(slug string) *Page {
	if p := v.bySlug["forms/"+slug]; p != nil && p.Kind == item.Form {
		return p
	}
	return nil
}

// formHead keeps what a form's front matter says until its fields are known.
func (l *load) formHead(v *Version, p *Page, values source.Values) {
	f := &form.Form{Slug: form.FromPage(p.Slug), Title: p.Title, Version: v.Name, File: p.File,
		Subject: cmp.Or(values.Text("subject"), "preceptee"), Repeats: cmp.Or(values.Text("repeats"), "once"),
		Visibility: cmp.Or(values.Text("visibility"), "pair")}
	for _, lane := range values.List("completed_by") {
		f.CompletedBy = append(f.CompletedBy, lane.Text)
	}
	l.minutes(f, values.Node("minutes"))
	f.Expected, _ = values.Int("expected")
	if f.Subject == "organisation" && !values.Has("visibility") {
		f.Visibility = "practice"
	}
	p.form = f
	if !strings.HasPrefix(p.Slug, "forms/") {
		l.addAt("form-place", p.Pos("kind"), "a form is outside forms/",
			"move the file into the folder forms/ of its version")
	}
}

// form makes a form out of what its page holds, and of the competencies of its version.
func (l *load) form(v *Version, p *Page) {
	headings := make([]form.Heading, len(p.Facts.Headings))
	for i, h := range p.Facts.Headings {
		headings[i] = form.Heading{Text: h.Text, Quadrant: h.Has("quadrant"), When: h.Get("when"),
			Visibility: h.Get("visibility"), Pos: h.Pos}
	}
	p.form.Parties, p.form.Unsure = v.parties(), p.Facts.ItemFault
	f, findings := form.New(*p.form, headings, p.Facts.Items, rows(v.formDictionary))
	l.add(findings...)
	if p.inherits() {
		f.Follow()
	}
	p.Form = f
}

// addForm adds the form of a page to its version.
func (l *load) addForm(v *Version, p *Page) {
	l.form(v, p)
	v.Forms = append(v.Forms, p.Form)
	v.byForm[p.Form.Slug] = p.Form
}
