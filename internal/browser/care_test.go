//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// What looks like a patient's number is asked about before records leave from the list of forms, or from the page of another form.
func TestSendAndFinishAskAboutEveryRecord(t *testing.T) {
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
	asks("Make a file to send", "send")
	asks("Finish on this computer", "save a file")
	b.visit(plainHost() + "forms/reflection.html")
	b.write("f-what-happened", "A quiet day.")
	b.waitFor(`/^Saved on this device/.test(document.querySelector(".saved").textContent)`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('#form-actions details').forEach(d => d.open = true)`))
	asks("Finish on this computer", "save a file")
	b.click("Make a file to send")
	asks("Send all that are not sent yet", "send")
	if list := glob(t, folder); len(list) != 0 {
		t.Errorf("saved all the same: %v", list)
	}
	b.visit(plainHost() + "forms/index.html")
	b.click("Make a file to send")
	b.click("Send anyway")
	b.says("2 records put into records-")
	b.file(folder, ".zip")
}
