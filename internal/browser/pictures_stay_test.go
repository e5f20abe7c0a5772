//go:build browser

package browser

import (
	"path/filepath"
	"testing"
)

// TestE2PicturesStay: pictures that were picked and not sent yet stay when the file of their record is opened again on
// its page: as it was saved, older than the second picture, and with a change of its own. Whoever they were sent to
// keeps them too.
func TestE2PicturesStay(t *testing.T) {
	t.Parallel()
	for name, device := range map[string]string{"own": "Yes, my own", "not answered": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := phoneOrKeys{newTab(t), false}
			h.before(noPicker)
			folder := h.downloads()
			h.visit(plainHost() + evidence)
			h.write("f-title", "Pictures.")
			if device != "" {
				h.click(device)
			}
			id := get[string](h.tab, `window.precept.record().record`)
			h.openedAgain(folder, device != "")
			h.click("Download to send")
			whole, data := h.file(folder, ".zip")
			sent := entries(t, data)
			for stem, want := range map[string]int{"one-": 40, "two-": 90} {
				if _, longest := redAt(t, sent[stem+id+".jpg"]); longest != want {
					t.Errorf("%s%s.jpg is %d px long, want %d", stem, id, longest, want)
				}
			}
			if got := h.value("f-title"); got != "Two pictures." {
				t.Errorf("the title is %q", got)
			}
			to := phoneOrKeys{newTab(t), false}
			to.visit(plainHost() + evidence)
			to.give(whole)
			to.hasFiles(2)
			for name, data := range sent {
				if filepath.Ext(name) == ".md" {
					to.give(put(t, map[string][]byte{name: data})...)
				}
			}
			to.says("There is nothing new in this file.")
			to.hasFiles(2)
		})
	}
}

// openedAgain picks a picture, saves the record, picks another, and opens files of the record in between and after.
func (h phoneOrKeys) openedAgain(folder string, onDevice bool) {
	h.Helper()
	h.picks(put(h, map[string][]byte{"one.jpg": camera(h, 40, 30, 80, 1)})...)
	h.hasFiles(1)
	h.click("Save a file")
	file, _ := h.file(folder, ".md")
	revised := arrivesChanged(h, file, "Pictures.", "Two pictures.", "answers:\n",
		"revises: \""+get[string](h.tab, `window.precept.base()`)+"\"\nanswers:\n")
	h.give(file)
	h.says("There is nothing new in this file.")
	h.hasFiles(1)
	h.picks(put(h, map[string][]byte{"two.jpg": camera(h, 60, 90, 80, 1)})...)
	h.hasFiles(2)
	h.give(file)
	h.says("The file is an earlier version of this record. Nothing was changed here.")
	h.hasFiles(2)
	h.give(revised)
	h.says("The changes from the file have been added to yours.")
	h.hasFiles(2)
	if !onDevice {
		return
	}
	h.visit(plainHost() + evidence)
	h.hasFiles(2)
	h.give(revised)
	h.says("Nothing was changed here.")
	h.visit(plainHost() + evidence)
	h.hasFiles(2)
}
