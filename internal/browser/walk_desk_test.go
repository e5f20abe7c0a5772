//go:build browser

package browser

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
)

// walkDesk is what came to the desk in one walk, and what was taken back.
type walkDesk struct {
	Seed  int
	Steps []struct {
		Take []struct{ Name, Text string }
		Back bool
	}
}

// walkWord is a text that a walk typed.
var walkWord = regexp.MustCompile(`w\d+n\d+x`)

// desk is a folder of records into which is taken what walks sent, as a keeper does who decides nothing.
type desk struct {
	*testing.T
	in       *importer.Importer
	dir      string
	receipts []importer.Receipt
	before   []map[string]string // the folder before each receipt
	states   map[importer.State]int
}

// newDesk begins a project with the shipped toolkit and one preceptee who has no record.
func newDesk(t *testing.T) *desk {
	t.Helper()
	root := project(t)
	dir := filepath.Join(root, "data/preceptees/walker")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	head := "---\nname: Walker\nstart: 2026-09-07\ntoolkit: \"2026.1\"\nexample: true\n---\n"
	if err := os.WriteFile(filepath.Join(dir, "preceptee.md"), []byte(head), 0o644); err != nil {
		t.Fatal(err)
	}
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	s, err := build.Prepare(context.Background(), build.Options{Project: root, AsOf: day, Generator: "precept",
		Reader: portfolio.ForPreceptee})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if len(s.Portfolios) != 1 {
		t.Fatalf("%d portfolios: %v", len(s.Portfolios), s.Findings)
	}
	in := &importer.Importer{Toolkit: s.Toolkit, Portfolio: s.Portfolios[0]}
	in.Project = tree(t, root)
	in.Preceptees = record.Folder{Root: tree(t, filepath.Dir(dir)), Prefix: build.PrecepteesPrefix(s.Site)}
	return &desk{T: t, in: in, dir: dir, states: map[importer.State]int{}}
}

func tree(t *testing.T, dir string) *store.Root {
	t.Helper()
	opened, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	return opened
}

// folder gives every file that is there, and what it holds.
func (d *desk) folder() map[string]string {
	d.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(d.dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return files
}

// follow takes in and back what one walk sent, and then all of it back.
func (d *desk) follow(w walkDesk) {
	d.Helper()
	for _, step := range w.Steps {
		if step.Back {
			d.back(w.Seed)
			continue
		}
		var arrived []importer.Arrival
		for _, f := range step.Take {
			arrived = append(arrived, importer.Arrival{Name: f.Name, Data: []byte(f.Text)})
		}
		d.take(w.Seed, arrived)
	}
	for len(d.receipts) > 0 {
		d.back(w.Seed)
	}
}

// take takes in what a keeper need not be asked about. All that arrived so is in the folder then, and nothing of a
// complete record has gone from it.
func (d *desk) take(seed int, arrived []importer.Arrival) {
	d.Helper()
	before := d.folder()
	offers, err := d.in.Examine(arrived)
	if err != nil {
		d.Fatal(err)
	}
	var wanted []string
	for i, o := range offers {
		d.states[o.State]++
		decided := o.State != importer.Refused && o.State != importer.Replaces && len(o.Doubts) == 0
		if decided && !overtaken(offers[i+1:], o) {
			wanted = append(wanted, walkWord.FindAllString(string(arrived[i].Data), -1)...)
		}
	}
	receipt, _, err := d.in.Accept(offers, false)
	if err != nil {
		d.Fatal(err)
	}
	d.receipts, d.before = append(d.receipts, receipt), append(d.before, before)
	for _, text := range before {
		if strings.Contains(text, `status: "complete"`) {
			wanted = append(wanted, walkWord.FindAllString(text, -1)...)
		}
	}
	now := strings.Join(slices.Collect(maps.Values(d.folder())), "\n")
	for _, word := range wanted {
		if !strings.Contains(now, word) {
			d.Errorf("seed %d: taken in unasked, and %s is gone from the folder", seed, word)
		}
	}
}

// overtaken reports whether a draft is replaced by a later state of it in the same delivery.
func overtaken(rest []importer.Offer, o importer.Offer) bool {
	return slices.ContainsFunc(rest, func(next importer.Offer) bool {
		return next.State == importer.Later && next.Target == o.Target
	})
}

// back takes the last delivery back: the folder is as it was.
func (d *desk) back(seed int) {
	d.Helper()
	last := len(d.receipts) - 1
	if last < 0 {
		return
	}
	if list, err := d.in.Undo(d.receipts[last]); err != nil || len(list) > 0 {
		d.Fatalf("seed %d: taking back: %v %v", seed, list, err)
	}
	if !maps.Equal(d.folder(), d.before[last]) {
		d.Errorf("seed %d: taken back, and the folder is not as it was", seed)
	}
	d.receipts, d.before = d.receipts[:last], d.before[:last]
}
