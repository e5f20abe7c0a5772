package plan_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// fingerprint is the part of an asset's name that follows its bytes.
var fingerprint = regexp.MustCompile(`-[0-9a-f]{8}\.`)

// TestPublicPaths lists the public tree: the current version at the root, every released one below v/, and what belongs
// to none.
func TestPublicPaths(t *testing.T) {
	paths := sound(t)[""].paths()
	for i, p := range paths {
		paths[i] = fingerprint.ReplaceAllString(p, "-*.")
	}
	slices.Sort(paths) // a fingerprint must not decide which of two comes first
	got := strings.Join(paths, "\n")
	want := `404.html
assets/exchange-*.js
assets/fill-*.css
assets/form-*.js
assets/later-*.js
assets/mark-*.svg
assets/moved-*.js
assets/precept-*.css
assets/precept-*.js
assets/search-*.js
assets/shelf-*.js
assets/shelfexchange-*.js
assets/year-*.css
cover.html
feed.xml
forms/audit.html
forms/audit.json
forms/definitions.js
forms/diary.html
forms/diary.json
forms/index.html
forms/meeting.html
forms/meeting.json
forms/note.html
forms/note.json
forms/review.html
forms/review.json
forms/talk.html
forms/talk.json
glossary.html
gone.html
indemnity.html
index.html
insurance.html
preceptor/deep/x.html
preceptor/dot.png
preceptor/index.html
preceptor/meetings.html
preceptor/print.html
reference/deep/page.html
robots.txt
`
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
	for _, p := range []string{"search.html", "sitemap.xml", "standards.html", "timeline.html", "timeline.svg",
		"versions.html",
		"v/2024.1/index.html", "v/2025.1/cover.html", "v/2025.1/insurance.html", "v/2026.1/indemnity.html",
		"v/2026.1/cover.html", "v/2026.1/insurance.html",
		"v/2024.1/search.html", "v/2026.1/preceptor/print.html", "v/2026.1/timeline.svg"} {
		if !strings.Contains(got, "\n"+p) {
			t.Errorf("%s is missing", p)
		}
	}
	if strings.Contains(got, "v/2026.1/search.html") || strings.Contains(got, "jo") {
		t.Error(got)
	}
}

// TestPages holds every page of every tree to what any page must be: one title and one h1, ids that come once, and
// links that lead to a file of the tree and a place in it, or to the web.
func TestPages(t *testing.T) {
	pages := 0
	for reader, m := range sound(t) {
		ids, links := map[string]map[string]bool{}, map[string][]string{}
		for _, p := range m.paths() {
			if path.Ext(p) != ".html" {
				continue
			}
			pages++
			var count map[string]int
			ids[p], links[p], count = inspect(t, string(reader)+" "+p, m.bytes[p])
			if count["title"] != 1 || count["h1"] != 1 || count["main"] != 1 {
				t.Errorf("%s %s: %d titles, %d h1, %d main", reader, p, count["title"], count["h1"], count["main"])
			}
		}
		for _, p := range m.paths() {
			for _, link := range links[p] {
				if strings.HasPrefix(link, "https://") {
					continue
				}
				to, fragment, _ := strings.Cut(link, "#")
				if to == "" {
					to = p
				} else if below, ok := strings.CutPrefix(to, "/aps/"); ok && p == "404.html" {
					to = below
				} else {
					to = path.Join(path.Dir(p), to)
				}
				if _, ok := m.bytes[to]; !ok {
					t.Errorf("%s %s: %s leads to no file", reader, p, link)
				} else if fragment != "" && path.Ext(to) == ".html" && !ids[to][fragment] {
					t.Errorf("%s %s: %s leads to no place in %s", reader, p, link, to)
				}
			}
		}
	}
	if pages < 60 {
		t.Errorf("only %d pages were looked at", pages)
	}
}

// inspect gives the ids and links of a page, and how often each element is there.
func inspect(t *testing.T, name, page string) (ids map[string]bool, links []string, count map[string]int) {
	t.Helper()
	ids, count = map[string]bool{}, map[string]int{}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data != "title" || n.Parent.Data == "head" { // a drawing has titles too
			count[n.Data]++
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s: the id %s is there twice", name, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: %s=%q, which the policy refuses", name, a.Key, a.Val)
			case a.Key == "href" || a.Key == "src":
				links = append(links, a.Val)
			case a.Key == "aria-describedby" || a.Key == "aria-labelledby" || a.Key == "for":
				for _, id := range strings.Fields(a.Val) {
					links = append(links, "#"+id)
				}
			}
		}
	}
	return ids, links, count
}

