package toolkit

import (
	"context"
	"errors"
	"fmt"
	"path"

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

// contents lists what a lock of the version covers: all but the lock itself and notices.md.
func (v *Version) contents(pages []pageFile) []content {
	list := []content{{below: "version.md", file: v.File}}
	for _, p := range pages {
		list = append(list, content{p.below, p.file, p.sum})
	}
	for i := range v.Images {
		list = append(list, content{v.Images[i].Path, v.Images[i].File, v.Images[i].sum})
	}
	for i := range v.Downloads {
		list = append(list, content{v.Downloads[i].Path, v.Downloads[i].File, v.Downloads[i].sum})
	}
	return list
}

// lock reads the version's lock and compares the files with it. Files that were read for the pages have been summed
// while they were.
func (l *load) lock(ctx context.Context, v *Version) error {
	if !v.Locked {
		return nil
	}
	name := path.Join(Folder, v.Name, lock.Name)
	raw, err := l.Root.Read(name, lock.MaxSize)
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
	now, err := l.sums(ctx, v)
	if err != nil {
		return err
	}
	v.Lock, v.Differences = read, read.Compare(now)
	return nil
}

// sums gives the sums of the version's files, and makes those that are not known yet.
func (l *Loader) sums(ctx context.Context, v *Version) ([]lock.File, error) {
	list := make([]lock.File, len(v.files))
	err := parallel(ctx, l.Jobs, len(v.files), func(i int) error {
		c := v.files[i]
		if c.sum == "" {
			raw, err := l.Root.Read(c.file, 0)
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

// Sums reads all files of a version again, as they are now, and gives their sums.
func (l *Loader) Sums(ctx context.Context, v *Version) ([]lock.File, error) {
	fresh := &Version{files: make([]content, len(v.files))}
	for i, c := range v.files {
		fresh.files[i] = content{below: c.below, file: c.file}
	}
	return l.sums(ctx, fresh)
}

// FileAt is the file that a version has at a path below it, which may be one that it inherits. Where it has none, it is
// the place at which its own would be.
func (v *Version) FileAt(below string) string {
	for _, c := range v.files {
		if c.below == below {
			return c.file
		}
	}
	return path.Join(Folder, v.Name, below)
}
