//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"precept/internal/form"
	"precept/internal/source"
)

// What a file says is what the page said, and what Go reads; it opens in a fresh browser with the same answers.
func TestFileThereAndBack(t *testing.T) {
	t.Parallel()
	const hostile = "--- : # \"quoted\" 'single' \\u0041 {{.}} </script> 😀 שלום"
	b := newTab(t)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-wellbeing", "x")
	b.do(chromedp.Evaluate[chromedp.Void](`{ const e = document.getElementById('f-progress'); e.value = ` + quoted(hostile+"\nSecond line\n") + ` + 'z'.repeat(100000); e.dispatchEvent(new Event('input', { bubbles: true })); }`))
	b.write("f-own-notes", "For me alone.")
	b.sign("sign-preceptor", "Example Preceptor")
	b.says("Signed by Example Preceptor.")
	state := get[string](b, `JSON.stringify(window.precept.record())`)
	b.click("Save a file")
	b.click("Save my private notes")
	own, private := b.file(folder, ".private.md")
	var main string
	for _, name := range glob(t, folder) {
		if name != own {
			main = name
		}
	}
	data, err := os.ReadFile(main)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("For me alone")) || !bytes.Contains(private, []byte("For me alone")) || !bytes.Contains(data, []byte(`private: ["own-notes"]`)) {
		t.Errorf("private notes are in the wrong file:\n%.300s\n%s", data, private)
	}

	// Go reads the same: the same answers, and the signature stands.
	file, bad := source.Read(filepath.Base(main), data, source.MaxRecord)
	if len(bad) > 0 {
		t.Fatalf("Go cannot read it: %v", bad)
	}
	record, bad := form.ReadRecord(file)
	f := shipped.current.Form("monthly-meeting")
	if len(bad) > 0 {
		t.Errorf("Go finds: %v", bad)
	}
	if bad := f.Bind(record); len(bad) > 0 {
		t.Errorf("Go finds: %v", bad)
	}
	if got := record.Answer("progress").Text; !strings.HasPrefix(got, hostile+"\nSecond line\nzzz") || len(got) < 100000 {
		t.Errorf("Go reads %.120q", got)
	}
	if len(record.Signed) != 1 || record.Signed[0].Digest != f.Digest(record, record.Version, f.Field("sign-preceptor").Label) || record.Status != form.Complete {
		t.Errorf("the signature does not stand: %+v", record.Signed)
	}

	fresh := newTab(t)
	fresh.visit(plainHost() + meeting)
	fresh.give(main, own)
	fresh.waitFor(`document.getElementById('f-own-notes').value === 'For me alone.'`)
	var before, after map[string]any
	json.Unmarshal([]byte(state), &before)
	json.Unmarshal([]byte(get[string](fresh, `JSON.stringify(window.precept.record())`)), &after)
	if a, b := fmt.Sprint(before), fmt.Sprint(after); a != b {
		t.Errorf("it was\n%.400s\nand came back as\n%.400s", a, b)
	}
	fresh.says("Signed Example Preceptor")

	// Changed, it revises what was opened, and says that it was changed since it was signed.
	fresh.write("f-wellbeing", "y")
	fresh.says("Signed by Example Preceptor on")
	fresh.says("Something has changed since.")
	fresh.says("Changed since Example Preceptor signed. Ask them to sign again, or undo your change.")
	if got, want := get[string](fresh, `window.precept.record().revises`), f.Digest(record, record.Version, ""); got != want {
		t.Errorf("revises %q, want %q", got, want)
	}
	// The same file once more: what differs is shown first.
	fresh.says("Kept for this tab only")
	fresh.give(main)
	fresh.says("the file differs")
	fresh.says("In the file: x")
	fresh.click("Take what the file has")
	fresh.waitFor(`document.getElementById('f-wellbeing').value === 'x' && document.getElementById('f-own-notes').value === 'For me alone.'`)

	// A file of another form does not come in.
	fresh.visit(plainHost() + "forms/reflection.html")
	fresh.give(main)
	fresh.says("This is a record of another form")
}

