package cli

import (
	"strings"

	"precept/internal/item"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// parties are who takes part in a programme, for what is written to begin from.
type parties struct {
	*wording.Words
	Lanes                 []programme.Lane // as the timeline lists them; none where they are the usual ones
	Person, Helper, Place programme.Lane
}

// partiesOf are those of a version; of none, the usual ones.
func partiesOf(v *toolkit.Version) parties {
	if v == nil {
		v = &toolkit.Version{}
	}
	lanes := v.Lanes()
	return parties{Words: v.Words.For(v.Nouns()), Person: programme.Person(lanes), Helper: programme.Helper(lanes),
		Place: programme.Place(lanes)}
}

// partiesNamed are those of a new programme, by their titles: whose year it is, who supports them, where they work, and
// any others.
func partiesNamed(titles []string) (parties, error) {
	if len(titles) == 0 {
		return partiesOf(nil), nil
	}
	var lanes []programme.Lane
	taken := map[string]bool{}
	for _, title := range titles {
		title = strings.TrimSpace(title)
		id := item.PlainID(title)
		if id == "" || taken[id] {
			return parties{}, usage("%q cannot name who takes part; give each a name of its own, such as "+
				"--lanes trainee,supervisor,employer", title)
		}
		taken[id] = true
		lanes = append(lanes, programme.Lane{ID: id, Title: wording.Upper(title)})
	}
	prog := &programme.Programme{Lanes: programme.Arrange(lanes, lanes[0].ID)}
	p := partiesOf(&toolkit.Version{Programme: prog})
	p.Lanes = prog.Lanes
	return p, nil
}

// Lead is the person's helper, or the person themselves where there is none.
func (p parties) Lead() programme.Lane {
	if p.Helper.ID == "" {
		return p.Person
	}
	return p.Helper
}

// Signer is the id of who signs a form.
func (p parties) Signer() string { return p.Lead().ID }

// Whole is what the programme is called in a sentence.
func (p parties) Whole() string {
	if len(p.Lanes) > 0 {
		return "the " + p.Noun("programme")
	}
	return "preceptorship"
}

// SiteTitle is what a new site is called.
func (p parties) SiteTitle() string {
	if len(p.Lanes) > 0 {
		return "A toolkit for " + p.Noun("persons")
	}
	return "A preceptorship toolkit"
}
