package check

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"precept/internal/finding"
	"precept/internal/plan"
)

// outputCollision finds two files of the public tree with the same address, or with addresses that differ only by case
// or Unicode form, which are the same file on some systems. It also finds a file that has the name of a folder.
func outputCollision(p *Pass) {
	reported := p.reportedAliases()
	fold := cases.Fold()
	name := func(s string) string {
		plain := true
		for i := 0; i < len(s) && plain; i++ {
			plain = s[i] < 0x80 && (s[i] < 'A' || s[i] > 'Z')
		}
		if plain {
			return s
		}
		return fold.String(norm.NFC.String(s))
	}
	outputs := p.Public
	for _, added := range p.Added {
		outputs = append(slices.Clip(outputs), plan.Output{Path: added})
	}
	seen := make(map[string]*plan.Output, len(outputs))
	folders := map[string]bool{}
	for i := range outputs {
		o := &outputs[i]
		key := name(o.Path)
		first := seen[key]
		switch {
		case first == nil:
			seen[key] = o
			for dir := path.Dir(key); dir != "." && !folders[dir]; dir = path.Dir(dir) {
				folders[dir] = true
			}
		case !reported[o.Path]:
			both := origin(first) + " and " + origin(o)
			if first.Source == "" && o.Source == "" {
				both = "two files of the theme or of precept itself"
			}
			if own := ofTheme(first, o); own != nil {
				p.Report(wholeFile(own.Source), p.withoutClash(own),
					"the file has the name of one that precept makes: %s", o.Path)
			} else if first.Path == o.Path {
				p.Report(place(o, first), "rename one of the two", "%s would be the same file: %s", both, o.Path)
			} else {
				p.Report(place(o, first), "rename one of the two",
					"%s would be the same file on some computers: %s and %s", both, first.Path, o.Path)
			}
		}
	}
	for i := range outputs {
		if o := &outputs[i]; folders[name(o.Path)] {
			p.Report(place(o, o), "rename the file", "%s would have the name of a folder: %s", origin(o), o.Path)
		}
	}
}

// ofTheme gives the one of two outputs that is a file of the site's own theme, where the other is precept's.
func ofTheme(a, b *plan.Output) *plan.Output {
	switch {
	case a.Source == "" && strings.HasPrefix(b.Source, "themes/"):
		return b
	case b.Source == "" && strings.HasPrefix(a.Source, "themes/"):
		return a
	}
	return nil
}

// withoutClash says what to do with a file of a theme that has the name of one of precept's own.
func (p *Pass) withoutClash(own *plan.Output) string {
	if slices.Contains(p.Added, own.Path) && own.Path != "build.json" {
		return "delete it to publish precept's, or use --host plain, with which precept makes none"
	}
	return "delete it, or give it another name"
}

// reportedAliases are addresses of aliases that collide with pages or with each other, which has its own rule.
func (p *Pass) reportedAliases() map[string]bool {
	told := map[string]bool{}
	count := map[string]int{}
	for _, a := range p.Aliases {
		count[a.From]++
		slug := strings.TrimSuffix(a.Word.Text, "/index")
		if v := p.Toolkit.Version(a.Page.Version); count[a.From] > 1 || v != nil && v.Page(slug) != nil {
			told[a.From] = true
		}
	}
	return told
}

// place is where to fix the collision: the source of one of the two, or the site.
func place(o, other *plan.Output) finding.Position {
	switch {
	case o.Source != "" && strings.HasSuffix(o.Source, ".md"):
		return wholeFile(o.Source)
	case other.Source != "":
		return wholeFile(other.Source)
	case o.Source != "":
		return wholeFile(o.Source)
	}
	return wholeFile("data/site.yaml")
}

func origin(o *plan.Output) string {
	if o.Source != "" {
		return o.Source
	}
	return "a file of the theme or of precept itself"
}
