//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/security"
)

// TestSealedAtTheDesk: only with the keyboard, a sealed copy is made and saved. What was saved opens over https with
// the passphrase that the desk showed.
func TestSealedAtTheDesk(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	folder := k.downloads()
	keys := keyHand{k}
	keys.press("", "See what will be in it")
	k.heading("What will be in the copy")
	keys.press("", "Make a sealed copy")
	k.heading("The sealed copy is ready")
	words := get[string](k.tab, `document.getElementById('passphrase').value`)
	if len(strings.Fields(words)) != 6 {
		t.Fatalf("the passphrase is %q", words)
	}
	inEveryLook(k.tab, "a sealed copy")
	keys.press("", "Save the sealed file")
	saved, data := k.file(folder, ".html")
	name := filepath.Base(saved)
	if !strings.HasPrefix(name, "portfolio-") || strings.Contains(string(data), "Alex Example") {
		t.Errorf("%s is saved, and tells whose it is", name)
	}

	host := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(data)
	}))
	t.Cleanup(host.Close)
	b := newTab(t)
	call(b, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
	b.visit(host.URL + "/" + name)
	b.unlock(words)
	b.waitFor(isOpen)
	if text := get[string](b, `document.title`); !strings.Contains(text, "Portfolio of Alex Example") {
		t.Errorf("it opens as %q", text)
	}
}

// TestReportsAtTheDesk: the reports about everybody are a click from the desk, and fit in every look.
func TestReportsAtTheDesk(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	for link, title := range map[string]string{"Where everybody is": "Where everybody is",
		"For an inspector": "Assurance"} {
		k.mouse(link)
		k.heading(title)
		inEveryLook(k.tab, title)
		k.resize(1280, 800)
		k.mouse("Back to the desk")
		k.heading("The desk")
	}
}
