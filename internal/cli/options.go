package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
)

// common are the flags that most commands share.
type common struct {
	root, asOf, format, only, reader, colour string
	preceptees                               []string
	strict, drafts, quiet                    bool
	jobs                                     int
}

// flagsFor adds the common flags to a command that loads the project.
func (a *app) flagsFor(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.flags.root, "root", "", "the project's `DIR` (default: the nearest folder above with content/ and data/site.yaml)")
	f.StringVar(&a.flags.asOf, "as-of", "", "the `DATE` to build for, 2026-10-05 (default: SOURCE_DATE_EPOCH, else today)")
	f.StringVar(&a.flags.format, "format", "text", "how findings are printed: text, json, sarif or github")
	f.BoolVar(&a.flags.strict, "strict", false, "warnings block too")
	f.StringVar(&a.flags.only, "only", "", "toolkit (nothing of a preceptee is opened) or portfolios")
	f.StringVar(&a.flags.reader, "for", string(portfolio.ForPreceptee), "whom portfolios are for: preceptee, pair or practice")
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "only this preceptee's `ID`; may be given again")
	f.IntVar(&a.flags.jobs, "jobs", 0, "how many things to do at once (default: one a processor)")
	f.BoolVar(&a.flags.quiet, "quiet", false, "say nothing but findings")
	f.StringVar(&a.flags.colour, "color", "auto", "colour in findings: auto, always or never")
	for name, values := range map[string][]string{
		"format": {"text", "json", "sarif", "github"}, "only": {"toolkit", "portfolios"}, "for": {"preceptee", "pair", "practice"}, "color": {"auto", "always", "never"},
	} {
		complete(cmd, name, values)
	}
}

func complete(cmd *cobra.Command, flag string, values []string) {
	// the error is for a flag that does not exist, which a test would find
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// options reads the common flags. Every value is checked, so that a misspelt one is never taken for the default.
func (a *app) options() (build.Options, error) {
	o := build.Options{Generator: "precept " + Version, Strict: a.flags.strict, Drafts: a.flags.drafts, Jobs: a.flags.jobs, Preceptees: a.flags.preceptees,
		Only: build.Part(a.flags.only), Reader: portfolio.Reader(a.flags.reader), Hosted: a.Env("CI") != "" || a.Env("NETLIFY") != ""}
	if !slices.Contains([]build.Part{build.Everything, build.ToolkitOnly, build.PortfoliosOnly}, o.Only) {
		return o, usage("--only is %q; write toolkit or portfolios", a.flags.only)
	}
	if !slices.Contains(portfolio.Readers(), o.Reader) {
		return o, usage("--for is %q; write preceptee, pair or practice", a.flags.reader)
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
	return o, a.wantPreceptees(o)
}

// wantPreceptees refuses an id that nobody has: a misspelt one would build nothing and pass for success.
func (a *app) wantPreceptees(o build.Options) error {
	if len(o.Preceptees) == 0 {
		return nil
	}
	if o.Only == build.ToolkitOnly {
		return usage("--preceptee has no meaning with --only toolkit, which opens nothing of a preceptee; leave one of them out")
	}
	s, err := readSite(o.Project)
	if err != nil {
		return err
	}
	dir := a.preceptees(o.Project, s)
	var known []string
	if store.IsDir(dir) {
		tree, err := store.Open(dir)
		if err != nil {
			return fmt.Errorf("opening %s: %w", dir, store.Cause(err))
		}
		defer tree.Close()
		entries, err := tree.List(".")
		if err != nil {
			return fmt.Errorf("listing %s: %w", dir, store.Cause(err))
		}
		for _, e := range entries {
			if e.Kind == store.Folder {
				known = append(known, e.Path)
			}
		}
	}
	for _, id := range o.Preceptees {
		if slices.Contains(known, id) {
			continue
		}
		if s := source.Suggest(id, known); s != "" {
			return usage("there is no preceptee %q; did you mean %s?", id, s)
		}
		return usage("there is no preceptee %q in %s", id, a.shown(dir))
	}
	return nil
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

// project finds the project's folder.
func (a *app) project() (string, error) {
	is := func(dir string) bool {
		return store.IsDir(filepath.Join(dir, "content")) && store.IsFile(filepath.Join(dir, filepath.FromSlash(site.File)))
	}
	if a.flags.root != "" {
		dir := a.path(a.flags.root)
		if !is(dir) {
			return "", usage("%s is no project: it needs content/ and %s; precept new site makes one", a.flags.root, site.File)
		}
		return dir, nil
	}
	for dir := a.Dir; ; dir = filepath.Dir(dir) {
		if is(dir) {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", usage("neither this folder nor one above it is a project with content/ and %s; precept new site makes one, --root DIR names one", site.File)
		}
	}
}

// path makes a path of the command line absolute.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(a.Dir, name)
}

// print writes findings to standard output in the format asked for.
func (a *app) print(project string, list []finding.Finding, summary finding.Summary) error {
	format := finding.Format(a.flags.format)
	o := finding.Options{Summary: summary, Version: Version, Color: a.flags.colour == "always" || a.flags.colour == "auto" && a.Colour}
	if format == finding.Text {
		read, done, err := a.sources(project)
		if err != nil {
			return err
		}
		defer done()
		o.Line = lines(read)
	}
	for _, r := range check.Rules() {
		o.Rules = append(o.Rules, finding.RuleInfo{ID: r.ID, Summary: r.Summary, Help: r.Fix, Severity: r.Severity})
	}
	return finding.Write(a.Out, format, list, o)
}

// sources gives what reads a file by the name that findings call it: below the project, or in the preceptees' folder where that
// lies outside.
func (a *app) sources(project string) (read func(file string) ([]byte, error), done func(), err error) {
	tree, err := store.Open(project)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	inside := func(file string) ([]byte, error) { return tree.Read(file, source.MaxRecord) }
	s, err := readSite(project)
	if err != nil || filepath.IsLocal(filepath.FromSlash(s.Preceptees)) {
		return inside, func() { tree.Close() }, nil // a site that cannot be read has been told of by now
	}
	prefix := build.PrecepteesPrefix(s)
	people, err := store.Open(a.preceptees(project, s))
	if err != nil {
		return inside, func() { tree.Close() }, nil
	}
	return func(file string) ([]byte, error) {
		if below, ok := strings.CutPrefix(file, prefix); ok {
			return people.Read(below, source.MaxRecord)
		}
		return inside(file)
	}, func() { tree.Close(); people.Close() }, nil
}

// lines reads the line that a finding is about, a file at a time.
func lines(read func(file string) ([]byte, error)) func(file string, line int) string {
	last, text := "", []string(nil)
	return func(file string, line int) string {
		if file != last {
			last, text = file, nil
			if raw, err := read(file); err == nil {
				text = strings.Split(strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "\r\n", "\n"), "\n")
			}
		}
		if line < 1 || line > len(text) {
			return ""
		}
		return text[line-1]
	}
}

// say tells of precept's own doings.
func (a *app) say(format string, args ...any) {
	if !a.flags.quiet {
		fmt.Fprintf(a.Err, format+"\n", args...)
	}
}
