package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"precept/internal/check"
)

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rules [ID]", Short: "Every rule: what it finds, why, an example, what to do",
		Example: "  precept rules\n  precept rules link-broken",
		Args:    optional("rule"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			for _, r := range check.Rules() {
				switch {
				case len(args) == 0:
					fmt.Fprintln(a.Out, r.Line())
				case r.ID == args[0]:
					fmt.Fprint(a.Out, r.Text())
					return nil
				}
			}
			if len(args) == 0 {
				return nil
			}
			return unknown("rule", args[0], ruleIDs(), "precept rules lists them")
		},
	}
}

func ruleIDs() []string {
	var ids []string
	for _, r := range check.Rules() {
		ids = append(ids, r.ID)
	}
	return ids
}
