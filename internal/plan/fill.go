package plan

import (
	"precept/internal/wording"

	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/view"
)

func (t *edition) form(p *toolkit.Page) (any, error) {
	body, err := p.Body.Bytes()
	if err != nil {
		return nil, err
	}
	path := t.path(p)
	root := up(path)
	v := &view.Form{Page: t.base(p)}
	v.Body, v.Contents, v.PageStyle = html(body), nil, root+t.Theme.Styles().Fill.Path
	f := p.Form
	if f == nil {
		return v, nil
	}
	for _, lane := range f.CompletedBy {
		v.CompletedBy = append(v.CompletedBy, t.tag(lane))
	}
	for _, lane := range f.Signers() {
		v.SignedBy = append(v.SignedBy, t.tag(lane))
	}
	often := form.Often(t.Words, f.Repeats)
	v.When = upper(often)
	if v.WhoSees = whoSees(t.Words, f, t.v); f.Mixed() {
		v.WhoSees += " " + t.Say("Where a question says who reads it, that applies instead.")
	}
	if m := minutes(t.Words, f, t.v); m != "" {
		v.Minutes = upper(m)
	}
	v.Never = f.Visibility == "never"
	v.Required, v.Wanted = f.Required(), f.Wants()
	v.Whose = whose(t.Words, f, t.v)
	if t.defines(p) {
		v.Alternate = strings.TrimSuffix(path[strings.LastIndexByte(path, '/')+1:], ".html") + ".json"
	}
	if tl := t.v.Timeline; tl != nil {
		for _, m := range t.askedBy[f.Slug] {
			v.Milestones = append(v.Milestones, view.Link{Text: m.label, Note: m.when,
				Href: root + t.path(tl) + "#s-" + m.id})
		}
	}
	v.PageScripts, v.Data = []string{root + t.FormScripts.Form.Path}, t.fillData(f, path)
	return v, nil
}

// defines reports whether a page's form has a definition for machines: it is in forms/.
func (t *edition) defines(p *toolkit.Page) bool {
	at := t.v.FormPage(form.FromPage(p.Slug))
	return p.Form != nil && at != nil && at.Slug == p.Slug
}

// definition is a form as a file for machines, beside its page.
func (t *edition) definition(p *toolkit.Page) Output {
	path := strings.TrimSuffix(t.path(p), ".html") + ".json"
	return Output{Path: path, Source: p.File, Write: func(w io.Writer) error {
		data, err := p.Form.JSON()
		if err != nil {
			return fmt.Errorf("making %s: %w", path, err)
		}
		_, err = w.Write(data)
		return err
	}}
}

// definitionsFile is where a version has the definitions of all its forms.
const definitionsFile = "forms/definitions.js"

// definitions are all forms of the version as a script: a page that opens a file may need another form than its own,
// and a page in a folder on disk can fetch nothing but scripts.
func (t *edition) definitions() Output {
	return Output{Path: t.prefix + definitionsFile, Write: func(w io.Writer) error {
		type entry struct {
			Href       string          `json:"href"` // from the tree's root
			Definition json.RawMessage `json:"definition"`
		}
		list := map[string]entry{}
		for _, f := range t.v.Forms {
			p := t.v.FormPage(f.Slug)
			if p == nil || f.Visibility == "never" {
				continue
			}
			data, err := f.JSON()
			if err != nil {
				return fmt.Errorf("making %s: %w", definitionsFile, err)
			}
			list[f.Slug] = entry{Href: t.path(p), Definition: data}
		}
		data, err := json.Marshal(list)
		if err != nil {
			return fmt.Errorf("making %s: %w", definitionsFile, err)
		}
		_, err = fmt.Fprintf(w, "window[\"precept-definitions\"]=%s\n", data)
		return err
	}}
}

// formsIndex is the slug of the page that leads to all forms, and that lists what is on the device.
const formsIndex = "forms"

// picks reports whether a form has a field that picks from a list of that name.
func picks(f *form.Form, from string) bool {
	return slices.ContainsFunc(f.Fields, func(field form.Field) bool {
		return field.Picks == from || slices.ContainsFunc(field.Columns,
			func(c form.Field) bool { return c.Picks == from })
	})
}

