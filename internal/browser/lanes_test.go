//go:build browser

package browser

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// TestP7Lanes: the page and Go say the same of each record in internal/form/testdata/lanes.txtar: what it lacks and
// whose signatures fit.
func TestP7Lanes(t *testing.T) {
	b := records(t)
	a, err := txtar.ParseFile(filepath.Join("../form/testdata", "lanes.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		parts[f.Name] = string(f.Data)
	}
	tried := 0
	for name, want := range parts {
		of, ok := strings.CutSuffix(name, "/state")
		if !ok {
			continue
		}
		tried++
		if got := with[string](b, `(text, definition) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return fault;
			const lacks = lane => own.missing(record, d, [], lane)
				.map(m => 'missing ' + (lane && 'for ' + lane + ': ') + m.field + ': ' + m.text);
			return ['', 'preceptee', 'preceptor'].flatMap(lacks)
				.concat(record.signed.map(s => 'signed ' + s.field + ' by ' + s.name + ': fits ' + own.fits(s, record, d)))
				.concat(own.unsigned(record, d).map(f => 'unsigned ' + f.id + ': ' + f.lane))
				.map(line => line + '\n').join('');
		}`, parts[of+"/record.md"], parts["definition.json"]); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", of, got, want)
		}
	}
	if tried < 15 {
		t.Errorf("only %d records", tried)
	}
}

// allFit is whether nobody is asked to sign again, with so many signatures on the page.
func allFit(n int) string {
	return `document.querySelectorAll('.signature-given').length === ` + strconv.Itoa(n) +
		` && !document.querySelector('.signature-given.warn')`
}

// TestP7LearningContract: the preceptee signs on a phone; the preceptor reads it by keyboard, ticks what is their own
// and nothing else, and signs; back on the phone both signatures fit, until something is changed that both cover.
func TestP7LearningContract(t *testing.T) {
	t.Parallel()
	contract := ownSite(t, "testdata/two-lanes.txtar") + "forms/contract.html"
	phone, desk := newTab(t), newTab(t)
	phone.before(noPicker)
	desk.before(noPicker)
	sent, back := phone.downloads(), desk.downloads()
	phone.resize(375, 700)
	desk.resize(1280, 900)
	phone.begin(contract, "f-frequency", "Monthly.")
	phone.tap("#f-limits-read")
	phone.tap("#f-commitments_pair-needs_preceptee-agrees")
	// P8: the next such day, in words
	year := time.Now().Year()
	if now := time.Now(); now.Month() > time.June || now.Month() == time.June && now.Day() > 1 {
		year++
	}
	phone.write("f-review-on", "1 june")
	phone.waitFor(`/ 1 June ` + strconv.Itoa(year) + `$/.test(document.getElementById('f-review-on_e').textContent)`)
	phone.sign("sign-preceptee", "Alex Example")
	phone.waitFor(allFit(1))
	phone.click("Save a file")
	name, _ := phone.file(sent, ".md")

	desk.visit(contract)
	desk.give(name)
	desk.says("fill in your part and sign")
	desk.waitFor(`document.querySelector('#s-commitments').checkVisibility() &&
		!document.querySelector('#f-frequency').checkVisibility()`)
	if open := get[int](desk, `[...document.querySelectorAll('#s-commitments input')].filter(e =>
		e.disabled === /preceptor-agrees$/.test(e.id)).length`); open != 0 {
		t.Errorf("%d boxes are open that are not the preceptor's, or closed that are", open)
	}
	axe(desk)("to read, fill in and sign", allRules)
	desk.focus("#f-commitments_pair-needs_preceptor-agrees")
	desk.press(" ")
	desk.sign("sign-preceptor", "Sam Example-Preceptor")
	desk.waitFor(allFit(2))
	desk.click("Save a file")
	returned, _ := desk.file(back, ".md")

	phone.give(returned)
	phone.says("Added: the signature of Sam Example-Preceptor.")
	phone.waitFor(allFit(2) + ` && window.precept.record().answers.commitments['pair-needs']['preceptor-agrees'] === 'yes'`)
	// P5: the same again, with every key in another place
	phone.load(`const turn = v => Array.isArray(v) ? v.map(turn) : v && typeof v === 'object' ?
		Object.fromEntries(Object.entries(v).reverse().map(([k, x]) => [k, turn(x)])) : v;
		r.answers = turn(r.answers); r.signed = turn(r.signed).reverse()`)
	phone.says("There is nothing new in this file.")
	// X1: what no longer fits counts nowhere
	phone.write("f-frequency", " Or more often.")
	phone.waitFor(`document.querySelectorAll('.signature-given.warn').length === 2 &&
		/still have to sign/.test(document.querySelector('#form-top .form-way').textContent)`)
	phone.says("Please sign again.")
}
