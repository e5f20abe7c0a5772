package serve

import (
	"net/http"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/help"
)

// TestHelp shows the manual with the site's own stylesheets, which are there, and the search; also where there is no
// desk.
func TestHelp(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	res, page := b.get(help.Path)
	policy := res.Header.Get("Content-Security-Policy")
	if res.StatusCode != http.StatusOK || !strings.HasPrefix(policy, "default-src 'none'; ") {
		t.Fatalf("%s: %s", res.Status, page)
	}
	sheets := 0
	for _, link := range strings.Split(page, `<link rel="stylesheet" href="`)[1:] {
		address, _, _ := strings.Cut(link, `"`)
		if res, _ := b.get(address); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", address, res.Status)
		}
		sheets++
	}
	if sheets != 3 || !strings.Contains(page, `href="/-/desk/"`) {
		t.Errorf("%d stylesheets in\n%s", sheets, page)
	}
	if _, found := b.get(help.Path + "?q=signature"); !strings.Contains(found, "/-/help/records#signatures") {
		t.Errorf("a search finds\n%s", found)
	}
	b = start(t, lay(t), func(o *Options) { o.Build.Only = build.ToolkitOnly })
	if _, page := b.get(help.Path + "items"); strings.Contains(page, "/-/desk/") || !strings.Contains(page, "[date]") {
		t.Errorf("without a desk\n%s", page)
	}
}
