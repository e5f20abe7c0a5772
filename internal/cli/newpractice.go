package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/base"
	"precept/internal/bundle"
	"precept/internal/preceptee"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newPractice() *cobra.Command {
	from := ""
	cmd := &cobra.Command{
		Use: "practice DIR", Short: "A practice's own copy of a toolkit", Args: exact(1, "a folder"),
		Long: `Begins a practice's own copy of a training hub's toolkit, from a bundle that the hub
made. It builds straight away; precept check lists what only the practice can fill in.
precept help copies says how to adapt pages and take in the next version.`,
		Example: "  precept new practice our-toolkit --from toolkit-2026.1.zip",
		RunE: func(cmd *cobra.Command, args []string) error {
			if from == "" {
				return usage("--from names the bundle that the copy begins from, such as --from toolkit-2026.1.zip")
			}
			return a.beginPractice(cmd.Context(), args[0], from)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the `BUNDLE` of a training hub")
	a.dayFlags(cmd)
	return cmd
}

func (a *app) beginPractice(ctx context.Context, dir, from string) error {
	data, err := store.ReadFile(a.path(from), bundle.MaxSize)
	if err != nil {
		return usage("%s cannot be read: %v", from, store.Cause(err))
	}
	if err := bundle.Verify(data); err != nil {
		a.complain(fmt.Errorf("nothing of %s is taken in: %w", from, err))
		return errFindings
	}
	b, err := bundle.Open(data)
	if err != nil {
		return err
	}
	v := values{Licence: b.Licence}
	place := a.path(dir)
	tree, err := store.MakeDir(place)
	if err != nil {
		return fmt.Errorf("making %s: %w", dir, store.Cause(err))
	}
	defer tree.Close()
	if v.Local, err = localWords(ctx, tree, b); err != nil {
		return err
	}
	files := append([]scaffold{begin(site.File, "practice.yaml", v)}, aroundSite(v)...)
	if err := a.write(place, files...); err != nil {
		return err
	}
	done, err := base.Adopt(ctx, tree, place, data)
	var refusal bundle.Refusal
	if errors.As(err, &refusal) {
		a.complain(err)
		return errFindings
	}
	if err != nil {
		return err
	}
	a.sayAdopted(done)
	a.say("next: fill in %s; precept check lists what is missing", a.shown(filepath.Join(place, "data", "site.yaml")))
	return nil
}

// localWords lists the words that a practice must fill in.
func localWords(ctx context.Context, tree *store.Root, b *bundle.Bundle) ([]string, error) {
	l := toolkit.Loader{Root: tree, Parser: toolkit.NewParser(nil), Jobs: 1,
		Bases: []toolkit.Base{{Name: "bundle", Files: b, Whole: true}}}
	t, _, err := l.Load(ctx)
	if err != nil {
		return nil, err
	}
	if v := t.Version(b.Version); v != nil {
		return v.Local, nil
	}
	return nil, nil
}

// aroundSite are the files of a project beside its site: what git leaves out, and what a double click starts.
func aroundSite(v values) []scaffold {
	return []scaffold{
		{name: preceptee.IgnoreFile, text: strings.Join([]string{"/public/", "/portfolios/", "/review/",
			preceptee.Guard, record.Organisation + "/*", ""}, "\n")},
		begin("Start precept.cmd", "start.cmd", v),
		begin("Start precept.command", "start.command", v),
	}
}
