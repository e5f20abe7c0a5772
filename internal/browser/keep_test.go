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

	"github.com/chromedp/cdproto/browser"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"precept/internal/form"
	"precept/internal/source"
)

// meeting is a form with text, private notes, a table whose open rows are carried, and two signatures.
const meeting = "forms/monthly-meeting.html"

// plainHost is the site at a host without a secure context: neither locks nor pickers nor crypto.subtle are there.
func plainHost() string {
	return strings.Replace(shipped.address, "127.0.0.1", "toolkit.example", 1) + "/"
}

// places are the addresses at which drafts are kept on the device.
func places() map[string]string {
	return map[string]string{"loopback": shipped.address + "/", "sub-path": shipped.address + "/sub/path/", "plain host": plainHost()}
}

// beside opens another tab of the same visitor.
func (b *tab) beside() *tab {
	b.Helper()
	ctx, stop := chromedp.NewContext(b.ctx)
	b.Cleanup(stop)
	other := &tab{b.TB, ctx}
	if err := chromedp.Do(ctx); err != nil {
		b.Fatal(err)
	}
	other.before(leaves)
	other.resize(1280, 800)
	return other
}

// write types into the control of that id, after what stands there.
func (b *tab) write(id, text string) {
	b.Helper()
	b.do(chromedp.Focus(chromedp.CSS("#" + id)))
	b.press(text)
}

// click presses the first button that can be seen and says that.
func (b *tab) click(words string) {
	b.Helper()
	b.waitFor(`window.found = [...document.querySelectorAll('main button')].filter(e => !e.disabled && !e.hidden && e.textContent.startsWith(` + quoted(words) + `)).find(e => {
		const fold = e.closest('details.more');
		if (fold && fold.checkVisibility()) fold.open = true; // as one who looks for it would
		return e.checkVisibility();
	})`)
	b.do(chromedp.Evaluate[chromedp.Void](`found.scrollIntoView({ block: 'center' }), found.focus()`))
	b.press(kb.Enter)
}

func quoted(s string) string { data, _ := json.Marshal(s); return string(data) }

func (b *tab) value(id string) string {
	b.Helper()
	return get[string](b, `document.getElementById(`+quoted(id)+`).value`)
}

// says waits until the main part says it.
func (b *tab) says(words string) {
	b.Helper()
	if !get[bool](b, `new Promise(done => { const end = Date.now() + 5000; (function look() {
		if (document.querySelector('main').innerText.replace(/\s+/g, ' ').includes(`+quoted(words)+`)) done(true); else if (Date.now() > end) done(false); else setTimeout(look, 30); })() })`) {
		b.Fatalf("the page does not say %q; it says: %s", words, get[string](b, `[...document.querySelectorAll('.saved, .ask, .form-way, .error-summary, .shelf')].map(e => e.innerText).join(' | ')`))
	}
}

// downloads sends the visitor's files to a folder, and gives it.
func (b *tab) downloads() string {
	b.Helper()
	folder := b.TempDir()
	if _, err := chromedp.Call(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow,
		BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: folder}); err != nil {
		b.Fatal(err)
	}
	return folder
}

