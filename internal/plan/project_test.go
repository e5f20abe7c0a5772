package plan_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/theme"
	"precept/internal/toolkit"
)

// filling takes the place of the scripts of form pages, which package theme makes.
var filling = theme.Scripts{
	Form:          theme.Asset{Path: "assets/form-00000000.js", Bytes: []byte("0")},
	Later:         theme.Asset{Path: "assets/later-00000000.js", Bytes: []byte("0")},
	Exchange:      theme.Asset{Path: "assets/exchange-00000000.js", Bytes: []byte("0")},
	Shelf:         theme.Asset{Path: "assets/shelf-00000000.js", Bytes: []byte("0")},
	ShelfExchange: theme.Asset{Path: "assets/shelfexchange-00000000.js", Bytes: []byte("0")},
}

// project is a small project as texts by path, with the day as of which it is looked at.
type project struct {
	files  map[string]string
	asOf   string
	served bool
}

// base reads testdata/project.txtar: three versions in which a page is renamed twice, guides, forms of every
// visibility, notices, a glossary, and a preceptee with records that different readers may see.
func base(t testing.TB) project {
	t.Helper()
	a, err := txtar.ParseFile("testdata/project.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := project{files: map[string]string{}, asOf: "2026-10-05"}
	for _, f := range a.Files {
		p.files[f.Name] = string(f.Data)
	}
	return p
}

// with gives the project with one text in the place of another in one file; an empty from replaces the file.
func (p project) with(t testing.TB, file, from, to string) project {
	t.Helper()
	p.files = maps.Clone(p.files)
	switch old, ok := p.files[file]; {
	case from == "":
		p.files[file] = to
	case !ok || !strings.Contains(old, from):
		t.Fatalf("%s does not say %q", file, from)
	default:
		p.files[file] = strings.Replace(old, from, to, 1)
	}
	return p
}

// tree is what is written: the bytes of every file by path.
type tree struct {
	bytes map[string]string
}

// plans are the trees of a project: "" is the public one, the others have the name of a reader.
type plans map[portfolio.Reader]tree

// make plans and writes the project's trees.
func (p project) make(t testing.TB) plans {
	t.Helper()
	dir := t.TempDir()
	for name, text := range p.files {
		casetest.Write(t, dir, name, text)
	}
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	people, err := tree.Sub("data/preceptees")
	if err != nil {
		t.Fatal(err)
	}
	defer people.Close()
	day, err := civil.Parse(p.asOf)
	if err != nil {
		t.Fatal(err)
	}
	about, _ := site.Read([]byte(p.files[site.File]))
	parser := toolkit.NewParser(nil)
	loader := &toolkit.Loader{Root: tree, Local: about.Local, Parser: parser, Jobs: 2, AsOf: day}
	kit, _, err := loader.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	looks := builtin(t)
	in := plan.Input{Site: about, Toolkit: kit, Theme: looks, FormScripts: filling, Files: tree, AsOf: day,
		Generator: "precept test", Served: p.served}
	if err := os.MkdirAll(filepath.Join(dir, "data/organisation"), 0o755); err != nil {
		t.Fatal(err)
	}
	practice := record.Folder{Prefix: "data/organisation/"}
	if practice.Root, err = tree.Sub("data/organisation"); err != nil {
		t.Fatal(err)
	}
	defer practice.Root.Close()
	everybody, _, err := (&portfolio.Loader{Organisation: practice,
		Preceptees: record.Folder{Root: people, Prefix: "data/preceptees/"}, Toolkit: kit, Parser: parser,
		AsOf: day}).People()
	if err != nil || len(everybody.IDs) != 1 {
		t.Fatal(everybody, err)
	}
	who, _, err := everybody.Read(everybody.IDs[0])
	if err != nil || who == nil {
		t.Fatal(who, err)
	}
	all := plans{}
	all[""] = write(t, plan.Public(in).Outputs)
	for _, reader := range portfolio.Readers() {
		all[reader] = write(t, plan.Portfolio(in, who, reader))
	}
	return all
}

// sound are the trees of the project as it is, made once: nothing in them is ever changed.
func sound(t testing.TB) plans {
	t.Helper()
	once.Do(func() { soundPlans = base(t).make(t) })
	if soundPlans == nil {
		t.Fatal("the project could not be made")
	}
	return soundPlans
}

var (
	once       sync.Once
	soundPlans plans
)

// builtin is the theme without any of a site's own.
func builtin(t testing.TB) *theme.Theme {
	t.Helper()
	looks, err := loadTheme()
	if err != nil {
		t.Fatal(err)
	}
	return looks
}

var loadTheme = sync.OnceValues(func() (*theme.Theme, error) {
	looks, _, err := theme.Load(nil, nil, theme.Accent{})
	return looks, err
})

func write(t testing.TB, outputs []plan.Output) tree {
	t.Helper()
	m := tree{map[string]string{}}
	last := ""
	for _, o := range outputs {
		if o.Path <= last {
			t.Errorf("%s comes after %s", o.Path, last)
		}
		last = o.Path
		var b, again bytes.Buffer
		if err := o.Write(&b); err != nil {
			t.Fatalf("%s: %v", o.Path, err)
		}
		if err := o.Write(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s is not the same when it is written again", o.Path)
		}
		m.bytes[o.Path] = strings.ReplaceAll(b.String(), "\u00a0", " ") // a day is not broken over two lines
	}
	return m
}

func (m tree) paths() []string { return slices.Sorted(maps.Keys(m.bytes)) }

// part gives the text between two others on a page.
func part(t testing.TB, page, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, from)
	inner, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("%q to %q is not in\n%s", from, to, page)
	}
	return inner
}
