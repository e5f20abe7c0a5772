package check

import (
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// milestoneForm finds milestones that ask for forms, or fields, that do not exist.
func milestoneForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Programme == nil {
			continue
		}
		slugs := formSlugs(v)
		for i := range v.Programme.Milestones {
			m := &v.Programme.Milestones[i]
			missing := false
			for _, slug := range m.Forms {
				if f := v.Form(slug); f != nil {
					if f.Visibility == "never" {
						p.Report(attributePos(v.Timeline, m.Pos, "form"),
							"ask for another form, or leave out form= and let preceptee.md say when it was done",
							"%q asks for the form %s, whose records are never kept (visibility: never), "+
								"so it can never be done", m.Label, slug)
					}
					continue
				}
				missing = true
				if p.unreadable(v, "forms/"+slug) {
					continue
				}
				help := source.DidYouMean(slug, slugs, "form=", nameForm)
				p.Report(attributePos(v.Timeline, m.Pos, "form"), help,
					"%q asks for a form that does not exist: %s", m.Label, slug)
			}
			if m.Field == "" || missing || len(m.Forms) != 1 || p.unreadable(v, "forms/"+m.Forms[0]) {
				continue
			}
			f := v.Form(m.Forms[0])
			if field := f.Field(m.Field); field != nil && field.Type == form.Sign {
				p.Report(attributePos(v.Timeline, m.Pos, "field"),
					"leave out field=: a form is done when it is signed as it asks",
					"%q asks for the field %s, which is a signature and has no answer", m.Label, m.Field)
			} else if field == nil && !f.Unsure {
				var ids []string
				for _, field := range f.Fields {
					ids = append(ids, field.ID)
				}
				help := source.DidYouMean(m.Field, ids, "field=", "write the id of a field of that form")
				p.Report(attributePos(v.Timeline, m.Pos, "field"), help,
					"%q asks for a field that the form %s does not have: %s", m.Label, f.Slug, m.Field)
			}
		}
	}
}

// attributePos is the place of an attribute of the item at a place, or else that place.
func attributePos(page *toolkit.Page, at finding.Position, key string) finding.Position {
	if page == nil {
		return at
	}
	pos := at
	eachItem(page.Facts.Items, func(it *item.Item) {
		if it.Start.Line != at.Line || it.Start.Column != at.Column {
			return
		}
		for _, a := range it.Pairs {
			if a.Key == key {
				pos.Line, pos.Column, pos.End = a.Pos.Line, a.Pos.Column, a.Pos.End
			}
		}
	})
	return pos
}

// nameForm is the help where a form is named that does not exist.
const nameForm = "name the form by its file's name in forms/, without .md"

func formSlugs(v *toolkit.Version) []string {
	var slugs []string
	for _, f := range v.Forms {
		slugs = append(slugs, f.Slug)
	}
	return slugs
}
