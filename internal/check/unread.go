package check

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// unread lists files that something is wrong with and that gave no page, or one without its text. One fault has one finding: a
// link to such a page, or a requirement about it, is not at fault as well.
func unread(t *toolkit.Toolkit, before []finding.Finding) map[string]bool {
	if len(before) == 0 {
		return nil
	}
	files := map[string]bool{}
	for _, f := range before {
		if f.Rule != source.RulePlaceholder { // the file was read, and says what it was begun with
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

// misread lists files with findings in their front matter: a key that is misspelt or whose value cannot be read is not missing
// as well.
func misread(before []finding.Finding) map[string]bool {
	files := map[string]bool{}
	for _, f := range before {
		if strings.HasPrefix(f.Rule, "key-") || f.Rule == "date-bad" || f.Rule == "yaml-slip" {
			files[f.File] = true
		}
	}
	return files
}

// echoes are what is found in records where their form is at fault.
var echoes = [...]string{"answer-missing", "answer-unknown", "signature-field", "signature-missing"}

// withoutEchoes leaves out what a record is said to have wrong where its form bears an error: a field that the form lost for its
// own fault is not unknown to the record as well.
func withoutEchoes(in Input, findings []finding.Finding) []finding.Finding {
	faulty := map[string]bool{}
	for _, f := range findings {
		if f.Severity == finding.Error {
			faulty[f.File] = true
		}
	}
	records := map[string]bool{}
	for _, p := range in.Portfolios {
		for _, r := range p.Records {
			if r.Page != nil && faulty[r.Page.File] {
				records[r.File] = true
			}
		}
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return f.Severity != finding.Error && records[f.File] && slices.Contains(echoes[:], f.Rule)
	})
}