// file waits for a file of that ending and gives its name and what it holds.
func (b *tab) file(folder, ending string) (string, []byte) {
	b.Helper()
	for range 200 {
		list, err := filepath.Glob(filepath.Join(folder, "*"+ending))
		if err != nil {
			b.Fatal(err)
		}
		if len(list) > 0 {
			data, err := os.ReadFile(list[0])
			if err != nil {
				b.Fatal(err)
			}
			if len(data) > 0 {
				return list[0], data
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	b.Fatalf("no file *%s was saved", ending)
	return "", nil
}

// give hands files to the page's "Open a file".
func (b *tab) give(files ...string) {
	b.Helper()
	b.pick(`input[type=file][accept=".md,.txt"]`, files...)
}

func (b *tab) pick(selector string, files ...string) {
	b.Helper()
	b.do(chromedp.SetUploadFiles(chromedp.CSS(selector), files, chromedp.NodeReady))
}

// before runs script in each page before its own.
func (b *tab) before(script string) {
	b.Helper()
	call(b, devtools.AddScriptToEvaluateOnNewDocument, devtools.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// noPicker is a browser that saves files below its downloads alone.
const noPicker = `delete window.showSaveFilePicker; delete Window.prototype.showSaveFilePicker;`

// ownDevice has said whose device it is.
func (b *tab) ownDevice() {
	b.Helper()
	b.says("Is this your own device?")
	b.click("Yes, my own")
	b.says("Saved on this device")
}

func TestDraftIsThereAfterReload(t *testing.T) {
	t.Parallel()
	for name, root := range places() {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.visit(root + meeting)
			b.says("Not saved yet")
			b.write("f-wellbeing", "Settling in.")
			if b.value("f-wellbeing") != "Settling in." {
				t.Errorf("the question took keys away: %q", b.value("f-wellbeing"))
			}
			b.says("Kept for this tab only")
			b.visit(root + meeting)
			if got := b.value("f-wellbeing"); got != "Settling in." {
				t.Errorf("after a reload before the question is answered: %q", got)
			}
			b.write("f-progress", "A first clinic.")
			b.ownDevice()
			other := b.beside()
			other.visit(root + "index.html") // another page of the site changes nothing
			b.write("f-progress", " And a second.")
			b.visit(root + meeting) // at once: what was typed last is kept as the page goes
			if got := b.value("f-progress"); got != "A first clinic. And a second." {
				t.Errorf("after a reload: %q", got)
			}
			if get[bool](b, `[...document.querySelectorAll('.ask')].some(e => /own device/.test(e.textContent))`) {
				t.Error("asked again whose device it is")
			}
		})
	}
}

// A tab that dies mid-sentence loses at most its last second.
func TestKilledTab(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "x")
	b.ownDevice()
	dying := b.beside()
	b.visit(shipped.address + "/index.html")
	dying.visit(shipped.address + "/" + meeting)
	dying.write("f-progress", "This was typed a second ago.")
	time.Sleep(time.Second)
	dying.do(chromedp.Evaluate[chromedp.Void](`setTimeout(() => { for (;;); }, 100), document.execCommand('insertText', false, ' And this just now')`))
	if err := chromedp.Cancel(dying.ctx); err != nil {
		t.Fatal(err)
	}
	b.visit(shipped.address + "/" + meeting)
	if got := b.value("f-progress"); !strings.HasPrefix(got, "This was typed a second ago.") {
		t.Errorf("after the tab was killed: %q", got)
	}
}

func TestTwoTabs(t *testing.T) {
	t.Parallel()
	for name, root := range map[string]string{"locks": shipped.address + "/", "plain host": plainHost()} {
		t.Run(name, func(t *testing.T) {
			one := newTab(t)
			one.visit(root + meeting)
			one.write("f-wellbeing", "First.")
			one.ownDevice()
			two := one.beside()
			two.visit(root + meeting)
			two.says("This record is open in another tab")
			if got := two.value("f-wellbeing"); got != "First." {
				t.Errorf("the second tab shows %q", got)
			}
			two.write("f-wellbeing", "lost?")
			if got := two.value("f-wellbeing"); got != "First." {
				t.Errorf("the second tab could be written in: %q", got)
			}
			one.write("f-wellbeing", " More.") // not kept yet when it is taken over
			two.click("Use it here")
			two.waitFor(`document.getElementById('f-wellbeing').value === 'First. More.'`)
			one.says("This record is open in another tab")
			two.write("f-wellbeing", " Second.")
			two.says("Saved on this device")
			one.click("Use it here")
			one.waitFor(`document.getElementById('f-wellbeing').value === 'First. More. Second.'`)
			two.says("This record is open in another tab")
		})
	}
}

// Two sites at one host do not see one another's drafts.
func TestSitesAtOneHost(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/sub/path/" + meeting)
	b.write("f-wellbeing", "Below the sub-path.")
	b.ownDevice()
	b.visit(shipped.address + "/" + meeting)
	b.says("Not saved yet")
	b.visit(shipped.address + "/forms/index.html")
	b.says("Nothing is kept here yet")
	b.visit(shipped.address + "/sub/path/forms/index.html")
	b.says("1 record, kept in this browser")
}

// A page of a newer toolkit opens the draft that an older one kept. What has no field any more stays, and stays private.
func TestDraftOfAnOlderVersion(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "Old.")
	b.ownDevice()
	b.visit(shipped.address + "/index.html")
	b.do(chromedp.Evaluate[chromedp.Void](`{
		const of = kind => Object.keys(localStorage).find(k => k.startsWith('precept-' + kind)), was = of('form'), key = of('draft');
		const form = JSON.parse(localStorage.getItem(was)), [rev, text] = localStorage.getItem(key).split('\n'), draft = JSON.parse(text), week = form.fields.find(f => f.id === 'objectives');
		form.version = draft.record.version = '2025.1';
		form.fields.push({ id: 'gone', type: 'text', label: 'Gone', private: true }, { id: 'left', type: 'text', label: 'Left' });
		week.columns.push({ id: 'feeling', type: 'text', label: 'Feeling', private: true });
		Object.assign(draft.record.answers, { gone: 'Secret one.', left: 'For all.', objectives: [{ objective: 'A clinic', feeling: 'Secret two.' }] });
		draft.form = 'monthly-meeting 2025.1';
		draft.secret = [];
		localStorage.removeItem(was);
		localStorage.setItem(was.replace(/[^ ]*$/, '2025.1'), JSON.stringify(form));
		localStorage.setItem(key, rev + '\n' + JSON.stringify(draft));
	}`))
	b.visit(shipped.address + "/" + meeting)
	b.says("Kept from an earlier version of this form")
	b.write("f-wellbeing", " New.")
	b.says("Saved on this device")
	main, own := get[string](b, `JSON.stringify(window.precept.record())`), get[string](b, `JSON.stringify(window.precept.own())`)
	if strings.Contains(main, "Secret") || !strings.Contains(main, "For all.") || !strings.Contains(main, "A clinic") || !strings.Contains(main, "Old. New.") {
		t.Errorf("to be sent: %s", main)
	}
	if !strings.Contains(own, "Secret one.") || !strings.Contains(own, "Secret two.") {
		t.Errorf("kept for oneself: %s", own)
	}
	if version := get[string](b, `window.precept.record().version`); version != shipped.current.Name {
		t.Errorf("it is judged by version %s", version)
	}
}

// Where a tab slept and another wrote meanwhile, both states are kept.
func TestNothingIsOverwritten(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "Mine.")
	b.ownDevice()
	b.do(chromedp.Evaluate[chromedp.Void](`{ const key = Object.keys(localStorage).find(k => k.startsWith('precept-draft'));
		localStorage.setItem(key, localStorage.getItem(key).replace(/^\d+/, '99').replace('Mine.', 'Theirs.')); }`))
	b.write("f-wellbeing", " More.")
	b.says("now a record of its own")
	all := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).map(k => localStorage.getItem(k))`)
	if text := strings.Join(all, "\n"); len(all) != 2 || !strings.Contains(text, "Theirs.") || !strings.Contains(text, "Mine. More.") {
		t.Errorf("kept: %s", text)
	}
}

func TestStorageTroubleIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, script, words string }{
		{"denied", `for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })`, "This browser is not keeping what you type. Save a file"},
		{"full", `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`, "This browser is not keeping what you type. There is no room left in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTab(t)
			b.before(c.script + ";" + noPicker)
			folder := b.downloads()
			b.visit(shipped.address + "/" + meeting)
			b.says(c.words)
			if !get[bool](b, `document.querySelector('.saved[role=alert] button').textContent === 'Save a file'`) {
				t.Error("the file is not offered")
			}
			b.write("f-wellbeing", "Kept in a file.")
			b.waitFor(`/not keeping/.test(document.querySelector('.ask:has(.warning) + #s-wellbeing')?.previousElementSibling.textContent)`)
			b.click("Save a file")
			if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte(`wellbeing: "Kept in a file."`)) {
				t.Errorf("the file holds:\n%s", data)
			}
		})
	}
	t.Run("full while writing", func(t *testing.T) {
		b := newTab(t)
		b.visit(shipped.address + "/" + meeting)
		b.write("f-wellbeing", "Kept.")
		b.ownDevice()
		b.do(chromedp.Evaluate[chromedp.Void](`{ let text = 'x'.repeat(1 << 20); while (text.length) try { localStorage.setItem('fill' + Math.random(), text) } catch { text = text.slice(text.length >> 1 || 1) } }`))
		b.write("f-wellbeing", " Not kept any more, though it is longer than what there is room for.")
		b.says("There is no room left in it")
		b.do(chromedp.Evaluate[chromedp.Void](`Object.keys(localStorage).filter(k => k.startsWith('fill')).forEach(k => localStorage.removeItem(k))`))
		b.write("f-wellbeing", " Again.")
		b.says("Saved on this device")
	})
	t.Run("cleared by the browser", func(t *testing.T) {
		b := newTab(t)
		b.visit(shipped.address + "/" + meeting)
		b.write("f-wellbeing", "Kept.")
		b.ownDevice()
		b.do(chromedp.Evaluate[chromedp.Void](`Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).forEach(k => localStorage.removeItem(k))`))
		b.write("f-wellbeing", " More.")
		b.says("is no longer there")
		b.click("Keep it here again")
		b.says("Saved on this device")
	})
}

func TestFromDiskOnlyTheTabKeeps(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	disk := "file://" + filepath.ToSlash(filepath.Join(shipped.root, "public", meeting))
	b.visit(disk)
	b.write("f-wellbeing", "From disk.")
	b.says("Not saved until you save a file")
	if get[bool](b, `/own device/.test(document.querySelector('main').innerText)`) {
		t.Error("asked whose device it is, where nothing may be kept on it")
	}
	if n := get[int](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-d')).length`); n > 0 {
		t.Errorf("%d things are in the storage that all pages of the disk share", n)
	}
	const asks = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`
	if !get[bool](b, asks) {
		t.Error("the page may be left with what is saved nowhere")
	}
	b.click("Save a file")
	b.says("Saved as a file")
	if get[bool](b, asks) {
		t.Error("the page may not be left though all is saved")
	}
	if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte(`wellbeing: "From disk."`)) {
		t.Errorf("the file holds:\n%s", data)
	}
	b.visit(disk)
	if got := b.value("f-wellbeing"); got != "From disk." {
		t.Errorf("after a reload: %q", got)
	}
	other := b.beside()
	other.visit(disk)
	if got := other.value("f-wellbeing"); got != "" {
		t.Errorf("another tab shows %q", got)
	}
}

// What a file says is what the page said, and what Go reads; it opens in a fresh browser with the same answers.
func TestFileThereAndBack(t *testing.T) {
	t.Parallel()
	const hostile = "--- : # \"quoted\" 'single' \\u0041 {{.}} </script> 😀 שלום"
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	b.write("f-wellbeing", "x")
	b.ownDevice()
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

// sign signs on the screen.
func (b *tab) sign(field, name string) {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`(fold => { if (fold) fold.open = true; })(document.querySelector('#s-` + field + `').closest('details'))`))
	b.write("f-"+field+"_name", name)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#s-` + field + ` .sign-way > .button').scrollIntoView({ block: 'center' })`))
	b.do(chromedp.Focus(chromedp.CSS(`#s-` + field + ` .sign-way > .button`)))
	b.press(kb.Enter)
}

