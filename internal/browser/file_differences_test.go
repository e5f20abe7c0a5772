//go:build browser

package browser

import (
	"strings"
	"testing"
)

// A record that changed after it was signed goes to another browser and is signed again there on the same day. The file
// that comes back brings the signature, and nobody is asked: it was given on what is here.
func TestSignatureRenewedElsewhere(t *testing.T) {
	t.Parallel()
	here, there := newTab(t), newTab(t)
	here.before(noPicker)
	there.before(noPicker)
	folder, back := here.downloads(), there.downloads()
	here.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	here.sign("sign-preceptor", "Pat Example")
	here.says("Signed by Pat Example.")
	here.write("f-wellbeing", " And busy.")
	here.says("Changed since Pat Example signed.")
	here.click("Save a file")
	sent, _ := here.file(folder, ".md")

	there.visit(plainHost() + meeting)
	there.give(sent)
	there.says("Opened from a file")
	there.sign("sign-preceptor", "Pat Example")
	there.says("Signed by Pat Example.")
	there.click("Save a file")
	returned, _ := there.file(back, ".md")

	here.give(returned)
	here.says("Added: the signature of Pat Example.")
	here.waitFor(`document.querySelectorAll('#s-sign-preceptor .signature-given').length === 1 &&
		!/changed since/.test(document.querySelector('main').innerText)`)
	if n := get[int](here, `window.precept.record().signed.length`); n != 1 {
		t.Errorf("%d signatures, want the new one in the place of the old", n)
	}
	here.give(returned)
	here.says("There is nothing new in this file.")
}

// What a file says otherwise about a signature, a reason or a milestone is asked about, as any other difference is.
func TestFileDifferencesAreShown(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.sign("sign-preceptor", "Pat Example")
	b.says("Signed by Pat Example.")
	for change, words := range map[string]string{
		`r.signed[0].role = 'Practice nurse'`:                                "Practice nurse",
		`r.signed[0].how = 'returned'`:                                       "returned",
		`r.signed[0].digest = 'sha256:' + '0'.repeat(64)`:                    "changed since",
		`r.milestone = 'm-midpoint'`:                                         "In the file: m-midpoint",
		`r.allow = [{ rule: 'phone', at: 'wellbeing', reason: 'the desk' }]`: "In the file: the desk",
	} {
		b.load(change)
		b.says("This record is already here, and the file is different.")
		b.says(words)
		b.click("Keep what is here")
	}
	b.load(`r.status = 'draft'; r.signed = []`)
	b.says("There is nothing new in this file.")
	if got := get[string](b, `JSON.stringify([window.precept.record().signed.length,
		window.precept.record().status])`); got != `[1,"complete"]` {
		t.Errorf("an earlier state of the record took the place of it: %s", got)
	}
}

// Of a table only the cells that differ are shown.
func TestTableDifferencesByCell(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.load(`r.answers.objectives = [{ objective: 'Lead a clinic', 'by-when': '2026-11-30' }, { objective: 'Audit' }]`)
	b.click("Use the file")
	b.load(`r.answers.objectives[0]['by-when'] = '2026-12-24'; r.answers.objectives.push({ objective: 'Teach' })`)
	b.says("the file is different")
	got := get[string](b, `[...document.querySelectorAll('.part label')].map(e => e.textContent).join(' | ')`)
	want := "Here: Row 1: By when: 30 November 2026\nnothing | " +
		"In the file: Row 1: By when: 24 December 2026\nRow 3: Objective: Teach"
	if got != want {
		t.Errorf("the page shows %q, want %q", got, want)
	}
	// what is typed while it is asked does not make another record of it
	b.write("f-feedback", "Typed since.")
	b.click("Use the file")
	b.waitFor(`window.precept.record().answers.objectives.length === 3 &&
		!/in another tab/.test(document.querySelector('main').innerText)`)
}

// A file that is opened in a fresh browser is shown from its top, and said to be opened, when it was.
func TestOpenedFileIsAnnounced(t *testing.T) {
	t.Parallel()
	from, b := newTab(t), newTab(t)
	from.before(noPicker)
	folder := from.downloads()
	from.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	from.click("Save a file")
	name, _ := from.file(folder, ".md")

	b.resize(375, 700)
	b.visit(plainHost() + meeting)
	b.eval(`{ window.heard = [];
		new MutationObserver(() =>
		heard.push(document.querySelector('[role=status]')?.textContent)).observe(document.querySelector('main'),
		{ childList: true, subtree: true, characterData: true }); scrollTo(0, document.body.scrollHeight); }`)
	b.give(name)
	b.says("Opened from a file")
	b.waitFor(`heard.some(h => /^Opened: Monthly meeting, \d+ \w+ \d{4}$/.test(h))`)
	if heard := get[string](b, `heard.join(' | ') + document.querySelector('main').innerText`); strings.Contains(heard,
		"00:00") || strings.Contains(heard, "Saved as a file") {
		t.Errorf("heard and seen: %s", heard)
	}
	b.waitFor(`document.activeElement.matches('h1') && document.activeElement.getBoundingClientRect().top >= 0`)

	b.visit(plainHost() + "forms/reflection.html")
	b.give(name)
	b.waitFor(`document.querySelector(".arrived a[href*=monthly-meeting]")`)
}
