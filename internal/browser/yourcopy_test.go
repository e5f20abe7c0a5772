//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// guide is a page of the hub in these tests.
func guide(title, words string) string {
	return "---\ntitle: " + title + "\nsummary: About this.\nowner: Lead\nreview_by: 2027-09-01\n---\n## Where\n\n" +
		words + "\n"
}

// bundled releases a version of a hub with the pages rooms and parking, and gives its bundle.
func bundled(t *testing.T, hub, version, words string) string {
	t.Helper()
	casetest.WriteFiles(t, hub, casetest.Releasable(version)...)
	home := must(os.ReadFile(filepath.Join(hub, "content", version, "index.md")))
	casetest.Write(t, hub, "content/"+version+"/index.md",
		string(home)+"\nThen read of [rooms](rooms.md) and [parking](parking.md).\n")
	casetest.Write(t, hub, "content/"+version+"/rooms.md", guide("Rooms", "Any room is yours"+words))
	casetest.Write(t, hub, "content/"+version+"/parking.md", guide("Parking", "Behind the house"+words))
	precept(t, hub, "release", version, "--as-of", asOf)
	precept(t, hub, "bundle", version, "--as-of", asOf)
	return filepath.Join(hub, "toolkit-"+version+".zip")
}

// next is where the bundle is that a practice of these tests can take in.
func next(k *keeper) string { return filepath.Join(k.dir, "../hub/toolkit-2031.1.zip") }

// practice serves a practice's copy of a hub's toolkit, of which it has adapted two pages. The hub has changed both in
// its next version.
func practice(t *testing.T) *keeper {
	t.Helper()
	dir := t.TempDir()
	hub, own := filepath.Join(dir, "hub"), filepath.Join(dir, "practice")
	first := bundled(t, hub, "2030.1", ".")
	bundled(t, hub, "2031.1", " from nine.")
	precept(t, dir, "new", "practice", "practice", "--from", first, "--as-of", asOf)
	for _, name := range []string{"rooms", "parking"} {
		precept(t, own, "adapt", name, "--as-of", asOf)
		file := filepath.Join(own, "content/2030.1", name+".md")
		text := strings.NewReplacer("Any room", "Room 4", "Behind", "Beside").Replace(string(must(os.ReadFile(file))))
		casetest.Write(t, own, "content/2030.1/"+name+".md", text)
	}
	casetest.Write(t, own, alex+"/preceptee.md", "---\nname: Alex Example\nstart: 2026-09-01\ntoolkit: \"2030.1\"\n"+
		"keeper: Practice manager\nexample: true\n---\n") // without anybody, serve opens on the site
	k := keepIn(t, own)
	k.visit(k.address + "your-copy")
	k.heading("Your copy of the toolkit")
	return k
}

// offer chooses the next bundle and looks at it.
func offer(k *keeper, h hand) {
	k.Helper()
	switch h := h.(type) {
	case keyHand:
		h.to("", "Drop the hub’s bundle here, or choose it") // where Enter opens the computer's own window
		k.pick("#files", next(k))
	default:
		k.drop("#drop", next(k))
	}
	k.waitAcross(`document.getElementById('chosen').innerText.includes('toolkit-2031.1.zip')`)
	h.press("", "Look at it")
	k.heading("Take in Toolkit 2031.1?")
}

// TestYourCopyAtTheDesk: a manager who never opens a terminal takes in the hub's next version, keeps one page and takes
// theirs of another.
func TestYourCopyAtTheDesk(t *testing.T) {
	byEachHand(t, practice, func(t *testing.T, k *keeper, h hand) {
		k.visit(k.address)
		h.press("", "Your copy of the toolkit")
		k.heading("Your copy of the toolkit")
		offer(k, h)
		if says := k.shownText(); !strings.Contains(says, "parking.md") || !strings.Contains(says, "rooms.md") {
			t.Errorf("it does not say what is carried over:\n%s", says)
		}
		if _, err := os.Stat(filepath.Join(k.dir, "content/2031.1")); err == nil {
			t.Error("something is written before anybody said yes")
		}
		h.press("", "Take it in")
		k.heading("Version 2031.1 has been taken in")
		h.press("", "Rooms")
		k.heading("Rooms")
		h.press("", "Keep ours")
		k.heading("“Rooms” stays as you wrote it")
		h.press("", "Parking")
		k.heading("Parking")
		h.press("", "Our words are no longer needed")
		h.press("", "Take theirs")
		k.heading("Readers now see the hub’s “Parking”. A copy of your page is kept in data/base/dropped/2031.1/parking.md")
		if says := k.shownText(); strings.Contains(says, "needs your decision") || strings.Contains(says, "To decide") {
			t.Errorf("something is still to decide:\n%s", says)
		}
		for name, words := range map[string]string{"content/2031.1/rooms.md": "Room 4",
			"data/base/dropped/2031.1/parking.md": "Beside the house",
			"content/2030.1/parking.md":           "Beside the house"} {
			text, err := os.ReadFile(filepath.Join(k.dir, name))
			if err != nil || !strings.Contains(string(text), words) {
				t.Errorf("%s has not what the practice wrote (%v):\n%s", name, err, text)
			}
		}
	})
}

// TestAxeOnYourCopy: each page about a copy in light and dark, at a phone's width and at a desktop's.
func TestAxeOnYourCopy(t *testing.T) {
	t.Parallel()
	k := practice(t)
	inEveryLook(k.tab, "the copy")
	k.drop("#drop", k.put("notes.zip", "no zip"))
	k.mouse("Look at it")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "a file that is not a bundle")
	offer(k, mouseHand{k})
	inEveryLook(k.tab, "what taking in a bundle would do")
	k.mouse("Take it in")
	k.heading("Version 2031.1 has been taken in")
	inEveryLook(k.tab, "two pages to decide")
	k.mouse("Rooms")
	k.heading("Rooms")
	inEveryLook(k.tab, "an adapted page")
	k.eval(`document.querySelectorAll('form').forEach(f => f.noValidate = true)`)
	k.mouse("Take theirs")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "a page that is not taken without a yes")
	k.mouse("Keep ours")
	k.heading("“Rooms” stays as you wrote it")
	inEveryLook(k.tab, "a page that is kept")
}
