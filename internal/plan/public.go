package plan

import (
	"precept/internal/wording"

	"fmt"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"precept/internal/civil"
	"precept/internal/media"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/theme"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// Input is what every plan is made from.
type Input struct {
	Site        *site.Site
	Toolkit     *toolkit.Toolkit
	Theme       *theme.Theme
	FormScripts theme.Scripts // of form pages; none where the toolkit has no forms
	Files       Files         // for what is beside the pages
	AsOf        civil.Date
	Generator   string // "precept 0.1.0"
	Review      bool   // a draft by itself, for its reviewers: every page says so, with the day
	Served      bool   // portfolios are shown by precept serve, beside the toolkit: forms open for the person

	frame *view.Site
}

// Files reads what is beside the pages.
type Files interface {
	Read(name string, max int64) ([]byte, error)
}

// policy is the content security policy of every page: nothing but the tree's own style, scripts and pictures.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; " +
	"form-action 'none'"

// HeaderPolicy is the same policy for a header, which can refuse framing too.
const HeaderPolicy = policy + "; frame-ancestors 'none'"

// PortfolioPolicy is the header of a portfolio, whose one-page copy has its style within it.
func PortfolioPolicy(t *theme.Theme) string {
	return strings.Replace(HeaderPolicy, "style-src 'self'", "style-src 'self' "+styleHash(t.StyleSource()), 1)
}

// PublicTree is the plan of the public tree.
type PublicTree struct {
	Outputs []Output // in order of their paths
	Aliases []Alias

	editions []*edition
}

// Public plans the public tree: the current version at its root, every released version below v/, and what belongs to
// none.
func Public(in Input) *PublicTree {
	in.frame = &view.Site{Title: in.Site.Title, Publisher: in.Site.Publisher, Licence: in.Site.Licence,
		Lang: in.Site.Lang, Generator: in.Generator, Logo: in.logo()}
	p := &PublicTree{}
	current := in.Toolkit.Current()
	if current == nil {
		return p
	}
	root := newEdition(&in, current, "")
	p.editions = []*edition{root}
	for _, v := range in.shown() {
		if v != current || !v.Draft() {
			p.editions = append(p.editions, newEdition(&in, v, "v/"+v.Name+"/"))
		}
	}
	var out []Output
	for _, t := range p.editions {
		aliases, leftOut := t.former()
		out = append(append(out, t.outputs()...), leftOut...)
		p.Aliases = append(p.Aliases, aliases...)
	}
	for _, a := range p.Aliases {
		out = append(out, a.output)
	}
	if len(p.Aliases) > 0 {
		moved := in.Theme.Moved()
		out = append(out, fixed(moved.Path, moved.Bytes))
	}
	out = append(out, root.versions(), root.notFound())
	for _, a := range in.Theme.Assets() {
		out = append(out, fixed(a.Path, a.Bytes))
	}
	if slices.ContainsFunc(p.editions, func(t *edition) bool { return len(t.v.Forms) > 0 }) {
		for _, a := range in.FormScripts.Assets() {
			out = append(out, fixed(a.Path, a.Bytes))
		}
	}
	for _, a := range in.Theme.Static() {
		o := fixed(a.Path, a.Bytes)
		o.Source = in.static() + a.Path
		out = append(out, o)
	}
	out = append(out, root.forRobots()...)
	p.Outputs = Sorted(out)
	return p
}

// shown lists the versions of the tree: those that are published and, on the author's computer, drafts.
func (in *Input) shown() []*toolkit.Version {
	if in.Served {
		return in.Toolkit.Versions
	}
	return in.Toolkit.Published()
}

// Page plans a page in the place of the one that has its version and slug: the same outputs, for all its addresses.
// What other pages show of it stays as it was planned. Where the tree has no such page it gives nothing.
func (p *PublicTree) Page(page *toolkit.Page) []Output {
	var out []Output
	for _, t := range p.editions {
		if t.v.Name == page.Version && t.v.Page(page.Slug) != nil {
			out = append(out, t.page(page)...)
		}
	}
	return out
}

// logo is the site's own, a file of its theme's static folder; "" where it is not there, which a rule reports.
func (in *Input) logo() string {
	is := func(a theme.Asset) bool { return a.Path == in.Site.Logo }
	if IsLogo(in.Site.Logo) && slices.ContainsFunc(in.Theme.Static(), is) {
		return in.Site.Logo
	}
	return ""
}

// static is the folder of the site's theme whose files are copied to the tree's root.
func (in *Input) static() string { return "themes/" + in.Site.Theme + "/static/" }

// IsLogo reports whether a file can be a logo, by its name: a picture that browsers show.
func IsLogo(name string) bool {
	return slices.Contains([]string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}, path.Ext(name))
}

// edition is one version at one place of the public tree.
type edition struct {
	*Input
	*wording.Words // of its version
	v              *toolkit.Version
	prefix         string // "" at the root, "v/2026.1/" below v/
	current        bool

	nav      []*toolkit.Page            // top sections
	children map[string][]*toolkit.Page // by the slug of the landing page
	guides   map[string]guidePlace
	askedBy  map[string][]*milestone // milestones that ask for a form, by its slug
	byTerm   map[string]int          // places in Version.Terms

	published []*toolkit.Version

	sections map[string]bool // slugs of nav
	mu       sync.Mutex      // guards places, which grows while pages are written
	places   map[place]*around
}

