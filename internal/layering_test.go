package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the packages from the lowest up. A package imports those of its own layer and of lower ones, never a
// higher one.
var layers = [][]string{
	{
		"civil", "finding", "git", "identify", "item", "linkcheck", "lock", "media", "seal", "source", "store", "word",
		"wording",
	},
	{"bundle", "form", "markdown", "programme"},
	{"chart", "compare", "portfolio", "record", "site", "timeline", "toolkit"},
	{"base", "importer", "move", "plan", "preceptee", "search", "theme", "view"},
	{"check", "help", "pack", "publish"},
	{"build", "desk", "serve", "watch"},
	{"cli"},
}

// sideways are the imports within a layer, and why they are needed.
var sideways = map[string]string{
	"git → store":         "the files of patterns are read like any other",
	"wording → civil":     "a date in words is a phrase",
	"media → wording":     "what a file is and how large is a phrase",
	"seal → wording":      "the page around what is sealed says phrases",
	"source → civil":      "dates of front matter are civil dates",
	"source → finding":    "what is wrong with a file has a place in it",
	"lock → finding":      "a lock that was edited has a place that shows it",
	"portfolio → record":  "a year is made of records",
	"portfolio → toolkit": "a year is judged by the version that it began under",
	"help → check":        "the manual lists every rule",
	"compare → toolkit":   "what differs is the pages of two versions",
	"record → toolkit":    "a record is bound to the form of its version",
	"site → record":       "preceptees are never kept among the practice's own records",
	"move → preceptee":    "the file of a person's year is changed as the desk changes it",
	"plan → base":         "a copy says how its pages are to those that they replaced",
	"plan → search":       "the index is one of the outputs",
	"plan → theme":        "pages are rendered by templates",
	"plan → view":         "what templates see",
	"theme → view":        "templates are held against what they see",
	"desk → build":        "a copy of a portfolio is a build of its own",
	"serve → build":       "what is served is a prepared build",
	"serve → desk":        "the desk is mounted among what is served, which it knows nothing of",
	"serve → watch":       "it is prepared again when files change",
}

// apart are programs and helpers of the tests, which the program itself never imports.
var apart = []string{"bench", "browser", "casetest", "inert", "test"}

// files may be touched only by these; the others go through store.
var filesIn = []string{"store"}

// source is one Go file of the program, without its tests.
type source struct {
	pkg  string
	name string
	file *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules") {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || filepath.Dir(name) == "." {
			return nil
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err == nil {
			list = append(list, source{filepath.ToSlash(filepath.Dir(name)), filepath.ToSlash(name), f})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func layer(pkg string) int {
	return slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, pkg) })
}

func TestImportsRunOneWay(t *testing.T) {
	used := map[string]bool{}
	for _, s := range sources(t) {
		if slices.Contains(apart, s.pkg) {
			continue
		}
		from := layer(s.pkg)
		if from < 0 {
			t.Errorf("%s: package %s stands in no layer", s.name, s.pkg)
		}
		for _, imp := range s.file.Imports {
			to, ours := strings.CutPrefix(strings.Trim(imp.Path.Value, `"`), "precept/internal/")
			if !ours {
				continue
			}
			edge := s.pkg + " → " + to
			switch at := layer(to); {
			case slices.Contains(apart, to):
				t.Errorf("%s: %s is for tests and by itself", s.name, edge)
			case at > from:
				t.Errorf("%s: %s climbs: what is lower must not know what is higher", s.name, edge)
			case at == from && sideways[edge] == "":
				t.Errorf("%s: %s runs sideways without a reason in the table", s.name, edge)
			case at == from:
				used[edge] = true
			}
		}
	}
	for edge := range sideways {
		if !used[edge] {
			t.Errorf("the table allows %s, which nothing needs", edge)
		}
	}
}

// forbidden are calls that belong to only one package.
func TestClockFilesAndRegistration(t *testing.T) {
	reading := []string{
		"Open",
		"OpenFile",
		"OpenRoot",
		"OpenInRoot",
		"Create",
		"CreateTemp",
		"ReadFile",
		"WriteFile",
		"ReadDir",
		"Mkdir",
		"MkdirAll",
		"MkdirTemp",
		"Remove",
		"RemoveAll",
		"Rename",
		"Link",
		"Symlink",
		"Stat",
		"Lstat",
		"Chmod",
		"Chtimes",
		"Truncate",
		"DirFS",
	}
	for _, s := range sources(t) {
		if slices.Contains(apart, s.pkg) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: func init hides when something happens", s.name)
				}
			case *ast.SelectorExpr:
				x, ok := n.X.(*ast.Ident)
				if !ok {
					return true
				}
				if x.Name == "time" && (n.Sel.Name == "Now" || n.Sel.Name == "Since") && s.pkg != "cli" {
					t.Errorf("%s: time.%s: the clock is read in cli alone", s.name, n.Sel.Name)
				}
				if x.Name == "os" && slices.Contains(reading, n.Sel.Name) && !slices.Contains(filesIn, s.pkg) {
					t.Errorf("%s: os.%s: files are touched in store alone", s.name, n.Sel.Name)
				}
			}
			return true
		})
	}
}

// TestNothingOfTheWorkshop keeps out of the tree what no reader of it should meet.
func TestNothingOfTheWorkshop(t *testing.T) {
	hosts := []string{"registry.npm" + "js", "proxy.golang" + ".org", "deb.debian" + ".org"}
	lock, err := os.ReadFile("browser/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range hosts {
		if strings.Contains(string(lock), host) {
			t.Errorf("browser/package-lock.json names the host %s", host)
		}
	}
}
