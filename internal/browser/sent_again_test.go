//go:build browser

package browser

import (
	"archive/zip"
	"strings"
	"testing"
)

// TestP1SentStaysReadOnly: a record that was sent stays read-only until somebody corrects it, on anybody's device and
// whatever comes to its page: its own file, one that says something else, a zip with it, another record before it. A
// signer may still fill in their own part without being asked about a correction.
func TestP1SentStaysReadOnly(t *testing.T) {
	t.Parallel()
	contract := ownSite(t, "testdata/two-lanes.txtar") + "forms/contract.html"
	for name, device := range map[string]string{"own": "Yes, my own", "shared": "No, shared", "not answered": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.before(sharing)
			b.visit(contract)
			b.write("f-frequency", "Monthly.")
			b.eval(`document.getElementById('f-limits-read').click()`)
			if device != "" {
				b.click(device)
			}
			b.click("Mark as complete")
			b.click("Send")
			b.says("1 record sent")
			id := get[string](b, `window.precept.record().record`)
			_, text, _ := strings.Cut(get[string](b, `shared[0]`), "\n")
			another := strings.ReplaceAll(text, id, "an0ther1")
			files := put(t, map[string][]byte{"a-sent.md": []byte(text), "b-another.md": []byte(another)})
			sent, other := files[0], files[1]
			open := func(when string, want bool) {
				t.Helper()
				if got := get[bool](b, `!document.getElementById('f-frequency').readOnly &&
					!document.getElementById('f-limits-read').disabled`); got != want {
					t.Errorf("%s: it can be typed in: %t", when, got)
				}
			}
			reads := func(file string) {
				t.Helper()
				b.give(file)
				b.says("Read and sign")
			}
			reads(sent)
			b.says("There is nothing new in this file.")
			b.click("Show the whole form")
			open("its own file", false)
			b.give(arrivesChanged(t, sent, "Monthly.", "Weekly."))
			b.says("This record is already here, and the file is different.")
			b.click("Keep what is here")
			open("another state that was not taken", false)
			b.give(packed(t, zip.Store, map[string][]byte{"a.md": []byte(text), "b.md": []byte(another)}))
			b.says("2 records opened")
			open("a zip with it", false)
			reads(other)
			b.click("Show the whole form")
			open("one that was not sent from here", true)
			reads(sent)
			b.click("Show the whole form")
			open("its own file, after another", false)
			reads(sent)
			b.focus("#f-commitments_pair-needs_preceptor-agrees")
			b.press(" ")
			b.waitFor(`window.precept.record().answers.commitments['pair-needs']['preceptor-agrees'] === 'yes'`)
			if get[bool](b, `/Correct it, or start a new one/.test(document.querySelector('main').innerText)`) {
				t.Error("a signer is asked about a correction in their own part")
			}
		})
	}
}
