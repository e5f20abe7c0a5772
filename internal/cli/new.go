package cli

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/civil"
	"precept/internal/item"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: "Begin a site, a version, a page, a form, a preceptee or a record", Args: exact(0, "one of site, version, page, form, preceptee, record"),
		Long:    "Writes files to begin from, each valid at once. Nothing that is there already is ever overwritten.",
		Example: "  precept new site my-toolkit\n  precept new version 2027.1\n  precept new page organisation/rooms\n  precept new form room-check\n  precept new preceptee alex-example --example\n  precept new record alex-example monthly-meeting",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("say what to begin: site, version, page, form, preceptee or record")
		},
	}
	cmd.AddCommand(a.newSite(), a.newVersion(), a.newPage(), a.newForm(), a.newPreceptee(), a.newRecord())
	return cmd
}

// slug is a name that may stand in an address, with folders.
var slug = regexp.MustCompile(`^[a-z][a-z0-9-]{0,79}(/[a-z][a-z0-9-]{0,79})*$`)

func wantSlug(s string) error {
	if !slug.MatchString(s) {
		return usage("%q cannot stand in an address; use small letters a to z, figures and dashes, beginning with a letter", s)
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
	for _, f := range files {
		if _, err := tree.Stat(f.name); err == nil {
			return usage("%s is there already and is left as it is", f.name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking for %s: %w", f.name, store.Cause(err))
		}
	}
	for _, f := range files {
		if err := tree.WriteNew(f.name, []byte(f.text)); err != nil {
			return fmt.Errorf("writing %s: %w", f.name, store.Cause(err))
		}
		a.say("wrote %s", f.name)
	}
	return nil
}

// scaffold is a file to begin from.
type scaffold struct{ name, text string }

func (a *app) rootFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.root, "root", "", "the project's `DIR` (default: the nearest folder above with content/ and data/site.yaml)")
	cmd.Flags().StringVar(&a.flags.asOf, "as-of", "", "the `DATE` that counts as today (default: SOURCE_DATE_EPOCH, else today)")
}

func (a *app) newSite() *cobra.Command {
	cmd := &cobra.Command{Use: "site DIR", Short: "A project to begin from", Args: exact(1, "a folder"), Example: "  precept new site my-toolkit",
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := a.asOf()
			if err != nil {
				return err
			}
			version := fmt.Sprintf("%d.1", today.Year)
			base := path.Join(toolkit.Folder, version)
			files := []scaffold{
				{site.File, "title: A preceptorship toolkit\npublisher: The name of your training hub\naccessibility:\n  contact: toolkit@example.org\n  tested: not yet\n"},
				{base + "/version.md", versionText(version)},
				{base + "/index.md", pageText("A preceptorship toolkit", "What this toolkit is and how to use it.", "everyone", today, "Say in a few lines what preceptorship is here, whom it is for, and where to begin.\n")},
				{base + "/programme/index.md", pageText("The programme", "What preceptorship is, and who carries it.", "everyone", today, "Begin with the [timeline](timeline.md). A [first meeting](../forms/first-meeting.md) is held in the first week.\n")},
				{base + "/programme/timeline.md", timelineText(today)},
				{base + "/forms/index.md", pageText("Forms", "Every form of the toolkit.", "everyone", today, "Each form can be filled in on paper or on the screen.\n")},
				{base + "/forms/first-meeting.md", formText("First meeting", today)},
				{".gitignore", "/public/\n/portfolios/\ndata/preceptees/*\ndata/organisation/*\n"},
			}
			return a.write(a.path(args[0]), files)
		}}
	cmd.Flags().StringVar(&a.flags.asOf, "as-of", "", "the `DATE` that counts as today (default: SOURCE_DATE_EPOCH, else today)")
	return cmd
}

func (a *app) newVersion() *cobra.Command {
	var extends string
	cmd := &cobra.Command{Use: "version NAME", Short: "A draft version", Args: exact(1, "a name such as 2027.1"),
		Long:    "Begins a draft version. With --extends it takes over every page of another version that it has none of its own for.",
		Example: "  precept new version 2027.1 --extends 2026.1",
		RunE: func(_ *cobra.Command, args []string) error {
			project, err := a.project()
			if err != nil {
				return err
			}
			today, err := a.asOf()
			if err != nil {
				return err
			}
			base := path.Join(toolkit.Folder, args[0])
			text := versionText(args[0])
			if extends != "" {
				text = strings.Replace(text, "format: 1\n", "extends: \""+extends+"\"\nformat: 1\n", 1)
				return a.write(project, []scaffold{{base + "/version.md", text}})
			}
			return a.write(project, []scaffold{{base + "/version.md", text},
				{base + "/index.md", pageText("A preceptorship toolkit", "What this toolkit is and how to use it.", "everyone", today, "Say in a few lines what preceptorship is here.\n")}})
		}}
	a.rootFlag(cmd)
	cmd.Flags().StringVar(&extends, "extends", "", "the `VERSION` whose pages it takes over")
	return cmd
}

