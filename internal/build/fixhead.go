package build

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// fixHeads gives pages that were written for another tool the front matter of ours: the title from the heading of the
// first level, the summary from the first sentence, and keys by the names that they have here. Keys that mean nothing
// here become comments, so that their values stay in the file.
func (f *fixer) fixHeads() error {
	parser := toolkit.NewParser(nil)
	for _, name := range slices.Sorted(maps.Keys(f.findings)) {
		if _, version, _ := f.snapshot.Toolkit.Split(name); version == "" || !toolkit.OfPage(name) ||
			!slices.ContainsFunc(f.findings[name], ofHead) {
			continue
		}
		root, at := f.place(name)
		if root == nil {
			continue
		}
		raw, err := root.Read(at, source.MaxFile)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, store.Cause(err))
		}
		h := &heading{name: name, unread: slices.ContainsFunc(f.findings[name], unopened)}
		if h.file, _ = source.Read(name, raw, source.MaxFile); h.file == nil && h.unread {
			plain := source.Plain(raw)
			h.file = &source.File{Path: name, Text: plain, Body: plain, BodyLine: 1}
		}
		if h.file == nil || h.file.Broken {
			continue
		}
		kind := item.Page
		if n := h.file.Head.Get("kind"); n != nil {
			kind = item.Kind(n.Value)
		}
		h.facts, _, _, err = parser.Parse(markdown.Input{File: h.file, Slug: "x", Kind: kind, NoGlossary: true,
			KeepBlocks: true, Dict: markdown.NewDictionary(nil, nil, nil, nil)})
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		f.changes[name] = append(f.changes[name], h.fix()...)
	}
	return nil
}

// ofHead reports whether a finding is about what fixHeads looks at.
func ofHead(x finding.Finding) bool {
	return slices.Contains([]string{source.RuleMissing, source.RuleKeyMissing, source.RuleKeyUnknown, "heading-h1"},
		x.Rule)
}

// unopened reports whether a finding says that a file has no front matter.
func unopened(x finding.Finding) bool { return x.Rule == source.RuleMissing }

// heading is the beginning of one page that is fixed.
type heading struct {
	name   string
	unread bool // the file has no front matter
	file   *source.File
	facts  markdown.Facts
	lines  []int // where each line of the file begins
	list   []source.Change
}

func (h *heading) fix() []source.Change {
	h.lines = []int{0}
	for i, c := range h.file.Text {
		if c == '\n' {
			h.lines = append(h.lines, i+1)
		}
	}
	h.keys()
	var added strings.Builder
	title, rest := h.value("title"), h.facts.Headings
	if len(rest) > 0 && rest[0].Level == 1 && rest[0].Text != "" && (title == "" || same(title, rest[0].Text)) {
		if from, to, ok := h.place(rest[0]); ok {
			if title == "" {
				added.WriteString("title: " + yamlText(rest[0].Text) + "\n")
			}
			h.list = append(h.list, source.Change{From: from, To: to})
			rest = rest[1:]
		}
	}
	h.lower(rest)
	if h.value("summary") == "" && h.value("description") == "" {
		if s := firstSentence(h.facts); s != "" {
			added.WriteString("summary: " + yamlText(s) + "\n")
		}
	}
	switch {
	case added.Len() == 0:
	case h.unread:
		h.list = append(h.list, source.Change{Text: "---\n" + added.String() + "---\n"})
	default:
		if end := bytes.LastIndex(h.file.Text[:h.file.BodyOffset-1], []byte("\n---")); end >= 0 {
			h.list = append(h.list, source.Change{From: end + 1, To: end + 1, Text: added.String()})
		}
	}
	return h.list
}

