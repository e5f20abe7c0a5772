// Package toolkit owns what is in content/: versions, their pages, and what the pages hold: forms, milestones, the
// programme, the glossary, competencies, standards and requirements. It reads and models. Package check judges it, and
// package plan decides what is published. It never looks at a preceptee.
package toolkit

import (
	"cmp"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/programme"
	"precept/internal/source"
)

// Folder is the folder of the toolkit below the project.
const Folder = "content"

// Toolkit is every version of it, newest first.
type Toolkit struct {
	Versions []*Version

	bases    []Base   // that it is based on
	sections []string // the files that add sections to pages, by their numbers
}

// Everyone is the audience that is not a lane.
const Everyone = "everyone"

// Notice is a correction to a released version.
type Notice struct {
	ID     string
	HTML   string // its links lead from the version's home page
	Text   string // what it says first, as plain text
	On     []string
	Date   civil.Date
	Urgent bool
	Pos    finding.Position
}

// Heads reports whether the notice is about the page with a slug.
func (n *Notice) Heads(slug string) bool {
	if slug == "" {
		slug = "index" // the home page
	}
	return slices.Contains(n.On, slug)
}

// Page is one page of a version. Its document is gone; what later stages need is in Facts, its HTML in the Body.
type Page struct {
	Version string
	Slug    string // "organisation/indemnity"; "" for the version's home
	File    string // below the project
	Folder  string // the source's folder below the version
	Address string // "organisation/indemnity.html"
	Kind    item.Kind

	Title, Summary string
	Audience       []string
	Search         []string // other words that lead to it
	Order          int
	Reviewed       civil.Date
	ReviewBy       civil.Date
	Announced      civil.Date // when what the page is about is expected; zero where it exists already
	Owner          string
	Sources        []Source
	Aliases        []Word // those of the page whose place it took among them
	Outline        []Outline
	Draft          bool
	NoGlossary     bool
	Meets          []Word
	Allow          []Allowance
	About          string // competencies: the form that is filled in about each
	Inherited      string // the version that the file comes from, where that is another
	Base           string // the base that the file comes from; "" for the project itself
	Replaces       string // the sum of the text that it took the place of: "sha256:…"
	Under          *Under // what it takes the place of in a base; nil where there is nothing
	Sections       []Section
	Unread         bool // its front matter cannot be read: its keys are what it most likely says

	Facts  markdown.Facts
	Body   Body
	Form   *form.Form // of a form page: its fields
	Digest string     // of the source

	file                 pageFile
	aliases              []Word // that its own file names
	pos                  []keyPos
	headDigest           string               // of the file that the front matter was read from
	headFindings         []finding.Finding    // about the front matter
	origin               *origin              // what Facts and Body were made from; nil until they are made
	source               *source.File         // the Markdown, between the two passes of loading
	bodyLine, bodyOffset int                  // where the body begins, for reading it again
	form                 *form.Form           // of a form page: what its front matter says
	programme            *programme.Programme // of a timeline page: its months and lanes
	lanesGiven           bool                 // its front matter lists lanes
}

// Source is where what a page says comes from.
type Source struct {
	Title, URL string
	Checked    civil.Date       // when its address was last checked; zero where that is not known
	Pos        finding.Position // of the address
	CheckedPos finding.Position // zero where Checked is
}

// Word is a word of the front matter with its place.
type Word struct {
	Text string
	Pos  finding.Position
}

// Outline is a heading that the page must have, with those that it must have below it.
type Outline struct {
	Word
	Below []Word
}

// Allowance allows a finding, with the reason.
type Allowance struct {
	Rule, At, Reason string
	Pos              finding.Position
}

type keyPos struct {
	key string
	pos finding.Position
}

// Pos gives the place of a front matter key's value, or of the page's first line where the key is not there.
func (p *Page) Pos(key string) finding.Position {
	for _, k := range p.pos {
		if k.key == key {
			return k.pos
		}
	}
	return finding.Position{File: p.File, Line: 1, Column: 1}
}

