package cli

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/civil"
	"precept/internal/toolkit"
)

func (a *app) newVersion() *cobra.Command {
	var extends string
	cmd := &cobra.Command{
		Use: "version NAME", Short: "A draft version", Args: exact(1, "a name such as 2027.1"),
		Long: `Begins a draft version. With --extends it uses the pages of another version
that it does not have itself. precept release checks, dates and locks it. The
newest released version is at the root of the site; if none is released, the
newest draft is.`,
		Example: "  precept new version 2027.1 --extends 2026.1",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.beginVersion(cmd.Context(), args[0], extends)
		},
	}
	a.newFlags(cmd)
	cmd.Flags().StringVar(&extends, "extends", "", "the `VERSION` whose pages it uses")
	return cmd
}

func (a *app) beginVersion(ctx context.Context, name, extends string) error {
	if !toolkit.VersionName(name) {
		return usage("%q cannot name a version; use figures, small letters, dots and dashes, such as 2027.1", name)
	}
	if !strings.ContainsAny(name, "0123456789") {
		return usage("%q has no number, so nobody could tell whether it is newer than another version; "+
			"name it by its year, such as 2027.1", name)
	}
	project, today, err := a.projectToday()
	if err != nil {
		return err
	}
	if extends != "" {
		if err := checkVersion(project, extends); err != nil {
			return err
		}
	}
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	if err := a.write(project, versionFiles(name, extends, today, partiesOf(t.Current()))...); err != nil {
		return err
	}
	a.say("%s", atRoot(t.Current(), name))
	return nil
}

// atRoot says which version readers see now that there is a new draft, and how to change that.
func atRoot(current *toolkit.Version, name string) string {
	const rule = "no version is released yet, so the newest draft is at the root of the site"
	switch {
	case current == nil:
		return fmt.Sprintf("%s is a draft and is at the root of the site; "+
			"to release it: precept release %[1]s", name)
	case !current.Draft():
		return fmt.Sprintf("%s is a draft; %s stays at the root of the site until %s is released; "+
			"to release it: precept release %[1]s", name, current.Name, name)
	case toolkit.CompareNames(name, current.Name) < 0:
		return fmt.Sprintf("%s: that is still %s", rule, current.Name)
	}
	return fmt.Sprintf("%s: from the next build on that is %s, and %s is no longer published; "+
		"to keep %[3]s there, release it first: precept release %[3]s", rule, name, current.Name)
}

// versionFiles are a version: only its own file where it uses the pages of another.
func versionFiles(name, extends string, today civil.Date, who parties) []scaffold {
	base := path.Join(toolkit.Folder, name)
	v := values{parties: who, Today: today, Name: name, Extends: extends}
	files := []scaffold{begin(base+"/version.md", "version.md", v)}
	if extends == "" {
		files = append(files, begin(base+"/index.md", "home.md", v))
	}
	return files
}
