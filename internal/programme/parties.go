package programme

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/wording"
)

var colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// The ids of the lanes of a programme that names none. A lane of that id has that place in any programme.
const (
	preceptee    = "preceptee"
	preceptor    = "preceptor"
	organisation = "organisation"
)

// looks is how many looks of a lane the theme has.
const looks = 6

// Lane is one of the parties to a programme.
type Lane struct {
	ID, Title string

	// Was is the id that the lane had in an earlier version; "" where it had no other. Records, signatures and people
	// of that lane are this one's.
	Was string

	// Plural is the title for several: "Trainees". "" where the programme does not say.
	Plural string

	// Way is what a person of the lane says, "I support a trainee": the link from the home page to their guide. ""
	// where the programme does not say.
	Way string

	// Look is which of the theme's looks, of colour and shape, the lane has everywhere: 1 for the person whose year it
	// is, 2 for who supports them, 3 for where they work, 4 to 6 for others.
	Look int

	// Colour is the lane's own colour, #rrggbb; "" for that of its look.
	Colour   string
	ColourAt finding.Position // where the timeline names it

	// OffTimeline marks a lane that signs and has pages, but no milestones: an assessor, for example.
	OffTimeline bool
}

// HuePrefix begins the class of a colour of a lane's own: "hue-00695c".
const HuePrefix = "hue-"

// Hue gives the class of the lane's own colour, or "".
func (l Lane) Hue() string {
	if !colour.MatchString(l.Colour) {
		return ""
	}
	return HuePrefix + l.Colour[1:]
}

// HueColour gives the colour of a class that Hue gave: #00695c; "" of any other class.
func HueColour(class string) string {
	if digits, ok := strings.CutPrefix(class, HuePrefix); ok {
		return "#" + digits
	}
	return ""
}

// Class gives the classes of the lane's look in the stylesheet: "lane-2 hue-00695c".
func (l Lane) Class() string {
	if l.Look == 0 {
		return ""
	}
	return strings.TrimSpace("lane-" + strconv.Itoa(l.Look) + " " + l.Hue())
}

// DefaultLanes gives the three lanes of a programme that names none, in the words of the site.
func DefaultLanes(w *wording.Words) []Lane {
	return Arrange([]Lane{{ID: preceptee, Title: w.Say("Preceptee")}, {ID: preceptor, Title: w.Say("Preceptor")},
		{ID: organisation, Title: w.Say("Organisation")}}, "")
}

// LaneID gives the id that a lane has among these, by that or by its former one; an id that none has stays.
func LaneID(lanes []Lane, id string) string {
	if at := find(lanes, id); at >= 0 {
		return lanes[at].ID
	}
	return id
}

// find gives the place of the lane with that id, or else of the one that had it; -1 where there is none.
func find(lanes []Lane, id string) int {
	if at := slices.IndexFunc(lanes, func(l Lane) bool { return l.ID == id }); at >= 0 || id == "" {
		return at
	}
	return slices.IndexFunc(lanes, func(l Lane) bool { return l.Was == id })
}

// Arrange gives each lane its look. whose is the id of the lane whose year it is; without it, that is the lane
// preceptee or else the first one.
func Arrange(lanes []Lane, whose string) []Lane {
	taken := map[int]bool{}
	take := func(look int, ids ...string) {
		at := -1
		for _, id := range ids {
			if i := find(lanes, id); at < 0 && i >= 0 && !taken[i] {
				at = i
			}
		}
		for i := range lanes {
			if at < 0 && !taken[i] && !lanes[i].OffTimeline && !(look == 2 && lanes[i].ID == organisation) {
				at = i
			}
		}
		if at >= 0 {
			lanes[at].Look, taken[at] = look, true
		}
	}
	if whose == "" {
		whose = preceptee
	}
	take(1, whose)
	take(2, preceptor)
	take(3, organisation)
	next := 4
	for i := range lanes {
		if !taken[i] {
			lanes[i].Look = next
			next = min(next+1, looks)
		}
	}
	return lanes
}

// withLook gives the lane of a look, or a lane without an id.
func withLook(lanes []Lane, look int) Lane {
	for _, l := range lanes {
		if l.Look == look {
			return l
		}
	}
	return Lane{}
}

// Person gives the lane whose year it is.
func Person(lanes []Lane) Lane { return withLook(lanes, 1) }

// Helper gives the lane that supports them: preceptor or, without one, the first other lane on the timeline. It has no
// id where there is none.
func Helper(lanes []Lane) Lane { return withLook(lanes, 2) }

// Place gives the lane where they work: organisation or, without one, the next lane on the timeline. It has no id where
// there is none.
func Place(lanes []Lane) Lane { return withLook(lanes, 3) }

// Nouns are what the programme calls its parties and things: by its lanes' titles and its own words. A programme whose
// lanes are its own has no word of the usual ones.
func (p *Programme) Nouns() wording.Nouns {
	nouns := wording.DefaultNouns()
	person, helper, place := Person(p.Lanes), Helper(p.Lanes), Place(p.Lanes)
	if person.ID != preceptee {
		nouns.Set("helper", "supporter", "")
		nouns.Set("place", "workplace", "")
	}
	if place.ID != organisation {
		nouns.Set("place", wording.Within(place.Title), wording.Within(place.Plural))
	}
	nouns.Set("person", wording.Within(person.Title), wording.Within(person.Plural))
	nouns.Set("helper", wording.Within(helper.Title), wording.Within(helper.Plural))
	for name, words := range p.Words {
		nouns.Set(name, words[0], append(words, "")[1])
	}
	return nouns
}
