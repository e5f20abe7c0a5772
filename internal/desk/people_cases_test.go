package desk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

const alexFile = "data/preceptees/alex-example/preceptee.md"

// TestPeople: each case fills in pages about a person as a browser does, without script. A file post/… holds the
// address of the page and what is typed there, a line for each control; what it does not name stays as the page shows
// it. before.md is the person's file, and data/… are records; the toolkit is that of testdata/year.txtar. A case wants
//
//	want/…     what the page that answers post/… says: what is wrong, and the dates that move
//	after.md   the person's file in the end
//
// Whatever was saved is taken back in the end, and the file is as it was.
func TestPeople(t *testing.T) {
	t.Parallel()
	year, err := txtar.ParseFile("testdata/year.txtar")
	ok(t, err)
	casetest.Each(t, "testdata/people/*.txtar", 10, func(t *testing.T, a *txtar.Archive) {
		dir := lay(t)
		casetest.WriteFiles(t, dir, year.Files...)
		b := start(t, dir)
		before, saved := "", 0
		answers := map[string]string{}
		for _, f := range a.Files {
			switch name, posted := strings.CutPrefix(f.Name, "post/"); {
			case f.Name == "before.md":
				before = string(f.Data)
				b.write(alexFile, before)
			case strings.HasPrefix(f.Name, "data/"):
				b.write(f.Name, string(f.Data))
			case posted:
				was := b.text(alexFile)
				answers["want/"+name] = b.fillIn(string(f.Data))
				if b.text(alexFile) != was {
					saved++
				}
			}
		}
		answers["after.md"] = b.text(alexFile)
		casetest.Compare(t, a, func(name string) (string, bool) {
			text, wanted := answers[name]
			return text, wanted
		})
		if saved != 1 {
			return // several were saved, and only the last of them can be taken back; or none
		}
		_, page := b.get("person/alex-example")
		b.post("undo", deliveryOf(t, page))
		if got := b.text(alexFile); got != before {
			t.Errorf("taken back, the file is\n%s", got)
		}
	})
}

// TestPersonIsShownAsSaved: where what is served was built before something was saved, the page about a person still
// shows the file as it is now.
func TestPersonIsShownAsSaved(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	served := b.current()
	b.desk.o.Site = func() Site { return served }
	for _, step := range [...]struct{ typed, want string }{
		{"pauses.0.from: 1 March 2027\npauses.0.to: 14 March 2027", "1 March 2027 to 14 March 2027"},
		{"pauses.0.to: 21 March 2027", "1 March 2027 to 21 March 2027"},
	} {
		b.fillIn("person/alex-example/pauses\n" + step.typed)
		_, page := b.get("person/alex-example")
		holds(t, "after "+step.typed, page, step.want)
	}
}

// fillIn opens a page, types, and sends it. It gives what the page that answers says is wrong, and the dates that move.
// A page that shows these is sent once more.
func (b *bench) fillIn(what string) string {
	b.t.Helper()
	address, typed, _ := strings.Cut(what, "\n")
	_, page := b.get(address)
	var said strings.Builder
	for range 2 {
		action, parts := formOf(b.t, page)
		if action == "" {
			b.t.Fatalf("no form at %s:\n%s", address, page)
		}
		res, answer := b.post(action, typeInto(b.t, parts, typed)...)
		page, typed = answer, ""
		root := parse(b.t, page)
		for _, e := range elements(root, func(n *html.Node) bool { return attribute(n, "class") == "desk-error" }) {
			said.WriteString(words(e))
		}
		moves := elements(root, func(n *html.Node) bool {
			return attribute(n, "class") == "notice moves" && !has(n, "hidden")
		})
		for _, e := range moves {
			said.WriteString(words(e))
		}
		if res.StatusCode != http.StatusOK || len(moves) == 0 {
			break
		}
	}
	return said.String()
}

// typeInto puts what is typed into the fields of a form: "pauses.0.from: 4 Jan 2027".
func typeInto(t *testing.T, parts []part, typed string) []part {
	t.Helper()
	for line := range strings.Lines(typed) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		if !ok {
			t.Fatalf("%q is not typed into anything", line)
		}
		found := false
		for i := range parts {
			if parts[i].Field == name {
				parts[i].Text, found = strings.TrimSpace(value), true
			}
		}
		if !found {
			t.Fatalf("there is no %q to type into: %v", name, parts)
		}
	}
	var sent []part
	for _, p := range parts {
		if p.Text != unticked {
			sent = append(sent, p)
		}
	}
	return sent
}

// unticked is a box without a tick, which is not sent.
const unticked = "\x00"

// formOf reads the form of a page: where it is posted to below Path, and its fields as the page shows them.
func formOf(t *testing.T, page string) (action string, parts []part) {
	t.Helper()
	forms := elements(parse(t, page), func(n *html.Node) bool { return attribute(n, "id") == "sheet" })
	if len(forms) != 1 {
		return "", nil
	}
	radios := map[string]int{}
	for _, n := range elements(forms[0], func(n *html.Node) bool { return has(n, "name") }) {
		p := part{Field: attribute(n, "name"), Text: attribute(n, "value")}
		switch {
		case n.Data == "textarea":
			p.Text = strings.TrimSpace(words(n))
		case n.Data == "select":
			p.Text = chosen(n)
		case attribute(n, "type") == "radio":
			i, known := radios[p.Field]
			if !known {
				i = len(parts)
				radios[p.Field] = i
				parts = append(parts, part{Field: p.Field, Text: unticked})
			}
			if has(n, "checked") {
				parts[i].Text = p.Text
			}
			continue
		case attribute(n, "type") == "checkbox" && !has(n, "checked"):
			p.Text = unticked
		}
		parts = append(parts, p)
	}
	return strings.TrimPrefix(attribute(forms[0], "action"), Path), parts
}

// chosen is the value of a list of options: the one that is selected, else the first.
func chosen(n *html.Node) string {
	options := elements(n, func(n *html.Node) bool { return n.Data == "option" })
	for _, o := range options {
		if has(o, "selected") {
			return attribute(o, "value")
		}
	}
	if len(options) == 0 {
		return ""
	}
	return attribute(options[0], "value")
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	ok(t, err)
	return root
}

// elements finds elements.
func elements(root *html.Node, is func(*html.Node) bool) (list []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			list = append(list, n)
		}
	}
	return list
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// words is what is read of an element, a line for each of its lines.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if text := strings.Join(strings.Fields(d.Data), " "); d.Type == html.TextNode && text != "" {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// TestPrivateFiles: what is written about a new person is only for the keeper; a file that is changed may be read by
// whoever might read it before.
func TestPrivateFiles(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	mode := func(name string) os.FileMode {
		info, err := os.Stat(filepath.Join(b.dir, name))
		ok(t, err)
		return info.Mode().Perm()
	}
	b.fillIn("add\nname: Zoë O'Neil\nexample: yes\n")
	if f, d := mode("data/preceptees/zoe-oneil/preceptee.md"),
		mode("data/preceptees/zoe-oneil"); f != 0o600 || d != 0o700 {
		t.Errorf("the file has %o, its folder %o", f, d)
	}
	ok(t, os.Chmod(filepath.Join(b.dir, alexFile), 0o640))
	b.fillIn("person/alex-example/keeper\nkeeper: Sam\n")
	if f := mode(alexFile); f != 0o640 {
		t.Errorf("the changed file has %o", f)
	}
}
