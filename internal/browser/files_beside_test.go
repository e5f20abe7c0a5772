//go:build browser

package browser

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCaseM3Beside: case M3. A file beside a page opens, or is saved, from a host's root, from a folder of a host and
// from a folder on disk; so does one in a folder beside it, and one from the permanent address of a version.
func TestCaseM3Beside(t *testing.T) {
	t.Parallel()
	served, disk := published(t, "testdata/files-beside.txtar")
	for place, root := range map[string]string{"root": served, "sub-path": served + "sub/path/", "disk": disk} {
		for _, page := range []string{"guides/letters.html", "v/1/guides/letters.html"} {
			t.Run("case-M3 "+place+" "+page, func(t *testing.T) {
				b := newTab(t)
				folder := b.downloads()
				b.visit(root + page)
				b.follow(`main a[href$="letter.txt"]`)
				if text := get[string](b, `document.body.innerText`); !strings.Contains(text, "Dear colleague") {
					t.Errorf("the letter says %q", text)
				}
				b.visit(root + page)
				if said := b.shownText(); !strings.Contains(said, "CSV, 1 KB") {
					t.Errorf("the link does not say what the file is: %s", said)
				}
				b.do(chromedp.Click(chromedp.CSS(`main a[href$="rota.csv"]`)))
				name, data := b.file(folder, ".csv")
				if filepath.Base(name) != "rota.csv" || string(data) != "day,room\nMonday,2\n" {
					t.Errorf("%s holds %q", name, data)
				}
			})
		}
	}
}
