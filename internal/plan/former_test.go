package plan_test

import (
	"strings"
	"testing"
)

// TestFormerAddresses: whatever address a page had, in whichever version, leads on in every later one. A page that was
// left out says so, also where the version that has it was withdrawn.
func TestFormerAddresses(t *testing.T) {
	m := sound(t)[""].bytes
	for p, want := range map[string]string{
		"cover.html":              `<a href="indemnity.html">Indemnity</a>`,
		"insurance.html":          `<a href="indemnity.html">Indemnity</a>`,
		"v/2026.1/insurance.html": `<a href="../../v/2026.1/indemnity.html">Indemnity</a>`,
		"v/2025.1/insurance.html": `<a href="../../v/2025.1/cover.html">Cover</a>`,
		"gone.html":               `Version 2024.1, which was withdrawn, has it: <a href="v/2024.1/gone.html">Gone</a>`,
	} {
		if !strings.Contains(m[p], want) {
			t.Errorf("%s: %s is not in\n%s", p, want, m[p])
		}
	}
	if m["v/2025.1/gone.html"] != "" || m["v/2025.1/indemnity.html"] != "" {
		t.Error("a version has addresses that it never had")
	}

	// a page that became a folder has another address under the same slug; one that was renamed may then be left out
	const folder = "---\ntitle: Cover\nsummary: Cover again.\n---\nWords.\n"
	p := base(t).with(t, "content/2026.1/cover/index.md", "", folder).
		with(t, "content/2026.1/indemnity.md", "aliases: [cover]\n", "").
		with(t, "content/2025.1/second.md", "", "---\ntitle: Second\nsummary: S.\naliases: [gone]\n---\nWords.\n")
	m = p.make(t)[""].bytes
	if !strings.Contains(m["cover.html"], `<a href="cover/index.html">Cover</a>`) {
		t.Errorf("the page that became a folder:\n%s", m["cover.html"])
	}
	for _, at := range []string{"second.html", "gone.html"} {
		if !strings.Contains(m[at], `Version 2025.1 has it: <a href="v/2025.1/second.html">Second</a>`) {
			t.Errorf("%s, which was renamed and then left out:\n%s", at, m[at])
		}
	}
}

// TestElsewhere: the switcher says where a version is without the page, and leads to the nearest section; a canonical
// link names the newest version that has the page; old and withdrawn versions say which they are.
func TestElsewhere(t *testing.T) {
	const section = "---\ntitle: Rooms\nsummary: S.\n---\nWords.\n"
	p := base(t).with(t, "content/2025.1/rooms/tea.md", "", strings.Replace(section, "Rooms", "Tea", 1)).
		with(t, "content/2026.1/rooms/index.md", "", section)
	m := p.make(t)[""].bytes
	tea := m["v/2025.1/rooms/tea.html"]
	for _, want := range []string{
		`<a href="../../../rooms/index.html">2026.1</a> ` +
			`<span class="note">released 1 Jun 2026, without this page: leads to “Rooms”</span>`,
		"withdrawn, without this page: leads to the home page",
		`This is an old version.</strong> <a href="../../../rooms/index.html">Go to version 2026.1</a> ` +
			`(without this page: leads to “Rooms”)`,
		`rel="canonical" href="https://toolkit.example.org/aps/v/2025.1/rooms/tea.html"`,
	} {
		if !strings.Contains(tea, want) {
			t.Errorf("%s is not in\n%s", want, tea)
		}
	}
	if want := "This version has been withdrawn.</strong>"; !strings.Contains(m["v/2024.1/index.html"], want) {
		t.Error("a withdrawn version is only said to be old")
	}

	p = base(t).with(t, "content/2025.1/gone.md", "", strings.Replace(section, "Rooms", "Gone", 1)).
		with(t, "content/2024.1/notices.md", "", "---\n---\n")
	m = p.make(t)[""].bytes
	if want := `rel="canonical" href="https://toolkit.example.org/aps/v/2025.1/gone.html"`; !strings.Contains(
		m["v/2024.1/gone.html"], want) {
		t.Errorf("%s is not in\n%s", want, m["v/2024.1/gone.html"])
	}
}

// TestSearchOfAVersion: a reader of an old version finds its pages, and none of another.
func TestSearchOfAVersion(t *testing.T) {
	m := sound(t)[""].bytes
	index := func(prefix string) (all string) {
		for p, text := range m {
			if strings.HasPrefix(p, prefix+"search/") {
				all += text
			}
		}
		return all
	}
	if old := index("v/2025.1/"); !strings.Contains(old, `"cover.html"`) || strings.Contains(old, "indemnity.html") {
		t.Error(old)
	}
	if index("v/2026.1/") != "" {
		t.Error("the current version has two searches")
	}
	for p, want := range map[string]string{"v/2025.1/cover.html": "../../v/2025.1/search.html",
		"v/2026.1/indemnity.html": "../../search.html", "indemnity.html": "search.html"} {
		if !strings.Contains(m[p], `href="`+want+`" data-search`) {
			t.Errorf("%s does not lead to %s", p, want)
		}
	}
}
