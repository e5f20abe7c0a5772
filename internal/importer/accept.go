package importer

import (
	"errors"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/record"
)

// tries is how often what was accepted is compared again because a file changed just before it was written.
const tries = 3

// Accept writes what was offered, all of it or nothing. Refused offers, offers that are already there, and offers with
// unconfirmed doubts, write nothing. Every offer is compared again with the folder as it is now, so that what changed
// since Examine is never overwritten: it is not touched, what arrived is kept beside it, and a finding says so. replace
// lets a conflict, or what revises a complete record, take the place of what was shown with it. Otherwise a conflict is
// kept beside what is there (Offer.Conflict), and of the other nothing is written.
func (in *Importer) Accept(offers []Offer, replace bool) (Receipt, []finding.Finding, error) {
	unlock, err := in.lock(slices.ContainsFunc(offers, func(o Offer) bool {
		return o.candidate != nil && o.candidate.organisation
	}))
	if err != nil {
		return Receipt{}, nil, err
	}
	defer unlock()
	for n := 1; ; n++ {
		changes, findings, err := in.plan(offers, replace)
		if err == nil {
			err = in.commit(changes)
		}
		switch {
		case err == nil:
			return receipt(changes), findings, nil
		case !errors.Is(err, ErrChanged) || n == tries:
			return Receipt{}, nil, err
		}
	}
}

// changeList gathers what accepting some offers changes.
type changeList struct {
	in       *Importer
	changes  []Change
	findings []finding.Finding
	from     string // the arrival that the changes are made of
	splits   []split
}

// plan says what accepting the offers changes.
func (in *Importer) plan(offers []Offer, replace bool) ([]Change, []finding.Finding, error) {
	fs := in.folders()
	list := changeList{in: in}
	for _, step := range []func(*folder, *Offer, bool) error{list.split, list.accept} {
		for i := range offers {
			o := &offers[i]
			if o.candidate == nil || o.State == Refused || o.Doubtful() {
				continue
			}
			f, err := fs.of(o.candidate.organisation)
			if err == nil {
				err = step(f, o, replace)
			}
			if err != nil {
				return nil, nil, err
			}
		}
	}
	for _, s := range list.splits {
		if err := list.carry(s); err != nil {
			return nil, nil, err
		}
	}
	return list.changes, finding.Sort(list.findings), nil
}

// accept adds what accepting one offer changes.
func (l *changeList) accept(f *folder, o *Offer, replace bool) error {
	l.from = o.Name
	defer func() { l.from = "" }()
	d, err := l.in.decide(f, l.following(o.candidate))
	if err != nil {
		return err
	}
	shown := o.State == d.state && o.base == d.base // it is what the person saw
	switch {
	case o.State == Same && d.state != Same: // nothing was to be written for it
		return nil
	case d.state == Same:
	case d.state != Conflict && d.state != Replaces:
		err = l.change(f, d.target, false, d.after)
		for _, name := range d.also {
			if err == nil {
				err = l.change(f, name, false, d.after)
			}
		}
	case shown && d.state == Replaces && !replace:
		return nil
	case shown && d.state == Replaces:
		err = l.change(f, d.target, false, d.after)
	case shown && o.Separate && d.own != "":
		err = l.change(f, d.own, false, d.separate)
	case shown && d.parts != nil && len(o.Sides) == len(d.parts):
		merged, broken := record.Merge(f.record(o.candidate.ID).Record, o.candidate.Record, d.parts, o.Sides)
		if broken != "" {
			l.findings = append(l.findings, l.breaks(o, broken))
			return nil
		}
		err = l.change(f, d.target, false, l.in.normalised(merged, nil))
	case shown && replace:
		err = l.change(f, d.target, false, o.candidate.data)
	default:
		if !shown {
			l.findings = append(l.findings,
				finding.Finding{Rule: "record-twice", Severity: finding.Error, Preceptee: l.in.Portfolio.ID,
					Position: finding.Position{File: o.Name},
					Message: l.in.say("{1} has changed since it was compared; it is not touched, "+
						"and what arrived is kept as {2}", f.Shown(d.target), f.Shown(d.conflict)),
					Help: l.in.say("look at both and decide which is right")})
		}
		if d.exists {
			return nil
		}
		return l.change(f, d.conflict, true, o.candidate.data)
	}
	if err == nil && d.state == New && o.candidate.Record != nil {
		err = l.keepApart(f, o.candidate.Record)
	}
	if err != nil {
		return err
	}
	return l.deleteConflicts(f, o.candidate)
}

