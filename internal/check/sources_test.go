package check_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// reporters are the functions and methods whose first argument is the id of a rule.
var reporters = map[string]bool{"add": true, "addAt": true, "report": true, "reportAt": true, "refuse": true, "gap": true, "fault": true}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ruleIDs reads every package's source and gives the ids that findings are reported against, each with a file that does.
func ruleIDs(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		note := func(e ast.Expr) {
			lit, ok := e.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return
			}
			if id, err := strconv.Unquote(lit.Value); err == nil && ruleID.MatchString(id) && strings.Contains(id, "-") || id == "bidi" || id == "utf8" {
				found[id] = path
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Rule" {
					note(n.Value)
				}
			case *ast.AssignStmt:
				if len(n.Lhs) == len(n.Rhs) {
					for i, l := range n.Lhs {
						if field, ok := l.(*ast.SelectorExpr); ok && field.Sel.Name == "Rule" {
							note(n.Rhs[i])
						}
					}
					return true
				}
				if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && field.Sel.Name == "Rule" {
					note(n.Rhs[0])
				}
			case *ast.ValueSpec: // const RuleSlip = "yaml-slip"
				for i, name := range n.Names {
					if strings.HasPrefix(name.Name, "Rule") && i < len(n.Values) {
						note(n.Values[i])
					}
				}
			case *ast.CallExpr:
				name := ""
				switch f := n.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				if !reporters[name] {
					return true
				}
				for _, a := range n.Args[:min(len(n.Args), 2)] {
					note(a)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
