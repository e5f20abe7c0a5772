package importer

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestX2Growth (case-X2): twice as much of what arrives is twice the work, for each kind of file and of repetition.
func TestX2Growth(t *testing.T) {
	in, _ := open(t)
	record := func(answers, body string) Arrival {
		return Arrival{Name: "r.md", Data: []byte("---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-09-12\n" + answers +
			"---\n" + body)}
	}
	repeat := strings.Repeat
	for name, files := range map[string]func(n int) []Arrival{
		"postcodes":          func(n int) []Arrival { return []Arrival{record("", repeat("SW1A 1AA ", n))} },
		"names, a line each": func(n int) []Arrival { return []Arrival{record("", repeat("Mrs Xy\n", n))} },
		"a long answer": func(n int) []Arrival {
			return []Arrival{record("answers:\n  said: \""+repeat("Mrs Xy ", n)+"\"\n", "")}
		},
		"rows": func(n int) []Arrival {
			rows := repeat(`{"action": "Mrs Xy"},`, n/10)
			return []Arrival{record("answers:\n  actions: ["+rows+"]\n", "")}
		},
		"files picked": func(n int) []Arrival {
			return []Arrival{record("answers:\n  pictures: ["+repeat(`"a.jpg",`, n/10)+"]\n", "")}
		},
		"JSON": func(n int) []Arrival {
			text := `{"form": "meeting", "date": "2026-09-12", "answers": {"said": "` + repeat("Mrs Xy ", n) + `"}}`
			return []Arrival{{Name: "r.json", Data: []byte(text)}}
		},
		"a zip": func(n int) []Arrival {
			var texts []string
			for i := range n / 100 {
				texts = append(texts, fmt.Sprintf("%d.md=%s", i, recordText(fmt.Sprintf("r%07d", i), "Well", "")))
			}
			list, _ := unpackAll("r.zip", packed(t, nil, texts...))
			return list
		},
		"a file that is not a record": func(n int) []Arrival {
			return []Arrival{{Name: "r.md", Data: []byte(repeat("- a: ", n))}}
		},
	} {
		casetest.GrowsSteadily(t, name, casetest.Times(4000, 40_000), func(n int) { in.examine(t, files(n)...) })
	}
}
