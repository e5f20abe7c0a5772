package desk

import (
	"bytes"
	"net/http"
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/importer"
	"precept/internal/wording"
)

// save takes in what a form page holds: the record's file, the digest of the state that it was based on, and the
// photographs picked on the page. Private answers are never sent, and refused where somebody sends them. What fits is
// written at once. Where the disk has changed meanwhile nothing is written, both versions are shown, and the person
// decides.
func (d *Desk) save(w http.ResponseWriter, r *http.Request, got *submission) {
	if got.record == nil {
		d.refuse(w, http.StatusBadRequest, "there is nothing to save in what was sent")
		return
	}
	p, err := d.optional(got.field("preceptee"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	got.record.Base = got.field("base")
	l := &delivery{w: d.words(), Stage: open, Name: d.words().Say("the {place}"), together: true}
	if p != nil {
		l.To, l.Name = p.ID, p.Name
	}
	l.arrivals = append([]importer.Arrival{*got.record}, got.files...)
	if l.Offers, err = d.compare(p, l.arrivals); err != nil {
		d.failed(w, r, err)
		return
	}
	if p == nil {
		refuseOthers(l.w, l.Offers)
	}
	for i := range l.Offers {
		if o := &l.Offers[i]; o.Doubtful() { // it is confirmed on the desk, where it is shown
			o.State, o.Target, o.File, o.Conflict, o.Differences = importer.Refused, "", "", "", nil
		}
	}
	if l.empty() {
		sendJSON(w, http.StatusOK, outcome{Stage: cancelled, State: emptyRecord, Name: l.Name,
			Notes: []string{d.say("There is nothing to save yet.")}})
		return
	}
	if slices.ContainsFunc(l.Offers, writes) { // otherwise there is nothing to decide later
		d.inbox.add(l)
	}
	l.choices = map[int]string{}
	if first := l.Offers[0]; first.State == importer.Same || ticks(first) && !replaces(first) {
		for i, o := range l.Offers {
			if ticks(o) && !replaces(o) {
				l.choices[i] = keepBoth
			}
		}
	}
	if len(l.choices) == 0 || d.takeIn(w, r, p, l) {
		sendJSON(w, http.StatusOK, l.outcome())
	}
}

// emptyRecord is the state of a record in which nothing is written.
const emptyRecord importer.State = "empty"

// empty reports whether a form was saved before anything was written in it. A record that was here before may be
// emptied again.
func (l *delivery) empty() bool {
	o := l.Offers[0]
	r := o.Record
	return o.State == importer.New && len(l.arrivals) == 1 &&
		len(r.Private)+len(r.Signed)+len(bytes.TrimSpace(r.Body)) == 0 &&
		!slices.ContainsFunc(r.Answers, func(a form.Answer) bool { return !a.Empty() })
}

// refuseOthers refuses whatever is not a record of the practice's own: it came without saying whose it is.
func refuseOthers(w *wording.Words, list []importer.Offer) {
	for i := range list {
		o := &list[i]
		if o.State == importer.Refused || o.Form != nil && o.Form.Subject == "organisation" {
			continue
		}
		o.State, o.Target, o.File, o.Conflict, o.Differences = importer.Refused, "", "", "", nil
		o.Findings = []finding.Finding{{Severity: finding.Error, Position: finding.Position{File: o.Name},
			Message: w.Say("it does not say whose it is"), Help: w.Say("choose the {person}")}}
	}
}