func (a *app) newPage() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{Use: "page SLUG", Short: "A guidance page", Args: exact(1, "a page's path, such as organisation/rooms"), Example: "  precept new page organisation/rooms --title \"Rooms\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.inVersion(version, args[0], args[0]+".md", func(today civil.Date) string {
				return pageText(or(title, words(path.Base(args[0]))), "One sentence that says what this page gives its reader.", "everyone", today, "Write the page here.\n\n## What to do next\n\nSay what to do next, and link to the form to do it with.\n")
			})
		}}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) newForm() *cobra.Command {
	var version, title string
	cmd := &cobra.Command{Use: "form SLUG", Short: "A form to fill in", Args: exact(1, "a form's name, such as room-check"), Example: "  precept new form room-check --title \"Room check\"",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.inVersion(version, args[0], "forms/"+args[0]+".md", func(today civil.Date) string { return formText(or(title, words(args[0])), today) })
		}}
	a.pageFlags(cmd, &version, &title)
	return cmd
}

func (a *app) pageFlags(cmd *cobra.Command, version, title *string) {
	a.rootFlag(cmd)
	cmd.Flags().StringVar(version, "version", "", "the `VERSION` that it belongs to (default: the newest)")
	cmd.Flags().StringVar(title, "title", "", "its `TITLE`")
}

// inVersion writes one file into a version, by default the newest.
func (a *app) inVersion(version, name, file string, text func(today civil.Date) string) error {
	if err := wantSlug(name); err != nil {
		return err
	}
	project, err := a.project()
	if err != nil {
		return err
	}
	today, err := a.asOf()
	if err != nil {
		return err
	}
	if version == "" {
		if version, err = newest(project); err != nil {
			return err
		}
	}
	if !store.IsFile(path.Join(project, toolkit.Folder, version, "version.md")) {
		return usage("there is no version %q; precept new version %[1]s begins one", version)
	}
	return a.write(project, []scaffold{{path.Join(toolkit.Folder, version, file), text(today)}})
}

// newest names the newest version of a project.
func newest(project string) (string, error) {
	tree, err := store.Open(project)
	if err != nil {
		return "", fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	entries, err := tree.List(toolkit.Folder)
	if err != nil {
		return "", fmt.Errorf("listing the versions: %w", err)
	}
	name := ""
	for _, e := range entries {
		if v := path.Base(e.Path); e.Kind == store.Folder && (name == "" || toolkit.CompareNames(v, name) > 0) {
			name = v
		}
	}
	if name == "" {
		return "", usage("the project has no version yet; precept new version 2026.1 begins one")
	}
	return name, nil
}

func (a *app) newPreceptee() *cobra.Command {
	var example bool
	var name, version string
	cmd := &cobra.Command{Use: "preceptee ID", Short: "A preceptee's folder", Args: exact(1, "an id, such as jo-example"),
		Long:    "Begins a preceptee's folder below the preceptees' folder. --example marks an\ninvented person, who may be published with the project.",
		Example: "  precept new preceptee jo-example --example --name \"Jo Example\"",
		RunE: func(_ *cobra.Command, args []string) error {
			if err := wantSlug(args[0]); err != nil || strings.Contains(args[0], "/") {
				return usage("%q cannot name a preceptee; use small letters a to z, figures and dashes", args[0])
			}
			project, s, err := a.readSite()
			if err != nil {
				return err
			}
			today, err := a.asOf()
			if err != nil {
				return err
			}
			if version == "" {
				if version, err = newest(project); err != nil {
					return err
				}
			}
			text := fmt.Sprintf("---\nname: %q\nstart: %s\ntoolkit: %q\nkeeper: \"Who holds these records\"\npeople:\n  - {lane: preceptor, name: \"Who supports them\"}\n", or(name, words(args[0])), today, version)
			if example {
				text += "example: true\n"
			}
			text += "---\nA few lines by the preceptee about themselves.\n"
			dir := a.preceptees(project, s)
			if err := a.write(dir, []scaffold{{args[0] + "/preceptee.md", text}}); err != nil {
				return err
			}
			if example && s.Preceptees == site.DefaultPreceptees {
				return a.letThrough(project, "!"+site.DefaultPreceptees+"/"+args[0]+"/")
			}
			return nil
		}}
	a.rootFlag(cmd)
	cmd.Flags().BoolVar(&example, "example", false, "an invented person")
	cmd.Flags().StringVar(&name, "name", "", "their `NAME`")
	cmd.Flags().StringVar(&version, "version", "", "the `VERSION` that they start on (default: the newest)")
	return cmd
}

// letThrough adds a line to .gitignore that lets an example through.
func (a *app) letThrough(project, line string) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	text, err := tree.Read(".gitignore", 1<<20)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading .gitignore: %w", store.Cause(err))
	}
	if strings.Contains("\n"+string(text), "\n"+line+"\n") {
		return nil
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return tree.Write(".gitignore", append(text, line+"\n"...))
}

