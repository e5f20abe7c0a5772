package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/source"
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

// loadTheme lays a site's own theme over the built-in one. Without one, the built-in theme cannot change while the
// program runs, so it comes from the snapshot before.
func (s *Snapshot) loadTheme(tree *store.Root, previous *Snapshot) error {
	forms := slices.ContainsFunc(s.Toolkit.Versions, func(v *toolkit.Version) bool { return len(v.Forms) > 0 })
	hues := s.hues()
	builtin := s.Site.Theme == "" || s.Site.Theme == "default"
	if builtin && previous != nil && previous.Site.Theme == s.Site.Theme && previous.Site.Accent == s.Site.Accent &&
		previous.Words().Digest() == s.Words().Digest() &&
		slices.Equal(hues, previous.design.hues) &&
		(previous.design.scripts.Form.Path != "" || !forms) {
		s.design = previous.design
		if !forms {
			s.design.scripts = theme.Scripts{}
		}
		return nil
	}
	d := design{hues: hues}
	var overlay fs.FS
	var absent []finding.Finding
	if !builtin {
		sub, missing, err := s.ownTheme(tree)
		if err != nil {
			return err
		}
		if sub != nil {
			defer sub.Close()
			overlay = sub.FS()
		}
		absent = missing
	}
	var err error
	accent := theme.Accent{Light: s.Site.Accent, At: s.Site.AccentPos}
	if d.theme, d.findings, err = theme.Load(overlay, s.Words(), accent, hues...); err != nil {
		return fmt.Errorf("loading the theme: %w", err)
	}
	if forms {
		var more []finding.Finding
		if d.scripts, more, err = theme.FormScripts(overlay, s.Words()); err != nil {
			return fmt.Errorf("loading the theme: %w", err)
		}
		d.findings = append(d.findings, more...)
	}
	for i := range d.findings {
		if f := d.findings[i]; f.File != site.File && f.Rule != "lane-colour" {
			d.findings[i].File = "themes/" + s.Site.Theme + "/" + d.findings[i].File
		}
	}
	d.findings = append(d.findings, absent...)
	s.design = d
	return nil
}

// ownTheme opens the folder of the site's own theme. Where there is none, it says so, with the name that was probably
// meant.
func (s *Snapshot) ownTheme(tree *store.Root) (*store.Root, []finding.Finding, error) {
	name := "themes/" + s.Site.Theme
	e, err := tree.Stat(name)
	if err == nil && e.Kind == store.Folder {
		sub, err := tree.Sub(name)
		if err != nil {
			return nil, nil, fmt.Errorf("opening the theme %s: %w", s.Site.Theme, store.Cause(err))
		}
		return sub, nil, nil
	}
	found := finding.Finding{Rule: "theme-missing", Position: s.Site.ThemePos}
	switch {
	case err == nil:
		found.Message = name + " is not a folder, so the built-in theme is used"
		found.Help = "put the files of the theme into a folder of that name, or delete the key name"
	case errors.Is(err, fs.ErrNotExist):
		found.Message = "there is no folder " + name + ", so the built-in theme is used"
		entries, err := tree.List("themes")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("listing themes: %w", store.Cause(err))
		}
		names := []string{"default"}
		for _, e := range entries {
			if e.Kind == store.Folder {
				names = append(names, path.Base(e.Path))
			}
		}
		found.Help = source.DidYouMean(s.Site.Theme, names, "",
			"make the folder, or delete the key name to use the built-in theme")
	default:
		return nil, nil, fmt.Errorf("looking at %s: %w", name, store.Cause(err))
	}
	return nil, []finding.Finding{found}, nil
}
