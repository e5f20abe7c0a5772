package theme

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/bits"
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

// join makes every bundle that begins in this folder, by name: a classic script, since a browser loads no module from a
// folder on disk. Where a module has a fault it gives no bundles, and each fault once.
func join(m modules, folder string) (map[string][]byte, []finding.Finding) {
	joined := map[string][]byte{}
	var found []finding.Finding
	for _, page := range bundles {
		if !strings.HasPrefix(page[0].entry, folder) {
			continue
		}
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

// joinPage makes the scripts of one page, one for each entry. Each comes when those before it are there, and has no
// module that one of them has.
//
// esbuild splits the modules into chunks: what only one entry needs, and what several need and import. Each chunk is
// part of the first script that needs it. That script leaves on window what later ones take of it. In its place they
// have a module that reads it from there.
func joinPage(m modules, entries []string) ([][]byte, []finding.Finding) {
	if len(entries) == 1 {
		out, found := esbuild(m, api.FormatIIFE, entries[0])
		return [][]byte{out[path.Base(entries[0])]}, found
	}
	parts, found := esbuild(m, api.FormatESModule, entries...)
	if len(found) > 0 {
		return nil, found
	}
	page := pageOf(parts, entries)
	var scripts [][]byte
	for i, entry := range entries {
		out, faults := esbuild(page.script(i, path.Base(entry)), api.FormatIIFE, begin)
		scripts, found = append(scripts, out[begin]), append(found, faults...)
	}
	return scripts, found
}

// begin is the module with which each of several scripts of a page begins.
const begin = "begin.js"

// shared is where the scripts of a page leave on window what later ones take.
const shared = "window.preceptShared"

// imported is how esbuild, when it minifies, writes that a chunk imports something from another, or only needs it.
var imported = regexp.MustCompile(`import(?:\{([^}]*)\}from)?"\./([^"]*)"`)

// chunk is modules that the same scripts of a page need.
type chunk struct {
	text  string
	users int            // the scripts that need it, as bits: 1 for the first
	taken []string       // what later scripts than its own take of it
	by    map[string]int // which scripts take it, by its name, as bits
}

// own is the script that the chunk is part of.
func (c *chunk) own() int { return bits.TrailingZeros(uint(c.users)) }

// chunks are those of a page, by file name.
type chunks map[string]*chunk

// pageOf finds out which scripts need each chunk, and what they import from others.
func pageOf(parts map[string][]byte, entries []string) chunks {
	page := chunks{}
	for name, text := range parts {
		page[name] = &chunk{text: string(text), by: map[string]int{}}
	}
	for i, entry := range entries {
		page.need(path.Base(entry), 1<<i)
	}
	for _, c := range page {
		for _, t := range imported.FindAllStringSubmatch(c.text, -1) {
			from := page[t[2]]
			if from.own() == c.own() || t[1] == "" {
				continue
			}
			for name := range strings.SplitSeq(t[1], ",") {
				name, _, _ = strings.Cut(name, " as ") // without what the other calls it
				from.by[name] |= 1 << c.own()
				if !slices.Contains(from.taken, name) {
					from.taken = append(from.taken, name)
				}
			}
		}
	}
	for _, c := range page {
		slices.SortFunc(c.taken, func(a, b string) int { return cmp.Or(c.by[b]-c.by[a], strings.Compare(a, b)) })
	}
	return page
}

// takenBy is what a script takes of the chunk, as the pattern that reads it: with nothing in the place of the others.
func (c *chunk) takenBy(script int) string {
	names := slices.Clone(c.taken)
	for i, name := range names {
		if c.by[name]>>script&1 == 0 {
			names[i] = ""
		}
	}
	return strings.TrimRight(strings.Join(names, ","), ",")
}

// need notes that a script needs a chunk and all that this imports.
func (page chunks) need(name string, user int) {
	c := page[name]
	if c.users&user != 0 {
		return
	}
	c.users |= user
	for _, t := range imported.FindAllStringSubmatch(c.text, -1) {
		page.need(t[2], user)
	}
}

// script is the modules of one script of the page.
func (page chunks) script(i int, entry string) modules {
	m := modules{begin: "import'./" + entry + "'"}
	for name, c := range page {
		names, at := c.takenBy(i), fmt.Sprintf("%s[%d]", shared, c.users)
		switch {
		case c.own() < i && names == "":
			m[name] = "" // what it does is done
		case c.own() < i:
			m[name] = fmt.Sprintf("export const[%s]=%s", names, at)
		case c.own() == i:
			m[name] = c.text
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if c := page[name]; c != nil && c.own() == i && len(c.taken) > 0 {
			m["leave-"+name] = fmt.Sprintf("import{%[1]s}from'./%[2]s';(%[3]s||={})[%[4]d]=[%[1]s]",
				strings.Join(c.taken, ","), name, shared, c.users)
			m[begin] = "import'./leave-" + name + "';" + m[begin]
		}
	}
	return m
}

// ours are names of properties that the modules give one another, and nothing else: no browser has them, and nothing
// that is kept, sent or in a page. They are shortened.
const ours = "^(adopt|allowed|askName|askWhich|attached|built|challenge|chosen|coach|correcting|" +
	"details|device|dirty|filesOf|fixed|foot|inner|keepFiles|keyOf|labelled|leftovers|lines|locked|" +
	"moveRow|names|offer|offered|offers|otherTab|owner|pickList|place|problems|reading|refresh|relock|" +
	"removeRow|renew|saveNotes|setOwner|showLeftovers|showSums|signs|startAnother|store|tellOfBoth|" +
	"timer|trouble|unask|watchComplete|watchConnection|whenHere|works)$"

// esbuild joins the modules that each of the entries needs. ES modules are split: what several entries need is in
// chunks of its own. Else there is one classic script for each. The result is by file name. A fault in a module is a
// finding about it.
func esbuild(m modules, format api.Format, entries ...string) (map[string][]byte, []finding.Finding) {
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Bundle: true, Write: false, Outdir: "/", EntryNames: "[name]",
		Format: format, Splitting: format == api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
		LogLevel: api.LogLevelSilent, MangleProps: ours,
		Plugins: []api.Plugin{{Name: namespace, Setup: m.load}},
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
