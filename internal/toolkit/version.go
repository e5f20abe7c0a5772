package toolkit

import (
	"cmp"
	"path"
	"slices"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/lock"
	"precept/internal/markdown"
	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/wording"
)

// Version is one version: a folder of content/.
type Version struct {
	Name     string // "2026.1"
	Title    string
	Summary  string
	Released civil.Date       // zero: a draft; so is one that is released after the day of the build
	Dated    finding.Position // of the day; zero where there is none
	Approved string           // the role that approved it
	Extends  string
	Local    []string // words that a practice must fill
	Budgets  []Budget // in the order of version.md
	File     string   // its version.md

	Locked      bool              // it has a version.lock
	Lock        *lock.Lock        // nil where it has none, or one that was edited
	Differences []lock.Difference // between the lock and the files, also those that it inherits
	LockedBase  string            // the base that the lock is in; "" for the project itself
	Sums        []lock.File       // of all files that a lock covers; only of a version that has one, or is to have one
	files       []content         // what a lock of it covers, by their paths below it
	dir         string            // the folder that the lock is in, or would be

	Withdrawn    civil.Date
	WithdrawnWhy string

	Notes      Body             // release notes
	noteImages []markdown.Image // that the release notes show
	hasNotes   bool             // there are some
	Notices    []Notice         // corrections, newest first

	NoticesPages []*Page        // each notices.md as a page, which has no address
	noticesFiles []*source.File // the same between their front matter and their bodies

	Based  bool     // it is in a base, by itself or beneath the project's own
	Bases  []string // those that it is made of, the uppermost first
	beside []Shadow // what is not a page and does something to a base

	Pages     []*Page    // by slug
	Images    []Image    // by path
	Downloads []Download // by path

	Forms        []*form.Form // by slug
	Timeline     *Page        // nil where the version has none
	Programme    *programme.Programme
	Competencies []Competency
	Standards    []Standard
	Requirements []Requirement
	Terms        []markdown.Term

	lost         bool // a file of it cannot be read at all, so that it gave no page
	lanesUnknown bool // the timeline, or its list of lanes, cannot be read: nothing may be said about lanes

	asOf    civil.Date // the day of the build; zero where no release lies ahead
	bySlug  map[string]*Page
	byAlias map[string]*Page
	byForm  map[string]*form.Form

	renamed map[string]string // what competencies are called now, by their former ids

	Words *wording.Words // what the site says, with the nouns of the programme

	dictionary     *markdown.Dictionary // that its pages were parsed with
	formDictionary *markdown.Dictionary // the same with its competencies, that its forms were parsed with
}

// Draft reports whether the version has not been released on the day of the build.
func (v *Version) Draft() bool { return v.Released.IsZero() || v.Scheduled() }

// Scheduled reports whether the version has a day of release that is still to come.
func (v *Version) Scheduled() bool { return !v.asOf.IsZero() && v.Released.After(v.asOf) }

// Page finds a page by its slug; nil when there is none.
func (v *Version) Page(slug string) *Page { return v.bySlug[slug] }

// Texts are the pages, and what else the version's author wrote that links to them.
func (v *Version) Texts() []*Page {
	return append(slices.Clip(v.Pages), v.NoticesPages...)
}

// Formerly finds the page that was once called slug; nil when there is none.
func (v *Version) Formerly(slug string) *Page { return v.byAlias[slug] }

// Form finds a form by its slug without forms/; nil when there is none.
func (v *Version) Form(slug string) *form.Form { return v.byForm[slug] }

// CompetencyNow gives the id that a competency has in the version, by that or by its former one; one that the version
// does not have stays.
func (v *Version) CompetencyNow(id string) string { return cmp.Or(v.renamed[id], id) }

// Lanes lists the lanes of the version's programme, or the three that every programme starts from.
func (v *Version) Lanes() []programme.Lane {
	if v.Programme != nil {
		return v.Programme.Lanes
	}
	return programme.DefaultLanes(v.Words)
}

// Nouns are what the version's programme calls its parties and things.
func (v *Version) Nouns() wording.Nouns {
	if v.Programme != nil {
		return v.Programme.Nouns()
	}
	return wording.DefaultNouns()
}

// laneIDs lists the ids of the version's lanes.
func (v *Version) laneIDs() []string {
	var ids []string
	for _, lane := range v.Lanes() {
		ids = append(ids, lane.ID)
	}
	return ids
}

// LaneID gives the id of a lane by that or by its former one; one that the version does not have stays.
func (v *Version) LaneID(id string) string { return programme.LaneID(v.Lanes(), id) }

// LaneFrom gives the id that a lane of another version has in this one, whichever of the two renamed it.
func (v *Version) LaneFrom(other *Version, id string) string {
	own := v.LaneID(id)
	if was := other.Lane(id).Was; v.Lane(own).ID == "" && v.Lane(was).ID != "" {
		return v.LaneID(was)
	}
	return own
}

// Lane gives the lane with that id or that had it, or one without a title and a look.
func (v *Version) Lane(id string) programme.Lane {
	id = v.LaneID(id)
	for _, l := range v.Lanes() {
		if l.ID == id {
			return l
		}
	}
	return programme.Lane{}
}

// LaneTitle gives the words for a lane id.
func (v *Version) LaneTitle(id string) string {
	if l := v.Lane(id); l.ID != "" {
		return l.Title
	}
	if id == Everyone {
		return v.Words.Say("Everyone")
	}
	return form.Lane(id)
}

// LaneWord gives the words for a lane id within a sentence.
func (v *Version) LaneWord(id string) string { return wording.Within(v.LaneTitle(id)) }

// Guide lists the pages of a lane's guide in reading order, its landing page first. A guide is the folder named after
// the lane, and after the id that the lane had: pages keep their addresses when a lane is renamed.
func (v *Version) Guide(lane string) []*Page {
	var pages []*Page
	for _, p := range v.Pages {
		if v.LaneID(TopSection(p.Slug)) == lane {
			pages = append(pages, p)
		}
	}
	Siblings(pages)
	if i := slices.Index(pages, v.GuidePage(lane, "")); i > 0 {
		landing := pages[i]
		pages = slices.Insert(slices.Delete(pages, i, i+1), 0, landing)
	}
	return pages
}

// GuidePage gives the page of that name in a lane's guide, or its landing page for ""; nil when there is none.
func (v *Version) GuidePage(lane, name string) *Page {
	for _, folder := range [...]string{lane, v.Lane(lane).Was} {
		if p := v.Page(path.Join(folder, name)); folder != "" && p != nil {
			return p
		}
	}
	return nil
}
