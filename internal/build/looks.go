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

// looks are the theme that a snapshot is shown in.
type looks struct {
	theme    *theme.Theme
	filling  theme.Scripts // none where there is nothing to fill in
	findings []finding.Finding
}

// dress lays a site's own theme over the built-in one. The built-in one alone cannot change while the program runs, so it is
// taken over from the snapshot before.
func (s *Snapshot) dress(tree *store.Tree, previous *Snapshot) error {
	forms := slices.ContainsFunc(s.Toolkit.Published(), func(v *toolkit.Version) bool { return len(v.Forms) > 0 })
	builtin := s.Site.Theme == "" || s.Site.Theme == "default"
	if builtin && previous != nil && previous.Site.Theme == s.Site.Theme && previous.Site.Accent == s.Site.Accent && (previous.looks.filling.Form.Path != "" || !forms) {
		s.looks = previous.looks
		if !forms {
			s.looks.filling = theme.Scripts{}
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
	var l looks
	var err error
	if l.theme, l.findings, err = theme.Load(overlay, theme.Accent{Light: s.Site.Accent, At: s.Site.AccentPos}); err != nil {
		return fmt.Errorf("loading the theme: %w", err)
	}
	if forms {
		var more []finding.Finding
		if l.filling, more, err = theme.FormScripts(overlay); err != nil {
			return fmt.Errorf("loading the theme: %w", err)
		}
		l.findings = append(l.findings, more...)
	}
	for i := range l.findings {
		if l.findings[i].File != site.File {
			l.findings[i].File = "themes/" + s.Site.Theme + "/" + l.findings[i].File
		}
	}
	s.looks = l
	return nil
}
