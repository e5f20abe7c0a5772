package toolkit

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/store"
)

// folder is one version's folder on disk.
type folder struct {
	name      string
	level     int      // among the levels: 0 is the project itself
	dir       string   // as findings name it
	version   *Version // what its version.md says; nil where it has none
	sections  []string // files that add a section to a page, paths below the version's folder
	md        []string // pages, paths below the version's folder
	images    []Image
	downloads []Download
	special   map[string]bool // version.md, notices.md
	drop      []Word
	sum       string // of version.md, for a lock

	extends    string
	extendsPos finding.Position
}

var (
	versionName = regexp.MustCompile(`^[0-9a-z][0-9a-z.-]{0,31}$`)
	slugPiece   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,79}$`)
	device      = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
	picture     = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,79}\.(png|jpg|jpeg|gif|webp|avif|svg)$`)
)

// reserved are first pieces of a path that the generator's own files take.
var reserved = []string{"v", "adapted", "assets", "changes", "search", "versions", "404", "print"}

// Reserved reports whether an address that begins with this piece is one of the generator's own files.
func Reserved(piece string) bool { return slices.Contains(reserved, piece) }

// survey sorts the files below content/ into versions, of the project and of every base.
func (l *load) survey() error {
	for i, base := range append([]Base{{Files: l.Root}}, l.Bases...) {
		lv := &level{Base: base, byName: map[string]*folder{}}
		if err := l.surveyLevel(lv, i); err != nil {
			return err
		}
		l.levels = append(l.levels, lv)
		for _, name := range slices.Sorted(maps.Keys(lv.byName)) {
			f := lv.byName[name]
			l.limit(f)
			for _, below := range f.sections {
				l.sectionFiles = append(l.sectionFiles, f.file(below))
				l.sectionNumbers[f.file(below)] = len(l.sectionFiles)
			}
		}
	}
	return nil
}

// surveyLevel sorts the files of one level.
func (l *load) surveyLevel(lv *level, number int) error {
	entries, err := lv.Files.Walk(Folder)
	if err != nil {
		return fmt.Errorf("listing %s: %w", path.Join(lv.Name, Folder), store.Cause(err))
	}
	for _, e := range entries {
		name, below, inside := strings.Cut(strings.TrimPrefix(e.Path, Folder+"/"), "/")
		e.Path = path.Join(lv.Name, e.Path)
		whole := finding.Position{File: e.Path}
		if e.Kind != store.File {
			l.notFile(e, whole)
			continue
		}
		if !inside {
			if l.stray(e) {
				continue
			}
			l.addAt("file-unknown", whole, "the file is beside the versions and is not read",
				"move it into the folder of a version, such as "+Folder+"/2026.1/")
			continue
		}
		f := lv.byName[name]
		if f == nil {
			f = &folder{name: name, level: number, dir: path.Join(lv.Name, Folder, name), special: map[string]bool{}}
			lv.byName[name] = f
			if !VersionName(name) {
				l.addAt("version-name", finding.Position{File: f.dir},
					fmt.Sprintf("%q cannot be the name of a version", name),
					"name the folder with digits, letters a to z, dots and dashes, such as 2026.1")
			}
		}
		l.sort(f, e, below)
	}
	return nil
}

// limit leaves out what a version has more of than it may have.
func (l *load) limit(f *folder) {
	most := cmp.Or(l.fileLimit, maxFiles)
	if n := len(f.md) + len(f.sections) + len(f.images) + len(f.downloads); n > most {
		l.addAt("files-many", finding.Position{File: f.dir},
			fmt.Sprintf("the version has %d files; the limit is %d", n, most), "split the toolkit")
		f.md = f.md[:min(len(f.md), most)]
		f.images = f.images[:min(len(f.images), most-len(f.md))]
		f.downloads = f.downloads[:min(len(f.downloads), most-len(f.md)-len(f.images))]
	}
}

