package portfolio

import (
	"slices"
	"strings"
	"sync"

	"precept/internal/finding"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// practiceRecords holds the practice's own records. They are read once for each version that a preceptee is on,
// however many preceptees there are.
type practiceRecords struct {
	*Loader
	mu       sync.Mutex
	byName   map[string][]*Record  // by version
	left     map[string][]Omission // the same
	findings []finding.Finding
}

// of gives the records as they are under a version, in copies that the portfolio may write to, and what was left out.
func (o *practiceRecords) of(v *toolkit.Version) ([]*Record, []Omission, error) {
	if o.Organisation.Root == nil {
		return nil, nil, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	list, ok := o.byName[v.Name]
	if !ok {
		var err error
		if list, err = o.read(v); err != nil {
			return nil, nil, err
		}
		if o.byName == nil {
			o.byName = map[string][]*Record{}
		}
		o.byName[v.Name] = list
	}
	own := make([]*Record, len(list))
	for i, r := range list {
		c := *r
		own[i] = &c
	}
	return own, o.left[v.Name], nil
}

func (o *practiceRecords) read(v *toolkit.Version) ([]*Record, error) {
	rr := &recordReader{Loader: o.Loader, folder: o.Organisation, version: v,
		under: func(slug string) *toolkit.Version {
			// a record that does not name a version belongs to the practice, not to one preceptee's version
			if current := o.Toolkit.Current(); v.Form(slug) == nil && current != nil {
				return current
			}
			return v
		}}
	list, err := rr.records()
	if err != nil {
		return nil, err
	}
	list = rr.dated(nil, rr.withoutExposed(list))
	for _, r := range list {
		r.FromPractice = true
	}
	if err := rr.reviewAll(nil, list, nil); err != nil {
		return nil, err
	}
	for _, g := range slices.Concat(lacks(list, o.AsOf), expiries(list, o.AsOf, o.AsOf)) {
		rr.findings = append(rr.findings, g.Finding)
	}
	record.Mask(rr.findings)
	for _, f := range rr.findings {
		f.RecordOnly = true                  // whatever it is, no portfolio is held back for it
		if !slices.Contains(o.findings, f) { // under another version
			o.findings = append(o.findings, f)
		}
	}
	for i := range rr.omissions {
		rr.omissions[i].FromPractice = true
	}
	if o.left == nil {
		o.left = map[string][]Omission{}
	}
	o.left[v.Name] = rr.omissions
	return list, nil
}

// withoutExposed leaves out the practice's real records where they would leave the practice: on a hosted build, or in
// git. What is beside the records counts as real, unless an example names it.
func (rr *recordReader) withoutExposed(list []*Record) []*Record {
	examples := map[string]bool{}
	list = slices.DeleteFunc(list, func(r *Record) bool {
		examples[r.File] = r.Example
		if r.Example {
			for _, name := range r.Attachments() {
				if file := rr.files.evidence.Find(r.ID, name); file != "" {
					examples[rr.folder.Shown(record.Evidence+file)] = true
				}
			}
			return false
		}
		return rr.Hosted || rr.TrackedPractice[strings.TrimPrefix(r.File, rr.folder.Shown(""))]
	})
	for _, f := range rr.list {
		if file := rr.folder.Shown(f.Name); !examples[file] && (rr.TrackedPractice[f.Name] || rr.Hosted) {
			rr.leaveOut(file, rr.formNamed(f.Name), exposedRecord(file, rr.Hosted))
		}
	}
	return list
}

// exposedRecord is the finding for a real record of the practice, or what belongs to it.
func exposedRecord(file string, hosted bool) finding.Finding {
	f := finding.Finding{Rule: "record-exposed", Position: finding.Position{File: file},
		Message: "git tracks a real record, or would add it",
		Help: "write data/organisation/* into the top .gitignore, and delete a line that lets this file through; " +
			"`git rm --cached` with the file's name removes what git already tracks"}
	if hosted {
		f.Message = "a real record is on a hosted build machine"
		f.Help = "build portfolios on the keeper's own machine; a host runs precept build --only toolkit"
	}
	return f
}

// relevant picks those of the practice's records that concern the year: made in it, serving one of its milestones, or
// the latest of their form and out of date.
func (p *Portfolio) relevant(practice []*Record) []*Record {
	last := latest(practice, p.AsOf)
	return slices.DeleteFunc(slices.Clone(practice), func(r *Record) bool {
		if slices.Contains(last, r) && len(r.expired(p.AsOf)) > 0 {
			return false
		}
		return len(r.Serves) == 0 && (r.Date.Before(p.Calendar.Start) || r.Date.After(p.End()) || r.Date.After(p.AsOf))
	})
}

// Practice gives all of the practice's own records under the current version as the year of nobody, so that For says
// who may read what of them, as of a year. It is nil where the practice has none, or there is no version.
func (l *Loader) Practice() (*Portfolio, error) {
	v := l.Toolkit.Current()
	if v == nil {
		return nil, nil
	}
	records, left, err := (&practiceRecords{Loader: l}).of(v)
	if err != nil || len(records)+len(left) == 0 {
		return nil, err
	}
	return &Portfolio{Preceptee: &Preceptee{}, Version: v, AsOf: l.AsOf, PracticeRecords: records,
		PracticeOmissions: left}, nil
}
