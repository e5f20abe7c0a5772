package build

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// renaming gives the files of one version names that can be part of an address, and makes every link follow: all of it,
// or none.
type renaming struct {
	*fixer
	version string
	parser  *markdown.Parser
	pages   []*linker         // of the version, and of the versions that extend it
	files   map[string]bool   // of the version, by their paths below it
	to      map[string]string // new paths, by the old ones
	order   map[string]int    // places of renamed pages among their siblings, by their old paths
	linked  map[string]bool   // what pages link to and show
	undo    []func() error
}

// linker is a page with what it links to and shows.
type linker struct {
	version, below string
	raw            []byte
	file           *source.File // without a head where it has none that can be read
	refers         []reference
}

// reference is one address on a page.
type reference struct {
	raw    string // as it was written, with its fragment
	target string // a path below the version
	at     finding.Position
}

// rename renames the files of every version that may be changed.
func (f *fixer) rename() ([]Fixed, error) {
	var done []Fixed
	for _, v := range f.snapshot.Toolkit.Versions {
		if !toolkit.VersionName(v.Name) || f.locked(v.Name) {
			continue
		}
		r := renaming{fixer: f, version: v.Name, parser: toolkit.NewParser(nil), files: map[string]bool{},
			to: map[string]string{}, order: map[string]int{}, linked: map[string]bool{}}
		if err := r.choose(); err != nil {
			return done, err
		}
		if len(r.to) == 0 {
			continue
		}
		list, err := r.run()
		if err != nil {
			return done, err
		}
		done = append(done, list...)
	}
	return done, nil
}

// locked reports whether a version, or one that extends it, has a lock, which holds for every file that it shows.
func (f *fixer) locked(version string) bool {
	_, err := f.project.Stat(toolkit.Folder + "/" + version + "/version.lock")
	return err == nil || slices.ContainsFunc(f.extenders(version), f.locked)
}

// extenders lists the versions that extend a version directly.
func (f *fixer) extenders(version string) (list []string) {
	for _, v := range f.snapshot.Toolkit.Versions {
		if v.Extends == version && v.Name != version {
			list = append(list, v.Name)
		}
	}
	return list
}

// choose reads the version and chooses the new names.
func (r *renaming) choose() error {
	entries, err := r.project.Walk(toolkit.Folder + "/" + r.version)
	if err != nil {
		return fmt.Errorf("listing version %s: %w", r.version, store.Cause(err))
	}
	wanted := false
	var list []string
	for _, e := range entries {
		if below := strings.TrimPrefix(e.Path, toolkit.Folder+"/"+r.version+"/"); e.Kind == store.File {
			better, _ := toolkit.BetterName(below)
			wanted = wanted || better != "" && better != below
			list = append(list, below)
			r.files[below] = true
		}
	}
	if !wanted { // almost always
		return nil
	}
	if err := r.read(r.version, list); err != nil {
		return err
	}
	for _, v := range r.extenders(r.version) {
		if err := r.readAll(v); err != nil {
			return err
		}
	}
	taken := map[string]bool{}
	for _, below := range list {
		if better, _ := toolkit.BetterName(below); better == below || better == "" {
			taken[address(below)] = true
		}
	}
	for _, below := range list {
		better, order := toolkit.BetterName(below)
		isPage := strings.HasSuffix(below, ".md")
		asked := isPage || r.linked[below] || r.linked[better] || path.Dir(below) != path.Dir(better)
		if better == "" || better == below || strings.HasSuffix(below, ".private.md") || !asked {
			continue
		}
		if taken[address(better)] && path.Base(better) == "index.md" {
			continue // the folder has its page already: which of the two it is, a person must decide
		}
		stem := strings.TrimSuffix(better, path.Ext(better))
		for n := 2; taken[address(better)]; n++ {
			suffix := strconv.Itoa(n)
			if order > 0 && n == 2 {
				suffix = strconv.Itoa(order) // of 03-coffee and 16-coffee, the second is coffee-16
			}
			better = stem + "-" + suffix + path.Ext(below)
		}
		taken[address(better)] = true
		r.to[below] = better
		if order > 0 && isPage {
			r.order[below] = order
		}
	}
	return nil
}

