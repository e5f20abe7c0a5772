package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newPage() *cobra.Command {
	var version, title, from string
	one := exact(1, "a page's path, such as organisation/rooms")
	cmd := &cobra.Command{
		Use: "page SLUG", Short: "A guidance page",
		Args: func(cmd *cobra.Command, args []string) error {
			if from != "" && len(args) == 0 {
				return nil
			}
			return one(cmd, args)
		},
		Example: "  precept new page organisation/rooms --title \"Rooms\"\n" +
			"  precept new page --from 2026.1/organisation/rooms",
		RunE: func(cmd *cobra.Command, args []string) error {
			if from != "" {
				return a.copyPage(version, from, args)
			}
			return a.beginPage(cmd.Context(), version, args[0], "page.md", title)
		},
	}
	a.pageFlags(cmd, &version, &title)
	cmd.Flags().StringVar(&from, "from", "", "copy the page `VERSION/SLUG`, to change it in the newest version")
	return cmd
}

// copyPage copies a page of one version into another, by default the newest, which then shows its own.
func (a *app) copyPage(version, from string, args []string) error {
	source, slug, _ := strings.Cut(from, "/")
	project, err := a.project()
	if err != nil {
		return err
	}
	if err := checkVersion(project, source); err != nil {
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
	if len(args) > 0 {
		if message, help := toolkit.NameFault(args[0]); message != "" {
			return usage("%s; %s", message, help)
		}
	}
	if version == source && len(args) == 0 {
		return usage("%s is the page itself; name another version with --version, or another page", from)
	}
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	slug = strings.TrimSuffix(slug, ".md")
	for _, name := range []string{slug + ".md", path.Join(slug, "index.md")} {
		raw, err := tree.Read(path.Join(toolkit.Folder, source, name), 1<<20)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, store.Cause(err))
		}
		if len(args) > 0 {
			name = args[0] + ".md"
		}
		return a.write(project, scaffold{name: path.Join(toolkit.Folder, version, name), text: string(raw)})
	}
	return usage("version %s has no page %q of its own", source, slug)
}

func (a *app) newForm() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{
		Use: "form SLUG", Short: "A form to fill in", Args: exact(1, "a form's name, such as room-check"),
		Example: "  precept new form room-check --title \"Room check\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.beginPage(cmd.Context(), version, "forms/"+strings.TrimPrefix(args[0], "forms/"), "form.md", title)
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
func (a *app) beginPage(ctx context.Context, version, slug, from, title string) error {
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
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	v := values{parties: partiesOf(t.Version(version)), Today: today, Title: or(title, titleOf(path.Base(slug)))}
	return a.write(project, begin(path.Join(toolkit.Folder, version, slug+".md"), from, v))
}

// titleOf makes a title of the name in an address.
func titleOf(slug string) string {
	s := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}
