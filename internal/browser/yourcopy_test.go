//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/toolkit"
)

// hubNext is a folder that the project is laid over. Its newest version has changed a page that the practice adapted.
const hubNext = `
-- hub/data/site.yaml --
title: Hub
publisher: Example Hub
-- hub/content/2030.1/version.md --
---
title: Toolkit 2030.1
summary: The first.
released: 2026-01-01
---
-- hub/content/2030.1/rooms.md --
---
title: Rooms
summary: Where to sit.
---
## Where

Any room is yours.
-- hub/content/2031.1/version.md --
---
title: Toolkit 2031.1
summary: The second.
extends: "2030.1"
released: 2026-02-01
---
-- hub/content/2031.1/rooms.md --
---
title: Rooms
summary: Where to sit.
---
## Where

Any room is yours from nine.
`

// practice serves a project whose copy has one adapted page that waits for a decision.
func practice(t *testing.T) *keeper {
	t.Helper()
	k := keep(t, alex)
	files := txtar.Parse([]byte(hubNext)).Files
	casetest.WriteFiles(t, k.dir, files...)
	before := files[2].Data
	casetest.Write(t, k.dir, "content/2031.1/rooms.md", strings.NewReplacer("Any room", "Room 4",
		"\n---\n", "\nreplaces: "+toolkit.Sum(before)+"\n---\n").Replace(string(before)))
	site, err := os.ReadFile(filepath.Join(k.dir, "data/site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	casetest.Write(t, k.dir, "data/site.yaml", string(site)+"base:\n  - folder: hub\n")
	k.visit(k.address + "your-copy")
	k.waitAcross(`document.querySelector('main').innerText.includes('2031.1') || (location.reload(), false)`)
	return k
}

// TestYourCopyAtTheDesk: a manager who never opens a terminal keeps or takes a page, by mouse and by keyboard.
func TestYourCopyAtTheDesk(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(*keeper) hand{
		"by mouse":    func(k *keeper) hand { return mouseHand{k} },
		"by keyboard": func(k *keeper) hand { return keyHand{k} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := practice(t)
			h := of(k)
			h.press("", "Rooms")
			k.heading("Rooms")
			h.press("", "Our words are no longer needed")
			h.press("", "Take theirs")
			k.heading("Readers now see the hub’s “Rooms”. A copy of yours is kept in data/base/dropped/2031.1/rooms.md")
			if _, err := os.Stat(filepath.Join(k.dir, "data/base/dropped/2031.1/rooms.md")); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestAxeOnYourCopy: each page about a copy in light and dark, at a phone's width and at a desktop's.
func TestAxeOnYourCopy(t *testing.T) {
	t.Parallel()
	k := practice(t)
	inEveryLook(k.tab, "the copy")
	k.fits("the copy")
	k.visit(k.address + "your-copy/2031.1/rooms")
	k.heading("Rooms")
	inEveryLook(k.tab, "an adapted page")
	k.fits("an adapted page")
	k.eval(`document.querySelectorAll('form').forEach(f => f.noValidate = true)`)
	k.mouse("Take theirs")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "a page that is not taken without a yes")
	k.mouse("Keep ours")
	k.heading("“Rooms” stays as you wrote it")
	inEveryLook(k.tab, "a page that is kept")
}
