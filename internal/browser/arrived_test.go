//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"precept/internal/form"
)

// toSign are forms that a preceptor signs before they count.
func toSign(t testing.TB) []*form.Form {
	t.Helper()
	var list []*form.Form
	for _, f := range kept(t) {
		signs := slices.ContainsFunc(f.Fields, func(field form.Field) bool {
			return field.Type == form.Sign && field.Required && field.Lane == "preceptor"
		})
		if signs && f.Subject == "preceptee" && f.Repeats != "each-competency" {
			list = append(list, f)
		}
	}
	return list
}

// complete is the file of a complete record in which every field is answered.
func complete(t testing.TB, f *form.Form, id, more string) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\n# A record for precept. To read or change it, open the form %q and choose \"Open a file\".\n"+
		"form: %s\nversion: %q\nrecord: %s\ndate: 2026-10-01\nstatus: complete\n%sanswers:\n", f.Title, f.Slug,
		shipped.current.Name, id, more)
	answers := answersTo(f)
	for _, key := range slices.Sorted(maps.Keys(answers)) {
		if field := f.Field(key); field.Private || field.Picks == "attachments" {
			continue
		}
		value, err := json.Marshal(answers[key])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "  %s: %s\n", key, value)
	}
	b.WriteString("---\n")
	return b.Bytes()
}

// packed writes files into a zip.
func packed(t testing.TB, method uint16, files map[string][]byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "records-2026-10-01-1200.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: path, Method: method})
		if err == nil {
			_, err = w.Write(files[path])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// five are records of five forms that wait for the preceptor, by the names of their files.
func five(t testing.TB) (files map[string][]byte, forms map[string]*form.Form) {
	t.Helper()
	files, forms = map[string][]byte{}, map[string]*form.Form{}
	for i, f := range toSign(t)[:5] {
		id := fmt.Sprintf("p4record%d", i)
		files[fmt.Sprintf("2026-10-01-%s-%s.md", f.Slug, id)], forms[id] = complete(t, f, id, ""), f
	}
	return files, forms
}

// TestP4SignedInOneSitting: a zip of five records is opened on the forms index on a phone, and five files on the page
// of another form by keyboard. All are listed, read, signed in one sitting and sent back as one file. The importer
// takes it in, and every signature fits what it signed.
func TestP4SignedInOneSitting(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(b *tab, files map[string][]byte){
		"zip on a phone": func(b *tab, files map[string][]byte) {
			b.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch))
			b.visit(shipped.address + "/forms/index.html")
			b.give(packed(b, zip.Store, files))
		},
		"another program's zip": func(b *tab, files map[string][]byte) {
			more := map[string][]byte{"__MACOSX/._a.md": []byte("\x00"), ".DS_Store": []byte("\x00")}
			for name, data := range files {
				more["records/"+name] = data
			}
			b.visit(shipped.address + "/forms/index.html")
			b.give(packed(b, zip.Deflate, more))
		},
		"files on another form": func(b *tab, files map[string][]byte) {
			var list []string
			folder := b.TempDir()
			for name, data := range files {
				list = append(list, filepath.Join(folder, name))
				if err := os.WriteFile(list[len(list)-1], data, 0o600); err != nil {
					b.Fatal(err)
				}
			}
			b.resize(1280, 900)
			b.visit(shipped.address + "/" + meeting)
			b.give(list...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.before(noPicker)
			folder := b.downloads()
			files, forms := five(t)
			open(b, files)
			b.says("5 records opened")
			signTicked(b, 5)
			b.click("Download to send")
			back, data := b.file(folder, ".zip")
			if n := fitting(t, data, forms); n != 5 {
				t.Errorf("%d signatures fit, want 5", n)
			}
			dir := project(t, alex)
			precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, back)
			for id, f := range forms {
				kept, _ := filepath.Glob(filepath.Join(dir, alex, "*"+id+".md"))
				if len(kept) != 1 {
					t.Fatalf("%s is kept as %v", id, kept)
				}
				r := boundTo(t, f, kept[0])
				if len(r.Signed) != 1 || !f.Fits(r, r.Version, r.Signed[0]) {
					t.Errorf("%s: after import %v does not fit", id, r.Signed)
				}
			}
		})
	}
}

