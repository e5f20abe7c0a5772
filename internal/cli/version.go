package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Which precept this is", Args: exact(0, "no arguments"), Example: "  precept version",
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(a.Out, about())
			return nil
		},
	}
}

// about names the program, the Go that built it and the machine it is for.
func about() string {
	return fmt.Sprintf("precept %s, %s, %s/%s", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
