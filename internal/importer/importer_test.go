package importer

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// open lays files over testdata/project.txtar in a folder of its own and readies the taking in of files for sam.
func open(t testing.TB, files ...txtar.File) (*Importer, string) {
	t.Helper()
	base, err := txtar.ParseFile("testdata/project.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, slices.Concat(base.Files, files)...)
	return load(t, dir), dir
}

// again gives the same preceptee with the same toolkit in a folder of its own that holds records and nothing else:
// what is asked of the toolkit does not change it.
func (in *Importer) again(t testing.TB, files ...txtar.File) (*Importer, string) {
	t.Helper()
	dir := t.TempDir()
	casetest.Write(t, dir, "data/preceptees/sam/preceptee.md", "")
	casetest.WriteFiles(t, dir, files...)
	c := *in
	c.Project, c.Preceptees.Root = tree(t, dir), tree(t, dir+"/data/preceptees")
	return &c, dir
}

func tree(t testing.TB, dir string) *store.Root {
	t.Helper()
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

func load(t testing.TB, dir string) *Importer {
	t.Helper()
	parser := toolkit.NewParser(nil)
	kit, findings, err := (&toolkit.Loader{Root: tree(t, dir), Parser: parser, Jobs: 1}).Load(t.Context())
	if err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	asOf, err := civil.Parse("2026-10-05")
	if err != nil {
		t.Fatal(err)
	}
	l := portfolio.Loader{Toolkit: kit, Parser: parser, AsOf: asOf, Only: []string{"sam"},
		Preceptees: record.Folder{Root: tree(t, filepath.Join(dir, "data/preceptees")), Prefix: "data/preceptees/"}}
	people, _, err := l.People()
	if err != nil {
		t.Fatal(err)
	}
	sam, _, err := people.Read("sam")
	if err != nil || sam == nil {
		t.Fatal(sam, err)
	}
	return &Importer{Project: tree(t, dir), Preceptees: l.Preceptees, Toolkit: kit, Portfolio: sam}
}

// digest of what a record's text says, and of that with the statement of a signature.
func (in *Importer) digestOf(t testing.TB, text, statement string) string {
	t.Helper()
	b, findings := in.bind("record.md", []byte(text))
	if b == nil {
		t.Fatal(findings)
	}
	return b.Template.Digest(b.Record, b.Under.Name, statement)
}

// look reads what is below data/; staged and locked files too, which must be gone.
func look(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(filepath.Join(dir, "data"), func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// changes writes what is there now and was not, or otherwise, and what is gone.
func changes(before, after map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if was, ok := before[name]; ok && was == after[name] {
			continue
		}
		b.WriteString(name + "\n")
		for line := range strings.Lines(after[name]) {
			b.WriteString("| " + strings.TrimSuffix(line, "\n") + "\n")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, ok := after[name]; !ok {
			b.WriteString(name + " is gone\n")
		}
	}
	return b.String()
}

// told writes offers as the cases want them.
func told(offers []Offer, findings []finding.Finding) string {
	var b strings.Builder
	say := func(list []finding.Finding) {
		for _, f := range list {
			fmt.Fprintf(&b, "  %s", f.File)
			if f.Line > 0 {
				fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
			}
			if f.Severity != finding.Unset {
				fmt.Fprintf(&b, ": %s", f.Severity)
			}
			fmt.Fprintf(&b, ": %s [%s]\n    help: %s\n", f.Message, f.Rule, f.Help)
		}
	}
	for _, o := range offers {
		fmt.Fprintf(&b, "%s: %s, %s: %s", o.Name, o.Kind, o.Title, o.State)
		if o.File != "" {
			b.WriteString(", " + o.File)
		}
		if o.Conflict != "" {
			b.WriteString(", conflict " + o.Conflict)
		}
		b.WriteByte('\n')
		for _, d := range o.Differences {
			fmt.Fprintf(&b, "  %s: there %q, here %q\n", d.Label, d.There, d.Here)
		}
		say(o.Findings)
	}
	if len(findings) > 0 {
		b.WriteString("accepting:\n")
		say(findings)
	}
	return b.String()
}

// TestCases takes in what each case of testdata brings: the files below come/, in their order, into the project with
// the files below there/. Lines of the comment say "replace", or "each alone" for one import a file. {{digest FILE}} in
// a file is the digest of what that file says, {{signed FILE STATEMENT}} of what a signature covers. What becomes of
// each is in want/offers; what is below data/ afterwards, where that has changed, in want/data.
func TestCases(t *testing.T) {
	casetest.Each(t, "testdata/cases/*.txtar", 10, func(t *testing.T, a *txtar.Archive) {
		t.Parallel()
		there, list := arrivals(t, a)
		in, dir := open(t, there...)
		before := look(t, dir)
		batches := [][]Arrival{list}
		if comment(a, "each alone") {
			batches = nil
			for i := range list {
				batches = append(batches, list[i:i+1])
			}
		}
		got := map[string]string{}
		var receipts []Receipt
		for _, batch := range batches {
			offers := in.examine(t, batch...)
			receipt, findings, err := in.Accept(offers, comment(a, "replace"))
			if err != nil {
				t.Fatal(err)
			}
			receipts = append(receipts, receipt)
			got["want/offers"] += told(offers, findings)
		}
		got["want/data"] = changes(before, look(t, dir))
		casetest.Compare(t, a, func(name string) (string, bool) {
			text := got[name]
			delete(got, name)
			return text, strings.HasPrefix(name, "want/")
		})
		if got["want/offers"] != "" || got["want/data"] != "" {
			t.Errorf("the case does not want %q", got)
		}
		for _, batch := range batches {
			if again, _, err := in.Accept(in.examine(t, batch...), false); err != nil || len(again.Changes) > 0 {
				t.Errorf("the same again changes %+v, %v", again.Changes, err)
			}
		}
		slices.Reverse(receipts)
		for _, r := range receipts {
			if findings, err := in.Undo(r); err != nil || len(findings) > 0 {
				t.Fatal(findings, err)
			}
		}
		if back := changes(before, look(t, dir)); back != "" {
			t.Errorf("undone, it is not as it was:\n%s", back)
		}
	})
}

// comment reports whether a line of the case's comment says something.
func comment(a *txtar.Archive, line string) bool {
	return slices.Contains(strings.Split(string(a.Comment), "\n"), line)
}

// arrivals reads what a case has there, and what comes.
func arrivals(t *testing.T, a *txtar.Archive) (there []txtar.File, list []Arrival) {
	t.Helper()
	probe, _ := open(t)
	texts := map[string]string{}
	for _, f := range a.Files {
		folder, path, _ := strings.Cut(f.Name, "/")
		if folder == "want" {
			continue
		}
		text := probe.fill(t, string(f.Data), texts)
		texts[f.Name] = text
		switch folder {
		case "there":
			there = append(there, txtar.File{Name: path, Data: []byte(text)})
		case "come":
			list = append(list, Arrival{Name: path, Data: []byte(text)})
		default:
			t.Fatalf("%s is neither there nor come", f.Name)
		}
	}
	return there, list
}

// fill puts digests in their places.
func (in *Importer) fill(t testing.TB, text string, texts map[string]string) string {
	t.Helper()
	for {
		start := strings.Index(text, "{{")
		if start < 0 {
			return text
		}
		end := start + strings.Index(text[start:], "}}")
		words := strings.SplitN(text[start+2:end], " ", 3)
		of, ok := texts[words[1]]
		if !ok {
			t.Fatalf("no file %s before", words[1])
		}
		statement := ""
		if words[0] == "signed" {
			statement = words[2]
		}
		text = text[:start] + in.digestOf(t, of, statement) + text[end+2:]
	}
}