// value gives the text of a key; "" where it has none.
func (h *heading) value(key string) string {
	if n := h.file.Head.Get(key); n != nil {
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// same reports whether two titles say the same.
func same(a, b string) bool { return item.PlainID(a) == item.PlainID(b) }

var (
	atx    = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]|$)`)
	setext = regexp.MustCompile(`^ {0,3}=+[ \t]*$`)
)

// line gives a line of the file, from 1, without its end.
func (h *heading) line(n int) []byte {
	if n < 1 || n > len(h.lines) {
		return nil
	}
	line, _, _ := bytes.Cut(h.file.Text[h.lines[n-1]:], []byte("\n"))
	return line
}

// place gives the lines of a heading with the empty line below it; false where it is in something else.
func (h *heading) place(of markdown.Heading) (from, to int, ok bool) {
	next := of.Pos.Line + 1
	switch line := h.line(of.Pos.Line); {
	case atx.Match(line):
	case len(line) > 0 && line[0] > ' ' && line[0] != '>' && setext.Match(h.line(next)):
		next++
	default:
		return 0, 0, false
	}
	if len(bytes.TrimSpace(h.line(next))) == 0 && next < len(h.lines) {
		next++
	}
	to = len(h.file.Text)
	if next <= len(h.lines) {
		to = h.lines[next-1]
	}
	return h.lines[of.Pos.Line-1], to, true
}

// lower makes the headings one level lower from the first that is of the level of the title: what is below what stays.
func (h *heading) lower(list []markdown.Heading) {
	first := slices.IndexFunc(list, func(x markdown.Heading) bool { return x.Level == 1 })
	if first < 0 {
		return
	}
	var changes []source.Change
	for _, x := range list[first:] {
		m := atx.FindSubmatchIndex(h.line(x.Pos.Line))
		if m == nil || x.Level > 5 {
			return // a person must decide
		}
		at := h.lines[x.Pos.Line-1] + m[2]
		changes = append(changes, source.Change{From: at, To: at, Text: "#"})
	}
	h.list = append(h.list, changes...)
}

// keys gives keys of other tools the names that they have here, or makes comments of them.
func (h *heading) keys() {
	if h.file.Head == nil {
		return
	}
	pairs := h.file.Head.Pairs
	for i, p := range pairs {
		end := h.file.BodyLine - 1
		if i+1 < len(pairs) {
			end = pairs[i+1].Key.Pos.Line
		}
		at := h.lines[p.Key.Pos.Line-1]
		ours := renamedKeys()[p.Key.Value]
		switch {
		case ours != "" && h.file.Head.Get(ours) == nil && fitsKey(ours, p.Value):
			if bytes.HasPrefix(h.file.Text[at:], []byte(p.Key.Value)) {
				h.list = append(h.list, source.Change{From: at, To: at + len(p.Key.Value), Text: ours})
			}
		case ours != "" || slices.Contains(foreignKeys(), p.Key.Value):
			for n := p.Key.Pos.Line; n < end; n++ {
				if line := bytes.TrimSpace(h.line(n)); len(line) > 0 && line[0] != '#' {
					h.list = append(h.list, source.Change{From: h.lines[n-1], To: h.lines[n-1], Text: "# "})
				}
			}
		}
	}
}

// fitsKey reports whether a value of another tool's key is one of ours.
func fitsKey(ours string, n *source.Node) bool {
	switch ours {
	case "order":
		return n.Kind == source.ScalarNode && n.Value != "" && strings.Trim(n.Value, "0123456789") == ""
	case "aliases":
		unfit := func(it *source.Node) bool {
			fault, _ := toolkit.NameFault(it.Value)
			return fault != ""
		}
		return n.Kind == source.ListNode && len(n.Items) > 0 && !slices.ContainsFunc(n.Items, unfit)
	}
	return n.Kind == source.ScalarNode && strings.TrimSpace(n.Value) != ""
}

// renamedKeys are keys of Jekyll, Hugo, MkDocs and Docusaurus that mean what one of ours does.
func renamedKeys() map[string]string {
	return map[string]string{"description": "summary", "nav_order": "order", "sidebar_position": "order",
		"weight": "order", "redirect_from": "aliases"}
}

// foreignKeys are keys of those tools that say how a page looks there, and mean nothing here.
func foreignKeys() []string {
	return []string{"author", "authors", "categories", "category", "comments", "custom_edit_url", "date",
		"grand_parent", "has_children", "has_toc", "hide", "hide_table_of_contents", "hide_title", "icon", "image",
		"keywords", "lastmod", "layout", "menu", "nav_exclude", "pagination_label", "pagination_next",
		"pagination_prev", "parent", "permalink", "published", "search_exclude", "sidebar", "sidebar_class_name",
		"sidebar_label", "slug", "tags", "template", "toc", "type"}
}

// longestSummary is how many letters of a first sentence become a summary.
const longestSummary = 240

// firstSentence gives the first sentence of a page; "" where it has none.
func firstSentence(facts markdown.Facts) string {
	headings := map[int]bool{}
	for _, h := range facts.Headings {
		headings[h.Pos.Line] = true
	}
	for _, b := range facts.Blocks {
		text := strings.Join(strings.Fields(b.Text), " ")
		if headings[b.Line] || strings.Count(text, " ") < 3 || strings.Contains(text, "{%") ||
			strings.Contains(text, "{{") {
			continue
		}
		if end := sentenceEnd(text); end > 0 {
			text = text[:end]
		}
		if letters := []rune(text); len(letters) > longestSummary {
			text = string(letters[:longestSummary])
			text = strings.TrimRight(text[:strings.LastIndexByte(text, ' ')], " ,;:–-") + "…"
		}
		return text
	}
	return ""
}

// sentenceEnd gives the offset past the first sentence of a text; 0 where it has no end.
func sentenceEnd(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if !strings.ContainsRune(".!?", rune(text[i])) || text[i+1] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+2:])
		word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
		short := len(word) < 2 || strings.Count(text[:i], " ") < 3 || strings.Contains(word, ".") ||
			slices.Contains([]string{"Dr", "Mr", "Mrs", "Ms", "No", "St", "cf", "vs"}, word)
		if !short && !unicode.IsLower(next) {
			return i + 1
		}
	}
	return 0
}

// plainText is text that YAML reads as it is.
var plainText = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 ,.()/’-]*$`)

// yamlText writes a text as a value of front matter.
func yamlText(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if word := strings.ToLower(text); plainText.MatchString(text) && word != "yes" && word != "no" && word != "null" {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
