//go:build browser

package browser

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"precept/internal/casetest"
)

// TestPhone: by touch only, on a phone, a form is opened from the list of forms, filled in and sent by the phone's own
// way of sharing; what it hands on is what import takes.
func TestPhone(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`navigator.canShare = d => d.files.every(f => /\.(txt|png)$/.test(f.name));
		navigator.share = async d =>
			{ window.shared = await Promise.all(d.files.map(async f =>
			[f.name, f.type, btoa(String.fromCharCode(...new Uint8Array(await f.arrayBuffer())))])); };`)
	b.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2)))
	b.visit(shipped.address + "/forms/index.html")
	if !get[bool](b, `matchMedia('(pointer: coarse)').matches && innerWidth === 375 && 'ontouchstart' in window`) {
		t.Fatal("this is not a phone")
	}
	b.tap(`a[href$="learning-log.html"]`)
	b.waitAcross(`location.pathname.endsWith('/learning-log.html') && window.precept`)
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
	if err := os.WriteFile(photo, []byte(casetest.Photo), 0o600); err != nil {
		t.Fatal(err)
	}
	b.waitFor(`document.querySelector('#f-files_0')`)
	b.pick("#f-files_0", photo)
	b.waitFor(`document.querySelector('#s-files .chosen li')`)
	b.eval(`{ const e = document.getElementById('f-_date'); e.value = '4 sep 2026'; e.dispatchEvent(new Event('input'));
		}`)
	b.eval(`[...document.querySelectorAll('.form-actions button')].find(e =>
		e.textContent === 'Send my records').id = 'send'`)
	b.tap("#send")
	b.says("1 record sent")
	dir := project(t, alex)
	args := []string{"import", "--preceptee", "alex-example", "--as-of", asOf}
	for _, file := range get[[][]string](b, `shared`) {
		name := filepath.Join(t.TempDir(), file[0])
		if err := os.WriteFile(name, must(base64.StdEncoding.DecodeString(file[2])), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if len(args) != 7 {
		t.Fatalf("shared: %v", args)
	}
	portfolioHas(t, dir, args)
}

// portfolioHas imports what was shared and compares it with what was entered.
func portfolioHas(t *testing.T, dir string, args []string) {
	t.Helper()
	precept(t, dir, args...)
	list, err := filepath.Glob(filepath.Join(dir, alex, "2026-09-04-learning-log-*.md"))
	if err != nil || len(list) != 1 {
		t.Fatalf("in the portfolio's folder: %v, %v", list, err)
	}
	r := boundTo(t, shipped.current.Form("learning-log"), list[0])
	for field, want := range map[string]string{"title": "Course in inhaler technique", "kind": "Formal learning",
		"evidence-date": "2026-09-04", "learning-hours": "2.5", "no-identifiers": "yes"} {
		if a := r.Answer(field); a == nil || a.Text != want {
			t.Errorf("%s is %+v, want %q", field, a, want)
		}
	}
	kept := filepath.Join(dir, alex, "evidence/certificate-1-"+r.ID+".png")
	if size, err := png.DecodeConfig(bytes.NewReader(must(os.ReadFile(kept)))); err != nil || size.Width != 1 {
		t.Errorf("the photograph is not as it was: %v, %v", size, err)
	}
}
