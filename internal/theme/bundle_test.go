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
	s, found, err := FormScripts(nil, nil)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	if len(s.Assets()) != 5 || len(Scripts{}.Assets()) != 0 {
		t.Errorf("%d files, and %d of none", len(s.Assets()), len(Scripts{}.Assets()))
	}
	for _, c := range []struct {
		name       string
		script     Asset
		has, hasNo string
	}{
		{"form", s.Form, "When you have finished", "an NHS number"},
		{"later", s.Later, "an NHS number", "When you have finished"},
		{"exchange", s.Exchange, "This record is already here", "an NHS number"},
		{"shelf", s.Shelf, "Nothing is saved here yet", "When you have finished"},
		{"shelfexchange", s.ShelfExchange, "an NHS number", "Nothing is saved here yet"},
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

// What several scripts of a form's page need is only in the first of them, which leaves it for the others; whatever
// modules they share.
func TestFillingShares(t *testing.T) {
	form := [][]byte{
		[]byte("A record for precept. To read or change it"), // of record.js, which all three need
		[]byte("none yet"), // of pick.js
	}
	later := []byte("may identify a patient") // of caution.js, which coach.js and send.js need
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
			s, found, err := FormScripts(from, nil)
			if err != nil || len(found) > 0 {
				t.Fatal(err, found)
			}
			for _, text := range form {
				if !bytes.Contains(s.Form.Bytes, text) || bytes.Contains(s.Later.Bytes, text) ||
					bytes.Contains(s.Exchange.Bytes, text) {
					t.Errorf("%q is not in the first alone", text)
				}
			}
			if !bytes.Contains(s.Later.Bytes, later) || bytes.Contains(s.Exchange.Bytes, later) {
				t.Errorf("%q is not in the second alone", later)
			}
			for i, script := range []Asset{s.Form, s.Later, s.Exchange} {
				leaves := bytes.Contains(script.Bytes, []byte("("+shared+"||={})["))
				takes := bytes.Contains(script.Bytes, []byte("]="+shared+"["))
				if leaves != (i < 2) || takes != (i > 0) {
					t.Errorf("script %d leaves: %v, takes: %v", i, leaves, takes)
				}
			}
		})
	}
	fetching := fstest.MapFS{"form/zip.js": {Data: []byte("export const zip = () => import('./pick.js');")}}
	_, found, err := FormScripts(fetching, nil)
	if err != nil || len(found) != 1 || found[0].File != "form/zip.js" ||
		!strings.Contains(found[0].Message, "import()") {
		t.Errorf("a script that fetches a module: %v, %v", err, found)
	}
}

// A site may put a module in the place of ours. One that cannot be read is a finding about it, and ours are used
// instead.
func TestFillingOverlay(t *testing.T) {
	ours, _, err := FormScripts(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{"form/zip.js": {Data: []byte("export const zip = () => new Uint8Array(4711);")}}
	theirs, found, err := FormScripts(own, nil)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	if !bytes.Contains(theirs.Exchange.Bytes, []byte("4711")) || bytes.Contains(theirs.Form.Bytes, []byte("4711")) {
		t.Error("a module of the site's own is not used, or not where it belongs")
	}
	for name, text := range map[string]string{
		"not closed":               "export const zip = () => {\n",
		"without what others need": "export const zap = 1;\n",
		"leads nowhere":            "export * from './zap.js';\n",
	} {
		s, found, err := FormScripts(fstest.MapFS{"form/zip.js": {Data: []byte(text)}}, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(found) == 0 || found[0].Rule != "theme-template" || found[0].File != "form/zip.js" {
			t.Errorf("%s: found %v", name, found)
		}
		if !bytes.Equal(s.Exchange.Bytes, ours.Exchange.Bytes) {
			t.Errorf("%s: ours is not used instead", name)
		}
	}
}
