package build

import (
	"fmt"
	"io/fs"
	"slices"

	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/theme"
	"precept/internal/toolkit"
)

// design is the theme that a snapshot's pages are made with.
type design struct {
	theme    *theme.Theme
	scripts  theme.Scripts // of form pages; none where the toolkit has no forms
	findings []finding.Finding
	hues     []theme.Hue // own colours of lanes
}

// hues are the lanes' own colours, each once.
func (s *Snapshot) hues() []theme.Hue {
	var list []theme.Hue
	for _, v := range s.Toolkit.Versions {
		for _, l := range v.Lanes() {
			if l.Colour != "" && !slices.ContainsFunc(list, func(h theme.Hue) bool { return h.Colour == l.Colour }) {
				list = append(list, theme.Hue{Class: l.Hue(), Colour: l.Colour, At: l.ColourAt})
			}
		}
	}
	return list
}

// loadTheme lays a site's own theme over the built-in one. The built-in one alone cannot change while the program runs,
// so it is taken over from the snapshot before.
func (s *Snapshot) loadTheme(tree *store.Root, previous *Snapshot) error {
	forms := slices.ContainsFunc(s.Toolkit.Published(), func(v *toolkit.Version) bool { return len(v.Forms) > 0 })
	hues := s.hues()
	builtin := s.Site.Theme == "" || s.Site.Theme == "default"
	if builtin && previous != nil && previous.Site.Theme == s.Site.Theme && previous.Site.Accent == s.Site.Accent &&
		slices.Equal(hues, previous.design.hues) &&
		(previous.design.scripts.Form.Path != "" || !forms) {
		s.design = previous.design
		if !forms {
			s.design.scripts = theme.Scripts{}
		}
		return nil
	}
	var overlay fs.FS
	if !builtin {
		sub, err := tree.Sub("themes/" + s.Site.Theme)
		if err != nil {
			return fmt.Errorf("opening the theme %s: %w", s.Site.Theme, store.Cause(err))
		}
		defer sub.Close()
		overlay = sub.FS()
	}
	d := design{hues: hues}
	var err error
	accent := theme.Accent{Light: s.Site.Accent, At: s.Site.AccentPos}
	if d.theme, d.findings, err = theme.Load(overlay, accent, hues...); err != nil {
		return fmt.Errorf("loading the theme: %w", err)
	}
	if forms {
		var more []finding.Finding
		if d.scripts, more, err = theme.FormScripts(overlay); err != nil {
			return fmt.Errorf("loading the theme: %w", err)
		}
		d.findings = append(d.findings, more...)
	}
	for i := range d.findings {
		if f := d.findings[i]; f.File != site.File && f.Rule != "lane-colour" {
			d.findings[i].File = "themes/" + s.Site.Theme + "/" + d.findings[i].File
		}
	}
	s.design = d
	return nil
}
