package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: "Begin a site, a version, a page, a form, a preceptee or a record", Args: noCommand,
		Long:    "Writes files to begin from, each valid at once. Nothing that is there already is ever overwritten.",
		Example: "  precept new site my-toolkit\n  precept new version 2027.1\n  precept new page organisation/rooms\n  precept new form room-check\n  precept new preceptee alex-example --example\n  precept new record alex-example monthly-meeting",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("say what to begin: site, version, page, form, preceptee or record")
		},
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.AddCommand(a.newSite(), a.newVersion(), a.newPage(), a.newForm(), a.newPreceptee(), a.newRecord())
	return cmd
}

// scaffold is a file to begin from.
type scaffold struct{ name, text string }

// options says how the file is written: one for a double click must be a program to the system.
func (f scaffold) options() []store.Option {
	if path.Ext(f.name) == ".command" {
		return []store.Option{store.Program}
	}
	return nil
}

// write makes new files below a folder and says which.
func (a *app) write(dir string, files []scaffold) error {
	tree, err := store.MakeDir(dir)
	if err != nil {
		return fmt.Errorf("making %s: %w", dir, store.Cause(err))
	}
	defer tree.Close()
	shown := func(f scaffold) string { return a.shown(filepath.Join(dir, filepath.FromSlash(f.name))) }
	for _, f := range files {
		if _, err := tree.Stat(f.name); err == nil {
			return usage("%s is there already and is left as it is", shown(f))
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking for %s: %w", shown(f), store.Cause(err))
		}
	}
	for _, f := range files {
		if err := tree.WriteNew(f.name, []byte(f.text), f.options()...); err != nil {
			return fmt.Errorf("writing %s: %w", shown(f), store.Cause(err))
		}
		a.say("wrote %s", shown(f))
	}
	return nil
}

// scaffoldFlags are what every new thing but a site takes.
func (a *app) scaffoldFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.root, "root", "", "the project's `DIR` (default: the nearest folder above with content/ and data/site.yaml)")
	a.dayFlags(cmd)
}

func (a *app) dayFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.asOf, "as-of", "", "the `DATE` that counts as today (default: SOURCE_DATE_EPOCH, else today)")
	cmd.Flags().BoolVar(&a.flags.quiet, "quiet", false, "do not say what was written")
}

func (a *app) newSite() *cobra.Command {
	cmd := &cobra.Command{Use: "site DIR", Short: "A project to begin from", Args: exact(1, "a folder"), Example: "  precept new site my-toolkit",
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := a.asOf()
			if err != nil {
				return err
			}
			return a.write(a.path(args[0]), siteFiles(today))
		}}
	a.dayFlags(cmd)
	return cmd
}

func (a *app) newVersion() *cobra.Command {
	var extends string
	cmd := &cobra.Command{Use: "version NAME", Short: "A draft version", Args: exact(1, "a name such as 2027.1"),
		Long: "Begins a draft version. With --extends it takes over every page of another version\nthat it has none of its own for. It is released by the line released: with a day\n" +
			"in its version.md. The newest released version stands at the root of the site;\nwhere none is released, the newest draft does.",
		Example: "  precept new version 2027.1 --extends 2026.1",
		RunE: func(cmd *cobra.Command, args []string) error {
			name := args[0]
			if !toolkit.VersionName(name) {
				return usage("%q is no name for a version; use figures, small letters, dots and dashes, such as 2027.1", name)
			}
			if !strings.ContainsAny(name, "0123456789") {
				return usage("%q has no number, so that nobody could tell whether it is newer than another version; name it by its year, such as 2027.1", name)
			}
			project, today, err := a.projectToday()
			if err != nil {
				return err
			}
			if extends != "" {
				if err := wantVersion(project, extends); err != nil {
					return err
				}
			}
			t, err := a.toolkit(cmd.Context(), project)
			if err != nil {
				return err
			}
			if err := a.write(project, versionFiles(name, extends, today)); err != nil {
				return err
			}
			a.say("%s", atRoot(t.Current(), name, today))
			return nil
		}}
	a.scaffoldFlags(cmd)
	cmd.Flags().StringVar(&extends, "extends", "", "the `VERSION` whose pages it takes over")
	return cmd
}

// atRoot says which version readers see once a draft has been begun beside the one that they see now, and how that is changed.
func atRoot(current *toolkit.Version, name string, today civil.Date) string {
	switch {
	case current == nil:
		return fmt.Sprintf("%s is a draft and stands at the root of the site; it is released by the line released: %s in its version.md", name, today)
	case !current.Draft():
		return fmt.Sprintf("%s is a draft; %s stays at the root of the site until %s is released, by the line released: with its day in its version.md", name, current.Name, name)
	case toolkit.CompareNames(name, current.Name) < 0:
		return fmt.Sprintf("no version is released yet, so the newest draft stands at the root of the site: that is still %s", current.Name)
	}
	return fmt.Sprintf("no version is released yet, so the newest draft stands at the root of the site: from the next build on that is %s, and %s is no longer published; to keep %s there, release it first, by the line released: %s in %s",
		name, current.Name, current.Name, today, current.File)
}

