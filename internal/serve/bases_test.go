package serve

import (
	"path/filepath"
	"slices"
	"testing"

	"precept/internal/build"
	"precept/internal/site"
)

// TestWatchesBases: what the project is based on is watched like its own pages.
func TestWatchesBases(t *testing.T) {
	t.Parallel()
	project := t.TempDir()
	s := &Server{o: Options{Build: build.Options{Project: project, Only: build.ToolkitOnly}}}
	bases := []site.Base{{Folder: "../hub"}, {Bundle: "data/base/toolkit-1.zip"}}
	p := s.places(&build.Snapshot{Site: &site.Site{Bases: bases}})
	if folder := filepath.Join(filepath.Dir(project), "hub", "content"); !slices.Contains(p.Folders, folder) {
		t.Errorf("%s is not among %v", folder, p.Folders)
	}
	if file := filepath.Join(project, "data", "base", "toolkit-1.zip"); !slices.Contains(p.Files, file) {
		t.Errorf("%s is not among %v", file, p.Files)
	}
}
