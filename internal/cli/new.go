package cli

import "github.com/spf13/cobra"

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: "Begin a site, a practice's copy, a version, a page, a form, a preceptee or a record",
		Args: noCommand,
		Long: "Writes files to begin from, each valid at once. Files that are there already are never overwritten.",
		Example: "  precept new site my-toolkit\n  precept new practice our-toolkit --from toolkit-2026.1.zip\n" +
			"  precept new version 2027.1\n" +
			"  precept new page organisation/rooms\n  precept new form room-check\n" +
			"  precept new preceptee alex-example --example\n" +
			"  precept new record alex-example monthly-meeting",
		RunE: func(*cobra.Command, []string) error {
			return usage("say what to begin: site, practice, version, page, form, preceptee or record")
		},
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.AddCommand(a.newSite(), a.newPractice(), a.newVersion(), a.newPage(), a.newForm(), a.newPreceptee(),
		a.newRecord())
	return cmd
}

// newFlags are what everything new but a site takes.
func (a *app) newFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
}
