package desk

import (
	"net/http"
	"strconv"

	"precept/internal/importer"
	"precept/internal/record"
)

// countConflicts counts, for each preceptee, the versions that were kept beside records and wait for somebody to
// decide.
func (d *Desk) countConflicts(people []person) map[string]int {
	n := map[string]int{}
	// what cannot be opened or listed is reported by the build
	_ = d.withImporter(nil, func(in *importer.Importer) error {
		for _, p := range people {
			files, err := in.Preceptees.Sub(p.ID).Files()
			if err != nil {
				continue
			}
			for _, f := range files {
				if f.Kind == record.ConflictFile {
					n[p.ID]++
				}
			}
		}
		return nil
	})
	return n
}

// conflicts puts on the desk what was kept beside a preceptee's records, and the practice's.
func (d *Desk) conflicts(w http.ResponseWriter, r *http.Request, got *submission) {
	p, err := d.preceptee(got.field("preceptee"))
	if err != nil {
		d.complain(w, r, sentence(err.Error()), "")
		return
	}
	l := &delivery{w: d.words(), To: p.ID, Name: p.Name, Stage: open, Conflicts: true}
	err = d.withImporter(p, func(in *importer.Importer) error {
		d.unlocked(func() { l.Offers, err = in.Conflicts() })
		return err
	})
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.inbox.add(l)
	answer(w, r, l)
}

// drop is what a person chooses to delete the version that was kept beside a record.
const drop = "drop"

// resolve does what was decided about each conflict: the version takes the record's place, or is deleted, or goes on
// waiting.
func (d *Desk) resolve(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.inbox.find(got.field("delivery"))
	if l == nil || l.Stage != open || !l.Conflicts {
		d.complain(w, r, d.say("That has been dealt with."), "")
		return
	}
	p, err := d.preceptee(l.To)
	if err != nil {
		d.complain(w, r, sentence(err.Error()), "")
		return
	}
	l.choices = map[int]string{}
	l.Findings, l.Notes = nil, nil
	for i := range l.Offers {
		o, n := &l.Offers[i], strconv.Itoa(i)
		l.choices[i] = got.field("how-" + n)
		if !decide(o, n, l.choices[i], got) {
			l.Notes = []string{d.say("Nothing was changed. For each part of “{1}”, choose which one to keep.", o.Title)}
			answer(w, r, l)
			return
		}
	}
	before := d.o.Site()
	err = d.withImporter(p, l.resolve)
	d.inbox.written(l)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if l.Stage == accepted {
		d.waitForBuild(r, before)
	} else {
		l.settle(cancelled)
	}
	answer(w, r, l)
}

func (l *delivery) resolve(in *importer.Importer) error {
	if list := l.chosen(separate, merge, replace); len(list) > 0 {
		receipt, findings, err := in.Accept(list, true)
		l.record(receipt, findings)
		if err != nil {
			return err
		}
	}
	if list := l.chosen(drop); len(list) > 0 {
		receipt, err := in.Dismiss(list)
		l.record(receipt, nil)
		if err != nil {
			return err
		}
	}
	return nil
}