// A returned file shows its signer what is to be read and signed, and nothing else.
func TestReadAndSign(t *testing.T) {
	t.Parallel()
	const supervision = "forms/supervision-record.html"
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + supervision)
	get[bool](b, `window.precept.load({ ...window.precept.record(), answers: { kind: document.querySelector('#s-kind input').value, topic: 'Read me first.', learning: 'A lot.', 'no-identifiers': 'yes', 'own-thoughts': 'Never read me.' } }, null).then(() => true)`)
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.click("Save a file")
	name, _ := b.file(folder, ".md")

	signer := newTab(t)
	back := signer.downloads()
	signer.visit(plainHost() + supervision)
	signer.give(name)
	signer.says("Read and sign")
	signer.says("Read me first.")
	if get[bool](signer, `document.getElementById('f-topic').checkVisibility() || /Never read me/.test(document.body.innerText)`) {
		t.Error("the signer sees more than what is to be signed")
	}
	if left := get[string](signer, `[...document.querySelectorAll('.fields .field')].filter(e => e.checkVisibility()).map(e => e.id).join()`); left != "s-sign-preceptor,s-sign-preceptee" {
		t.Errorf("what may be filled in: %s", left)
	}
	axe(signer)("to be signed", allRules)
	signer.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-sign-preceptor_how').value = 'returned'`))
	signer.sign("sign-preceptor", "Example Preceptor")
	signer.says("Signed by Example Preceptor")
	signer.click("Save a file")
	_, data := signer.file(back, ".md")
	for _, want := range []string{`private: ["own-thoughts"]`, `"how": "returned"`, `status: "complete"`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the returned file lacks %s:\n%s", want, data)
		}
	}
}

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

