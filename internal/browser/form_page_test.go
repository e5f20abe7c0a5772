//go:build browser

package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

func TestRequiredAnswersAreListed(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/reflection.html")
	b.click("Mark as complete")
	b.waitFor(`document.activeElement.matches('.error-summary')`)
	b.says("There is more to fill in")
	b.says("Draft")
	judge := axe(b)
	judge("in error", allRules)
}

// A form that is never to be kept saves nothing.
func TestFormThatKeepsNothing(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(keepsNothing(t))
	sound(b, "a form that keeps nothing", true)
	b.eval(`document.querySelector('.fields input, .fields textarea').click()`)
	get[bool](b, `new Promise(done =>
		setTimeout(done, 1500, true))`) // a page that saves does so within a second by its clock
	if left := get[[]string](b, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`); len(left) > 0 {
		t.Errorf("kept: %v", left)
	}
	if buttons := get[string](b,
		`[...document.querySelectorAll('#form-actions button')].map(e => e.textContent).join()`); buttons != "Clear" {
		t.Errorf("offers %s", buttons)
	}
}

// The page says what is still needed, and that is what completes the form.
func TestProgressSaysWhatIsNeeded(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/supervision-record.html")
	way := func(want string) {
		t.Helper()
		b.waitFor(`document.querySelector('.form-way').textContent === ` + quoted(want))
	}
	needed := get[string](b, `document.querySelector('.form-way').textContent`)
	if !strings.Contains(needed, "answers and ") || !strings.HasSuffix(needed, " needed") {
		t.Errorf("empty: %s", needed)
	}
	get[bool](b, `window.precept.load({ ...window.precept.record(),
		answers: { kind: document.querySelector('#s-kind input').value, topic: 'x', learning: 'y',
		'no-identifiers': 'yes' } }, null).then(() => true)`)
	way("All answers are in. The preceptor still has to sign.")
	b.focus(`#s-sign-preceptor .sign-way > .button`)
	b.press(kb.Enter)
	b.says("Preceptor’s signature: write your name")
	if get[bool](b, `/write a date/.test(document.querySelector('.error-summary').textContent)`) {
		t.Error("asks for the date together with the name")
	}
	b.sign("sign-preceptor", "Example Preceptor")
	way("All answers are in.")
}

// A record is about a day in the past: without a year the last such day is meant, and the page points out a day still
// to come.
func TestRecordDateIsInThePast(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	soon := time.Now().AddDate(0, 0, 20)
	for typed, want := range map[string]string{soon.Format("2 January"): soon.AddDate(-1, 0,
		0).Format("2 January 2006"),
		soon.Format("2 January 2006"): soon.Format("2 January 2006") + ". This date is in the future."} {
		b.eval(`document.getElementById('f-_date').value = ''`)
		b.write("f-_date", typed)
		b.waitFor(`document.querySelector('#s-_date .echo').textContent.endsWith(` + quoted(want) + `)`)
	}
}
