package portfolio

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/record"
)

// Unshared lists the files, below the person's folder, that must not be handed to the reader: records that they may not
// know of, records with an answer that they may not know of, and the evidence that only these name. What the reader may
// read of such a record is in the portfolio. A record that cannot be read and whose form is unknown may hold anything,
// so it is one of them for everybody except the preceptee.
func (p *Portfolio) Unshared(reader Reader) []string {
	folder := strings.TrimSuffix(p.File, record.PrecepteeName)
	var list, shared []string
	named := func(r *Record) (files []string) {
		for _, name := range r.Attachments() {
			if e, _ := r.Evidence(name); e != nil {
				files = append(files, e.File)
			}
		}
		return files
	}
	for _, r := range p.Records {
		if p.mayHold(r, reader) {
			shared = append(shared, named(r)...)
		} else {
			list = append(append(list, strings.TrimPrefix(r.File, folder)), named(r)...)
		}
	}
	for _, r := range p.For(reader).Portfolio.Records { // as far as the reader may read them
		shared = append(shared, named(r)...)
	}
	for _, o := range p.Omissions {
		unknown := o.Template == nil && reader != ForPreceptee
		if unknown || o.Template != nil && reader.AccessTo(o.Template) == Nothing {
			list = append(list, strings.TrimPrefix(o.File, folder))
		}
	}
	return slices.DeleteFunc(list, func(name string) bool { return slices.Contains(shared, name) })
}

// mayHold reports whether the reader may be handed the file of a record: they may know of all that it answers.
func (p *Portfolio) mayHold(of *Record, reader Reader) bool {
	known := of.Template.ReadableBy(func(visibility string) bool { return reader.of(visibility) > Nothing })
	least := Line
	if reader == ForAppraiser {
		least = Parts
	}
	return p.AccessOf(of, reader) >= least && !slices.ContainsFunc(of.Answers, func(a form.Answer) bool {
		field := of.Template.Field(a.Field)
		return field != nil && !tells(of.Template, known, field.ID, "")
	})
}
