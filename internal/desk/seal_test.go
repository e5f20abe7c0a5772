package desk

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/portfolio"
	"precept/internal/seal"
)

var shown = regexp.MustCompile(`<textarea id="passphrase"[^>]*>([a-z ]+)</textarea>`)

// TestSeal: a sealed copy opens with the passphrase that was shown, which is shown once; neither is on the disk.
func TestSeal(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for _, reader := range portfolio.Readers() {
		res, page := b.post("seal", alex, field("reader", string(reader)))
		words := shown.FindStringSubmatch(page)
		if res.StatusCode != http.StatusOK || words == nil || strings.Count(page, words[1]) != 1 {
			t.Fatalf("%s: %d\n%s", reader, res.StatusCode, page)
		}
		if n := len(strings.Fields(words[1])); n != 6 {
			t.Errorf("%s: the passphrase has %d words", reader, n)
		}
		file := regexp.MustCompile(`portfolio-[0-9a-f]{8}\.html`).FindString(page)
		res, body := b.get("sealed?file=" + file + "&token=" + token)
		if name := res.Header.Get("Content-Disposition"); name != `attachment; filename="`+file+`"` {
			t.Fatalf("%s: %d, %s", reader, res.StatusCode, name)
		}
		if strings.Contains(body, "Alex Example") || strings.Contains(body, words[1]) {
			t.Errorf("%s: the sealed file tells whose it is, or how it opens", reader)
		}
		e, number, err := seal.Read([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		open, err := e.Open(words[1], number)
		if err != nil || len(open) == 0 {
			t.Errorf("%s: it does not open: %v", reader, err)
		}
		if res, _ := b.get("sealed?file=" + file); res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: handed over without the token: %d", reader, res.StatusCode)
		}
		for _, at := range []string{"", "to-sign"} {
			if _, page := b.get(at); strings.Contains(page, words[1]) {
				t.Errorf("%s: the passphrase is on %q too", reader, at)
			}
		}
		err = filepath.WalkDir(b.dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			if strings.Contains(string(data), words[1]) || strings.HasPrefix(e.Name(), file) {
				t.Errorf("%s: %s was written", reader, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if res, _ := b.get("sealed?file=portfolio-00000000.html&token=" + token); res.StatusCode != http.StatusNotFound {
		t.Errorf("what was not made is handed over: %d", res.StatusCode)
	}
	_, page := b.post("seal", field("reader", "pair"))
	holds(t, "nobody", page, "Choose whose portfolio to copy.")
}
