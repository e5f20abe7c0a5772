package cli

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
)

func (a *app) importCommand() *cobra.Command {
	var replace, dry bool
	cmd := &cobra.Command{
		Use: "import FILE...", Short: "Take saved forms and photographs into a preceptee's records",
		Long: `Takes files that came from a phone, a mail or a colleague: records as the form
pages save them (.md, .txt, .json), photographs and PDFs, folders of them, and zips.
Each record is checked against the form of its version and put into the preceptee's
folder, or into data/organisation where its form is about the practice; a photograph
goes into evidence/ where a record names it, or where it comes without any record.

A record that is there already is written again only where it says that it revises
what is there; signatures that still fit are added. Where both would claim to hold,
what is there stays, what arrived is kept beside it in a file that ends in
.differs.txt, and what differs is shown; --replace lets what arrived take its place.

All is written or nothing. Private files (.private.md) are never taken in. The exit
status is 1 where something is refused or differs.`,
		Example: "  precept import 2026-02-12-monthly-meeting-k7m29qxd.md --preceptee alex-example\n" +
			"  precept import records.zip --preceptee alex-example --dry-run\n  precept import Downloads/from-alex --preceptee alex-example --replace",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s takes the files to take in; see %[1]s --help", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(a.flags.preceptees) != 1 {
				return usage("say whose records they are, once: --preceptee ID")
			}
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Only = build.PortfoliosOnly
			batch, err := a.arrivals(args)
			if err != nil {
				return err
			}
			progress := a.progress("reading and checking")
			defer progress.stop()
			s, err := build.Prepare(cmd.Context(), o)
			if err != nil {
				return err
			}
			defer s.Close()
			progress.stop()
			return a.takeIn(o, s, batch, replace, dry)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "whose records they are: the preceptee's `ID`")
	f.BoolVar(&replace, "replace", false, "let what arrives take the place of what differs")
	f.BoolVar(&dry, "dry-run", false, "say what would become of each file, and write nothing")
	f.StringVar(&a.flags.root, "root", "", "the project's `DIR` (default: the nearest folder above with content/ and data/site.yaml)")
	f.StringVar(&a.flags.format, "format", "text", "how findings are printed: text, json, sarif or github")
	f.StringVar(&a.flags.colour, "color", "auto", "colour in findings: auto, always or never")
	a.dayFlags(cmd)
	a.flags.reader = string(portfolio.ForPreceptee)
	complete(cmd, "format", []string{"text", "json", "sarif", "github"})
	complete(cmd, "color", []string{"auto", "always", "never"})
	return cmd
}

// batch is what was named on the command line: files, and what was refused before a file came of it.
type batch struct {
	files    []importer.Arrival
	findings []finding.Finding
}

// take adds one file, or what is in it.
func (b *batch) take(name string, data []byte) {
	list, findings := importer.Unpack(name, data)
	b.files, b.findings = append(b.files, list...), append(b.findings, findings...)
}

