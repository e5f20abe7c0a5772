package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/help"
)

func (a *app) schemaCommand() *cobra.Command {
	var names []string
	for _, s := range help.Schemas() {
		names = append(names, s.Name)
	}
	return &cobra.Command{
		Use: "schema [NAME]", Short: "JSON Schemas of site.yaml and all front matter, for editors",
		Long:      "Prints the JSON Schema of one kind of file, or one object with all of them by name.",
		Example:   "  precept schema\n  precept schema site\n  precept schema record",
		Args:      optional("name"),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			all := map[string]json.RawMessage{}
			for _, s := range help.Schemas() {
				if len(args) == 1 && s.Name == args[0] {
					fmt.Fprintf(a.Out, "%s\n", s.JSON())
					return nil
				}
				all[s.Name] = s.JSON()
			}
			if len(args) == 1 {
				return unknown("schema", args[0], names, "the schemas are "+strings.Join(names, ", "))
			}
			enc := json.NewEncoder(a.Out)
			enc.SetIndent("", "  ")
			return enc.Encode(all)
		},
	}
}
