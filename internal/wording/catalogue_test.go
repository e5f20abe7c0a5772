package wording_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/wording"
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
	for _, name := range files(t, ".js") {
		add(name, wording.ScriptPhrases(text(t, name))...)
	}
	for _, name := range files(t, ".html") {
		for _, p := range wording.TemplatePhrases(text(t, name)) {
			add(name, wording.Entry{Phrase: p})
		}
	}
	asked := map[string]*takers{} // by package
	for _, name := range files(t, ".go") {
		asked[path.Dir(name)] = takersOf(t, asked[path.Dir(name)], name)
	}
	for _, name := range files(t, ".go") {
		add(name, said(t, name, asked[path.Dir(name)])...)
	}
	add("internal/identify/rules.json", identifiers(t)...)
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

// identifiers are what the table of identifiers says of them.
func identifiers(t *testing.T) (list []wording.Entry) {
	t.Helper()
	var table struct {
		Rules []struct{ What, Advice wording.Phrase }
	}
	if err := json.Unmarshal([]byte(text(t, "internal/identify/rules.json")), &table); err != nil {
		t.Fatal(err)
	}
	for _, r := range table.Rules {
		list = append(list, wording.Entry{Phrase: r.What}, wording.Entry{Phrase: r.Advice})
	}
	return list
}

// files are the files of the program with that ending, below themes and internal.
func files(t *testing.T, ending string) (list []string) {
	t.Helper()
	for _, root := range [...]string{"themes", "internal"} {
		err := filepath.WalkDir("../../"+root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
			case d.Name() == "testdata", d.Name() == "bundled", d.Name() == "browser":
				return filepath.SkipDir
			case filepath.Ext(name) == ending && !strings.HasSuffix(name, "_test.go"):
				list = append(list, filepath.ToSlash(strings.TrimPrefix(name, "../../")))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// text is a file of the program.
func text(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// takers are what takes phrases in a package: functions, by the places of those arguments, and fields of structs.
type takers struct {
	functions map[string][]int
	fields    map[string]bool
}

// takersOf adds those of a Go file.
func takersOf(t *testing.T, of *takers, name string) *takers {
	t.Helper()
	if of == nil {
		of = &takers{map[string][]int{}, map[string]bool{}}
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text(t, name), 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			at := 0
			for _, f := range n.Type.Params.List {
				for range f.Names {
					if isPhrase(f.Type) {
						of.functions[n.Name.Name] = append(of.functions[n.Name.Name], at)
					}
					at++
				}
			}
		case *ast.StructType:
			for _, f := range n.Fields.List {
				for _, name := range f.Names {
					of.fields[name.Name] = of.fields[name.Name] || isPhrase(f.Type)
				}
			}
		}
		return true
	})
	return of
}

// said are the phrases of a Go file: the texts that it gives to Say and Several and to what else takes phrases, and
// those of the type Phrase or of one that is declared as a Phrase.
func said(t *testing.T, name string, asked *takers) (list []wording.Entry) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, text(t, name), 0)
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
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && asked.fields[key.Name] {
				add(n.Value)
			}
		case *ast.CallExpr:
			if isPhrase(n.Fun) {
				add(n.Args[0])
			}
			switch name := called(n); name {
			default:
				for _, at := range asked.functions[name] {
					if at < len(n.Args) {
						add(n.Args[at])
					}
				}
			case "Say":
				add(n.Args[0])
			case "Several":
				one, _ := literal(n.Args[1])
				several, _ := literal(n.Args[2])
				list = append(list, wording.Entry{One: one, Phrase: several})
			}
		}
		return true
	})
	return list
}

// called is the name of the function or method that is called.
func called(c *ast.CallExpr) string {
	switch fun := c.Fun.(type) {
	case *ast.SelectorExpr:
		return fun.Sel.Name
	case *ast.Ident:
		return fun.Name
	}
	return ""
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
	for _, name := range files(t, ".go") {
		if !strings.HasPrefix(name, "internal/plan/") || strings.HasSuffix(name, "/spreadsheet.go") { // for machines
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text(t, name), 0)
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

// TestPhrasesOfScripts finds texts in the scripts that look like words for a reader and are not phrases.
func TestPhrasesOfScripts(t *testing.T) {
	var known strings.Builder
	for _, e := range wording.Catalogue() {
		known.WriteString(string(e.One) + "\n" + string(e.Phrase) + "\n")
	}
	looked := 0
	for _, name := range files(t, ".js") {
		script := comments.ReplaceAllString(text(t, name), "")
		for _, m := range literals.FindAllString(script, -1) {
			looked++
			plain := hole.ReplaceAllString(strings.Trim(m, "\"`"), "")
			if readable.MatchString(plain) && !strings.Contains(known.String(), plain) && !machines[plain] {
				t.Errorf("%s: %s is not a phrase: say it with say or several", name, m)
			}
		}
	}
	if looked < 1000 {
		t.Errorf("only %d texts were looked at", looked)
	}
}

var (
	comments = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)(?:^|\s)//[^\n]*$|^import [^;]*;$`)
	literals = regexp.MustCompile("\"[^\"\\n]*\"|`[^`]*`")
	hole     = regexp.MustCompile(`\$\{[^}]*\}`)
	readable = regexp.MustCompile(`^[ “(]*[A-Z][a-z’]+(?:[ ,.:;?]|$)|[a-z][.?:;] [A-Za-z]|[a-z]{2,}[.?]$`)
	machines = map[string]bool{"Enter": true, "answers.": true, "(prefers-color-scheme: dark)": true,
		"icate:ic ative: iciti:ic ical:ic ful: ness:":                      true,
		`To read or change it, open the form "" and choose "Open a file".`: true} // in a file; form/record.go
)
