//go:build browser

package browser

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"precept/internal/casetest"
)

const alex = "data/preceptees/alex-example"

// saved is a form as a phone sends it.
const saved = "---\nform: learning-log\nversion: \"2026.1\"\nrecord: p4xk82mz\ndate: 2026-10-01\nstatus: draft\n" +
	"answers:\n  title: %q\n  kind: \"Formal learning\"\n  files: [\"certificate.png\"]\n---\n"

// TestDeskByMouse: with only a mouse, a zip with a record and a photograph is taken in with two clicks, the portfolio
// shows them, the copy
// for the preceptee is made and saved, and what was taken in last is taken back.
func TestDeskByMouse(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	if !strings.HasSuffix(k.address, "/-/desk/") {
		t.Errorf("it begins at %s", k.address)
	}
	sent := packed(t, zip.Store, map[string][]byte{"certificate.png": []byte(casetest.Photo),
		"phone.txt": fmt.Appendf(nil, saved, "Course in inhaler technique")})
	k.drop("#drop", sent)
	k.waitAcross(`document.getElementById('files').files.length === 1 &&
		document.getElementById('chosen').innerText.includes(` + quoted(filepath.Base(sent)) + `)`)
	k.mouse("Look at them")
	k.heading("What arrived for Alex Example")
	if name, _ := k.record("*p4xk82mz*"); name != "" {
		t.Errorf("%s was written before it was accepted", name)
	}
	k.waitAcross(`document.activeElement === document.querySelector('h1') &&
		document.querySelectorAll('[name=take]:checked').length === 2`)
	k.mouse("Take in 1 record and 1 file")
	k.heading("Taken in for Alex Example")
	if k.taps != 2 {
		t.Errorf("one zip was taken in with %d clicks, want 2", k.taps)
	}
	if _, text := k.record("evidence/certificate-p4xk82mz.png"); text != casetest.Photo {
		t.Error("the photograph is not as it was")
	}
	k.mouse("Open the portfolio")
	k.waitAcross(`location.pathname === '/portfolios/alex-example/' &&
		document.querySelector('main').innerText.includes('Learning log')`)

	k.mouse("The desk")
	k.heading("The desk")
	k.mouse("The preceptee")
	k.mouse("See what will be in it")
	k.heading("What will be in the copy")
	k.mouse("Make the copy")
	k.heading("The copy is ready")
	folder := k.downloads()
	k.mouse("Save it as one file")
	if _, data := k.file(folder, ".html"); !strings.Contains(string(data), "Course in inhaler technique") {
		t.Error("the copy does not hold what was taken in")
	}
	if data, err := os.ReadFile(filepath.Join(k.dir, "portfolios/alex-example/portfolio.html")); err != nil ||
		!strings.Contains(string(data), "Course in inhaler technique") {
		t.Errorf("the copy is not where it is said to be: %v", err)
	}

	k.mouse("Back to the desk")
	k.heading("The desk")
	k.mouse("Take it back")
	k.mouse("Yes, take it back")
	k.heading("Taken back")
	for _, pattern := range []string{"*p4xk82mz*", "evidence/certificate*"} {
		if name, _ := k.record(pattern); name != "" {
			t.Errorf("%s is still there", name)
		}
	}
}

// TestDeskKeepsBothWhenAFileChanges: what somebody changes on the disk while the page is open is kept, and so is what
// arrived; it waits on the desk until somebody decides.
func TestDeskKeepsBothWhenAFileChanges(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	file := k.put("phone.txt",
		strings.ReplaceAll(fmt.Sprintf(saved, "As on the phone"), "  files: [\"certificate.png\"]\n", ""))
	take := func() {
		t.Helper()
		k.drop("#drop", file)
		k.mouse("Look at them")
		k.heading("What arrived for Alex Example")
	}
	take()
	k.mouse("Take in")
	k.heading("Taken in")
	k.visit(k.address)
	k.put("phone.txt", strings.ReplaceAll(fmt.Sprintf(saved, "Otherwise on the phone"),
		"  files: [\"certificate.png\"]\n", ""))
	take()
	if words := get[string](k.tab, `document.querySelector('.differences').innerText`); !strings.Contains(words,
		"As on the phone") || !strings.Contains(words, "Otherwise on the phone") {
		t.Errorf("what differs is not shown side by side: %s", words)
	}
	name, text := k.record("*p4xk82mz.md")
	if err := os.WriteFile(name, []byte(strings.Replace(text, "As on the phone", "By another hand", 1)),
		0o666); err != nil {
		t.Fatal(err)
	}
	k.mouse("Replace the one here")
	k.mouse("Take in")
	k.heading("Taken in")
	if _, text := k.record("*p4xk82mz.md"); !strings.Contains(text, "By another hand") {
		t.Errorf("what changed meanwhile was overwritten:\n%s", text)
	}
	if _, text := k.record("*p4xk82mz.differs.txt"); !strings.Contains(text, "Otherwise on the phone") {
		t.Error("what arrived was not kept")
	}
	k.mouse("Back to the desk")
	k.heading("The desk")
	k.mouse("Decide")
	k.heading("To decide for Alex Example")
	k.mouse("The one that arrived: it replaces")
	k.mouse("Save my choice")
	k.heading("Decided for Alex Example")
	if _, text := k.record("*p4xk82mz.md"); !strings.Contains(text, "Otherwise on the phone") {
		t.Errorf("what was decided was not done:\n%s", text)
	}
}