// All that is not sent yet leaves as one zip where the device cannot share; private notes never do.
func TestSendAndShelf(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	shelf := plainHost() + "forms/index.html"
	b.visit(shelf)
	b.says("Nothing is kept here yet")
	b.visit(plainHost() + meeting)
	b.write("f-wellbeing", "To be sent.")
	b.ownDevice()
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
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "Shared.")
	b.ownDevice()
	b.click("Send my records")
	b.says("1 record sent")
	if list := get[[]string](b, `shared`); len(list) != 1 || !strings.Contains(list[0], ".txt text/plain ---\n") || !strings.Contains(list[0], "Shared.") {
		t.Errorf("shared: %q", list)
	}
}

func TestSitting(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/roles-agreement.html")
	first := get[string](b, `document.querySelector('.fields .field:not(.field-sign) :is(textarea, input[type=text])').id`)
	b.write(first, "One.")
	b.ownDevice()
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.click("Start a new one")
	b.write(first, "Two.")
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.visit(shipped.address + "/forms/index.html")
	b.click("Sign waiting records")
	b.do(chromedp.Evaluate[chromedp.Void](`{ const e = document.getElementById('sit-lane'); e.value = 'preceptor'; e.dispatchEvent(new Event('change')); }`))
	b.write("sit-name", "Example Preceptor")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('.waiting input').forEach(e => e.click())`))
	b.click("Sign the ticked records")
	b.says("2 records signed")
	digests := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).map(k => JSON.parse(localStorage.getItem(k).split('\n')[1]).record.signed.map(s => s.digest).join())`)
	if len(digests) != 2 || digests[0] == digests[1] || digests[0] == "" {
		t.Errorf("digests: %v", digests)
	}
}

