package build

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Fixed says how many places of a file were fixed.
type Fixed struct {
	File  string
	Count int
}

// insertion is text to write into a file at a byte of its plain form: without a byte-order mark, lines ending in LF.
type insertion struct {
	at   int
	text string
}

// Fix corrects in the source what a program can correct safely: it writes missing ids and digests of {says=…} marks,
// and puts quotes round text of front matter that needs them. Nothing else of a file changes, its line ends included.
func Fix(project string, s *Snapshot) ([]Fixed, error) {
	tree, err := store.Open(project)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	quotes := map[string][]finding.Finding{}
	faulty := map[string][]int{} // lines whose items are at fault in more than their id
	for _, f := range s.Findings {
		switch f.Rule {
		case item.RuleAttribute, item.RuleIDBad, item.RuleSyntax, "item-text":
			faulty[f.File] = append(faulty[f.File], f.Line)
		}
		if f.Rule == source.RuleSlip && f.Preceptee == "" {
			quotes[f.File] = append(quotes[f.File], f)
		}
	}
	var done []Fixed
	seen := map[string]bool{}
	for _, v := range s.Toolkit.Versions {
		for _, p := range v.Pages {
			if seen[p.File] {
				continue
			}
			seen[p.File] = true
			n, err := fixFile(tree, p.File, quotes[p.File], insertions(p, faulty[p.File]))
			if err != nil {
				return done, err
			}
			if n > 0 {
				done = append(done, Fixed{p.File, n})
			}
		}
	}
	return done, nil
}

// insertions lists the ids and digests that a page lacks. An item at a line of faulty gets no id: its author may have
// written one, and what is written into a source stays.
func insertions(p *toolkit.Page, faulty []int) []insertion {
	taken := map[string]bool{}
	var walk func(list []*item.Item, visit func(*item.Item))
	walk = func(list []*item.Item, visit func(*item.Item)) {
		for _, it := range list {
			visit(it)
			walk(it.Children, visit)
		}
	}
	walk(p.Facts.Items, func(it *item.Item) { taken[it.ID] = true })
	for _, h := range p.Facts.Headings {
		taken[h.Attributes.ID] = true
	}
	var list []insertion
	walk(p.Facts.Items, func(it *item.Item) {
		if it.Marker == item.Plain || it.ID != "" || it.IDPos != (item.Pos{}) || it.Label == "" ||
			slices.Contains(faulty, it.Start.Line) {
			return
		}
		id := unused(shortID(it.Label), taken)
		text := " {#" + id + "}"
		if it.Attributes.Pos != (item.Pos{}) {
			text = "#" + id + " "
		}
		list = append(list, insertion{it.Offset, text})
	})
	for _, says := range p.Facts.Says {
		if says.Digest == "" && says.To > 0 {
			list = append(list, insertion{says.To, ":" + says.Actual})
		}
	}
	return list
}

// shortID makes an id of a label's first words.
func shortID(label string) string {
	id := item.PlainID(label)
	if len(id) > 32 {
		id = id[:32]
		if i := strings.LastIndexByte(id, '-'); i > 8 {
			id = id[:i]
		}
	}
	id = strings.Trim(id, "-")
	if id == "" || id[0] < 'a' || id[0] > 'z' {
		id = "item-" + id
	}
	return strings.Trim(id, "-")
}

func unused(id string, taken map[string]bool) string {
	name := id
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	taken[name] = true
	return name
}

// fixFile writes the changes of one file, if there are any.
func fixFile(tree *store.Root, name string, slips []finding.Finding, list []insertion) (int, error) {
	if len(slips) == 0 && len(list) == 0 {
		return 0, nil
	}
	raw, err := tree.Read(name, source.MaxFile)
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	file, _ := source.Read(name, raw, source.MaxFile)
	if file == nil {
		return 0, nil
	}
	var fixes []source.Fix
	for _, slip := range slips {
		if fix, ok := source.QuoteFix(file, slip); ok {
			fixes = append(fixes, fix)
		}
	}
	out := source.Apply(insert(raw, list), fixes)
	if bytes.Equal(out, raw) {
		return 0, nil
	}
	if err := tree.Write(name, out); err != nil {
		return 0, fmt.Errorf("writing %s: %w", name, store.Cause(err))
	}
	return len(list) + len(fixes), nil
}

// insert writes texts into a file as it is stored, whose places count in its plain form.
func insert(raw []byte, list []insertion) []byte {
	slices.SortFunc(list, func(a, b insertion) int { return a.at - b.at })
	var out bytes.Buffer
	at := 0 // in the plain form
	start := 0
	if bytes.HasPrefix(raw, []byte("\ufeff")) {
		out.WriteString("\ufeff")
		start = len("\ufeff")
	}
	for i := start; i <= len(raw); i++ {
		if i < len(raw) && raw[i] == '\r' && i+1 < len(raw) && raw[i+1] == '\n' {
			for len(list) > 0 && list[0].at <= at {
				out.WriteString(list[0].text)
				list = list[1:]
			}
			out.WriteByte('\r')
			continue
		}
		for len(list) > 0 && list[0].at <= at {
			out.WriteString(list[0].text)
			list = list[1:]
		}
		if i < len(raw) {
			out.WriteByte(raw[i])
			at++
		}
	}
	return out.Bytes()
}
