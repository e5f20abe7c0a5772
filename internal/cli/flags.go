package cli

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/store"
)

// common are the values of the flags that most commands share.
type common struct {
	root, asOf, format, only, reader, colour string
	preceptees                               []string
	strict, drafts, quiet                    bool
	jobs                                     int
}

const rootUsage = "the project's `DIR` (default: the nearest folder above with content/ and data/site.yaml)"

// commonFlags adds the flags of a command that loads the project.
func (a *app) commonFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.flags.asOf, "as-of", "",
		"the `DATE` to build for, 2026-10-05 (default: SOURCE_DATE_EPOCH, else today)")
	f.BoolVar(&a.flags.strict, "strict", false, "warnings block too")
	f.StringVar(&a.flags.only, "only", "", "toolkit (nothing of a preceptee is opened) or portfolios")
	f.StringVar(&a.flags.reader, "for", string(portfolio.ForPreceptee),
		"who portfolios are for: preceptee, pair, practice or appraiser")
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "only this preceptee's `ID`; may be given again")
	f.IntVar(&a.flags.jobs, "jobs", 0, "how many things to do at once (default: one for each processor)")
	f.BoolVar(&a.flags.quiet, "quiet", false, "print only findings")
	complete(cmd, "only", []string{"toolkit", "portfolios"})
	complete(cmd, "for", readerNames())
	a.findingFlags(cmd)
}

// readerNames are what --for may say.
func readerNames() (list []string) {
	for _, r := range portfolio.Readers() {
		list = append(list, string(r))
	}
	return list
}

// findingFlags adds the flags of a command that prints findings about a project.
func (a *app) findingFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.flags.root, "root", "", rootUsage)
	f.StringVar(&a.flags.format, "format", "text", "how findings are printed: text, json, sarif or github")
	f.StringVar(&a.flags.colour, "color", "auto", "colour in findings: auto, always or never")
	complete(cmd, "format", []string{"text", "json", "sarif", "github"})
	complete(cmd, "color", []string{"auto", "always", "never"})
}

// dayFlags adds the flags of a command that writes something dated.
func (a *app) dayFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.flags.asOf, "as-of", "", "the `DATE` that counts as today (default: SOURCE_DATE_EPOCH, else today)")
	f.BoolVar(&a.flags.quiet, "quiet", false, "do not say what was written")
}

// options reads the common flags. Every value is checked, so that a misspelt one is never read as the default.
func (a *app) options() (build.Options, error) {
	o := build.Options{
		Generator: "precept " + Version, Strict: a.flags.strict, Drafts: a.flags.drafts, Jobs: a.flags.jobs,
		Preceptees: a.flags.preceptees, Only: build.Part(a.flags.only), Reader: portfolio.Reader(a.flags.reader),
		Hosted: a.Env("CI") != "" || a.Env("NETLIFY") != "", AsOfGiven: a.flags.asOf != "",
	}
	if !slices.Contains([]build.Part{build.Everything, build.ToolkitOnly, build.PortfoliosOnly}, o.Only) {
		return o, usage("--only is %q; write toolkit or portfolios", a.flags.only)
	}
	if !slices.Contains(portfolio.Readers(), o.Reader) {
		return o, usage("--for is %q; write preceptee, pair, practice or appraiser", a.flags.reader)
	}
	if _, err := finding.ParseFormat(a.flags.format); err != nil {
		return o, usage("--format is %q; write text, json, sarif or github", a.flags.format)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, a.flags.colour) {
		return o, usage("--color is %q; write auto, always or never", a.flags.colour)
	}
	if o.Jobs < 0 {
		return o, usage("--jobs is %d; write 1 or more", o.Jobs)
	}
	var err error
	if o.AsOf, err = a.asOf(); err != nil {
		return o, err
	}
	if o.Project, err = a.project(); err != nil {
		return o, err
	}
	return o, a.checkPreceptees(o)
}

// checkPreceptees refuses an unknown id: a misspelt one would build nothing and look like a success.
func (a *app) checkPreceptees(o build.Options) error {
	if len(o.Preceptees) == 0 {
		return nil
	}
	if o.Only == build.ToolkitOnly {
		return usage("--preceptee cannot go with --only toolkit, which opens nothing of a preceptee; " +
			"leave one of them out")
	}
	s, err := readSite(o.Project)
	if err != nil {
		return err
	}
	dir, err := a.preceptees(o.Project, s)
	if err != nil {
		return err
	}
	known, err := folders(dir)
	if err != nil {
		return err
	}
	for _, id := range o.Preceptees {
		if slices.Contains(known, id) {
			continue
		}
		if s := source.Suggest(id, known); s != "" {
			return usage("there is nobody called %q; did you mean %s?", id, s)
		}
		return usage("there is nobody called %q in %s", id, a.shown(dir))
	}
	return nil
}

// folders lists the folders in a folder; none where it does not exist.
func folders(dir string) ([]string, error) {
	if !store.IsDir(dir) {
		return nil, nil
	}
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer tree.Close()
	entries, err := tree.List(".")
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", dir, store.Cause(err))
	}
	var list []string
	for _, e := range entries {
		if e.Kind == store.Folder {
			list = append(list, e.Path)
		}
	}
	return list, nil
}

// asOf is the one clock: the flag, else SOURCE_DATE_EPOCH, else today.
func (a *app) asOf() (civil.Date, error) {
	if a.flags.asOf != "" {
		d, err := civil.Parse(a.flags.asOf)
		if err != nil {
			return d, usage("--as-of is %q, which %v; write it as 2026-10-05", a.flags.asOf, err)
		}
		return d, nil
	}
	if epoch := a.Env("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return civil.Date{}, usage("SOURCE_DATE_EPOCH is %q, which is not a number of seconds", epoch)
		}
		return civil.Of(time.Unix(n, 0).UTC()), nil
	}
	return civil.Of(a.Now()), nil
}
