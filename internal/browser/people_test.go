//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"precept/internal/casetest"
)

// hand is how a keeper works the desk: only by mouse or only by keyboard.
type hand interface {
	// press goes to what is called so and presses it; group is the heading of the rows that it is in, or "".
	press(group, words string)
	// write goes to a box and types into it, in place of what is there.
	write(group, label, text string)
}

// mouseHand clicks. What is typed goes where it clicked last.
type mouseHand struct{ *keeper }

// named finds what can be seen and is called so, within the rows that are headed so.
const named = `((group, words, what) => [...(group
	? [...document.querySelectorAll('fieldset')].find(f => f.querySelector('legend').innerText.startsWith(group))
	: document.querySelector('main'))?.querySelectorAll(what) || []].find(e => e.checkVisibility() &&
	e.textContent.replace(/\s+/g, ' ').trim().startsWith(words)))`

func (h mouseHand) press(group, words string) {
	h.Helper()
	h.taps++
	h.waitAcross(`document.readyState === 'complete' && (window.aim = ` + named + `(` + quoted(group) + `, ` +
		quoted(words) + `, 'a, button, label, summary'))`)
	at := get[[]float64](h.tab, `aim.scrollIntoView({ block: 'center' }),
		[aim.getBoundingClientRect()].flatMap(r => [r.left + Math.min(r.width / 2, 30), r.top + r.height / 2])`)
	h.do(chromedp.MouseClickXY(at[0], at[1]))
}

func (h mouseHand) write(group, label, text string) {
	h.Helper()
	h.press(group, label)
	h.eval(`document.activeElement.select?.()`)
	h.keeper.press(text)
}

// keyHand goes by Tab.
type keyHand struct{ *keeper }

// focused says what the focus is on and which rows that is in.
const focused = `(e => {
	const group = e.closest('fieldset.sheet-group')?.querySelector('legend').innerText || '';
	const words = (e.labels?.length && e.type !== 'submit' ? e.labels[0] : e).textContent.replace(/\s+/g, ' ').trim();
	return [group, words];
})(document.activeElement)`

func (h keyHand) to(group, words string) {
	h.Helper()
	h.waitAcross(`document.readyState === 'complete' && ` + named + `(` + quoted(group) + `, ` + quoted(words) +
		`, 'a, button, label, summary')`)
	for range 120 {
		at := get[[]string](h.tab, focused)
		if (group == "" || strings.HasPrefix(at[0], group)) && strings.HasPrefix(at[1], words) {
			return
		}
		h.keeper.press(kb.Tab)
	}
	h.Fatalf("Tab does not come to %q in %q", words, group)
}

func (h keyHand) press(group, words string) {
	h.Helper()
	h.to(group, words)
	if get[bool](h.tab, `document.activeElement.matches('input')`) {
		h.keeper.press(" ")
		return
	}
	h.keeper.press(kb.Enter)
}

func (h keyHand) write(group, label, text string) {
	h.Helper()
	h.to(group, label)
	h.eval(`document.activeElement.select?.()`)
	h.keeper.press(text)
}

// byEachHand runs a walk only by mouse and then only by keyboard, each at a project of its own.
func byEachHand(t *testing.T, begin func(*testing.T) *keeper, walk func(*testing.T, *keeper, hand)) {
	t.Parallel()
	for name, of := range map[string]func(*keeper) hand{
		"by mouse":    func(k *keeper) hand { return mouseHand{k} },
		"by keyboard": func(k *keeper) hand { return keyHand{k} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := begin(t)
			walk(t, k, of(k))
		})
	}
}

// newcomer is the file of the person whom these tests add, in the end.
const newcomer = `---
name: "Zoë Example-Newcomer"
start: 2026-10-05
toolkit: "2026.1"
registration: {body: "HCPC", number: "PA00000", renews: 2027-09-30, checked: 2026-09-30}
role: "Advanced Practitioner"
cohort: "Second cohort, October 2026"
wte:
  - {from: 2027-01-04, value: 0.6}
pauses:
  - {from: 2027-03-01, to: 2027-03-14}
people:
  - {lane: preceptor, name: "Pat Example", to: 2027-02-28}
  - {lane: preceptor, name: "Kim Example", from: 2027-03-01}
transition: [new-to-general-practice]
tags: [prescriber, remote]
overrides:
  six-month-review: {date: 2027-04-20, why: "Both are away in the week before"}
ended: {date: 2027-12-31, how: completed}
example: true
---
`

