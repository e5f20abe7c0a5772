package toolkit

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/store"
)

// content is one file that a version consists of: its own, or one that it inherits.
type content struct {
	below string // its path below the version
	file  string // below the project
	sum   string // for the lock; "" where it has not been summed
}

// contents lists what a lock of a version covers at the level of its own folder: all but the lock itself and
// notices.md. What is below that level has a lock of its own.
func (l *load) contents(v *Version, pages []pageFile) []content {
	list := []content{{below: "version.md", file: v.File}}
	for _, p := range pages {
		list = append(list, content{p.below, p.file, p.sum})
		list = append(list, p.sections...)
	}
	for i := range v.Images {
		list = append(list, content{v.Images[i].Path, v.Images[i].File, v.Images[i].sum})
	}
	for i := range v.Downloads {
		list = append(list, content{v.Downloads[i].Path, v.Downloads[i].File, v.Downloads[i].sum})
	}
	return list
}

// lock reads the lock of a version and compares the files with it: the project's own lock or, without one, that of the
// uppermost base. Files that were read for the pages have been summed while they were.
func (l *load) lock(ctx context.Context, v *Version, pages []pageFile) error {
	f := l.released(v.Name)
	v.dir, v.files = f.dir, l.contents(v, pages)
	if v.Based {
		g := l.gather(&Version{Name: v.Name, File: f.file("version.md")}, l.extended(f, f.level))
		v.files = l.contents(g.Version, g.files)
	}
	if v.files[0].file == f.file("version.md") {
		v.files[0].sum = f.sum
	}
	slices.SortFunc(v.files, func(a, b content) int { return strings.Compare(a.below, b.below) })
	var err error
	if l.summed(v) || f.special[lock.Name] {
		v.Sums, err = l.sums(ctx, v)
	}
	if err != nil || !f.special[lock.Name] {
		return err
	}
	v.LockedBase = l.levels[f.level].Name
	return l.compare(v, f)
}

// summed reports whether the files of a version are summed.
func (l *Loader) summed(v *Version) bool { return v.Locked || v.Name == l.Sum }

// released is the folder that a version's lock is about.
func (l *load) released(name string) *folder {
	own := l.levels[0].byName[name]
	if own != nil && own.special[lock.Name] {
		return own
	}
	for _, lv := range l.levels[1:] {
		if f := lv.byName[name]; f != nil {
			return f
		}
	}
	return own
}

// compare compares the files of a version with the lock in one of its folders.
func (l *load) compare(v *Version, f *folder) error {
	name := f.file(lock.Name)
	raw, err := l.Read(name, lock.MaxSize)
	if errors.Is(err, store.ErrTooLarge) {
		l.addAt(lock.RuleEdited, finding.Position{File: name},
			fmt.Sprintf("the lock is larger than %d MiB", lock.MaxSize>>20), "put it back as it was released")
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	read, findings := lock.Read(name, raw)
	l.add(findings...)
	if read == nil {
		return nil
	}
	v.Lock, v.Differences = read, read.Compare(v.Sums)
	return nil
}

// Edited lists the files of a version that are not as its lock says, and those that the lock does not list.
func (v *Version) Edited() []string {
	differ := map[string]bool{}
	for _, d := range v.Differences {
		differ[d.Path] = d.Change != lock.Missing
	}
	var list []string
	for _, c := range v.files {
		if differ[c.below] {
			list = append(list, c.file)
		}
	}
	return list
}

// sums gives the sums of the version's files, and makes those that are not known yet.
func (l *Loader) sums(ctx context.Context, v *Version) ([]lock.File, error) {
	list := make([]lock.File, len(v.files))
	err := parallel(ctx, l.Jobs, len(v.files), func(i int) error {
		c := v.files[i]
		if c.sum == "" {
			raw, err := l.Read(c.file, 0)
			if err != nil {
				return fmt.Errorf("reading %s: %w", c.file, store.Cause(err))
			}
			c.sum = lock.Sum(raw)
		}
		list[i] = lock.File{Path: c.below, Sum: c.sum}
		return nil
	})
	return list, err
}

// LockDigest is the digest of the version's lock; "" where it has none.
func (v *Version) LockDigest() string {
	if v.Lock == nil {
		return ""
	}
	return v.Lock.Digest()
}

// Part is a file that a version consists of.
type Part struct {
	Path string // below the version
	File string // by which name it is read
}

// Parts lists what a version is handed out with: what its lock covers, the lock itself and its notices.
func (v *Version) Parts() []Part {
	var list []Part
	for _, c := range v.files {
		list = append(list, Part{c.below, c.file})
	}
	if v.Locked {
		list = append(list, Part{lock.Name, v.FileAt(lock.Name)})
	}
	for _, p := range v.NoticesPages {
		list = append(list, Part{path.Base(p.File), p.File})
	}
	return list
}

// FileAt is the file that a version has at a path below it, which may be one that it inherits. Where it has none, it is
// the place at which its own would be.
func (v *Version) FileAt(below string) string {
	i, there := slices.BinarySearchFunc(v.files, below, func(c content, below string) int {
		return strings.Compare(c.below, below)
	})
	if there {
		return v.files[i].file
	}
	return path.Join(v.dir, below)
}
