package cli

import (
	"path"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/toolkit"
)

func (a *app) newPage() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{
		Use: "page SLUG", Short: "A guidance page", Args: exact(1, "a page's path, such as organisation/rooms"),
		Example: "  precept new page organisation/rooms --title \"Rooms\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.beginPage(version, args[0], "page.md", title)
		},
	}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) newForm() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{
		Use: "form SLUG", Short: "A form to fill in", Args: exact(1, "a form's name, such as room-check"),
		Example: "  precept new form room-check --title \"Room check\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.beginPage(version, "forms/"+strings.TrimPrefix(args[0], "forms/"), "form.md", title)
		},
	}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) pageFlags(cmd *cobra.Command, version, title *string) {
	a.newFlags(cmd)
	cmd.Flags().StringVar(version, "version", "", "the `VERSION` that it belongs to (default: the newest)")
	cmd.Flags().StringVar(title, "title", "", "its `TITLE`")
}

// beginPage writes one page into a version, by default the newest.
func (a *app) beginPage(version, slug, from, title string) error {
	if message, help := toolkit.NameFault(slug); message != "" {
		return usage("%s; %s", message, help)
	}
	project, today, err := a.projectToday()
	if err != nil {
		return err
	}
	if version == "" {
		version, err = newest(project)
	} else {
		err = checkVersion(project, version)
	}
	if err != nil {
		return err
	}
	v := values{Today: today, Title: or(title, titleOf(path.Base(slug)))}
	return a.write(project, begin(path.Join(toolkit.Folder, version, slug+".md"), from, v))
}

// titleOf makes a title of the name in an address.
func titleOf(slug string) string {
	s := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}
