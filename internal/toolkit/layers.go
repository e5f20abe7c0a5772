package toolkit

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/store"
)

// Files are what a toolkit is read from: a folder, or a bundle.
type Files interface {
	Walk(dir string) ([]store.Entry, error)
	Read(name string, max int64) ([]byte, error)
}

// Base is a toolkit that the project's own is based on, file by file.
type Base struct {
	Name      string // as findings call it: the names of its files begin with it and a slash
	Publisher string // "" where nobody says
	Files     Files
	Whole     bool // each of its versions has all of its files, those that it inherited among them, as a bundle has
}

// level is a base, or the project itself, and the versions that it has.
type level struct {
	Base
	byName map[string]*folder
}

// Read reads a file by the name that findings have for it: one of the project, or of a base.
func (l *Loader) Read(name string, max int64) ([]byte, error) {
	for _, b := range l.Bases {
		if below, ok := strings.CutPrefix(name, b.Name+"/"); ok {
			return b.Files.Read(below, max)
		}
	}
	return l.Root.Read(name, max)
}

// PublisherOf names the publisher of the base that a file is in; or "".
func (t *Toolkit) PublisherOf(file string) string {
	base, _, _ := t.Split(file)
	for _, b := range t.bases {
		if b.Name == base {
			return b.Publisher
		}
	}
	return ""
}

// HubOf names the publisher of the toolkit that a version is based on; or "".
func (t *Toolkit) HubOf(v *Version) string {
	for _, b := range t.bases {
		if slices.Contains(v.Bases, b.Name) && b.Publisher != "" {
			return b.Publisher
		}
	}
	return ""
}

