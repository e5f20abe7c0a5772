package build

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// MarkChecked writes the day of the check beside each source whose address works, in drafts and in the version that is
// about to be released.
func MarkChecked(project string, s *Snapshot, release string, works func(address string) bool, day civil.Date) (
	[]Fixed, error) {
	tree, err := store.Open(project)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	var done []Fixed
	for _, v := range s.Toolkit.Versions {
		if !s.Toolkit.Newest(v) && v.Name != release || v.Locked {
			continue
		}
		for _, p := range v.Pages {
			var list []toolkit.Source
			for _, from := range p.Sources {
				if works(from.URL) && from.Checked != day && p.Inherited == "" {
					list = append(list, from)
				}
			}
			if err := markFile(tree, p.File, list, day); err != nil {
				return done, err
			}
			if len(list) > 0 {
				done = append(done, Fixed{File: p.File, Count: len(list)})
			}
		}
	}
	return done, nil
}

func markFile(tree *store.Root, name string, list []toolkit.Source, day civil.Date) error {
	if len(list) == 0 {
		return nil
	}
	raw, err := tree.Read(name, source.MaxFile)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	file, _ := source.Read(name, raw, source.MaxFile)
	if file == nil {
		return nil
	}
	lines := strings.Split(string(raw), "\n")
	slices.Reverse(list) // from the end, so that places before stay where they are
	for _, from := range list {
		place, mark := from.Pos, marked
		if !from.Checked.IsZero() {
			place, mark = from.CheckedPos, replaced
		}
		at := place.Line - 1
		lines[at] = mark(lines[at], place.Column-1, place.End-1, day.String())
	}
	if err := tree.Write(name, []byte(strings.Join(lines, "\n"))); err != nil {
		return fmt.Errorf("writing %s: %w", name, store.Cause(err))
	}
	return nil
}

// replaced puts the day into the place of an earlier one. Columns count runes.
func replaced(line string, from, to int, day string) string {
	runes := []rune(line)
	return string(runes[:from]) + day + string(runes[to:])
}

// marked puts checked: behind the address of a source: within its braces, or on a line of its own below.
func marked(line string, from, to int, day string) string {
	runes := []rune(line)
	before, after := string(runes[:from]), string(runes[to:])
	if strings.Contains(before, "{") || strings.IndexAny(strings.TrimSpace(after), "},") == 0 {
		return before + string(runes[from:to]) + ", checked: " + day + after
	}
	indent := strings.Repeat(" ", strings.LastIndex(before, "url"))
	ending := ""
	if text, ok := strings.CutSuffix(line, "\r"); ok {
		line, ending = text, "\r"
	}
	return line + ending + "\n" + indent + "checked: " + day + ending
}
