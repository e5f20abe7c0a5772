package plan_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestSearchWords: other words of a page and other names of a term lead to pages, and pages of requirements, which
// repeat what other pages say, are not found at all.
func TestSearchWords(t *testing.T) {
	p := base(t).with(t, "content/2026.1/indemnity.md", "aliases:", "search: [malpractice, being sued]\naliases:").
		with(t, "content/2026.1/glossary.md", "Preceptor\n:", "Preceptor\nGodparent\n:").
		with(t, "content/2026.1/covers.md", "", "---\ntitle: What is covered\nsummary: Each statement.\n"+
			"kind: requirements\n---\n- [must] Cover is there {#cover}\n  `Cover is what`\n")
	words, pages := map[string][]int{}, 0
	for path, text := range p.make(t)[""].bytes {
		name, ok := strings.CutPrefix(path, "search/index-")
		if !ok {
			continue
		}
		_, data, _ := strings.Cut(strings.TrimSuffix(text, ")\n"), ",")
		if strings.HasPrefix(name, "d-") {
			if strings.Contains(data, "covers.html") {
				t.Error("a page of requirements is found")
			}
			continue
		}
		var piece struct {
			N int
			W map[string][]int
		}
		if err := json.Unmarshal([]byte(data), &piece); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		pages = max(pages, piece.N)
		for w, list := range piece.W {
			words[w] = list
		}
	}
	for word, want := range map[string]int{"malpractice": 1, "being sued": 1, "statement": 0, "godparent": 2} {
		got := 0
		if list := words[word]; list != nil {
			got = list[0]
		}
		if got < want || want == 0 && got > 0 {
			t.Errorf("%q leads to %d pages, want %d", word, got, want)
		}
	}
	if pages == 0 {
		t.Error("the index says of no page")
	}
}