// signTicked reads and signs all that is listed, as the preceptor.
func signTicked(b *tab, n int) {
	b.Helper()
	b.eval(`{ const e = document.getElementById('sit-lane'); e.value = 'preceptor';
		e.dispatchEvent(new Event('change')); }`)
	if reading := get[int](b, `document.querySelectorAll('.waiting summary').length`); reading != n {
		b.Errorf("%d records can be read, want %d", reading, n)
	}
	b.eval(`document.querySelector('.waiting details:not([open]) summary')?.click()`) // a single one is open
	b.waitFor(`document.querySelector('.waiting dd').checkVisibility()`)
	b.eval(`document.querySelectorAll('.waiting .option input').forEach(e => e.click())`)
	b.write("sit-name", "Example Preceptor")
	b.click("Sign the ticked records")
	b.says(fmt.Sprintf("%d record", n))
	b.says(" signed. Send")
}

// fitting counts the preceptor's signatures in a zip that fit what they signed.
func fitting(t testing.TB, data []byte, forms map[string]*form.Form) int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	fit := 0
	for _, entry := range z.File {
		text := must(io.ReadAll(must(entry.Open())))
		file, findings := form.ReadFile(entry.Name, text)
		if file == nil {
			t.Fatalf("Go cannot read %s: %v", entry.Name, findings)
		}
		r, _ := form.ReadRecord(file)
		f := forms[r.ID]
		f.Bind(r, nil)
		for _, s := range r.Signed {
			if s.Digest != "" && f.Fits(r, r.Version, s) {
				fit++
			}
		}
	}
	return fit
}

// TestP4WhatCannotBeRead: each file that cannot be taken in is named with a way out, and the others are taken in.
func TestP4WhatCannotBeRead(t *testing.T) {
	t.Parallel()
	files, _ := five(t)
	names := slices.Sorted(maps.Keys(files))
	whole := must(os.ReadFile(packed(t, zip.Deflate, files)))
	cut := filepath.Join(t.TempDir(), "cut.zip")
	locked := filepath.Join(t.TempDir(), "locked.zip")
	flagged := bytes.ReplaceAll(whole, []byte("PK\x01\x02\x14\x00\x14\x00\x08\x00"),
		[]byte("PK\x01\x02\x14\x00\x14\x00\x09\x00"))
	for name, data := range map[string][]byte{cut: whole[:len(whole)/2], locked: flagged} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := bytes.Replace(files[names[1]], []byte(shipped.current.Name), []byte("2019.1"), 1)
	gone := bytes.Replace(files[names[2]], []byte("\nform: "), []byte("\nform: no-"), 1)
	b := newTab(t)
	b.visit(shipped.address + "/forms/index.html")
	for name, says := range map[string]string{cut: "cut.zip: Part of it is missing.", locked: "locked with a " +
		"password"} {
		b.give(name)
		b.says(says)
		b.click("All right")
	}
	b.give(packed(t, zip.Deflate, map[string][]byte{names[0]: files[names[0]], "old.md": old, "gone.md": gone,
		"notes.md": []byte("Some notes."), "photo.jpg": []byte("x")}))
	for _, words := range []string{"3 records opened", "notes.md: This file is not a record of this toolkit.",
		"photo.jpg does not belong to any of these records.",
		"It belongs to version 2019.1, which is not on this site.",
		"This form is not in the toolkit."} {
		b.says(words)
	}
	axe(b)("what cannot be read", allRules)
	signTicked(b, 1)
	if strings.Contains(b.shownText(), "undefined") {
		t.Error(b.shownText())
	}
}
