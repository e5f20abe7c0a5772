//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestWhatIsRequired(t *testing.T) {
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

// Nothing is kept of a form that asks for nothing to be kept.
func TestNeverKept(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/burnout-self-check.html")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.fields input, .fields textarea').click()`))
	time.Sleep(time.Second)
	if left := get[[]string](b, `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`); len(left) > 0 {
		t.Errorf("kept: %v", left)
	}
	if buttons := get[string](b, `[...document.querySelectorAll('#form-actions button')].map(e => e.textContent).join()`); buttons != "Clear" {
		t.Errorf("offers %s", buttons)
	}
}

// Empty, filled, signed: nothing wrong in either scheme, at a phone's width and at a desk's.
func TestFormsInEachState(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	look := func(state string) {
		for _, scheme := range []string{"light", "dark"} {
			b.emulate("", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
			for _, width := range []int64{320, 1280} {
				b.resize(width, 800)
				axe(b)(fmt.Sprintf("%s, %s, %d px", state, scheme, width), allRules)
				for _, found := range get[[]string](b, sideways) {
					t.Errorf("%s, %d px: %s", state, width, found)
				}
			}
		}
	}
	b.visit(shipped.address + "/" + meeting)
	look("empty")
	b.write("f-wellbeing", "Settling in.")
	look("asked")
	b.click("Yes, my own")
	b.write("f-progress", "A first clinic.")
	b.click("Clear from this device")
	look("filled")
	b.click("No, keep it")
	b.sign("sign-preceptor", "Example Preceptor")
	b.says("Signed by Example Preceptor")
	b.write("f-progress", "Changed.")
	b.says("Changed since Example Preceptor signed.")
	look("signed")
}

// A button that is pressed on leaving a box is pressed, though there is something to say about what was written.
func TestCoachTakesNoPressAway(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "x")
	b.waitFor(`window.preceptLater`)
	b.write("f-objectives_1_objective", "NHS 943 476 5919")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#s-objectives .add').scrollIntoView({ block: 'center' })`))
	b.do(chromedp.Click(chromedp.CSS("#s-objectives .add")))
	b.waitFor(`document.querySelectorAll('#s-objectives tbody tr').length === 2`)
	b.waitFor(`/NHS number/.test(document.querySelector('#s-objectives .coach').textContent)`)
}

// What is still needed is said as it is, and what completes the form is what is said.
func TestWhatIsStillNeeded(t *testing.T) {
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
	get[bool](b, `window.precept.load({ ...window.precept.record(), answers: { kind: document.querySelector('#s-kind input').value, topic: 'x', learning: 'y', 'no-identifiers': 'yes' } }, null).then(() => true)`)
	way("All answers are in. The preceptor still has to sign.")
	b.do(chromedp.Focus(chromedp.CSS(`#s-sign-preceptor .sign-way > .button`)))
	b.press(kb.Enter)
	b.says("Preceptor’s signature: write your name")
	if get[bool](b, `/write a date/.test(document.querySelector('.error-summary').textContent)`) {
		t.Error("asks for the date together with the name")
	}
	b.sign("sign-preceptor", "Example Preceptor")
	way("All answers are in.")
}

// A record is about a day that has been: without a year the last such day is meant, and one still to come is said to be.
func TestRecordIsAboutADayThatHasBeen(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	soon := time.Now().AddDate(0, 0, 20)
	for typed, want := range map[string]string{soon.Format("2 January"): soon.AddDate(-1, 0, 0).Format("2 January 2006"), soon.Format("2 January 2006"): soon.Format("2 January 2006") + ". This day is still to come."} {
		b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-_date').value = ''`))
		b.write("f-_date", typed)
		b.waitFor(`document.querySelector('#s-_date .echo').textContent.endsWith(` + quoted(want) + `)`)
	}
}
