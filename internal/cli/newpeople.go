package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

const (
	ignoreFile = ".gitignore"
	// guardPreceptees keeps real people's records out of git; without this line in a work tree precept refuses to read them.
	guardPreceptees = "data/preceptees/*"
)

func (a *app) newPreceptee() *cobra.Command {
	var example bool
	var name, version string
	cmd := &cobra.Command{Use: "preceptee ID", Short: "A preceptee's folder", Args: exact(1, "an id, such as jo-example"),
		Long: "Begins a preceptee's folder below the preceptees' folder. --example marks an\ninvented person, who may be published with the project. For a real one, data/site.yaml\n" +
			"must say who holds the records, and git must not take them in: what is missing\nis added, and said.",
		Example: "  precept new preceptee jo-example --example --name \"Jo Example\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			id := args[0]
			if message, help := toolkit.NameFault("a/" + id); message != "" || strings.Contains(id, "/") {
				return usage("%q cannot name a preceptee; %s", id, or(help, "use small letters a to z, figures and hyphens, beginning with a letter"))
			}
			project, today, err := a.projectToday()
			if err != nil {
				return err
			}
			s, err := readSite(project)
			if err != nil {
				return err
			}
			if version == "" {
				version, err = a.newestReleased(cmd.Context(), project)
			} else {
				err = wantVersion(project, version)
			}
			if err != nil {
				return err
			}
			dir := a.preceptees(project, s)
			if store.IsFile(filepath.Join(dir, id, record.PrecepteeName)) {
				return usage("%s is there already and is left as it is", a.shown(filepath.Join(dir, id, record.PrecepteeName)))
			}
			if err := a.guard(project, dir, id, s, example); err != nil {
				return err
			}
			return a.write(dir, []scaffold{{id + "/" + record.PrecepteeName, precepteeText(or(name, names(id)), version, today, example)}})
		}}
	a.scaffoldFlags(cmd)
	cmd.Flags().BoolVar(&example, "example", false, "an invented person")
	cmd.Flags().StringVar(&name, "name", "", "their `NAME`")
	cmd.Flags().StringVar(&version, "version", "", "the `VERSION` that they start on (default: the newest that is released)")
	return cmd
}

