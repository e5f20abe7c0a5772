//go:build browser

package browser

import (
	"strings"

	"github.com/chromedp/chromedp/kb"

	"precept/internal/casetest"
)

// pages looks at each page of the toolkit and of a portfolio.
func (m *marked) pages() {
	m.Helper()
	for _, page := range []string{"", "404", "search.html", "versions/index.html", "v/2025.1/index.html",
		"v/2025.1/guide/cover.html", "v/2025.1/forms/reflection.html",
		"about/accessibility.html", "about/privacy.html", "organisation/index.html", "organisation/indemnity.html",
		"organisation/print.html", "organisation/rooms.html", "preceptee/index.html", "programme/index.html",
		"programme/timeline.html", "programme/skills.html", "programme/standards.html", "programme/covers.html",
		"reference/glossary.html", "forms/index.html", "forms/skill.html", "forms/note.html", "forms/diary.html",
		"portfolios/", "portfolios/nobody/x"} {
		m.open(page)
		m.look(page)
	}
	for _, page := range []string{"index", "gaps", "hours", "summary", "competencies", "timeline", "next-meeting",
		"records/index", "records/2026-04-14-day-44117700", "records/2026-05-20-skill-44117701", "portfolio"} {
		m.open("portfolios/rae-example/" + page + ".html")
		m.look("portfolio, " + page)
	}
}

// searches types what finds something, what is spelt wrongly and what finds nothing.
func (m *marked) searches() {
	m.Helper()
	m.open("search.html")
	m.waitFor(`document.activeElement.id === 'q'`)
	for _, words := range []string{"«indemnity»", "«indemnaty»", "«qqqqqq»"} {
		before := get[string](m.tab, `document.getElementById('search-count').textContent`)
		m.eval(`q.value = ` + quoted(foreign(words)) + `, q.dispatchEvent(new Event('input', { bubbles: true }))`)
		m.waitFor(`document.getElementById('search-count').textContent !== ` + quoted(before))
		m.look("search for " + words)
	}
}

// choose presses the first button that says a phrase, and looks at what is there once the page says another.
func (m *marked) choose(phrase, then string) {
	m.Helper()
	m.click("⟦" + phrase)
	m.says("⟦" + then)
	m.look("after “" + phrase + "”")
}

// fill puts a value into a box as somebody who types and goes on.
func (m *marked) fill(id, text string) {
	m.Helper()
	m.eval(`(e => { e.focus(); e.value = ` + quoted(foreign(text)) + `;
		for (const type of ['input', 'change']) e.dispatchEvent(new Event(type, { bubbles: true }));
		e.blur(); })(document.getElementById(` + quoted(id) + `))`)
}

// form fills in a form with a field of every kind, wrongly and rightly, and hands it over.
func (m *marked) form() {
	m.Helper()
	folder := m.downloads()
	m.open("forms/mood.html")
	m.look("a form that keeps nothing")
	m.open("forms/check.html")
	m.whole()
	m.look("a form of the practice")
	m.open("forms/day.html")
	m.whole()
	m.look("a form")
	m.choose("Mark as complete", "There is more to fill in")
	m.fill("f-said", "«What was said.»")
	m.says("⟦Is this your own device?")
	m.look("asked whose device it is")
	m.choose("Yes, my own", "Saved on this device")
	for id, text := range map[string]string{"f-next": "31 2 2026", "f-at": "99", "f-many": "x", "f-learnt": "-1",
		"f-holds": "1/1/1850"} {
		m.fill(id, text)
	}
	m.look("answers that cannot be read")
	m.choose("Mark as complete", "There is more to fill in")
	for id, text := range map[string]string{"f-next": "27/3/27", "f-at": "16.30", "f-many": "12", "f-learnt": "7,5",
		"f-holds": "1/1/26", "f-week_monday_share": "70", "f-mine": "«mine»"} {
		m.fill(id, text)
	}
	m.eval(`for (const e of document.querySelectorAll('.fields [type=radio], .fields [type=checkbox]')) e.click()`)
	m.look("filled in")
	m.fill("f-said", "«What was said about» 943 476 5919")
	m.look("patient data")
	m.fill("f-said", "«What was said.»")
	m.eval(`[...document.querySelectorAll('#s-actions button')].find(e => e.checkVisibility()).click()`)
	m.look("another row")
	m.sign("sign-preceptor", "")
	m.look("signed without a name")
	m.look("shares that do not add up")
	m.fill("f-week_tuesday_share", "30")
	m.eval(`document.querySelector('#s-actions input').focus(), document.activeElement.value = '.',
		document.activeElement.dispatchEvent(new Event('input', { bubbles: true }))`)
	m.sign("sign-preceptor", foreign("«Kim Preceptor»"))
	m.waitFor(`document.querySelector('.signature-given .state-done')`)
	m.look("signed")
	m.fill("f-where", "«Elsewhere.»")
	m.look("changed since it was signed")
	m.click("⟦Save a file")
	name, _ := m.file(folder, ".md")
	m.look("saved as a file")
	for state, file := range map[string]string{"the same file": name,
		"a file that differs": arrivesChanged(m, name, foreign("«Elsewhere.»"), foreign("«Nowhere.»")),
		"no record":           m.put(foreign("«odd».md"), "MZ"),
		"a picture":           m.put(foreign("«photo».png"), casetest.Photo)} {
		m.give(file)
		m.says("⟦")
		m.look("given " + state)
	}
	m.press(kb.Escape)
}

// shelf looks at what is on the device.
func (m *marked) shelf() {
	m.Helper()
	m.open("forms/index.html")
	m.look("what is on this device")
}

// desk takes in what arrives and looks at every page of the desk.
func (m *marked) desk() {
	m.Helper()
	record := foreign("---\nform: reflection\nversion: \"2026.1\"\nrecord: 44117799\ndate: 2026-10-01\nstatus: draft\n" +
		"answers:\n  happened: \"«A day.»\"\n---\n")
	other := strings.Replace(record, "44117799", "44117703", 1)
	for _, address := range []string{"", "add", "leftovers", "to-sign", "releases", "release/2026.1", "report/cohort",
		"report/assurance", "your-copy", "nothing", "delivery/nothing", "person/rae-example", "person/nobody"} {
		m.visit(m.address + address)
		m.look("the desk, " + address)
	}
	m.visit(m.address + "person/rae-example")
	for _, sheet := range get[[]string](m.tab, `[...new Set([...document.querySelectorAll('main a')].map(a => a.pathname)
		.filter(p => p.startsWith('/-/desk/person/')))]`) {
		m.open(strings.TrimPrefix(sheet, "/"))
		m.look("the desk, " + sheet)
	}
	m.visit(m.address)
	m.drop("#drop", m.put(foreign("«phone».txt"), record), m.put(foreign("«other».md"), other),
		m.put(foreign("«certificate».png"), casetest.Photo),
		m.put(foreign("«odd».exe"), "MZ"), m.put(foreign("«broken».md"), "---\nform: x"))
	m.look("the desk, dropped")
	m.mouse("⟦Look at them")
	m.heading("⟦Whose are they?")
	m.look("the desk, whose")
	m.eval(`document.getElementById('whose').value = 'rae-example'`)
	m.mouse("⟦Look at them")
	m.heading("⟦What arrived")
	m.look("the desk, what arrived")
	m.mouse("⟦Cancel")
	m.heading("⟦Nothing was taken in")
	m.look("the desk, cancelled")
}
