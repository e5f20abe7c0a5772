package build

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// rebuilt is a project that is read again after each change, as serve does.
type rebuilt struct {
	t    *testing.T
	o    Options
	last *Snapshot
}

// again reads the project after files have changed; nil means that any may have. It names the people who were read, and
// holds what is built to what a first reading gives.
func (r *rebuilt) again(files []string) (read []string) {
	r.t.Helper()
	o := r.o
	o.Previous = r.last
	for _, name := range files {
		o.Changed = append(o.Changed, filepath.Join(o.Project, filepath.FromSlash(name)))
	}
	s, fresh := r.prepare(o), r.prepare(r.o)
	for _, p := range s.Portfolios {
		if !slices.Contains(r.last.Portfolios, p) {
			read = append(read, p.ID)
		}
	}
	r.last.Close() // what was taken over from it can still be written
	r.last = s
	if !slices.Equal(s.Findings, fresh.Findings) || s.Summary != fresh.Summary || len(s.Private) != len(fresh.Private) {
		r.t.Fatalf("after %q other things are found than by a first reading", files)
	}
	for i, t := range s.Private {
		other := fresh.Private[i]
		want := other.Outputs
		if t.Preceptee != other.Preceptee || t.Blocked != other.Blocked || len(t.Outputs) != len(want) {
			r.t.Fatalf("after %q the portfolio of %s is another", files, t.Preceptee)
		}
		for j, o := range t.Outputs {
			var a, b bytes.Buffer
			if err := o.Write(&a); err != nil {
				r.t.Fatal(err)
			}
			if err := want[j].Write(&b); err != nil || o.Path != want[j].Path || !bytes.Equal(a.Bytes(), b.Bytes()) {
				r.t.Errorf("after %q, %s of %s is another page: %v", files, o.Path, t.Preceptee, err)
			}
		}
	}
	fresh.Close()
	return read
}

func (r *rebuilt) prepare(o Options) *Snapshot {
	r.t.Helper()
	s, err := Prepare(r.t.Context(), o)
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

// TestAgain: after a record or somebody's own file has changed, that person alone is read again; where the change may
// concern others, everybody is. In any case there is what a first reading gives.
func TestAgain(t *testing.T) {
	project := projectOf(t, 3)
	r := &rebuilt{t: t, o: Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5},
		Generator: "precept test", Reader: portfolio.ForPreceptee, Keep: true}}
	r.last = r.prepare(r.o)
	t.Cleanup(func() { r.last.Close() })
	all := []string{"kay-1-example", "kay-2-example", "kay-3-example"}
	const people = "data/preceptees/"
	edit := func(name, text string) {
		raw, err := os.ReadFile(filepath.Join(project, name))
		if err != nil {
			t.Fatal(err)
		}
		casetest.Write(t, project, name, string(raw)+text)
	}
	records, err := filepath.Glob(filepath.Join(project, people, all[1], "*.md"))
	if err != nil || len(records) < 2 {
		t.Fatal(records, err)
	}
	record := people + all[1] + "/" + filepath.Base(records[0])
	for _, c := range []struct {
		what   string
		change func()
		files  []string
		read   []string
	}{
		{"a record", func() { edit(record, "\nMore words.\n") }, []string{record}, all[1:2]},
		{"nothing", func() {}, []string{people + all[0] + "/preceptee.md"}, all[:1]},
		{"two people", func() {
			edit(people+all[0]+"/preceptee.md", "\nAnother sentence.\n")
			casetest.Write(t, project, people+all[2]+"/note.md", "no record\n")
		}, []string{people + all[0] + "/preceptee.md", people + all[2] + "/note.md"}, []string{all[0], all[2]}},
		{"a page too", func() { edit("content/2026.1/index.md", "\nMore words.\n") },
			[]string{"content/2026.1/index.md", record}, all},
		{"unknown", func() { edit(record, "\nAnd more.\n") }, nil, all},
		{"somebody who comes", func() {
			if err := os.CopyFS(filepath.Join(project, people, "new-example"),
				os.DirFS(filepath.Join(project, people, all[0]))); err != nil {
				t.Fatal(err)
			}
		}, []string{people + "new-example/preceptee.md"}, append(slices.Clone(all), "new-example")},
		{"somebody who goes", func() {
			if err := os.RemoveAll(filepath.Join(project, people, "new-example")); err != nil {
				t.Fatal(err)
			}
		}, []string{people + "new-example/preceptee.md"}, all},
		{"broken", func() { casetest.Write(t, project, people+all[2]+"/preceptee.md", "---\nname: [\n") },
			[]string{people + all[2] + "/preceptee.md"}, nil},
	} {
		c.change()
		if read := r.again(c.files); !slices.Equal(read, c.read) {
			t.Errorf("%s: %q were read, and not %q", c.what, read, c.read)
		}
	}
	r.o.AsOf.Day++ // another day concerns everybody
	if read := r.again([]string{record}); !slices.Equal(read, all[:2]) {
		t.Errorf("on another day %q were read", read)
	}
}
