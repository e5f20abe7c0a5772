package toolkit

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
)

// head reads one page's front matter. The page is nil where it cannot be read at all, or must not be published from here.
func (l *load) head(v *Version, pf pageFile) (*Page, error) {
	file, err := l.read(pf.file)
	if err != nil || file == nil {
		return nil, err
	}
	if personal(pf.below, file.Head) {
		l.inContent(finding.Position{File: pf.file, Line: 1, Column: 1})
		return nil, nil
	}
	name := kindOf(file.Head)
	values, findings := file.Values(schemas[name])
	l.add(findings...)
	p := &Page{
		Version: v.Name, Slug: slugOf(pf.below), File: pf.file, Folder: path.Dir(pf.below), Kind: name,
		Address: strings.TrimSuffix(pf.below, ".md") + ".html",
		Title:   values.Text("title"), Summary: values.Text("summary"), Reviewed: values.Date("reviewed"), ReviewBy: values.Date("review_by"),
		Announced: values.Date("announced"), Owner: values.Text("owner"), Draft: values.Bool("draft"), NoGlossary: values.Has("glossary") && !values.Bool("glossary"),
		About: values.Text("form"), Digest: file.Digest,
	}
	if p.Folder == "." {
		p.Folder = ""
	}
	if pf.from != v.Name {
		p.Inherited = pf.from
	}
	if p.Title == "" {
		p.Title = p.Slug
	}
	if p.Draft && !l.Drafts {
		return nil, nil
	}
	p.Order, _ = values.Int("order")
	for _, a := range values.List("audience") {
		p.Audience = append(p.Audience, a.Text)
	}
	p.Aliases, p.Meets = words(values.List("aliases")), words(values.List("meets"))
	for _, s := range values.Maps("sources") {
		p.Sources = append(p.Sources, Source{Title: s.Text("title"), URL: s.Text("url"), Pos: s.Pos("url")})
	}
	for _, a := range values.Maps("allow") {
		p.Allow = append(p.Allow, Allowance{Rule: a.Text("rule"), At: a.Text("at"), Reason: a.Text("reason"), Pos: a.Pos("rule")})
	}
	l.outline(p, values.Node("outline"))
	for _, key := range []string{"title", "summary", "audience", "review_by", "announced", "owner", "outline", "completed_by", "form", "kind"} {
		if values.Has(key) {
			p.pos = append(p.pos, keyPos{key, values.Pos(key)})
		}
	}
	if keep := kind(p.Kind).head; keep != nil {
		keep(l, v, p, values)
	}
	p.bodyLine, p.bodyOffset = file.BodyLine, file.BodyOffset
	if l.held.Add(int64(len(file.Text))) <= l.most {
		p.source = sourceOf(file)
	}
	return p, nil
}

// kindOf gives the kind that the front matter says or, where it is misspelt, that was most likely meant: the misspelling has its
// finding, and the items of the page need none.
func kindOf(head *source.Node) item.Kind {
	n := head.Get("kind")
	if n == nil || n.Kind != source.ScalarNode {
		return item.Page
	}
	known := kindWords()
	if slices.Contains(known, n.Value) {
		return item.Kind(n.Value)
	}
	return item.Kind(or(source.Suggest(n.Value, known), string(item.Page)))
}

// schemas holds the front matter of each kind of page; it is never written to.
var schemas = func() map[item.Kind]source.Schema {
	m := map[item.Kind]source.Schema{}
	for _, k := range item.Kinds() {
		m[k] = PageSchema(k)
	}
	return m
}()

// inContent reports a file that must never be published.
func (l *load) inContent(pos finding.Position) {
	l.addAt("preceptee-in-content", pos, "this looks like a preceptee's file or record, and everything below content/ is published", "move it below the preceptees' folder, data/preceptees")
}

// personal reports whether a file is a preceptee's or a record, which must never be published.
func personal(below string, head *source.Node) bool {
	if path.Base(below) == "preceptee.md" {
		return true
	}
	has := func(key string) bool { return head.Get(key) != nil }
	return has("toolkit") && has("start") || has("form") && (has("answers") || has("record") || has("signed"))
}

func words(list []source.Scalar) []Word {
	var w []Word
	for _, s := range list {
		w = append(w, Word{s.Text, s.Pos})
	}
	return w
}

// outline reads the headings that must stand: text, or one text with a list of those below it.
func (l *load) outline(p *Page, n *source.Node) {
	if n == nil || n.Empty() {
		return
	}
	wrong := func(n *source.Node) {
		l.addAt("key-type", n.Pos, "outline is not a list of headings", "write [Clinical, Education], or \"- Preceptee: [Clinical, Education]\" for headings below a heading")
	}
	if n.Kind != source.ListNode {
		wrong(n)
		return
	}
	for _, it := range n.Items {
		switch it.Kind {
		case source.ScalarNode:
			p.Outline = append(p.Outline, Outline{Word: Word{it.Value, it.Pos}})
		case source.MapNode:
			for _, pair := range it.Pairs {
				o := Outline{Word: Word{pair.Key.Value, pair.Key.Pos}}
				if pair.Value.Kind != source.ListNode {
					wrong(pair.Value)
					continue
				}
				for _, below := range pair.Value.Items {
					if below.Kind != source.ScalarNode {
						wrong(below)
						continue
					}
					o.Below = append(o.Below, Word{below.Value, below.Pos})
				}
				p.Outline = append(p.Outline, o)
			}
		default:
			wrong(it)
		}
	}
}

// checkLane is a finding where a word of the front matter names no lane.
func (l *load) checkLane(v *Version, p *Page, key string, ids []string) {
	known := []string{Everyone}
	for _, lane := range v.Lanes() {
		known = append(known, lane.ID)
	}
	for _, id := range ids {
		found := false
		for _, k := range known {
			found = found || k == id
		}
		if found {
			continue
		}
		help := "the lanes are " + strings.Join(known[1:], ", ")
		if key == "audience" {
			help += "; or write everyone"
		}
		if several := strings.FieldsFunc(id, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }); strings.ContainsAny(id, ",;") && len(several) > 1 {
			help = "write several in square brackets: [" + strings.Join(several, ", ") + "]"
		} else if s := source.Suggest(id, known); s != "" {
			help = fmt.Sprintf("did you mean %s? %s", s, help)
		}
		l.addAt("lane-unknown", p.Pos(key), fmt.Sprintf("%s names %q, which is no lane of the programme", key, id), help)
	}
}
