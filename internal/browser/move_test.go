//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// mover serves a project with another version that Alex can be moved to: the shipped one with one milestone more.
func mover(t *testing.T) *keeper {
	t.Helper()
	k := keep(t, alex)
	timeline, err := os.ReadFile(filepath.Join(k.dir, "content/2026.1/programme/timeline.md"))
	if err != nil {
		t.Fatal(err)
	}
	casetest.Write(t, k.dir, "content/2031.1/programme/timeline.md",
		string(timeline)+"\n- [month 12] Show a poster {#poster}\n")
	casetest.Write(t, k.dir, "content/2031.1/version.md", "---\ntitle: Toolkit 2031.1\nsummary: The next.\n"+
		"extends: \"2026.1\"\nreleased: 2026-01-01\n---\n")
	k.visitUntil(k.address+"person/alex-example/move/2031.1",
		`document.querySelector('main').innerText.includes('Show a poster: due')`)
	k.visit(k.address + "person/alex-example")
	return k
}

// TestMoveAtTheDesk: somebody is moved to another version by a keeper who never opens a terminal, by mouse and by
// keyboard, and it can be taken back.
func TestMoveAtTheDesk(t *testing.T) {
	byEachHand(t, mover, func(t *testing.T, k *keeper, h hand) {
		file := filepath.Join(k.dir, alex, "preceptee.md")
		text := func() string { return string(must(os.ReadFile(file))) }
		before := text()
		h.press("", "Move to another version")
		k.heading("Another version for Alex Example")
		h.press("", "See what 2031.1 would change")
		k.heading("Move Alex Example to version 2031.1?")
		k.says("Show a poster: due")
		if text() != before {
			t.Error("it is written before anybody said yes")
		}
		h.press("", "Move Alex Example to 2031.1")
		k.heading("Alex Example is on version 2031.1 now")
		if now := text(); !strings.Contains(now, `toolkit: "2031.1"`) {
			t.Errorf("the file does not say the version:\n%s", now)
		}
		h.press("", "Back to Alex Example")
		k.heading("Alex Example")
		k.waitAcross(`document.querySelector('main').innerText.includes('Toolkit 2031.1')`)
		h.press("", "Take it back")
		h.press("", "Yes, take it back")
		k.heading("Taken back")
		if now := text(); now != before {
			t.Errorf("it is not as it was:\n%s", now)
		}
	})
}

// TestAxeOnMove: each page about a move in light and dark, at a phone's width and at a desktop's.
func TestAxeOnMove(t *testing.T) {
	t.Parallel()
	k := mover(t)
	k.visit(k.address + "person/alex-example/move")
	k.heading("Another version for Alex Example")
	inEveryLook(k.tab, "the versions to choose from")
	k.fits("the versions to choose from")
	k.visit(k.address + "person/alex-example/move/2026.1")
	inEveryLook(k.tab, "a move that is refused")
	k.visit(k.address + "person/alex-example/move/2031.1")
	k.heading("Move Alex Example to version 2031.1?")
	inEveryLook(k.tab, "what would become of a year")
	k.fits("what would become of a year")
	k.eval(`document.querySelector('[name=seen]').value = 'x'`)
	k.mouse("Move Alex Example to 2031.1")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "a move of what was changed meanwhile")
	k.mouse("Move Alex Example to 2031.1")
	k.heading("Alex Example is on version 2031.1 now")
	inEveryLook(k.tab, "a year that was moved")
	k.fits("a year that was moved")
}
