package portfolio

import (
	"cmp"
	"slices"
	"strings"
)

// Signatory is somebody who has records to sign, of one preceptee or of several.
type Signatory struct {
	Name    string // "" where the lane has no person on the day of the record
	Lane    string // title of the lane in which they sign, or of the first of several
	Records []ToBeSigned
}

// ToBeSigned is a record that waits for a signature. Portfolio is nil where it is one of the practice's own.
type ToBeSigned struct {
	Portfolio *Portfolio
	Record    *Record
	Late      bool // a milestone that waits only for its signatures is past its date
}

// Signatories lists who has records to sign in these portfolios, as the reader may know them: by name, those without
// one last. A person is known by their name, whatever its capitals and spaces; their records are in order of date.
func Signatories(list []*Portfolio, reader Reader) []Signatory {
	var all []Signatory
	at := map[string]int{}
	add := func(p *Portfolio, r *Record, one ToBeSigned) {
		for _, f := range r.Unsigned {
			name, lane := strings.Join(strings.Fields(p.Lane(f.Lane, r.Date)), " "), p.Version.LaneTitle(f.Lane)
			key := strings.ToLower(name)
			if name == "" {
				key = "\x00" + f.Lane
			}
			i, known := at[key]
			if !known {
				i, at[key] = len(all), len(all)
				all = append(all, Signatory{Name: name, Lane: lane})
			}
			if !slices.ContainsFunc(all[i].Records, func(o ToBeSigned) bool { return o.Record.File == r.File }) {
				all[i].Records = append(all[i].Records, one)
			}
		}
	}
	for _, p := range list {
		for _, t := range p.For(reader).Agenda().Of(ToSign) {
			if t.Record != nil {
				whose := p
				if t.Record.FromPractice {
					whose = nil
				}
				add(p, t.Record, ToBeSigned{whose, t.Record, t.Late})
				continue
			}
			for _, r := range t.Milestone.Records {
				if r.FromPractice {
					add(p, r, ToBeSigned{nil, r, false})
				}
			}
		}
	}
	for _, s := range all {
		slices.SortStableFunc(s.Records, func(a, b ToBeSigned) int { return a.Record.Date.Compare(b.Record.Date) })
	}
	slices.SortStableFunc(all, func(a, b Signatory) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(b.Name, a.Name)
		}
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Lane, b.Lane))
	})
	return all
}

// FirstName is what colleagues call the preceptee.
func (p *Preceptee) FirstName() string {
	if words := strings.Fields(p.Name); len(words) > 0 {
		return words[0]
	}
	return p.ID
}
