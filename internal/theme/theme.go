// Package theme owns how pages look: it reads the built-in theme, lays a site's own theme over it file by file, parses every
// template once, puts the stylesheets and the scripts together and gives them fingerprinted names. It runs templates over the
// structs of package view and never decides what a page says; package plan does that and hands the view in.
package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"precept/internal/finding"
)

// Theme is a set of templates with its assets, ready to render. It is never changed after Load and is safe for concurrent use.
type Theme struct {
	templates            *template.Template
	styles               Styles
	script, search, icon Asset
	within               Asset // the style of a page that carries it within itself; it is no file
	static               []Asset
	digest               string
}

// Asset is one file that a tree carries for its look. Path is a slash path below the tree's root.
type Asset struct {
	Path  string
	Bytes []byte
}

// Styles are the stylesheets. Every page links All, and some a second one after it; what a second one says comes later, and so
// wins, all else being equal.
type Styles struct {
	All  Asset
	Fill Asset // where something is typed: forms, their index, search, the desk of precept serve
	Year Asset // where a year is shown: home, the timeline, portfolios
}

// The parts of the stylesheets, each in the order in which they are put together. How a thing looks on paper and in forced colours
// is said in the sheet that it stands in, after all else: at the end of its file, or in a file of its own.
var (
	everyPage = [...]string{"tokens.css", "base.css", "frame.css", "pieces.css", "prose.css", "forced.css", "print.css"}
	filling   = [...]string{"form.css", "entry.css", "errors.css", "keep.css", "search.css", "form-paper.css"}
	year      = [...]string{"home.css", "timeline.css", "portfolio.css"}
)

// Load reads the built-in theme with overlay laid over it; a nil overlay is none. Faults of the overlay and of the accent are
// findings, and the built-in templates and colours stand in their place. The error tells of a fault of the machine or of the
// built-in theme. A finding's File is a path below the overlay.
func Load(overlay fs.FS, accent Accent) (*Theme, []finding.Finding, error) {
	files, builtin, err := read(overlay)
	if err != nil {
		return nil, nil, err
	}
	t := &Theme{}
	var found []finding.Finding
	var bad []finding.Finding
	if t.templates, bad, err = parse(files, builtin); err != nil {
		return nil, nil, err
	}
	found = append(found, bad...)

	light, dark, bad, ok := accent.resolve()
	found = append(found, bad...)
	rules := ""
	if ok {
		rules = accentRules(light, dark)
	}
	common, last := sheet(files, everyPage[:]), further(files)
	second := last // a site's own rules come after ours, whichever sheet these stand in
	if last != "" {
		second += rules // and the accent after both
	}
	squeeze := minify.New()
	squeeze.AddFunc("text/css", css.Minify)
	squeeze.AddFunc("text/javascript", js.Minify)
	squeeze.AddFunc("image/svg+xml", svg.Minify)
	for _, a := range [...]struct {
		to        *Asset
		name, ext string
		media     string
		from      string
		text      string
	}{
		{&t.styles.All, "precept", "css", "text/css", "the stylesheet", common + last + rules},
		{&t.styles.Fill, "fill", "css", "text/css", "the stylesheet of forms", sheet(files, filling[:]) + second},
		{&t.styles.Year, "year", "css", "text/css", "the stylesheet of the year", sheet(files, year[:]) + second},
		{&t.within, "within", "css", "text/css", "the stylesheet of the whole portfolio", common + sheet(files, year[1:]) + last + rules}, // it has no way in
		{&t.script, "precept", "js", "text/javascript", "precept.js", files.text("precept.js")},
		{&t.search, "search", "js", "text/javascript", "search.js", files.text("search.js")},
		{&t.icon, "mark", "svg", "image/svg+xml", "mark.svg", files.text("mark.svg")},
	} {
		small, err := squeeze.String(a.media, a.text)
		if err != nil {
			f, mine := files[a.from]
			if mine && !f.overlay {
				return nil, nil, fmt.Errorf("minifying the built-in %s: %w", a.from, err)
			}
			found = append(found, finding.Finding{Rule: "theme-template", Position: finding.Position{File: a.from},
				Message: "this file of the theme cannot be read: " + firstLine(err.Error()), Help: "mend it, or take it away to use the built-in one"})
			small = a.text
		}
		*a.to = fingerprinted(a.name, a.ext, []byte(small))
	}
	for _, name := range files.names() {
		if rest, ok := strings.CutPrefix(name, "static/"); ok {
			t.static = append(t.static, Asset{rest, files[name].data})
		}
	}
	t.digest = digest(files, t)
	finding.Sort(found)
	return t, found, nil
}

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

// SearchScript is the path of the search page's script.
func (t *Theme) SearchScript() string { return t.search.Path }

// Favicon is the path of the picture for the browser's tab.
func (t *Theme) Favicon() string { return t.icon.Path }

// StyleSource is the style of a portfolio on one page, which carries it within itself: what its other pages link, joined.
func (t *Theme) StyleSource() string { return string(t.within.Bytes) }

// Digest changes whenever a template or an asset does.
func (t *Theme) Digest() string { return t.digest }

// sheet puts parts of a stylesheet together.
func sheet(files set, parts []string) string {
	var b strings.Builder
	for _, name := range parts {
		b.WriteString(files.text(name))
		b.WriteByte('\n')
	}
	return b.String()
}

// further puts the .css files together that a site's theme adds to ours, by name.
func further(files set) string {
	ours := slices.Concat(everyPage[:], filling[:], year[:])
	return sheet(files, slices.DeleteFunc(files.names(), func(name string) bool {
		return path.Ext(name) != ".css" || strings.Contains(name, "/") || slices.Contains(ours, name)
	}))
}

// accentRules set the accent in all the places where tokens.css sets it.
func accentRules(light, dark colorful.Color) string {
	return fmt.Sprintf(`:root{--accent:%[1]s;--link:%[1]s}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:%[2]s;--link:%[2]s}}
@media screen{:root[data-theme=dark]{--accent:%[2]s;--link:%[2]s}}
`, light.Hex(), dark.Hex())
}

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
