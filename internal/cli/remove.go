package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"precept/internal/importer"
	"precept/internal/preceptee"
	"precept/internal/publish"
	"precept/internal/record"
	"precept/internal/store"
)

func (a *app) removeCommand() *cobra.Command {
	var portfolios string
	var write bool
	cmd := &cobra.Command{
		Use: "remove ID", Short: "List everything that is held about a preceptee, or delete it",
		Long: `Lists everything that is held about a preceptee: their records, and the portfolios
built from them for any reader. --write deletes it. That cannot be undone.

Files in a portfolio's folder that precept did not write stay, and are named. Copies that
were sent or printed, backups and the history of git are not touched.`,
		Example: "  precept remove alex-example\n  precept remove alex-example --write",
		Args:    exact(1, "the preceptee's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if message, help := preceptee.NameFault(args[0]); message != "" {
				return usage("%s; %s", message, help)
			}
			project, err := a.project()
			if err != nil {
				return err
			}
			h, err := a.held(project, a.path(or(portfolios, filepath.Join(project, "portfolios"))), args[0])
			if err != nil {
				return err
			}
			return a.remove(cmd.Context(), h, write)
		},
	}
	f := cmd.Flags()
	f.StringVar(&a.flags.root, "root", "", rootUsage)
	f.StringVar(&portfolios, "portfolios", "", "`DIR` of the portfolios (default: portfolios in the project)")
	f.BoolVar(&write, "write", false, "delete what is listed")
	return cmd
}

// held is all that a project holds of one preceptee.
type held struct {
	id         string
	people     string // the folder of all preceptees
	records    bool   // theirs is in it
	portfolios string
	trees      []publish.Tree
}

func (a *app) held(project, portfolios, id string) (*held, error) {
	s, err := readSite(project)
	if err != nil {
		return nil, err
	}
	people, err := a.preceptees(project, s)
	if err != nil {
		return nil, err
	}
	h := &held{id: id, people: people, portfolios: portfolios}
	h.records = store.IsDir(filepath.Join(h.people, id))
	h.trees, err = publish.Trees(portfolios)
	h.trees = slices.DeleteFunc(h.trees, func(t publish.Tree) bool {
		of, ok := t.Portfolio()
		return !ok || of != id
	})
	return h, err
}

// remove lists what is held, or deletes it: the portfolios first, so that the records can be found again after a fault.
func (a *app) remove(ctx context.Context, h *held, write bool) error {
	if !h.records && len(h.trees) == 0 {
		a.say("nothing is held of %s", h.id)
		return errFindings
	}
	for _, t := range h.trees {
		name := a.shown(filepath.Join(h.portfolios, t.Name))
		if !write {
			fmt.Fprintln(a.Out, printable(name)+"/: a portfolio")
			continue
		}
		kept, err := publish.Remove(ctx, h.portfolios, t)
		if err != nil {
			return err
		}
		a.say("%s deleted", name)
		for _, file := range kept {
			a.say("%s/%s stays: precept did not write it", name, file)
		}
	}
	if !h.records {
		return nil
	}
	name := a.shown(filepath.Join(h.people, h.id))
	if !write {
		return a.list(h, name)
	}
	tree, err := store.Open(h.people)
	if err != nil {
		return fmt.Errorf("opening the folder of portfolios: %w", store.Cause(err))
	}
	defer tree.Close()
	if err := importer.Remove(tree, h.id); err != nil {
		return err
	}
	a.say("%s deleted; copies that were sent, backups and the history of git are not touched", name)
	return nil
}

// list names every file of somebody's records.
func (a *app) list(h *held, name string) error {
	tree, err := store.Open(filepath.Join(h.people, h.id))
	if err != nil {
		return fmt.Errorf("opening the records of %s: %w", h.id, store.Cause(err))
	}
	defer tree.Close()
	files, err := record.Folder{Root: tree}.Files()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, printable(name)+"/: the records")
	for _, f := range files {
		fmt.Fprintln(a.Out, "  "+printable(f.Name))
	}
	return nil
}
