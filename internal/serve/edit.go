package serve

import (
	"maps"
	"path/filepath"
	"slices"

	"precept/internal/build"
	"precept/internal/plan"
	"precept/internal/toolkit"
)

// edits are pages that were saved since the tree below them was built, as they look now. They are never changed; others
// take their place.
type edits struct {
	files   map[string]edit        // by their path below the project
	outputs map[string]plan.Output // by path in the tree
}

// edit is one file as it was saved.
type edit struct {
	pages []*toolkit.Page // one for each version that has it
	build int             // the last build that had begun when the file was read; later ones have read it too
}

// edit shows files that were saved, where each is a page that keeps its place, before all that may depend on them is
// built.
func (s *Server) edit(files []string) {
	public := s.current().public
	if public == nil || public.from == nil {
		return
	}
	saved := map[string]edit{}
	for _, name := range files {
		rel, err := filepath.Rel(s.o.Build.Project, name)
		if err != nil {
			continue
		}
		file := filepath.ToSlash(rel)
		if pages := reread(public.from, file); len(pages) > 0 {
			saved[file] = edit{pages, s.builds}
		}
	}
	if len(saved) == 0 {
		return
	}
	t := *public
	t.edits = public.edits.with(public.from, saved)
	s.change(func(next *state) { next.public = &t })
}

// reread gives the pages of a file as it is now. A fault of precept in reading it is left for the build to report.
func reread(from *build.Snapshot, file string) (pages []*toolkit.Page) {
	defer func() {
		if recover() != nil {
			pages = nil
		}
	}()
	return from.Reread(file)
}

// with adds files that were saved to those that were before.
func (e edits) with(from *build.Snapshot, saved map[string]edit) edits {
	next := edits{maps.Clone(e.files), maps.Clone(e.outputs)}
	if next.files == nil {
		next = edits{map[string]edit{}, map[string]plan.Output{}}
	}
	for file, edit := range saved {
		next.files[file] = edit
		for _, page := range edit.pages {
			for _, o := range from.Page(page) {
				next.outputs[o.Path] = o
			}
		}
	}
	return next
}

// since gives what a build may not have read, over its snapshot.
func (e edits) since(number int, from *build.Snapshot) edits {
	saved := maps.Clone(e.files)
	maps.DeleteFunc(saved, func(_ string, e edit) bool { return e.build < number })
	if len(saved) == 0 {
		return edits{}
	}
	return edits{}.with(from, saved)
}

// output finds one file of the tree: as it was saved last, else as it was built. It is nil where there is none.
func (t *tree) output(path string) *plan.Output {
	if o, ok := t.edits.outputs[path]; ok {
		return &o
	}
	i, ok := slices.BinarySearchFunc(t.outputs, path, byPath)
	if !ok {
		return nil
	}
	return &t.outputs[i]
}
