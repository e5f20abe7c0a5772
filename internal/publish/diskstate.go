package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/store"
)

// diskState is what the target is before the build: nothing, an empty folder, or a tree of ours, maybe with files that
// others put there.
type diskState struct {
	exists   bool
	tree     *store.Root
	manifest Manifest
	raw      []byte        // build.json as it is on the disk
	foreign  []store.Entry // files, links and folders that are not ours, sorted
}

// maxReads is how often the target is read again because another build replaced it meanwhile.
const maxReads = 20

// read reads what is at the target, and refuses everything but a tree of the same kind.
func (r *run) read() (*diskState, error) {
	for n := 1; ; n++ {
		s, err := r.readOnce()
		if err == nil {
			return s, nil
		}
		// A tree that another build has just replaced and removed looks like one that is not ours.
		replaced := s.tree == nil && errors.Is(err, fs.ErrNotExist) ||
			s.tree != nil && !store.Same(s.tree, ".", r.parent, r.place.base)
		s.close()
		if !replaced || n == maxReads {
			return nil, err
		}
	}
}

// readOnce reads the target. After an error the state is not complete, and its tree must be closed.
func (r *run) readOnce() (*diskState, error) {
	s := &diskState{}
	e, err := r.parent.Stat(r.place.base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return s, fmt.Errorf("looking at %s: %w", r.Label, store.Cause(err))
	case e.Kind != store.Folder:
		return s, &Refused{r.Label, "it is a file, not a folder", "move it away, or choose another folder"}
	}
	s.exists = true
	if s.tree, err = r.parent.Sub(r.place.base); err != nil {
		return s, fmt.Errorf("opening %s: %w", r.Label, store.Cause(err))
	}
	return s, s.load(r.Label, r.Kind)
}

func (s *diskState) load(label, kind string) error {
	entries, err := s.tree.Everything(".")
	if err != nil {
		return fmt.Errorf("reading the folder %s: %w", label, store.Cause(err))
	}
	if len(entries) == 0 {
		return nil
	}
	const help = "empty it or move it away if nothing in it is needed, or choose another folder"
	s.manifest, s.raw, err = readManifest(s.tree)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Refused{label, "it is not empty and has no " + manifestName + ", so precept did not write it", help}
	case errors.Is(err, errNotOurs):
		return &Refused{label, errNotOurs.Error(), help}
	case err != nil:
		return fmt.Errorf("reading %s/%s: %w", label, manifestName, store.Cause(err))
	case s.manifest.For != kind:
		return &Refused{label, fmt.Sprintf("it is a site for %q, and this one is for %q", s.manifest.For, kind),
			"move it away, or choose another folder"}
	}
	listed := make([]string, 0, len(s.manifest.Files))
	for name := range s.manifest.Files {
		listed = append(listed, name)
	}
	slices.Sort(listed)
	ours := map[string]bool{}
	for _, dir := range store.Parents(listed) {
		ours[dir] = true
	}
	for _, e := range entries {
		_, ok := s.manifest.Files[e.Path]
		if e.Kind == store.Folder {
			ok = ours[e.Path]
		}
		if !ok && e.Path != manifestName {
			s.foreign = append(s.foreign, e)
		}
	}
	return nil
}

func (s *diskState) close() {
	if s != nil && s.tree != nil {
		s.tree.Close()
	}
}

// has reports whether the tree already has the output in w.buf, byte for byte, and lists it.
func (s *diskState) has(path string, sum [sha256.Size]byte, w *worker) bool {
	listed, ok := s.manifest.Files[path]
	return ok && listed == hex.EncodeToString(sum[:]) && s.tree.Equal(path, w.buf.Bytes(), w.space[:])
}

// hash gives the digest of a file of the tree, or zero if it cannot be read.
func (s *diskState) hash(path string, w *worker) (sum [sha256.Size]byte) {
	if s.tree != nil {
		sum, _ = hash(s.tree, path, w)
	}
	return sum
}

// collisions gives a collision error where a file that somebody else put there is in the way of an output.
func (s *diskState) collisions(label string, outputs []plan.Output) error {
	if len(s.foreign) == 0 {
		return nil
	}
	kinds := make(map[string]store.Kind, len(s.foreign))
	for _, e := range s.foreign {
		kinds[e.Path] = e.Kind
	}
	paths := make([]string, len(outputs))
	for i, o := range outputs {
		paths[i] = o.Path
	}
	var list collision
	add := func(path, need string) {
		list = append(list, finding.Finding{
			Rule:     "output-collision",
			Position: finding.Position{File: label + "/" + path},
			Message:  "something that precept did not write is in the place of " + need,
			Help:     "move or rename " + label + "/" + path + ", or rename the page",
		})
	}
	for _, dir := range store.Parents(paths) {
		if kind, ok := kinds[dir]; ok && kind != store.Folder {
			add(dir, "a folder of the output")
		}
	}
	for _, path := range paths {
		if _, ok := kinds[path]; ok {
			add(path, "an output")
		}
	}
	if list == nil {
		return nil
	}
	return collision(finding.Sort(list))
}

// foreignNames gives the names to report. A folder without files of ours is reported once, and not every file in it.
func foreignNames(entries []store.Entry) []string {
	slices.SortFunc(entries, func(a, b store.Entry) int { return strings.Compare(a.Path, b.Path) })
	var names []string
	folder := "/"
	for _, e := range entries {
		if strings.HasPrefix(e.Path, folder) {
			continue
		}
		if e.Kind == store.Folder {
			folder = e.Path + "/"
			names = append(names, folder)
			continue
		}
		names = append(names, e.Path)
	}
	return slices.Compact(names)
}
