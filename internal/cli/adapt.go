package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/base"
	"precept/internal/toolkit"
)

// adapting is what adapt is asked for.
type adapting struct {
	version           string
	keep, drop, force bool
}

func (a *app) adaptCommand() *cobra.Command {
	asked := adapting{}
	cmd := &cobra.Command{
		Use: "adapt PAGE", Short: "Make a page of another toolkit your own, keep it, or go back",
		Args: exact(1, "a page's path, such as organisation/rooms"),
		Long: `Copies a page of the toolkit that this one is based on into this project, where you
can change it, and writes into it which text it replaced. When the publisher changes
the page, precept check says so; then --keep keeps yours, and --drop takes theirs.

To add something below a page without replacing it, write a file beside it instead:
organisation/rooms.local.md adds a section to organisation/rooms.`,
		Example: "  precept adapt organisation/rooms\n  precept adapt organisation/rooms --keep\n" +
			"  precept adapt organisation/rooms --drop --version 2026.1",
		RunE: func(cmd *cobra.Command, args []string) error {
			if asked.keep && asked.drop {
				return usage("--keep keeps your page and --drop takes theirs; leave one of them out")
			}
			if asked.force && !asked.drop {
				return usage("--force goes with --drop")
			}
			project, err := a.project()
			if err != nil {
				return err
			}
			return a.adapt(cmd.Context(), project, args[0], asked)
		},
	}
	f := cmd.Flags()
	f.StringVar(&asked.version, "version", "", "the `VERSION` (default: the newest that has a base)")
	f.BoolVar(&asked.keep, "keep", false, "keep your page as it is, although theirs has changed")
	f.BoolVar(&asked.drop, "drop", false, "take their page in place of yours")
	f.BoolVar(&asked.force, "force", false, "with --drop: even if the page has your own words; a copy is kept")
	f.StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) adapt(ctx context.Context, project, page string, asked adapting) error {
	if err := wholeBases(project); err != nil {
		return err
	}
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	v, err := basedVersion(t, asked.version)
	if err != nil {
		return err
	}
	loader, done, err := layers(project)
	if err != nil {
		return err
	}
	defer done()
	adapter := &base.Adapter{Project: loader.Root, Files: loader, Version: v}
	var adapted *base.Adapted
	switch {
	case asked.keep:
		adapted, err = adapter.Keep(page)
	case asked.drop:
		adapted, err = adapter.Drop(page, asked.force)
	default:
		adapted, err = adapter.Adapt(ctx, page)
	}
	var refusal base.Refusal
	if errors.As(err, &refusal) {
		a.complain(err)
		return errFindings
	}
	if err != nil {
		return err
	}
	a.sayAdapted(adapted, asked)
	return nil
}

// sayAdapted says what became of a page.
func (a *app) sayAdapted(done *base.Adapted, asked adapting) {
	theirs := done.Under
	if theirs == "" {
		theirs = "none: the page that it replaced is no longer there"
	}
	switch {
	case asked.keep:
		a.say("%s stays as it is, over %s", done.File, theirs)
	case asked.drop:
		a.say("took out %s; readers now see %s", done.File, strings.Replace(theirs, "none", "no page", 1))
		if done.Kept != "" {
			a.say("a copy of it is kept: %s", done.Kept)
		}
	default:
		a.say("wrote %s, in the place of %s; change it there", done.File, theirs)
	}
}

// basedVersion finds a version that is based on another toolkit, by default the newest.
func basedVersion(t *toolkit.Toolkit, name string) (*toolkit.Version, error) {
	var known []string
	for _, v := range t.Versions {
		if v.Based && (name == "" || v.Name == name) {
			return v, nil
		}
		known = append(known, v.Name)
	}
	if name == "" {
		return nil, usage("this project is not based on another toolkit, so all of its pages are its own")
	}
	if t.Version(name) != nil {
		return nil, usage("version %s is in no base, so all of its pages are your own", name)
	}
	return nil, unknown("version", name, known, fmt.Sprintf("the versions are %s", strings.Join(known, ", ")))
}
