package view

import "html/template"

// Changes is what changed from one version to the next, or the details of it for one section.
type Changes struct {
	Page
	Parties  []ChangesFor
	Sections []ChangedSection
	Items    []ChangedPage // pages with the items that differ
	Wording  []ChangedPage // pages with the words that differ
	Details  []Link        // where items and wording are on pages of their own, by section
}

// ChangesFor is what the changes mean for one lane.
type ChangesFor struct {
	Tag   Tag
	ID    string
	Lists []ChangedList // forms, milestones, pages; none where nothing changed
}

// ChangedList lists things of one sort: those that are new, those that are gone, and the others.
type ChangedList struct {
	Title     string
	New, Gone []Link
	Others    []ChangedLine
}

// ChangedLine is a thing with what became of it.
type ChangedLine struct {
	Link
	Said    []string
	Summary string // of a page that is new
}

// ChangedSection lists the pages of a section that differ.
type ChangedSection struct {
	Title, ID string
	Pages     []ChangedLine
}

// ChangedPage is a page with what differs on it: items, or words. The words that went are in del, those that came in
// ins, each named for screen readers.
type ChangedPage struct {
	Link
	ID        string
	Was       *Link // the page as it was; nil where it is the same address in the version before
	Items     []ChangedItem
	Open      bool           // its words are so few that they need not be folded away
	Rewritten bool           // its words are nearly all others: they are not shown
	Left      bool           // there is no room for them
	Summary   template.HTML  // where it is another
	Parts     []ChangedWords // by heading
}

// ChangedWords are the paragraphs below one heading that differ.
type ChangedWords struct {
	Heading template.HTML // "" before the first heading
	Texts   []template.HTML
}

// ChangedItem is an item with what became of it.
type ChangedItem struct {
	What  string // "Question", "Milestone"
	Label template.HTML
	Said  []string
	Texts []template.HTML // what is said about it, where that changed
	Items []ChangedItem   // columns and rows of a table
}
