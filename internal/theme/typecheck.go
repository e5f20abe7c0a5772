package theme

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	tree "text/template/parse"

	"precept/internal/finding"
)

// checker follows each layout through the templates that it calls, and checks every field against the view that it is
// run over, so that a misspelt field is reported before any page is made. What it cannot know it lets pass.
type checker struct {
	set   *template.Template
	seen  map[string]bool // template and type already followed
	found []finding.Finding
	tree  *tree.Tree
}

// vars are the variables that can be used here; a nil type is one that is not known.
type vars map[string]reflect.Type

func (c *checker) template(name string, dot reflect.Type) {
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		return // reported by the caller, with the place of the call
	}
	key := fmt.Sprint(name, " ", dot)
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	outer := c.tree
	c.tree = t.Tree
	c.list(t.Tree.Root, dot, vars{"$": dot})
	c.tree = outer
}

func (c *checker) fail(n tree.Node, format string, args ...any) {
	where, _ := c.tree.ErrorContext(n)
	c.found = append(c.found, fault(c.tree.ParseName, where+": "+fmt.Sprintf(format, args...)))
}

func (c *checker) list(l *tree.ListNode, dot reflect.Type, v vars) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *tree.ActionNode:
			c.pipe(n.Pipe, dot, v)
		case *tree.IfNode:
			inner := maps.Clone(v)
			c.pipe(n.Pipe, dot, inner)
			c.list(n.List, dot, maps.Clone(inner))
			c.list(n.ElseList, dot, maps.Clone(inner))
		case *tree.WithNode:
			inner := maps.Clone(v)
			to := c.pipe(n.Pipe, dot, inner)
			c.list(n.List, to, maps.Clone(inner))
			c.list(n.ElseList, dot, maps.Clone(inner))
		case *tree.RangeNode:
			c.each(n, dot, v)
		case *tree.TemplateNode:
			if c.set.Lookup(n.Name) == nil {
				c.fail(n, "there is no template called %q", n.Name)
				continue
			}
			var to reflect.Type
			if n.Pipe != nil {
				to = c.pipe(n.Pipe, dot, v)
			}
			if n.Pipe == nil || to != nil {
				c.template(n.Name, to)
			}
		}
	}
}

func (c *checker) each(n *tree.RangeNode, dot reflect.Type, v vars) {
	inner := maps.Clone(v)
	decl := n.Pipe.Decl
	bare := *n.Pipe
	bare.Decl = nil
	over := c.pipe(&bare, dot, inner)
	var elem reflect.Type
	if over != nil {
		switch over.Kind() {
		case reflect.Slice, reflect.Array:
			elem = over.Elem()
		case reflect.Int:
			elem = over
		default:
			c.fail(n, "%s is not a list to range over", n.Pipe)
		}
	}
	switch len(decl) {
	case 1:
		inner[decl[0].Ident[0]] = elem
	case 2:
		inner[decl[0].Ident[0]] = reflect.TypeFor[int]()
		inner[decl[1].Ident[0]] = elem
	}
	c.list(n.List, elem, inner)
	c.list(n.ElseList, dot, maps.Clone(v))
}

// pipe gives the type of a pipeline's value, or nil where it is not known, and sets the variables that it declares.
func (c *checker) pipe(p *tree.PipeNode, dot reflect.Type, v vars) reflect.Type {
	if p == nil {
		return nil
	}
	var t reflect.Type
	for _, cmd := range p.Cmds {
		for i, arg := range cmd.Args {
			a := c.arg(arg, dot, v)
			if i == 0 {
				t = a
			}
		}
		c.shared(cmd, dot, v)
	}
	if len(p.Cmds) > 1 {
		t = nil
	}
	for _, d := range p.Decl {
		v[d.Ident[0]] = t
	}
	return t
}

// shared follows a call of the function shared into the template that it runs.
func (c *checker) shared(cmd *tree.CommandNode, dot reflect.Type, v vars) {
	if called, ok := cmd.Args[0].(*tree.IdentifierNode); !ok || called.Ident != "shared" || len(cmd.Args) != 3 {
		return
	}
	name, ok := cmd.Args[1].(*tree.StringNode)
	if !ok {
		return
	}
	if c.set.Lookup(name.Text) == nil {
		c.fail(cmd, "there is no template called %q", name.Text)
	} else if to := c.arg(cmd.Args[2], dot, v); to != nil {
		c.template(name.Text, to)
	}
}

func (c *checker) arg(n tree.Node, dot reflect.Type, v vars) reflect.Type {
	switch n := n.(type) {
	case *tree.DotNode:
		return dot
	case *tree.FieldNode:
		return c.fields(n, dot, n.Ident)
	case *tree.VariableNode:
		return c.fields(n, v[n.Ident[0]], n.Ident[1:])
	case *tree.ChainNode:
		return c.fields(n, c.arg(n.Node, dot, v), n.Field)
	case *tree.PipeNode:
		return c.pipe(n, dot, v)
	}
	return nil
}

func (c *checker) fields(n tree.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil {
			return nil
		}
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			c.fail(n, "%s has no field %s", t, name)
			return nil
		}
		f, ok := t.FieldByName(name)
		if !ok {
			c.fail(n, "%s has no field %s", t, name)
			return nil
		}
		t = f.Type
	}
	return t
}
