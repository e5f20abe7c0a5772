package build

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"precept/internal/git"
	"precept/internal/record"
	"precept/internal/store"
)

// again gives the snapshot before with only the people whose files have changed loaded again. It is nil where anything
// else may have changed: then everything must be loaded.
func again(ctx context.Context, o Options) (*Snapshot, error) {
	before := o.Previous
	if before == nil || len(o.Changed) == 0 || !o.Keep || before.AsOf != o.AsOf || before.count() == 0 {
		return nil, nil
	}
	dir, err := before.Site.PrecepteesFolder(o.Project)
	if err != nil {
		return nil, nil // loading everything reports it
	}
	changed, ok := whose(o.Changed, dir)
	if !ok || !before.files.retain() {
		return nil, nil
	}
	s := *before
	same, err := s.sameFolders(ctx, dir)
	if err != nil || !same {
		s.Close()
		return nil, err
	}
	s.made = slices.Clone(before.made)
	for i := range s.made {
		s.made[i].kept = !changed[s.people.IDs[i]]
	}
	return &s, nil
}

// whose gives the preceptees that the files belong to; it is not ok where a file may concern others too.
func whose(files []string, dir string) (ids map[string]bool, ok bool) {
	ids = map[string]bool{}
	for _, name := range files {
		below, err := filepath.Rel(dir, name)
		id, _, inside := strings.Cut(filepath.ToSlash(below), "/")
		if err != nil || !inside || id == ".." {
			return nil, false
		}
		ids[id] = true
	}
	return ids, true
}

// sameFolders reports whether the same people have folders as before, and git has the same of them.
func (s *Snapshot) sameFolders(ctx context.Context, dir string) (bool, error) {
	now, err := folders(s.records.Preceptees.Root)
	if err != nil {
		return false, fmt.Errorf("listing %s: %w", s.records.Preceptees.Prefix, store.Cause(err))
	}
	if !slices.Equal(now, s.folders) {
		return false, nil
	}
	tracked, err := git.Exposed(ctx, dir, s.folders, record.PrecepteeName)
	if err != nil {
		return false, fmt.Errorf("looking for the git work tree of %s: %w", s.records.Preceptees.Prefix,
			store.Cause(err))
	}
	return maps.Equal(tracked, s.records.Tracked), nil
}

// openFiles are files that several snapshots read from. They are closed with the last of these.
type openFiles struct {
	mu    sync.Mutex
	users int
	list  []io.Closer
}

func (f *openFiles) add(c io.Closer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, c)
}

// retain adds a user; it is false where the files are closed already.
func (f *openFiles) retain() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.users == 0 {
		return false
	}
	f.users++
	return true
}

// release takes a user away.
func (f *openFiles) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.users--; f.users > 0 {
		return
	}
	for _, c := range f.list {
		c.Close()
	}
}
