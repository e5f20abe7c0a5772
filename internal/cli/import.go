package cli

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
)

func (a *app) importCommand() *cobra.Command {
	var how importChoices
	cmd := &cobra.Command{
		Use: "import FILE...", Short: "Take saved forms and photographs into a preceptee's records",
		Long: `Takes files that came from a phone, by e-mail or from a colleague: records as the
form pages save them (.md, .txt, .json), photographs and PDFs, folders of them, and
zips. Each record is checked against the form of its version and put into the
preceptee's folder, or into data/organisation where its form is about the practice.
A photograph goes into evidence/ where a record names it, or where it comes
without any record.

A record that is already there is replaced only if it is a draft and the new state
says that it revises it; signatures that still fit are added. A newer version of a
complete record is refused and the differences are shown. If both claim to be right,
or have different dates, the old one stays and the new one is kept beside it in a
file that ends in .differs.txt. --replace replaces the old one with the new one.

A record that names somebody else, or that somebody else's folder already has, is
refused until --confirm names that other person. Without --preceptee, the command
says whose records the files say they are.

Either everything is written or nothing. Private files (.private.md) are never imported. The
exit status is 1 if something is refused or differs.`,
		Example: "  precept import 2026-02-12-monthly-meeting-k7m29qxd.md --preceptee alex-example\n" +
			"  precept import records.zip --preceptee alex-example --dry-run\n" +
			"  precept import Downloads/from-alex --preceptee alex-example --replace\n" +
			"  precept import meeting.md --preceptee alex-example --confirm \"Sam Example\"",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s takes the files to import; see %[1]s --help", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFiles(cmd, args, how) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "whose records they are: the preceptee's `ID`")
	f.BoolVar(&how.replace, "replace", false, "let what arrives take the place of what is complete or differs")
	f.StringArrayVar(&how.confirmed, "confirm", nil,
		"take a record in although it says that it is this other person's, by their `NAME` or id")
	f.BoolVar(&how.dry, "dry-run", false, "say what would happen to each file, and write nothing")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	a.flags.reader = string(portfolio.ForPreceptee)
	return cmd
}

const askWhose = "say whose records they are, with one --preceptee ID"

// importChoices is how a batch is imported.
type importChoices struct {
	replace, dry bool
	confirmed    []string // whose records may go into another's portfolio, by name or id
}

// importFiles reads what the command line names, compares it with the preceptee's records, and writes what may be
// written.
func (a *app) importFiles(cmd *cobra.Command, args []string, how importChoices) error {
	if len(a.flags.preceptees) > 1 {
		return usage(askWhose)
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
	if len(a.flags.preceptees) == 0 {
		return a.proposePreceptee(cmd, o, batch)
	}
	progress := a.progress("reading and checking")
	defer progress.stop()
	s, err := build.Prepare(cmd.Context(), o)
	if err != nil {
		return err
	}
	defer s.Close()
	progress.stop()
	in, done, err := a.importerFor(o, s)
	if err != nil {
		return err
	}
	defer done()
	return a.importBatch(in, batch, how)
}

// importBatch writes a batch and says what became of each file.
func (a *app) importBatch(in *importer.Importer, b *importer.Batch, how importChoices) error {
	offers, err := in.Examine(b.Files)
	if err != nil {
		return err
	}
	findings := b.Findings
	for i := range findings {
		findings[i].Preceptee = in.Portfolio.ID
	}
	for i := range offers {
		offers[i].Confirm(how.confirmed)
	}
	var more []finding.Finding
	if !how.dry {
		if _, more, err = in.Accept(offers, how.replace); err != nil {
			return fmt.Errorf("nothing was imported: %w", err)
		}
	}
	stopped := len(findings) > 0 || len(more) > 0
	for i := range offers {
		offer := &offers[i]
		a.sayOffer(offer, how)
		findings = append(findings, undecided(offer, how)...)
		stopped = stopped || offer.Doubtful() || offer.State == importer.Refused || asks(offer) && !how.replace
	}
	if err := a.printArrived(b.Files, finding.Sort(check.Grade(append(findings, more...)))); err != nil {
		return err
	}
	if stopped {
		return errFindings
	}
	return nil
}

// undecided gives the findings about an offer without what the command line has decided.
func undecided(o *importer.Offer, how importChoices) []finding.Finding {
	return slices.DeleteFunc(slices.Clone(o.Findings), func(f finding.Finding) bool {
		return f.Rule == "record-owner" && o.Confirmed ||
			f.Rule == "record-twice" && how.replace && asks(o)
	})
}

// asks reports whether a person has to say that what arrived takes the place of what is there.
func asks(o *importer.Offer) bool {
	return o.State == importer.Conflict || o.State == importer.Replaces
}

// proposePreceptee refuses a batch without --preceptee, and says whose records the files say they are.
func (a *app) proposePreceptee(cmd *cobra.Command, o build.Options, b *importer.Batch) error {
	o.Only = build.ToolkitOnly
	s, err := build.Prepare(cmd.Context(), o)
	if err != nil {
		return err
	}
	defer s.Close()
	dir, err := a.preceptees(o.Project, s.Site)
	if err != nil {
		return err
	}
	tree, err := store.Open(dir)
	if err != nil {
		return usage(askWhose) // there is nobody
	}
	defer tree.Close()
	owners, err := importer.Owners(record.Folder{Root: tree})
	if err != nil {
		return err
	}
	if who, ok := importer.Claimed(b.Files, owners); ok {
		return usage("%s; the files say that they are %s's: --preceptee %s", askWhose,
			cmp.Or(who.Name, who.ID), who.ID)
	}
	return usage(askWhose)
}

// importerFor prepares to write records of the one preceptee that was loaded. Where their portfolio could not be
// read, what is wrong with it is printed instead: it must be corrected first.
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
		a.say("nothing was written: correct the preceptee's own file first")
		return nil, nil, errFindings
	}
	project, err := store.Open(o.Project)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", o.Project, store.Cause(err))
	}
	dir, err := a.preceptees(o.Project, s.Site)
	if err != nil {
		project.Close()
		return nil, nil, err
	}
	people, err := store.Open(dir)
	if err != nil {
		project.Close()
		return nil, nil, fmt.Errorf("opening the folder of portfolios: %w", store.Cause(err))
	}
	in := &importer.Importer{Project: project, Toolkit: s.Toolkit, Portfolio: s.Portfolios[0],
		Preceptees: record.Folder{Root: people, Prefix: build.PrecepteesPrefix(s.Site)}}
	return in, func() { project.Close(); people.Close() }, nil
}

