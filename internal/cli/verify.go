package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/lock"
	"precept/internal/publish"
	"precept/internal/toolkit"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "verify DIR", Short: "Is this output as it was written, and its versions as they were released?",
		Args: exact(1, "one folder"),
		Long: `Compares a folder that precept wrote with its build.json, byte for byte. In a
project, or with --root, it also compares the versions that the folder was made
from with their locks. Each file that changed, is missing or was added is named,
and the exit status is 1.`,
		Example: "  precept verify public\n  precept verify portfolios/alex-example --root ../toolkit",
		RunE: func(cmd *cobra.Command, args []string) error {
			m, differences, err := publish.Verify(a.path(args[0]))
			if err != nil {
				return err
			}
			project, err := a.project()
			var none usageError
			if err != nil && (a.flags.root != "" || !errors.As(err, &none)) {
				return err
			}
			if err == nil {
				more, err := a.verifyVersions(cmd.Context(), project, m)
				if err != nil {
					return err
				}
				differences = append(differences, more...)
			}
			for _, d := range differences {
				fmt.Fprintln(a.Out, printable(d))
			}
			a.say("%s", madeFrom(m))
			if len(differences) > 0 {
				return errFindings
			}
			a.say("%s is as it was written", args[0])
			return nil
		},
	}
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	return cmd
}

// madeFrom says whom a tree is for, as of when, and which versions it was made from.
func madeFrom(m publish.Manifest) string {
	var list []string
	for _, name := range slices.SortedFunc(maps.Keys(m.Versions), toolkit.CompareNames) {
		locked := "not locked then"
		if digest := m.Versions[name]; digest != "" {
			locked = "lock " + digest
		}
		list = append(list, fmt.Sprintf("version %s (%s)", name, locked))
	}
	what := "the public site"
	if kind := strings.Split(m.For, ":"); len(kind) == 3 {
		what = fmt.Sprintf("the portfolio of %s for the %s", kind[1], kind[2])
	}
	return fmt.Sprintf("%s as of %s, made from %s", what, m.AsOf, strings.Join(list, ", "))
}

// verifyVersions says in what the versions of a project are not those that a tree was made from.
func (a *app) verifyVersions(ctx context.Context, project string, m publish.Manifest) ([]string, error) {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, name := range slices.SortedFunc(maps.Keys(m.Versions), toolkit.CompareNames) {
		v, digest := t.Version(name), m.Versions[name]
		if v == nil {
			a.say("version %s is not in this project, so it was not compared with its lock", name)
			continue
		}
		file := v.FileAt(lock.Name)
		switch {
		case v.Locked && v.Lock == nil:
			list = append(list, file+": has been edited")
		case v.Lock == nil && digest != "":
			list = append(list, file+": is missing, and the output was made from a locked version; "+
				"put it back, with git or from a copy")
		case v.Lock != nil && digest == "":
			list = append(list, file+": was written after the output was made; build again")
		case v.LockDigest() != digest:
			list = append(list, file+": is not the lock that the output was made from")
		}
		list = append(list, differing(v)...)
	}
	return list, nil
}

// differing names the files of a version that are not as they were released.
func differing(v *toolkit.Version) []string {
	says := map[lock.Change]string{lock.Changed: "has changed since it was released",
		lock.Missing: "is missing since it was released", lock.Added: "was added since it was released"}
	var list []string
	for _, d := range v.Differences {
		list = append(list, v.FileAt(d.Path)+": "+says[d.Change])
	}
	return list
}
