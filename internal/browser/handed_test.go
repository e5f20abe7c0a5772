//go:build browser

package browser

import (
	"path/filepath"
	"regexp"
	"testing"
)

// The form's page and the list of forms say the same of what was handed over, and neither of a state that has changed since.
func TestHandedOverIsToldAlike(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	told := func(have, not string) {
		t.Helper()
		for _, page := range []string{meeting, "forms/index.html"} {
			b.visit(plainHost() + page)
			b.says(have)
			if get[bool](b, `document.querySelector('main').innerText.includes(`+quoted(not)+`)`) {
				t.Errorf("%s says %q", page, not)
			}
		}
		b.visit(plainHost() + meeting)
	}
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.click("Save a file")
	b.file(folder, ".md")
	told("Saved as a file", "Changed since")
	b.write("f-wellbeing", " And busy.")
	b.says("Saved on this device")
	b.waitFor(`!/Saved as a file/.test(document.querySelector('.saved').textContent)`)
	told("aved", "Saved as a file")

	b.click("Make a file to send")
	name, _ := b.file(folder, ".zip")
	if !regexp.MustCompile(`^records-\d{4}-\d\d-\d\d-\d{4}\.zip$`).MatchString(filepath.Base(name)) {
		t.Errorf("the file to send is %s", filepath.Base(name))
	}
	b.click("I have sent it")
	b.says("Sent ")
	b.write("f-wellbeing", " Very.")
	b.says("Changed since it was sent")
	told("Changed since it was sent", "Saved as a file")
}