// TestSteps: the pages of a guide lead to each other, in both editions of a version.
func TestSteps(t *testing.T) {
	m := sound(t)[""].bytes
	steps := func(p string) string {
		if !strings.Contains(m[p], `<nav class="steps"`) {
			return ""
		}
		var list []string
		for _, a := range regexp.MustCompile(`rel="(prev|next)" href="([^"]*)"`).FindAllStringSubmatch(m[p], -1) {
			list = append(list, a[1]+" "+a[2])
		}
		return strings.Join(list, ", ")
	}
	for p, want := range map[string]string{
		"preceptor/index.html":           "next ../preceptor/meetings.html",
		"preceptor/meetings.html":        "prev ../preceptor/index.html, next ../preceptor/deep/x.html",
		"preceptor/deep/x.html":          "prev ../../preceptor/meetings.html",
		"v/2026.1/preceptor/deep/x.html": "prev ../../../../v/2026.1/preceptor/meetings.html",
		"indemnity.html":                 "",
	} {
		if got := steps(p); got != want {
			t.Errorf("%s: %q, want %q", p, got, want)
		}
	}
}

// TestOtherVersions: a page leads to itself in the other versions, and says when its own is old or withdrawn.
func TestOtherVersions(t *testing.T) {
	m := sound(t)[""].bytes
	link := regexp.MustCompile(`<a href="([^"]*)"( aria-current="page")?>(20[0-9.]+)</a>`)
	switcher := func(p string) string {
		var list []string
		for _, a := range link.FindAllStringSubmatch(part(t, m[p], `<details class="versions">`, `</details>`), -1) {
			list = append(list, a[3]+" "+a[1]+map[bool]string{true: " (here)"}[a[2] != ""])
		}
		return strings.Join(list, ", ")
	}
	for p, want := range map[string]string{
		// a page renamed twice is followed through the versions between, in both directions
		"indemnity.html": "2026.1 indemnity.html (here), 2025.1 v/2025.1/cover.html, 2024.1 " +
			"v/2024.1/insurance.html",
		"v/2024.1/insurance.html": "2026.1 ../../indemnity.html, 2025.1 ../../v/2025.1/cover.html, 2024.1 " +
			"../../v/2024.1/insurance.html (here)",
		// one that the others do not have leads to their home
		"v/2024.1/gone.html": "2026.1 ../../index.html, 2025.1 ../../v/2025.1/index.html, 2024.1 " +
			"../../v/2024.1/gone.html (here)",
		"versions.html": "2026.1 index.html (here), 2025.1 v/2025.1/index.html, 2024.1 v/2024.1/index.html",
	} {
		if got := switcher(p); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", p, got, want)
		}
	}

	old := `<aside class="banner" aria-label="Old version">`
	for _, p := range []string{"indemnity.html", "v/2026.1/indemnity.html", "versions.html"} {
		if strings.Contains(m[p], old) {
			t.Errorf("%s is said to be old", p)
		}
	}
	banner := part(t, m["v/2024.1/insurance.html"], old, `</aside>`)
	if !strings.Contains(banner, `<a href="../../indemnity.html">Go to version 2026.1</a>`) {
		t.Error(banner)
	}
	for _, p := range []string{"v/2024.1/insurance.html", "v/2024.1/index.html"} {
		if !strings.Contains(m[p], "This version has been withdrawn: its advice on cover is out of date") {
			t.Errorf("%s does not say that its version is withdrawn", p)
		}
	}
}

// TestFrame looks at what surrounds a page: notices, review dates, terms and crumbs.
func TestFrame(t *testing.T) {
	m := sound(t)[""].bytes
	const urgent, plain = "Stop using the &quot;old&quot; form &amp; tell others", "The helpline number has changed"
	for p, want := range map[string][2]bool{"preceptor/meetings.html": {true, true},
		"v/2026.1/preceptor/meetings.html": {true, true}, "index.html": {true, false}, "indemnity.html": {false, false},
		"v/2025.1/index.html": {false, false}} {
		if a, b := strings.Contains(m[p], urgent), strings.Contains(m[p], plain); a != want[0] || b != want[1] {
			t.Errorf("%s is headed by the urgent notice: %v, by the other: %v", p, a, b)
		}
	}

	if !strings.Contains(m["indemnity.html"], "Next review: ") ||
		strings.Contains(m["indemnity.html"], "Review was due") {
		t.Error("on its day a review is not past")
	}
	const term = `<dt><a href="glossary.html#s-cover">Cover</a></dt>` +
		`<dd data-def="cover">Money if things go &#34;wrong&#34;.</dd>`
	if got := part(t, m["indemnity.html"], `<dl>`, `</dl>`); !strings.Contains(got, term) {
		t.Error(got)
	}
	if got := part(t, m["reference/deep/page.html"], `<nav class="crumbs"`, `</nav>`); strings.Count(got, "<li>") != 1 {
		t.Errorf("a folder without a landing page is in the crumbs: %s", got)
	}
	if !strings.Contains(part(t, m["preceptor/deep/x.html"], `<nav class="crumbs"`, `</nav>`),
		`<a href="../../preceptor/index.html">For preceptors</a>`) {
		t.Error("the crumbs of preceptor/deep/x.html lack its guide")
	}
}

