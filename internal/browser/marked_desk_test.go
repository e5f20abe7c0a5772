//go:build browser

package browser

import "strings"

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
