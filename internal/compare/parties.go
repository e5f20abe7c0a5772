package compare

import (
	"cmp"
	"slices"

	"precept/internal/item"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Party is what the changes mean for one lane: its own forms, milestones and pages.
type Party struct {
	Lane       programme.Lane
	Forms      []*Page // that it fills in or signs, where they were added, removed or ask something else
	Milestones []*Item // that it leads, or led
	Pages      []*Page // written for it, where they were added, removed or reworded
}

// Empty reports whether nothing changed for the lane.
func (p *Party) Empty() bool { return len(p.Forms)+len(p.Milestones)+len(p.Pages) == 0 }

// Parties says for each lane of the new version what the changes mean for it.
func (c *Changes) Parties() []Party {
	var list []Party
	for _, lane := range c.New.Lanes() {
		party := Party{Lane: lane}
		here, before := partyIDs{c.New, c.New, lane.ID}, partyIDs{c.New, c.Old, lane.ID}
		for i := range c.Pages {
			p := &c.Pages[i]
			switch {
			case p.Page().Kind == item.Form:
				if p.Asks() && (before.fills(p.Old) || here.fills(p.New)) {
					party.Forms = append(party.Forms, p)
				}
			case (p.New != nil && here.isFor(p.New) || p.New == nil && before.isFor(p.Old)) &&
				(p.State != Changed || p.Reworded()):
				party.Pages = append(party.Pages, p)
			}
			for j := range p.Items {
				it := &p.Items[j]
				if it.Kind == Milestone && (it.Asks() || it.From != nil) &&
					(before.leads(it.Old) || here.leads(it.New)) {
					party.Milestones = append(party.Milestones, it)
				}
			}
		}
		list = append(list, party)
	}
	return list
}

// Asks reports whether a page was added or removed, or what it asks changed, and not only its words.
func (p *Page) Asks() bool {
	return p.State != Changed || len(p.Meaning) > 0 || slices.ContainsFunc(p.Items, func(it Item) bool {
		return it.Kind != Source && it.Asks()
	})
}

// partyIDs are the ids by which one of the two versions names a lane of the new one.
type partyIDs struct {
	now, version *toolkit.Version
	lane         string // its id in the new version
}

// is reports whether an id of the version is the lane's.
func (n partyIDs) is(id string) bool { return n.now.LaneFrom(n.version, id) == n.lane }

// fills reports whether the lane fills in or signs the form of a page.
func (n partyIDs) fills(p *toolkit.Page) bool {
	return p != nil && p.Form != nil &&
		(slices.ContainsFunc(p.Form.CompletedBy, n.is) || slices.ContainsFunc(p.Form.Signers(), n.is))
}

// leads reports whether a milestone is the lane's.
func (n partyIDs) leads(it *item.Item) bool {
	if it == nil || n.version.Programme == nil {
		return false
	}
	m := n.version.Programme.Milestone(it.ID)
	return m != nil && n.is(m.Lane)
}

// isFor reports whether a page is written for the lane: in its guide, or for it (and perhaps others), but not for all.
func (n partyIDs) isFor(p *toolkit.Page) bool {
	return slices.ContainsFunc(p.Audience, n.is) || n.is(toolkit.TopSection(p.Slug))
}

// Group is the pages of one top section.
type Group struct {
	Slug  string // "" for the home page
	Title string
	Pages []*Page
}

// Groups gives the pages that differ by their top sections, as the new version orders these. Pages that were removed
// are in the section that they were in.
func (c *Changes) Groups() []Group {
	var list []Group
	at := map[string]int{}
	for i := range c.Pages {
		p := &c.Pages[i]
		top := toolkit.TopSection(p.Page().Slug)
		j, ok := at[top]
		if !ok {
			j, at[top] = len(list), len(list)
			list = append(list, Group{Slug: top, Title: c.sectionTitle(top)})
		}
		list[j].Pages = append(list[j].Pages, p)
	}
	rank := c.ranks()
	slices.SortStableFunc(list, func(a, b Group) int { return cmp.Compare(rank[a.Slug], rank[b.Slug]) })
	return list
}

// ranks orders the top sections as readers meet them: the home page, those of the new version, those that are gone.
func (c *Changes) ranks() map[string]int {
	rank := map[string]int{}
	for _, v := range [...]*toolkit.Version{c.New, c.Old} {
		var top []*toolkit.Page
		for _, p := range v.Pages {
			if _, known := rank[p.Slug]; p.Slug == toolkit.TopSection(p.Slug) && !known {
				top = append(top, p)
			}
		}
		toolkit.Siblings(top)
		for _, p := range top {
			rank[p.Slug] = len(rank)
		}
	}
	rank[""] = -1
	return rank
}

// sectionTitle is the title of a section's landing page, now or before; else the folder's name.
func (c *Changes) sectionTitle(slug string) string {
	for _, v := range [...]*toolkit.Version{c.New, c.Old} {
		if p := v.Page(slug); p != nil {
			return p.Title
		}
	}
	return wording.Upper(slug)
}
