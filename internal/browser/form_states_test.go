//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"

	"precept/internal/casetest"
	"precept/internal/form"
)

// TestEveryFormInEachState: forms empty, in error, filled in, and signed: axe-core, 320 px, letters twice as large,
// text spaced out, and colours that the system sets. What colours do in each scheme TestFormsInEachState and
// TestFilledFieldsInEveryLook look at.
func TestEveryFormInEachState(t *testing.T) {
	t.Parallel()
	forms := sampled(t)
	for part := range 2 {
		t.Run(fmt.Sprint(part+1, " of 2"), func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.emulate("", "prefers-reduced-motion", "reduce")
			for i, f := range forms {
				if i%2 == part {
					inEachState(b, f)
				}
			}
		})
	}
}

// inEachState looks at one form empty, in error, filled in, signed, and changed since.
func inEachState(b *tab, f *form.Form) {
	b.Helper()
	url := shipped.address + "/forms/" + f.Slug + ".html"
	b.visit(url)
	sound(b, f.Slug+", empty", f.Required() <= len(signatures(f)))
	b.click("Mark as complete")
	b.waitFor(`document.querySelector('.error-summary, #form-actions .ask')`)
	if get[bool](b, `!!document.querySelector('.error-summary')`) {
		sound(b, f.Slug+", in error", true)
	} else if f.Required() > len(signatures(f)) {
		b.Errorf("%s: nothing is said to be missing, though all is", f.Slug)
	}

	loadAnswers(b, f, url)
	sound(b, f.Slug+", filled in", len(signatures(f)) == 0) // signed it is judged with all that was filled in
	if len(signatures(f)) == 0 {
		return
	}
	signAll(b, f)
	sound(b, f.Slug+", signed", true)
	// one of them is no longer valid, and the record can be read and signed again
	b.eval(`{ const r = window.precept.record(); r.signed[0].digest = 'sha256:' + '0'.repeat(64); r.signed.length = 1;
		window.precept.load(r, window.precept.own());
		const take = [...document.querySelectorAll('.ask button')].find(e =>
		/^Use the file/.test(e.textContent)); if (take) take.click(); }`)
	b.waitFor(`/Something has changed since/.test(document.querySelector('main').innerText)`)
	sound(b, f.Slug+", changed since it was signed", false)
}

// loadAnswers gives the page a draft with what the walk by keyboard types, without pictures.
func loadAnswers(b *tab, f *form.Form, url string) {
	b.Helper()
	record := map[string]any{"form": f.Slug, "version": f.Version, "record": "k7m29qxd", "date": "2026-10-01",
		"status": "draft", "about": "", "milestone": "", "revises": "", "private": []any{}, "answers": answersTo(f),
		"signed": []any{}, "allow": []any{}, "body": "", "rest": map[string]any{}}
	if f.Repeats == "each-competency" {
		record["about"] = shipped.current.Competencies[0].ID
	}
	data, err := json.Marshal(record)
	if err != nil {
		b.Fatal(err)
	}
	b.visit(shipped.address + "/404.html")
	b.eval(`localStorage.clear(), sessionStorage.clear()`)
	b.visit(url)
	b.eval(`window.precept.load(` + string(data) + `, null),
		document.querySelectorAll('details').forEach(d => d.open = !!d.closest('.fields'))`)
}

// signAll signs each field of a form that is to be signed.
func signAll(b *tab, f *form.Form) {
	b.Helper()
	for _, field := range f.Fields {
		if field.Type != form.Sign {
			continue
		}
		b.focus("#f-" + field.ID + "_name")
		b.eval(`document.activeElement.value = ` + quoted(signer(field.Lane)) + `,
			document.activeElement.dispatchEvent(new Event('input', { bubbles: true })),
			document.querySelector('#s-` + field.ID + ` .sign-way > .button').click()`)
	}
	got, want := get[int](b, `document.querySelectorAll('.signature-given .state-done').length`), len(signatures(f))
	if got != want {
		b.Errorf("%s: %d signatures are valid, want %d: %s", f.Slug, got, want,
			get[string](b, `(document.querySelector('.error-summary') || document.body).innerText.slice(0, 400)`))
	}
}

