package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
)

// say reports on precept's own work.
func (a *app) say(format string, args ...any) {
	if !a.flags.quiet {
		fmt.Fprintln(a.Err, printable(fmt.Sprintf(format, args...)))
	}
}

// complain says why a run could not go on.
func (a *app) complain(err error) { fmt.Fprintf(a.Err, "precept: %s\n", printable(err.Error())) }

// printable writes out what would steer a terminal or reverse a line: most output has names of files and people's own
// words in it.
func printable(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = finding.Visible(line)
	}
	return strings.Join(lines, "\n")
}

// print writes findings to standard output in the format asked for. The text format shows the lines that they are
// about.
func (a *app) print(project string, list []finding.Finding, sum finding.Summary) error {
	o := a.printOptions()
	o.Summary = sum
	format := finding.Format(a.flags.format)
	if format == finding.Text {
		read, done, err := a.sources(project)
		if err != nil {
			return err
		}
		defer done()
		o.Line = a.lines(project, read)
	}
	return finding.Write(a.Out, format, list, o)
}

// printOptions are what every printing of findings shares.
func (a *app) printOptions() finding.Options {
	colour := a.flags.colour == "always" || a.flags.colour == "auto" && a.Colour
	o := finding.Options{Version: Version, Color: colour}
	for _, r := range check.Rules() {
		o.Rules = append(o.Rules, finding.RuleInfo{ID: r.ID, Summary: r.Summary, Help: r.Fix, Severity: r.Severity})
	}
	return o
}

// sources gives what reads a file by the name that findings have for it: in the project, or in the preceptees' folder
// where that is elsewhere.
func (a *app) sources(project string) (read func(file string) ([]byte, error), done func(), err error) {
	loader, closeTree, err := layers(project)
	if err != nil {
		return nil, nil, err
	}
	inside := func(file string) ([]byte, error) { return loader.Read(file, source.MaxRecord) }
	s, err := readSite(project)
	if err != nil || filepath.IsLocal(filepath.FromSlash(s.Preceptees)) {
		return inside, closeTree, nil // there is a finding already about a site that cannot be read
	}
	prefix := build.PrecepteesPrefix(s)
	dir, err := a.preceptees(project, s)
	if err != nil {
		return inside, closeTree, nil
	}
	people, err := store.Open(dir)
	if err != nil {
		return inside, closeTree, nil
	}
	return func(file string) ([]byte, error) {
		if below, ok := strings.CutPrefix(file, prefix); ok {
			return people.Read(below, source.MaxRecord)
		}
		return inside(file)
	}, func() { closeTree(); people.Close() }, nil
}

// lines is the function lines, without the lines of records that no finding repeats.
func (a *app) lines(project string, read func(file string) ([]byte, error)) func(file string, line int) string {
	people := site.DefaultPreceptees + "/"
	if s, err := readSite(project); err == nil {
		people = build.PrecepteesPrefix(s)
	}
	all := lines(read)
	return func(file string, line int) string {
		text := all(file, line)
		personal := strings.HasPrefix(file, people) && path.Base(file) != record.PrecepteeName ||
			strings.HasPrefix(file, record.Organisation+"/")
		if personal && !form.Repeatable(text) {
			return ""
		}
		return text
	}
}

// lines reads the line that a finding is about, one file at a time.
func lines(read func(file string) ([]byte, error)) func(file string, line int) string {
	last, text := "", []string(nil)
	return func(file string, line int) string {
		if file != last {
			last, text = file, nil
			if raw, err := read(file); err == nil {
				whole := strings.TrimPrefix(string(raw), "\ufeff")
				text = strings.Split(strings.ReplaceAll(whole, "\r\n", "\n"), "\n")
			}
		}
		if line < 1 || line > len(text) {
			return ""
		}
		return text[line-1]
	}
}

// summarise counts findings, and the pages and portfolios that were read.
func summarise(s *build.Snapshot, list []finding.Finding) finding.Summary {
	sum := finding.Count(list)
	sum.Pages, sum.Portfolios = s.Summary.Pages, s.Summary.Portfolios
	return sum
}

// tally is a run in one line.
func tally(s finding.Summary) string {
	return fmt.Sprintf("%s, %s, %s, %s in %s and %s", count(s.Errors, "error"), count(s.Warnings, "warning"),
		count(s.Notes, "note"), count(s.Gaps, "gap"), count(s.Pages, "page"), count(s.Portfolios, "portfolio"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// brief is a text on one line, short enough to compare.
func brief(text string) string {
	if text == "" {
		return "(nothing)"
	}
	r := []rune(strings.Join(strings.Fields(strings.ReplaceAll(text, "\n", " / ")), " "))
	if len(r) > 160 {
		r = append(r[:159], '…')
	}
	return string(r)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
