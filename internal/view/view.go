// Package view is the contract with theme authors: the typed structs that a template may see. They hold no logic and no
// pointers into the model; everything that a page shows has been decided before it is put here. Every address is
// relative to the page that shows it and can be used as it is.
package view

import (
	"encoding/json"
	"html/template"
)

// Link is something to follow: its words and its address.
type Link struct {
	Text, Href string
	Current    bool   // it is the page itself
	Inside     bool   // the page is somewhere below it
	Note       string // a few words behind it; may be empty
}

// Site is what all pages of one tree share.
type Site struct {
	Title, Publisher string
	Licence          string // under which others may use the pages, or ""
	Lang             string // "en-GB"
	Generator        string // "precept 0.1"
	Logo             string // path of the site's own logo below the tree's root, or "" for the theme's mark
}

// Frame is what is around a page: head, header, banners, footer.
type Frame struct {
	Site        *Site
	PageTitle   string // of the head's title: "Indemnity – Toolkit 2026.1 – Example Training Hub"
	Description string
	Canonical   string   // absolute address, or ""
	Alternate   string   // address of the same for machines, as JSON, or ""
	Root        string   // prefix that leads to the tree's root: "", "../", "../../"
	Home        string   // address of the home page of this version
	Icon        string   // address of the small picture for the browser's tab, or ""
	Style       string   // address of the stylesheet of every page
	PageStyle   string   // address of a second one, which this kind of page needs, or ""
	Script      string   // address of the small script that every page carries, or ""
	PageScripts []string // further scripts of this page, in order
	CSP         string   // the policy of the meta element
	NoIndex     bool

	Shared Shared // gives what is drawn once for all pages of a section; nil: the page shares it with none

	Nav     []Link // the top sections; the page's own is Inside or Current
	Search  string // address of the search page, or ""
	Help    Link   // the same place on every page leads to asking for help
	Version Version
	Notices []Notice
	Footer  []Link
	Private *Private // in a portfolio
	Whose   string   // on a form: whose name its sheets ask for, "Preceptee"; or ""
}

// Version is the toolkit version that a page belongs to.
type Version struct {
	Name      string // "2026.1"; empty on pages that belong to none
	Label     string // "Version 2026.1, released 28 September 2026" or "Draft of version 2027.1"
	Draft     bool
	Stamp     string // of a draft that reviewers have by itself: "Draft for comment: version 2027.1, 5 October 2026"
	Switch    []Link // the same page (or the home) in every version, newest first, its own marked Current
	All       string // address of versions.html
	Outdated  *Link  // set on an old version: leads to the current page, with a note where there is none
	Since     *Link  // on a draft that its writers look at: whether the page differs from the release; or nil
	Withdrawn bool   // with Outdated: the version was withdrawn; a notice says why
	Changes   *Link  // beside it: leads to what changed in the current version; or nil
}

// Notice is a correction that heads the page it corrects.
type Notice struct {
	HTML   template.HTML
	Date   Date
	Urgent bool
}

// Private marks a portfolio's page.
type Private struct {
	Name    string // the preceptee
	Reader  string // "Built for the preceptee", "… for preceptee and preceptor", "… for the practice"
	AsOf    Date
	Example bool
	Tabs    []Link // overview, timeline, records, gaps …
	Paper   string // at the foot of each printed sheet: "Confidential · name · Monthly meeting, 26 August 2026"
	Stand   string // at the head of each but the first, which says it in words: "as of … · toolkit 2026.1"
}

// Date is a date for people and for the time element.
type Date struct {
	ISO, Words, Short string // "2026-01-05", "5 January 2026", "5 Jan 2026"; all empty for no date
}

// Entry is a heading of the contents list.
type Entry struct {
	Text, Href string
	Children   []Entry
}

// Card is one page in a list of pages, or a way in on the home page.
type Card struct {
	Link
	Summary string
	Tags    []string
	Look    string // of a lane: the classes of its colour and shape; or ""
}

// Group is a titled list of cards.
type Group struct {
	Title string
	ID    string
	Cards []Card
}

// Page is a guidance page, and the base of most others.
type Page struct {
	Frame
	Kind               string // page, form, timeline, competencies, standards, glossary, requirements
	Crumbs             []Link
	Title              string
	Summary            string
	Audience           []Tag
	Contents           []Entry
	Guide              []Link // the pages of the guide that the page belongs to, for wide screens
	Body               template.HTML
	Statement          *Statement // the site's own statements on this page
	Paperwork          *Paperwork // on the page about what the toolkit covers: what the forms ask of each lane
	Children           []Group    // on a section's landing page: what the section holds
	Forms              []Card     // forms that the page links to
	Terms              []Term     // glossary terms used, for the dialog and for print
	Sources            []Link
	Standards          []Link // standards that the page serves
	Reviewed, ReviewBy Date
	Overdue            bool // the review date is past
	Announced          Date // what the page is for is not here yet and is expected by this day; empty where it is
	Late               bool // the day that was announced is past
	Owner              string
	Origin             string // in a copy of a toolkit: whose the page is; "" elsewhere
	Prev, Next         *Link
	Shelf              string // on the forms index: a FormData as JSON, for the list of what is on this device
	Print              string // address of the whole guide as one document, or ""
}

