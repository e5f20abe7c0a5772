package wording_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/wording"
	"precept/themes"
)

// TestCatalogue holds the list of phrases equal to what the templates and the Go files say.
func TestCatalogue(t *testing.T) {
	var lines []string
	seen := map[wording.Phrase]bool{}
	add := func(where string, list ...wording.Entry) {
		for _, e := range list {
			if !seen[e.Phrase] {
				seen[e.Phrase] = true
				lines = append(lines, where+"\t"+string(e.One)+"\t"+string(e.Phrase)+"\n")
			}
		}
	}
	for _, from := range [...]struct {
		files fs.FS
		where string
	}{{themes.Files, "themes/"}} {
		err := fs.WalkDir(from.files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
				return err
			}
			data, err := fs.ReadFile(from.files, name)
			for _, p := range wording.TemplatePhrases(string(data)) {
				add(from.where+name, wording.Entry{Phrase: p})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range goFiles(t) {
		add("internal/"+name, said(t, "../"+name)...)
	}
	got := strings.Join(lines, "")
	want, err := os.ReadFile("catalogue.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	if !casetest.Updating() {
		t.Fatal("the phrases have changed: run go generate ./internal/wording")
	}
	if err := os.WriteFile("catalogue.txt", []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// goFiles are the Go files of the program, below internal.
func goFiles(t *testing.T) (list []string) {
	t.Helper()
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			list = append(list, filepath.ToSlash(strings.TrimPrefix(name, "../")))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// said are the phrases of a Go file: the texts that it gives to Say and Several, and those of the type Phrase or of one
// that is declared as a Phrase.
func said(t *testing.T, name string) (list []wording.Entry) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	phrases := map[string]bool{}
	add := func(e ast.Expr) {
		if text, ok := literal(e); ok && text != "" {
			list = append(list, wording.Entry{Phrase: text})
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeSpec:
			phrases[n.Name.Name] = isPhrase(n.Type)
		case *ast.ValueSpec:
			if id, ok := n.Type.(*ast.Ident); ok && phrases[id.Name] || isPhrase(n.Type) {
				for _, v := range n.Values {
					add(v)
				}
			}
		case *ast.CompositeLit:
			list = append(list, composed(n)...)
		case *ast.CallExpr:
			if isPhrase(n.Fun) {
				add(n.Args[0])
			}
			fun, ok := n.Fun.(*ast.SelectorExpr)
			switch {
			case !ok:
			case fun.Sel.Name == "Say":
				add(n.Args[0])
			case fun.Sel.Name == "Several":
				one, _ := literal(n.Args[1])
				several, _ := literal(n.Args[2])
				list = append(list, wording.Entry{One: one, Phrase: several})
			}
		}
		return true
	})
	return list
}

// isPhrase reports whether a type is Phrase.
func isPhrase(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name == "Phrase"
	case *ast.Ident:
		return e.Name == "Phrase"
	}
	return false
}

// composed are the phrases of a list or a map of phrases, or of a list of structs with phrases in it.
func composed(c *ast.CompositeLit) (list []wording.Entry) {
	var of ast.Expr
	switch typ := c.Type.(type) {
	case *ast.ArrayType:
		of = typ.Elt
	case *ast.MapType:
		of = typ.Value
	}
	add := func(e ast.Expr) {
		if text, ok := literal(e); ok {
			list = append(list, wording.Entry{Phrase: text})
		}
	}
	at := map[int]bool{} // the places of phrases in a struct
	if s, ok := of.(*ast.StructType); ok {
		n := 0
		for _, f := range s.Fields.List {
			for range f.Names {
				at[n] = isPhrase(f.Type)
				n++
			}
		}
	}
	for _, e := range c.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Value
		}
		if inner, ok := e.(*ast.CompositeLit); ok {
			for i, f := range inner.Elts {
				if at[i] {
					add(f)
				}
			}
		} else if isPhrase(of) {
			add(e)
		}
	}
	return list
}

// literal is a text that is written out.
func literal(e ast.Expr) (wording.Phrase, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return wording.Phrase(text), err == nil
	case *ast.BinaryExpr:
		a, okA := literal(e.X)
		b, okB := literal(e.Y)
		return a + b, okA && okB
	}
	return "", false
}

// TestPhrasesOfPlan finds texts in package plan that look like words for a reader and are not phrases.
func TestPhrasesOfPlan(t *testing.T) {
	known := map[wording.Phrase]bool{}
	for _, e := range wording.Catalogue() {
		known[e.Phrase], known[e.One] = true, true
	}
	for _, name := range goFiles(t) {
		if !strings.HasPrefix(name, "plan/") || name == "plan/spreadsheet.go" { // its words are read by machines
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "../"+name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				fun, ok := call.Fun.(*ast.SelectorExpr)
				return !ok || !slices.Contains([]string{"Say", "Several", "Errorf", "Replace"}, fun.Sel.Name)
			}
			text, ok := n.(*ast.BasicLit)
			if !ok || text.Kind != token.STRING {
				return true
			}
			if phrase, _ := literal(text); words.MatchString(string(phrase)) && !known[phrase] {
				t.Errorf("%s: %s is not a phrase: say it with Say", set.Position(text.Pos()), text.Value)
			}
			return true
		})
	}
}

// words are a sentence or a label: a word that begins with a capital letter, or two small words.
var words = regexp.MustCompile(`^[A-Z][a-z]+( [a-z]+)*[.:]?$|^[a-z]+ [a-z]+( [a-z]+)*$`)
