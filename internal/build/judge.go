package build

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/toolkit"
)

// judge counts the findings and says which trees they block: an error blocks the part it is in, and one in a
// version's forms, timeline, competencies or standards also the portfolios pinned to that version.
func (s *Snapshot) judge(strict bool) {
	s.Summary = finding.Count(s.Findings)
	for _, v := range s.Toolkit.Versions {
		s.Summary.Pages += len(v.Pages)
	}
	s.Summary.Portfolios = len(s.Portfolios)
	pinned := map[string]string{} // preceptee → version
	for _, p := range s.Portfolios {
		pinned[p.ID] = p.Version.Name
	}
	shared := s.sharedFiles()
	for _, f := range s.Findings {
		if v := s.lostFor(f.File); v != "" {
			shared[f.File] = append(shared[f.File], v)
		}
	}
	for _, f := range s.Findings {
		if !Blocks(f, strict) || f.RecordOnly {
			continue
		}
		if f.Preceptee == "" && s.Public != nil {
			s.Public.Blocked = true
		}
		for _, t := range s.Private {
			of := f.Preceptee == "" && (f.File == site.File || slices.Contains(shared[f.File], pinned[t.Preceptee]))
			t.Blocked = t.Blocked || of || f.Preceptee == t.Preceptee
		}
	}
}

// Blocks reports whether a finding holds anything back.
func Blocks(f finding.Finding, strict bool) bool {
	return f.Severity == finding.Error || strict && f.Severity == finding.Warning
}

// sharedFiles gives, for each file that portfolios need too, the versions that have it or inherit it.
func (s *Snapshot) sharedFiles() map[string][]string {
	files := map[string][]string{}
	for _, v := range s.Toolkit.Versions {
		files[v.File] = append(files[v.File], v.Name)
		for _, p := range v.Pages {
			if p.InPortfolios() {
				files[p.File] = append(files[p.File], v.Name)
			}
		}
	}
	return files
}

// lostFor names the version whose portfolios may need a file that gave no page: it is among the forms, or the version
// has no timeline and this may be it.
func (s *Snapshot) lostFor(file string) string {
	_, name, below := s.Toolkit.Split(file)
	v := s.Toolkit.Version(name)
	if v == nil || slices.ContainsFunc(v.Pages, func(p *toolkit.Page) bool { return p.File == file }) {
		return ""
	}
	if strings.HasPrefix(below, "forms/") || v.Programme == nil {
		return v.Name
	}
	return ""
}

// Stopped reports whether anything was held back or left out.
func (s *Snapshot) Stopped(strict bool) bool {
	for _, f := range s.Findings {
		if Blocks(f, strict) {
			return true
		}
	}
	return false
}
