package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/publish"
	"precept/internal/record"
	"precept/internal/store"
)

func (a *app) buildCommand() *cobra.Command {
	var out, portfolios, host, shard, zip string
	cmd := &cobra.Command{
		Use: "build", Short: "Check everything, then write public/ and portfolios/", Args: exact(0, "no arguments"),
		Long: `Checks everything, then writes public/ and portfolios/.

Each site is written whole or not at all. An error blocks only the part that it is
in, and what was published before is kept. What a person has not done yet is never
an error.

--shard K/N builds the portfolios of the Kth of N parts, by id, and nothing public.
N such builds, one after another or at once, on one machine or on many, write what
one build writes; there is nothing to merge. In an indexed Kubernetes Job, K is
$((JOB_COMPLETION_INDEX + 1)).

--drafts writes no public site. It writes each version that is not released into
review/, with its draft pages, as a site of its own and as a zip: every page and
sheet says "Draft for comment", with the version and the day.`,
		Example: "  precept build\n  precept build --only toolkit --host netlify\n" +
			"  precept build --preceptee alex-example --for practice --as-of 2026-10-05\n" +
			"  precept build --shard 1/4\n  precept build --only toolkit --zip toolkit.zip\n  precept build --drafts",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if o.Host, err = knownHost(host); err != nil {
				return err
			}
			if err := readShard(&o, shard); err != nil {
				return err
			}
			if err := a.refuseZip(o, zip); err != nil {
				return err
			}
			d := build.Destination{
				Public:     a.path(or(out, filepath.Join(o.Project, "public"))),
				Portfolios: a.path(or(portfolios, filepath.Join(o.Project, "portfolios"))),
				Host:       host, Home: a.homes(), Jobs: o.Jobs,
			}
			if o.Drafts {
				return a.review(cmd.Context(), o, d)
			}
			if cmd.Flags().Changed("host") {
				d.Behind = host // unasked, portfolios are read from the disk
			}
			if zip != "" {
				zip = a.path(zip)
			}
			return a.build(cmd.Context(), o, d, zip)
		},
	}
	a.commonFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "`DIR` for the public site (default: public in the project)")
	f.StringVar(&portfolios, "portfolios", "", "`DIR` for the portfolios (default: portfolios in the project)")
	f.StringVar(&host, "host", usualHost,
		"whose header and redirect files to add: netlify, azure, iis, nginx or plain;\nif given, to portfolios too")
	f.StringVar(&zip, "zip", "", "write the public site into `FILE` too, as one zip")
	f.BoolVar(&a.flags.drafts, "drafts", false, "write drafts into review/ for their reviewers, and nothing else")
	f.StringVar(&shard, "shard", "", "`K/N`: the portfolios of the Kth of N parts, by id, and nothing public")
	complete(cmd, "host", publish.Hosts())
	return cmd
}

// usualHost is the host whose files are made by default.
const usualHost = "netlify"

func knownHost(name string) (string, error) {
	if !slices.Contains(publish.Hosts(), name) {
		return "", usage("--host is %q; write netlify, azure, iis, nginx or plain", name)
	}
	return name, nil
}

// readShard reads --shard, which leaves the public site to a build of its own.
func readShard(o *build.Options, text string) error {
	if text == "" {
		return nil
	}
	k, n, ok := strings.Cut(text, "/")
	var err1, err2 error
	o.Shard.K, err1 = strconv.Atoi(k)
	o.Shard.N, err2 = strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || o.Shard.K < 1 || o.Shard.K > o.Shard.N {
		return usage("--shard is %q; write the number of the part and how many there are, from 1/4 to 4/4", text)
	}
	if o.Only == build.ToolkitOnly || len(o.Preceptees) > 0 {
		return usage("--shard chooses among all portfolios; leave --only toolkit and --preceptee out")
	}
	o.Only = build.PortfoliosOnly
	return nil
}

