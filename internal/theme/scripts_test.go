package theme

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "write the bundles from their modules")

// The program carries the bundles of the built-in theme ready made, so that no build waits for them.
func TestBundledAhead(t *testing.T) {
	files, _, err := read(nil)
	if err != nil {
		t.Fatal(err)
	}
	joined, found := join(files.modules(nil), "")
	for _, f := range found {
		t.Errorf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
	}
	written, err := bundled.ReadDir("bundled")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range written {
		if _, ok := joined[f.Name()[:len(f.Name())-len(".js")]]; !ok {
			t.Errorf("bundled/%s belongs to no bundle; delete it", f.Name())
		}
	}
	for name, want := range joined {
		path := "bundled/" + name + ".js"
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got, err := bundled.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what its modules give; run go generate ./internal/theme", path)
		}
	}
}

// Only modules of the site's own make it necessary to join the bundles, and only those of their folder.
func TestJoinedForOwnModulesAlone(t *testing.T) {
	for name, want := range map[string][2]int{
		"form/zip.js": {6, 0}, "form/more.js": {6, 0}, "search/more.js": {0, 1},
		"precept.js": {}, "layouts/page.html": {},
	} {
		for i, folder := range []string{"form/", "search/"} {
			overlay := fstest.MapFS{name: {Data: []byte("export const zip = () => [];")}}
			joined, found, err := joinOwn(overlay, nil, folder)
			if err != nil || len(found) > 0 || len(joined) != want[i] {
				t.Errorf("%s: %d bundles of %s, want %d; %v, %v", name, len(joined), folder, want[i], found, err)
			}
		}
	}
}

var importing = regexp.MustCompile(`(?m)^import [^;]*"\./([a-z0-9]+\.js)";`)

// No form module imports itself through others, so that each can be read after those that it imports.
func TestNoImportCircle(t *testing.T) {
	files, _, err := read(nil)
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	var follow func(name string, above []string)
	follow = func(name string, above []string) {
		if slices.Contains(above, name) {
			t.Errorf("a circle: %s", strings.Join(append(above, name), " → "))
			return
		}
		if done[name] {
			return
		}
		for _, m := range importing.FindAllStringSubmatch(files.text("form/"+name), -1) {
			follow(m[1], append(slices.Clone(above), name))
		}
		done[name] = true
	}
	for name := range files {
		if rest, ok := strings.CutPrefix(name, "form/"); ok {
			follow(rest, nil)
		}
	}
	if len(done) < 50 {
		t.Errorf("only %d modules were looked at", len(done))
	}
}
