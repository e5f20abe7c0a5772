package theme

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/identify"
	"precept/internal/wording"
)

// bundle is a script joined from modules: it begins at entry, a module of the theme, and its file is named after name.
type bundle struct{ name, entry string }

// bundles are all of them. Those on one line come to the same page, one after the other, and each shares the modules of
// those before it. To add one, add it here and run go generate ./internal/theme.
var bundles = [][]bundle{
	{{"form", "form/main.js"}, {"later", "form/later.js"}, {"exchange", "form/exchange.js"}},
	{{"shelf", "form/shelf.js"}, {"shelfexchange", "form/shelfexchange.js"}},
	{{"desk", "form/desk.js"}},
	{{"search", "search/main.js"}},
}

// bundled holds the bundles of the built-in theme. A test holds them equal to what their modules give.
//
//go:generate go test . -count=1 -run ^TestBundledAhead$ -update
//go:embed bundled
var bundled embed.FS

// builtin is the bundle of that name as the built-in theme has it.
func builtin(name string) (Asset, error) {
	data, err := bundled.ReadFile("bundled/" + name + ".js")
	if err != nil {
		return Asset{}, fmt.Errorf("reading the bundled script: %w", err)
	}
	return fingerprinted(name, "js", data), nil
}

// Scripts belong to the pages where something is filled in.
type Scripts struct {
	Form          Asset // of a form's page
	Later         Asset // of the same page, fetched when somebody is in the form
	Exchange      Asset // of the same page, fetched after that one: what hands records over and takes them in
	Shelf         Asset // of the forms index
	ShelfExchange Asset // of the forms index, what Exchange is of a form's page
	Desk          Asset // that only precept serve hands out
}

// bundles are the scripts by the names of their bundles.
func (s *Scripts) bundles() map[string]*Asset {
	return map[string]*Asset{"form": &s.Form, "later": &s.Later, "exchange": &s.Exchange,
		"shelf": &s.Shelf, "shelfexchange": &s.ShelfExchange, "desk": &s.Desk}
}

// Assets are the files of the scripts that a site publishes; none where there are no scripts.
func (s Scripts) Assets() []Asset {
	if s.Form.Path == "" {
		return nil
	}
	return []Asset{s.Form, s.Later, s.Exchange, s.Shelf, s.ShelfExchange}
}

// FormScripts gives the scripts of the built-in theme. Where overlay has modules in the folder form, they are joined
// again with these in place of the built-in ones, and so they are where the site has words of its own for them.
// Findings and the error are like those of Load.
func FormScripts(overlay fs.FS, words *wording.Words) (Scripts, []finding.Finding, error) {
	var scripts Scripts
	joined, found, err := joinOwn(overlay, words, "form/")
	if err != nil {
		return scripts, nil, err
	}
	for name, to := range scripts.bundles() {
		if data, ok := joined[name]; ok {
			*to = fingerprinted(name, "js", data)
		} else if *to, err = builtin(name); err != nil {
			return Scripts{}, nil, err
		}
	}
	return scripts, found, nil
}

// searchScript gives the script of the search page, like FormScripts.
func searchScript(overlay fs.FS, words *wording.Words) (Asset, []finding.Finding, error) {
	joined, found, err := joinOwn(overlay, words, "search/")
	if err != nil {
		return Asset{}, nil, err
	}
	if data, ok := joined["search"]; ok {
		return fingerprinted("search", "js", data), found, nil
	}
	script, err := builtin("search")
	return script, found, err
}

// joinOwn joins the bundles of a folder again for an overlay that has modules in it, and for a site that says their
// phrases in its own words. Else it gives none, nor where the modules have faults.
func joinOwn(overlay fs.FS, words *wording.Words, folder string) (map[string][]byte, []finding.Finding, error) {
	if overlay == nil && words.Usual() {
		return nil, nil, nil
	}
	files, _, err := read(overlay)
	if err != nil {
		return nil, nil, err
	}
	said := files.modules(words)
	if !files.changesScripts(folder) && maps.Equal(said, files.modules(nil)) {
		return nil, nil, nil
	}
	joined, found := join(said, folder)
	for i := range found {
		found[i].Position = files.blamed(found[i])
	}
	return joined, found, nil
}

// changesScripts reports whether the site has a module of its own in that folder.
func (s set) changesScripts(folder string) bool {
	for name, f := range s {
		if f.overlay && strings.HasPrefix(name, folder) && path.Ext(name) == ".js" {
			return true
		}
	}
	return false
}

// identifierTable is the name by which form modules import the rules of package identify.
const identifierTable = "precept:identifiers"

// modules are the theme's scripts and the table of identifiers, with what they say written in.
func (s set) modules(words *wording.Words) modules {
	m := modules{identifierTable: identifiers(words)}
	for name := range s {
		if path.Ext(name) == ".js" {
			m[name] = words.Script(s.text(name))
		}
	}
	return m
}

// blamed is the place of a script's fault. Where a built-in module cannot import something from a module of the site,
// that module is at fault, and the message names it.
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

// identifiers is the part of identify's table that a browser needs, as JSON.
func identifiers(words *wording.Words) string {
	type shape struct {
		Find  string `json:"find"`
		Near  int    `json:"near,omitempty"`
		After int    `json:"after,omitempty"`
		Fold  bool   `json:"fold,omitempty"`
	}
	var table struct {
		Parts map[string]string `json:"parts"`
		Reads []struct {
			Find string `json:"find"`
			With string `json:"with"`
		} `json:"reads"`
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
	for i := range table.Rules {
		r := &table.Rules[i]
		r.What, r.Advice = words.Say(wording.Phrase(r.What)), words.Say(wording.Phrase(r.Advice))
	}
	text, _ := json.Marshal(table) // strings and numbers can always be written
	return string(text)
}
