// Package theme owns how pages look: it reads the built-in theme, lays a site's own theme over it file by file, parses
// every template once, puts the stylesheets and the scripts together and gives them fingerprinted names. It runs
// templates over the structs of package view and never decides what a page says; package plan does that and hands the
// view in.
package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"precept/internal/finding"
	"precept/internal/wording"
)

// Theme is a set of templates with its assets, ready to render. It is never changed after Load and is safe for
// concurrent use.
type Theme struct {
	templates            *template.Template
	styles               Styles
	script, search, icon Asset
	moved                Asset // the script of pages that lead on from a former address
	within               Asset // the style of a page that has it within itself; it is not a file
	static               []Asset
	digest               string
}

// Asset is one file that a tree carries for its look. Path is a slash path below the tree's root.
type Asset struct {
	Path  string
	Bytes []byte
}

// Load reads the built-in theme with overlay laid over it; a nil overlay is none. Faults of the overlay and of the
// colours are findings, and the built-in templates and colours replace them. The error is a fault of the machine or of
// the built-in theme. words are what the site says in place of our phrases. A finding's File is a path below the
// overlay.
func Load(overlay fs.FS, words *wording.Words, accent Accent, hues ...Hue) (*Theme, []finding.Finding, error) {
	rules, found := colours(accent, hues)
	if overlay == nil && words.Usual() && rules == "" {
		t, err := usual()
		finding.Sort(found)
		return t, found, err
	}
	t, more, err := assemble(overlay, words, rules)
	found = append(found, more...)
	finding.Sort(found)
	return t, found, err
}

// usual is the theme of every site that changes nothing about it. The program's own files are all that it is made of,
// so it is made once.
var usual = sync.OnceValues(func() (*Theme, error) {
	t, _, err := assemble(nil, nil, "")
	return t, err
})

// assemble makes a theme, with rules for the site's own colours.
func assemble(overlay fs.FS, words *wording.Words, rules string) (*Theme, []finding.Finding, error) {
	files, builtin, err := read(overlay)
	if err != nil {
		return nil, nil, err
	}
	t := &Theme{}
	var found, more []finding.Finding
	if t.templates, found, err = parse(files, builtin, words); err != nil {
		return nil, nil, err
	}
	if more, err = t.minify(files, sources(files, words, rules)); err != nil {
		return nil, nil, err
	}
	found = append(found, more...)
	if t.search, more, err = searchScript(overlay, words); err != nil {
		return nil, nil, err
	}
	found = append(found, more...)
	if more, err = unpublished(overlay); err != nil {
		return nil, nil, err
	}
	found = append(found, more...)
	for _, name := range files.names() {
		if rest, ok := strings.CutPrefix(name, published); ok {
			t.static = append(t.static, Asset{rest, files[name].data})
		}
	}
	t.digest = digest(files, t)
	return t, found, nil
}

// minify makes the theme's assets of sources. A file of the site's that cannot be read is a finding, and is kept as it
// is.
func (t *Theme) minify(files set, list []source) ([]finding.Finding, error) {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	styles := &t.styles
	assets := [...]*Asset{&styles.All, &styles.Fill, &styles.Year, &t.within, &t.script, &t.moved, &t.icon}
	var found []finding.Finding
	for i, s := range list {
		small, err := m.String(s.media, s.text)
		if err != nil {
			if f, ok := files[s.from]; ok && !f.overlay {
				return nil, fmt.Errorf("minifying the built-in %s: %w", s.from, err)
			}
			found = append(found, finding.Finding{
				Rule:     "theme-template",
				Position: finding.Position{File: s.from},
				Message:  "this file of the theme cannot be read: " + firstLine(err.Error()),
				Help:     fixFile,
			})
			small = s.text
		}
		*assets[i] = fingerprinted(s.name, s.ext, []byte(small))
	}
	return found, nil
}

// fixFile is the way out for each file of a site's theme.
const fixFile = "fix it, or remove it to use the built-in one"

// Render runs the template called name over data, a struct of package view.
func (t *Theme) Render(w io.Writer, name string, data any) error {
	if err := t.templates.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("rendering the layout %s: %w", name, err)
	}
	return nil
}

// Assets gives the files that pages ask for, by path.
func (t *Theme) Assets() []Asset {
	list := []Asset{t.styles.All, t.styles.Fill, t.styles.Year, t.script, t.search, t.icon}
	slices.SortFunc(list, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// Static gives the files that a site's theme wants at the tree's root, by path.
func (t *Theme) Static() []Asset { return t.static }

// Styles are the stylesheets, with their paths below the tree's root.
func (t *Theme) Styles() Styles { return t.styles }

// Script is the path of the small script that every page carries.
func (t *Theme) Script() string { return t.script.Path }

// Moved is the script of the pages that lead on from a former address.
func (t *Theme) Moved() Asset { return t.moved }

// SearchScript is the path of the search page's script.
func (t *Theme) SearchScript() string { return t.search.Path }

// Favicon is the path of the picture for the browser's tab.
func (t *Theme) Favicon() string { return t.icon.Path }

// StyleSource is the style of a portfolio on one page, which carries it within itself: what its other pages link,
// joined.
func (t *Theme) StyleSource() string { return string(t.within.Bytes) }

// Digest changes whenever a template or an asset does.
func (t *Theme) Digest() string { return t.digest }

func fingerprinted(name, ext string, data []byte) Asset {
	sum := sha256.Sum256(data)
	return Asset{"assets/" + name + "-" + hex.EncodeToString(sum[:4]) + "." + ext, data}
}

func digest(files set, t *Theme) string {
	h := sha256.New()
	for _, name := range files.names() {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name].data))
		h.Write(files[name].data)
	}
	for _, a := range t.Assets() {
		fmt.Fprintf(h, "%s\n", a.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// crlf makes line ends alike, so that a theme edited on Windows gives the same bytes.
func crlf(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
