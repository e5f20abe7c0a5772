//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The form's page and the list of forms say the same of what was handed over, and neither of a state that has changed
// since.
func TestSentStateIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	told := func(have, not string) {
		t.Helper()
		for _, page := range []string{meeting, "forms/index.html"} {
			b.visit(plainHost() + page)
			b.says(have)
			if get[bool](b, `document.querySelector('main').innerText.includes(`+quoted(not)+`)`) {
				t.Errorf("%s says %q", page, not)
			}
		}
		b.visit(plainHost() + meeting)
	}
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.click("Save a file")
	b.file(folder, ".md")
	told("Saved as a file", "Changed since")
	b.write("f-wellbeing", " And busy.")
	b.says("Saved on this device")
	b.waitFor(`!/Saved as a file/.test(document.querySelector('.saved').textContent)`)
	told("aved", "Saved as a file")

	b.click("Download to send")
	b.says("1 record is in the file 20")
	b.click("I have sent it")
	b.says("Sent ")
	b.write("f-wellbeing", " Very.")
	b.says("Changed since it was sent")
	told("Changed since it was sent", "Saved as a file")
}

// heldFiles counts the sets of files that the browser keeps for the site.
const heldFiles = `new Promise(done => {
	const r = indexedDB.open('precept', 1);
	r.onupgradeneeded = () => r.result.createObjectStore('files');
	r.onsuccess = () => {
		const q = r.result.transaction('files').objectStore('files').count();
		q.onsuccess = () => { r.result.close(); done(q.result); };
	};
})`

// twoDrafts writes two records: a meeting with private notes, and evidence with a picture.
func twoDrafts(b *tab) {
	b.Helper()
	b.begin(plainHost()+meeting, "f-wellbeing", "To be sent.")
	b.write("f-own-notes", "Never to be sent.")
	b.visit(plainHost() + "forms/learning-log.html")
	b.write("f-title", "A certificate")
	picture := filepath.Join(b.TempDir(), "scan 1.jpg")
	if err := os.WriteFile(picture, camera(b, 40, 30, 80, 1), 0o600); err != nil {
		b.Fatal(err)
	}
	b.eval(`document.getElementById('f-files').parentElement.open = true`)
	b.waitFor(`document.querySelector('.fields input[type=file]')`)
	b.pick(`.fields input[type=file]`, picture)
	b.waitUntil("the picture to be kept", func(context.Context) bool { return get[int](b, heldFiles) > 0 })
}

// All that is not sent yet leaves as one zip where the device cannot share; private notes never do. A file among the
// downloads is not sent before somebody has sent it.
func TestSendFromTheListOfForms(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	list := plainHost() + "forms/index.html"
	b.visit(list)
	b.says("Nothing is saved here yet")
	twoDrafts(b)
	b.visit(list)
	b.says("Monthly meeting")
	b.says("Not yet sent")
	b.click("Download to send")
	b.says("2 records are in the file")
	name, data := b.file(folder, ".zip")
	if !regexp.MustCompile(`^records-\d{4}-\d\d-\d\d-\d{4}\.zip$`).MatchString(filepath.Base(name)) {
		t.Errorf("the file to send is %s", filepath.Base(name))
	}
	names, text := unzipped(t, data)
	if strings.Contains(text, "Never to be sent") {
		t.Error("the zip holds private notes")
	}
	if all := strings.Join(names, " "); len(names) != 3 || !strings.Contains(all, "monthly-meeting") ||
		!regexp.MustCompile(`scan-1-[a-z0-9]{8}\.jpg`).MatchString(all) {
		t.Errorf("the zip holds %s", all)
	}
	b.says("Put into records-")
	if n := get[int](b, `document.getElementById('shelf').innerText.match(/Not sent yet[.]/g).length`); n != 2 {
		t.Errorf("%d records are said not to be sent yet", n)
	}
	b.click("I have sent it")
	b.waitFor(`/Sent \d/.test(document.getElementById('shelf').innerText) &&
		!/[Nn]ot (yet )?sent/.test(document.getElementById('shelf').innerText)`)
	b.after(chromedp.Click(chromedp.CSS(`#shelf a[href*="monthly-meeting"]`)))
	b.write("f-wellbeing", " Changed.")
	b.visit(list)
	b.says("Changed since it was sent")
}

// Records that have been here for days come with a warning; finishing on a computer leaves nothing on it.
func TestFinishOnASharedComputer(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.downloads()
	twoDrafts(b)
	b.eval(`for (const key of Object.keys(localStorage)) if (/draft.*learning-log/.test(key)) {
		const [rev, text] = localStorage.getItem(key).split('\n'), d = JSON.parse(text);
		d.begun -= 4 * 864e5;
		localStorage.setItem(key, rev + '\n' + JSON.stringify(d));
	}`)
	b.visit(plainHost() + "forms/index.html")
	b.says("Phones may clear what is kept")
	inEveryLook(b, "the list of forms with records")
	b.click("Clear all from this device")
	b.says("Your private notes are not in that file")
	b.click("Yes, clear it")
	b.says("Nothing is saved here yet")
	left := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-') && k !== 'precept-tab')`)
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if n := get[int](b, heldFiles); n != 0 {
		t.Errorf("%d sets of files are left behind", n)
	}
}

// unzipped gives the names of the files in a zip, and all that they hold.
func unzipped(t *testing.T, data []byte) (names []string, text string) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, f := range archive.File {
		names = append(names, f.Name)
		r, err := f.Open()
		if err == nil {
			_, err = all.ReadFrom(r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return names, all.String()
}

// Where the device shares files, records go as text.
func TestShare(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`navigator.canShare = d => d.files.every(f => /\.(txt|jpg)$/.test(f.name));
		navigator.share = async d =>
		{ window.shared = await Promise.all(d.files.map(async f => f.name + ' ' + f.type + ' ' + await f.text())); };`)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Shared.")
	b.click("Send my records")
	b.says("1 record sent")
	if list := get[[]string](b, `shared`); len(list) != 1 || !strings.Contains(list[0], ".txt text/plain ---\n") ||
		!strings.Contains(list[0], "Shared.") {
		t.Errorf("shared: %q", list)
	}
}
