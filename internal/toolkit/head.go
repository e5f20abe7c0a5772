package toolkit

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/lock"
	"precept/internal/source"
)

// head reads one page's front matter. The page is nil where it cannot be read at all, or must not be published from
// here.
func (l *load) head(v *Version, pf *pageFile) (*Page, error) {
	raw, ok, err := l.bytes(pf.file)
	if !ok {
		return nil, err
	}
	if l.summed(v) {
		pf.sum = lock.Sum(raw)
	}
	if p := l.sameHead(v, *pf, raw); p != nil {
		l.add(p.headFindings...)
		return p, l.complete(p, *pf, raw)
	}
	own := &load{Loader: l.Loader} // for the findings of only this page
	p, file := own.parseHead(v, *pf, raw)
	l.add(own.findings...)
	if p == nil {
		return nil, nil
	}
	p.headDigest, p.headFindings = file.Digest, own.findings
	if l.sourceBytes.Add(int64(len(file.Text))) <= l.sourceLimit {
		p.source = headless(file)
	}
	return p, l.complete(p, *pf, raw)
}

// complete adds to a page what its own file does not say: where the file is, and which others have to do with it.
func (l *load) complete(p *Page, pf pageFile, raw []byte) (err error) {
	p.file, p.Base, p.Under, p.Aliases = pf, pf.base, nil, p.aliases
	if pf.under != "" {
		if p.Under, err = l.replaced(p, pf.under, raw); err != nil {
			return err
		}
		p.takeAliases()
	}
	return l.readSections(p, pf)
}

// parseHead makes a page of a file's front matter. The page is nil where there is none to publish.
func (l *load) parseHead(v *Version, pf pageFile, raw []byte) (*Page, *source.File) {
	file := l.split(pf.file, raw)
	if file == nil {
		return nil, nil
	}
	if what := personal(pf.below, file.Head, file.Text); what != "" {
		l.inContent(finding.Position{File: pf.file, Line: 1, Column: 1}, what)
		return nil, nil
	}
	head := file.Head
	if file.Broken {
		head = file.Salvage()
	}
	name := kindOf(head)
	values, findings := file.Values(schemas[name])
	if file.Broken {
		values, _ = schemas[name].Read(head, pf.file, finding.Position{File: pf.file, Line: 1, Column: 1})
	}
	l.add(findings...)
	p := &Page{Version: v.Name, Slug: slugOf(pf.below), File: pf.file, Folder: path.Dir(pf.below), Kind: name,
		Address: strings.TrimSuffix(pf.below, ".md") + ".html", Digest: file.Digest, Unread: file.Broken,
		bodyLine: file.BodyLine, bodyOffset: file.BodyOffset}
	if p.Folder == "." {
		p.Folder = ""
	}
	if pf.from != v.Name {
		p.Inherited = pf.from
	}
	p.fill(values)
	if p.Draft && !l.Drafts {
		return nil, nil
	}
	l.outline(p, values.Node("outline"))
	if keep := kind(p.Kind).head; keep != nil {
		keep(l, v, p, values)
	}
	return p, file
}

// fill takes in what the front matter of every kind of page says.
func (p *Page) fill(values source.Values) {
	p.Title, p.Summary, p.Owner = cmp.Or(values.Text("title"), p.Slug), values.Text("summary"), values.Text("owner")
	p.Reviewed, p.ReviewBy, p.Announced = values.Date("reviewed"), values.Date("review_by"), values.Date("announced")
	p.Draft, p.NoGlossary = values.Bool("draft"), values.Has("glossary") && !values.Bool("glossary")
	p.About, p.Replaces = values.Text("form"), values.Text("replaces")
	p.Order, _ = values.Int("order")
	for _, a := range values.List("audience") {
		p.Audience = append(p.Audience, a.Text)
	}
	p.aliases, p.Meets = words(values.List("aliases")), words(values.List("meets"))
	for _, w := range values.List("search") {
		p.Search = append(p.Search, w.Text)
	}
	for _, s := range values.Maps("sources") {
		from := Source{Title: s.Text("title"), URL: s.Text("url"), Checked: s.Date("checked"), Pos: s.Pos("url")}
		if s.Has("checked") {
			from.CheckedPos = s.Pos("checked")
		}
		p.Sources = append(p.Sources, from)
	}
	for _, a := range values.Maps("allow") {
		p.Allow = append(p.Allow, Allowance{Rule: a.Text("rule"), At: a.Text("at"), Reason: a.Text("reason"),
			Pos: a.Pos("rule")})
	}
	for _, key := range []string{"title", "summary", "audience", "reviewed", "review_by", "announced", "owner",
		"outline", "completed_by", "minutes", "form", "kind", "replaces"} {
		if values.Has(key) {
			p.pos = append(p.pos, keyPos{key, values.Pos(key)})
		}
	}
	for _, key := range []string{"audience", "completed_by"} {
		for i, entry := range values.List(key) {
			p.pos = append(p.pos, keyPos{entryKey(key, i), entry.Pos})
		}
	}
}

// kindOf gives the kind that the front matter says or, where the word or its key is misspelt, that was most likely
// meant: the misspelling has its finding, and the items of the page need none.
func kindOf(head *source.Node) item.Kind {
	n := head.Get("kind")
	if n == nil && head != nil {
		for _, pair := range head.Pairs {
			if source.Suggest(pair.Key.Value, []string{"kind"}) != "" {
				n = pair.Value
			}
		}
	}
	if n == nil || n.Kind != source.ScalarNode {
		return item.Page
	}
	known := kindWords()
	if slices.Contains(known, n.Value) {
		return item.Kind(n.Value)
	}
	return item.Kind(cmp.Or(source.Suggest(n.Value, known), string(item.Page)))
}

// schemas holds the front matter of each kind of page; it is never written to.
var schemas = func() map[item.Kind]source.Schema {
	m := map[item.Kind]source.Schema{}
	for _, k := range item.Kinds() {
		m[k] = PageSchema(k)
	}
	return m
}()

func words(list []source.Scalar) []Word {
	var w []Word
	for _, s := range list {
		w = append(w, Word{s.Text, s.Pos})
	}
	return w
}

// outline reads the headings that the page must have: text, or one text with a list of those below it.
func (l *load) outline(p *Page, n *source.Node) {
	if n == nil || n.Empty() {
		return
	}
	wrong := func(n *source.Node) {
		l.addAt("key-type", n.Pos, "outline is not a list of headings",
			"write [Clinical, Education], or \"- Preceptee: [Clinical, Education]\" for headings below a heading")
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

// checkLane reports a word of the front matter that should name a lane and does not.
func (l *load) checkLane(v *Version, key, id string, pos finding.Position) {
	known := append([]string{Everyone}, v.laneIDs()...)
	if counted := key == "minutes" || key == "budget"; slices.Contains(known, id) && !(counted && id == Everyone) {
		return
	}
	if v.headsTimeline(id) {
		return // the timeline has the finding: its headings name the lane, its list does not
	}
	help := "the lanes are " + strings.Join(known[1:], ", ")
	if key == "audience" {
		help += "; or write everyone"
	}
	several := strings.FieldsFunc(id, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
	if strings.ContainsAny(id, ",;") && len(several) > 1 {
		help = "write several in square brackets: [" + strings.Join(several, ", ") + "]"
	} else if s := v.suggestLane(id, Everyone); s != "" {
		help = fmt.Sprintf("did you mean %s? %s", s, help)
	}
	l.addAt("lane-unknown", pos, fmt.Sprintf("%s names %q, which is not a lane of the programme", key, id), help)
}
