package check

import (
	"cmp"
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
	known := map[string]map[string]lock.Change{} // by version, then by path
	for _, v := range p.Toolkit.Versions {
		known[v.Name] = make(map[string]lock.Change, len(v.Differences))
		for _, d := range v.Differences {
			known[v.Name][d.Path] = d.Change
		}
	}
	for _, v := range p.Toolkit.Versions {
		extended := p.extended(v)
		for _, d := range v.Differences {
			below := func(name string) bool { return known[name][d.Path] == d.Change }
			if slices.ContainsFunc(extended, below) || p.baseless && d.Change == lock.Missing {
				continue // what a version that v extends has too, or a base that cannot be read, is one cause
			}
			p.differs(v, d)
		}
	}
}

// differs reports one file of a locked version.
func (p *Pass) differs(v *toolkit.Version, d lock.Difference) {
	file := v.FileAt(d.Path)
	help := goOn(p.Toolkit, v, file, d)
	switch d.Change {
	case lock.Changed:
		p.Report(wholeFile(file), help, "version %s is locked, and this file is not as it was released", v.Name)
	case lock.Missing:
		p.Report(finding.Position{File: v.FileAt(lock.Name), Line: d.Line, Column: 1}, help,
			"version %s is locked, and its file %s is missing", v.Name, d.Path)
	case lock.Added:
		p.Report(wholeFile(file), help,
			"version %s is locked, and this file was not in it when it was released", v.Name)
	}
}

// goOn says to somebody who changed a locked version how to undo that, and how to keep what they wrote in the version
// after it.
func goOn(t *toolkit.Toolkit, v *toolkit.Version, file string, d lock.Difference) string {
	if v.LockedBase != "" {
		return "get the toolkit again from its publisher"
	}
	next, begin := versionAfter(t, v)
	there := path.Join(toolkit.Folder, next, d.Path)
	slug, page := strings.CutSuffix(d.Path, ".md")
	_, of, _ := t.Split(file)
	keep := begin + "copy it to " + there
	switch {
	case d.Change == lock.Added:
		return "to keep it, " + begin + "move it to " + there + "; otherwise delete it"
	case d.Change == lock.Missing && page:
		keep = fmt.Sprintf("%swrite drop: [%s] into %s", begin, strings.TrimSuffix(slug, "/index"),
			path.Join(toolkit.Folder, next, "version.md"))
	case d.Change == lock.Missing:
		return "put it back, with git checkout or from a copy"
	case d.Path == "version.md":
		keep = begin + "write it into " + there
	case page:
		keep = fmt.Sprintf("%sprecept new page --from %s/%s --version %s", cmp.Or(begin, "run "), of, slug, next)
	}
	help := "put it back, with git checkout or from a copy; to keep the change, first " + keep
	if d.Change == lock.Changed {
		help += "; a small correction can be a notice in " + path.Join(toolkit.Folder, v.Name, "notices.md")
	}
	return help
}

// versionAfter is the version into which a change of a locked one goes: a draft that extends it already, or a new one
// with the command that begins it.
func versionAfter(t *toolkit.Toolkit, v *toolkit.Version) (name, begin string) {
	for _, o := range t.Versions {
		if o.Extends == v.Name && o.Draft() && !o.Locked && !o.Based {
			return o.Name, ""
		}
	}
	name = correction(t, v)
	return name, "run precept new version " + name + " --extends " + v.Name + ", then "
}

// extended names the versions that v extends, directly or by way of others.
func (p *Pass) extended(v *toolkit.Version) []string {
	var list []string
	for v.Extends != "" && !slices.Contains(list, v.Extends) {
		list = append(list, v.Extends)
		if v = p.Toolkit.Version(v.Extends); v == nil {
			break
		}
	}
	return list
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
			p.Report(v.Dated, "precept release "+v.Name+
				" checks it and locks it; where it had a lock, put that back instead, with git or from a copy",
				"the version is released and not locked, so nobody would notice a change")
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
// nothing of them may be changed. A file that is being changed anyway keeps its findings, for whoever writes in
// it. What a version that is not locked inherits from them is still to be corrected there.
func easeLocked(t *toolkit.Toolkit, findings []finding.Finding) {
	locked, open := map[string]bool{}, map[string]bool{}
	for _, v := range t.Versions {
		for _, file := range v.Edited() {
			open[file] = true
		}
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