// Statement is a statement of the site in data/site.yaml: about its accessibility or about privacy.
type Statement struct {
	Title string
	Facts []Fact
}

// Paperwork is how long the forms of the programme take: a row for each form, and a time for each lane.
type Paperwork struct {
	Lanes         []string
	Forms         []PaperworkRow
	Total, Budget []string // of each lane; Budget is nil where there is none
}

// PaperworkRow is one form, how often it is filled in, and how long it takes each lane in all.
type PaperworkRow struct {
	Link
	Times string
	Hours []string
}

// Tag is a small label: a lane that a page is for, a state.
type Tag struct {
	Text  string
	Look  string // of a lane: the classes of its colour and shape; or ""
	State string // state word for the style: done, past, next, to-come, waiting, not-applicable, accepted, draft; or ""
}

// Term is a glossary term with its definition.
type Term struct {
	Words, Href string
	Definition  template.HTML
	ID          string // data-term of the links to it
}

// Home is the version's front page.
type Home struct {
	Page
	Ways         []Card // who are you?
	Timeline     Chart
	Numbers      []Numbered // what the numbers in the picture mean
	Part         string     // that the picture leaves some out; "" where it has all
	TimelineHref string
	News         []Card // what is new: the release notes' summary, newest versions
	Changes      *Link  // leads to what changed since the version before; or nil
	Sections     []Group
}

// Numbered is a milestone under its number in the picture.
type Numbered struct {
	Link
	Number int
}

// Chart is a drawing with its address as a file of its own.
type Chart struct {
	Wide, Tall template.HTML // SVG for wide and for narrow screens
	File       string        // address of the SVG on its own, or ""
}

// Timeline is a toolkit's undated timeline page. Lead is before the picture, Body (phases, lanes, milestones) after it.
type Timeline struct {
	Page
	Lead  template.HTML
	Chart Chart
	Key   []Tag // lanes with their shapes
}

// Form is a page to fill in.
type Form struct {
	Page
	CompletedBy []Tag
	SignedBy    []Tag
	When        string // "Each month", "In the first week"
	Minutes     string // "About 10 minutes"; "" where the form does not say
	WhoSees     string // a whole sentence
	Never       bool   // visibility: never; nothing of it is kept
	Required    int    // number of required fields
	Wanted      bool   // other answers are asked for too
	Milestones  []Link // milestones that ask for it
	Data        string // what the page's script knows: a FormData as JSON
}

// FormData is what the script of form pages knows of the page it is on. It is in the page as JSON, since nothing can be
// fetched from a folder on disk; and in an attribute, since a strict policy allows no script within a page.
type FormData struct {
	Site         string          `json:"site"`                 // the site's title
	Version      string          `json:"version"`              // of the toolkit
	Root         string          `json:"root"`                 // leads to the tree's root: "../"
	Shelf        string          `json:"shelf,omitempty"`      // address of the forms index
	Later        string          `json:"later,omitempty"`      // on a form's page: address of its second script
	Exchange     string          `json:"exchange,omitempty"`   // address of the script that hands records over
	Versions     []string        `json:"versions,omitempty"`   // the other versions on the site
	Definitions  string          `json:"definitions"`          // address of the definitions of all forms
	Privacy      string          `json:"privacy,omitempty"`    // address of the page about what is kept where
	Definition   json.RawMessage `json:"definition,omitempty"` // the form's; none on the forms index
	Lanes        []Named         `json:"lanes"`
	Whose        string          `json:"whose"`                  // the lane whose year it is
	Competencies []Named         `json:"competencies,omitempty"` // where a form picks from them, or is about each
	Standards    []Named         `json:"standards,omitempty"`    // where a form picks from them
	Milestones   []Named         `json:"milestones,omitempty"`   // that a form serves
	Forms        []FormLink      `json:"forms,omitempty"`        // on the forms index: every form of the version
}

// Named is an id with its words, and the heading that it is below.
type Named struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Group string `json:"group,omitempty"`
}

// FormLink leads to a form.
type FormLink struct {
	Form       string `json:"form"` // its slug
	Title      string `json:"title"`
	Href       string `json:"href"`
	Visibility string `json:"visibility"`
}

// Versions is the list of all versions with their release notes.
type Versions struct {
	Page
	List []VersionNote
}

// VersionNote is one version in that list.
type VersionNote struct {
	Name, Title, Summary string
	Href                 string
	Released             Date
	Current, Draft       bool
	Withdrawn            string // why, or ""
	Notes                template.HTML
	Changes              *Link // leads to what changed since the version before; nil where there is none
	Adapted              *Link // leads to what a copy changed in it; nil for a version that is not a copy
}

// Search is the search page; its script loads the index.
type Search struct {
	Page
	Sections []Group // something useful when nothing is typed
}

// Guide is a whole audience guide as one printable document.
type Guide struct {
	Page
	Parts []GuidePart
}

// GuidePart is one page within a guide's print.
type GuidePart struct {
	Title, Summary, ID string
	Notices            []Notice
	Body               template.HTML
}

// Moved is the small page that leads on from an alias.
type Moved struct {
	Frame
	To Link
}
