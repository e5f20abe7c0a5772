package help

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// ask asks for an address below Path as a browser does.
func ask(t *testing.T, address string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	look := Look{Styles: []string{"/assets/precept-1.css"}, Script: "/assets/precept-1.js", Toolkit: true}
	Serve(w, httptest.NewRequest(http.MethodGet, address, nil), look)
	if got := w.Header().Get("Content-Security-Policy"); got != policy {
		t.Errorf("%s: the policy is %q", address, got)
	}
	return w.Code, w.Body.String()
}

// TestPages shows every topic as a page with one heading of the first level, and all topics on the first page.
func TestPages(t *testing.T) {
	status, first := ask(t, Path)
	if status != http.StatusOK || !strings.Contains(first, `href="/assets/precept-1.css"`) {
		t.Errorf("the first page: %d\n%s", status, first)
	}
	for _, topic := range append(Topics(), rulesTopic()) {
		if !strings.Contains(first, `href="/-/help/`+topic.Name+`"`) {
			t.Errorf("the first page does not lead to %s", topic.Name)
		}
		status, body := ask(t, Path+topic.Name)
		headings := strings.Count(body, "<h1")
		if status != http.StatusOK || headings != 1 || !strings.Contains(body, "<title>"+topic.Title) {
			t.Errorf("%s: %d, %d headings", topic.Name, status, headings)
		}
	}
	status, body := ask(t, Path+"xyzzy")
	if status != http.StatusNotFound || !strings.Contains(body, `href="/-/help/items"`) {
		t.Errorf("a topic that does not exist: %d\n%s", status, body)
	}
}

// TestSearch finds the sections that have every word, those that have them in the heading first, and shows what it
// found.
func TestSearch(t *testing.T) {
	for _, c := range []struct {
		query string
		first string // where the first hit leads
		shows string
	}{
		{"signatures", "/-/help/items#signatures", ""},
		{"wte PAUSES", "/-/help/programme#when-a-milestone-is-due", "<mark>"},
		{"staticwebapp", "/-/help/hosting#which-host", "<mark>staticwebapp</mark>"},
		{"link-broken", "/-/help/rules#link-broken", ""},
		{"xyzzy <b>", "", "Nothing found for “xyzzy &lt;b&gt;”"},
	} {
		status, body := ask(t, Path+"?q="+strings.NewReplacer(" ", "+", "<", "%3C", ">", "%3E").Replace(c.query))
		_, hits, _ := strings.Cut(body, "<h1>Search</h1>")
		_, first, _ := strings.Cut(hits, `<li><a href="`)
		first, _, _ = strings.Cut(first, `"`)
		if c.first == "" {
			c.first = "/-/help/project" // the topics are listed instead
		}
		if status != http.StatusOK || first != c.first || !strings.Contains(body, c.shows) {
			t.Errorf("%q: %d, leads to %q, want %q with %q", c.query, status, first, c.first, c.shows)
		}
	}
}
