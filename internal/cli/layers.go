package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/base"
	"precept/internal/toolkit"
)

func (a *app) layersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "layers", Short: "What this copy replaces, extends, adds and leaves out of another toolkit",
		Args: exact(0, "no arguments"),
		Long: `Lists every file that changes the toolkit that this one is based on, by version: what
it replaces, extends, adds or leaves out, and whether the page that it replaced has
changed since. precept help copies says how to keep a copy up to date.`,
		Example: "  precept layers",
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := a.project()
			if err != nil {
				return err
			}
			return a.printLayers(cmd.Context(), project)
		},
	}
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) printLayers(ctx context.Context, project string) error {
	if err := wholeBases(project); err != nil {
		return err
	}
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(t.Versions, func(v *toolkit.Version) bool { return v.Based }) {
		a.say("this project is not based on another toolkit; precept help copies explains how to do that")
		return nil
	}
	for _, v := range t.Versions {
		list := base.Layers(v)
		fmt.Fprintln(a.Out, printable("version "+v.Name+": "+layered(v, list)))
		for _, l := range list {
			fmt.Fprintln(a.Out, "  "+printable(layerLine(t, v, l)))
		}
	}
	return nil
}

// layered says what a version is.
func layered(v *toolkit.Version, list []base.Layer) string {
	if !v.Based {
		return "in no base, so all of it is this project's own"
	}
	over := strings.Join(v.Bases, " and ")
	switch len(list) {
	case 0:
		return "as it is in " + over
	case 1:
		return "1 file over " + over
	}
	return fmt.Sprintf("%d files over %s", len(list), over)
}

// layerLine is one file that does something to a base. Files are named as they are below the version.
func layerLine(t *toolkit.Toolkit, v *toolkit.Version, l base.Layer) string {
	name := func(file string) string {
		if _, version, below := t.Split(file); version == v.Name {
			return below
		}
		return file
	}
	line := fmt.Sprintf("%-9s %s", l.Does, name(l.File))
	switch l.Does {
	case toolkit.Drops:
		return fmt.Sprintf("%-9s %s", l.Does, name(l.Under))
	case toolkit.Extends:
		return fmt.Sprintf("%-9s %s, by %s", l.Does, name(l.Under), name(l.File))
	}
	if words := stateWords(l); words != "" {
		line += ": " + words
	}
	return line
}

// stateWords says how an adapted page is to the one whose place it took.
func stateWords(l base.Layer) string {
	switch l.State {
	case base.Unchanged:
		return "theirs has not changed"
	case base.Changed:
		if len(l.Changed) > 0 {
			return "theirs has changed (" + strings.Join(l.Changed, "; ") + ")"
		}
		return "theirs has changed"
	case base.Removed:
		return "theirs, which it replaced, is no longer there"
	case base.Identical:
		return "theirs now says the same"
	case base.Unsaid:
		return "it does not say which text it replaced"
	}
	return ""
}
