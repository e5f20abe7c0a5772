package compare

import (
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// State says what became of a page, an item, a section or a paragraph.
type State string

// What may become of them.
const (
	Added   State = "added"
	Removed State = "removed"
	Changed State = "changed"
)

// Section is what differs below one heading. A section in which nothing differs is left out.
type Section struct {
	State   State       `json:"state"`
	Heading string      `json:"heading"`           // as it is now, or was before it was removed; "" before the first
	Renamed Text        `json:"renamed,omitempty"` // the heading, where its words changed
	Blocks  []Paragraph `json:"paragraphs"`
}

// Paragraph is a paragraph, list item or table row that was added, removed or reworded.
type Paragraph struct {
	State State `json:"state"`
	Text  Text  `json:"text"`
}

// Bodies compares two pages, given as the HTML of their bodies, section by section. skip says by their ids which
// elements are left out; it may be nil. The work grows with the length of the pages.
func Bodies(before, after []byte, skip func(id string) bool) ([]Section, error) {
	a, err := blocks(before, skip)
	if err != nil {
		return nil, err
	}
	b, err := blocks(after, skip)
	if err != nil {
		return nil, err
	}
	return compareSections(cut(a), cut(b)), nil
}

// part is a heading with the blocks up to the next heading.
type part struct {
	heading block // its text is "" before the first heading
	texts   []string
}

// cut cuts a page at its headings.
func cut(list []block) []part {
	parts := []part{{}}
	for _, b := range list {
		if b.level > 0 {
			parts = append(parts, part{heading: b})
			continue
		}
		last := &parts[len(parts)-1]
		last.texts = append(last.texts, b.text)
	}
	return parts
}

// compareSections compares what is below each heading. A section that was removed comes after the one that it followed.
func compareSections(a, b []part) []Section {
	to := pair(a, b)
	from := map[int]int{}
	for i, j := range to {
		if j >= 0 {
			from[j] = i
		}
	}
	var list []Section
	gone := 0
	removed := func(until int) {
		for ; gone < until; gone++ {
			if to[gone] < 0 {
				list = append(list, Section{State: Removed, Heading: a[gone].heading.text,
					Blocks: all(Removed, Deleted, a[gone].texts)})
			}
		}
	}
	for j, now := range b {
		i, ok := from[j]
		if !ok {
			list = append(list, Section{State: Added, Heading: now.heading.text,
				Blocks: all(Added, Inserted, now.texts)})
			continue
		}
		removed(i)
		s := Section{State: Changed, Heading: now.heading.text, Renamed: Words(a[i].heading.text, now.heading.text),
			Blocks: paragraphs(a[i].texts, now.texts)}
		if s.Renamed != nil || s.Blocks != nil {
			list = append(list, s)
		}
	}
	removed(len(a))
	return list
}

// pair finds for each section the one that it has become, or -1: by its anchor, else by its heading, else one with
// nearly the same text.
func pair(a, b []part) []int {
	to, taken := make([]int, len(a)), make([]bool, len(b))
	byID, byText := map[string]int{}, map[string][]int{}
	for j := len(b) - 1; j >= 0; j-- {
		byID[b[j].heading.id] = j
		byText[b[j].heading.text] = append(byText[b[j].heading.text], j) // the first comes last
	}
	for i, p := range a {
		to[i] = -1
		if j, ok := byID[p.heading.id]; ok && !taken[j] {
			to[i], taken[j] = j, true
		}
	}
	for i, p := range a {
		for rest := byText[p.heading.text]; to[i] < 0 && len(rest) > 0; rest = rest[:len(rest)-1] {
			if j := rest[len(rest)-1]; !taken[j] {
				to[i], taken[j] = j, true
			}
		}
	}
	alikeSections(a, b, to, taken)
	return to
}

// alikeSections finds for the sections that are left the first one that says much the same.
func alikeSections(a, b []part, to []int, taken []bool) {
	var free []int
	bags := map[int]map[string]int{}
	for j, p := range b {
		if !taken[j] {
			free = append(free, j)
			bags[j] = bag(strings.Join(p.texts, " "))
		}
	}
	tries := 0
	for i, p := range a {
		if to[i] >= 0 || tries > mostPairs {
			continue
		}
		own := bag(strings.Join(p.texts, " "))
		tries += len(free)
		at := slices.IndexFunc(free, func(j int) bool { return alike(own, bags[j]) })
		if at >= 0 {
			to[i] = free[at]
			free = slices.Delete(free, at, at+1)
		}
	}
}

func all(state State, op Op, texts []string) []Paragraph {
	var list []Paragraph
	for _, text := range texts {
		list = append(list, Paragraph{state, whole(op, text)})
	}
	return list
}

// paragraphs compares what is below one heading.
func paragraphs(a, b []string) []Paragraph {
	var list []Paragraph
	for _, h := range lcs.DiffLines(a, b) {
		list = append(list, reworded(a[h.Start:h.End], b[h.ReplStart:h.ReplEnd])...)
	}
	return list
}

// mostPairs is how many pairs of paragraphs are looked at in one change. Past it a paragraph is compared with the one
// in its own place.
const mostPairs = 2500

// reworded finds in some paragraphs that changed which has become which. The others were removed or added.
func reworded(a, b []string) []Paragraph {
	var list []Paragraph
	few := len(a)*len(b) <= mostPairs
	bags := make([]map[string]int, len(b))
	for j, text := range b {
		bags[j] = bag(text)
	}
	next := 0
	for i, text := range a {
		at, own := -1, bag(text)
		for j := next; j < len(b) && at < 0; j++ {
			if (few || j == i) && alike(own, bags[j]) {
				at = j
			}
		}
		if at < 0 {
			list = append(list, all(Removed, Deleted, a[i:i+1])...)
			continue
		}
		list = append(list, all(Added, Inserted, b[next:at])...)
		if words := Words(text, b[at]); words != nil {
			list = append(list, Paragraph{Changed, words})
		}
		next = at + 1
	}
	return append(list, all(Added, Inserted, b[next:])...)
}

// bag counts the words of a text.
func bag(text string) map[string]int {
	m := map[string]int{}
	for _, word := range keys(tokens(text)) {
		if len(word) > 1 { // not signs
			m[strings.ToLower(word)]++
		}
	}
	return m
}

// alike reports whether two texts share half of their words, so that one is the other reworded.
func alike(a, b map[string]int) bool {
	shared, all := 0, 0
	for word, n := range a {
		shared += min(n, b[word])
		all += n
	}
	other := 0
	for _, n := range b {
		other += n
	}
	return shared > 0 && 2*shared >= min(all, other) && 4*shared >= max(all, other)
}
