package theme

import (
	"io"
	"io/fs"
	"sync"
	"testing"

	"precept/themes"
)

// TestBuiltinTemplates checks the built-in theme as a site's own is checked when it is loaded.
func TestBuiltinTemplates(t *testing.T) {
	own, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	files, err := layer(own, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check(files) {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
	}
}

// TestFirstPagesAtOnce renders every layout of a set that has never run, all at the same time: templates are finished
// by the first who runs them.
func TestFirstPagesAtOnce(t *testing.T) {
	th := load(t, nil, Accent{})
	var g sync.WaitGroup
	for _, l := range Layouts() {
		for range 4 {
			g.Go(func() {
				if err := th.Render(io.Discard, l.Name, minimal(l.View)); err != nil {
					t.Errorf("%s: %v", l.Name, err)
				}
			})
		}
	}
	g.Wait()
}
