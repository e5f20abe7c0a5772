package cli

import (
	"context"
	"crypto/rand"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newRecord() *cobra.Command {
	var about string
	cmd := &cobra.Command{
		Use: "record ID FORM", Short: "A record to fill in by hand", Args: exact(2, "a preceptee's id and a form"),
		Long: `Writes a record of a form to fill in by hand, with a line for each of its fields.
Private fields are left out: their answers belong in a separate file that only the
preceptee has.`,
		Example: "  precept new record jo-example monthly-meeting",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.beginRecord(cmd.Context(), args[0], args[1], about)
		},
	}
	a.newFlags(cmd)
	cmd.Flags().StringVar(&about, "about", "",
		"the competency's `ID`, for a form that is filled in about each (default: the first)")
	return cmd
}

func (a *app) beginRecord(ctx context.Context, id, slug, about string) error {
	project, today, err := a.projectToday()
	if err != nil {
		return err
	}
	s, err := readSite(project)
	if err != nil {
		return err
	}
	dir, err := a.preceptees(project, s)
	if err != nil {
		return err
	}
	if !toolkit.VersionName(id) || !store.IsFile(filepath.Join(dir, id, record.PrecepteeName)) {
		return usage("there is nobody called %q; precept new preceptee begins one", id)
	}
	v, f, err := a.form(ctx, project, dir, id, slug)
	if err != nil {
		return err
	}
	if about, err = competency(v, f, about); err != nil {
		return err
	}
	if f.Visibility == "never" {
		return usage("records of the form %q are never kept: it is only for paper and the screen", f.Slug)
	}
	newID := record.NewID([]byte(rand.Text()))
	name := record.FileName(&form.Record{Form: f.Slug, ID: newID, Date: today})
	data := values{parties: partiesOf(v), Today: today, Form: f, Record: newID, About: about, Fields: answerable(f)}
	if f.Subject == "organisation" {
		id = ""
		dir = filepath.Join(project, filepath.FromSlash(record.Organisation))
		if dir, err = unlinked(dir, site.NoLink(project, record.Organisation)); err != nil {
			return err
		}
	}
	return a.write(dir, begin(path.Join(id, name), "record.md", data).ofPerson())
}

// competency is what a record is about; "" where its form is not filled in for each competency.
func competency(v *toolkit.Version, f *form.Form, about string) (string, error) {
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
		return "", usage("the form %q is filled in about each competency, and version %s has none that names it",
			f.Slug, v.Name)
	case about == "":
		return ids[0], nil
	case slices.Contains(ids, about):
		return about, nil
	}
	return "", unknown("competency", about, ids, "they are "+strings.Join(ids, ", "))
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
		return nil, nil, usage("%s started on version %q, which does not exist; correct toolkit in preceptee.md",
			id, who.Toolkit)
	}
	if f := v.Form(slug); f != nil {
		return v, f, nil
	}
	var slugs []string
	for _, other := range v.Forms {
		slugs = append(slugs, other.Slug)
	}
	otherwise := "its forms are " + or(strings.Join(slugs, ", "), "none")
	return nil, nil, usage("version %s has no form %q; %s", v.Name, slug, source.DidYouMean(slug, slugs, "", otherwise))
}

// answerable lists the fields that may be answered in a record: all but signatures and what is private.
func answerable(f *form.Form) []form.Field {
	var list []form.Field
	for _, field := range f.Fields {
		if field.Type != form.Sign && !field.Private && f.Visibility != "private" {
			list = append(list, field)
		}
	}
	return list
}
