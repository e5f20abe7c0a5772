package portfolio

import (
	"slices"
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
	byName   map[string][]*Record // by version
	findings []finding.Finding
}

// of gives the records as they are under a version, in copies that the portfolio may write to.
func (o *practiceRecords) of(v *toolkit.Version) ([]*Record, error) {
	if o.Organisation.Root == nil {
		return nil, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	list, ok := o.byName[v.Name]
	if !ok {
		var err error
		if list, err = o.read(v); err != nil {
			return nil, err
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
	return own, nil
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
	for _, r := range list {
		r.FromPractice = true
	}
	if err := rr.reviewAll(nil, list, nil); err != nil {
		return nil, err
	}
	record.Mask(rr.findings)
	for _, f := range rr.findings {
		f.RecordOnly = true // whatever it is, no portfolio is held back for it
		o.findings = append(o.findings, f)
	}
	return list, nil
}

// relevant picks those of the practice's records that concern the year: made in it, or serving one of its milestones.
func (p *Portfolio) relevant(practice []*Record) []*Record {
	return slices.DeleteFunc(slices.Clone(practice), func(r *Record) bool {
		return len(r.Serves) == 0 && (r.Date.Before(p.Calendar.Start) || r.Date.After(p.End()) || r.Date.After(p.AsOf))
	})
}
