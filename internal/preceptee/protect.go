package preceptee

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/git"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
)

const (
	IgnoreFile = ".gitignore"
	// Guard keeps real people's records out of git; precept refuses to read them where git would take them in.
	Guard = "data/preceptees/*"
)

// Change is one file of the project that must be written with a new person's.
type Change struct {
	Name          string // below the project
	Before, After []byte // Before is nil where there is no such file yet
	Said          string // what was done: "added to .gitignore: data/preceptees/*"
}

// Refusal is why somebody's folder cannot be begun, with what to do first.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Privacy is what data/site.yaml must say once real people's records are kept.
type Privacy struct {
	Controller, Contact string
	Months              int // for how long records are kept
}

// Protect gives what makes a project ready for a preceptee: git takes no real one in and lets an example through, and
// the site says who holds real records. dir is the folder of all preceptees; privacy is used where the site does not
// say it yet. The error is a Refusal where that has to be done by hand first.
func Protect(
	ctx context.Context, project *store.Root, s *site.Site, dir, id string, example bool, privacy Privacy,
) ([]Change, error) {
	ignored, err := project.Read(IgnoreFile, 1<<20)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading %s: %w", IgnoreFile, store.Cause(err))
	}
	var changes []Change
	if s.Preceptees == site.DefaultPreceptees {
		lines := []string{Guard}
		if example {
			lines = append(lines, "!"+site.DefaultPreceptees+"/"+id+"/")
		}
		changes = addIgnored(ignored, lines)
	}
	if example {
		return changes, nil
	}
	for _, c := range changes {
		ignored = c.After
	}
	open, err := git.Would(ctx, dir, id, filepath.Join(project.Dir(), IgnoreFile), ignored)
	switch {
	case err != nil:
		return nil, fmt.Errorf("looking for the git work tree of %s: %w", s.Preceptees, store.Cause(err))
	case open:
		return nil, Refusal(fmt.Sprintf("%s is in a git work tree that has a file of %s, or would take in a real "+
			"person's records; add the line %s to the top %s, delete a line that lets %[2]s through, "+
			"or name a folder outside under preceptees in %[5]s", s.Preceptees, id, Guard, IgnoreFile, site.File))
	case s.Privacy.KeepMonths > 0:
		return changes, nil
	}
	c, err := addPrivacy(project, privacy)
	return append(changes, c...), err
}

// addIgnored adds the lines to the text of the project's .gitignore that are not there yet.
func addIgnored(text []byte, lines []string) []Change {
	has := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		has[strings.TrimPrefix(strings.TrimSpace(line), "/")] = true
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return has[line] })
	if len(lines) == 0 {
		return nil
	}
	return []Change{{Name: IgnoreFile, Before: text, After: append(ended(text), strings.Join(lines, "\n")+"\n"...),
		Said: "added to " + IgnoreFile + ": " + strings.Join(lines, ", ")}}
}

// ended is a text with a line feed at its end.
func ended(text []byte) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return append(slices.Clone(text), '\n')
	}
	return slices.Clone(text)
}

// addPrivacy adds to data/site.yaml what must be said about real people's records.
func addPrivacy(project *store.Root, p Privacy) ([]Change, error) {
	raw, err := project.Read(site.File, source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	var b bytes.Buffer
	b.Write(ended(raw))
	fmt.Fprintf(&b, "privacy:\n  controller: %q\n  contact: %q\n  keep_months: %d\n", p.Controller, p.Contact, p.Months)
	wrong := func(f finding.Finding) bool { return f.Rule != source.RulePlaceholder }
	if s, findings := site.Read(b.Bytes()); s.Privacy.KeepMonths == 0 || slices.ContainsFunc(findings, wrong) {
		return nil, Refusal(site.File + " does not say who holds the records of real people; " +
			"add privacy with controller, contact and keep_months to it first")
	}
	return []Change{{Name: site.File, Before: raw, After: b.Bytes(), Said: "added privacy to " + site.File}}, nil
}
