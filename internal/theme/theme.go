// Package theme owns how pages look: it reads the built-in theme, lays a site's own theme over it file by file, parses every
// template once, puts the stylesheet and the scripts together and gives them fingerprinted names. It runs templates over the
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

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"precept/internal/finding"
)

// Theme is a set of templates with its assets, ready to render. It is never changed after Load and is safe for concurrent use.
type Theme struct {
	templates                   *template.Template
	style, script, search, icon Asset
	within                      Asset // the style of a page that carries it within itself; it is no file
	static                      []Asset
	digest                      string
}

// Asset is one file that a tree carries for its look. Path is a slash path below the tree's root.
type Asset struct {
	Path  string
	Bytes []byte
}

// styles is the order in which the stylesheet's parts are put together; other .css files of a site's theme follow by name.
var styles = [...]string{
	"tokens.css", "base.css", "frame.css", "pieces.css", "prose.css", "home.css", "timeline.css", "form.css", "keep.css", "search.css", "portfolio.css", "forced.css", "print.css",
}

// unread are the parts that a portfolio on one page has no use for: it holds no field, no search box and no way in.
var unread = [...]string{"home.css", "form.css", "keep.css", "search.css"}

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
		{&t.style, "precept", "css", "text/css", "the stylesheet", stylesheet(files, nil) + rules},
		{&t.within, "within", "css", "text/css", "the stylesheet", stylesheet(files, unread[:]) + rules},
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
	list := []Asset{t.style, t.script, t.search, t.icon}
	slices.SortFunc(list, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// Static gives the files that a site's theme wants at the tree's root, by path.
func (t *Theme) Static() []Asset { return t.static }

// Style is the stylesheet's path below the tree's root.
func (t *Theme) Style() string { return t.style.Path }

// Script is the path of the small script that every page carries.
func (t *Theme) Script() string { return t.script.Path }

// SearchScript is the path of the search page's script.
func (t *Theme) SearchScript() string { return t.search.Path }

// Favicon is the path of the picture for the browser's tab.
func (t *Theme) Favicon() string { return t.icon.Path }

// StyleSource is the style of a portfolio on one page, which carries it within itself. It is the stylesheet without what such a
// page has no use for.
func (t *Theme) StyleSource() string { return string(t.within.Bytes) }

// Digest changes whenever a template or an asset does.
func (t *Theme) Digest() string { return t.digest }

// stylesheet puts the parts together, but for those in without.
func stylesheet(files set, without []string) string {
	var b strings.Builder
	add := func(name string) {
		if !slices.Contains(without, name) {
			b.WriteString(files.text(name))
			b.WriteByte('\n')
		}
	}
	for _, name := range styles {
		add(name)
	}
	for _, name := range files.names() {
		if path.Ext(name) == ".css" && !strings.Contains(name, "/") && !slices.Contains(styles[:], name) {
			add(name)
		}
	}
	return b.String()
}

// accentRules set the accent in all the places where tokens.css sets it.
func accentRules(light, dark rgb) string {
	return fmt.Sprintf(":root{--accent:%[1]s;--link:%[1]s}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:%[2]s;--link:%[2]s}}\n@media screen{:root[data-theme=dark]{--accent:%[2]s;--link:%[2]s}}\n", light, dark)
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
