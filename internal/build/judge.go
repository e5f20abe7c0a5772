package build

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/toolkit"
)

// held says which portfolios are held back by faults in what they share.
type held struct {
	all      bool
	versions map[string]bool // by the name of the version that somebody follows
}

// holds reports whether a portfolio is held back, for itself or for what it shares.
func (h held) holds(who *portfolio.Portfolio, found []finding.Finding, strict bool) bool {
	return h.all || h.versions[who.Version.Name] || slices.ContainsFunc(found, func(f finding.Finding) bool {
		return Blocks(f, strict) && !f.RecordOnly && f.Preceptee == who.ID
	})
}

// sum counts the findings, the pages and the portfolios.
func (s *Snapshot) sum() {
	s.Summary = finding.Count(s.Findings)
	s.Summary.Pages, s.Summary.Portfolios = s.pages(), len(s.Private)
}

// pages is how many pages the toolkit has, in all its versions.
func (s *Snapshot) pages() int {
	n := 0
	for _, v := range s.Toolkit.Versions {
		n += len(v.Pages)
	}
	return n
}

// judgeShared says what the findings about the site and the toolkit block: an error blocks the part it is in, and one
// in a version's forms, timeline, competencies or standards also the portfolios of that version.
func (s *Snapshot) judgeShared(strict bool) {
	s.sum()
	shared := s.sharedFiles()
	for _, f := range s.Findings {
		if v := s.lostFor(f.File); v != "" {
			shared[f.File] = append(shared[f.File], v)
		}
	}
	s.held.versions = map[string]bool{}
	for _, f := range s.Findings {
		if !Blocks(f, strict) || f.RecordOnly || f.Preceptee != "" {
			continue
		}
		if s.Public != nil {
			s.Public.Blocked = true
		}
		s.held.all = s.held.all || f.File == site.File
		for _, v := range shared[f.File] {
			s.held.versions[v] = true
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
