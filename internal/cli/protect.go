package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
)

const (
	ignoreFile = ".gitignore"
	// guardPreceptees keeps real people's records out of git; precept refuses to read them in a work tree without this
	// line.
	guardPreceptees = "data/preceptees/*"
)

// protect makes a project ready for a preceptee: git takes no real one in and lets an example through, and the site
// says who holds real records.
func (a *app) protect(project, dir, id string, s *site.Site, example bool) error {
	if s.Preceptees == site.DefaultPreceptees {
		lines := []string{guardPreceptees}
		if example {
			lines = append(lines, "!"+site.DefaultPreceptees+"/"+id+"/")
		}
		if err := a.addIgnored(project, lines); err != nil {
			return err
		}
	}
	if example {
		return nil
	}
	open, err := store.Unguarded(dir, guardPreceptees)
	if err != nil {
		return fmt.Errorf("looking for the git work tree of %s: %w", a.shown(dir), store.Cause(err))
	}
	if open {
		return usage("%s is in a git work tree that would take in a real preceptee's records; "+
			"add the line %s to the top %s, or name a folder outside under preceptees in %s",
			a.shown(dir), guardPreceptees, ignoreFile, site.File)
	}
	if s.Privacy.KeepMonths > 0 {
		return nil
	}
	return a.addPrivacy(project)
}

// addIgnored adds the lines to the project's .gitignore that are not there yet.
func (a *app) addIgnored(project string, lines []string) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	text, err := tree.Read(ignoreFile, 1<<20)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", ignoreFile, store.Cause(err))
	}
	has := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		has[strings.TrimPrefix(strings.TrimSpace(line), "/")] = true
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return has[line] })
	if len(lines) == 0 {
		return nil
	}
	text = append(ended(text), strings.Join(lines, "\n")+"\n"...)
	if err := tree.Write(ignoreFile, text); err != nil {
		return fmt.Errorf("writing %s: %w", ignoreFile, store.Cause(err))
	}
	a.say("added to %s: %s", a.shown(filepath.Join(project, ignoreFile)), strings.Join(lines, ", "))
	return nil
}

// ended is a text with a line feed at its end.
func ended(text []byte) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return append(slices.Clone(text), '\n')
	}
	return text
}

// addPrivacy adds to data/site.yaml what must be said about real people's records, for somebody to fill in.
func (a *app) addPrivacy(project string) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	raw, err := tree.Read(site.File, source.MaxFile)
	if err != nil {
		return fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	text := slices.Concat(ended(raw), []byte(begin("", "privacy.yaml", values{}).text))
	wrong := func(f finding.Finding) bool { return f.Rule != source.RulePlaceholder }
	if s, findings := site.Read(text); s.Privacy.KeepMonths == 0 || slices.ContainsFunc(findings, wrong) {
		return usage("%s does not say who holds the records of real preceptees; "+
			"add privacy with controller, contact and keep_months to it first", site.File)
	}
	if err := tree.Write(site.File, text); err != nil {
		return fmt.Errorf("writing %s: %w", site.File, store.Cause(err))
	}
	a.say("added privacy to %s: say there who holds the records, whom to ask, and for how long they are kept",
		a.shown(filepath.Join(project, filepath.FromSlash(site.File))))
	return nil
}
