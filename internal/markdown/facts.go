package markdown

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// Facts are what later stages need to know about a page once its document is gone. They hold no HTML of the page and
// stay in memory for the whole build, so they are kept small.
type Facts struct {
	Headings   []Heading
	Links      []Link
	Images     []Image
	Items      []*item.Item // the top-level items in page order; a table's columns and rows are their children
	ItemFault  bool         // an item has a finding: what other items name and is not there may be that one
	Terms      []Definition // definition lists, on glossary pages only
	Used       []string     // keys of the glossary terms that the body links to, sorted
	Words      int          // number of words a reader sees
	Vocabulary string       // every word once, as package word splits them: those said often, a newline, the others
	Blocks     []Block      // filled only where Input.KeepBlocks asks for them
	Says       []Says       // {says=…} marks at the end of a block
}

// Heading is one heading of the body. ID is its anchor, without the prefix that it has in HTML: the author's id, or one
// made from its text as GitHub does. Attributes.ID is what the author wrote; it differs from ID where a timeline names
// the same lane below several phases.
type Heading struct {
	Level            int
	Text             string // as a reader sees it
	ID               string
	Also             string // its older id, made in another way, where it differs; it leads here too
	Contested        string // the id that GitHub gives it, where that is the older id of another heading and stays so
	*item.Attributes        // never nil; headings without any share one
	Pos              finding.Position
	Empty            bool // there is nothing between it and the next heading of its level or above
}

// Definition is one term of a glossary with its definition.
type Definition struct {
	Term string
	Also []string // its other names: the terms that share its definition
	ID   string   // anchor, without prefix
	HTML string   // the definition as inline HTML without links
	Text string
	Pos  finding.Position
}

// LinkKind says what a link's address names.
type LinkKind uint8

// The kinds of link.
const (
	LinkPage     LinkKind = iota // a relative link to a source file, with or without a fragment
	LinkFragment                 // #fragment on the same page
	LinkTerm                     // term:word
	LinkForm                     // form:slug
	LinkItem                     // item:form#field
	LinkLocal                    // local:word
	LinkWeb                      // https:, http:, mailto:, tel:
	LinkOther                    // anything else; refused
	LinkFile                     // a relative link to a file beside the pages, which readers save
)

// Link is one link of the body as it was written.
type Link struct {
	Kind LinkKind
	Raw  string // the address as typed

	// Slug is the target resolved below the version: for pages and fragments the page's slug (forms/x), for forms and
	// items the form's own (x), for terms and local words the word, for files their path. Another relative address
	// that does not name a source file
	// keeps its ending or its slash (forms/x.html, forms/), and one that leads out of the version its "../", so that
	// neither can be the slug of a page.
	Slug     string
	Fragment string           // without #
	Text     string           // the words that are clicked
	Pos      finding.Position // the address
}

// Image is one image of the body.
type Image struct {
	Raw  string
	Path string // resolved below the version; "" where it is remote or leads out of the version
	Alt  string
	Pos  finding.Position
}

// Block is one block as a reader sees it: a heading, paragraph, list item with what is nested in it, quotation, table
// row with its column heads, definition (its term is the innermost heading) or field label, with the headings above it.
// Its quotes are straight and its runs of spaces are one space, so that patterns need not allow for others.
type Block struct {
	Heads string // the headings above, outermost first, separated by spaces (without the page's title)
	Text  string
	Line  int
}

// Says marks a block as the one that states a requirement. From and To are the byte offsets, in the file as stored, of
// what is written for it, `id` or `id:3f2a`, so that --fix can put `id:` and Actual there.
type Says struct {
	ID       string
	Digest   string // four hexadecimal digits of the words that were marked; "" where --fix has not written them yet
	Actual   string // the digest of the words that are there now
	Pos      finding.Position
	From, To int
}

// FormSlug names the form that the link leads to, or "" where it leads elsewhere.
func (l *Link) FormSlug() string {
	switch l.Kind {
	case LinkForm, LinkItem:
		return l.Slug
	case LinkPage:
		if slug, ok := strings.CutPrefix(l.Slug, "forms/"); ok {
			return slug
		}
	}
	return ""
}
