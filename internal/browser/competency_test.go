//go:build browser

package browser

import (
	"bytes"
	"os"
	"testing"
)

// TestAboutACompetency: a form that is filled in about each asks for the one that it is about before it is complete,
// keeps it, and names it in its file.
func TestAboutACompetency(t *testing.T) {
	t.Parallel()
	c := shipped.current.Competencies[3]
	each := 0
	for _, f := range shipped.current.Forms {
		if f.Repeats != "each-competency" {
			continue
		}
		each++
		b := newTab(t)
		b.before(noPicker)
		folder := b.downloads()
		b.visit(shipped.address + "/forms/" + f.Slug + ".html")
		offered := get[[]string](b, `[...document.querySelectorAll('#f-_about option')].map(o => o.value)`)
		if len(offered) != len(shipped.current.Competencies)+1 || offered[0] != "" {
			t.Errorf("%s: %d competencies are offered", f.Slug, len(offered))
		}
		b.click("Mark as complete")
		b.says("Competency it is about: choose one")
		b.focus("#f-_about")
		b.press(c.Label[:min(12, len(c.Label))])
		b.waitFor(`document.getElementById('f-_about').value === ` + quoted(c.ID))
		b.ownDevice()
		b.visit(shipped.address + "/forms/" + f.Slug + ".html")
		if got := b.value("f-_about"); got != c.ID {
			t.Errorf("%s: after a reload it is about %q", f.Slug, got)
		}
		b.click("Save a file")
		name, data := b.file(folder, ".md")
		if r := boundTo(t, f, name); r.About != c.ID {
			t.Errorf("%s: the file is about %q:\n%s", f.Slug, r.About, data)
		}
		fresh := newTab(t)
		fresh.visit(shipped.address + "/forms/" + f.Slug + ".html")
		fresh.give(name)
		fresh.waitFor(`document.getElementById('f-_about').value === ` + quoted(c.ID))
		// one that this version does not have stays what it is
		fresh.visit(shipped.address + "/404.html")
		fresh.eval(`sessionStorage.clear(), localStorage.clear()`)
		fresh.visit(shipped.address + "/forms/" + f.Slug + ".html")
		if err := os.WriteFile(name, bytes.Replace(data, []byte(c.ID), []byte("c-gone"), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		fresh.give(name)
		fresh.waitFor(`window.precept.record().about === 'c-gone'`)
	}
	if each == 0 {
		t.Error("no form is filled in about each competency")
	}
}
