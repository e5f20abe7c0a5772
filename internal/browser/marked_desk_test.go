//go:build browser

package browser

import (
	"path/filepath"
	"strings"
)

// arrival is a record that somebody sends to the desk, as a form page saves it.
const arrival = "---\nform: reflection\nversion: \"2026.1\"\nrecord: 44117711\ndate: 2026-10-01\nstatus: draft\n" +
	"answers:\n  happened: \"«A day.»\"\n---\n"

// lookAt waits for a page of the desk and looks at it.
func (m *marked) lookAt(heading string) {
	m.Helper()
	m.heading("⟦" + heading)
	m.look("the desk, " + heading)
}

// takeIn drops a record that happened as told on the desk and looks at what arrived.
func (m *marked) takeIn(told string) {
	m.Helper()
	m.visit(m.address)
	m.eval(`document.getElementById('who').value = 'rae-example'`)
	m.drop("#drop", m.put(foreign("«phone».txt"), foreign(strings.Replace(arrival, "«A day.»", told, 1))))
	m.mouse("⟦Look at them")
	m.lookAt("What arrived")
}

// decides takes a record in, then another state of it, and decides between the two; what was taken in is taken back.
func (m *marked) decides() {
	m.Helper()
	m.takeIn("«A day.»")
	m.mouse("⟦Take in")
	m.lookAt("Taken in")
	m.takeIn("«Another day.»")
	m.mouse("⟦Keep both")
	m.mouse("⟦Take in")
	m.lookAt("Taken in")
	m.visit(m.address)
	m.mouse("⟦Decide")
	m.lookAt("To decide")
	m.mouse("⟦The one that arrived")
	m.mouse("⟦Save my choice")
	m.lookAt("Decided")
	m.visit(m.address)
	m.mouse("⟦Take it back")
	m.look("the desk, asked whether to take it back")
	m.mouse("⟦Yes, take it back")
	m.lookAt("Taken back")
}

// copies makes a copy for each reader, and a sealed one, which it opens.
func (m *marked) copies() {
	m.Helper()
	m.visit(m.address)
	readers := get[[]string](m.tab, `[...document.querySelectorAll('[name=reader]')].map(e => e.id)`)
	for _, reader := range readers {
		m.preview(reader)
		m.lookAt("What will be in the copy")
	}
	m.mouse("⟦Make the copy")
	m.lookAt("The copy is ready")
	m.preview(readers[0])
	m.heading("⟦What will be in the copy")
	m.mouse("⟦Make a sealed copy")
	m.heading("⟦The sealed copy is ready")
	m.secret = get[string](m.tab, `document.getElementById('passphrase').value`)
	m.look("the desk, a sealed copy")
	folder := m.downloads()
	m.mouse("⟦Save the sealed file")
	name, _ := m.file(folder, ".html")
	m.sealed(name)
}

// preview asks the desk what would be in a copy for a reader.
func (m *marked) preview(reader string) {
	m.Helper()
	m.visit(m.address)
	m.eval(`document.getElementById('copy-who').value = 'rae-example';
		document.getElementById(` + quoted(reader) + `).checked = true`)
	m.mouse("⟦See what will be in it")
}

// sealed opens a sealed file, as somebody who mistypes the passphrase first and then leaves it open for too long.
func (m *marked) sealed(name string) {
	m.Helper()
	m.before(timers)
	m.visit("file://" + filepath.ToSlash(name))
	m.look("a sealed file")
	for state, typed := range map[string]string{"no passphrase": "", "a wrong passphrase": m.secret + "s"} {
		m.unlock(typed)
		m.refused("⟦")
		m.look("a sealed file, " + state)
	}
	m.unlock(m.secret)
	m.waitFor(isOpen)
	m.look("a sealed file, opened")
	m.eval(`later.findLast(t => t.ms === 540000).f()`)
	m.waitFor(`document.getElementById('seal-warning').open`)
	m.look("a sealed file that is about to be locked")
	m.eval(`later.findLast(t => t.ms === 60000).f()`)
	m.waitFor(isLocked)
	m.look("a sealed file that was locked")
}

// panel saves a form straight into a portfolio, with nothing in it first.
func (m *marked) panel() {
	m.Helper()
	m.open("") // from the form's own page, only the fragment would change
	m.open("forms/reflection.html#for=rae-example")
	m.waitAcross(`document.getElementById('precept-who')?.value === 'rae-example'`)
	m.look("the desk's panel")
	m.mouse("⟦Save into")
	m.told("⟦")
	m.look("the desk's panel, nothing to save")
	m.fill("f-happened", "«A day at the desk.»")
	m.waitAcross(`precept.record().answers.happened`)
	m.eval(`document.querySelector('.precept-save-said').textContent = ''`)
	m.mouse("⟦Save into")
	m.told("⟦")
	m.look("the desk's panel, saved")
	m.fill("f-happened", "«Another day at the desk.»")
	m.look("the desk's panel, changed since")
}

// sends hands a form over to a program of the device.
func (m *marked) sends() {
	m.Helper()
	m.open("forms/reflection.html")
	m.whole()
	m.fill("f-happened", "«A day to send.»")
	m.says("⟦Saved on this device")
	m.click("⟦Send my records")
	m.says("⟦Sent ")
	m.look("a form that was sent")
	m.fill("f-happened", "«A day that was sent.»")
	m.says("⟦Changed since it was sent")
	m.look("a form that changed since it was sent")
}
