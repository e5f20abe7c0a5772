package programme

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/item"
)

// TestNew reads the cases in testdata: a page in the small shape that page below knows, and the programme and the
// findings that it wants.
func TestNew(t *testing.T) {
	casetest.Each(t, "testdata/*.txtar", 5, func(t *testing.T, a *txtar.Archive) {
		if len(a.Files) != 2 || a.Files[0].Name != "page" || a.Files[1].Name != "want" {
			t.Fatal("a case holds a page and a want")
		}
		months, lanes, headings, items := page(t, string(a.Files[0].Data))
		p, findings := New("timeline.md", months, lanes, headings, items, false)
		casetest.Compare(t, a, func(name string) (string, bool) { return describe(&p, findings), name == "want" })
	})
}

// page reads a timeline page line by line, without Markdown: `months: 12`, `lane: id, Title[, off]`, headings and
// items.
func page(t testing.TB, text string) (months int, lanes []Lane, headings []Heading, items []*item.Item) {
	t.Helper()
	var heads []int
	for i, line := range strings.Split(text, "\n") {
		body, attrs := cutAttributes(line, i+1)
		pos := item.Pos{Line: i + 1, Column: 1}
		switch {
		case strings.HasPrefix(line, "months: "):
			if _, err := fmt.Sscanf(line, "months: %d", &months); err != nil {
				t.Fatal(line, err)
			}
		case strings.HasPrefix(line, "lane: "):
			part := strings.Split(line[6:], ", ")
			lanes = append(lanes, Lane{ID: part[0], Title: part[1], OffTimeline: len(part) > 2})
		case strings.HasPrefix(line, "#"):
			level := len(line) - len(strings.TrimLeft(line, "#"))
			h := Heading{Level: level, Text: strings.TrimSpace(strings.TrimLeft(body, "#")), ID: attrs.ID,
				Attributes: attrs,
				Pos:        finding.Position{File: "timeline.md", Line: i + 1, Column: 1}}
			for len(heads) > 0 && headings[heads[len(heads)-1]].Level >= level {
				heads = heads[:len(heads)-1]
			}
			heads = append(heads, len(headings))
			headings = append(headings, h)
		case strings.HasPrefix(line, "- ["):
			inner, label, ok := strings.Cut(body[3:], "]")
			if !ok {
				t.Fatal(line)
			}
			marker, args, _ := strings.Cut(inner, " ")
			items = append(items, &item.Item{Marker: marker, Args: args, Attributes: attrs,
				Label: strings.TrimSpace(label),
				Heads: append([]int(nil), heads...), Start: pos})
		case line != "":
			t.Fatalf("line %d is nothing that a case may hold: %s", i+1, line)
		}
	}
	return months, lanes, headings, items
}

func cutAttributes(line string, n int) (string, item.Attributes) {
	var a item.Attributes
	body, block, ok := strings.Cut(line, " {")
	if !ok {
		return line, a
	}
	block = strings.TrimSuffix(block, "}")
	column := len([]rune(body)) + 3
	for block != "" {
		word := block
		if q := strings.Index(block, `="`); q >= 0 && !strings.Contains(block[:q], " ") {
			word = block[:q+2+strings.Index(block[q+2:], `"`)+1]
		} else if i := strings.IndexByte(block, ' '); i >= 0 {
			word = block[:i]
		}
		pos := item.Pos{Line: n, Column: column, End: column + len([]rune(word))}
		switch key, value, pair := strings.Cut(word, "="); {
		case word[0] == '#':
			a.ID = word[1:]
		case word[0] == '.':
			a.Flags = append(a.Flags, item.Attr{Key: word[1:], Pos: pos})
		case pair:
			a.Pairs = append(a.Pairs, item.Attr{Key: key, Value: strings.Trim(value, `"`), Pos: pos})
		}
		rest := strings.TrimLeft(block[len(word):], " ")
		column += len([]rune(block)) - len([]rune(rest))
		block = rest
	}
	return body, a
}

