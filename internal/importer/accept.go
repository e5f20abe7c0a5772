package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"precept/internal/finding"
	"precept/internal/store"
)

// lockFile is held while records are written, so that a command and the desk never write at once.
const lockFile = ".precept-import.lock"

// lockWait is how long another precept is waited for.
const lockWait = 5 * time.Second

// tries is how often what was accepted is judged again because a file changed in the moment before it was written.
const tries = 3

// Accept writes what was offered, all of it or nothing. Refused offers, and those that are there already, write nothing. Every offer
// is judged again against the folder as it is now, so that what changed since Examine is never overwritten: it is kept, what
// arrived is kept beside it, and a finding says so. replace lets what differs take the place of what was shown with it. An offer
// that differs is otherwise kept beside what is there (Offer.Aside).
func (in *Importer) Accept(offers []Offer, replace bool) (Receipt, []finding.Finding, error) {
	unlock, err := in.lock(slices.ContainsFunc(offers, func(o Offer) bool { return o.in != nil && o.in.organisation }))
	if err != nil {
		return Receipt{}, nil, err
	}
	defer unlock()
	for n := 1; ; n++ {
		receipt, findings, err := in.plan(offers, replace)
		if err == nil {
			err = commit(receipt.Changes)
		}
		switch {
		case err == nil:
			return receipt, findings, nil
		case !errors.Is(err, errChanged) || n == tries:
			return Receipt{}, nil, err
		}
	}
}

// plan says what accepting the offers changes.
func (in *Importer) plan(offers []Offer, replace bool) (Receipt, []finding.Finding, error) {
	fs := in.folders()
	var r Receipt
	var findings []finding.Finding
	for i := range offers {
		o := &offers[i]
		if o.in == nil || o.State == Refused {
			continue
		}
		f, err := fs.of(o.in)
		if err != nil {
			return r, nil, err
		}
		v, err := in.judge(f, o.in)
		if err != nil {
			return r, nil, err
		}
		change := func(name string, aside bool, after []byte) error {
			before, err := f.bytes(name)
			if err != nil {
				return err
			}
			r.Changes = append(r.Changes, Change{File: f.shown(name), Aside: aside, place: f.place, path: name, before: before, after: after})
			if after == nil {
				f.drop(name)
			} else {
				f.put(in, name, after)
			}
			return nil
		}
		switch {
		case o.State == Same && v.state != Same: // nothing was to be written for it
		case v.state == Same:
			err = in.settle(f, o.in, change)
		case v.state != Differs:
			if err = change(v.target, false, v.after); err == nil {
				err = in.settle(f, o.in, change)
			}
		case replace && o.State == Differs && o.base == v.base:
			if err = change(v.target, false, o.in.data); err == nil {
				err = in.settle(f, o.in, change)
			}
		default:
			if o.State != Differs || o.base != v.base {
				findings = append(findings, finding.Finding{Rule: "record-twice", Severity: finding.Error, Preceptee: in.Portfolio.ID, Position: finding.Position{File: o.Name},
					Message: fmt.Sprintf("%s has changed since it was compared; it is as it was, and what arrived is kept beside it as %s", f.shown(v.target), f.shown(v.aside)),
					Help:    "look at both and decide which holds"})
			}
			if !v.kept {
				err = change(v.aside, true, o.in.data)
			}
		}
		if err != nil {
			return r, nil, err
		}
	}
	return r, finding.Sort(findings), nil
}

