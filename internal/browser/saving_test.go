//go:build browser

package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestSavedAgain: where the browser can write a file again, saving asks for its place once.
func TestSavedAgain(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`window.asked = 0; window.wrote = [];
		window.showSaveFilePicker = async how =>
			{ if (window.refuse) throw new DOMException('no', 'AbortError'); window.asked++;
			return { name: how.suggestedName,
			createWritable: async () =>
			({ write: async text => { wrote.push(text); },
			close: async () => { if (window.broken) throw new Error('gone'); } }) }; };`)
	folder := b.downloads()
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "One.")
	b.eval(`window.refuse = true`)
	b.click("Save a file")
	if get[bool](b, `/Saved as a file/.test(document.querySelector('main').innerText)`) {
		t.Error("nothing was saved, and yet it says so")
	}
	b.eval(`window.refuse = false`)
	b.click("Save a file")
	b.says("Saved as a file")
	b.write("f-wellbeing", " Two.")
	b.says("Saved on this device")
	b.click("Save a file")
	b.waitFor(`wrote.length === 2`)
	b.says("Saved as a file")
	wrote := get[[]string](b, `wrote`)
	if n := get[int](b, `asked`); n != 1 || !strings.Contains(wrote[1], `"One. Two."`) ||
		!strings.Contains(wrote[1], "revises: ") || strings.Contains(wrote[0], "revises: ") {
		t.Errorf("asked %d times for a place; the second time it wrote\n%s", n, wrote[1])
	}
	if left := must(filepath.Glob(filepath.Join(folder, "*"))); len(left) > 0 {
		t.Errorf("it was saved among the downloads too: %v", left)
	}
	// another record has a file of its own
	b.click("Start a new one")
	b.write("f-wellbeing", "Another.")
	b.click("Save a file")
	b.waitFor(`asked === 2`)
	// what cannot be written goes among the downloads
	b.eval(`window.broken = true`)
	b.write("f-wellbeing", " More.")
	b.click("Save a file")
	if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte("Another. More.")) {
		t.Errorf("saved:\n%s", data)
	}
}

// TestDroppedOnThePage: a record's file may fall anywhere on its form's page; another sort of file does nothing.
func TestDroppedOnThePage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/learning-log.html")
	folder := t.TempDir()
	put := func(name, text string) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	k := &keeper{tab: b}
	k.drop("h1", put("picture.png", casetest.Photo))
	b.waitFor(`document.querySelector('.form-asks .ask')`) // which scrolls to what it says
	k.drop("#f-title", put("sent.txt", strings.Replace(saved, "%q", `"Dropped here"`, 1)))
	b.waitFor(`document.getElementById('f-title').value === 'Dropped here'`)
	if got := get[string](b, `location.pathname + ' ' +
		window.precept.record().record`); got != "/forms/learning-log.html p4xk82mz" {
		t.Errorf("it is %s", got)
	}
	k.drop("#f-title", put("odd.md", "Hello"))
	b.says("This file is not a record of this toolkit")
	if b.value("f-title") != "Dropped here" {
		t.Error("what was on the page is gone")
	}
}