const newcomerName = "Zoë Example-Newcomer"

// newcomerText is their file as it is.
func (k *keeper) newcomerText() string {
	k.Helper()
	data, err := os.ReadFile(filepath.Join(k.dir, "data/preceptees/zoe-example-newcomer/preceptee.md"))
	if err != nil {
		k.Fatal(err)
	}
	return string(data)
}

// change opens a page about the newcomer.
func (k *keeper) change(h hand, sheet string) {
	k.Helper()
	k.heading(newcomerName)
	h.press("", "Change "+sheet)
	k.heading(sheet)
}

// moves waits until the page says that these dates move.
func (k *keeper) moves(words string) {
	k.Helper()
	k.waitAcross(`!document.getElementById('moves').hidden &&
		document.getElementById('moves').innerText.includes(` + quoted(words) + `)`)
}

// addNewcomer adds the person.
func addNewcomer(k *keeper, h hand) {
	k.Helper()
	h.press("", "Add a person")
	k.heading("Add a person")
	h.write("", "Name", newcomerName)
	k.waitAcross(`document.getElementById('c-id-echo').innerText.includes('zoe-example-newcomer')`)
	h.write("Their work", "Role", "Advanced Practitioner")
	h.write("Who supports them", "Preceptor", "Pat Example")
	h.press("The folder", "This is an invented person")
	h.press("", "Add this person")
	k.heading(newcomerName)
}

// changeNewcomer moves the person to 0.6 WTE, pauses, gives a new preceptor, ends the year, and takes the end back.
func changeNewcomer(t *testing.T, k *keeper, h hand) {
	t.Helper()
	k.change(h, "Hours of work")
	const next = `document.getElementById('c-wte-0-value').getBoundingClientRect().top + scrollY`
	place := get[float64](k.tab, next)
	h.write("Share", "From", "4 jan 2027")
	k.waitAcross(`document.getElementById('c-wte-0-from-echo').innerText === 'Monday 4 January 2027'`)
	if now := get[float64](k.tab, next); now != place {
		t.Errorf("the next box moved from %v to %v, away from a pointer, when the day was said", place, now)
	}
	h.write("Share", "Share of full time", "60%")
	k.moves("Hold the six-month review")
	h.press("", "Save")
	k.change(h, "Pauses")
	h.write("Pause", "First day", "1/3/27")
	h.write("Pause", "Last day", "14/3/27")
	k.moves(" to ")
	h.press("", "Save")
	k.change(h, "Preceptor and others")
	h.write("Person 1", "Until", "28 February 2027")
	h.write("Somebody else", "Part", "Preceptor")
	h.write("Somebody else", "Name", "Kim Example")
	h.write("Somebody else", "From", "1 March 2027")
	h.press("", "Save")
	fillNewerPages(k, h)
	k.change(h, "End of the year")
	h.write("", "Last day", "31/12/27")
	h.press("", "They completed it")
	k.moves("no longer due")
	h.press("", "Save")
	k.heading(newcomerName)
	k.waitAcross(`document.querySelector('.person-facts').innerText.includes('31 December 2027')`)
	if got := k.newcomerText(); got != newcomer {
		t.Errorf("the file says\n%s", got)
	}
	h.press("", "Take it back")
	h.press("", "Yes, take it back")
	k.heading("Taken back")
	want := strings.Replace(newcomer, "ended: {date: 2027-12-31, how: completed}\n", "", 1)
	if got := k.newcomerText(); got != want {
		t.Errorf("taken back, the file says\n%s", got)
	}
}