// arrivals reads what the command line names: files, and folders with all that is below them.
func (a *app) arrivals(args []string) (*batch, error) {
	b := &batch{}
	for _, arg := range args {
		name := a.path(arg)
		if !store.IsDir(name) {
			if !store.IsFile(name) {
				return nil, usage("there is no file %s", arg)
			}
			data, err := store.ReadFile(name, importer.MaxTotal)
			switch {
			case errors.Is(err, store.ErrTooLarge):
				b.findings = append(b.findings, finding.Finding{Rule: "file-too-large", Position: finding.Position{File: path.Base(filepath.ToSlash(arg))},
					Message: fmt.Sprintf("the file is larger than %d MiB", importer.MaxTotal>>20), Help: "send it in parts"})
			case err != nil:
				return nil, fmt.Errorf("reading %s: %w", arg, store.Cause(err))
			default:
				b.take(path.Base(filepath.ToSlash(name)), data)
			}
			continue
		}
		if err := b.folder(arg, name); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// folder reads every file below a folder. Links are named and not followed.
func (b *batch) folder(arg, name string) error {
	tree, err := store.Open(name)
	if err != nil {
		return fmt.Errorf("opening %s: %w", arg, store.Cause(err))
	}
	defer tree.Close()
	entries, err := tree.Walk(".")
	if err != nil {
		return fmt.Errorf("listing %s: %w", arg, store.Cause(err))
	}
	if len(entries) > importer.MaxFiles {
		return usage("%s holds %d files, and at most %d are taken in at once; is it the right folder?", arg, len(entries), importer.MaxFiles)
	}
	total := 0
	for _, e := range entries {
		at := finding.Position{File: e.Path}
		if e.Kind == store.Folder {
			continue
		}
		if e.Kind != store.File {
			b.findings = append(b.findings, finding.Finding{Rule: "file-unsafe", Position: at, Message: "this is a link or no ordinary file, and is not taken in", Help: "hand over the file that it leads to"})
			continue
		}
		data, err := tree.Read(e.Path, importer.MaxTotal)
		if err != nil && !errors.Is(err, store.ErrTooLarge) {
			return fmt.Errorf("reading %s: %w", path.Join(filepath.ToSlash(arg), e.Path), store.Cause(err))
		}
		if total += len(data); err != nil || total > 4*importer.MaxTotal {
			return usage("%s holds more than can be taken in at once; hand it over in parts", arg)
		}
		b.take(e.Path, data)
	}
	return nil
}

// takeIn puts a batch in its place and says what became of each file.
func (a *app) takeIn(o build.Options, s *build.Snapshot, b *batch, replace, dry bool) error {
	in, done, err := a.importerFor(o, s)
	if err != nil {
		return err
	}
	defer done()
	offers, err := in.Examine(b.files)
	if err != nil {
		return err
	}
	findings := b.findings
	for i := range findings {
		findings[i].Preceptee = in.Portfolio.ID
	}
	stopped := len(findings) > 0
	var more []finding.Finding
	if !dry {
		if _, more, err = in.Accept(offers, replace); err != nil {
			return fmt.Errorf("nothing was taken in: %w", err)
		}
	}
	for i := range offers {
		offer := &offers[i]
		a.became(offer, replace, dry)
		if offer.State == importer.Conflict && replace {
			continue // it was decided
		}
		findings = append(findings, offer.Findings...)
		stopped = stopped || offer.State == importer.Refused || offer.State == importer.Conflict
	}
	findings, stopped = append(findings, more...), stopped || len(more) > 0
	if err := a.printArrived(b.files, finding.Sort(check.Grade(findings))); err != nil {
		return err
	}
	if stopped {
		return errFindings
	}
	return nil
}

// importerFor readies the taking in of files for the one preceptee that was loaded. Where their portfolio could not be read, what is
// wrong with it is printed instead: it must be mended first.
func (a *app) importerFor(o build.Options, s *build.Snapshot) (*importer.Importer, func(), error) {
	if len(s.Portfolios) != 1 {
		var why []finding.Finding
		for _, f := range s.Findings {
			if f.Preceptee == o.Preceptees[0] && f.Severity == finding.Error {
				why = append(why, f)
			}
		}
		if err := a.print(o.Project, why, finding.Count(why)); err != nil {
			return nil, nil, err
		}
		a.say("nothing was taken in: the preceptee's own file must be mended first")
		return nil, nil, errFindings
	}
	project, err := store.Open(o.Project)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", o.Project, store.Cause(err))
	}
	people, err := store.Open(a.preceptees(o.Project, s.Site))
	if err != nil {
		project.Close()
		return nil, nil, fmt.Errorf("opening the preceptees' folder: %w", store.Cause(err))
	}
	return &importer.Importer{Project: project, Preceptees: record.Folder{Tree: people, Prefix: build.PrecepteesPrefix(s.Site)}, Toolkit: s.Toolkit, Portfolio: s.Portfolios[0]},
		func() { project.Close(); people.Close() }, nil
}

// became says what became, or would become, of one file, and what differs.
func (a *app) became(o *importer.Offer, replace, dry bool) {
	would := ""
	if dry {
		would = "would be "
	}
	name := plain(o.Name)
	switch o.State {
	case importer.New:
		a.say("%s: %snew, as %s", name, would, o.File)
	case importer.Same:
		a.say("%s: there already, as %s", name, o.File)
	case importer.Later:
		a.say("%s: %sthe later state of %s", name, would, o.File)
	case importer.Signed:
		a.say("%s: %sadded to %s, signatures alone", name, would, o.File)
	case importer.Conflict:
		if replace {
			a.say("%s: %sin the place of what differed, %s", name, would, o.File)
		} else {
			a.say("%s: %skept as %s, beside %s", name, would, o.Conflict, o.File)
		}
	case importer.Refused:
		a.say("%s: not taken in", name)
	}
	for _, d := range o.Differences {
		a.say("  %s\n    there: %s\n    here:  %s", plain(d.Label), brief(d.There), brief(d.Here))
	}
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
	return plain(string(r))
}

// printArrived prints findings about files that do not lie in the project.
func (a *app) printArrived(files []importer.Arrival, list []finding.Finding) error {
	read := func(name string) ([]byte, error) {
		if i := slices.IndexFunc(files, func(f importer.Arrival) bool { return f.Name == name }); i >= 0 && !strings.EqualFold(path.Ext(name), ".json") {
			return files[i].Data, nil
		}
		return nil, errors.New("not among the files")
	}
	o := finding.Options{Version: Version, Color: a.flags.colour == "always" || a.flags.colour == "auto" && a.Colour, Line: lines(read)}
	for _, r := range check.Rules() {
		o.Rules = append(o.Rules, finding.RuleInfo{ID: r.ID, Summary: r.Summary, Help: r.Fix, Severity: r.Severity})
	}
	return finding.Write(a.Out, finding.Format(a.flags.format), list, o)
}

// plain takes out of somebody else's text what would steer a terminal or turn the line round.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return '\u00b7'
		}
		return r
	}, text)
}
