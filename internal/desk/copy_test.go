package desk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCopy: the copy for a reader is written where precept build writes it, and handed over as one file.
func TestCopy(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for _, c := range []struct{ reader, folder string }{
		{"preceptee", "alex-example"}, {"pair", "alex-example-pair"}, {"practice", "alex-example-practice"},
		{"appraiser", "alex-example-appraiser"},
	} {
		download := "copy?preceptee=alex-example&reader=" + c.reader + "&token=" + token
		if res, _ := b.get(download); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: handed over before it was made: %d", c.reader, res.StatusCode)
		}
		_, page := b.post("copy", alex, field("reader", c.reader))
		holds(t, c.reader, page, "What will be in the copy", "Look at it first", "Make the copy")
		_, looked := b.get("look?preceptee=alex-example&reader=" + c.reader + "&token=" + token)
		if _, err := os.Stat(filepath.Join(b.dir, "portfolios", c.folder)); err == nil {
			t.Errorf("%s: it was written before anybody asked for it", c.reader)
		}
		_, page = b.post("copy", alex, field("reader", c.reader), field("seen", "yes"))
		holds(t, c.reader, page, "The copy is ready", "portfolios/"+c.folder+"<", "Save it as one file")
		res, body := b.get(download)
		name := res.Header.Get("Content-Disposition")
		if res.StatusCode != 200 || name != `attachment; filename="portfolio-`+c.folder+`.html"` ||
			!strings.Contains(body, "I am Alex") {
			t.Errorf("%s: %d %v", c.reader, res.StatusCode, res.Header)
		}
		if looked != body {
			t.Errorf("%s: what was looked at is not what was made", c.reader)
		}
		at := "portfolios/" + c.folder + "/"
		if b.text(at+"portfolio.html") != body || b.text(at+"build.json") == "" {
			t.Errorf("%s: what is handed over is not what was written", c.reader)
		}
	}
	if _, err := os.Stat(filepath.Join(b.dir, "public")); err == nil {
		t.Error("a copy wrote the public site")
	}
}
