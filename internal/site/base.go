package site

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
)

// Base is a toolkit that the project's own is based on: a folder with a project, or a bundle.
type Base struct {
	Folder string // slash path from the project, which may lead out of it; "" of a bundle
	Bundle string // slash path below the project; "" of a folder
	SHA256 string // of the bundle
	Pos    finding.Position
}

// Name is what findings call it: the files in it are below that name.
func (b Base) Name() string {
	if b.Bundle != "" {
		return b.Bundle
	}
	return b.Folder
}

// baseKey is the key base of data/site.yaml.
var baseKey = source.Key{
	Name: "base",
	Type: source.MapList,
	Doc:  "the toolkits that this one is based on; precept adopt writes it",
	Fields: []source.Key{
		{
			Name:    "bundle",
			Type:    source.Text,
			Doc:     "a bundle of a hub, below data/base/",
			Example: "data/base/toolkit-2026.1.zip",
		},
		{
			Name:    "sha256",
			Type:    source.Text,
			Doc:     "the checksum of the bundle",
			Example: strings.Repeat("0123456789abcdef", 4),
		},
		{
			Name:    "folder",
			Type:    source.Text,
			Doc:     "the project of a hub on the same computer, from this project's own folder",
			Example: "../hub",
		},
	},
}

var checksum = regexp.MustCompile(`^[0-9a-f]{64}$`)

// BundleFolder is where the bundles of a project are.
const BundleFolder = "data/base"

// readBases reads the toolkits that this one is based on. A wrong entry is left out with a finding.
func (s *Site) readBases(v source.Values) []finding.Finding {
	var findings []finding.Finding
	for _, m := range v.Maps("base") {
		b := Base{Folder: clean(m.Text("folder")), Bundle: clean(m.Text("bundle")), SHA256: m.Text("sha256"),
			Pos: m.Pos("bundle")}
		if b.Bundle == "" {
			b.Pos = m.Pos("folder")
		}
		message, help := b.fault()
		if message == "" && slices.ContainsFunc(s.Bases, func(o Base) bool { return o.Name() == b.Name() }) {
			message, help = fmt.Sprintf("base names %s twice", b.Name()), "delete one of the two"
		}
		if message != "" {
			findings = append(findings,
				finding.Finding{Rule: "base-unread", Position: b.Pos, Message: message, Help: help})
			continue
		}
		s.Bases = append(s.Bases, b)
	}
	return findings
}

// fault says why an entry of base cannot be used, and what to write instead.
func (b Base) fault() (message, help string) {
	const example = "write {folder: ../hub}, or let precept adopt FILE write the line for a bundle"
	switch {
	case b.Folder == "" && b.Bundle == "":
		return "an entry under base names neither a folder nor a bundle", example
	case b.Folder != "" && b.Bundle != "":
		return "an entry under base names both a folder and a bundle", "write two entries"
	case b.Bundle != "" && path.Dir(b.Bundle) != BundleFolder:
		return fmt.Sprintf("the bundle %s is not in %s", b.Bundle, BundleFolder),
			"run precept adopt with the file: it copies the bundle there"
	case b.Bundle != "" && !checksum.MatchString(b.SHA256):
		return "the bundle has no checksum, so nobody could tell whether it was changed",
			"run precept adopt with the file: it writes the checksum"
	case b.Folder == ".":
		return "base names the project's own folder", "name the folder of another project, such as ../hub"
	case path.IsAbs(b.Folder) || strings.Contains(b.Folder, ":") || strings.Contains(b.Folder, `\`):
		return "base names a folder with a path that works only on this computer",
			"write its path from the project's own folder with forward slashes, such as ../hub"
	}
	return "", ""
}

// clean is a path without what says nothing; "" where there is none.
func clean(name string) string {
	if name == "" {
		return ""
	}
	return path.Clean(name)
}
