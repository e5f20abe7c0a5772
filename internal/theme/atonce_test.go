package theme

import (
	"io"
	"sync"
	"testing"

	"io/fs"
	"precept/themes"
)

// TestOwnTemplatesHold holds the built-in theme to what a site's own is held to when it is loaded.
func TestOwnTemplatesHold(t *testing.T) {
	own, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	files, err := layer(own, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range judge(files) {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
	}
}

// TestFirstPagesAtOnce renders every layout of a set that has never run, all at the same time: templates are finished by the first
// who runs them.
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