// VersionNames lists the versions that have a version.md, from the oldest.
func (l *Loader) VersionNames() ([]string, error) {
	var list []string
	for _, b := range append([]Base{{Files: l.Root}}, l.Bases...) {
		entries, err := b.Files.Walk(Folder)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			name, below, _ := strings.Cut(strings.TrimPrefix(e.Path, Folder+"/"), "/")
			if below == "version.md" && !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	slices.SortFunc(list, CompareNames)
	return list, nil
}

// Split says where a file of the toolkit is: in which base, "" for the project itself, in the folder of which version,
// and its path below that. The version is "" for a file that is in none.
func (t *Toolkit) Split(file string) (base, version, below string) {
	for _, b := range t.bases {
		if rest, ok := strings.CutPrefix(file, b.Name+"/"); ok {
			base, file = b.Name, rest
			break
		}
	}
	rest, ok := strings.CutPrefix(file, Folder+"/")
	if version, below, ok = cut(rest, ok); !ok {
		return base, "", ""
	}
	return base, version, below
}

func cut(rest string, inside bool) (version, below string, ok bool) {
	version, below, ok = strings.Cut(rest, "/")
	return version, below, ok && inside
}

// NameOf is a page as commands name it: its path below its version, without .md.
func NameOf(p *Page) string { return strings.TrimSuffix(path.Join(p.Folder, path.Base(p.File)), ".md") }

// OfPage reports whether a file below content/ is that of a page, by its name.
func OfPage(name string) bool {
	base := path.Base(name)
	return path.Ext(base) == ".md" && base != "version.md" && base != "notices.md" && !strings.HasSuffix(base, localEnd)
}

// HeadEnd is the start of the line that closes the front matter: where a key can be added.
func (p *Page) HeadEnd() finding.Position {
	return finding.Position{File: p.File, Line: p.bodyLine - 1, Column: 1, End: 1}
}

// file gives the name of what is below the folder.
func (f *folder) file(below string) string { return path.Join(f.dir, below) }

// stack lists the folders that a version is made of, the uppermost first, from a level down: those of the version and
// of the versions that it extends at that level, then those of the levels below.
func (l *load) stack(from int, name string) []*folder {
	for i := from; i < len(l.levels); i++ {
		f := l.levels[i].byName[name]
		if f == nil {
			continue
		}
		list := l.extended(f, i)
		for _, name := range append(namesOf(list), list[len(list)-1].extends) {
			if below := l.stack(i+1, name); below != nil {
				return append(list, below...)
			}
		}
		return list
	}
	return nil
}

func namesOf(folders []*folder) []string {
	var names []string
	for _, f := range folders {
		names = append(names, f.name)
	}
	return names
}

// versionNames lists the versions of all levels.
func (l *load) versionNames(from int) []string {
	names := map[string]bool{}
	for _, lv := range l.levels[from:] {
		for name := range lv.byName {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// whole merges what each level says into one version.
func (l *load) whole(name string, stack []*folder) *Version {
	own := l.levels[0].byName[name]
	v := &Version{Name: name, Locked: own != nil && own.special[lock.Name], asOf: l.AsOf, bySlug: map[string]*Page{}}
	for _, f := range stack {
		if f.name == name && f.version != nil {
			v.lay(f.version)
		}
	}
	if v.File == "" {
		v.File, v.Title = stack[0].file("version.md"), name
		l.addAt("version-missing", finding.Position{File: stack[0].dir},
			fmt.Sprintf("version %s has no version.md", name),
			"write one with title and summary; precept new version "+name+" does it")
	}
	return v
}

// lay fills in what v does not say itself.
func (v *Version) lay(under *Version) {
	if v.File == "" {
		v.File = under.File
	}
	if v.Title == "" {
		v.Title = under.Title
	}
	if v.Summary == "" {
		v.Summary = under.Summary
	}
	if v.Released.IsZero() {
		v.Released, v.Dated = under.Released, under.Dated
	}
	if v.Approved == "" {
		v.Approved = under.Approved
	}
	if v.Extends == "" {
		v.Extends = under.Extends
	}
	if v.Withdrawn.IsZero() {
		v.Withdrawn, v.WithdrawnWhy = under.Withdrawn, under.WithdrawnWhy
	}
	if len(v.Budgets) == 0 {
		v.Budgets = under.Budgets
	}
	if !v.hasNotes {
		v.Notes, v.noteImages, v.hasNotes = under.Notes, under.noteImages, under.hasNotes
	}
	v.noticesFiles = append(v.noticesFiles, under.noticesFiles...)
}

// Shadow is a file of a version that does something to one of a base, or leaves one out.
type Shadow struct {
	Does  string // Replaces, Extends, Adds, Drops
	File  string // that does it; of a dropped page the version.md that says so
	Under string // the file of the base; "" where there is none
	Page  *Page  // nil for what is not a page of the version
}

// LeftOut lists the pages of a base that the version leaves out, by their paths below it.
func (t *Toolkit) LeftOut(v *Version) []string {
	var list []string
	for _, s := range v.beside {
		if _, _, below := t.Split(s.Under); s.Does == Drops {
			list = append(list, below)
		}
	}
	return list
}

// What a file does to one of a base.
const (
	Replaces = "replaces"
	Extends  = "extends"
	Adds     = "adds"
	Drops    = "drops"
)

// Shadows lists what a version that has a base changes of it, by the names of the files. It is empty for a version that
// has none.
func (v *Version) Shadows() []Shadow {
	if !v.Based {
		return nil
	}
	list := slices.Clone(v.beside)
	for _, p := range v.Pages {
		switch {
		case p.Under != nil:
			list = append(list, Shadow{Does: Replaces, File: p.File, Under: p.Under.File, Page: p})
		case p.Base == "":
			list = append(list, Shadow{Does: Adds, File: p.File, Page: p})
		}
		for _, s := range p.Sections {
			list = append(list, Shadow{Does: Extends, File: s.File, Under: p.File, Page: p})
		}
	}
	slices.SortFunc(list, func(a, b Shadow) int {
		return strings.Compare(a.File+"\x00"+a.Under, b.File+"\x00"+b.Under)
	})
	return list
}
