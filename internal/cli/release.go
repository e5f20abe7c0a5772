package cli

import (
	"context"
	"errors"
	"path"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/toolkit"
)

func (a *app) releaseCommand() *cobra.Command {
	dry := false
	cmd := &cobra.Command{
		Use: "release VERSION", Short: "Check a version, date it and lock it", Args: exact(1, "one version"),
		Long: `Checks everything, as check --release does, and releases the version if nothing is
in the way: the day goes into its version.md, and version.lock lists each of its
files with its checksum. From then on a change to any of them is an error.

If version.md already has a day at released:, that day stays. A day in the future
schedules the version: it is published by the first build on that day or later.

It publishes and commits nothing: build and git do that.`,
		Example: "  precept release 2026.2 --dry-run\n  precept release 2026.2",
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if err := checkVersion(o.Project, args[0]); err != nil {
				return err
			}
			return a.release(cmd.Context(), o, args[0], dry)
		},
	}
	a.flags.reader = string(portfolio.ForPreceptee)
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	cmd.Flags().BoolVar(&dry, "dry-run", false, "say what would be done, and write nothing")
	return cmd
}

func (a *app) release(ctx context.Context, o build.Options, version string, dry bool) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	r, err := build.CheckRelease(ctx, o, version)
	if err != nil {
		return err
	}
	progress.stop()
	if err := a.print(o.Project, r.InTheWay, finding.Count(r.InTheWay)); err != nil {
		return err
	}
	switch {
	case r.Refused != "":
		a.complain(errors.New(r.Refused))
		return errFindings
	case !r.Ready():
		a.say("version %s was not released: %s in the way; see above", version, are(len(r.InTheWay), "finding"))
		return errFindings
	case !dry:
		var changed *build.ChangedError
		if err := r.Write(ctx); errors.As(err, &changed) {
			a.complain(err)
			return errFindings
		} else if err != nil {
			return err
		}
	}
	a.sayReleased(r, dry)
	return nil
}

// are says how many there are.
func are(n int, what string) string {
	if n == 1 {
		return "1 " + what + " is"
	}
	return count(n, what) + " are"
}

// sayReleased says what a release wrote, or would write, and what comes next.
func (a *app) sayReleased(r *build.Release, dry bool) {
	is, would := "is released on", "be released on"
	switch {
	case r.Scheduled:
		is, would = "is scheduled for", "be scheduled for"
	case r.Dated:
		is, would = "keeps its release date,", "keep its release date,"
	}
	folder := path.Join(toolkit.Folder, r.Version)
	name, files := path.Join(folder, lock.Name), count(len(r.Lock.Files), "file")
	if n := len(r.Waived); n > 0 {
		a.say("%s waived in %s; precept check --release %s shows them", are(n, "finding"), site.File, r.Version)
	}
	if dry {
		a.say("nothing is in the way: version %s would %s %s", r.Version, would, r.Day.Words())
		a.say("%s would list its %s; nothing was written", name, files)
		return
	}
	a.say("version %s %s %s", r.Version, is, r.Day.Words())
	a.say("%s lists its %s; the digest of the lock is %s", name, files, r.Lock.Digest())
	a.say("next: git add %s and commit it; then precept build, and publish the site", folder)
	if r.Scheduled {
		a.say("readers see it after the first build on that day or later: plan one for then")
	}
}
