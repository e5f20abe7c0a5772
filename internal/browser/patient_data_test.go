//go:build browser

package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What looks like a patient's number is asked about before records leave from the list of forms, or from the page of
// another form.
func TestEveryRecordIsCheckedBeforeItLeaves(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	b.write("f-own-notes", "NHS 943 476 5919") // private, and so in no file that is sent
	b.ownDevice()
	b.write("f-objectives_1_objective", "NHS 943 476 5919")
	b.waitFor(`/943/.test(JSON.stringify(localStorage))`)
	asks := func(button, words string) {
		t.Helper()
		b.click(button)
		b.says("Before you " + words + ": one answer may identify a patient.")
		b.says("Monthly meeting")
		b.click("Not yet")
	}
	b.visit(plainHost() + "forms/index.html")
	asks("Download to send", "send")
	asks("Clear all from this device", "save a file")
	b.visit(plainHost() + "forms/reflection.html")
	b.write("f-what-happened", "A quiet day.")
	b.waitFor(`/^Saved on this device/.test(document.querySelector(".saved").textContent)`)
	if get[bool](b, `[...document.querySelectorAll('main button')].some(e => /^Finish/.test(e.textContent) && !e.hidden)`) {
		t.Error("it is their own device, and they may finish on this computer")
	}
	b.click("Download to send")
	asks("Send the others too", "send")
	if list := glob(t, folder); len(list) != 1 || !strings.Contains(list[0], "reflection") {
		t.Errorf("saved anyway: %v", list)
	}
	b.visit(plainHost() + "forms/index.html")
	b.click("Download to send")
	b.click("Send anyway")
	b.says("2 records are in the file records-")
	b.file(folder, ".zip")
}

// What looks like a patient's number is pointed out once more before a record is closed, signed, saved or sent; never
// what is private.
func TestNotesAreRepeatedBeforeSending(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-own-notes", "NHS 943 476 5919")
	b.says("This may be an NHS number. Please take it out.")
	b.click("Save a file")
	b.file(folder, ".md")
	b.write("f-wellbeing", "NHS 943 476 5919")
	for button, words := range map[string]string{"Mark as complete": "complete it", "Save a file": "save a file",
		"Download to send": "send"} {
		b.click(button)
		b.says("Before you " + words + ": one answer may identify a patient.")
		b.click("Look at it")
		b.waitFor(`document.activeElement.id === 'f-wellbeing'`)
	}
	if list := glob(t, folder); len(list) != 1 {
		t.Errorf("saved anyway: %v", list)
	}
	b.sign("sign-preceptor", "Example Preceptor")
	b.says("Before you sign: one answer may identify a patient.")
	b.click("Sign anyway")
	b.says("Signed by Example Preceptor.")
	b.click("Download to send")
	b.click("Send anyway")
	b.says("1 record is in the file 20")
	b.says("Not sent yet.")
	b.eval(`[...document.querySelectorAll('.saved button')].find(e => e.textContent === 'I have sent it').click()`)
	b.waitFor(`/Sent \d\d:\d\d\./.test(document.querySelector('.saved').textContent)`)
}

// A button that is pressed on leaving a box is pressed, though there is something to say about what was written.
func TestNoteDoesNotSwallowAClick(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "x")
	b.waitFor(`window["precept-later"]`)
	b.write("f-objectives_1_objective", "NHS 943 476 5919")
	b.eval(`document.querySelector('#s-objectives .add').scrollIntoView({ block: 'center' })`)
	b.do(chromedp.Click(chromedp.CSS("#s-objectives .add")))
	b.waitFor(`document.querySelectorAll('#s-objectives tbody tr').length === 2`)
	b.waitFor(`/NHS number/.test(document.querySelector('#s-objectives .coach').textContent)`)
}