// settle takes away what was kept beside a record and is now the record itself, or an earlier state of it.
func (in *Importer) settle(f *folder, inc *incoming, change func(name string, aside bool, after []byte) error) error {
	for _, name := range slices.Clone(f.asides) {
		data, err := f.bytes(name)
		if err != nil {
			return err
		}
		if data != nil && string(data) == string(inc.data) {
			if err := change(name, true, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// Undo takes back what an Accept wrote, all of it or nothing. Where a file has changed since, nothing is taken back and findings
// say which.
func (in *Importer) Undo(r Receipt) ([]finding.Finding, error) {
	unlock, err := in.lock(slices.ContainsFunc(r.Changes, func(c Change) bool { return c.place.dir == Organisation }))
	if err != nil {
		return nil, err
	}
	defer unlock()
	var back []Change
	final := map[string][]byte{} // what a file that was written twice stands as
	for _, c := range r.Changes {
		final[c.File] = c.after
	}
	var findings []finding.Finding
	done := map[string]bool{}
	for _, c := range r.Changes { // the first change of a file knows what stood there before
		if done[c.File] {
			continue
		}
		done[c.File] = true
		c.before, c.after = final[c.File], c.before
		back = append(back, c)
		if !c.place.stands(c.path, c.before) {
			findings = append(findings, finding.Finding{Rule: "record-twice", Severity: finding.Error, Preceptee: in.Portfolio.ID, Position: finding.Position{File: c.File},
				Message: "the file has changed since it was taken in, so nothing is taken back", Help: "look at the file, and undo by hand what should not be there"})
		}
	}
	if len(findings) > 0 {
		return finding.Sort(findings), nil
	}
	slices.Reverse(back)
	return nil, commit(back)
}

// Kept offers the states that wait beside a record for somebody to decide. Accept with replace lets one take the record's place;
// Dismiss takes it away.
func (in *Importer) Kept() ([]Offer, error) {
	fs := in.folders()
	var list []Arrival
	for _, organisation := range []bool{false, true} {
		f, err := fs.of(&incoming{organisation: organisation})
		if err != nil {
			return nil, err
		}
		for _, name := range f.asides {
			data, err := f.bytes(name)
			if err != nil {
				return nil, err
			}
			list = append(list, Arrival{Name: f.shown(name), Data: data})
		}
	}
	return in.Examine(list)
}

// Dismiss takes away what Kept offered and the person does not want: what is there stays. The receipt takes it back.
func (in *Importer) Dismiss(offers []Offer) (Receipt, error) {
	unlock, err := in.lock(slices.ContainsFunc(offers, func(o Offer) bool { return strings.HasPrefix(o.Name, Organisation+"/") }))
	if err != nil {
		return Receipt{}, err
	}
	defer unlock()
	fs := in.folders()
	var r Receipt
	for _, o := range offers {
		for _, organisation := range []bool{false, true} {
			f, err := fs.of(&incoming{organisation: organisation})
			if err != nil {
				return r, err
			}
			for _, name := range f.asides {
				if f.shown(name) != o.Name {
					continue
				}
				data, err := f.bytes(name)
				if err != nil {
					return r, err
				}
				r.Changes = append(r.Changes, Change{File: o.Name, Aside: true, place: f.place, path: name, before: data})
			}
		}
	}
	if err := commit(r.Changes); err != nil {
		return Receipt{}, err
	}
	return r, nil
}

// lock keeps other precepts from writing until the function that it gives is called.
func (in *Importer) lock(organisation bool) (func(), error) {
	places := []place{{tree: in.Preceptees.Tree}}
	if organisation {
		if err := in.Project.MkdirAll(Organisation); err != nil {
			return nil, fmt.Errorf("making %s: %w", Organisation, store.Cause(err))
		}
		places = append(places, place{tree: in.Project, dir: Organisation})
	}
	var locks []*store.Lock
	release := func() {
		for _, l := range locks {
			_ = l.Release() // the system lets go of it in any case
		}
	}
	for _, p := range places {
		l, err := p.tree.Lock(context.Background(), path.Join(path.Dir(p.room()), lockFile), cmp.Or(in.Wait, lockWait))
		if err != nil {
			release()
			var held *store.HeldError
			if errors.As(err, &held) {
				return nil, fmt.Errorf("taking records in: %w; try again when it is done", err)
			}
			return nil, fmt.Errorf("taking records in: %w", err)
		}
		locks = append(locks, l)
		if err := p.tree.RemoveAll(p.room()); err != nil { // what a killed run left
			release()
			return nil, fmt.Errorf("taking records in: %w", err)
		}
	}
	return release, nil
}
