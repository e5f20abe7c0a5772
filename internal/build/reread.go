package build

import (
	"slices"

	"precept/internal/base"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/toolkit"
)

// Reread reads one file of the toolkit again and gives its page in each version that has it, made with the words that
// the snapshot has. file is a slash path below the project. It gives nothing where an error is found in the file, or
// where more than its pages has to be read to tell how they look now. The snapshot stays as it is.
func (s *Snapshot) Reread(file string) []*toolkit.Page {
	var pages []*toolkit.Page
	for _, v := range s.Toolkit.Versions {
		old := v.PageOf(file)
		if old == nil {
			continue
		}
		page, findings, err := s.loader.Reread(v, old)
		if err != nil || page == nil || slices.ContainsFunc(check.Grade(findings), isError) {
			return nil
		}
		pages = append(pages, page)
	}
	return pages
}

func isError(f finding.Finding) bool { return f.Severity == finding.Error }

// Page gives the outputs of the public tree that show a page, which is another reading of one that the snapshot has.
func (s *Snapshot) Page(p *toolkit.Page) []plan.Output {
	if s.public == nil {
		return nil
	}
	return s.public.Page(p)
}

// Adapter adapts pages of a version, keeps them or goes back to those of the base.
func (s *Snapshot) Adapter(v *toolkit.Version) *base.Adapter {
	return &base.Adapter{Project: s.loader.Root, Files: s.loader, Version: v}
}