// sayOffer says what became, or would become, of one file, and what differs.
func (a *app) sayOffer(o *importer.Offer, how importChoices) {
	would := ""
	if how.dry {
		would = "would be "
	}
	name := o.Name
	switch {
	case o.Doubtful():
		a.say("%s: not imported: is it %s's?", name, o.Doubts[0].Name)
		a.sayGlimpse(o)
		return
	case how.dry:
		defer a.sayGlimpse(o)
	}
	switch o.State {
	case importer.New:
		a.say("%s: %snew, as %s", name, would, o.File)
	case importer.Same:
		a.say("%s: there already, as %s", name, o.File)
	case importer.Later:
		a.say("%s: %sthe later state of %s", name, would, o.File)
	case importer.Signed:
		a.say("%s: %sadded to %s, signatures only", name, would, o.File)
	case importer.Replaces:
		if how.replace {
			a.say("%s: %sin the place of an earlier version, %s", name, would, o.File)
		} else {
			a.say("%s: not imported: it would replace %s, which is complete", name, o.File)
		}
	case importer.Conflict:
		if how.replace {
			a.say("%s: %sin the place of what differed, %s", name, would, o.File)
		} else {
			a.say("%s: %skept as %s, beside %s", name, would, o.Conflict, o.File)
		}
	case importer.Refused:
		a.say("%s: not imported", name)
	}
	for _, d := range o.Differences {
		a.say("  %s\n    there: %s\n    here:  %s", d.Label, brief(d.There), brief(d.Here))
	}
}

// sayGlimpse says who signed a record, and how it begins.
func (a *app) sayGlimpse(o *importer.Offer) {
	for _, s := range o.Signers() {
		a.say("  signed: %s", s)
	}
	for _, l := range o.Glimpse(3) {
		a.say("  %s: %s", l.Label, l.Text)
	}
}

// printArrived prints findings about files that are not in the project.
func (a *app) printArrived(files []importer.Arrival, list []finding.Finding) error {
	o := a.printOptions()
	all := lines(func(name string) ([]byte, error) {
		i := slices.IndexFunc(files, func(f importer.Arrival) bool { return f.Name == name })
		if i >= 0 && !strings.EqualFold(path.Ext(name), ".json") {
			return files[i].Data, nil
		}
		return nil, errors.New("not among the files")
	})
	o.Line = func(file string, line int) string {
		if text := all(file, line); form.Repeatable(text) {
			return text
		}
		return ""
	}
	return finding.Write(a.Out, finding.Format(a.flags.format), list, o)
}