func describe(p *Programme, findings []finding.Finding) string {
	var b strings.Builder
	for i, ph := range p.Phases {
		fmt.Fprintf(&b, "phase %s %d-%d %s\n", ph.ID, ph.From, ph.To, ph.Title)
		for j := range p.Milestones {
			m := &p.Milestones[j]
			if m.Phase != i {
				continue
			}
			fmt.Fprintf(&b, "  %d %s, %s: %s (%s)", p.Number(m), m.Lane, m.Words(nil), m.Label, m.ID)
			for _, s := range []struct{ key, value string }{{"form", strings.Join(m.Forms, " ")}, {"field", m.Field},
				{"gate", m.Gate},
				{"basis", m.Basis}, {"meets", strings.Join(m.Meets, " ")}, {"when", m.When}, {"was", m.Was}} {
				if s.value != "" {
					fmt.Fprintf(&b, " %s=%q", s.key, s.value)
				}
			}
			for _, f := range []struct {
				word string
				is   bool
			}{{"required", m.Required}, {"fixed", m.Fixed}, {"shared", m.Shared}, {"unconfirmed", m.Unconfirmed}} {
				if f.is {
					b.WriteString(" ." + f.word)
				}
			}
			b.WriteByte('\n')
		}
	}
	for _, f := range findings {
		fmt.Fprintf(&b, "%d:%d: %s [%s]\n  help: %s\n", f.Line, f.Column, f.Message, f.Rule, f.Help)
	}
	return b.String()
}

// TestMarkers checks this package against the grammar: what one refuses the other refuses, so that a marker that is
// passed over here has always had its finding.
func TestMarkers(t *testing.T) {
	for _, text := range []string{"month 0", "month 6", "month 36", "month 37", "month", "month six", "month 06",
		"month -1", "month 1.5", "month ６",
		"month 1 yearly", "month 1 monthly", "month 99999999999999999999", "week 0", "week 2", "week 156", "week 157",
		"week", "week 2 yearly", "monthly", "monthly 3", "month 37 yearly"} {
		m, faults, ok := item.NewGrammar(nil).ReadMarker("["+text+"] Label", item.Timeline,
			func(a, b int) item.Pos { return item.Pos{} })
		word, args := m.Word, m.Args
		if !ok {
			word, args, _ = strings.Cut(text, " ")
		}
		if _, _, _, read := parseMarker(word, args); read != (ok && len(faults) == 0) {
			t.Errorf("[%s]: read here %v, faults of the grammar %v", text, read, faults)
		}
	}
}

// FuzzNew feeds hostile attributes and markers: never a panic, and what is in a programme keeps its promises.
func FuzzNew(f *testing.F) {
	f.Add("1-6", "month", "6", "a b", "midpoint")
	f.Add("12", "week", "52", "", "trust")
	f.Add("0-36", "monthly", "", "x/y", "")
	f.Add("6-1", "month", "1 yearly", "../x", "final")
	f.Add("--", "month", "99999999999999999999", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, months, marker, args, form, gate string) {
		headings := []Heading{{Level: 2, Text: "P",
			Attributes: item.Attributes{Pairs: []item.Attr{{Key: "months", Value: months}}}},
			{Level: 3, Text: "Preceptee"}}
		it := &item.Item{Marker: marker, Args: args, Label: "L", Heads: []int{0, 1, 7, -1}}
		it.Pairs = []item.Attr{{Key: "form", Value: form}, {Key: "gate", Value: gate}, {Key: "basis", Value: gate}}
		p, _ := New("f.md", 36, nil, headings, []*item.Item{it}, false)
		for _, m := range p.Milestones {
			if m.At < 0 || m.At > maxWeeks || m.Phase != 0 || m.Lane != "preceptee" {
				t.Errorf("%+v", m)
			}
		}
		for _, ph := range p.Phases {
			if ph.From < 0 || ph.From > ph.To || ph.To > maxMonths {
				t.Errorf("%+v", ph)
			}
		}
	})
}
