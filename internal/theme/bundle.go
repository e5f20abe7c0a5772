package theme

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"precept/internal/finding"
)

// modules are the texts of modules by the names by which they import one another. One whose name does not end in .js is
// JSON.
type modules map[string]string

// join makes every bundle of these modules, by name: a classic script, since a browser loads no module from a folder on
// disk. Where a module has a fault it gives no bundles, and each fault once.
func join(m modules) (map[string][]byte, []finding.Finding) {
	joined := map[string][]byte{}
	var found []finding.Finding
	for _, page := range bundles {
		var entries []string
		for _, b := range page {
			entries = append(entries, b.entry)
		}
		scripts, faults := joinPage(m, entries)
		for i, script := range scripts {
			joined[page[i].name] = smaller(script)
		}
		for _, f := range faults {
			if !slices.Contains(found, f) { // another page can have the same module
				found = append(found, f)
			}
		}
	}
	if len(found) > 0 {
		return nil, found
	}
	return joined, nil
}

// joinPage makes the scripts of one page, at most two.
func joinPage(m modules, entries []string) ([][]byte, []finding.Finding) {
	if len(entries) == 2 {
		return pair(m, entries[0], entries[1])
	}
	out, found := esbuild(m, api.FormatIIFE, entries[0])
	if len(found) > 0 {
		return nil, found
	}
	return [][]byte{out[path.Base(entries[0])]}, nil
}

// shared is where the first script of a page leaves on window what the second one takes.
const shared = "window.preceptShared"

// imported is how esbuild, when it minifies, writes that a chunk imports something from another.
var imported = regexp.MustCompile(`import\{([^}]*)\}from"(\./[^"]*)"`)

// pair joins two scripts of one page. The second comes when the first is there, and has no module that the first has.
//
// esbuild splits the modules into three chunks: what only the first needs, what only the second needs, and what both
// need, which the two others import. Then each script is joined from chunks. The first has the common chunk, and leaves
// on window what the second takes of it. In its place the second has a module that reads it from there.
func pair(m modules, first, second string) ([][]byte, []finding.Finding) {
	chunks, found := esbuild(m, api.FormatESModule, first, second)
	if len(found) > 0 {
		return nil, found
	}
	first, second = path.Base(first), path.Base(second)
	left, right := modules{"begin.js": "import'./" + first + "'"}, modules{second: string(chunks[second])}
	for name, text := range chunks {
		left[name] = string(text)
	}
	if t := imported.FindStringSubmatch(right[second]); t != nil {
		names := regexp.MustCompile(` as [^,]+`).ReplaceAllString(t[1], "") // without what the second calls them
		left["begin.js"] += fmt.Sprintf(";import{%s}from'%s';%s=[%[1]s]", names, t[2], shared)
		right[path.Base(t[2])] = fmt.Sprintf("export const[%s]=%s", names, shared)
	}
	a, found := esbuild(left, api.FormatIIFE, "begin.js")
	b, more := esbuild(right, api.FormatIIFE, second)
	return [][]byte{a["begin.js"], b[second]}, append(found, more...)
}

// esbuild joins the modules that each of the entries needs. ES modules are split: what several entries need is in
// chunks of its own. Else there is one classic script for each. The result is by file name. A fault in a module is a
// finding about it.
func esbuild(m modules, format api.Format, entries ...string) (map[string][]byte, []finding.Finding) {
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Bundle: true, Write: false, Outdir: "/", EntryNames: "[name]",
		Format: format, Splitting: format == api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
		LogLevel: api.LogLevelSilent,
		Plugins:  []api.Plugin{{Name: namespace, Setup: m.load}},
	})
	var found []finding.Finding
	for _, e := range result.Errors {
		f := finding.Finding{
			Rule:     "theme-template",
			Position: finding.Position{File: entries[0]},
			Message:  "this script of the theme cannot be read: " + strings.ReplaceAll(e.Text, namespace+":", ""),
			Help:     fixFile,
		}
		if at := e.Location; at != nil {
			f.File, f.Line, f.Column = strings.TrimPrefix(at.File, namespace+":"), at.Line, at.Column+1
		}
		found = append(found, f)
	}
	out := map[string][]byte{}
	for _, f := range result.OutputFiles {
		out[filepath.Base(f.Path)] = f.Contents
	}
	return out, found
}

// namespace is what esbuild calls the place that modules are loaded from.
const namespace = "theme"

// load makes esbuild take modules from m instead of the disk.
func (m modules) load(b api.PluginBuild) {
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
		return api.OnResolveResult{Path: name, Namespace: namespace}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		text, loader := m[a.Path], api.LoaderJS
		if path.Ext(a.Path) != ".js" {
			loader = api.LoaderJSON
		}
		return api.OnLoadResult{Contents: &text, Loader: loader}, nil
	})
}

// smaller gives local names that are shorter still: this minifier begins again in each function, which compresses to 3
// % less. A script that it cannot read stays as it is.
func smaller(script []byte) []byte {
	m := minify.New()
	m.AddFunc("text/javascript", js.Minify)
	small, err := m.Bytes("text/javascript", script)
	if err != nil {
		return script
	}
	return small
}
