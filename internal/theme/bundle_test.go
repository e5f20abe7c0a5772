package theme

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// The scripts of form pages are classic scripts. Each holds what its page needs, and the table of identifiers is in the
// one that has the coach.
func TestFilling(t *testing.T) {
	s, found, err := FormScripts(nil)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	if len(s.Assets()) != 3 || len(Scripts{}.Assets()) != 0 {
		t.Errorf("%d files, and %d of none", len(s.Assets()), len(Scripts{}.Assets()))
	}
	for _, c := range []struct {
		name       string
		script     Asset
		has, hasNo string
	}{
		{"form", s.Form, "When you have finished", "an NHS number"},
		{"later", s.Later, "an NHS number", "When you have finished"},
		{"shelf", s.Shelf, "Nothing is kept here yet", "When you have finished"},
	} {
		if !strings.HasPrefix(c.script.Path, "assets/"+c.name+"-") ||
			!bytes.HasPrefix(c.script.Bytes, []byte("(()=>{")) {
			t.Errorf("%s: %s begins with %.20q", c.name, c.script.Path, c.script.Bytes)
		}
		if text := string(c.script.Bytes); !strings.Contains(text, c.has) || strings.Contains(text, c.hasNo) {
			t.Errorf("%s: it should have %q and not %q", c.name, c.has, c.hasNo)
		}
	}
}

// What both scripts of a form's page need is in the first alone, which leaves it for the second; whatever modules they
// share.
func TestFillingShares(t *testing.T) {
	both := []byte("A record for precept. To read or change it") // of record.js
	first := []byte("is taken off the list")                     // of pick.js
	for name, overlay := range map[string]fstest.MapFS{
		"ours": nil,
		"more is shared": {"form/zip.js": {Data: []byte(`
			import { pick } from './pick.js';
			export const zip = () => new Uint8Array(pick.length);`)}},
		"one of what is shared is another": {"form/text.js": {Data: []byte(`
			export const clean = s => s, oneLine = clean, whole = clean, utf8 = s => new TextEncoder().encode(s);`)}},
	} {
		t.Run(name, func(t *testing.T) {
			var from fs.FS // nil where there is no overlay
			if overlay != nil {
				from = overlay
			}
			s, found, err := FormScripts(from)
			if err != nil || len(found) > 0 {
				t.Fatal(err, found)
			}
			for _, text := range [][]byte{both, first} {
				if !bytes.Contains(s.Form.Bytes, text) || bytes.Contains(s.Later.Bytes, text) {
					t.Errorf("%q is not in the first alone", text)
				}
			}
			if !bytes.Contains(s.Form.Bytes, []byte(shared+"=[")) ||
				!bytes.Contains(s.Later.Bytes, []byte("]="+shared)) {
				t.Error("nothing is left by the first and taken by the second")
			}
		})
	}
	fetching := fstest.MapFS{"form/zip.js": {Data: []byte("export const zip = () => import('./pick.js');")}}
	_, found, err := FormScripts(fetching)
	if err != nil || len(found) != 1 || found[0].File != "form/zip.js" ||
		!strings.Contains(found[0].Message, "import()") {
		t.Errorf("a script that fetches a module: %v, %v", err, found)
	}
}

// A site may put a module in the place of ours. One that cannot be read is a finding about it, and ours are used
// instead.
func TestFillingOverlay(t *testing.T) {
	ours, _, err := FormScripts(nil)
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{"form/zip.js": {Data: []byte("export const zip = () => new Uint8Array(4711);")}}
	theirs, found, err := FormScripts(own)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	if !bytes.Contains(theirs.Later.Bytes, []byte("4711")) || !bytes.Equal(theirs.Form.Bytes, ours.Form.Bytes) {
		t.Error("a module of the site's own is not used, or not where it belongs")
	}
	for name, text := range map[string]string{
		"not closed":               "export const zip = () => {\n",
		"without what others need": "export const zap = 1;\n",
		"leads nowhere":            "export * from './zap.js';\n",
	} {
		s, found, err := FormScripts(fstest.MapFS{"form/zip.js": {Data: []byte(text)}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(found) == 0 || found[0].Rule != "theme-template" || found[0].File != "form/zip.js" {
			t.Errorf("%s: found %v", name, found)
		}
		if !bytes.Equal(s.Later.Bytes, ours.Later.Bytes) {
			t.Errorf("%s: ours is not used instead", name)
		}
	}
}