// sort puts one file where it belongs among those of its version. below is its path in the version's folder.
func (l *load) sort(f *folder, e store.Entry, below string) {
	whole := finding.Position{File: e.Path}
	switch {
	case below == "version.md" || below == "notices.md" || below == "version.lock":
		f.special[below] = true
	case strings.HasSuffix(below, ".private.md"):
		l.inContent(whole, personal(below, nil, nil))
	case strings.HasSuffix(below, localEnd):
		if l.named(e.Path, strings.TrimSuffix(below, localEnd)+".md") {
			f.sections = append(f.sections, below)
		}
	case strings.HasSuffix(below, ".md"):
		if l.named(e.Path, below) {
			f.md = append(f.md, below)
		}
	case picture.MatchString(path.Base(below)):
		if !l.placed(e.Path, below) {
			break
		}
		if e.Size > MaxImage {
			l.addAt("file-too-large", whole, fmt.Sprintf("the picture is larger than %d MiB", MaxImage>>20),
				"make it smaller: 1600 pixels across is enough for any page")
		}
		f.images = append(f.images, Image{Path: below, File: e.Path, Size: e.Size})
	case l.stray(e):
	case download.MatchString(path.Base(below)):
		if !l.placed(e.Path, below) {
			break
		}
		f.downloads = append(f.downloads, Download{Path: below, File: e.Path, Size: e.Size})
	default:
		l.addAt("file-unknown", whole, "the file is not a page, a picture or a file to save, and is not published",
			"pages end in .md, pictures in .png, .jpg, .gif, .webp, .avif or .svg, files to save in "+
				strings.Join(media.Saved(), ", ")+"; all names are in small letters without spaces")
	}
}

// notFile reports what is not an ordinary file.
func (l *load) notFile(e store.Entry, whole finding.Position) {
	switch e.Kind {
	case store.Folder:
		l.addAt("page-name", whole, "a folder's name ends in .md",
			"take .md off its name: only the names of files end in .md")
	case store.Link:
		l.addAt("file-unsafe", whole, "this is a link to another place and is not followed",
			"copy the file here instead")
	default:
		l.addAt("file-unsafe", whole, "this is not an ordinary file", "take it out of the folder")
	}
}

// placed checks the folders that a picture, or a file to save, is in.
func (l *load) placed(file, below string) bool {
	folder := path.Dir(below)
	if folder == "." || strings.Contains(below, ".md/") {
		return folder == "."
	}
	message, help := NameFault(folder)
	if message != "" {
		l.addAt("page-name", finding.Position{File: path.Dir(file)}, message, help) // one for all that is in it
	}
	return message == ""
}

// named checks a page's path and proposes a better one.
func (l *load) named(file, below string) bool {
	if strings.Contains(below, ".md/") {
		return false // the folder has its finding
	}
	message, help := NameFault(strings.TrimSuffix(below, ".md"))
	if message != "" {
		l.addAt("page-name", finding.Position{File: file}, message, help)
	}
	return message == ""
}

// NameFault says why no page may be called so, by its path below its version without .md, and what to call it instead.
// The message is "" where the name is sound.
func NameFault(name string) (message, help string) {
	pieces := strings.Split(name, "/")
	if slices.Contains(reserved, pieces[0]) || (len(pieces) == 2 && pieces[1] == "print") {
		return fmt.Sprintf("the address %q is taken by a page that precept writes itself", name),
			"choose another name, such as " + cmp.Or(propose(pieces[len(pieces)-1]), "page") + "-page"
	}
	for _, piece := range pieces {
		switch {
		case !slugPiece.MatchString(piece):
			return fmt.Sprintf("%q cannot be part of an address", piece),
				cmp.Or(ownWay(piece), "use small letters a to z, digits and hyphens, beginning with a letter: "+
					cmp.Or(propose(piece), "page-one"))
		case device.MatchString(piece):
			return fmt.Sprintf("no file can be called %q on Windows", piece),
				"choose another name, such as " + piece + "-page"
		}
	}
	return "", ""
}

// ownWay says what precept has instead of a name that other tools give a meaning: a number for the place among the
// others, and README for the page of a folder. It is "" for all other names.
func ownWay(piece string) string {
	number, rest := numbered(piece)
	switch {
	case strings.EqualFold(piece, "readme"):
		return "name it index.md, which is the page of its folder"
	case rest == "" || rest == propose(piece) && rest == piece || number == "" || len(number) > 3:
		return ""
	}
	return "name it " + rest + ", and write order: " + number + " in its front matter, which is its place among the " +
		"others; where that name is taken, choose another"
}

// VersionName reports whether a version may be called so.
func VersionName(name string) bool { return versionName.MatchString(name) }

// propose makes a name for an address out of one that cannot be part of one; "" where it has no letter to begin with.
func propose(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' && b.Len() > 0:
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return strings.TrimRight(b.String()[:min(b.Len(), 80)], "-")
}
