//go:build browser

package browser

import (
	"strings"
	"testing"
)

// A question about one record closes once another record is on the page: the answer would be about the wrong one.
func TestQuestionsCloseWithTheirRecord(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(plainHost()+meeting, "f-wellbeing", "SECOND")
	for _, words := range []string{"Clear from this device", "Download to send"} {
		b.click(words)
		b.waitFor(`document.querySelector('#form-actions .ask')`)
		b.click("Start a new one")
		b.waitFor(`document.getElementById('f-wellbeing').value === ''`)
		if n := get[int](b, `document.querySelectorAll('#form-actions .ask').length`); n != 0 {
			t.Errorf("%s: %d questions of the last record are still asked", words, n)
		}
		b.write("f-wellbeing", "THIRD")
		b.says("Saved on this device")
	}
	b.write("f-progress", "NHS 943 476 5919")
	b.sign("sign-preceptor", "Pat Example")
	b.says("Before you sign")
	b.click("Start a new one")
	b.waitFor(`!document.querySelector('.signatures .ask')`)
}

// A form in which nothing is written cannot be completed, saved or sent; one that had answers before may be emptied.
func TestNothingToSave(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	for _, words := range []string{"Mark as complete", "Save a file", "Download to send"} {
		b.click(words)
		b.says("There is nothing to save yet.")
		b.click("All right")
	}
	b.waitFor(`/Draft/.test(document.querySelector('#form-actions .tag').textContent)`)
	if list := glob(t, folder); len(list) > 0 {
		t.Errorf("an empty form was saved: %v", list)
	}
	b.begin(plainHost()+meeting, "f-progress", "   ")
	b.click("Save a file")
	b.says("There is nothing to save yet.")
	b.write("f-progress", "Calm")
	b.click("Save a file")
	b.file(folder, ".md")
}

// The page asks once whose device it is: by the field, or at the top of what was written before.
func TestDeviceIsAskedOnce(t *testing.T) {
	t.Parallel()
	const asked = `[...document.querySelectorAll('.ask, .saved')].filter(e =>
		/Is this your own device/.test(e.textContent)).length`
	b := newTab(t)
	b.resize(375, 700)
	b.visit(plainHost() + meeting)
	b.write("f-progress", "Ab")
	b.says("Kept for this tab only")
	if n := get[int](b, asked); n != 1 {
		t.Errorf("asked %d times beside the field", n)
	}
	b.visit(plainHost() + meeting)
	b.says("Kept for this tab only")
	if n := get[int](b, asked+` + (document.querySelector('.state-at .ask') ? 0 : 9)`); n != 1 {
		t.Errorf("asked %d times of what was written before, or not at the top", n)
	}
	b.eval(`document.getElementById('f-wellbeing').focus()`)
	b.press("x")
	b.click("Start a new one")
	b.write("f-wellbeing", "x")
	b.says("Kept for this tab only")
	if n := get[int](b, asked); n != 1 {
		t.Errorf("asked %d times of a second record", n)
	}
	b.click("Yes, my own")
	b.waitFor(asked + ` === 0`)
}

// TestTypedWhileItIsCleared: what is typed while the files of a cleared record are still being removed is in the new
// record, and stays.
func TestTypedWhileItIsCleared(t *testing.T) {
	t.Parallel()
	for words, done := range map[string]string{
		"Clear from this device":  "It has been cleared from this device.",
		"Finish on this computer": "This device has been cleared.",
	} {
		b := newTab(t)
		b.downloads()
		b.visit(shipped.address + "/" + meeting)
		b.write("f-wellbeing", "x")
		b.click(map[bool]string{true: "Yes, my own", false: "No, shared"}[strings.HasPrefix(words, "Clear")])
		b.click(words)
		b.waitFor(`window.yes = [...document.querySelectorAll('.ask button')].find(e =>
			e.textContent === 'Yes, clear it')`)
		b.eval(`yes.click(), document.getElementById('f-progress').focus(),
			document.execCommand('insertText', false, 'Typed at once.')`)
		b.says(done)
		if got := b.value("f-progress"); got != "Typed at once." {
			t.Errorf("%s: %q", words, got)
		}
	}
}