// sound checks a page at 320 px, with other spacing, with larger letters and in forced colours.
func sound(b *tab, how string, judge bool) {
	b.Helper()
	none := func(when, list string) {
		b.Helper()
		for _, found := range get[[]string](b, list) {
			b.Errorf("%s, %s: %s", how, when, found)
		}
	}
	b.resize(320, 640)
	if judge {
		axe(b)(how, otherRules)
	}
	none("320 px", sideways)
	none("320 px", clipped)
	b.eval(spacing)
	none("text spaced out", sideways)
	none("text spaced out", clipped)
	b.eval(`document.adoptedStyleSheets = []`)
	b.resize(640, 640)
	call(b, devtools.SetFontSizes, devtools.SetFontSizesParams{FontSizes: &devtools.FontSizes{Standard: 32, Fixed: 26}})
	none("letters twice as large", sideways)
	none("letters twice as large", clipped)
	call(b, devtools.SetFontSizes, devtools.SetFontSizesParams{FontSizes: &devtools.FontSizes{Standard: 16, Fixed: 13}})
	b.emulate("", "forced-colors", "active", "prefers-reduced-motion", "reduce")
	none("forced colours", edgeless)
	b.emulate("", "forced-colors", "none", "prefers-reduced-motion", "reduce")
	b.resize(1280, 800)
}

// TestTabReachesEveryForm: on every form Tab comes to all that can be acted on, in reading order, and shows where it
// is, at a phone's width and where colours are forced. TestFromFirstKeyToPortfolio goes the same way at a desk's.
func TestTabReachesEveryForm(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.resize(320, 640)
	b.emulate("", "forced-colors", "active", "prefers-reduced-motion", "reduce")
	for _, f := range sampled(t) {
		b.visit(shipped.address + "/forms/" + f.Slug + ".html")
		b.whole()
		n := get[int](b, stops)
		at := 0
		for at = range n {
			b.press(kb.Tab)
			is := get[struct {
				At     int
				What   string
				Faults []string
			}](b, stop)
			for _, fault := range is.Faults {
				t.Errorf("%s: %s: %s", f.Slug, fault, is.What)
			}
			if is.At != at {
				t.Errorf("%s: Tab %d came to place %d, %s", f.Slug, at, is.At, is.What)
				break
			}
		}
		if at < 15 {
			t.Errorf("%s: only %d places to go to", f.Slug, at)
		}
	}
}

// TestEveryFormWithoutScript: what a form says with script it says without, and nothing on it is dead.
func TestEveryFormWithoutScript(t *testing.T) {
	t.Parallel()
	with, without := newTab(t), newTab(t)
	call(without, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	const said = `document.querySelectorAll(
		'.form-top, .form-asks, .state-at, .record-head, .sign-way, ' +
		'.fields details.more > summary, .form-actions, .fields button, .pick, .total, .row-acts, .field-pick .label')
		.forEach(e => e.remove()), document.querySelector('main').innerText.replace(/\s+/g, ' ')`
	const dead = `[...document.querySelectorAll('main button, main input[type=file]')].filter(e =>
		e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))`
	for _, f := range sampled(t) {
		url := shipped.address + "/forms/" + f.Slug + ".html"
		with.visit(url)
		without.visit(url)
		for _, e := range get[[]string](without, dead) {
			t.Errorf("%s: dead without script: %s", f.Slug, e)
		}
		plain := get[string](without, `document.querySelector('main').innerText.replace(/\s+/g, ' ')`)
		for _, word := range strings.Fields(get[string](with, said)) {
			if !strings.Contains(plain, word) {
				t.Errorf("%s: %q is said only with script", f.Slug, word)
			}
		}
		n := get[int](without, `document.querySelectorAll('.fields :is(input, textarea, select)').length`)
		if n < len(f.Fields)/2 {
			t.Errorf("%s: only %d places to write in", f.Slug, n)
		}
	}
}

// Empty, filled, signed: nothing wrong in either scheme, at a phone's width and at a desk's.
func TestFormsInEachState(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	inEveryLook(b, "empty")
	b.write("f-wellbeing", "Settling in.")
	inEveryLook(b, "asked")
	b.click("Yes, my own")
	b.write("f-progress", "A first clinic.")
	b.click("Clear from this device")
	inEveryLook(b, "filled")
	b.click("No, keep it")
	b.sign("sign-preceptor", "Example Preceptor")
	b.says("Signed by Example Preceptor")
	b.write("f-progress", "Changed.")
	b.says("Changed since Example Preceptor signed.")
	inEveryLook(b, "signed")
}

// A filled form, for every width and scheme.
func TestFilledFieldsInEveryLook(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	names := []string{"monthly-meeting", "job-plan", "learning-log", "competency-record", "practice-yearly-check"}
	for _, name := range names[:casetest.Times(3, 5)] {
		b.fill(address, script, name)
		b.eval(`fields.write(` + made + `), document.querySelectorAll('.pick').forEach(d => d.open = true)`)
		inEveryLook(b, name)
		b.resize(320, 640)
		const small = `[...document.querySelectorAll(
			'.fields :is(button, summary, select, input[type=text], input[type=file], textarea)')]
			.filter(e => e.checkVisibility() && (e.offsetHeight < 44 || e.offsetWidth < 44))
			.map(e => e.outerHTML.slice(0, 100))`
		for _, e := range get[[]string](b, small) {
			t.Errorf("%s: smaller than 44 px: %s", name, e)
		}
	}
}
