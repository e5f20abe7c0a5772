package theme

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

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

// begins are the modules where the scripts begin, in the order of Scripts.
var begins = []string{"form/main.js", "form/later.js", "form/shelf.js"}

// Filling makes the scripts, from the built-in theme's modules with overlay's laid over them. It is no part of Load, since a
// toolkit without forms need not wait for it. Findings and the error are as Load's.
func Filling(overlay fs.FS) (Scripts, []finding.Finding, error) {
	files, builtin, err := read(overlay)
	if err != nil {
		return Scripts{}, nil, err
	}
	virtual := map[string]string{"precept:identifiers": identifiers()}
	joined, found := bundle(files, begins, virtual)
	if len(found) > 0 {
		var broken []finding.Finding
		if joined, broken = bundle(builtin, begins, virtual); len(broken) > 0 {
			return Scripts{}, nil, fmt.Errorf("joining the built-in form script: %s: %s", broken[0].File, broken[0].Message)
		}
		for i := range found {
			found[i].Position = files.blamed(found[i])
		}
	}
	return Scripts{fingerprinted("form", "js", joined[0]), fingerprinted("later", "js", joined[1]), fingerprinted("shelf", "js", joined[2])}, found, nil
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

// bundle joins scripts' modules, each beginning with one of entries, from the theme's files; virtual ones are named by their
// import, as "precept:identifiers". A fault in a file is a finding about it.
func bundle(files set, entries []string, virtual map[string]string) ([][]byte, []finding.Finding) {
	const ours, made = "theme", "made"
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Bundle: true, Write: false, Format: api.FormatIIFE, Target: api.ES2022, Charset: api.CharsetUTF8, Outdir: "/", EntryNames: "[dir]/[name]",
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
		f := finding.Finding{Rule: "theme-template", Position: finding.Position{File: entries[0]}, Message: "this script of the theme cannot be read: " + strings.ReplaceAll(m.Text, ours+":", ""),
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
	joined := make([][]byte, len(result.OutputFiles))
	for i, f := range result.OutputFiles {
		joined[i] = f.Contents
	}
	return joined, nil
}
