//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// hub serves a project with a draft that can be released.
func hub(t *testing.T) *keeper {
	t.Helper()
	k := keep(t, alex)
	casetest.WriteFiles(t, k.dir, casetest.Releasable("2031.1")...)
	k.visitUntil(k.address+"releases", `document.querySelector('main').innerText.includes('2031.1')`)
	return k
}

// TestReleaseAtTheDesk: a version is released by somebody who never opens a terminal, by mouse and by keyboard.
func TestReleaseAtTheDesk(t *testing.T) {
	byEachHand(t, hub, func(t *testing.T, k *keeper, h hand) {
		k.visit(k.address)
		h.press("", "Releases of the toolkit")
		k.heading("Releases")
		h.press("", "See what 2031.1 needs before it is released")
		k.heading("Release version 2031.1")
		lock := filepath.Join(k.dir, "content/2031.1/version.lock")
		if _, err := os.Stat(lock); err == nil {
			t.Error("it is locked before anybody said yes")
		}
		h.press("", "Version 2031.1 is ready")
		h.press("", "Release 2031.1")
		k.heading("Version 2031.1 is released")
		text, err := os.ReadFile(lock)
		if err != nil || !strings.HasPrefix(string(text), "precept version.lock 1\n") {
			t.Errorf("it is not locked: %v", err)
		}
		h.press("", "All releases")
		k.heading("Releases")
		k.visitUntil(k.address+"releases", `document.querySelector('main').innerText.includes('released and locked')`)
	})
}

// TestAxeOnReleases: each page about releases in light and dark, at a phone's width and at a desktop's.
func TestAxeOnReleases(t *testing.T) {
	t.Parallel()
	k := hub(t)
	inEveryLook(k.tab, "the releases")
	k.fits("the releases")
	k.visit(k.address + "release/2026.1")
	k.heading("What to do before version 2026.1 is released")
	inEveryLook(k.tab, "what is in the way of a release")
	k.fits("what is in the way of a release")
	k.visit(k.address + "release/2031.1")
	k.heading("Release version 2031.1")
	inEveryLook(k.tab, "the question before a release")
	k.eval(`document.querySelector('form').noValidate = true`)
	k.mouse("Release 2031.1")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "a release without a yes")
	k.mouse("Version 2031.1 is ready")
	k.mouse("Release 2031.1")
	k.heading("Version 2031.1 is released")
	inEveryLook(k.tab, "a version that was released")
}