func (a *app) newPage() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{Use: "page SLUG", Short: "A guidance page", Args: exact(1, "a page's path, such as organisation/rooms"), Example: "  precept new page organisation/rooms --title \"Rooms\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.inVersion(version, args[0], func(today civil.Date) string {
				return pageText(or(title, words(path.Base(args[0]))), fillIn+"what this page gives its reader, in one sentence", today,
					fillIn+"the page.\n\n## What to do next\n\n"+fillIn+"what to do next, with a link to the form to do it with.\n")
			})
		}}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) newForm() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{Use: "form SLUG", Short: "A form to fill in", Args: exact(1, "a form's name, such as room-check"), Example: "  precept new form room-check --title \"Room check\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.inVersion(version, "forms/"+strings.TrimPrefix(args[0], "forms/"), func(today civil.Date) string {
				return formText(or(title, words(path.Base(args[0]))), today)
			})
		}}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) pageFlags(cmd *cobra.Command, version, title *string) {
	a.scaffoldFlags(cmd)
	cmd.Flags().StringVar(version, "version", "", "the `VERSION` that it belongs to (default: the newest)")
	cmd.Flags().StringVar(title, "title", "", "its `TITLE`")
}

// inVersion writes one page into a version, by default the newest.
func (a *app) inVersion(version, name string, text func(today civil.Date) string) error {
	if message, help := toolkit.NameFault(name); message != "" {
		return usage("%s; %s", message, help)
	}
	project, today, err := a.projectToday()
	if err != nil {
		return err
	}
	if version == "" {
		if version, err = newest(project); err != nil {
			return err
		}
	} else if err := wantVersion(project, version); err != nil {
		return err
	}
	return a.write(project, []scaffold{{path.Join(toolkit.Folder, version, name+".md"), text(today)}})
}

func (a *app) projectToday() (string, civil.Date, error) {
	project, err := a.project()
	if err != nil {
		return "", civil.Date{}, err
	}
	today, err := a.asOf()
	return project, today, err
}

// versions lists the versions of a project from the oldest.
func versions(project string) ([]string, error) {
	tree, err := store.Open(project)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	entries, err := tree.List(toolkit.Folder)
	if err != nil {
		return nil, fmt.Errorf("listing the versions: %w", store.Cause(err))
	}
	var list []string
	for _, e := range entries {
		name := path.Base(e.Path)
		if e.Kind == store.Folder && store.IsFile(filepath.Join(project, toolkit.Folder, name, "version.md")) {
			list = append(list, name)
		}
	}
	return sorted(list), nil
}

// newest names the newest version of a project.
func newest(project string) (string, error) {
	list, err := versions(project)
	if err != nil {
		return "", err
	}
	if len(list) == 0 {
		return "", usage("the project has no version yet; precept new version 2026.1 begins one")
	}
	return list[len(list)-1], nil
}

// wantVersion refuses the name of a version that is not there.
func wantVersion(project, name string) error {
	list, err := versions(project)
	if err != nil {
		return err
	}
	for _, v := range list {
		if v == name {
			return nil
		}
	}
	if s := source.Suggest(name, list); s != "" {
		return usage("there is no version %q; did you mean %s?", name, s)
	}
	if toolkit.VersionName(name) {
		return usage("there is no version %q; precept new version %s begins one", name, name)
	}
	return usage("there is no version %q; the versions are %s", name, strings.Join(list, ", "))
}

// newestReleased names the version that a preceptee begins with today: the current one, or the newest draft where none is released.
// Nobody's year is begun unasked on a draft that has no programme yet while another version has one.
func (a *app) newestReleased(ctx context.Context, project string) (string, error) {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return "", err
	}
	if bare, full := check.Displaced(t); bare != nil {
		return "", usage("say which version they start on: %s is the newest, but a draft with neither timeline nor form; --version %s takes the one before", bare.Name, full.Name)
	}
	if v := t.Current(); v != nil {
		return v.Name, nil
	}
	return newest(project)
}

// siteFiles are a whole project.
func siteFiles(today civil.Date) []scaffold {
	version := fmt.Sprintf("%d.1", today.Year)
	base := path.Join(toolkit.Folder, version)
	return []scaffold{
		{site.File, siteText()},
		{base + "/version.md", versionText(version, "")},
		{base + "/index.md", pageText("A preceptorship toolkit", "What this toolkit is and how to use it.", today, fillIn+"say in a few lines what preceptorship is here, and whom it is for.\n\nBegin with [the programme](programme/index.md). Who publishes this, and whom to ask, stands in [about](about/index.md).\n")},
		{base + "/programme/index.md", pageText("The programme", "What preceptorship is, and who carries it.", today, "Begin with the [timeline](timeline.md). A [first meeting](../forms/first-meeting.md) is held in the first week.\n")},
		{base + "/programme/timeline.md", timelineText(today)},
		{base + "/forms/index.md", pageText("Forms", "Every form of the toolkit.", today, "Each form can be filled in on paper or on the screen.\n")},
		{base + "/forms/first-meeting.md", formText("First meeting", today)},
		{base + "/about/index.md", aboutText(today)},
		{base + "/about/privacy.md", privacyPage(today)},
		{base + "/about/accessibility.md", accessibilityPage(today)},
		{ignoreFile, "/public/\n/portfolios/\n" + guardPreceptees + "\n" + record.Organisation + "/*\n"},
		{"Start precept.cmd", startWindows},
		{"Start precept.command", startUnix},
	}
}

// versionFiles are a version: its own file alone where it takes its pages over from another.
func versionFiles(name, extends string, today civil.Date) []scaffold {
	base := path.Join(toolkit.Folder, name)
	files := []scaffold{{base + "/version.md", versionText(name, extends)}}
	if extends == "" {
		files = append(files, scaffold{base + "/index.md", pageText("A preceptorship toolkit", "What this toolkit is and how to use it.", today, fillIn+"say in a few lines what preceptorship is here.\n")})
	}
	return files
}
