package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
)

func (a *app) newPreceptee() *cobra.Command {
	var example bool
	var name, version, from string
	cmd := &cobra.Command{
		Use: "preceptee ID", Short: "A preceptee's folder", Args: exact(1, "an id, such as jo-example"),
		Long: `Begins a preceptee's folder in the preceptees' folder. --example marks an
invented person, who may be published with the project. For a real one,
data/site.yaml must say who holds the records, and git must not track them: precept
adds what is missing and says so.

--from takes in somebody from elsewhere with the pack that precept export made, or
restores one from a backup. Either the whole pack is taken in or nothing.`,
		Example: "  precept new preceptee jo-example --example --name \"Jo Example\"\n" +
			"  precept new preceptee jo-example --from jo-example-2026-10-05.zip",
		RunE: func(cmd *cobra.Command, args []string) error {
			if from != "" && (name != "" || version != "") {
				return usage("--from has the name and the version; leave --name and --version out")
			}
			if from != "" {
				return a.arrive(cmd.Context(), args[0], from, example)
			}
			return a.beginPreceptee(cmd.Context(), args[0], name, version, example)
		},
	}
	a.newFlags(cmd)
	f := cmd.Flags()
	f.BoolVar(&example, "example", false, "an invented person")
	f.StringVar(&name, "name", "", "their `NAME`")
	f.StringVar(&from, "from", "", "a `PACK` that precept export made; it says the rest")
	f.StringVar(&version, "version", "", "the `VERSION` that they start on (default: the newest released one)")
	return cmd
}

func (a *app) beginPreceptee(ctx context.Context, id, name, version string, example bool) error {
	if message, help := preceptee.NameFault(id); message != "" {
		return usage("%s; %s", message, help)
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
	dir, err := a.preceptees(project, s)
	if err != nil {
		return err
	}
	if file := filepath.Join(dir, id, record.PrecepteeName); store.IsFile(file) {
		return usage("%s is there already and is left as it is", a.shown(file))
	}
	if err := a.protect(ctx, project, s, dir, id, example); err != nil {
		return err
	}
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	start := begun(partiesOf(t.Version(version)))
	start.ID, start.Name, start.Start, start.Toolkit, start.Example = id, or(name, nameOf(id)), today, version, example
	return a.write(dir, scaffold{name: id + "/" + record.PrecepteeName, text: string(start.Text())}.ofPerson())
}

// begun is what somebody still has to write of a person who begins.
func begun(who parties) preceptee.Start {
	start := preceptee.Start{Keeper: source.Placeholder + " who holds these records",
		Introduction: source.Placeholder + " a few lines by the " + who.Noun("person") + " about themselves."}
	if who.Helper.ID != "" {
		start.People = []portfolio.Person{{Lane: who.Helper.ID, Name: source.Placeholder + " who supports them"}}
	}
	return start
}

// protect writes what makes the project ready for the preceptee.
func (a *app) protect(ctx context.Context, project string, s *site.Site, dir, id string, example bool) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	changes, err := preceptee.Protect(ctx, tree, s, dir, id, example, preceptee.Privacy{
		Controller: source.Placeholder + " who decides what is kept of people",
		Contact:    source.Placeholder + " who to ask about it", Months: 24})
	var refused preceptee.Refusal
	if errors.As(err, &refused) {
		return usage("%s", refused)
	}
	if err != nil {
		return err
	}
	for _, c := range changes {
		if err := tree.Write(c.Name, c.After); err != nil {
			return fmt.Errorf("writing %s: %w", c.Name, store.Cause(err))
		}
		said := c.Said
		if c.Name == site.File {
			said += ": say there who holds the records, who to ask, and for how long they are kept"
		}
		a.say("%s", said)
	}
	return nil
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