// keepApart makes sure that a new record does not show another record's file: where several name a file by the same
// name, each gets its own.
func (l *changeList) keepApart(f *folder, r *record.Record) error {
	for _, name := range r.Attachments() {
		file := f.evidence.Find(r.ID, name)
		if file == "" || file == record.OwnName(file, r.ID) {
			continue
		}
		var others []string
		for _, e := range f.records {
			if _, fresh := f.fresh[e.name]; !fresh && e.ID != "" && names([]*record.Record{e.Record}, name) {
				others = append(others, record.Evidence+record.OwnName(file, e.ID))
			}
		}
		data, err := f.bytes(record.Evidence + file)
		for _, own := range others {
			if _, taken := f.names[folded(own)]; !taken && err == nil {
				err = l.change(f, own, false, data)
			}
		}
		if err == nil && len(others) > 0 {
			err = l.change(f, record.Evidence+file, false, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// breaks is the finding for a choice that somebody's signature does not allow.
func (l *changeList) breaks(o *Offer, name string) finding.Finding {
	return finding.Finding{Rule: "record-twice", Severity: finding.Error, Preceptee: l.in.Portfolio.ID,
		Position: finding.Position{File: o.Name},
		Message: l.in.say("combined like this, the {record} would not say what {1} signed; "+
			"nothing is written for it", name),
		Help: l.in.say("choose what they signed, or ask them to sign again")}
}

// change adds one file that is written, or deleted where after is nil.
func (l *changeList) change(f *folder, name string, conflict bool, after []byte) error {
	before, err := f.bytes(name)
	if err != nil {
		return err
	}
	l.changes = append(l.changes,
		Change{File: f.Shown(name), Conflict: conflict, From: l.from, place: f.place, name: name,
			before: before, after: after})
	if after == nil {
		f.drop(name)
	} else {
		f.put(l.in, name, after)
	}
	return nil
}

// deleteConflicts deletes what was kept beside a record and is now the record itself, or an earlier state of it.
func (l *changeList) deleteConflicts(f *folder, c *candidate) error {
	same, err := f.conflictsWith(l.in, c)
	for _, name := range same {
		if err == nil {
			err = l.change(f, name, true, nil)
		}
	}
	return err
}

// Undo restores what an Accept changed, all of it or nothing. Where a file has changed since, nothing is restored
// and findings say which.
func (in *Importer) Undo(r Receipt) ([]finding.Finding, error) {
	unlock, err := in.lock(slices.ContainsFunc(r.Changes,
		func(c Change) bool { return c.place.Dir == record.Organisation }))
	if err != nil {
		return nil, err
	}
	defer unlock()
	var back []Change
	final := map[string]string{} // what is in a file that was written twice
	for _, c := range r.Changes {
		final[c.File] = c.written
	}
	var findings []finding.Finding
	done := map[string]bool{}
	for _, c := range r.Changes { // the first change of a file knows what was in it before
		if done[c.File] {
			continue
		}
		done[c.File] = true
		there, same := c.place.read(c.name, final[c.File])
		c.before, c.after = there, c.before
		back = append(back, c)
		if !same {
			findings = append(findings,
				finding.Finding{Rule: "record-twice", Severity: finding.Error, Preceptee: in.Portfolio.ID,
					Position: finding.Position{File: c.File},
					Message:  in.say("the file has changed since it was taken in, so nothing is undone"),
					Help:     in.say("look at the file, and undo by hand what should not be there")})
		}
	}
	if len(findings) > 0 {
		return finding.Sort(findings), nil
	}
	slices.Reverse(back)
	return nil, in.commit(back)
}

// Conflicts offers the states that wait beside a record for somebody to decide. Accept with replace lets one take
// the record's place; Dismiss deletes it.
func (in *Importer) Conflicts() ([]Offer, error) {
	both, err := in.folders().both()
	if err != nil {
		return nil, err
	}
	var list []Arrival
	for _, f := range both {
		for _, name := range f.conflicts {
			data, err := f.bytes(name)
			if err != nil {
				return nil, err
			}
			list = append(list, Arrival{Name: f.Shown(name), Data: data})
		}
	}
	offers, err := in.Examine(list)
	for i := range offers {
		offers[i].Confirmed = true // they were let in when they came
	}
	return offers, err
}

// Dismiss deletes conflicts that the person does not want: what is there is not touched. The receipt restores them.
func (in *Importer) Dismiss(offers []Offer) (Receipt, error) {
	unlock, err := in.lock(slices.ContainsFunc(offers,
		func(o Offer) bool { return strings.HasPrefix(o.Name, record.Organisation+"/") }))
	if err != nil {
		return Receipt{}, err
	}
	defer unlock()
	both, err := in.folders().both()
	if err != nil {
		return Receipt{}, err
	}
	list := changeList{in: in}
	for _, o := range offers {
		for _, f := range both {
			if i := slices.IndexFunc(f.conflicts, func(name string) bool { return f.Shown(name) == o.Name }); i >= 0 {
				if err := list.change(f, f.conflicts[i], true, nil); err != nil {
					return Receipt{}, err
				}
			}
		}
	}
	if err := in.commit(list.changes); err != nil {
		return Receipt{}, err
	}
	return receipt(list.changes), nil
}
