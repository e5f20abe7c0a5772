package desk

import (
	"net/http"

	"precept/internal/importer"
	"precept/internal/portfolio"
)

// examine looks at files that arrived and leads on to the page that shows what would become of each: for the chosen
// preceptee, or else for the one that the files name. Where they name nobody, the page asks. Files that are already on
// the desk can be examined again for somebody else.
func (d *Desk) examine(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.received(got)
	switch {
	case l == nil:
		d.complain(w, r, d.say(noLonger), "files")
		return
	case len(l.arrivals) == 0 && len(l.Findings) == 0:
		d.complain(w, r, d.say("Choose the files to take in, or drop them on the box."), "files")
		return
	}
	who, claimed := got.field("preceptee"), l.Claimed
	if who == "" && !l.Asking {
		var owner importer.Owner
		arrivals := l.arrivals
		d.unlocked(func() { owner, claimed = importer.Claimed(arrivals, d.owners()) })
		who = owner.ID
	}
	if who != "" {
		p, err := d.preceptee(who)
		if err != nil {
			d.complain(w, r, sentence(err.Error()), "who")
			return
		}
		offers, err := d.compare(p, l.arrivals)
		switch {
		case err != nil:
			d.failed(w, r, err)
			return
		case l.ID != "" && !d.inbox.examines(l): // it was dealt with meanwhile
			d.complain(w, r, d.say(noLonger), "files")
			return
		}
		l.To, l.Name, l.Offers = p.ID, p.Name, offers
	}
	l.Asking, l.Claimed = who == "", claimed
	if l.ID == "" {
		d.inbox.add(l)
	}
	answer(w, r, l)
}

// received is the delivery of the files that were sent, or the one on the desk that is asked for by its id; nil where
// that is no longer there.
func (d *Desk) received(got *submission) *delivery {
	if id := got.field("delivery"); id != "" {
		if l := d.inbox.find(id); l != nil && d.inbox.examines(l) {
			return l
		}
		return nil
	}
	batch := importer.Batch{Words: d.words()}
	d.unlocked(func() {
		for i := range got.files {
			batch.Add(got.files[i].Name, got.files[i].Data)
			got.files[i].Data = nil // a zip that is unpacked is not needed any more
		}
	})
	return &delivery{w: d.words(), Stage: open, arrivals: batch.Files, Findings: batch.Findings}
}

// owners are the people whose records can be taken in.
func (d *Desk) owners() (list []importer.Owner) {
	for _, p := range d.o.Site().Snapshot.Portfolios {
		list = append(list, importer.Owner{ID: p.ID, Name: p.Name})
	}
	return list
}

// compare makes the offers for what arrived. The files are read without the desk's lock, however long that takes; then
// they are compared with the disk as it is, while nothing else is written from here.
func (d *Desk) compare(p *portfolio.Portfolio, arrivals []importer.Arrival) (offers []importer.Offer, err error) {
	err = d.withImporter(p, func(in *importer.Importer) (err error) {
		d.unlocked(func() { offers, err = d.read(in, arrivals) })
		if err != nil {
			return err
		}
		return in.Compare(offers)
	})
	return offers, err
}
