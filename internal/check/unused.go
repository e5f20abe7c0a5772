package check

import (
	"precept/internal/finding"
	"precept/internal/toolkit"
)

// beside is a picture or a file to save that is beside pages of a version.
type beside struct {
	path, file string // below the version, and in the project
	used       bool
}

// unused finds what is beside pages and has no use in any version. of lists what a version has beside its pages, and
// meant what its pages seem to mean by names that nothing has: those have their own finding. A version with pages that
// could not be read may use it there.
func (p *Pass) unused(of func(*toolkit.Version) []beside, meant func(*toolkit.Version) map[string]bool,
	help, message string) {
	used := map[string]bool{}
	for _, v := range p.Toolkit.Versions {
		unsure, meant := p.anyUnreadable(v), meant(v)
		for _, b := range of(v) {
			if b.used || unsure || meant[b.path] {
				used[b.file] = true
			}
		}
	}
	for _, v := range p.Toolkit.Versions {
		for _, b := range of(v) {
			base, version, _ := p.Toolkit.Split(b.file)
			if base == "" && version == v.Name && !used[b.file] {
				p.Report(finding.Position{File: b.file}, help, "%s", message)
			}
		}
	}
}
