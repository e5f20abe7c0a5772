package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"precept/internal/publish"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify DIR", Short: "Does this output match its build.json?", Args: exact(1, "one folder"),
		Example: "  precept verify public",
		RunE: func(_ *cobra.Command, args []string) error {
			differences, err := publish.Verify(a.path(args[0]))
			if err != nil {
				return err
			}
			for _, d := range differences {
				fmt.Fprintln(a.Out, printable(d))
			}
			if len(differences) > 0 {
				return errFindings
			}
			a.say("%s is as it was written", args[0])
			return nil
		},
	}
}
