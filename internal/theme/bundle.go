package theme

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"precept/internal/finding"
	"precept/internal/identify"
)

// Scripts are those of the pages where something is filled in. They are written as modules and each joined into one classic
// script, since a browser loads no module from a folder on disk.
type Scripts struct {
	Form  Asset // of a form's page
	Later Asset // of the same page, fetched when somebody begins to write or opens a file
	Shelf Asset // of the forms index
}

// Assets are the files of the scripts; none where there are no scripts.
func (s Scripts) Assets() []Asset {
	if s.Form.Path == "" {
		return nil
	}
	return []Asset{s.Form, s.Later, s.Shelf}
}

// FormScripts makes the scripts, from the built-in theme's modules with overlay's laid over them. It is no part of Load, since a
// toolkit without forms need not wait for it. Findings and the error are as Load's.
func FormScripts(overlay fs.FS) (Scripts, []finding.Finding, error) {
	files, builtin, err := read(overlay)
	if err != nil {
		return Scripts{}, nil, err
	}
	scripts, found := joined(files.scripts())
	if len(found) > 0 {
		var broken []finding.Finding
		if scripts, broken = joined(builtin.scripts()); len(broken) > 0 {
			return Scripts{}, nil, fmt.Errorf("joining the built-in form script: %s: %s", broken[0].File, broken[0].Message)
		}
		for i := range found {
			found[i].Position = files.blamed(found[i])
		}
	}
	return Scripts{fingerprinted("form", "js", scripts[0]), fingerprinted("later", "js", scripts[1]), fingerprinted("shelf", "js", scripts[2])}, found, nil
}

// scripts are the theme's modules, and the table of identifiers, which they import by a name of its own.
func (s set) scripts() modules {
	m := modules{"precept:identifiers": identifiers()}
	for name := range s {
		if path.Ext(name) == ".js" {
			m[name] = s.text(name)
		}
	}
	return m
}

// blamed is where a script's fault lies. A built-in module is not at fault itself, but a module of the site's own that lacks what
// the built-in one takes from it, which the message names.
func (s set) blamed(f finding.Finding) finding.Position {
	if !s[f.File].overlay {
		for _, name := range s.names() {
			if s[name].overlay && strings.Contains(f.Message, name) {
				return finding.Position{File: name}
			}
		}
	}
	return f.Position
}

// identifiers is what a browser needs of the table of package identify; the rest tells Go where to look.
func identifiers() string {
	type shape struct {
		Find  string `json:"find"`
		Near  int    `json:"near,omitempty"`
		After int    `json:"after,omitempty"`
		Fold  bool   `json:"fold,omitempty"`
	}
	var table struct {
		Parts map[string]string `json:"parts"`
		Rules []struct {
			Rule    string  `json:"rule"`
			What    string  `json:"what"`
			Advice  string  `json:"advice"`
			Check   string  `json:"check,omitempty"`
			Words   string  `json:"words,omitempty"`
			Not     string  `json:"not,omitempty"`
			Exact   bool    `json:"exact,omitempty"`
			Contact bool    `json:"contact,omitempty"`
			Shapes  []shape `json:"shapes"`
		} `json:"rules"`
	}
	if err := json.Unmarshal(identify.Table, &table); err != nil {
		panic("theme: the table of identifiers: " + err.Error()) // it is part of the program, and a test reads it
	}
	text, _ := json.Marshal(table) // texts and numbers can always be written
	return string(text)
}

