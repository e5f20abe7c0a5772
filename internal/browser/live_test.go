//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPageReloadsItself: an open page shows what is saved, also where a link in it is wrong, with what is wrong above
// it.
func TestPageReloadsItself(t *testing.T) {
	t.Parallel()
	k := keep(t)
	const name = "content/2026.1/organisation/indemnity.md"
	page, err := os.ReadFile(filepath.Join(k.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	k.visit(k.address + "organisation/indemnity.html")
	k.heading("Indemnity")
	shows := func(words string) string {
		return `document.readyState === 'complete' && document.querySelector('main').innerText.includes(` +
			quoted(words) + `)`
	}
	panel := `document.querySelector('.precept-live')`
	k.put(name, string(page)+"\nThese words are new.\n")
	k.waitAcross(shows("These words are new.") + ` && ` + panel + `.hidden`)
	k.put(name, string(page)+"\nThese lead to [nothing](gone.md).\n")
	k.waitAcross(shows("These lead to nothing.") + ` && ` + panel + `.innerText.includes('gone.md')`)
	k.put(name, string(page))
	k.waitAcross(`!(` + shows("These lead to nothing.") + `) && ` + panel + `.hidden`)
}
