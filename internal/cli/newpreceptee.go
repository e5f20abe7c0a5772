package cli

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/record"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newPreceptee() *cobra.Command {
	var example bool
	var name, version string
	cmd := &cobra.Command{
		Use: "preceptee ID", Short: "A preceptee's folder", Args: exact(1, "an id, such as jo-example"),
		Long: `Begins a preceptee's folder in the preceptees' folder. --example marks an
invented person, who may be published with the project. For a real one,
data/site.yaml must say who holds the records, and git must not take them in:
what is missing is added, and said.`,
		Example: "  precept new preceptee jo-example --example --name \"Jo Example\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.beginPreceptee(cmd.Context(), args[0], name, version, example)
		},
	}
	a.newFlags(cmd)
	f := cmd.Flags()
	f.BoolVar(&example, "example", false, "an invented person")
	f.StringVar(&name, "name", "", "their `NAME`")
	f.StringVar(&version, "version", "", "the `VERSION` that they start on (default: the newest released one)")
	return cmd
}

func (a *app) beginPreceptee(ctx context.Context, id, name, version string, example bool) error {
	if message, help := toolkit.NameFault("a/" + id); message != "" || strings.Contains(id, "/") {
		help = or(help, "use small letters a to z, digits and hyphens, beginning with a letter")
		return usage("%q cannot name a preceptee; %s", id, help)
	}
	project, today, err := a.projectToday()
	if err != nil {
		return err
	}
	s, err := readSite(project)
	if err != nil {
		return err
	}
	if version == "" {
		version, err = a.startVersion(ctx, project)
	} else {
		err = checkVersion(project, version)
	}
	if err != nil {
		return err
	}
	dir := a.preceptees(project, s)
	if file := filepath.Join(dir, id, record.PrecepteeName); store.IsFile(file) {
		return usage("%s is there already and is left as it is", a.shown(file))
	}
	if err := a.protect(project, dir, id, s, example); err != nil {
		return err
	}
	v := values{Today: today, Name: or(name, nameOf(id)), Version: version, WithExample: example}
	return a.write(dir, begin(id+"/"+record.PrecepteeName, "preceptee.md", v))
}

// nameOf makes a person's name of their id.
func nameOf(id string) string {
	var list []string
	for _, word := range strings.Split(id, "-") {
		if word != "" {
			list = append(list, titleOf(word))
		}
	}
	return strings.Join(list, " ")
}