// guidePlace is a page's place in a guide.
type guidePlace struct {
	pages      []*toolkit.Page // of the whole guide, its landing page first
	prev, next *toolkit.Page
}

type milestone struct {
	id, label, when string
}

func newEdition(in *Input, v *toolkit.Version, prefix string) *edition {
	t := &edition{
		Input: in, Words: v.Words, v: v, prefix: prefix, current: v == in.Toolkit.Current(),
		published: in.shown(),
		children:  map[string][]*toolkit.Page{}, sections: map[string]bool{}, guides: map[string]guidePlace{},
		askedBy: map[string][]*milestone{}, byTerm: map[string]int{}, places: map[place]*around{},
	}
	for _, p := range v.Pages {
		if p.Slug == "" {
			continue
		}
		parent := ""
		if i := strings.LastIndexByte(p.Slug, '/'); i >= 0 {
			parent = p.Slug[:i]
			for parent != "" && v.Page(parent) == nil { // a folder without a landing page belongs to the one above
				parent = parent[:max(0, strings.LastIndexByte(parent, '/'))]
			}
		}
		t.children[parent] = append(t.children[parent], p)
	}
	for _, pages := range t.children {
		toolkit.Siblings(pages)
	}
	t.nav = t.children[""]
	for _, s := range t.nav {
		t.sections[s.Slug] = true
	}
	for _, lane := range v.Lanes() {
		guide := v.Guide(lane.ID)
		for i, p := range guide {
			place := guidePlace{pages: guide}
			if i > 0 {
				place.prev = guide[i-1]
			}
			if i+1 < len(guide) {
				place.next = guide[i+1]
			}
			t.guides[p.Slug] = place
		}
	}
	if v.Programme != nil {
		for i := range v.Programme.Milestones {
			m := &v.Programme.Milestones[i]
			for _, slug := range m.Forms {
				t.askedBy[slug] = append(t.askedBy[slug], &milestone{m.ID, m.Label, m.Words(v.Words)})
			}
		}
	}
	for i := len(v.Terms) - 1; i >= 0; i-- {
		t.byTerm[v.Terms[i].Key] = i
	}
	return t
}

// path is a page's path in the public tree.
func (t *edition) path(p *toolkit.Page) string { return t.prefix + p.Address }

// outputs plans every page of the version with the files beside it.
func (t *edition) outputs() []Output {
	out := make([]Output, 0, len(t.v.Pages)+len(t.v.Forms)+len(t.v.Images)+8)
	for _, p := range t.v.Pages {
		out = append(out, t.page(p)...)
	}
	for i := range t.v.Images {
		im := &t.v.Images[i]
		if !im.Used || im.Width == 0 { // one that no page shows, or that has a finding
			continue
		}
		out = append(out, Output{Path: t.prefix + im.Path, Source: im.File, Write: func(w io.Writer) error {
			data, err := t.Files.Read(im.File, toolkit.MaxImage)
			if err != nil {
				return fmt.Errorf("reading %s: %w", im.File, store.Cause(err))
			}
			if data, err = im.Shown(data); err != nil {
				return fmt.Errorf("reading %s: %w", im.File, err)
			}
			_, err = w.Write(data)
			return err
		}})
	}
	out = append(out, t.downloads()...)
	if len(t.v.Forms) > 0 {
		out = append(out, t.definitions())
	}
	if t.v.Timeline != nil {
		out = append(out, t.picture())
	}
	out = append(append(out, t.changes()...), t.adapted()...)
	if t.searchable() {
		out = append(append(out, t.search()), t.index()...)
	}
	for _, lane := range t.v.Lanes() {
		if guide := t.v.Guide(lane.ID); len(guide) > 1 {
			out = append(out, t.guide(guide))
		}
	}
	return out
}

// downloads plans the files that pages link to, as they are.
func (t *edition) downloads() []Output {
	var out []Output
	for i := range t.v.Downloads {
		d := &t.v.Downloads[i]
		if !d.Used || d.Type == media.Unknown {
			continue
		}
		out = append(out, Output{Path: t.prefix + d.Path, Source: d.File, Write: func(w io.Writer) error {
			data, err := t.Files.Read(d.File, toolkit.MaxDownload)
			if err != nil {
				return fmt.Errorf("reading %s: %w", d.File, store.Cause(err))
			}
			_, err = w.Write(data)
			return err
		}})
	}
	return out
}

// render is an output that the theme makes from a view.
func (t *edition) render(path, source, layout string, show func() (any, error)) Output {
	return Output{Path: path, Source: source, Write: func(w io.Writer) error {
		data, err := show()
		if err != nil {
			return fmt.Errorf("making %s: %w", path, err)
		}
		if err := t.Theme.Render(w, layout, data); err != nil {
			return fmt.Errorf("rendering %s: %w", path, err)
		}
		return nil
	}}
}

// html gives a body to a template; bodies are made by the Markdown package and are safe.
func html(b []byte) template.HTML { return template.HTML(b) }

func date(w *wording.Words, d civil.Date) view.Date {
	return view.Date{ISO: d.String(), Words: w.Date(d), Short: w.Short(d)}
}
