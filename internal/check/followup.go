package check

import (
	"path"
	"slices"
	"strings"

	"precept/internal/base"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// unreadFiles lists the files with findings that gave no page, or a page without text. One fault has one finding, so
// the rules do not report a link to such a page, or a requirement about it.
func unreadFiles(t *toolkit.Toolkit, before []finding.Finding) map[string]bool {
	if len(before) == 0 {
		return nil
	}
	files := map[string]bool{}
	for _, f := range before {
		// with a placeholder, the file was read
		if f.Rule != source.RulePlaceholder && strings.HasSuffix(f.File, ".md") {
			files[f.File] = true
		}
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

// unreadable reports whether the page of that slug is missing only because its file could not be read, in the version
// or in one that it extends.
func (p *Pass) unreadable(v *toolkit.Version, slug string) bool {
	names := []string{slug + ".md", slug + "/index.md"}
	if slug == "" {
		names = []string{"index.md"}
	}
	for seen := 0; v != nil && seen <= len(p.Toolkit.Versions); seen++ {
		if p.unreadIn(v, names...) {
			return true
		}
		v = p.Toolkit.Version(v.Extends)
	}
	return false
}

// anyUnreadable reports whether a file of the version could not be read, so that something may be missing for that
// reason.
func (p *Pass) anyUnreadable(v *toolkit.Version) bool { return p.unreadIn(v) }

// unreadIn reports whether one of these files of the version could not be read; without names, whether any could not.
func (p *Pass) unreadIn(v *toolkit.Version, names ...string) bool {
	for file := range p.unread {
		_, version, below := p.Toolkit.Split(file)
		if version == v.Name && (len(names) == 0 || slices.Contains(names, below)) {
			return true
		}
	}
	return false
}

// headFaults lists the files with findings in their front matter: a misspelt key, or one with an invalid value, is not
// also missing.
func headFaults(before []finding.Finding) map[string]bool {
	files := map[string]bool{}
	for _, f := range before {
		if strings.HasPrefix(f.Rule, "key-") || f.Rule == "date-bad" || f.Rule == "yaml-slip" ||
			f.Rule == "front-matter-yaml" {
			files[f.File] = true
		}
	}
	return files
}

// followUps are the rules that find faults in records when their form has an error.
func followUps() []string {
	return []string{"answer-missing", "answer-unknown", "answer-wanted", "signature-field", "signature-missing"}
}

// withErrors lists the files with an error.
func withErrors(findings []finding.Finding) map[string]bool {
	faulty := map[string]bool{}
	for _, f := range findings {
		if f.Severity == finding.Error {
			faulty[f.File] = true
		}
	}
	return faulty
}

// withoutFollowUps drops findings about somebody's records whose form has an error: a field that is missing from the
// form because of that error is not a fault of the record. faulty are the files with an error.
func withoutFollowUps(
	faulty map[string]bool, who *portfolio.Portfolio, findings []finding.Finding,
) []finding.Finding {
	records := map[string]bool{}
	for _, r := range who.Records {
		if r.Page != nil && faulty[r.Page.File] {
			records[r.File] = true
		}
	}
	rules := followUps()
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return f.Severity != finding.Error && records[f.File] && slices.Contains(rules, f.Rule)
	})
}

// isBaseless reports whether a base of the project cannot be read.
func isBaseless(before []finding.Finding) bool {
	return slices.ContainsFunc(before, func(f finding.Finding) bool { return f.Rule == base.RuleUnread })
}

// missed are the rules about something missing, unused or unknown. They wait while a base cannot be read, because it
// may have it.
func missed() []string {
	return []string{"competency-form", "done-form", "download-unused", "draft-current", "form-unlinked",
		"forms-missing", "home-missing", "image-missing", "image-unused", "item-unknown", "lane-empty",
		"lane-unknown", "link-broken", "link-fragment", "local-section", "local-unknown", "milestone-form",
		"pick-missing", "private-unknown", "record-form", "record-names", "replaces-stale",
		"requirement-page", "requirement-unmet", "says-unknown", "signature-field", "signature-lane",
		"signature-person", "standard-unknown", "standard-unmet", "statement-page", "term-unknown",
		"term-unused", "timeline-missing", "version-extends", "version-missing", "version-unknown",
		"waiver-unknown"}
}

// withoutBaseless drops what may be found only because a base cannot be read. A version.md that is based on another one
// need not say what that one says.
func withoutBaseless(baseless bool, findings []finding.Finding) []finding.Finding {
	if !baseless {
		return findings
	}
	rules := missed()
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return slices.Contains(rules, f.Rule) || f.Rule == "key-missing" && path.Base(f.File) == "version.md"
	})
}

// leftOut reports whether a copy leaves out the page of that slug, which its base has.
func (p *Pass) leftOut(v *toolkit.Version, slug string) bool {
	return slices.ContainsFunc(p.Toolkit.LeftOut(v), func(file string) bool { return slugOfFile(file) == slug })
}
