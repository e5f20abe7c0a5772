package desk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestX4Leftovers (case-X4): the desk names the portfolios of somebody whose records are gone, and deletes what a
// person ticks, and nothing else.
func TestX4Leftovers(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for _, reader := range []string{"preceptee", "pair"} {
		b.post("copy", field("preceptee", "robin-example"), field("reader", reader), field("seen", "yes"))
		b.post("copy", alex, field("reader", reader), field("seen", "yes"))
	}
	_, page := b.get("")
	lacks(t, "while both are here", page, "left over")
	ok(t, os.RemoveAll(filepath.Join(b.dir, "data", "preceptees", "robin-example")))
	b.write("portfolios/robin-example/letter.txt", "Dear Robin")
	_, page = b.get("")
	holds(t, "the desk", page, "Portfolios that are left over", "2 portfolios of people who have no records")
	_, page = b.get("leftovers")
	holds(t, "what is left over", page, "portfolios/robin-example<", "portfolios/robin-example-pair<")
	lacks(t, "what is left over", page, "alex-example")

	_, page = b.post("clear")
	holds(t, "nothing ticked", page, "Nothing was deleted")
	_, page = b.post("clear", field("tree", "robin-example"), field("tree", "alex-example"), field("tree", ".."))
	holds(t, "one ticked", page, "<h1>Deleted</h1>", "portfolios/robin-example/letter.txt",
		"portfolios/robin-example-pair<")
	for name, there := range map[string]bool{
		"robin-example/portfolio.html": false, "robin-example/letter.txt": true, "robin-example-pair/build.json": true,
		"alex-example/portfolio.html": true, "alex-example-pair/portfolio.html": true,
	} {
		if (b.text("portfolios/"+name) != "") != there {
			t.Errorf("%s is there: %v", name, !there)
		}
	}
	if res, _ := b.post("clear", field("tree", "robin-example-pair")); res.StatusCode != http.StatusOK {
		t.Errorf("the other one: %d", res.StatusCode)
	}
	_, page = b.get("")
	lacks(t, "when all is deleted", page, "left over")
}

// lacks fails where one of the words is on the page.
func lacks(t *testing.T, what, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(page, w) {
			t.Errorf("%s: %q is on the page\n%s", what, w, page)
		}
	}
}
