package theme

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"precept/internal/finding"
	"precept/internal/identify"
)

// filling is where the script of form pages begins. It is written as modules and joined into one classic script, since a browser
// loads no module from a folder on disk.
const filling = "form/main.js"

// Filling makes the script of form pages and of the forms index, from the built-in theme's modules with overlay's laid over them.
// It is no part of Load, since a toolkit without forms need not wait for it. Findings and the error are as Load's.
func Filling(overlay fs.FS) (Asset, []finding.Finding, error) {
	files, builtin, err := read(overlay)
	if err != nil {
		return Asset{}, nil, err
	}
	virtual := map[string]string{"precept:identifiers": string(identify.Table)}
	script, found := bundle(files, filling, virtual)
	if len(found) > 0 {
		if slices.ContainsFunc(found, func(f finding.Finding) bool { return !files[f.File].overlay }) {
			return Asset{}, nil, fmt.Errorf("joining the built-in form script: %s: %s", found[0].File, found[0].Message)
		}
		script, _ = bundle(builtin, filling, virtual)
	}
	return fingerprinted("form", "js", script), found, nil
}

// bundle joins a script's modules, beginning with entry, from the theme's files; virtual ones are named by their import, as
// "precept:identifiers". A fault in a file is a finding about it.
func bundle(files set, entry string, virtual map[string]string) ([]byte, []finding.Finding) {
	const ours, made = "theme", "made"
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Write: false, Format: api.FormatIIFE, Target: api.ES2020, Outfile: "out.js",
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
		Plugins: []api.Plugin{{Name: "theme", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
				if _, ok := virtual[a.Path]; ok {
					return api.OnResolveResult{Path: a.Path, Namespace: made}, nil
				}
				name := a.Path
				if strings.HasPrefix(name, ".") {
					name = path.Join(path.Dir(a.Importer), name)
				}
				if _, ok := files[name]; !ok {
					return api.OnResolveResult{}, fmt.Errorf("the theme has no file %s", name)
				}
				return api.OnResolveResult{Path: name, Namespace: ours}, nil
			})
			load := func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				text, loader := virtual[a.Path], api.LoaderJSON
				if a.Namespace == ours {
					text, loader = files.text(a.Path), api.LoaderJS
				}
				return api.OnLoadResult{Contents: &text, Loader: loader}, nil
			}
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: ours}, load)
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: made}, load)
		}}},
	})
	var found []finding.Finding
	for _, m := range result.Errors {
		f := finding.Finding{Rule: "theme-template", Position: finding.Position{File: entry}, Message: "this script of the theme cannot be read: " + m.Text,
			Help: "mend it, or take it away to use the built-in one"}
		if at := m.Location; at != nil {
			f.File, f.Line, f.Column = at.File, at.Line, at.Column+1
			f.File = strings.TrimPrefix(f.File, ours+":")
		}
		found = append(found, f)
	}
	if len(found) > 0 {
		return nil, found
	}
	return result.OutputFiles[0].Contents, nil
}
