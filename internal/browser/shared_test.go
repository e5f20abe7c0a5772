//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestShareByMouse and TestShareByKeyboard: a record is shared with an appraiser, with who asked and when; what their
// copy will hold is shown before it is made, and the copy holds it.
func TestShareByMouse(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	shareAndCopy(t, k, mouseHand{k}, inEveryLook)
}

func TestShareByKeyboard(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	shareAndCopy(t, k, keyHand{k}, func(*tab, string) {})
}

func shareAndCopy(t *testing.T, k *keeper, h hand, look func(b *tab, what string)) {
	t.Helper()
	const meeting = "Monthly meeting, 2 October 2026"
	k.visit(k.address + "person/alex-example")
	k.heading("Alex Example")
	h.press("", "Change Shared with an appraiser")
	k.heading("Shared with an appraiser")
	look(k.tab, "what is shared")
	h.press("", meeting)
	h.write("Newly ticked", "Who asked for it", "Alex Example, by e-mail")
	h.write("Newly ticked", "When did they ask", "4 October 2026")
	h.press("", "Save")
	k.heading("Alex Example")
	text := string(must(os.ReadFile(filepath.Join(k.dir, alex, "preceptee.md"))))
	if want := `{record: g1xd94zu, asked: "Alex Example, by e-mail", date: 2026-10-04}`; !strings.Contains(text, want) {
		t.Errorf("the file has no %s:\n%s", want, text)
	}
	k.visit(k.address)
	k.heading("The desk")
	if keys, ok := h.(keyHand); ok { // the arrows go through such choices, and Tab comes to the one that is made
		keys.to("", "The preceptee")
		k.press(kb.ArrowUp)
	} else {
		h.press("", "An appraiser")
	}
	h.press("", "See what will be in it")
	k.heading("What will be in the copy")
	look(k.tab, "what a copy will hold")
	in := get[string](k.tab, `document.querySelector('[aria-labelledby=h-in]').innerText`)
	out := get[string](k.tab, `document.querySelector('[aria-labelledby=h-out]').innerText`)
	if !strings.Contains(in, meeting) || strings.Contains(out, meeting) || !strings.Contains(out, "has not chosen "+
		"to share it") {
		t.Errorf("in the copy: %s\nnot in it: %s", in, out)
	}
	h.press("", "Make the copy")
	k.heading("The copy is ready")
	records, err := filepath.Glob(filepath.Join(k.dir, "portfolios/alex-example-appraiser/records/2*.html"))
	if err != nil || len(records) != strings.Count(text, "{record: ") {
		t.Errorf("the copy has %v: %v", records, err)
	}
}
