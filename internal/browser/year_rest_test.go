//go:build browser

package browser

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestPlainHost: at a host whose plain http is no secure context, where much of what a browser has is not there, a record is
// signed, saved, opened elsewhere and still stands.
func TestPlainHost(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	if have := get[string](b, `[isSecureContext && 'a secure context', crypto.subtle && 'crypto.subtle', navigator.locks && 'locks', navigator.storage && 'storage', window.showSaveFilePicker && 'a picker', navigator.share && 'sharing'].filter(Boolean).join()`); have != "" {
		t.Fatalf("the host has %s: the test sees nothing", have)
	}
	b.write("f-wellbeing", "Plain.")
	b.ownDevice()
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-sign-preceptor_role').value = 'GP'`))
	b.sign("sign-preceptor", "Sam Example-Preceptor")
	b.says("Signed by Sam Example-Preceptor")
	b.click("Save a file")
	name, data := b.file(folder, ".md")
	f := shipped.current.Form("monthly-meeting")
	r := boundTo(t, f, name)
	if len(r.Signed) != 1 || r.Signed[0].Digest != f.Digest(r, r.Version, f.Field("sign-preceptor").Label) {
		t.Errorf("Go does not find the signature to stand:\n%s", data)
	}
	fresh := newTab(t)
	fresh.visit(plainHost() + meeting)
	fresh.give(name)
	fresh.says("Signed Sam Example-Preceptor, GP")
	dir := project(t, alex)
	precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, name)
}