// TestAxeOnTheDesk: each page of the desk in light and dark, at a phone's width and at a desktop's.
func TestAxeOnTheDesk(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	inEveryLook(k.tab, "the desk")
	form := k.put("phone.txt", strings.Replace(fmt.Sprintf(saved, "x"), "p4xk82mz", "p4xk82mq", 1))
	changed, err := os.ReadFile(filepath.Join(k.dir, alex, "2026-09-04-monthly-meeting-d6nw52ja.md"))
	if err != nil {
		t.Fatal(err)
	}
	other := k.put("other.md", strings.Replace(string(changed), "after", "since", 1))
	k.drop("#drop", form, k.put("certificate.png", casetest.Photo), other, k.put("odd.exe", "MZ"))
	k.mouse("Look at them")
	k.heading("What arrived")
	k.waitAcross(`document.querySelector('.offer-conflict') && document.querySelector('.offer-new') &&
		document.querySelector('.offer-refused')`)
	inEveryLook(k.tab, "what arrived")
	k.mouse("Take in")
	k.heading("Taken in")
	inEveryLook(k.tab, "taken in")
	k.visit(k.address)
	k.drop("#drop", other)
	k.mouse("Look at them")
	k.heading("What arrived")
	k.mouse("Keep both")
	k.mouse("Take in 1 record")
	k.heading("Taken in")
	k.visit(k.address)
	k.mouse("Decide")
	k.heading("To decide")
	inEveryLook(k.tab, "what waits for a decision")
	k.visit(k.address + "to-sign")
	k.heading("Who has to sign")
	k.eval(`document.querySelectorAll('details').forEach((e) => { e.open = true; })`)
	inEveryLook(k.tab, "who has to sign")
	k.visit(k.address)
	k.mouse("Decide")
	k.heading("To decide")
	k.mouse("Back to the desk")
	k.heading("The desk")
	k.mouse("See what will be in it")
	k.heading("What will be in the copy")
	k.mouse("Make the copy")
	k.heading("The copy is ready")
	inEveryLook(k.tab, "a copy")
	k.visit(k.address)
	k.eval(`document.getElementById('arrive').noValidate = true, document.getElementById('who').value = ''`)
	k.mouse("Look at them")
	k.waitAcross(`document.activeElement.matches('.desk-error')`)
	inEveryLook(k.tab, "the desk with an error")
}

// TestAxeOnTheDeskPanel: a form page with the desk's panel, and the desk where there is no preceptee.
func TestAxeOnTheDeskPanel(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	k.visit(strings.TrimSuffix(k.address, "/-/desk/") + "/forms/learning-log.html#for=alex-example")
	k.waitAcross(`document.querySelector('.precept-kept')?.innerText.startsWith('For Alex')`)
	inEveryLook(k.tab, "a form page")
	k.write("f-title", "x")
	k.mouse("Save into the portfolio")
	k.told("Saved.")
	inEveryLook(k.tab, "a form that is saved")

	k = keep(t)
	k.visit(k.address + "-/desk/")
	k.waitAcross(`document.querySelector('main').innerText.includes('Start with one person')`)
	inEveryLook(k.tab, "the desk without anybody")
}

// TestDeskWithoutScript: what matters can be read, and files taken in, by a browser that runs no script.
func TestDeskWithoutScript(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	call(k.tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	k.visit(k.address)
	k.pick("#files", k.put("phone.txt",
		strings.ReplaceAll(fmt.Sprintf(saved, "No script"), "  files: [\"certificate.png\"]\n", "")))
	k.mouse("Look at them")
	k.heading("What arrived for Alex Example")
	k.mouse("Take in")
	k.heading("Taken in")
	if _, text := k.record("*p4xk82mz.md"); !strings.Contains(text, "No script") {
		t.Error("it was not taken in")
	}
}
