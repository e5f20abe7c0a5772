//go:build browser

package browser

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/chromedp/chromedp/kb"

	"precept/internal/casetest"
	"precept/internal/form"
	"precept/internal/toolkit"
)

// roundTrip is a record on its way from the keyboard to the portfolio: what was typed, and the file that it was saved
// as.
type roundTrip struct {
	place string
	form  *form.Form
	want  map[string]any // every answer, as it is stored
	file  string         // as it was downloaded
	data  []byte         // what that holds
	rec   *form.Record   // as Go reads it
}

// TestFromFirstKeyToPortfolio follows a form from the first key to the portfolio: filled in and signed only by
// keyboard, reloaded, saved as a file, opened again by another visitor, imported, built, and read on its page. From a
// web host, from a sub-path and from disk go as many forms as hold every type of field and column; in a long run all
// forms go from the web host.
func TestFromFirstKeyToPortfolio(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var arrived []roundTrip
	post := t.TempDir()
	fromHost := ofEachType(t)
	elsewhere := fromHost[:1] // where a page is changes how it keeps what it holds, not which types it knows
	if casetest.Long() {
		fromHost, elsewhere = kept(t), fromHost
	}
	t.Run("filled in", func(t *testing.T) {
		for _, c := range []struct {
			place, root string
			forms       []*form.Form
		}{
			{"http", shipped.address + "/", fromHost},
			{"sub-path", shipped.address + "/sub/path/", elsewhere},
			{"disk", "file://" + filepath.ToSlash(shipped.root) + "/public/", elsewhere},
		} {
			for _, f := range c.forms {
				t.Run(c.place+"/"+f.Slug, func(t *testing.T) {
					t.Parallel()
					h := fillIn(t, c.root, f, c.place == "disk", c.place == "sub-path" && !hasTable(f))
					h.place = c.place
					h.file = filepath.Join(post, filepath.Base(h.file))
					if err := os.WriteFile(h.file, h.data, 0o600); err != nil {
						t.Fatal(err)
					}
					mu.Lock()
					defer mu.Unlock()
					arrived = append(arrived, h)
				})
			}
		}
	})
	if t.Failed() {
		return
	}
	dir := project(t, alex)
	importAll(t, dir, post, arrived)
	precept(t, dir, "build", "--as-of", asOf, "--only", "portfolios")
	precept(t, dir, "build", "--as-of", asOf, "--only", "portfolios", "--for", "practice")

	b := newTab(t)
	for _, h := range arrived {
		name := strings.TrimSuffix(filepath.Base(h.file), ".md")
		folder, who := alex, "alex-example"
		if h.form.Subject == "organisation" {
			folder = "data/organisation"
		}
		if folder != alex || h.form.Visibility == "practice-only" { // only the practice reads these
			who += "-practice"
		}
		bound(t, h.form, filepath.Join(dir, folder, name+".md"), h.want)
		b.visit("file://" + filepath.ToSlash(filepath.Join(dir, "portfolios", who, "records", name+".html")))
		readBack(b, h)
	}
}

// importAll imports the files that were saved, with the pictures that were picked.
func importAll(t *testing.T, dir, post string, arrived []roundTrip) {
	t.Helper()
	args := []string{"import", "--preceptee", "alex-example", "--as-of", asOf}
	for _, h := range arrived {
		args = append(args, h.file)
		if typesOf(h.form)["pickattachments"] { // what was picked travels with its record
			scan := filepath.Join(post, scanOf(h.rec.ID))
			if err := os.WriteFile(scan, []byte(casetest.Photo), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, scan)
		}
	}
	precept(t, dir, args...)
}

// scanOf is the name under which a record has the picture scan.png.
func scanOf(id string) string { return "scan-" + id + ".png" }

