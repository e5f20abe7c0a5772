//go:build browser

package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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

// begin opens a form, writes into one of its fields, and says that the device is one's own: from here on what is written is kept.
func (b *tab) begin(page, field, words string) {
	b.Helper()
	b.visit(page)
	b.write(field, words)
	b.ownDevice()
}

// ownDevice has said whose device it is.
func (b *tab) ownDevice() {
	b.Helper()
	b.says("Is this your own device?")
	b.click("Yes, my own")
	b.says("Saved on this device")
}