// build checks, writes what may be written, and says what became of each part. zip is where the public site is written
// as one file too; "" for nowhere.
func (a *app) build(ctx context.Context, o build.Options, d build.Destination, zip string) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	o.Sized = a.memory
	if err := a.recoverImport(o); err != nil {
		return err
	}
	d.Progress = func(tree string) { progress.set("writing " + tree) }
	s, results, more, err := build.Build(ctx, o, d)
	progress.stop()
	if s == nil {
		return err
	}
	defer s.Close()
	for i := range results {
		more = append(more, foreign(o.Project, &results[i])...)
	}
	findings := finding.Sort(slices.Concat(s.Findings, more))
	if printed := a.print(o.Project, findings, summarise(s, findings)); err == nil {
		err = printed
	}
	for i := range results {
		a.sayWritten(&results[i])
	}
	if err != nil {
		return err
	}
	if zip != "" && !s.Public.Blocked {
		if err := a.writeZip(s, o, d.Host, zip); err != nil {
			return err
		}
	}
	if s.Public != nil && s.Public.Blocked {
		a.say("the public site was not written: see the findings above; an earlier one is unchanged")
	}
	for _, id := range blocked(s) {
		a.say("the portfolio of %s was not written: see the findings above; an earlier one is unchanged", id)
	}
	blocks := func(f finding.Finding) bool { return build.Blocks(f, o.Strict) }
	if s.Stopped(o.Strict) || slices.ContainsFunc(more, blocks) {
		return errFindings
	}
	return nil
}

// recoverImport completes what an import that was killed had begun, so that what is built is the whole of it or
// nothing.
func (a *app) recoverImport(o build.Options) error {
	if o.Only == build.ToolkitOnly || o.Hosted {
		return nil
	}
	s, err := readSite(o.Project)
	if err != nil {
		return err
	}
	dir, err := a.preceptees(o.Project, s)
	if err != nil {
		return nil
	}
	people, err := store.Open(dir)
	if err != nil {
		return nil // the build reports it
	}
	defer people.Close()
	project, err := store.Open(o.Project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", o.Project, store.Cause(err))
	}
	defer project.Close()
	in := importer.Importer{Project: project, Preceptees: record.Folder{Root: people}}
	if err := in.Recover(); err != nil {
		return fmt.Errorf("completing an import that was stopped: %w", err)
	}
	return nil
}

// foreign are the findings about files in an output folder that precept did not write.
func foreign(project string, r *build.Done) []finding.Finding {
	var list []finding.Finding
	for _, f := range r.Foreign {
		list = append(list, finding.Finding{
			Rule: "file-foreign", Severity: finding.Note, Preceptee: r.Preceptee,
			Position: finding.Position{File: below(project, r.Dir) + "/" + f},
			Message:  "precept did not write this file and left it as it is",
			Help:     "move it elsewhere if it does not belong to the site",
		})
	}
	return list
}

// sayWritten says what became of one site.
func (a *app) sayWritten(r *build.Done) {
	name := a.shown(r.Dir)
	switch {
	case r.Stopped:
		a.say("%s was not written: see the findings above; it is unchanged", name)
	case !r.Changed:
		a.say("%s is unchanged", name)
	default:
		a.say("%s written: %d files new or changed, %d unchanged, %d removed", name, r.Written, r.Unchanged, r.Removed)
	}
}

// blocked lists the preceptees whose portfolio an error keeps from being written, or whose preceptee.md could not be
// read.
func blocked(s *build.Snapshot) []string {
	known := map[string]bool{}
	var list []string
	for _, t := range s.Private {
		known[t.Preceptee] = true
		if t.Blocked {
			list = append(list, t.Preceptee)
		}
	}
	for _, f := range s.Findings {
		if f.Preceptee != "" && !known[f.Preceptee] {
			known[f.Preceptee] = true
			list = append(list, f.Preceptee)
		}
	}
	slices.Sort(list)
	return list
}

// memory lets the heap grow further between collections than Go would by itself: a build allocates much and keeps
// little. The limit follows what is kept of pages and of people, because past it a larger heap gains nothing. A user's
// own settings win.
func (a *app) memory(pages, people int) {
	if a.Env("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if a.Env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(64<<20 + int64(pages)*(12<<10) + int64(people)*(12<<10))
	}
}