// joined makes the three scripts of these modules, in the order of Scripts.
func joined(m modules) ([][]byte, []finding.Finding) {
	form, found := pair(m, "form/main.js", "form/later.js")
	shelf, more := bundle(m, api.FormatIIFE, "form/shelf.js")
	for _, f := range more {
		if !slices.Contains(found, f) { // a module of both is at fault in both
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		return nil, found
	}
	return [][]byte{smaller(form[0]), smaller(form[1]), smaller(shelf["shelf.js"])}, nil
}

// shared is where the first script of a page leaves on window what the second one takes.
const shared = "window.preceptShared"

// taken is how esbuild writes, asked for no needless blanks, that a piece takes something from another.
var taken = regexp.MustCompile(`import\{([^}]*)\}from"(\./[^"]*)"`)

// pair joins two scripts of one page, of which the second comes when the first is there and carries nothing again that the first
// has. esbuild parts their modules into three pieces: what only the one needs, what only the other does, and what both do, from
// which the two import. Then each piece is joined to its script: the common one to the first, which leaves on window what the
// second takes of it; in its place the second has a module that reads it from there.
func pair(m modules, first, second string) ([2][]byte, []finding.Finding) {
	pieces, found := bundle(m, api.FormatESModule, first, second)
	if len(found) > 0 {
		return [2][]byte{}, found
	}
	first, second = path.Base(first), path.Base(second)
	left, right := modules{"begin.js": "import'./" + first + "'"}, modules{second: string(pieces[second])}
	for name, text := range pieces {
		left[name] = string(text)
	}
	if t := taken.FindStringSubmatch(right[second]); t != nil {
		names := regexp.MustCompile(` as [^,]+`).ReplaceAllString(t[1], "") // what the second calls them is its own affair
		left["begin.js"] += fmt.Sprintf(";import{%s}from'%s';%s={%[1]s}", names, t[2], shared)
		right[path.Base(t[2])] = fmt.Sprintf("export const{%s}=%s", names, shared)
	}
	a, found := bundle(left, api.FormatIIFE, "begin.js")
	b, more := bundle(right, api.FormatIIFE, second)
	return [2][]byte{a["begin.js"], b[second]}, append(found, more...)
}

// modules are the texts of modules by the names by which they import one another. What is no script is JSON.
type modules map[string]string

// bundle joins the modules that each of entries needs. As ES modules they come parted, what several entries need in pieces of
// their own; else as one classic script for each. What comes is by file name. A fault in a module is a finding about it.
func bundle(m modules, format api.Format, entries ...string) (map[string][]byte, []finding.Finding) {
	const ours = "theme"
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Bundle: true, Write: false, Format: format, Splitting: format == api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8, Outdir: "/", EntryNames: "[name]",
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
		Plugins: []api.Plugin{{Name: "theme", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
				name := a.Path
				if a.Kind == api.ResolveJSDynamicImport {
					return api.OnResolveResult{}, errors.New("a script of the theme cannot fetch modules with import()")
				}
				if strings.HasPrefix(name, ".") {
					name = path.Join(path.Dir(a.Importer), name)
				}
				if _, ok := m[name]; !ok {
					return api.OnResolveResult{}, fmt.Errorf("the theme has no file %s", name)
				}
				return api.OnResolveResult{Path: name, Namespace: ours}, nil
			})
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: ours}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				text, loader := m[a.Path], api.LoaderJS
				if path.Ext(a.Path) != ".js" {
					loader = api.LoaderJSON
				}
				return api.OnLoadResult{Contents: &text, Loader: loader}, nil
			})
		}}},
	})
	var found []finding.Finding
	for _, e := range result.Errors {
		f := finding.Finding{Rule: "theme-template", Position: finding.Position{File: entries[0]}, Message: "this script of the theme cannot be read: " + strings.ReplaceAll(e.Text, ours+":", ""),
			Help: "mend it, or take it away to use the built-in one"}
		if at := e.Location; at != nil {
			f.File, f.Line, f.Column = strings.TrimPrefix(at.File, ours+":"), at.Line, at.Column+1
		}
		found = append(found, f)
	}
	out := map[string][]byte{}
	for _, f := range result.OutputFiles {
		out[filepath.Base(f.Path)] = f.Contents
	}
	return out, found
}

// smaller gives names that are shorter still: this minifier gives each function's own out anew, of which compression makes
// 3 % less. What it cannot read stays as it is.
func smaller(script []byte) []byte {
	m := minify.New()
	m.AddFunc("text/javascript", js.Minify)
	small, err := m.Bytes("text/javascript", script)
	if err != nil {
		return script
	}
	return small
}
