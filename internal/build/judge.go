package build

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/site"
	"precept/internal/toolkit"
)

// judge counts the findings and says which trees they block: an error blocks the part it stands in, and one in a version's
// forms, timeline, competencies or standards also the portfolios pinned to that version.
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
		if !Blocks(f, strict) || f.LeftOut {
			continue
		}
		if f.Preceptee == "" && s.Public != nil {
			s.Public.Blocked = true
		}
		for _, t := range s.Private {
			t.Blocked = t.Blocked || f.Preceptee == t.Preceptee || f.Preceptee == "" && (f.File == site.File || shared[f.File] == pinned[t.Preceptee])
		}
	}
}

// Blocks reports whether a finding holds anything back.
func Blocks(f finding.Finding, strict bool) bool {
	return f.Severity == finding.Error || strict && f.Severity == finding.Warning
}

// sharedFiles gives the version of each file that portfolios stand on too.
func (s *Snapshot) sharedFiles() map[string]string {
	files := map[string]string{}
	for _, v := range s.Toolkit.Versions {
		files[v.File] = v.Name
		for _, p := range v.Pages {
			switch p.Kind {
			case item.Form, item.Timeline, item.Competencies, item.Standards:
				files[p.File] = v.Name
			}
		}
	}
	return files
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

// InVersion names the version that a file belongs to, or "".
func InVersion(file string) string {
	rest, ok := strings.CutPrefix(file, toolkit.Folder+"/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}
