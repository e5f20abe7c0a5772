//go:build browser

package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/form"
	"precept/internal/source"
)

// What a file says is what the page said, and what Go reads; it opens in a fresh browser with the same answers.
func TestFileRoundTrip(t *testing.T) {
	t.Parallel()
	const hostile = "--- : # \"quoted\" 'single' \\u0041 {{.}} </script> 😀 שלום"
	b := newTab(t)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-wellbeing", "x")
	b.eval(`{ const e = document.getElementById('f-progress'); e.value = ` + quoted(hostile+"\nSecond line\n") +
		` + 'z'.repeat(100000); e.dispatchEvent(new Event('input', { bubbles: true })); }`)
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
	if bytes.Contains(data, []byte("For me alone")) || !bytes.Contains(private, []byte("For me alone")) ||
		!bytes.Contains(data, []byte(`private: ["own-notes"]`)) {
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
	if got := record.Answer("progress").Text; !strings.HasPrefix(got, hostile+"\nSecond line\nzzz") ||
		len(got) < 100000 {
		t.Errorf("Go reads %.120q", got)
	}
	if len(record.Signed) != 1 ||
		record.Signed[0].Digest != f.Digest(record, record.Version, f.Field("sign-preceptor").Label) ||
		record.Status != form.Complete {
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
	if got, want := get[string](fresh, `window.precept.record().revises`),
		f.Digest(record, record.Version, ""); got != want {
		t.Errorf("revises %q, want %q", got, want)
	}
	// The same file once more: what differs is shown first.
	fresh.says("Kept for this tab only")
	fresh.give(main)
	fresh.says("the file differs")
	fresh.says("In the file: x")
	fresh.click("Take what the file has")
	fresh.waitFor(`document.getElementById('f-wellbeing').value === 'x' &&
		document.getElementById('f-own-notes').value === 'For me alone.'`)

	// A file of another form does not come in.
	fresh.visit(plainHost() + "forms/reflection.html")
	fresh.give(main)
	fresh.says("This is a record of another form")
}

func TestOpenRowsAreCarriedOver(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "One.")
	get[bool](b, `window.precept.load({ ...window.precept.record(),
		answers: { objectives: [{ objective: 'Lead a clinic' }, { objective: 'Done with', done: 'yes' }] } },
		null).then(() => true)`)
	b.click("Take what the file has")
	b.says("Saved on this device")
	b.click("Start a new one")
	b.says("Bring over 1 open row")
	b.click("Bring over 1 open row")
	b.waitFor(`JSON.stringify(window.precept.record().answers.objectives) === '[{"objective":"Lead a clinic"}]'`)
}
