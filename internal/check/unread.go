package check

import (
	"precept/internal/finding"
	"precept/internal/toolkit"
)

// unread lists files that something is wrong with and that gave no page, or one without its text. One fault has one finding: a link to such a page, or
// a requirement about it, is not at fault as well.
func unread(t *toolkit.Toolkit, before []finding.Finding) map[string]bool {
	if len(before) == 0 {
		return nil
	}
	files := map[string]bool{}
	for _, f := range before {
		files[f.File] = true
	}
	for _, v := range t.Versions {
		for _, p := range v.Pages {
			if p.Facts.Words > 0 {
				delete(files, p.File)
			}
		}
	}
	return files
}

// lost reports whether the page of that slug is missing only because its file could not be read, in the version or in one
// that it extends.
func (p *Pass) lost(v *toolkit.Version, slug string) bool {
	if len(p.unread) == 0 {
		return false
	}
	names := []string{slug + ".md", slug + "/index.md"}
	if slug == "" {
		names = []string{"index.md"}
	}
	for seen := 0; v != nil && seen <= len(p.Toolkit.Versions); seen++ {
		for _, name := range names {
			if p.unread[toolkit.Folder+"/"+v.Name+"/"+name] {
				return true
			}
		}
		v = p.Toolkit.Version(v.Extends)
	}
	return false
}

// lostAny reports whether a file of the version could not be read, so that what it holds may be missing for that reason.
func (p *Pass) lostAny(v *toolkit.Version) bool {
	prefix := toolkit.Folder + "/" + v.Name + "/"
	for file := range p.unread {
		if len(file) > len(prefix) && file[:len(prefix)] == prefix {
			return true
		}
	}
	return false
}
