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
var reporters = map[string]bool{
	"add":      true,
	"addAt":    true,
	"report":   true,
	"reportAt": true,
	"refuse":   true,
	"gap":      true,
	"fault":    true,
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ruleIDs reads every package's source and gives the ids that findings are reported against, each with a file that
// does.
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
		ast.Inspect(file, func(n ast.Node) bool {
			for _, e := range ruleExpressions(n) {
				if id := ruleIDOf(e); id != "" {
					found[id] = path
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

// ruleExpressions gives the expressions of a node that may be the id of a rule.
func ruleExpressions(n ast.Node) []ast.Expr {
	isRuleField := func(e ast.Expr) bool {
		field, ok := e.(*ast.SelectorExpr)
		return ok && field.Sel.Name == "Rule"
	}
	var list []ast.Expr
	switch n := n.(type) {
	case *ast.KeyValueExpr: // Finding{Rule: "link-broken"}
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Rule" {
			list = append(list, n.Value)
		}
	case *ast.AssignStmt: // f.Rule = "link-broken"
		for i, l := range n.Lhs {
			if isRuleField(l) && i < len(n.Rhs) {
				list = append(list, n.Rhs[i])
			}
		}
	case *ast.ValueSpec: // const RuleSlip = "yaml-slip"
		for i, name := range n.Names {
			if strings.HasPrefix(name.Name, "Rule") && i < len(n.Values) {
				list = append(list, n.Values[i])
			}
		}
	case *ast.CallExpr: // report("link-broken", …)
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if reporters[name] {
			list = append(list, n.Args[:min(len(n.Args), 2)]...)
		}
	}
	return list
}

// ruleIDOf gives the id that a string literal is, or "".
func ruleIDOf(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	id, err := strconv.Unquote(lit.Value)
	if err != nil || !ruleID.MatchString(id) || !strings.Contains(id, "-") && id != "bidi" && id != "utf8" {
		return ""
	}
	return id
}