// fillData is what the script of a form's page knows.
func (t *edition) fillData(f *form.Form, path string) string {
	d := t.formData(path)
	d.Later, d.Exchange = d.Root+t.FormScripts.Later.Path, d.Root+t.FormScripts.Exchange.Path
	d.Definition, _ = f.JSON() // texts, and lists of them, can always be written
	if f.Repeats == "each-competency" || picks(f, "competencies") {
		d.Competencies = t.competencyNames()
	}
	if picks(f, "standards") {
		d.Standards = t.standardNames()
	}
	for _, m := range t.askedBy[f.Slug] {
		d.Milestones = append(d.Milestones, view.Named{ID: m.id, Label: m.label})
	}
	return text(d)
}

func (t *edition) competencyNames() []view.Named {
	var list []view.Named
	for _, c := range t.v.Competencies {
		list = append(list, view.Named{ID: c.ID, Label: c.Label, Group: c.Domain})
	}
	return list
}

func (t *edition) standardNames() []view.Named {
	var list []view.Named
	for _, s := range t.v.Standards {
		list = append(list, view.Named{ID: s.ID, Label: s.Label, Group: s.Body})
	}
	return list
}

// formData is what the script of a page at path may need of the version.
func (t *edition) formData(path string) *view.FormData {
	root := up(path)
	d := &view.FormData{Site: t.Site.Title, Version: t.v.Name, Root: root,
		Definitions: root + t.prefix + definitionsFile}
	if p := t.v.Page(formsIndex); p != nil {
		d.Shelf = root + t.path(p)
	}
	if p := t.v.Page("about/privacy"); p != nil {
		d.Privacy = root + t.path(p)
	}
	for _, v := range t.published {
		if v != t.v {
			d.Versions = append(d.Versions, v.Name)
		}
	}
	for _, l := range t.v.Lanes() {
		d.Lanes = append(d.Lanes, view.Named{ID: l.ID, Label: l.Title})
	}
	d.Whose = programme.Person(t.v.Lanes()).ID
	return d
}

// shelf is what the forms index may need: every form that may be on the device, and the names of what they point at.
func (t *edition) shelf(path string) string {
	d := t.formData(path)
	d.Exchange = d.Root + t.FormScripts.ShelfExchange.Path
	d.Competencies, d.Standards = t.competencyNames(), t.standardNames()
	for _, f := range t.v.Forms {
		for _, m := range t.askedBy[f.Slug] {
			d.Milestones = append(d.Milestones, view.Named{ID: m.id, Label: m.label})
		}
		if p := t.v.FormPage(f.Slug); p != nil {
			d.Forms = append(d.Forms, view.FormLink{Form: f.Slug, Title: f.Title, Href: d.Root + t.path(p),
				Visibility: f.Visibility})
		}
	}
	return text(d)
}

// text writes it as the page holds it.
func text(d *view.FormData) string {
	b, _ := json.Marshal(d) // texts, and lists of them, can always be written
	return string(b)
}

// whose is whose name a form asks for on paper, so that it is known whose a loose sheet is; none where no record is
// made.
func whose(w *wording.Words, f *form.Form, v *toolkit.Version) string {
	switch {
	case f.Visibility == "never":
		return ""
	case f.Subject == "organisation":
		return w.Say("{Place}")
	}
	return programme.Person(v.Lanes()).Title
}

// whoSees says in a sentence who may read what is written in a form, by the names that the programme gives them.
func whoSees(w *wording.Words, f *form.Form, v *toolkit.Version) string {
	named := func(l programme.Lane, otherwise string) string {
		if l.ID == "" {
			return otherwise
		}
		return w.Say("the {1}", lower(l.Title))
	}
	lanes := v.Lanes()
	whose, helper, where := named(programme.Person(lanes), w.Say("the {person}")),
		named(programme.Helper(lanes), w.Say("those who support them")), named(programme.Place(lanes),
			w.Say("the {place}"))
	switch f.Visibility {
	case "private":
		return w.Say("Only {1} sees what is written here.", whose)
	case "practice":
		if f.Subject == "organisation" {
			return w.Say("This form is about {1}. It stays there and may be shown to an inspector.", where)
		}
		return w.Say("{1}, {2} and {3} may see what is written here, and an inspector.", upper(whose), helper,
			where)
	case "practice-only":
		return w.Say("{1} and {2} see what is written here. It does not go into the portfolio of {3}.",
			upper(helper), where, whose)
	case "date":
		return w.Say("Only {1} sees what is written. Others only see that it took place and when.", whose)
	case "never":
		return w.Say("Nothing you write here is kept or sent: it stays on this screen or on your paper.")
	}
	return w.Say("{1} and {2} see what is written here.", upper(whose), helper)
}
