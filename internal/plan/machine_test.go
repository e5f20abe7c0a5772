package plan_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCanonical: a page has one address for search engines, that of the current version, and none where the site has no
// address.
func TestCanonical(t *testing.T) {
	p := base(t)
	m := p.make(t)[""].bytes
	for page, want := range map[string]string{
		"indemnity.html": "indemnity.html", "v/2026.1/indemnity.html": "indemnity.html",
		"v/2024.1/insurance.html": "indemnity.html",
		"v/2024.1/gone.html":      "v/2024.1/gone.html", "index.html": "index.html",
		"v/2025.1/index.html": "index.html",
	} {
		if got := part(t, m[page], `<link rel="canonical" href="`,
			`"`); got != "https://toolkit.example.org/aps/"+want {
			t.Errorf("%s: %s", page, got)
		}
	}
	for _, page := range []string{"404.html", "search.html", "versions.html"} {
		if strings.Contains(m[page], `rel="canonical"`) {
			t.Errorf("%s has a canonical address", page)
		}
	}
	m = p.with(t, "data/site.yaml", "url: https://toolkit.example.org/aps\n", "").make(t)[""].bytes
	for page, text := range m {
		if strings.Contains(text, `rel="canonical"`) || strings.Contains(text, "toolkit.example.org") {
			t.Errorf("%s has an address that the site does not have", page)
		}
	}
	if _, ok := m["sitemap.xml"]; ok || m["feed.xml"] != "" || m["robots.txt"] != "User-agent: *\nAllow: /\n" {
		t.Error("a site without an address has a sitemap or a feed")
	}
}

// lostAnywhere: a host shows the page for what is not there at any address, however deep. All that it links and loads
// starts from the root of the host, with the path of the site's own address.
func lostAnywhere(t *testing.T) {
	p := base(t)
	to := regexp.MustCompile(`(?:href|src)="([^"#]+)"`)
	for url, root := range map[string]string{"url: https://toolkit.example.org": "/",
		"url: https://toolkit.example.org/": "/", "url: https://toolkit.example.org/aps": "/aps/",
		"url: https://example.org/a/b%20c/": "/a/b%20c/", "": "/"} {
		m := p.with(t, "data/site.yaml", "url: https://toolkit.example.org/aps", url).make(t)[""].bytes
		links := to.FindAllStringSubmatch(m["404.html"], -1)
		for _, l := range links {
			rest, ok := strings.CutPrefix(l[1], root)
			if _, there := m[rest]; !there || !ok {
				t.Errorf("%s: 404.html leads to %s", url, l[1])
			}
		}
		if len(links) < 10 {
			t.Errorf("only %d links", len(links))
		}
	}
}

// TestAliases: a former address leads on, at the root and below v/.
func TestAliases(t *testing.T) {
	m := sound(t)[""].bytes
	for page, to := range map[string]string{"cover.html": "indemnity.html",
		"v/2026.1/cover.html":     "../../v/2026.1/indemnity.html",
		"v/2025.1/insurance.html": "../../v/2025.1/cover.html"} {
		if !strings.Contains(m[page], `<meta http-equiv="refresh" content="0; url=`+to+`">`) ||
			!strings.Contains(m[page], `<meta name="robots" content="noindex">`) ||
			!strings.Contains(m[page], `<a href="`+to+`">`) ||
			!regexp.MustCompile(`<script src="(\.\./)*assets/moved-\w{8}\.js" data-to="`+to+`">`).
				MatchString(m[page]) {
			t.Errorf("%s does not lead to %s:\n%s", page, to, m[page])
		}
	}
}

// TestForMachines: what is read by machines can be read by them, whatever is in a title.
func TestForMachines(t *testing.T) {
	m := sound(t)[""].bytes
	for _, name := range []string{"sitemap.xml", "feed.xml", "timeline.svg"} {
		for d := xml.NewDecoder(strings.NewReader(m[name])); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, m[name])
			}
		}
	}
	if n := strings.Count(m["sitemap.xml"], "<loc>https://toolkit.example.org/aps/"); n != 16 ||
		strings.Contains(m["sitemap.xml"], "/v/") || strings.Contains(m["sitemap.xml"], "print") {
		t.Errorf("%d pages\n%s", n, m["sitemap.xml"])
	}
}

// TestFeed: the feed holds releases, withdrawals and corrections, newest first, as text.
func TestFeed(t *testing.T) {
	m := sound(t)[""].bytes
	var feed struct {
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Entry   []struct {
			Title   string `xml:"title"`
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(m["feed.xml"]), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Title != "Base & toolkit" || feed.Author != "Example <Training> Hub" ||
		feed.Updated != "2026-08-01T00:00:00Z" {
		t.Errorf("%+v", feed)
	}
	var got []string
	for _, e := range feed.Entry {
		got = append(got, e.Updated[:10]+" "+e.Title+": "+e.Summary+" "+strings.TrimPrefix(e.Link.Href,
			"https://toolkit.example.org/aps/"))
	}
	want := []string{
		"2026-08-01 Important correction to Toolkit 2026.1: Stop using the \"old\" form & tell others " +
			"v/2026.1/preceptor/meetings.html",
		"2026-07-01 Correction to Toolkit 2026.1: The helpline number has changed v/2026.1/preceptor/meetings.html",
		`2026-06-01 Toolkit 2026.1: The "third" & best. v/2026.1/index.html`,
		"2026-01-01 Toolkit 2024.1 is withdrawn: its advice on cover is out of date v/2024.1/index.html",
		"2025-01-01 Toolkit 2025.1: The second. v/2025.1/index.html",
		"2024-01-01 Toolkit 2024.1: The first. v/2024.1/index.html",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	ids := map[string]bool{}
	for _, e := range feed.Entry {
		if ids[e.ID] {
			t.Errorf("the feed has %s twice", e.ID)
		}
		ids[e.ID] = true
	}
}

// TestDefinitionAndSearch: a form's definition and the search index hold what is published now.
func TestDefinitionAndSearch(t *testing.T) {
	m := sound(t)[""].bytes
	var definition struct {
		Form   string
		Fields []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(m["forms/meeting.json"]), &definition); err != nil ||
		definition.Form != "meeting" || len(definition.Fields) != 5 {
		t.Errorf("%+v, %v", definition, err)
	}
	var words string
	for p, text := range m {
		if strings.HasPrefix(p, "search/") {
			words += text
		}
	}
	for _, word := range []string{"indemnity.html", "preceptor/meetings.html", "Deep within", "forms/meeting.html",
		"glossary.html"} {
		if !strings.Contains(words, word) {
			t.Errorf("the search does not know %s", word)
		}
	}
	if strings.Contains(words, "v/2024.1") || strings.Contains(words, "Insurance") {
		t.Error("the search knows old versions")
	}
}
