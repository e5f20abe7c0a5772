package desk

import (
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestDueForRemoval: the desk lists those whose records have been kept for as long as the site says, from the day after
// on, and nobody else.
func TestDueForRemoval(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "data/site.yaml", "title: T\npublisher: P\nprivacy: {controller: Example Surgery, "+
		"contact: manager@example.org, keep_months: 24}\n")
	person := func(id, more string) {
		casetest.Write(t, dir, "data/preceptees/"+id+"/preceptee.md", "---\nname: Name of "+id+
			"\nstart: 2022-01-01\ntoolkit: \"2026.1\"\n"+more+"---\n")
	}
	person("long-gone", "ended: {date: 2024-10-04, how: left}\n")
	person("last-day", "ended: {date: 2024-10-05, how: left}\n")
	person("not-marked", "")
	person("an-example", "example: true\n")
	_, page := start(t, dir).get("")
	_, due, found := strings.Cut(page, "Records that are due for removal")
	due, _, _ = strings.Cut(due, "</section>")
	holds(t, "due for removal", due, "Name of long-gone", "the year ended on 4 October 2024",
		"until 4 October 2026", "Name of not-marked", "precept remove")
	if !found || strings.Contains(due, "last-day") || strings.Contains(due, "an-example") {
		t.Error(due)
	}
	_, page = start(t, lay(t)).get("")
	if strings.Contains(page, "due for removal") {
		t.Error("a site of examples has records that are due for removal")
	}
}