func (a *app) newRecord() *cobra.Command {
	cmd := &cobra.Command{Use: "record ID FORM", Short: "A record to fill in by hand", Args: exact(2, "a preceptee's id and a form"),
		Example: "  precept new record jo-example monthly-meeting",
		RunE: func(_ *cobra.Command, args []string) error {
			id, slug := args[0], args[1]
			if err := wantSlug(slug); err != nil {
				return err
			}
			project, s, err := a.readSite()
			if err != nil {
				return err
			}
			today, err := a.asOf()
			if err != nil {
				return err
			}
			dir := a.preceptees(project, s)
			if !store.IsFile(path.Join(dir, id, "preceptee.md")) {
				return usage("there is no preceptee %q; precept new preceptee %[1]s begins one", id)
			}
			title, fields, err := a.fields(project, dir, id, slug)
			if err != nil {
				return err
			}
			record, err := recordID()
			if err != nil {
				return err
			}
			var b strings.Builder
			fmt.Fprintf(&b, "---\n# A record for precept. To read or change it, open the form %q and choose \"Open a file\".\nform: %s\nrecord: %s\ndate: %s\nstatus: draft\nanswers:\n", title, slug, record, today)
			for _, f := range fields {
				fmt.Fprintf(&b, "  # %s\n  %s:\n", f.label, f.id)
			}
			b.WriteString("---\n")
			return a.write(dir, []scaffold{{path.Join(id, fmt.Sprintf("%s-%s-%s.md", today, slug, record)), b.String()}})
		}}
	a.rootFlag(cmd)
	return cmd
}

// recordID is made once, at random: eight letters and figures that cannot be mistaken for one another.
func recordID() (string, error) {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		return "", fmt.Errorf("making a record's id: %w", err)
	}
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	if b[0] < 'a' {
		b[0] = 'r'
	}
	return string(b), nil
}

func words(slug string) string {
	s := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func versionText(name string) string {
	return fmt.Sprintf("---\ntitle: \"Toolkit %s\"\nsummary: \"What is new in this version, in one sentence.\"\nformat: 1\n---\nSay here what has changed since the version before.\n", name)
}

func pageText(title, summary, audience string, today civil.Date, body string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: %q\naudience: %s\nreviewed: %s\nreview_by: %s\nowner: \"Who answers for this page\"\n---\n%s", title, summary, audience, today, today.AddMonths(12), body)
}

func formText(title string, today civil.Date) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: \"What this form is for, in one sentence.\"\nkind: %s\naudience: [preceptee, preceptor]\ncompleted_by: [preceptee]\nreviewed: %s\nreview_by: %s\nowner: \"Who answers for this form\"\n---\n"+
		"Say what it is for, who fills it in and when.\n\n## What was said\n\n- [text] What did you talk about? {#talk .required}\n- [ ] We agreed a next date {#next}\n- [date] The next date {#next-date}\n\n## Signature\n\n- [sign: preceptor] I have read this. {#sign-preceptor .required}\n",
		title, item.Form, today, today.AddMonths(12))
}

func timelineText(today civil.Date) string {
	return fmt.Sprintf("---\ntitle: \"The timeline\"\nsummary: \"What happens when, and who sees to it.\"\nkind: %s\naudience: everyone\nmonths: 12\nreviewed: %s\nreview_by: %s\nowner: \"Who answers for this page\"\n---\n"+
		"What happens in the year, by phase.\n\n## Start {#start months=0-1}\n\n### Preceptor {#preceptor}\n\n- [week 1] First meeting {#first-meeting form=first-meeting .required}\n\n"+
		"### Organisation {#organisation}\n\n- [month 0] Somebody is named to support the preceptee {#named .required}\n\n"+
		"## The year {#year months=1-12}\n\n### Preceptee {#preceptee}\n\n- [month 6] Half-way review {#half-way gate=midpoint .required}\n\n## The end {#end months=12}\n\n### Preceptor {#preceptor}\n\n- [month 12] Sign-off {#sign-off gate=final .required}\n",
		item.Timeline, today, today.AddMonths(12))
}
