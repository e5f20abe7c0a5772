//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// downloads sends the visitor's files to a folder, and gives it. The folder goes with all others at the end of the run:
// the browser may still write into it when the test ends.
func (b *tab) downloads() string {
	b.Helper()
	folder, err := os.MkdirTemp(shipped.root, "downloads-")
	if err != nil {
		b.Fatal(err)
	}
	if _, err = chromedp.Call(b.ctx, browser.SetDownloadBehavior,
		browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow,
			BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID, DownloadPath: folder}); err != nil {
		b.Fatal(err)
	}
	return folder
}

// file waits for a file of that ending and gives its name and what it holds.
func (b *tab) file(folder, ending string) (name string, data []byte) {
	b.Helper()
	b.waitUntil("a file *"+ending, func(context.Context) bool {
		list, err := filepath.Glob(filepath.Join(folder, "*"+ending))
		if err == nil && len(list) > 0 {
			name = list[0]
			data, err = os.ReadFile(name)
		}
		if err != nil {
			b.Fatal(err)
		}
		return len(data) > 0
	})
	return name, data
}

// give hands files to the page's "Open a file".
func (b *tab) give(files ...string) {
	b.Helper()
	b.pick(`input[type=file][accept^=".md"]`, files...)
}

func (b *tab) pick(selector string, files ...string) {
	b.Helper()
	b.do(chromedp.SetUploadFiles(chromedp.CSS(selector), files, chromedp.NodeReady))
}

// noPicker makes a browser that saves files only among its downloads.
const noPicker = `delete window.showSaveFilePicker; delete Window.prototype.showSaveFilePicker;`

func glob(t *testing.T, folder string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}