// TestPhone: by touch alone, on a phone, a form is opened from the list of forms, filled in and sent by the phone's own way of
// sharing; what it hands on is what import takes.
func TestPhone(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`navigator.canShare = d => d.files.every(f => /\.(txt|png)$/.test(f.name));
		navigator.share = async d => { window.shared = await Promise.all(d.files.map(async f => [f.name, f.type, btoa(String.fromCharCode(...new Uint8Array(await f.arrayBuffer())))])); };`)
	b.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2)))
	b.visit(shipped.address + "/forms/index.html")
	if !get[bool](b, `matchMedia('(pointer: coarse)').matches && innerWidth === 375 && 'ontouchstart' in window`) {
		t.Fatal("this is no phone")
	}
	b.tap(`a[href$="evidence-item.html"]`)
	b.comes(`location.pathname.endsWith('/evidence-item.html') && window.precept`)
	enters := func(id, text string) {
		t.Helper()
		b.tap("#" + id)
		if at := get[string](b, `document.activeElement.id`); at != id {
			t.Fatalf("touching %s leads to %q", id, at)
		}
		call(b, input.InsertText, input.InsertTextParams{Text: text})
	}
	enters("f-title", "Course in inhaler technique")
	b.says("Is this your own device?")
	b.tap(".ask button")
	b.tap("label[for=f-kind_2]")
	enters("f-evidence-date", "4 sep 2026")
	enters("f-learning-hours", "2,5")
	b.tap("#f-competencies")
	b.tap("label[for=f-competencies_1]")
	b.tap("label[for=f-no-identifiers]")
	b.tap("#f-files")
	photo := filepath.Join(t.TempDir(), "Certificate 1.png")
	if err := os.WriteFile(photo, []byte(photograph), 0o600); err != nil {
		t.Fatal(err)
	}
	b.waitFor(`document.querySelector('#f-files_0')`)
	b.pick("#f-files_0", photo)
	b.says("certificate-1.png")
	b.do(chromedp.Evaluate[chromedp.Void](`{ const e = document.getElementById('f-_date'); e.value = '4 sep 2026'; e.dispatchEvent(new Event('input')); }`))
	b.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('.form-actions button')].find(e => e.textContent === 'Send my records').id = 'send'`))
	b.tap("#send")
	b.says("1 record sent")
	dir := project(t, alex)
	args := []string{"import", "--preceptee", "alex-example", "--as-of", asOf}
	for _, file := range get[[][]string](b, `shared`) {
		data := get[string](b, `atob(`+quoted(file[2])+`).replace(/[^]/g, c => c.charCodeAt(0).toString(16).padStart(2, '0'))`)
		name := filepath.Join(t.TempDir(), file[0])
		if err := os.WriteFile(name, unhex(t, data), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if len(args) != 7 {
		t.Fatalf("shared: %v", args)
	}
	precept(t, dir, args...)
	list, err := filepath.Glob(filepath.Join(dir, alex, "2026-09-04-evidence-item-*.md"))
	if err != nil || len(list) != 1 {
		t.Fatalf("in the portfolio's folder: %v, %v", list, err)
	}
	r := boundTo(t, shipped.current.Form("evidence-item"), list[0])
	for field, want := range map[string]string{"title": "Course in inhaler technique", "kind": "Formal learning", "evidence-date": "2026-09-04", "learning-hours": "2.5", "no-identifiers": "yes"} {
		if a := r.Answer(field); a == nil || a.Text != want {
			t.Errorf("%s is %+v, want %q", field, a, want)
		}
	}
	if got := string(must(os.ReadFile(filepath.Join(dir, alex, "evidence/certificate-1.png")))); got != photograph {
		t.Error("the photograph is not as it was")
	}
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	data := make([]byte, len(text)/2)
	for i := range data {
		const digits = "0123456789abcdef"
		data[i] = byte(strings.IndexByte(digits, text[2*i])<<4 | strings.IndexByte(digits, text[2*i+1]))
	}
	return data
}

// tap touches the middle of an element that can be seen.
func (b *tab) tap(selector string) {
	b.Helper()
	b.waitFor(`document.querySelector(` + quoted(selector) + `)`)
	at := get[[]float64](b, `[document.querySelector(`+quoted(selector)+`)].flatMap(e => (e.scrollIntoView({ block: 'center' }), [e.getBoundingClientRect()].flatMap(r => [r.left + Math.min(r.width / 2, 40), r.top + r.height / 2])))`)
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}})
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
}

// TestSavedAgain: where the browser can write a file again, saving asks for its place once.
func TestSavedAgain(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`window.asked = 0; window.wrote = [];
		window.showSaveFilePicker = async how => { if (window.refuse) throw new DOMException('no', 'AbortError'); window.asked++; return { name: how.suggestedName, createWritable: async () => ({ write: async text => { wrote.push(text); }, close: async () => { if (window.broken) throw new Error('gone'); } }) }; };`)
	folder := b.downloads()
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "One.")
	b.do(chromedp.Evaluate[chromedp.Void](`window.refuse = true`))
	b.click("Save a file")
	if get[bool](b, `/Saved as a file/.test(document.querySelector('main').innerText)`) {
		t.Error("nothing was saved, and yet it says so")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`window.refuse = false`))
	b.click("Save a file")
	b.says("Saved as a file")
	b.write("f-wellbeing", " Two.")
	b.says("Saved on this device")
	b.click("Save a file")
	b.waitFor(`wrote.length === 2`)
	b.says("Saved as a file")
	wrote := get[[]string](b, `wrote`)
	if n := get[int](b, `asked`); n != 1 || !strings.Contains(wrote[1], `"One. Two."`) || !strings.Contains(wrote[1], "revises: ") || strings.Contains(wrote[0], "revises: ") {
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
	b.do(chromedp.Evaluate[chromedp.Void](`window.broken = true`))
	b.write("f-wellbeing", " More.")
	b.click("Save a file")
	if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte("Another. More.")) {
		t.Errorf("saved:\n%s", data)
	}
}

// TestSignedOnPaper: who saw the ink is asked for, a scan may be named, and both travel with the record.
func TestSignedOnPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "On paper.")
	const field = "f-sign-preceptor"
	if get[bool](b, `document.getElementById('`+field+`_witness').checkVisibility()`) {
		t.Error("a witness is asked for before it is known that it was signed on paper")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('.fields details.more').forEach(e => e.open = true)`)) // nobody has to sign
	b.do(focusOn(field + "_how"))
	b.press("i", "t", " ", "w") // the list's own search by its first letters: "It was signed on paper"
	b.waitFor(`document.getElementById('` + field + `_how').value === 'paper' && document.getElementById('` + field + `_witness').checkVisibility()`)
	b.sign("sign-preceptor", "Sam Example-Preceptor")
	b.says("write who saw it being signed")
	axe(b)("who saw it is missing", allRules)
	b.write(field+"_witness", "Jo Example-Manager")
	b.write(field+"_scan", "meeting-3.jpg")
	b.do(focusOn(field + "_name"))
	b.sign("sign-preceptor", "")
	b.says("on paper, seen by Jo Example-Manager")
	b.click("Save a file")
	name, _ := b.file(folder, ".md")
	f := shipped.current.Form("monthly-meeting")
	r := boundTo(t, f, name)
	if len(r.Signed) != 1 || r.Signed[0].How != "paper" || r.Signed[0].Witness != "Jo Example-Manager" || r.Signed[0].Scan != "meeting-3.jpg" || r.Signed[0].Digest != f.Digest(r, r.Version, f.Field("sign-preceptor").Label) {
		t.Errorf("signed: %+v", r.Signed)
	}
	b.reloadAndSay("on paper, seen by Jo Example-Manager")
}

