//go:build browser

package browser

import (
	"strings"
	"testing"
)

// TestRecordKeepsItsVersion: a record of another version is read and changed on that version's form, where it is on
// the site, and what was signed still holds; it keeps its version on this form too.
func TestRecordKeepsItsVersion(t *testing.T) {
	t.Parallel()
	from, b := newTab(t), newTab(t)
	from.before(noPicker)
	folder := from.downloads()
	from.begin(plainHost()+"v/2025.1/"+meeting, "f-wellbeing", "Well.")
	from.sign("sign-preceptor", "Pat Example")
	from.says("Signed by Pat Example.")
	from.click("Save a file")
	name, data := from.file(folder, ".md")
	if !strings.Contains(string(data), `version: "2025.1"`) {
		t.Fatalf("it is not of that version:\n%s", data)
	}

	b.visit(plainHost() + meeting)
	b.give(name)
	b.says("Open it on the version 2025.1 form")
	b.follow(`.arrived a[href*="v/2025.1/forms/monthly-meeting.html#record="]`)
	b.waitFor(`window.precept?.record().version === '2025.1' && window.precept.record().answers.wellbeing === 'Well.'`)
	b.whole()
	b.waitFor(`document.querySelector('.signature-given:not(.warn)')`)

	b.visit(plainHost() + meeting)
	b.write("f-wellbeing", "Mine. ")
	b.load(`r.record = 'k7m29qxd'; r.version = '2024.9'`)
	b.says("This record stays on its own version of the toolkit. It belongs to version 2024.9, which is not on this site.")
	b.write("f-feedback", "Typed.")
	b.waitFor(`window.precept.record().answers.feedback === 'Typed.' && window.precept.record().version === '2024.9'`)
	b.click("Start a new one")
	b.write("f-wellbeing", "Well.")
	b.waitFor(`window.precept.record().version === '2026.1'`)
	if get[bool](b, `/keeps its version/.test(document.querySelector('main').innerText)`) {
		t.Error("a new record is said to be of another version")
	}
}
