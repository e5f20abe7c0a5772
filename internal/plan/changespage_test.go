package plan_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestChangesPages looks at what each version says about its changes, and at the ways that lead there.
func TestChangesPages(t *testing.T) {
	m := sound(t)[""].bytes
	for _, p := range []string{"changes.html", "v/2024.1/changes.html"} {
		if m[p] != "" {
			t.Errorf("%s is there: there is nothing before it, or it is the same as below v/", p)
		}
	}
	page := m["v/2025.1/changes.html"]
	for _, want := range []string{
		"<h1>What changed from 2024.1 to 2025.1</h1>", `was called “Insurance”`,
		`<a href="../../v/2025.1/cover.html">Cover</a>`,
		`<a href="../../v/2024.1/gone.html">Gone</a>`, "no longer in the toolkit", "Nothing changes.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	for p, want := range map[string]string{
		"versions.html":           `<a href="v/2026.1/changes.html">What changed since version 2025.1</a>`,
		"index.html":              `<a href="v/2026.1/changes.html">What changed since version 2025.1</a>`,
		"v/2025.1/index.html":     `<a href="../../v/2025.1/changes.html">What changed since version 2024.1</a>`,
		"v/2024.1/insurance.html": `<a href="../../v/2026.1/changes.html">What changed since version 2025.1</a>`,
		"v/2026.1/indemnity.html": "",
		"preceptor/meetings.html": "",
	} {
		if strings.Contains(m[p], "What changed") != (want != "") || !strings.Contains(m[p], want) {
			t.Errorf("%s does not lead to what changed as %q", p, want)
		}
	}
}

// TestChangesInWords looks at how words that went and came are marked: for eyes without colour and for screen readers.
func TestChangesInWords(t *testing.T) {
	p := base(t).with(t, "content/2025.1/cover.md", "Words.", "Ask A&B you like.").
		with(t, "content/2026.1/indemnity.md", "Cover is what a preceptor has.", "Ask anybody you like.")
	page := p.make(t)[""].bytes["v/2026.1/changes.html"]
	want := `Ask <del><span class="quiet"> removed: </span>A&amp;B<span class="quiet"> (end of what was removed) ` +
		`</span></del> <ins><span class="quiet"> added: </span>anybody<span class="quiet"> (end of what was added) ` +
		`</span></ins> you like.`
	if !strings.Contains(page, want) {
		t.Errorf("%s is not in\n%s", want, page)
	}
}

// TestChangesOfManyWords splits what would be too long for one page by section, and leaves out what is too long even
// then.
func TestChangesOfManyWords(t *testing.T) {
	p := base(t)
	text := func(words string) string {
		var b strings.Builder
		b.WriteString("---\ntitle: Long\nsummary: Long in a sentence.\n---\n")
		for i := range 200 {
			fmt.Fprintf(&b, "Paragraph %d of this page says %s, and so it goes on for as long as it likes.\n\n", i, words)
		}
		return b.String()
	}
	for i := range 8 {
		name := fmt.Sprintf("/reference/long-%c.md", 'a'+i)
		p = p.with(t, "content/2025.1"+name, "", text("one thing")).with(t, "content/2026.1"+name, "", text("another"))
	}
	m := p.make(t)[""].bytes
	page, details := m["v/2026.1/changes.html"], m["v/2026.1/changes/reference.html"]
	if !strings.Contains(page, `<a href="../../v/2026.1/changes/reference.html">Reference</a>`) ||
		strings.Contains(page, "<del>") {
		t.Errorf("the words are not on a page of their own:\n%.3000s", page)
	}
	if !strings.Contains(details, "<del>") || !strings.Contains(details, "There is not enough room for it here.") {
		t.Errorf("not the words of some pages, and not of others:\n%.3000s", details)
	}
	for name, page := range map[string]string{"changes": page, "details": details} {
		if main := part(t, page, "<main", "</main>"); len(main) > 64<<10 {
			t.Errorf("%s: %d bytes of main", name, len(main))
		}
	}
}