// fillNewerPages writes the registration, the change that the person makes and what applies to them alone, and a day
// that was agreed for one milestone.
func fillNewerPages(k *keeper, h hand) {
	k.Helper()
	k.change(h, "Registration")
	h.write("", "Regulator", "HCPC")
	h.write("", "Number", "PA00000")
	h.write("", "Must be renewed on", "30 sep")
	h.write("", "Last checked on", "30 sep")
	k.waitAcross(`document.getElementById('c-registration-checked-echo').innerText === 'Wednesday 30 September 2026' &&
		document.getElementById('c-registration-renews-echo').innerText === 'Thursday 30 September 2027'`)
	h.press("", "Save")
	k.change(h, "What applies to them")
	h.write("", "Group", "Second cohort, October 2026")
	h.press("How they are joining", "New to general practice")
	h.press("What applies only to them", "Prescriber")
	h.write("What applies only to them", "Something else", "remote")
	k.moves("now due 6 January 2027")
	h.press("", "Save")
	k.change(h, "A different date")
	h.write("Another milestone", "What is it?", "Hold the six-month")
	h.write("Another milestone", "Due on", "20/4/27")
	h.write("Another milestone", "Why?", "Both are away in the week before")
	k.moves("20 April 2027")
	h.press("", "Save")
}

// TestPeopleByMouse: with only a mouse, on a narrow window. A person is added in three clicks where only the name is
// filled in, and in one more for each further box or tick.
func TestPeopleByMouse(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	k.resize(375, 800)
	h := mouseHand{k}
	addNewcomer(k, h)
	if k.taps != 6 {
		t.Errorf("an invented person with a role and a preceptor was added in %d clicks, want 6", k.taps)
	}
	changeNewcomer(t, k, h)
}

// TestPeopleByKeyboard: with only a keyboard.
func TestPeopleByKeyboard(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	addNewcomer(k, keyHand{k})
	changeNewcomer(t, k, keyHand{k})
}

// TestPeopleWithoutScript: the dates that move are shown before anything is saved without script too.
func TestPeopleWithoutScript(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	call(k.tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	k.visit(k.address + "person/alex-example/pauses")
	h := keyHand{k}
	h.write("Pause", "First day", "1/3/27")
	h.write("Pause", "Last day", "14/3/27")
	h.press("", "Save")
	k.waitAcross(`document.activeElement.id === 'h-moves' &&
		document.getElementById('c-pauses-0-to-echo').innerText === 'Sunday 14 March 2027'`)
	h.press("", "Save")
	k.heading("Alex Example")
	// the page waits for a build, but not for long, and without script it does not look again by itself
	k.waitUntil("the pause on the page", func(context.Context) bool {
		k.visit(k.address + "person/alex-example")
		return strings.Contains(k.shownText(), "1 March 2027 to 14 March 2027")
	})
}

// TestAxeOnPeople: each page about people, at two widths, light and dark. Some that change one thing are alike: a run
// that is not long takes one with boxes, with rows, with ticks and with a choice.
func TestAxeOnPeople(t *testing.T) {
	t.Parallel()
	k := keep(t, "data/preceptees/dara-example")
	h := keyHand{k}
	k.visit(k.address + "add")
	inEveryLook(k.tab, "somebody new")
	h.press("", "Add this person")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "somebody new without a name")
	k.visit(k.address + "person/dara-example")
	inEveryLook(k.tab, "a person")
	sheets := []string{"who", "people", "done", "end"}
	if casetest.Long() {
		sheets = append(sheets, "start", "accepted", "not-applicable", "extension")
	}
	for _, sheet := range sheets {
		k.visit(k.address + "person/dara-example/" + sheet)
		inEveryLook(k.tab, sheet)
	}
	k.visit(k.address + "person/dara-example/hours")
	h.write("Another change", "From", "1/3/27")
	h.write("Another change", "Share of full time", "0.8")
	k.waitAcross(`!document.getElementById('moves').hidden`)
	inEveryLook(k.tab, "hours with the dates that move")
	h.press("", "Save")
	k.heading("Dara Example")
	k.waitAcross(`document.querySelector('.desk-last')`)
	inEveryLook(k.tab, "a person with something saved")
}

// TestKnownSigners: a form page at the desk proposes who signs each part, by who is known to support the person.
func TestKnownSigners(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	k.visit(strings.TrimSuffix(k.address, "/-/desk/") + "/forms/monthly-meeting.html#for=alex-example")
	k.waitAcross(`document.getElementById('f-sign-preceptor_name')?.list?.options[0]?.value === 'Sam Example-Preceptor'`)
	k.waitAcross(`document.getElementById('f-sign-preceptee_name')?.list?.options[0]?.value === 'Alex Example'`)
}
