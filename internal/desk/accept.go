package desk

import (
	"net/http"
	"slices"
	"strconv"

	"precept/internal/importer"
	"precept/internal/portfolio"
)

// What a person may choose where there are two versions. Whatever else they send leaves the new one out.
const (
	keepBoth = "keep"
	replace  = "replace"
)

// accept writes what was chosen of a delivery, or cancels it.
func (d *Desk) accept(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.inbox.find(got.field("delivery"))
	if l == nil || l.Stage != open {
		d.complain(w, r, "Those files are no longer on the desk: they have been dealt with, or others came after them."+
			" Drop them again if you need to.", "files")
		return
	}
	if got.field("do") == "cancel" {
		l.Stage, l.arrivals = cancelled, nil
		answer(w, r, l)
		return
	}
	p, err := d.optional(l.To)
	if err != nil {
		d.complain(w, r, sentence(err.Error()), "who")
		return
	}
	l.choose(got)
	if len(l.choices) == 0 {
		l.Findings = nil
		l.Notes = []string{"Nothing was chosen, so nothing was written. Choose what should be taken in, or Cancel."}
		answer(w, r, l)
		return
	}
	if d.takeIn(w, r, p, l) {
		answer(w, r, l)
	}
}

// choose reads what a person chose: a tick for what fits, and one of two ways for what differs.
func (l *delivery) choose(got *submission) {
	l.choices = map[int]string{}
	for i, o := range l.Offers {
		n := strconv.Itoa(i)
		how := got.field("how-" + n)
		switch {
		case !writes(o):
		case conflicts(o) && (how == replace || how == keepBoth):
			l.choices[i] = how
		case ticks(o) && slices.Contains(got.fields["take"], n):
			l.choices[i] = keepBoth
		}
	}
}

// chosen gives the offers that were chosen in one way.
func (l *delivery) chosen(how string) (list []importer.Offer) {
	for i, o := range l.Offers {
		if l.choices[i] == how {
			list = append(list, o)
		}
	}
	return list
}

// takeIn writes what was chosen and waits until it shows. It is false where that could not be done, which has been
// answered then.
func (d *Desk) takeIn(w http.ResponseWriter, r *http.Request, p *portfolio.Portfolio, l *delivery) bool {
	before := d.o.Site()
	if err := d.write(p, l); err != nil {
		d.failed(w, r, err)
		return false
	}
	if l.Stage == accepted {
		waitForBuild(r, before)
	}
	return true
}

// write writes what was chosen. Where something on the disk is no longer as it was shown, it is left as it is, and
// where nothing could be written the delivery is examined again.
func (d *Desk) write(p *portfolio.Portfolio, l *delivery) error {
	l.Findings, l.Notes, l.notUndone = nil, nil, false
	return d.withImporter(p, func(in *importer.Importer) error {
		for _, how := range []string{keepBoth, replace} {
			offers := l.chosen(how)
			if len(offers) == 0 {
				continue
			}
			receipt, findings, err := in.Accept(offers, how == replace)
			l.record(receipt, findings)
			if err != nil {
				d.inbox.written(l)
				return err
			}
		}
		if len(l.Changes) == 0 {
			l.Notes = append(l.Notes, "Nothing was written. This is how it is now.")
			offers, err := in.Examine(l.arrivals)
			l.Offers = offers
			return err
		}
		d.inbox.written(l)
		return nil
	})
}
