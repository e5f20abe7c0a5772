package desk

import (
	"net/http"

	"precept/internal/importer"
	"precept/internal/portfolio"
)

// examine looks at files that arrived for a preceptee and leads on to the page that shows what would become of each.
func (d *Desk) examine(w http.ResponseWriter, r *http.Request, got *submission) {
	p, err := d.preceptee(got.field("preceptee"))
	switch {
	case err != nil && got.field("preceptee") == "":
		d.complain(w, r, "Choose whose files they are, then choose or drop the files again.", "who")
		return
	case err != nil:
		d.complain(w, r, sentence(err.Error()), "who")
		return
	case len(got.files) == 0:
		d.complain(w, r, "Choose the files to take in, or drop them on the box.", "files")
		return
	}
	l := &delivery{To: p.ID, Name: p.Name, Stage: open}
	for _, f := range got.files {
		list, findings := importer.Unpack(f.Name, f.Data)
		l.arrivals = append(l.arrivals, list...)
		l.Findings = append(l.Findings, findings...)
	}
	if err := d.compare(p, l); err != nil {
		d.failed(w, r, err)
		return
	}
	d.inbox.add(l)
	answer(w, r, l)
}

// compare fills in the offers of a delivery, from the forms and the disk as they are now.
func (d *Desk) compare(p *portfolio.Portfolio, l *delivery) error {
	return d.withImporter(p, func(in *importer.Importer) error {
		offers, err := in.Examine(l.arrivals)
		l.Offers = offers
		return err
	})
}
