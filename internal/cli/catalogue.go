package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/check"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/publish"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/toolkit"
)

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rules [ID]", Short: "Every rule: what it finds, why, an example, the way out",
		Example: "  precept rules\n  precept rules link-broken",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("precept rules takes one rule or none; see precept rules --help")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, r := range check.Rules() {
					fmt.Fprintln(a.Out, r.Line())
				}
				return nil
			}
			for _, r := range check.Rules() {
				if r.ID == args[0] {
					fmt.Fprint(a.Out, r.Text())
					return nil
				}
			}
			if s := source.Suggest(args[0], ruleIDs()); s != "" {
				return usage("there is no rule %q; did you mean %s?", args[0], s)
			}
			return usage("there is no rule %q; precept rules lists them", args[0])
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

// schemas are what precept schema prints: all that a person may write as front matter.
func schemas() []source.Schema {
	list := []source.Schema{site.Schema, toolkit.VersionSchema, toolkit.NoticesSchema}
	for _, k := range toolkit.Kinds() {
		list = append(list, toolkit.PageSchema(k))
	}
	return append(list, portfolio.PrecepteeSchema, form.RecordSchema)
}

func (a *app) schemaCommand() *cobra.Command {
	names := func() []string {
		var list []string
		for _, s := range schemas() {
			list = append(list, s.Name)
		}
		return list
	}
	return &cobra.Command{
		Use: "schema [NAME]", Short: "JSON Schemas of site.yaml and all front matter, for editors",
		Long:    "Prints the JSON Schema of one kind of file, or of all as one object by name.",
		Example: "  precept schema\n  precept schema site\n  precept schema record",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("precept schema takes one name or none; see precept schema --help")
			}
			return nil
		},
		ValidArgs: names(),
		RunE: func(_ *cobra.Command, args []string) error {
			all := map[string]json.RawMessage{}
			for _, s := range schemas() {
				if len(args) == 1 && s.Name == args[0] {
					fmt.Fprintf(a.Out, "%s\n", s.JSON())
					return nil
				}
				all[s.Name] = s.JSON()
			}
			if len(args) == 1 {
				if s := source.Suggest(args[0], names()); s != "" {
					return usage("there is no schema %q; did you mean %s?", args[0], s)
				}
				return usage("there is no schema %q; the schemas are %s", args[0], strings.Join(names(), ", "))
			}
			enc := json.NewEncoder(a.Out)
			enc.SetIndent("", "  ")
			return enc.Encode(all)
		},
	}
}

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
				fmt.Fprintln(a.Out, d)
			}
			if len(differences) > 0 {
				return errFindings
			}
			a.say("%s is as it was written", args[0])
			return nil
		},
	}
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Which precept this is", Args: exact(0, "no arguments"), Example: "  precept version",
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(a.Out, about())
			return nil
		},
	}
}

// about names the program, what it was made with and for which machine.
func about() string {
	return fmt.Sprintf("precept %s, %s, %s/%s", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
