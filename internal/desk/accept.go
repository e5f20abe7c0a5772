package desk

import (
	"net/http"
	"slices"
	"strconv"

	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/wording"
)

// What a person may choose where there are two versions. Whatever else they send leaves the new one out.
const (
	keepBoth = "keep"
	replace  = "replace"
	separate = "separate" // it becomes a record of its own
	merge    = "merge"    // the two are put together, part by part
)

// noLonger is the answer to what is asked about a delivery that is not there.
const noLonger wording.Phrase = "Those files are no longer on the desk: they have been dealt with, or others came " +
	"after them. Drop them again if you need to."

// accept writes what was chosen of a delivery, or cancels it.
func (d *Desk) accept(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.inbox.find(got.field("delivery"))
	if l == nil || l.Stage != open {
		d.complain(w, r, d.say(noLonger), "files")
		return
	}
	if got.field("do") == "cancel" {
		l.settle(cancelled)
		answer(w, r, l)
		return
	}
	p, err := d.optional(l.To)
	if err != nil {
		d.complain(w, r, sentence(err.Error()), "who")
		return
	}
	if lacks := l.choose(d.words(), got); lacks != "" {
		l.Findings, l.choices = nil, nil
		l.Notes = []string{d.say("Nothing was saved.") + " " + lacks}
		answer(w, r, l)
		return
	}
	if len(l.choices) == 0 {
		l.Findings = nil
		l.Notes = []string{d.say("You did not choose anything, so nothing was saved. Choose what to take in, or " +
			"Cancel.")}
		answer(w, r, l)
		return
	}
	if d.takeIn(w, r, p, l) {
		answer(w, r, l)
	}
}

// choose reads what a person chose: a tick for what fits, one of several ways for what differs, and for what may be
// somebody else's, that it is this person's anyway. lacks says in a sentence what they have not said yet, or "".
func (l *delivery) choose(w *wording.Words, got *submission) (lacks string) {
	l.choices = map[int]string{}
	for i := range l.Offers {
		o := &l.Offers[i]
		n := strconv.Itoa(i)
		how := got.field("how-" + n)
		o.Confirmed = slices.Contains(got.fields["theirs"], n)
		switch {
		case !writes(*o):
			continue
		case conflicts(*o) && offered(*o, how):
			l.choices[i] = how
		case ticks(*o) && (slices.Contains(got.fields["take"], n) || len(o.Doubts) > 0 && o.Confirmed ||
			l.together && o.Kind == importer.Evidence && l.choices[0] != ""):
			l.choices[i] = keepBoth
			if replaces(*o) {
				l.choices[i] = replace
			}
		}
		if l.choices[i] != "" && o.Doubtful() {
			lacks = w.Say("Say whose “{1}” is, or do not take it in.", o.Title)
		}
		if !decide(o, n, how, got) {
			lacks = w.Say("For each part of “{1}”, choose which one to keep.", o.Title)
		}
	}
	for i, o := range l.Offers { // what came with a record that is split off goes with it
		for j, r := range l.Offers {
			if writes(o) && l.choices[j] == separate && o.GoesWith(r) {
				l.choices[i] = keepBoth
			}
		}
	}
	return lacks
}

// offered reports whether an offer can be taken in so.
func offered(o importer.Offer, how string) bool {
	return how == replace || how == keepBoth || how == separate && o.Own != "" || how == merge && o.Parts != nil
}

// decide notes in the nth offer how it is taken in. It is false where a part has no side.
func decide(o *importer.Offer, n, how string, got *submission) bool {
	o.Separate, o.Sides = how == separate, nil
	if how != merge {
		return true
	}
	for k := range o.Parts {
		side := record.Side(got.field("part-" + n + "-" + strconv.Itoa(k)))
		if side != record.Here && side != record.There {
			return false
		}
		o.Sides = append(o.Sides, side)
	}
	return true
}

// chosen gives the offers that were chosen in one of some ways.
func (l *delivery) chosen(ways ...string) (list []importer.Offer) {
	for i, o := range l.Offers {
		if slices.Contains(ways, l.choices[i]) {
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
		d.waitForBuild(r, before)
	}
	return true
}

// write writes what was chosen. Where something on the disk is no longer as it was shown, it is left as it is, and
// where nothing could be written the delivery is compared again.
func (d *Desk) write(p *portfolio.Portfolio, l *delivery) error {
	l.Findings, l.Notes, l.notUndone = nil, nil, false
	return d.withImporter(p, func(in *importer.Importer) error {
		for _, ways := range [][]string{{keepBoth, separate, merge}, {replace}} {
			offers := l.chosen(ways...)
			if len(offers) == 0 {
				continue
			}
			receipt, findings, err := in.Accept(offers, ways[0] == replace)
			l.record(receipt, findings)
			if err != nil {
				d.inbox.written(l)
				return err
			}
		}
		if len(l.Changes) == 0 {
			l.Notes = append(l.Notes, d.say("Nothing was saved. This is how it is now."))
			return in.Compare(l.Offers)
		}
		d.inbox.written(l)
		return nil
	})
}