func glob(t *testing.T, folder string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// All that is not sent yet leaves as one zip where the device cannot share; private notes never do.
func TestSendAndShelf(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	shelf := plainHost() + "forms/index.html"
	b.visit(shelf)
	b.says("Nothing is kept here yet")
	b.begin(plainHost()+meeting, "f-wellbeing", "To be sent.")
	b.write("f-own-notes", "Never to be sent.")
	b.visit(plainHost() + "forms/evidence-item.html")
	b.write("f-title", "A certificate")
	picture := filepath.Join(t.TempDir(), "scan 1.jpg")
	if err := os.WriteFile(picture, []byte("\xff\xd8\xff picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-files').parentElement.open = true`))
	b.waitFor(`document.querySelector('.fields input[type=file]')`)
	b.pick(`.fields input[type=file]`, picture)
	const held = `new Promise(done => { const r = indexedDB.open('precept', 1); r.onupgradeneeded = () => r.result.createObjectStore('files'); r.onsuccess = () => { const q = r.result.transaction('files').objectStore('files').count(); q.onsuccess = () => { r.result.close(); done(q.result); }; }; })`
	for i := 0; get[int](b, held) == 0; i++ {
		if i == 100 {
			t.Fatal("the picture is not kept")
		}
		time.Sleep(30 * time.Millisecond)
	}
	b.visit(shelf)
	b.says("Monthly meeting")
	b.says("Not yet sent")
	b.click("Make a file to send")
	b.says("2 records put into")
	_, data := b.file(folder, ".zip")
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text.String(), "Never to be sent") {
			t.Errorf("%s holds private notes", f.Name)
		}
	}
	if all := strings.Join(names, " "); len(names) != 3 || !strings.Contains(all, "monthly-meeting") || !strings.Contains(all, "scan-1.jpg") {
		t.Errorf("the zip holds %s", all)
	}
	// a file among the downloads is not sent before somebody has sent it
	b.says("Put into records-")
	if n := get[int](b, `document.getElementById('shelf').innerText.match(/Not sent yet[.]/g).length`); n != 2 {
		t.Errorf("%d records are told of as not sent yet", n)
	}
	b.click("I have sent it")
	b.waitFor(`/Sent \d/.test(document.getElementById('shelf').innerText) && !/[Nn]ot (yet )?sent/.test(document.getElementById('shelf').innerText)`)
	b.after(chromedp.Click(chromedp.CSS(`#shelf a[href*="monthly-meeting"]`)))
	b.write("f-wellbeing", " Changed.")
	b.visit(shelf)
	b.says("Changed since it was sent")
	b.do(chromedp.Evaluate[chromedp.Void](`{ for (const key of Object.keys(localStorage)) if (/draft.*evidence/.test(key)) { const [rev, text] = localStorage.getItem(key).split('\n'); const d = JSON.parse(text); d.begun -= 4 * 864e5; delete d.sent; localStorage.setItem(key, rev + '\n' + JSON.stringify(d)); } }`))
	b.visit(shelf)
	b.says("Phones may clear what is kept")
	for _, scheme := range []string{"light", "dark"} {
		b.emulate("", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
		b.resize(320, 800)
		axe(b)("shelf, "+scheme, allRules)
		for _, found := range get[[]string](b, sideways) {
			t.Error(found)
		}
	}
	b.click("Finish on this computer")
	b.says("Your private notes are not in that file")
	b.click("Yes, clear it")
	b.says("Nothing is kept here yet")
	if left := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-') && k !== 'precept-tab')`); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if n := get[int](b, held); n != 0 {
		t.Errorf("%d lots of files left behind", n)
	}
}

// Where the device shares files, records go as text.
func TestShare(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`navigator.canShare = d => d.files.every(f => /\.(txt|jpg)$/.test(f.name)); navigator.share = async d => { window.shared = await Promise.all(d.files.map(async f => f.name + ' ' + f.type + ' ' + await f.text())); };`)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Shared.")
	b.click("Send my records")
	b.says("1 record sent")
	if list := get[[]string](b, `shared`); len(list) != 1 || !strings.Contains(list[0], ".txt text/plain ---\n") || !strings.Contains(list[0], "Shared.") {
		t.Errorf("shared: %q", list)
	}
}

func TestOpenRowsAreBroughtOver(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "One.")
	get[bool](b, `window.precept.load({ ...window.precept.record(), answers: { objectives: [{ objective: 'Lead a clinic' }, { objective: 'Done with', done: 'yes' }] } }, null).then(() => true)`)
	b.click("Take what the file has")
	b.says("Saved on this device")
	b.click("Start a new one")
	b.says("Bring over 1 open row")
	b.click("Bring over 1 open row")
	b.waitFor(`JSON.stringify(window.precept.record().answers.objectives) === '[{"objective":"Lead a clinic"}]'`)
}

// What looks like a patient's number is pointed out once more before a record is closed, signed, saved or sent; never what is private.
func TestSendAsksAboutOpenNotes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-own-notes", "NHS 943 476 5919")
	b.says("This may be an NHS number. Please take it out.")
	b.click("Save a file")
	b.file(folder, ".md")
	b.write("f-wellbeing", "NHS 943 476 5919")
	for button, words := range map[string]string{"Mark as complete": "complete it", "Save a file": "save a file", "Make a file to send": "send"} {
		b.click(button)
		b.says("Before you " + words + ": one answer may identify a patient.")
		b.click("Look at it")
		b.waitFor(`document.activeElement.id === 'f-wellbeing'`)
	}
	if list := glob(t, folder); len(list) != 1 {
		t.Errorf("saved all the same: %v", list)
	}
	b.sign("sign-preceptor", "Example Preceptor")
	b.says("Before you sign: one answer may identify a patient.")
	b.click("Sign anyway")
	b.says("Signed by Example Preceptor.")
	b.click("Make a file to send")
	b.click("Send anyway")
	b.says("1 record put into records-")
	b.file(folder, ".zip")
	b.says("Not sent yet.")
	b.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('.saved button')].find(e => e.textContent === 'I have sent it').click()`))
	b.waitFor(`/Sent \d\d:\d\d\./.test(document.querySelector('.saved').textContent)`)
}