// Text that may identify a patient is pointed out without being repeated, and may stay with a reason.
func TestNoteOnPatientData(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "reflection")
	id := get[string](b, `definition.fields.find(f => f.type === 'text').id`)
	b.focus("#f-" + id)
	b.typed("NHS 943 476 5919")
	b.waitFor(`document.querySelector('.coach') && document.querySelector('.coach').textContent`) // after a rest
	said := get[string](b, `document.querySelector('.coach').textContent`)
	if strings.Contains(said, "943") || !strings.Contains(said, "patient") || !strings.Contains(said, "NHS number") {
		t.Errorf("it says %q", said)
	}
	if !get[bool](b, `document.activeElement.getAttribute('aria-describedby').includes(
		document.querySelector('.coach').id) &&
		document.querySelector('.coach').getAttribute('aria-live') === 'polite'`) {
		t.Error("the note is not tied to its field")
	}
	axe(b)("with a note", allRules)
	b.eval(`document.activeElement.value = '',
		document.activeElement.dispatchEvent(new Event('input', { bubbles: true })), document.activeElement.blur()`)
	b.waitFor(`document.querySelector('.coach').textContent === ''`) // once no finger is down
	b.focus("#f-" + id)
	b.typed("NHS 943 476 5919")
	b.waitFor(`document.querySelector('.coach').textContent`)
	b.press(kb.Tab)
	if !get[bool](b, `!!document.activeElement.closest('.coach')`) {
		t.Error("Tab does not lead from the text to the note below it")
	}
	b.press(kb.Enter, kb.Tab, kb.Tab, kb.Enter) // opened, past the reason
	if got := get[string](b, `JSON.stringify(coach.allowed()) +
		document.activeElement.getAttribute('aria-invalid')`); got != "[]true" {
		t.Errorf("without a reason: %s", got)
	}
	b.typed("a form's number")
	b.press(kb.Tab, kb.Enter)
	want := `[{"rule":"nhs-number","at":"` + id + `","reason":"a form's number"}]`
	if got := get[string](b, `JSON.stringify(coach.allowed()) +
		document.querySelector('.coach').textContent`); got != want {
		t.Errorf("allowed %s, want %s", got, want)
	}
	if answers := get[string](b, `JSON.stringify(fields.read())`); strings.Contains(answers, "form's") {
		t.Errorf("the reason is among the answers: %s", answers)
	}
	// what was said before is known when the record is opened again
	b.fill(address, script, "reflection")
	b.eval(fmt.Sprintf(`fields.write({ %q: 'NHS 943 476 5919' }), coach.know(%s)`, id, want))
	if get[bool](b, `!!document.querySelector('.coach') && !!document.querySelector('.coach').textContent`) {
		t.Error("it is pointed out again")
	}
	if got := get[string](b, `JSON.stringify(coach.allowed())`); got != want {
		t.Errorf("opened again, %s is allowed", got)
	}
}

// The second script loads when somebody enters the form, from wherever the page is. The notes on patient data come with
// it, and look at what was written before.
func TestNotesComeWithTheSecondScript(t *testing.T) {
	t.Parallel()
	places := places()
	places["disk"] = "file://" + filepath.ToSlash(filepath.Join(shipped.root, "public")) + "/"
	places["an old version"] = shipped.address + "/v/" + shipped.current.Name + "/"
	for name, root := range places {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.before(`addEventListener('beforeunload',
				e => e.stopImmediatePropagation())`) // from disk the page asks before it is left
			b.visit(root + meeting)
			if get[bool](b, `!!window["precept-later"]`) {
				t.Error("it is there before it is needed")
			}
			b.write("f-wellbeing", "NHS 943 476 5919")
			b.waitFor(`/NHS number/.test(document.querySelector('.coach')?.textContent)`)
			b.waitFor(`/^(Not saved until|Kept for this tab)/.test(document.querySelector(".saved").textContent)`)
			b.visit(root + meeting)
			// nobody has touched a key yet
			b.waitFor(`/NHS number/.test(document.querySelector('.coach')?.textContent)`)
		})
	}
}
