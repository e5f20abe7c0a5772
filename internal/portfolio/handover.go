package portfolio

import (
	"slices"
	"strings"

	"precept/internal/record"
)

// Unshared lists the files, below the person's folder, that must not be handed to the reader: records of which they may
// know nothing, and the evidence that only those name. Nobody can tell of a record that could not be read and whose
// form is unknown, so it is one of them for everybody except the preceptee.
func (c Copy) Unshared() []string {
	folder := strings.TrimSuffix(c.File, record.PrecepteeName)
	var list, shared []string
	named := func(r *Record) (files []string) {
		for _, name := range r.Attachments() {
			if e, _ := r.Evidence(name); e != nil {
				files = append(files, e.File)
			}
		}
		return files
	}
	for _, r := range c.Portfolio.Records {
		if c.Access(r) == Nothing {
			list = append(append(list, strings.TrimPrefix(r.File, folder)), named(r)...)
		} else {
			shared = append(shared, named(r)...)
		}
	}
	for _, o := range c.Omissions() {
		if !o.FromPractice && (o.Access == Nothing || o.Template == nil && c.Reader != ForPreceptee) {
			list = append(list, strings.TrimPrefix(o.File, folder))
		}
	}
	return slices.DeleteFunc(list, func(name string) bool { return slices.Contains(shared, name) })
}