// TestGuidePrint: a whole guide as one document. Every part keeps its links, wherever it came from, and its places are
// its own; words that look like an attribute are left alone.
func TestGuidePrint(t *testing.T) {
	page := sound(t)[""].bytes["preceptor/print.html"]
	for _, want := range []string{`<section class="guide-part" id="p1">`, `id="p1-s-more"`, `id="p2-s-more"`,
		`id="p3-s-more"`, `href="#p2-s--fn1"`, `id="p2-s--fn1"`,
		`<a href="../forms/meeting.html#s-said">form</a>`, `<a href="../index.html">home</a>`,
		`<a href="../preceptor/meetings.html#s-more">meetings</a>`, `src="../preceptor/dot.png"`, `src="dot.png"`,
		`href=&quot;../x.html&quot; id=&quot;s-more&quot;`, `<meta name="robots" content="noindex, nofollow">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the guide lacks %s", want)
		}
	}
	if a, b, c := strings.Index(page, `id="p1"`), strings.Index(page, `id="p2"`),
		strings.Index(page, `id="p3"`); a < 0 || b < a || c < b {
		t.Error("the parts are out of order")
	}
}

// TestDraft: where nothing is released, the newest draft is at the root, says so, and has no address below v/.
func TestDraft(t *testing.T) {
	p := base(t)
	for _, v := range []string{"2024.1", "2025.1", "2026.1"} {
		p = p.with(t, "content/"+v+"/version.md", "released: "+v[:4]+"-", "format: \"1\" # ")
	}
	m := p.make(t)[""].bytes
	for page, text := range m {
		if strings.HasPrefix(page, "v/") {
			t.Errorf("%s is published", page)
		}
		if strings.HasSuffix(page, ".html") && page != "cover.html" &&
			!strings.Contains(text, "This version has not been released.") {
			t.Errorf("%s does not say that it is a draft", page)
		}
	}
	if strings.Contains(m["feed.xml"], "<entry>") && strings.Contains(m["feed.xml"], "Toolkit 2026.1</title><id>") ||
		!strings.Contains(m["feed.xml"], "<updated>2026-10-05T00:00:00Z</updated>") {
		t.Error(m["feed.xml"])
	}
}

// TestBare: the least that a project can be gives whole pages, and nothing breaks.
func TestBare(t *testing.T) {
	p := project{asOf: "2026-10-05", files: map[string]string{
		"data/site.yaml":       "title: T\npublisher: P\n",
		"content/1/version.md": "---\ntitle: T\nsummary: S\n---\n",
		"content/1/index.md":   "---\ntitle: T\nsummary: S\n---\n",
		"content/1/a/form.md":  "---\ntitle: F\nsummary: S\nkind: form\n---\n- [text] A {#a}\n",
		"content/1/t.md":       "---\ntitle: F\nsummary: S\nkind: timeline\n---\n",
		"data/preceptees/jo/preceptee.md": "---\nname: Jo\nstart: 2026-09-01\ntoolkit: \"1\"\nexample: true\nended: " +
			"{date: 2026-10-01}\n---\n",
	}}
	all := p.make(t)
	if m := all[""]; m.bytes["index.html"] == "" || m.bytes["a/form.html"] == "" || m.bytes["a/form.json"] != "" ||
		strings.Contains(m.bytes["a/form.html"], "form.json") {
		t.Error(m.paths())
	}
	if !strings.Contains(all["preceptee"].bytes["index.html"], "Ended") {
		t.Error("an end that does not say how is not shown")
	}
	delete(p.files, "content/1/t.md")
	p.make(t)
}