// reloadAndSay loads the page anew, which must say so again.
func (b *tab) reloadAndSay(words string) {
	b.Helper()
	b.visit(get[string](b, `location.href`))
	b.says(words)
}

// TestDroppedOnThePage: a record's file may fall anywhere on its form's page; another sort of file does nothing.
func TestDroppedOnThePage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/evidence-item.html")
	folder := t.TempDir()
	put := func(name, text string) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	k := &keeper{tab: b}
	k.drop("h1", put("picture.png", photograph))
	b.waitFor(`document.querySelector('.form-asks .ask')`) // which scrolls to what it says
	k.drop("#f-title", put("sent.txt", strings.Replace(saved, "%q", `"Dropped here"`, 1)))
	b.waitFor(`document.getElementById('f-title').value === 'Dropped here'`)
	if got := get[string](b, `location.pathname + ' ' + window.precept.record().record`); got != "/forms/evidence-item.html p4xk82mz" {
		t.Errorf("it is %s", got)
	}
	k.drop("#f-title", put("odd.md", "Hello"))
	b.says("This file is no record of this toolkit")
	if b.value("f-title") != "Dropped here" {
		t.Error("what was on the page is gone")
	}
}

// TestAboutACompetency: a form that is filled in about each asks for the one that it is about before it is complete, keeps it, and
// names it in its file.
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
		b.do(focusOn("f-_about"))
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
		fresh.do(chromedp.Evaluate[chromedp.Void](`sessionStorage.clear(), localStorage.clear()`))
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

// TestFileOfAnotherVersion: a file of another version opens, says so, and leads to the form that it was filled in on.
func TestFileOfAnotherVersion(t *testing.T) {
	t.Parallel()
	old := older(t)
	for _, c := range []struct{ version, words string }{{old, "an earlier version of the toolkit, " + old}, {"2031.4", "a later version of the toolkit, 2031.4"}} {
		b := newTab(t)
		b.visit(shipped.address + "/" + meeting)
		name := filepath.Join(t.TempDir(), "record.md")
		if err := os.WriteFile(name, []byte("---\nform: monthly-meeting\nversion: \""+c.version+"\"\nrecord: p4xk82mz\ndate: 2026-09-01\nanswers:\n  wellbeing: \"Then\"\n---\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		b.give(name)
		b.says(c.words)
		b.says("What you change or sign here is under version " + shipped.current.Name)
		link := get[string](b, `document.querySelector('.form-asks .ask a').href`)
		if want := shipped.address + "/v/" + c.version + "/forms/monthly-meeting.html"; link != want {
			t.Errorf("it leads to %s, want %s", link, want)
		}
		if c.version == old {
			b.visit(link)
			if h := get[string](b, `document.querySelector('h1').innerText`); h != "Monthly meeting" {
				t.Errorf("the link leads to %q", h)
			}
		}
	}
}

// older is the name of a version before the current one that has the form.
func older(t testing.TB) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(shipped.root, "public", "v", "2025.1", "forms", "monthly-meeting.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d struct{ Version string }
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	return d.Version
}
