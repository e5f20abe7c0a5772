//go:build browser

package browser

import (
	"testing"
)

// A number or a time that cannot be read is pointed out quietly on leaving the box, and again on saving.
func TestUnreadableAnswersAreReported(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.write("f-minutes", "sixty")
	b.focus("#f-wellbeing")
	b.says("Please look again: write a number, such as 7.5.")
	got := get[string](b, `(e => [e.ariaInvalid, !!document.querySelector('#s-minutes .wrong'),
		document.getElementById(e.getAttribute('aria-describedby').split(' ').pop()).textContent].join())(
		document.getElementById('f-minutes'))`)
	if got != ",false,Please look again: write a number, such as 7.5." {
		t.Errorf("how it is said: %q", got)
	}
	b.click("Download to send")
	b.waitFor(`document.querySelector('.error-summary a[href="#f-minutes"]')`)
	b.says("How long did you meet?: write a number, such as 7.5")
	b.click("Save a file")
	b.says("Please correct: How long did you meet? is not a number.")
	b.file(folder, ".md")
	b.eval(`document.getElementById('f-minutes').value = ''`)
	b.write("f-minutes", "-5")
	b.focus("#f-wellbeing")
	b.says("Please look again: it must be 0 or more.")
	b.eval(`document.getElementById('f-minutes').value = ''`)
	b.write("f-minutes", "60")
	b.focus("#f-wellbeing")
	b.waitFor(`document.querySelector('#s-minutes .echo').textContent === ''`)
}

// A complete record that an answer makes a draft again says which, and what it is not.
func TestWhyItIsADraftAgain(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.sign("sign-preceptor", "Pat Example")
	b.says("Signed by Pat Example.")
	b.write("f-next-meeting", "31.2.2026")
	b.waitFor(`document.querySelector('[role=status]').textContent ===
		'Next meeting is not a date, so this is a draft again.'`)
}
