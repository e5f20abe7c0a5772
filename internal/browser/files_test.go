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

// hostileText is what might break a file of YAML.
const hostileText = "--- : # \"quoted\" 'single' \\u0041 {{.}} </script> 😀 שלום\nSecond line\n"

// A file holds what the page held, Go reads the same from it, and it opens in a fresh browser with the same answers.
func TestFileRoundTrip(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	b.begin(plainHost()+meeting, "f-wellbeing", "x")
	b.eval(`{ const e = document.getElementById('f-progress');
		e.value = ` + quoted(hostileText) + ` + 'z'.repeat(100000);
		e.dispatchEvent(new Event('input', { bubbles: true })); }`)
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
	digest := readByGo(t, main)
	reopened(t, state, digest, main, own)
}

// readByGo reads the file as the build does: the same answers, and a signature that is valid. It gives the digest of
// the record.
func readByGo(t *testing.T, name string) (digest string) {
	t.Helper()
	f := shipped.current.Form("monthly-meeting")
	file, bad := source.Read(filepath.Base(name), must(os.ReadFile(name)), source.MaxRecord)
	if len(bad) > 0 {
		t.Fatalf("Go cannot read it: %v", bad)
	}
	record, bad := form.ReadRecord(file)
	if bad = append(bad, f.Bind(record, nil)...); len(bad) > 0 {
		t.Errorf("Go finds: %v", bad)
	}
	if got := record.Answer("progress").Text; !strings.HasPrefix(got, hostileText+"zzz") || len(got) < 100000 {
		t.Errorf("Go reads %.120q", got)
	}
	if len(record.Signed) != 1 || record.Status != form.Complete ||
		!f.Fits(record, record.Version, record.Signed[0]) {
		t.Errorf("the signature is not valid: %+v", record.Signed)
	}
	return f.Digest(record, record.Version, "")
}

// reopened opens the files in a fresh browser, where all is as it was; a change then revises what was opened.
func reopened(t *testing.T, state, digest, main, own string) {
	t.Helper()
	b := newTab(t)
	b.visit(plainHost() + meeting)
	b.give(main, own)
	b.waitFor(`document.getElementById('f-own-notes').value === 'For me alone.'`)
	var before, after map[string]any
	json.Unmarshal([]byte(state), &before)
	json.Unmarshal([]byte(get[string](b, `JSON.stringify(window.precept.record())`)), &after)
	if a, b := fmt.Sprint(before), fmt.Sprint(after); a != b {
		t.Errorf("it was\n%.400s\nand came back as\n%.400s", a, b)
	}
	b.says("Signed Example Preceptor")

	b.write("f-wellbeing", "y")
	b.says("Please sign again. Something has changed since Example Preceptor signed on")
	b.says("Changed since Example Preceptor signed. Ask them to sign again, or undo your change.")
	if got := get[string](b, `window.precept.record().revises`); got != digest {
		t.Errorf("revises %q, want %q", got, digest)
	}
	// the same file once more: what differs is shown first
	b.says("Kept for this tab only")
	b.give(main)
	b.says("the file is different")
	b.says("In the file: x")
	b.click("Use the file")
	b.waitFor(`document.getElementById('f-wellbeing').value === 'x' &&
		document.getElementById('f-own-notes').value === 'For me alone.'`)

	// a file of another form is taken in, with the way to it
	b.visit(plainHost() + "forms/reflection.html")
	b.give(main)
	b.says("1 record opened")
}

func TestOpenRowsAreCarriedOver(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "One.")
	get[bool](b, `window.precept.load({ ...window.precept.record(),
		answers: { objectives: [{ objective: 'Lead a clinic' }, { objective: 'Done with', done: 'yes' }] } },
		null).then(() => true)`)
	b.click("Use the file")
	b.says("Saved on this device")
	b.click("Start a new one")
	b.says("Bring over 1 open row")
	b.click("Bring over 1 open row")
	b.waitFor(`JSON.stringify(window.precept.record().answers.objectives) === '[{"objective":"Lead a clinic"}]'`)
}