// address is what two files may not share.
func address(below string) string {
	return strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(below, ".md"), "/index"))
}

// readAll reads every page of another version.
func (r *renaming) readAll(version string) error {
	entries, err := r.project.Walk(toolkit.Folder + "/" + version)
	if err != nil {
		return fmt.Errorf("listing version %s: %w", version, store.Cause(err))
	}
	var list []string
	for _, e := range entries {
		if e.Kind == store.File {
			list = append(list, strings.TrimPrefix(e.Path, toolkit.Folder+"/"+version+"/"))
		}
	}
	return r.read(version, list)
}

// read reads the pages of a version, and what they link to.
func (r *renaming) read(version string, list []string) error {
	for _, below := range list {
		if !strings.HasSuffix(below, ".md") {
			continue
		}
		name := path.Join(toolkit.Folder, version, below)
		raw, err := r.project.Read(name, source.MaxFile)
		if err != nil {
			continue // the file has its finding
		}
		l := &linker{version: version, below: below, raw: raw}
		if l.file, _ = source.Read(name, raw, source.MaxFile); l.file == nil {
			plain := source.Plain(raw)
			l.file = &source.File{Path: name, Text: plain, Body: plain, BodyLine: 1}
		}
		if err := r.references(l); err != nil {
			return err
		}
		for _, to := range l.refers {
			r.linked[to.target] = true
		}
		r.pages = append(r.pages, l)
	}
	return nil
}

// references finds the addresses of a page.
func (r *renaming) references(l *linker) error {
	folder := path.Dir(l.below)
	if folder == "." {
		folder = ""
	}
	kind := item.Page
	if v := r.snapshot.Toolkit.Version(l.version); v != nil {
		if p := v.PageOf(l.file.Path); p != nil {
			kind = p.Kind
		}
	}
	facts, _, _, err := r.parser.Parse(markdown.Input{File: l.file, Slug: "x", Folder: folder, Kind: kind,
		NoGlossary: true, Dict: markdown.NewDictionary(nil, nil, nil, nil)})
	if err != nil {
		return fmt.Errorf("reading %s: %w", l.file.Path, err)
	}
	add := func(raw string, at finding.Position) {
		if file := withoutFragment(raw); file != "" {
			l.refers = append(l.refers, reference{raw, path.Join(folder, file), at})
		}
	}
	for i := range facts.Links {
		switch link := &facts.Links[i]; {
		case link.Kind == markdown.LinkPage:
			add(link.Raw, link.Pos)
		case link.Kind == markdown.LinkOther && strings.HasPrefix(link.Raw, "/"):
			target := strings.TrimPrefix(withoutFragment(link.Raw), "/")
			l.refers = append(l.refers, reference{link.Raw, target, link.Pos})
		}
	}
	for i := range facts.Images {
		if im := &facts.Images[i]; im.Path != "" {
			add(im.Raw, im.Pos)
		}
	}
	return nil
}

// withoutFragment is the path of a link, as it is called on disk.
func withoutFragment(raw string) string {
	file, _, _ := strings.Cut(raw, "#")
	if plain, err := url.PathUnescape(file); err == nil {
		return plain
	}
	return file
}

// rootLinks makes links that start at the root of a repository, as GitHub has them, lead to the same pages here.
func (f *fixer) rootLinks() {
	for _, v := range f.snapshot.Toolkit.Versions {
		for _, p := range v.Pages {
			for i := range p.Facts.Links {
				l := &p.Facts.Links[i]
				if l.Kind != markdown.LinkOther || !strings.HasPrefix(l.Raw, "/") {
					continue
				}
				below := strings.TrimPrefix(withoutFragment(l.Raw), "/")
				if !strings.HasSuffix(below, ".md") || v.PageOf(path.Join(toolkit.Folder, v.Name, below)) == nil {
					continue
				}
				_, fragment, has := strings.Cut(l.Raw, "#")
				to := relativePath(p.Folder, below)
				if has {
					to += "#" + fragment
				}
				f.findings[p.File] = append(f.findings[p.File], finding.Finding{Rule: "link-scheme", Position: l.Pos,
					Fix: finding.Replace(to)})
			}
		}
	}
}