func TestOpenRowsAreBroughtOver(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "One.")
	b.ownDevice()
	get[bool](b, `window.precept.load({ ...window.precept.record(), answers: { objectives: [{ objective: 'Lead a clinic' }, { objective: 'Done with', done: 'yes' }] } }, null).then(() => true)`)
	b.click("Take what the file has")
	b.says("Saved on this device")
	b.click("Start a new one")
	b.says("Bring over 1 open row")
	b.click("Bring over 1 open row")
	b.waitFor(`JSON.stringify(window.precept.record().answers.objectives) === '[{"objective":"Lead a clinic"}]'`)
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

// What looks like a patient's number is pointed out once more before a record is closed, signed, saved or sent; never what is private.
func TestSendAsksAboutOpenNotes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	b.write("f-own-notes", "NHS 943 476 5919")
	b.ownDevice()
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

// The question comes above the field that is typed in, which stays where it is seen with its caret; both ways to answer stay in the
// state lines, and the page asks before it is left with what is in this tab alone.
func TestWhatDeviceIsAskedByTheField(t *testing.T) {
	t.Parallel()
	const asks = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.resize(375, 700)
	b.visit(shipped.address + "/" + meeting)
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-progress').scrollIntoView({ block: 'center' })`))
	b.write("f-progress", "Ab")
	b.waitFor(`document.querySelector('.ask + #s-progress')`)
	b.press("c")
	got := get[[]float64](b, `new Promise(done => setTimeout(() => { const box = document.querySelector('.ask').getBoundingClientRect(), field = document.activeElement.getBoundingClientRect();
		done([box.top, box.bottom, field.top, field.bottom, innerHeight]); }, 300))`)
	if got[0] < 0 || got[1] > got[2] || got[3] > got[4] || b.value("f-progress") != "Abc" {
		t.Errorf("box %v to %v, field %v to %v, of %v; typed %q", got[0], got[1], got[2], got[3], got[4], b.value("f-progress"))
	}
	b.waitFor(`[...document.querySelectorAll('.saved')].every(e => /Is this your own device/.test(e.textContent) && e.querySelectorAll('button').length === 2)`)
	if !get[bool](b, asks) {
		t.Error("the page may be left with what is in this tab alone")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('.saved')[1].querySelectorAll('button')[1].click()`))
	b.waitFor(`!document.querySelector('.ask, .saved button')`)
	if !get[bool](b, asks+` && [...document.querySelectorAll('main button')].find(e => /^Finish/.test(e.textContent)).checkVisibility()`) {
		t.Error("on a shared computer the page may be left with what is in this tab alone, or the way to finish is hidden")
	}
	for range 2 { // one panel, however often it is asked for
		b.click("Finish on this computer")
		b.says("Clear what you wrote (1 record) from this computer?")
	}
	b.file(folder, ".md")
	b.says("Saved as a file")
	if n := get[int](b, `document.querySelectorAll('.form-actions .ask').length`); n != 1 || get[bool](b, asks) {
		t.Errorf("%d panels, or the page asks though all is in a file", n)
	}
}

// A button that is pressed on leaving a box is pressed, though there is something to say about what was written.
func TestCoachTakesNoPressAway(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "x")
	b.ownDevice()
	b.waitFor(`window.preceptLater`)
	b.write("f-objectives_1_objective", "NHS 943 476 5919")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#s-objectives .add').scrollIntoView({ block: 'center' })`))
	b.do(chromedp.Click(chromedp.CSS("#s-objectives .add")))
	b.waitFor(`document.querySelectorAll('#s-objectives tbody tr').length === 2`)
	b.waitFor(`/NHS number/.test(document.querySelector('#s-objectives .coach').textContent)`)
}

// A record that another tab writes looks as it is, says so below the title, and says it again to whoever tries a box.
func TestTwoTabsSayWhichOneWrites(t *testing.T) {
	t.Parallel()
	one := newTab(t)
	one.visit(shipped.address + "/" + meeting)
	one.write("f-wellbeing", "First.")
	one.ownDevice()
	two := one.beside()
	two.visit(shipped.address + "/" + meeting)
	two.waitFor(`/open in another tab/.test(document.querySelector('h1 + .ask')?.textContent)`)
	if got := get[string](two, `getComputedStyle(document.getElementById('f-wellbeing')).borderStyle`); got != "dashed" {
		t.Errorf("a box that cannot be written in has a border that is %s", got)
	}
	two.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-progress').scrollIntoView()`))
	two.write("f-progress", "x")
	two.waitFor(`/open in another tab/.test(document.querySelector('main [role=status].quiet').textContent) && document.querySelector('h1').getBoundingClientRect().top >= 0`)
	two.click("Use it here")
	two.waitFor(`!document.querySelector('h1 + .ask')`)
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