// guard readies a project for a preceptee: git takes no real one in and lets an example through, and the site says who holds
// real records.
func (a *app) guard(project, dir, id string, s *site.Site, example bool) error {
	if s.Preceptees == site.DefaultPreceptees {
		lines := []string{guardPreceptees}
		if example {
			lines = append(lines, "!"+site.DefaultPreceptees+"/"+id+"/")
		}
		if err := a.ignore(project, lines); err != nil {
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
		return usage("%s lies in a git work tree that would take a real preceptee's records in; add the line %s to the top .gitignore, or name a folder outside under preceptees in %s", a.shown(dir), guardPreceptees, site.File)
	}
	if s.Privacy.KeepMonths > 0 {
		return nil
	}
	return a.privacy(project)
}

// ignore adds lines to the project's .gitignore that are not there yet.
func (a *app) ignore(project string, lines []string) error {
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
	var add []string
	for _, line := range lines {
		if !has[line] {
			add = append(add, line)
		}
	}
	if len(add) == 0 {
		return nil
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	if err := tree.Write(ignoreFile, append(text, strings.Join(add, "\n")+"\n"...)); err != nil {
		return fmt.Errorf("writing %s: %w", ignoreFile, store.Cause(err))
	}
	a.say("added to %s: %s", a.shown(filepath.Join(project, ignoreFile)), strings.Join(add, ", "))
	return nil
}

// privacy adds to data/site.yaml what must be said of real people's records, for somebody to fill in.
func (a *app) privacy(project string) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	raw, err := tree.Read(site.File, source.MaxFile)
	if err != nil {
		return fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	text := append([]byte{}, raw...)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	text = append(text, privacyText...)
	wrong := func(f finding.Finding) bool { return f.Rule != source.RulePlaceholder }
	if s, findings := site.Read(text); s.Privacy.KeepMonths == 0 || slices.ContainsFunc(findings, wrong) {
		return usage("%s does not say who holds the records of real preceptees; add privacy with controller, contact and keep_months to it first", site.File)
	}
	if err := tree.Write(site.File, text); err != nil {
		return fmt.Errorf("writing %s: %w", site.File, store.Cause(err))
	}
	a.say("added privacy to %s: say there who holds the records, whom to ask, and for how long they are kept", a.shown(filepath.Join(project, filepath.FromSlash(site.File))))
	return nil
}

func (a *app) newRecord() *cobra.Command {
	var about string
	cmd := &cobra.Command{Use: "record ID FORM", Short: "A record to fill in by hand", Args: exact(2, "a preceptee's id and a form"),
		Long: "Writes a record of a form to fill in by hand, with a line for each of its fields.\n" +
			"Private fields are left out: what is written there belongs in a file of the\npreceptee's own.",
		Example: "  precept new record jo-example monthly-meeting",
		RunE: func(cmd *cobra.Command, args []string) error {
			id := args[0]
			project, today, err := a.projectToday()
			if err != nil {
				return err
			}
			s, err := readSite(project)
			if err != nil {
				return err
			}
			dir := a.preceptees(project, s)
			if !toolkit.VersionName(id) || !store.IsFile(filepath.Join(dir, id, record.PrecepteeName)) {
				return usage("there is no preceptee %q; precept new preceptee begins one", id)
			}
			v, f, err := a.form(cmd.Context(), project, dir, id, args[1])
			if err != nil {
				return err
			}
			if about, err = subject(v, f, about); err != nil {
				return err
			}
			if f.Visibility == "never" {
				return usage("nothing of the form %q is ever kept: it is for paper and the screen alone", f.Slug)
			}
			recordID := record.NewID([]byte(rand.Text()))
			file := scaffold{record.FileName(&form.Record{Form: f.Slug, ID: recordID, Date: today}), recordText(f, about, recordID, today)}
			if f.Subject == "organisation" {
				return a.write(filepath.Join(project, filepath.FromSlash(record.Organisation)), []scaffold{file})
			}
			file.name = id + "/" + file.name
			return a.write(dir, []scaffold{file})
		}}
	a.scaffoldFlags(cmd)
	cmd.Flags().StringVar(&about, "about", "", "the competency's `ID`, for a form that is filled in about each (default: the first)")
	return cmd
}

// subject is the competency that a record is about; "" where its form is not filled in about each.
func subject(v *toolkit.Version, f *form.Form, about string) (string, error) {
	if f.Repeats != "each-competency" {
		if about != "" {
			return "", usage("the form %q is not filled in about a competency; leave --about out", f.Slug)
		}
		return "", nil
	}
	var ids []string
	for _, c := range v.Competencies {
		if c.Form == f.Slug {
			ids = append(ids, c.ID)
		}
	}
	switch {
	case len(ids) == 0:
		return "", usage("the form %q is filled in about each competency, and version %s has none that names it", f.Slug, v.Name)
	case about == "":
		return ids[0], nil
	case slices.Contains(ids, about):
		return about, nil
	}
	if s := source.Suggest(about, ids); s != "" {
		return "", usage("there is no competency %q; did you mean %s?", about, s)
	}
	return "", usage("there is no competency %q; they are %s", about, strings.Join(ids, ", "))
}

// form finds a form of the version that a preceptee started on.
func (a *app) form(ctx context.Context, project, dir, id, slug string) (*toolkit.Version, *form.Form, error) {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return nil, nil, err
	}
	who, err := readPreceptee(dir, id)
	if err != nil {
		return nil, nil, err
	}
	v := t.Version(who.Toolkit)
	if v == nil {
		return nil, nil, usage("%s started on version %q, which does not exist; mend toolkit in preceptee.md", id, who.Toolkit)
	}
	if f := v.Form(slug); f != nil {
		return v, f, nil
	}
	var slugs []string
	for _, other := range v.Forms {
		slugs = append(slugs, other.Slug)
	}
	if s := source.Suggest(slug, slugs); s != "" {
		return nil, nil, usage("version %s has no form %q; did you mean %s?", v.Name, slug, s)
	}
	return nil, nil, usage("version %s has no form %q; its forms are %s", v.Name, slug, or(strings.Join(slugs, ", "), "none"))
}

// unreadable says why a file of a person cannot be used, by its first finding.
func unreadable(name string, findings []finding.Finding) error {
	if len(findings) == 0 {
		return usage("%s cannot be read; precept check says why", name)
	}
	return usage("%s cannot be read: %s; %s", name, findings[0].Message, findings[0].Help)
}
