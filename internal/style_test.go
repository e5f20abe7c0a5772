package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The limits of our Go code.
const (
	longestLine     = 120 // columns; a tab is four
	longestFunction = 60  // lines, without tables of data
)

// TestGoStyle checks the length of lines and functions in every Go file, except generated ones. In tests the long text
// of an expected result does not count.
func TestGoStyle(t *testing.T) {
	var faults []fault
	for _, file := range ownFiles(t, ".go") {
		code := readText(t, file)
		if strings.HasPrefix(code, "// Code generated ") {
			continue
		}
		faults = append(faults, longLines(file, code)...)
		faults = append(faults, longFunctions(t, file, code)...)
	}
	report(t, faults)
}

// longLines finds lines of more than longestLine columns.
func longLines(file, code string) []fault {
	var faults []fault
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, code, parser.ParseComments)
	if err != nil {
		return []fault{{file, 1, err.Error()}}
	}
	excess := map[int]int{} // line to the columns of texts that do not count
	if strings.HasSuffix(file, "_test.go") {
		ast.Inspect(parsed, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			first := set.Position(lit.Pos()).Line
			for i, l := range strings.Split(lit.Value, "\n") {
				excess[first+i] += max(0, utf8.RuneCountInString(l)-longestLine/2)
			}
			return true
		})
	}
	for i, l := range strings.Split(code, "\n") {
		columns := utf8.RuneCountInString(strings.ReplaceAll(l, "\t", "    ")) - excess[i+1]
		if columns > longestLine && !strings.HasPrefix(l, "//go:") {
			faults = append(faults, fault{file, i + 1, "the line is too long"})
		}
	}
	return faults
}

// longFunctions finds functions of more than longestFunction lines.
func longFunctions(t *testing.T, file, code string) []fault {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	lines := func(n ast.Node) int { return set.Position(n.End()).Line - set.Position(n.Pos()).Line }
	var faults []fault
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		length := lines(f) + 1
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit: // a table of data
				if slices.ContainsFunc(n.Elts, isRow) || len(n.Elts) > 5 {
					length -= lines(n)
					return false
				}
			case *ast.BasicLit: // a text of several lines
				length -= lines(n)
			}
			return true
		})
		if length > longestFunction {
			faults = append(
				faults,
				fault{file, set.Position(f.Pos()).Line, "the function " + f.Name.Name + " is too long"},
			)
		}
	}
	return faults
}

// isRow reports whether an element of a literal is a row of a table.
func isRow(e ast.Expr) bool {
	if pair, ok := e.(*ast.KeyValueExpr); ok {
		e = pair.Value
	}
	_, ok := e.(*ast.CompositeLit)
	return ok
}

// ownFiles lists the files of the project that have one of the endings, without testdata and what others wrote.
func ownFiles(t *testing.T, endings ...string) []string {
	t.Helper()
	var files []string
	for _, root := range []string{"../cmd", ".", "../themes"} {
		walk(t, root, func(name string) {
			if slices.Contains(endings, path.Ext(name)) {
				files = append(files, path.Join("internal", name))
			}
		})
	}
	return files
}

func walk(t *testing.T, dir string, visit func(name string)) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case !e.IsDir():
			visit(name)
		case e.Name() != "testdata" && e.Name() != "node_modules" && e.Name() != "bundled":
			walk(t, name, visit)
		}
	}
}

// readText reads a file by its path below the project.
func readText(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(path.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// fault is a place in a file where we do not keep to our style.
type fault struct {
	file string // below the project
	line int
	what string
}

func report(t *testing.T, faults []fault) {
	t.Helper()
	for _, f := range faults {
		t.Errorf("%s:%d: %s", f.file, f.line, f.what)
	}
}