// entryPos gives the place of an entry of a front matter key that holds a list of lanes.
func (p *Page) entryPos(key string, i int) finding.Position { return p.Pos(entryKey(key, i)) }

func entryKey(key string, i int) string { return key + " " + strconv.Itoa(i) }

// Competency is one item of a competencies page.
type Competency struct {
	ID, Label      string
	LabelHTML      string
	Level          string // must, should, could
	Domain, Pillar string
	Form           string
	Meets          []string
	When           string
	Was            string // its former id
	Page           *Page
	Pos            finding.Position
}

// Standard is one item of a standards page.
type Standard struct {
	ID, Label, Body string
	RegisteredWith  string // asked only of people registered with this body; "" of everybody
	Learning        Learning
	Page            *Page
	Pos             finding.Position
}

// Learning is how much learning a standard asks for: hours, of which some with others, or a number of entries, in so
// many years. It is zero where the standard does not say so.
type Learning struct{ Hours, Participatory, Entries, Years int }

// Requirement says what the toolkit must say.
type Requirement struct {
	ID, Label string
	Should    bool // a warning where unmet, not an error
	Fixed     bool // no waiver
	// Unconfirmed: the publisher has still to confirm it.
	Unconfirmed bool
	On          []string
	OnPos       finding.Position
	Patterns    []*regexp.Regexp
	Page        *Page
	Pos         finding.Position
}

// Version finds a version by its name; nil when there is none.
func (t *Toolkit) Version(name string) *Version {
	for _, v := range t.Versions {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Current is the newest released version that is not withdrawn. Where all released versions are withdrawn it is the
// newest of them, which says that it is withdrawn: a draft would be no better. Where none is released it is the newest
// draft. It is nil where there is no version.
func (t *Toolkit) Current() *Version {
	var withdrawn *Version
	for _, v := range t.Versions {
		switch {
		case v.Draft():
		case v.Withdrawn.IsZero():
			return v
		case withdrawn == nil:
			withdrawn = v
		}
	}
	if withdrawn != nil {
		return withdrawn
	}
	if len(t.Versions) > 0 {
		return t.Versions[0]
	}
	return nil
}

// Published lists the versions that the public tree holds: every released one, and the newest draft where none is.
func (t *Toolkit) Published() []*Version {
	var list []*Version
	for _, v := range t.Versions {
		if !v.Draft() {
			list = append(list, v)
		}
	}
	if current := t.Current(); len(list) == 0 && current != nil {
		list = append(list, current)
	}
	return list
}

// Newest reports whether v is the newest version or a draft: where today's rules are meant for its writers.
func (t *Toolkit) Newest(v *Version) bool {
	return v.Draft() || v == t.Current()
}

// CompareNames orders version names piece by piece: numbers by their value, before words, and words by their letters.
// 2025.10 comes after 2025.2. Names that count alike, such as 2025.1 and 2025.01, come in the order of their letters.
func CompareNames(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := 0; i < len(as) && i < len(bs); i++ {
		x, xok := digits(as[i])
		y, yok := digits(bs[i])
		if xok && yok {
			if len(x) != len(y) {
				return len(x) - len(y)
			}
			if c := strings.Compare(x, y); c != 0 {
				return c
			}
			continue
		}
		if xok != yok {
			if xok {
				return -1
			}
			return 1
		}
		if c := strings.Compare(as[i], bs[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(len(as)-len(bs), strings.Compare(a, b))
}

// digits gives a number without its leading zeros.
func digits(s string) (string, bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return "", false
	}
	return strings.TrimLeft(s, "0"), true
}

// Siblings sorts pages as readers meet them: by order, then by path.
func Siblings(pages []*Page) {
	sort.SliceStable(pages, func(i, j int) bool {
		if pages[i].Order != pages[j].Order {
			return pages[i].Order < pages[j].Order
		}
		return pages[i].Slug < pages[j].Slug
	})
}
