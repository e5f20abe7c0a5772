//go:build browser

package browser

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"
)

// TestZipFromDisk: what build --zip gives an IT department is a site wherever it is unpacked, without a host and
// without precept: its home, the search, a page of it, and the same page in the version before.
func TestZipFromDisk(t *testing.T) {
	t.Parallel()
	hub := t.TempDir()
	bundled(t, hub, "2030.1", ".")
	bundled(t, hub, "2031.1", " from nine.")
	precept(t, hub, "build", "--only", "toolkit", "--as-of", asOf, "--zip", "site.zip")
	z, err := zip.OpenReader(filepath.Join(hub, "site.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := filepath.Join(t.TempDir(), "on the shared drive")
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.visit("file://" + filepath.ToSlash(dir) + "/index.html")
	if says := get[string](b, `document.querySelector('h1').innerText`); says != "Home" {
		t.Fatalf("it begins with %q", says)
	}
	b.follow(`a[data-search]`)
	b.waitFor(`document.getElementById('q')`)
	b.focus("#q")
	b.press("rooms")
	b.waitFor(`document.querySelector('.results a')?.textContent === 'Rooms'`)
	b.follow(`.results a`)
	b.waitFor(`document.querySelector('main').innerText.includes('Any room is yours from nine.')`)
	b.eval(`document.querySelector('details.versions').open = true`)
	b.follow(`details.versions a[href*="v/2030.1/"]`)
	b.waitFor(`document.querySelector('main').innerText.includes('Any room is yours.')`)
	if at := get[string](b, `location.pathname`); filepath.Base(filepath.Dir(at)) != "2030.1" {
		t.Errorf("the version before is at %s", at)
	}
}
