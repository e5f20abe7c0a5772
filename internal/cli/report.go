package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/store"
	"precept/internal/view"
)

// reportChoices say which report is made and how.
type reportChoices struct {
	assurance, csv bool
	html           string // the file to write; "": none
}

func (a *app) reportCommand() *cobra.Command {
	var how reportChoices
	cmd := &cobra.Command{
		Use: "report", Short: "Where everybody is in their year", Args: exact(0, "no arguments"),
		Long: `Lists where everybody is in their year: the phase, how many milestones are done, what
is past its date and since when, what waits for a signature, the next date, and the
day that the list is about. It has only dates and numbers that the practice may know,
and nothing that anybody wrote.

--assurance gathers what the practice can show an inspector: who is registered and
how, what runs out and when, the latest record of each form that serves a standard,
skills and ratings of everybody side by side, the practice's own records year by
year, and what shows each standard, as the toolkit defines it. It has nothing that the
practice may not read.

Both are confidential. --html writes a page that opens anywhere and prints well.`,
		Example: "  precept report\n  precept report --csv > cohort.csv\n" +
			"  precept report --assurance --html assurance.html",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if how.csv && how.html != "" {
				return usage("--csv and --html are two ways to write a report; choose one")
			}
			a.flags.reader = string(portfolio.ForPractice)
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Only = build.PortfoliosOnly
			return a.report(cmd.Context(), o, how)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&how.assurance, "assurance", false, "what the practice can show an inspector")
	f.BoolVar(&how.csv, "csv", false, "as a table for spreadsheets")
	f.StringVar(&how.html, "html", "", "write a page to `FILE`")
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "only this preceptee's `ID`; may be given again")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	return cmd
}

// report writes a report. It names those whose portfolio cannot be read.
func (a *app) report(ctx context.Context, o build.Options, how reportChoices) error {
	var s *build.Snapshot
	var made *view.Report
	var people []portfolio.Standing
	var err error
	if how.assurance {
		s, made, err = build.Assured(ctx, o)
	} else {
		s, people, err = build.Standings(ctx, o)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	switch {
	case how.html != "" && how.assurance:
		err = a.writeReport(o, s, made, how.html)
	case how.html != "":
		err = a.writeReport(o, s, s.CohortOf(people), how.html)
	case how.csv && how.assurance:
		err = plan.WriteSheet(a.Out, longRows(made))
	case how.csv:
		err = plan.WriteSheet(a.Out, standingRows(people))
	case how.assurance:
		err = printReport(a.Out, made)
	default:
		err = columns(a.Out, standingRows(people))
	}
	for _, id := range blocked(s) {
		a.say("the portfolio of %s has errors: precept check --preceptee %s says which", id, id)
	}
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// writeReport writes a report as a page that only its owner may read.
func (a *app) writeReport(o build.Options, s *build.Snapshot, made *view.Report, file string) error {
	name := a.path(file)
	if store.Within(filepath.Dir(name), filepath.Join(o.Project, "public")) {
		return usage("%s would be published with the toolkit; name a file outside public", file)
	}
	var page bytes.Buffer
	if err := s.WriteReport(&page, made); err != nil {
		return err
	}
	if err := a.writeNew(name, page.Bytes()); err != nil {
		return err
	}
	a.say("%s written; it is confidential", a.shown(name))
	return nil
}

// columns prints rows below one another in columns.
func columns(out io.Writer, rows [][]string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i := range row {
			row[i] = printable(row[i])
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	return w.Flush()
}

// printReport prints the tables of a report one after another.
func printReport(out io.Writer, r *view.Report) error {
	fmt.Fprintf(out, "%s, as of %s\n", printable(r.Title), r.AsOf.Words)
	for _, t := range r.Tables {
		fmt.Fprintf(out, "\n%s\n\n", printable(t.Title))
		if len(t.Rows) == 0 {
			fmt.Fprintln(out, t.None)
			continue
		}
		rows := [][]string{t.Heads}
		for _, row := range t.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, cellText(c))
			}
			rows = append(rows, cells)
		}
		if err := columns(out, rows); err != nil {
			return err
		}
	}
	return nil
}

// longRows are the cells of a report as one table that a spreadsheet can filter: the same columns for all tables.
func longRows(r *view.Report) [][]string {
	rows := [][]string{{"table", "line", "column", "value"}}
	for _, t := range r.Tables {
		for n, row := range t.Rows {
			for i, c := range row {
				if text := cellText(c); text != "" {
					rows = append(rows, []string{t.Title, strconv.Itoa(n + 1), t.Heads[i], text})
				}
			}
		}
	}
	return rows
}

// cellText is what a cell says in one line.
func cellText(c view.ReportCell) string {
	said := slices.DeleteFunc([]string{c.Date.ISO, c.Tag.Text, c.Text}, func(s string) bool { return s == "" })
	return strings.Join(said, ", ")
}

// standingRows is the table of who is where, with its headings.
func standingRows(people []portfolio.Standing) [][]string {
	rows := [][]string{{"id", "name", "toolkit", "start", "end", "phase", "done", "milestones", "past its date",
		"since", "to sign", "next date", "as of"}}
	for _, s := range people {
		rows = append(rows, standingRow(s))
	}
	return rows
}

func standingRow(s portfolio.Standing) []string {
	day := func(d civil.Date) string {
		if d.IsZero() {
			return ""
		}
		return d.String()
	}
	phase := s.Phase
	if s.Over {
		phase = "ended"
	}
	return []string{s.ID, s.Name, s.Toolkit, day(s.Start), day(s.End), phase, strconv.Itoa(s.Done),
		strconv.Itoa(s.All), strconv.Itoa(s.Past), day(s.Since), strconv.Itoa(s.ToSign), day(s.Next), day(s.AsOf)}
}
