package desk

import (
	"net/http"
	"strings"
	"testing"
)

// TestReports: the reports about everybody are pages of the desk, and files to save.
func TestReports(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, front := b.get("")
	for name, title := range map[string]string{"cohort": "Where everybody is", "assurance": "Assurance"} {
		holds(t, name, front, `href="/-/desk/report/`+name+`"`)
		res, page := b.get("report/" + name)
		if policy := res.Header.Get("Content-Security-Policy"); res.StatusCode != http.StatusOK ||
			!strings.Contains(policy, "style-src 'sha256-") {
			t.Errorf("%s: %d, %s", name, res.StatusCode, policy)
		}
		holds(t, name, page, "<h1>"+title+"</h1>", "Alex Example", "Back to the desk")
		res, file := b.get("report/" + name + "?save")
		if disposition := res.Header.Get("Content-Disposition"); strings.Contains(file, "Back to the desk") ||
			!strings.HasPrefix(disposition, `attachment; filename="`+name+"-2026-") {
			t.Errorf("%s: saved as %s", name, disposition)
		}
	}
	if res, _ := b.get("report/other"); res.StatusCode != http.StatusNotFound {
		t.Errorf("another report: %d", res.StatusCode)
	}
}
