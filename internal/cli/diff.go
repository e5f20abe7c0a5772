package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/compare"
	"precept/internal/toolkit"
)

// draft is how the command line names the newest version that is not released.
const draft = "draft"

// diffFormats are the formats of the command diff.
var diffFormats = []string{"text", "json", "markdown"}

func (a *app) diffCommand() *cobra.Command {
	format := diffFormats[0]
	cmd := &cobra.Command{
		Use: "diff VERSION VERSION", Short: "What changed between two versions", Args: exact(2, "two versions"),
		Long: `Says what changed from one version to another: what it means for each party, pages
that are new, gone, renamed or reworded, and items (fields, milestones, competencies,
standards, requirements, words, sources) that are new, gone, moved or ask something else.
Words that were removed are shown as [-old-] and new ones as {+new+}. "draft" is the
newest version that is not released. The same is a page of each version on the site,
changes.html.`,
		Example: "  precept diff 2025.1 2026.1\n  precept diff 2026.1 draft\n" +
			"  precept diff 2025.1 2026.1 --format markdown > notes.md",
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(diffFormats, format) {
				return unknown("format", format, diffFormats, "the formats are "+strings.Join(diffFormats, ", "))
			}
			project, err := a.project()
			if err != nil {
				return err
			}
			return a.withToolkit(cmd.Context(), project, func(t *toolkit.Toolkit) error {
				return a.diff(t, args[0], args[1], format)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "`FORMAT`: text, json or markdown")
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) diff(t *toolkit.Toolkit, before, after, format string) error {
	from, err := versionOf(t, before)
	if err != nil {
		return err
	}
	to, err := versionOf(t, after)
	if err != nil {
		return err
	}
	c, err := compare.Versions(t, from, to)
	if err != nil {
		return err
	}
	switch format {
	case "json":
		return c.WriteJSON(a.Out)
	case "markdown":
		return c.WriteMarkdown(a.Out, to.Words)
	}
	return c.WriteText(a.Out, to.Words)
}

// versionOf finds a version by its name, or the newest draft.
func versionOf(t *toolkit.Toolkit, name string) (*toolkit.Version, error) {
	names := []string{draft}
	for _, v := range t.Versions { // newest first
		if name == v.Name || name == draft && v.Draft() {
			return v, nil
		}
		names = append(names, v.Name)
	}
	if name == draft {
		return nil, usage("every version is released; precept new version begins a draft")
	}
	return nil, unknown("version", name, names, fmt.Sprintf("the versions are %s", strings.Join(names[1:], ", ")))
}
