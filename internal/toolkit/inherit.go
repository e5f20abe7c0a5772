package toolkit

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"precept/internal/source"
)

// pageFile is a page's file and what is known of it before it is read.
type pageFile struct {
	file, below string // its name, and its path below the version's folder
	from        string // the version whose folder it is in
	base        string // the base that it is in; "" for the project itself
	level       int
	under       string    // the file of a base that it takes the place of; "" where there is none
	sections    []content // that are added to it
	sum         string    // for the lock of its version, where that has one
}

// name is the page as commands name it.
func (pf pageFile) name() string { return strings.TrimSuffix(pf.below, ".md") }

// gathered is what the folders of one version's stack have, the uppermost first.
type gathered struct {
	*Version
	files    []pageFile
	at       map[string]int       // slug to the place in files
	dropped  map[string]*folder   // slug to the folder whose version.md leaves it out
	found    map[string]bool      // dropped slugs that there was a page for
	beside   map[string]int       // path to the level that has a picture or a file to save there
	sections map[string][]content // slug to the files that add sections to it
	added    map[string]int       // slug to the last level that added one
}

// inherit makes a version of the folders of its stack. Where several have a page at an address, or a picture or a file
// to save at a path, the uppermost counts.
func (l *load) inherit(name string) (*Version, []pageFile) {
	stack := l.stack(0, name)
	g := l.gather(l.whole(name, stack), stack)
	l.undropped(g, stack[0])
	l.unplaced(g)
	return g.Version, g.files
}

// undropped finds names under drop: that no page has.
func (l *load) undropped(g *gathered, own *folder) {
	var known []string
	for _, pf := range g.files {
		if pf.level != own.level || pf.from != own.name {
			known = append(known, slugOf(pf.below))
		}
	}
	for _, d := range own.drop {
		switch {
		case g.found[d.Text]:
		case slices.ContainsFunc(own.md, func(below string) bool { return slugOf(below) == d.Text }):
			l.addAt("version-extends", d.Pos,
				fmt.Sprintf("drop names %q, which is a page in this folder", d.Text),
				"delete either the page's file or its name here")
		default:
			l.addAt("version-extends", d.Pos,
				fmt.Sprintf("drop names %q, but no version that this one extends has a page of that name", d.Text),
				source.DidYouMean(d.Text, known, "", "name a page by its path below its version, without .md"))
		}
	}
}

// gather puts the files of a stack together.
func (l *load) gather(v *Version, stack []*folder) *gathered {
	g := &gathered{Version: v, at: map[string]int{}, dropped: map[string]*folder{}, found: map[string]bool{},
		beside: map[string]int{}, sections: map[string][]content{}, added: map[string]int{}}
	for _, f := range stack {
		g.inheritLocal(f.version)
		g.pages(l, f)
		g.inheritFiles(f)
		for _, d := range f.drop {
			if g.dropped[d.Text] == nil {
				g.dropped[d.Text] = f
			}
		}
		if name := l.levels[f.level].Name; f.level > 0 && !slices.Contains(g.Bases, name) {
			g.Based, g.Bases = true, append(g.Bases, name)
		}
	}
	slices.SortFunc(g.Images, func(a, b Image) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(g.Downloads, func(a, b Download) int { return strings.Compare(a.Path, b.Path) })
	sort.Slice(g.files, func(i, j int) bool { return g.files[i].below < g.files[j].below })
	for i := range g.files {
		g.files[i].sections = g.sections[slugOf(g.files[i].below)]
	}
	return g
}

// pages adds the pages of one folder, and what it adds to those of others.
func (g *gathered) pages(l *load, f *folder) {
	own := len(g.files)
	for _, below := range f.md {
		slug := slugOf(below)
		if by := g.dropped[slug]; by != nil {
			if !g.found[slug] && f.level > by.level {
				g.Version.beside = append(g.Version.beside,
					Shadow{Does: Drops, File: by.file("version.md"), Under: f.file(below)})
			}
			g.found[slug] = true
			continue
		}
		i, taken := g.at[slug]
		if !taken {
			g.files = append(g.files, pageFile{file: f.file(below), below: below, from: f.name,
				base: l.levels[f.level].Name, level: f.level})
		} else if upper := &g.files[i]; upper.level < f.level && upper.under == "" {
			upper.under = f.file(below)
		}
	}
	for i, pf := range g.files[own:] {
		g.at[slugOf(pf.below)] = own + i
	}
	for _, below := range f.sections {
		slug := slugOf(strings.TrimSuffix(below, localEnd) + ".md")
		i, taken := g.at[slug]
		if taken && g.files[i].level < f.level { // the page that it added to has been replaced
			continue
		}
		if level, ok := g.added[slug]; !ok || level != f.level {
			own := content{below: below, file: f.file(below)}
			g.sections[slug], g.added[slug] = append([]content{own}, g.sections[slug]...), f.level
		}
	}
}

// inheritFiles adds what is beside the pages of one folder, where those above have nothing at that path.
func (g *gathered) inheritFiles(f *folder) {
	note := func(below, file string) bool {
		level, taken := g.beside[below]
		switch {
		case !taken:
			g.beside[below] = f.level
			if f.level == 0 {
				g.Version.beside = append(g.Version.beside, Shadow{Does: Adds, File: file})
			}
		case level < f.level:
			for i := range g.Version.beside {
				if s := &g.Version.beside[i]; s.Does == Adds && strings.HasSuffix(s.File, "/"+below) {
					s.Does, s.Under = Replaces, file
				}
			}
		}
		return !taken
	}
	for _, im := range f.images {
		if note(im.Path, im.File) {
			g.Images = append(g.Images, im)
		}
	}
	for _, d := range f.downloads {
		if note(d.Path, d.File) {
			g.Downloads = append(g.Downloads, d)
		}
	}
}

// inheritLocal adds the local words of a folder's version.md: v shows pages that use them.
func (v *Version) inheritLocal(from *Version) {
	if from == nil {
		return
	}
	for _, word := range from.Local {
		if !slices.Contains(v.Local, word) {
			v.Local = append(v.Local, word)
		}
	}
}

// extended lists a version's folder and those of the versions that it extends at the same level, nearest first.
func (l *load) extended(f *folder, number int) []*folder {
	var list []*folder
	byName := l.levels[number].byName
	for at := f; at != nil; at = byName[at.extends] {
		if slices.Contains(list, at) {
			l.addAt("version-extends", f.extendsPos, "versions extend one another in a circle",
				"delete one extends: line")
			break
		}
		list = append(list, at)
		known := l.versionNames(number)
		if at.extends == "" || slices.Contains(known, at.extends) {
			continue
		}
		others := slices.DeleteFunc(known, func(name string) bool { return name == at.name })
		help := "there is no other version yet"
		if len(others) > 0 {
			help = "the other versions are " + strings.Join(others, ", ")
		}
		message := fmt.Sprintf("extends names version %q, which does not exist", at.extends)
		l.addAt("version-extends", at.extendsPos, message, source.DidYouMean(at.extends, others, "", help))
	}
	return list
}
