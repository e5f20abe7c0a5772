package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/toolkit"
)

// lockDiffers finds the files of a locked version that are not as they were released.
func lockDiffers(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, d := range v.Differences {
			if p.differsBelow(v, d) {
				continue
			}
			file, next := v.FileAt(d.Path), "precept new version "+correction(p.Toolkit, v)+" --extends "+v.Name
			help := fmt.Sprintf("put it back as it was, with git or from a copy; "+
				"a small correction is a notice in %s, a larger one a new version: %s",
				path.Join(toolkit.Folder, v.Name, "notices.md"), next)
			if v.LockedBase != "" {
				help = "get the toolkit again from its publisher"
			}
			switch d.Change {
			case lock.Changed:
				p.Report(wholeFile(file), help,
					"version %s is locked, and this file is not as it was released", v.Name)
			case lock.Missing:
				line := 1 + slices.IndexFunc(v.Lock.Files, func(f lock.File) bool { return f.Path == d.Path })
				at := finding.Position{File: v.FileAt(lock.Name), Line: lock.Lines + line, Column: 1}
				p.Report(at, help, "version %s is locked, and its file %s is missing", v.Name, d.Path)
			case lock.Added:
				p.Report(wholeFile(file), "take it out; what is new belongs in a new version: "+next,
					"version %s is locked, and this file was not in it when it was released", v.Name)
			}
		}
	}
}

// differsBelow reports whether a version that v extends is locked and differs in the same way: that is one cause.
func (p *Pass) differsBelow(v *toolkit.Version, d lock.Difference) bool {
	for n := 0; v != nil && n < len(p.Toolkit.Versions); n++ {
		if v = p.Toolkit.Version(v.Extends); v != nil && slices.Contains(v.Differences, d) {
			return true
		}
	}
	return false
}

// correction proposes the name of the version that corrects another one: 2026.1.1 for 2026.1.
func correction(t *toolkit.Toolkit, v *toolkit.Version) string {
	for n := 1; ; n++ {
		if name := v.Name + "." + strconv.Itoa(n); t.Version(name) == nil {
			return name
		}
	}
}

// lockMissing finds versions that are released and not locked.
func lockMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !v.Released.IsZero() && !v.Locked && !v.Based {
			p.Report(v.Dated, "precept release "+v.Name+" checks it and locks it",
				"the version is released and not locked, so that nobody would notice a change")
		}
	}
}

// hold are the rules whose errors stay errors in a locked version: it is not what was released, what it publishes is
// not safe, or two of its files have one address.
func hold() []string {
	return []string{"alias-collision", "download-content", "file-unsafe", "image-content", "link-scheme",
		"lock-differs", lock.RuleEdited, "output-collision", "page-collision", "preceptee-in-content"}
}

// easeLocked makes notes of what else is found in locked versions: they were checked when they were released, and
// nothing of them may be changed. What a version that is not locked inherits from them is still to be corrected there.
func easeLocked(t *toolkit.Toolkit, findings []finding.Finding) {
	locked, open := map[string]bool{}, map[string]bool{}
	for _, v := range t.Versions {
		if v.Locked {
			locked[v.Name] = true
			continue
		}
		for _, page := range v.Pages {
			if page.Inherited != "" {
				open[page.File] = true
			}
		}
	}
	for i := range findings {
		f := &findings[i]
		below, inside := strings.CutPrefix(f.File, toolkit.Folder+"/")
		version, name, _ := strings.Cut(below, "/")
		if !inside || !locked[version] || open[f.File] || name == "notices.md" || slices.Contains(hold(), f.Rule) {
			continue
		}
		f.Severity = min(f.Severity, finding.Note)
		f.Help += "; version " + version + " is locked, so do this in the version after it"
	}
}
