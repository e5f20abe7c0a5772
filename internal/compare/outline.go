package compare

import (
	"fmt"
	"io"
	"strings"

	"precept/internal/wording"
)

// point is one line of an outline with those below it.
type point struct {
	text  string
	below []point
}

// WriteText writes the changes for a terminal, with the words that were deleted as [-old-] and inserted as {+new+}.
func (c *Changes) WriteText(w io.Writer, words *wording.Words) error {
	var b strings.Builder
	fmt.Fprintln(&b, c.Headline(words))
	for _, p := range c.outline(words, true) {
		fmt.Fprintf(&b, "\n%s\n", p.text)
		writeIndented(&b, p.below, "  ", "  ")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the changes as release notes to edit: what they mean for each party, then the pages.
func (c *Changes) WriteMarkdown(w io.Writer, words *wording.Words) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", marked(c.Headline(words)))
	for _, p := range c.outline(words, false) {
		fmt.Fprintf(&b, "\n## %s\n\n", marked(p.text))
		writeBullets(&b, p.below, "")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeIndented(b *strings.Builder, list []point, indent, step string) {
	for _, p := range list {
		fmt.Fprintf(b, "%s%s\n", indent, p.text)
		writeIndented(b, p.below, indent+step, step)
	}
}

func writeBullets(b *strings.Builder, list []point, indent string) {
	for _, p := range list {
		fmt.Fprintf(b, "%s- %s\n", indent, marked(p.text))
		writeBullets(b, p.below, indent+"  ")
	}
}

// marked is a text that Markdown shows as it is.
func marked(text string) string { return escaper.Replace(text) }

var escaper = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`,
	"{", `\{`, "|", `\|`)

// Headline says in a sentence how many pages differ.
func (c *Changes) Headline(w *wording.Words) string {
	var parts []string
	n := c.Count()
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	add(n.Added, w.Several(n.Added, "{1} page is new", "{1} pages are new"))
	add(n.Removed, w.Several(n.Removed, "{1} has been removed", "{1} have been removed"))
	add(n.Renamed, w.Several(n.Renamed, "{1} has another address", "{1} have another address"))
	add(n.Reworded, w.Several(n.Reworded, "{1} has been reworded", "{1} have been reworded"))
	add(n.Altered, w.Several(n.Altered, "{1} asks or lists something different", "{1} ask or list something different"))
	if len(parts) == 0 {
		return w.Say("Nothing differs between {1} and {2}.", c.Old.Name, c.New.Name)
	}
	return w.Say("From {1} to {2}: {3}.", c.Old.Name, c.New.Name, w.List(parts))
}

// Counts are how many pages differ, and how. A page may be counted as renamed, as reworded, and as altered in its
// items or in what its front matter says.
type Counts struct{ Added, Removed, Renamed, Reworded, Altered int }

// Count counts the pages that differ.
func (c *Changes) Count() (n Counts) {
	for i := range c.Pages {
		p := &c.Pages[i]
		switch p.State {
		case Added:
			n.Added++
		case Removed:
			n.Removed++
		}
		if p.Renamed() {
			n.Renamed++
		}
		if p.Reworded() {
			n.Reworded++
		}
		if p.State == Changed && len(p.Items)+len(p.Meaning) > 0 {
			n.Altered++
		}
	}
	return n
}

// outline lists what the changes mean for each party, then the pages by section; with words, also the old and new text.
func (c *Changes) outline(w *wording.Words, words bool) []point {
	s := c.Sentences(w)
	var list []point
	for _, party := range c.Parties() {
		at := point{text: w.Say("For: {1}", party.Lane.Title)}
		for _, p := range party.Forms {
			at.below = append(at.below, point{text: s.line(w.Say("Form “{1}”", p.Page().Title), s.Meaning(p))})
		}
		for _, it := range party.Milestones {
			at.below = append(at.below, point{text: s.line(s.Named(it.Kind, it.Label), s.Asks(it))})
		}
		for _, p := range party.Pages {
			at.below = append(at.below, point{text: s.line(w.Say("Page “{1}”", p.Page().Title), s.Page(p))})
		}
		if !party.Empty() {
			list = append(list, at)
		}
	}
	for _, g := range c.Groups() {
		at := point{text: w.Say("Pages: {1}", g.Title)}
		for _, p := range g.Pages {
			at.below = append(at.below, s.page(p, words))
		}
		list = append(list, at)
	}
	return list
}

// line joins what something is and what became of it.
func (s Sentences) line(what string, said []string) string {
	if len(said) == 0 {
		return what
	}
	return s.Words.Say("{1}: {2}", what, strings.Join(said, "; "))
}

func (s Sentences) page(p *Page, words bool) point {
	at := point{text: s.line(p.Page().Title, s.Page(p))}
	for i := range p.Items {
		at.below = append(at.below, s.item(&p.Items[i], words))
	}
	if !words {
		return at
	}
	if p.Summary != nil {
		at.below = append(at.below, point{text: plain(p.Summary)})
	}
	for _, section := range p.Sections {
		below := &at.below
		if section.Heading != "" {
			heading := section.Heading
			if section.Renamed != nil {
				heading = plain(section.Renamed)
			}
			at.below = append(at.below, point{text: heading})
			below = &at.below[len(at.below)-1].below
		}
		for _, b := range section.Blocks {
			*below = append(*below, point{text: plain(b.Text)})
		}
	}
	return at
}

func (s Sentences) item(it *Item, words bool) point {
	label := it.Label
	if words && it.Renamed != nil {
		label = plain(it.Renamed)
	}
	at := point{text: s.line(s.Named(it.Kind, label), s.Item(it))}
	for i := range it.Items {
		at.below = append(at.below, s.item(&it.Items[i], words))
	}
	if words {
		for _, p := range it.Help {
			at.below = append(at.below, point{text: plain(p.Text)})
		}
	}
	return at
}

// plain marks the words of a text that came and went without colour.
func plain(t Text) string {
	var b strings.Builder
	for _, r := range t {
		text := strings.TrimLeft(r.Text, " ")
		b.WriteString(r.Text[:len(r.Text)-len(text)])
		switch r.Op {
		case Deleted:
			b.WriteString("[-" + text + "-]")
		case Inserted:
			b.WriteString("{+" + text + "+}")
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}