// fillIn fills in a form by keyboard, reloads it, saves it and opens the file as another visitor. At every step all
// answers must be there.
func fillIn(t *testing.T, root string, f *form.Form, disk, slow bool) roundTrip {
	t.Helper()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	url := root + "forms/" + f.Slug + ".html"
	h := roundTrip{form: f, want: answersTo(f)}
	b.visit(url)
	newWalk(b, f, slow).all()
	main, own := b.record()
	for _, field := range f.Fields {
		if field.Picks == "attachments" {
			h.want[field.ID] = []any{scanOf(main["record"].(string))}
		}
	}
	same(t, "typed", together(main, own), h.want)
	for _, field := range f.Fields {
		if field.Private && slices.Contains(slices.Collect(maps.Keys(main["answers"].(map[string]any))), field.ID) {
			t.Errorf("%s is private and in what may be sent", field.ID)
		}
	}
	if want := signatures(f); fmt.Sprint(signedBy(main)) != fmt.Sprint(want) {
		t.Errorf("signed by %v, want %v", signedBy(main), want)
	}
	stays := get[bool](b, `Object.keys(localStorage).some(key => key.startsWith('precept-device '))`)
	asks := get[bool](b, `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`)
	if asks == stays || disk && stays {
		t.Errorf("whether to leave what no file has is asked: %t; kept on this device: %t", asks, stays)
	}
	b.visit(url)
	if again, ownAgain := b.record(); !reflect.DeepEqual(again, main) || !reflect.DeepEqual(ownAgain, own) {
		t.Errorf("reloaded, it is\n%v\n%v\nand was\n%v\n%v", again, ownAgain, main, own)
	}
	b.reach("Save a file", chromedp.KeyModifiers(chromedp.ModifierShift))
	h.file, h.data = b.file(folder, ".md")
	files := []string{h.file}
	if own != nil {
		b.reach("Save my private notes")
		private, _ := b.file(folder, ".private.md")
		files = append(files, private)
	}
	h.rec = bound(t, f, h.file, h.want)
	for _, s := range h.rec.Signed {
		if !f.Fits(h.rec, h.rec.Version, s) {
			t.Errorf("Go finds another digest than %s signed", s.Name)
		}
	}

	openedElsewhere(t, url, h, main, own, files)
	return h
}

// openedElsewhere opens the files as another visitor, who finds the same. A later state says by its digest what it
// revises: the file as Go reads it.
func openedElsewhere(t *testing.T, url string, h roundTrip, main, own map[string]any, files []string) {
	t.Helper()
	b := newTab(t)
	b.visit(url)
	b.give(files...)
	b.waitFor(`window.precept.record().record === ` + quoted(h.rec.ID))
	back, ownBack := b.record()
	if !reflect.DeepEqual(back, main) || !reflect.DeepEqual(ownBack, own) {
		t.Errorf("opened by another visitor, it is\n%v\n%v\nand was\n%v\n%v", back, ownBack, main, own)
	}
	b.selectAll("f-_date")
	b.press("1 oct 2026", kb.Tab)
	b.waitFor(`window.precept.record().date === '2026-10-01'`)
	if get[string](b, `window.precept.record().record`) != h.rec.ID { // on a form that repeats, another date is another
		b.click("Correct that one instead")
		b.waitFor(`window.precept.record().record === ` + quoted(h.rec.ID))
	}
	got, want := get[string](b, `window.precept.record().revises`), h.form.Digest(h.rec, h.rec.Version, "")
	if got != want {
		t.Errorf("the page's digest is %s, Go's %s", got, want)
	}
}

// readBack looks on a record's page for every answer, as a reader sees it.
func readBack(b *tab, h roundTrip) {
	b.Helper()
	type answer struct{ Label, Text string }
	said := map[string]string{}
	for _, a := range get[[]answer](b, `[...document.querySelectorAll('.answer')].map(e => ({
		Label: e.querySelector('.label, .ticked > :not(.tick-box)').innerText,
			Text: [...e.children].filter(c => !c.matches('.label')).map(c => c.innerText).join('\n') }))`) {
		said[spaced(a.Label)] += " " + spaced(a.Text)
	}
	for i := range h.form.Fields {
		field := &h.form.Fields[i]
		if field.Type == form.Sign {
			continue
		}
		text, ok := said[spaced(field.Label)]
		if !ok {
			b.Errorf("%s, %s: %q is not on the record's page", h.place, h.form.Slug, field.Label)
			continue
		}
		for _, want := range shownFor(h.form, field) {
			if want = strings.ReplaceAll(want, "scan.png", scanOf(h.rec.ID)); !strings.Contains(text, spaced(want)) {
				b.Errorf("%s, %s, %s: the page says %q, not %q", h.place, h.form.Slug, field.ID, text, want)
			}
		}
	}
	page := get[string](b, `document.querySelector('main').innerText`)
	for _, s := range h.rec.Signed {
		if !strings.Contains(page, s.Name) {
			b.Errorf("%s: the signature of %s is not shown", h.form.Slug, s.Name)
		}
	}
	if strings.Contains(page, "Changed since signed") || strings.Contains(page, "Held back") {
		b.Errorf("%s: the page says that it was changed since it was signed, or holds something back:\n%s", h.form.Slug,
			page)
	}
	if h.rec.About != "" && !slices.ContainsFunc(shipped.current.Competencies, func(c toolkit.Competency) bool {
		return c.ID == h.rec.About && strings.Contains(page, c.Label)
	}) {
		b.Errorf("%s: the competency %s is not named", h.form.Slug, h.rec.About)
	}
}
