package build_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/plan"
)

// TestPicturesAreCleanedOnce: while they are served, a picture of a page and one of the evidence that tell of people
// are cleaned for their first reader, and not again for the next, nor after a rebuild; one that changes is.
func TestPicturesAreCleanedOnce(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	photograph, err := os.ReadFile("../media/testdata/sideways.jpg")
	if err != nil {
		t.Fatal(err)
	}
	base, err := txtar.ParseFile("testdata/cases/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	evidence := t.TempDir()
	casetest.WriteFiles(t, evidence, archive.Files...)
	casetest.Write(t, evidence, "data/preceptees/kay-example/evidence/photo.png", tellingPicture(t))
	for _, c := range []struct{ project, source, path string }{
		{projectWithPictures(t, base.Files, photograph), "content/2026.1/preceptor/room.jpg", "preceptor/room.jpg"},
		{evidence, "data/preceptees/kay-example/evidence/photo.png", "evidence/photo.png"},
	} {
		o := build.Options{Project: c.project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Keep: true}
		first := prepared(t, o)
		o.Previous = first
		rebuilt := prepared(t, o)
		a, b := servedBytes(t, first, c.path), servedBytes(t, first, c.path)
		if d := servedBytes(t, rebuilt, c.path); &a[0] != &b[0] || &a[0] != &d[0] {
			t.Errorf("%s is cleaned for each reader", c.path)
		}
		name := filepath.Join(c.project, filepath.FromSlash(c.source))
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		casetest.Write(t, c.project, c.source, string(raw)+"what follows the end")
		if d := servedBytes(t, prepared(t, o), c.path); &a[0] == &d[0] || string(a) != string(d) {
			t.Errorf("%s: after a change it has not been cleaned, or is another picture", c.path)
		}
	}
}

func prepared(t *testing.T, o build.Options) *build.Snapshot {
	t.Helper()
	s, err := build.Prepare(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// firstWrite takes the slice that is written to it first, as it is.
type firstWrite struct{ data []byte }

func (w *firstWrite) Write(data []byte) (int, error) {
	if w.data == nil {
		w.data = data
	}
	return len(data), nil
}

// servedBytes gives the slice that an output writes, whose address tells whether it was made again.
func servedBytes(t *testing.T, s *build.Snapshot, path string) []byte {
	t.Helper()
	var outputs []plan.Output
	if s.Public != nil {
		outputs = s.Public.Outputs
	}
	for _, tree := range s.Private {
		outputs = append(outputs[:len(outputs):len(outputs)], tree.Outputs...)
	}
	for _, o := range outputs {
		if o.Path == path {
			var w firstWrite
			if err := o.Write(&w); err != nil || len(w.data) == 0 {
				t.Fatalf("%s: %v", path, err)
			}
			return w.data
		}
	}
	t.Fatalf("there is no %s", path)
	return nil
}
