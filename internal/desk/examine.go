package desk

import (
	"net/http"

	"precept/internal/importer"
	"precept/internal/portfolio"
)

// examine looks at files that arrived and leads on to the page that shows what would become of each: for the preceptee
// who was chosen, else for the one whom the files name. Where they name nobody, the page asks. Files that are on the
// desk already can be looked at for somebody else.
func (d *Desk) examine(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.received(got)
	switch {
	case l == nil:
		d.complain(w, r, noLonger, "files")
		return
	case len(l.arrivals) == 0 && len(l.Findings) == 0:
		d.complain(w, r, "Choose the files to take in, or drop them on the box.", "files")
		return
	}
	who := got.field("preceptee")
	if who == "" && !l.Asking {
		owner, ok := importer.Claimed(l.arrivals, d.owners())
		who, l.Claimed = owner.ID, ok
	}
	if l.Asking = who == ""; !l.Asking {
		p, err := d.preceptee(who)
		if err != nil {
			d.complain(w, r, sentence(err.Error()), "who")
			return
		}
		l.To, l.Name = p.ID, p.Name
		if err := d.compare(p, l); err != nil {
			d.failed(w, r, err)
			return
		}
	}
	if l.ID == "" {
		d.inbox.add(l)
	}
	answer(w, r, l)
}

// received is the delivery of the files that were sent, or the one on the desk that is asked for by its id; nil where
// that is no longer there.
func (d *Desk) received(got *submission) *delivery {
	if id := got.field("delivery"); id != "" {
		if l := d.inbox.find(id); l != nil && l.Stage == open && !l.Conflicts && len(l.arrivals) > 0 {
			return l
		}
		return nil
	}
	var batch importer.Batch
	for i := range got.files {
		batch.Add(got.files[i].Name, got.files[i].Data)
		got.files[i].Data = nil // a zip that is unpacked is not needed any more
	}
	return &delivery{Stage: open, arrivals: batch.Files, Findings: batch.Findings}
}

// owners are the people whose records can be taken in.
func (d *Desk) owners() (list []importer.Owner) {
	for _, p := range d.o.Site().Snapshot.Portfolios {
		list = append(list, importer.Owner{ID: p.ID, Name: p.Name})
	}
	return list
}

// compare fills in the offers of a delivery, from the forms and the disk as they are now.
func (d *Desk) compare(p *portfolio.Portfolio, l *delivery) error {
	return d.withImporter(p, func(in *importer.Importer) error {
		offers, err := in.Examine(l.arrivals)
		l.Offers = offers
		return err
	})
}
