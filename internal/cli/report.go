package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/plan"
	"precept/internal/portfolio"
)

func (a *app) reportCommand() *cobra.Command {
	var asCSV bool
	cmd := &cobra.Command{
		Use: "report", Short: "Who is where in their year, for whoever leads", Args: exact(0, "no arguments"),
		Long: `Lists everybody with where they are in their year: the phase, how many milestones
are done, what is past its date and since when, what waits for a signature, the next
date, and the day that all this is about. It has dates and numbers, as the practice
may know them, and nothing that anybody wrote. It is confidential.`,
		Example: "  precept report\n  precept report --csv > cohort.csv",
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.flags.reader = string(portfolio.ForPractice)
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Only = build.PortfoliosOnly
			return a.report(cmd.Context(), o, asCSV)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asCSV, "csv", false, "as a table for spreadsheets")
	f.StringArrayVar(&a.flags.preceptees, "preceptee", nil, "only this preceptee's `ID`; may be given again")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	return cmd
}

// report prints the table; whose portfolio cannot be read is said beside it.
func (a *app) report(ctx context.Context, o build.Options, asCSV bool) error {
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	rows := [][]string{{"id", "name", "toolkit", "start", "end", "phase", "done", "milestones", "past its date",
		"since", "to sign", "next date", "as of"}}
	for _, p := range s.Portfolios {
		rows = append(rows, standingRow(p, p.For(o.Reader).Standing()))
	}
	if asCSV {
		if err = plan.WriteSheet(a.Out, rows); err != nil {
			err = fmt.Errorf("writing the report: %w", err)
		}
	} else {
		w := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
		for _, row := range rows {
			for i := range row {
				row[i] = printable(row[i])
			}
			fmt.Fprintln(w, strings.Join(row, "\t"))
		}
		err = w.Flush()
	}
	for _, id := range blocked(s) {
		a.say("the portfolio of %s has errors: precept check --preceptee %s says which", id, id)
	}
	return err
}

func standingRow(p *portfolio.Portfolio, s portfolio.Standing) []string {
	day := func(d civil.Date) string {
		if d.IsZero() {
			return ""
		}
		return d.String()
	}
	phase := s.Phase
	if p.Over() {
		phase = "ended"
	}
	return []string{p.ID, p.Name, p.Version.Name, day(p.Calendar.Start), day(p.End()), phase, strconv.Itoa(s.Done),
		strconv.Itoa(s.All), strconv.Itoa(s.Past), day(s.Since), strconv.Itoa(s.ToSign), day(s.Next),
		day(p.AsOf)}
}
