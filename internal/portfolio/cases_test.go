package portfolio_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// TestCases reads the cases in testdata. A case is a project: toolkit.txtar with the case's own files laid over
// it, as of the day that its comment names ("as of 2026-12-01"; by default 2026-10-05). What it wants stands in
// want/…:
//
//	milestones    where each stands: id, due date, state, and the records that serve it
//	records       what each serves and lacks
//	shared        those of the practice's own records that concern the year
//	gaps          what is missing now
//	before        what stands before each gate
//	missing       the same, with all that is missing in records
//	help          what to do about each thing that stands before the final gate
//	left          records that are left out
//	agenda        what there is to do, as each reader may know it
//	competencies  where each stands
//	findings      all that was found wrong but for gaps
func TestCases(t *testing.T) {
	casetest.Each(t, "testdata/*.txtar", 20, func(t *testing.T, a *txtar.Archive) {
		t.Parallel()
		c := load(t, a)
		casetest.Compare(t, a, func(name string) (string, bool) {
			what, wanted := strings.CutPrefix(name, "want/")
			if !wanted {
				return "", false
			}
			return c.show(t, what), true
		})
	}, "toolkit.txtar")
}

// loaded is a case's project, read.
type loaded struct {
	list     []*portfolio.Portfolio
	findings []finding.Finding
}

// load lays a case over the common toolkit and reads its preceptees.
func load(t testing.TB, a *txtar.Archive) *loaded {
	t.Helper()
	base, err := txtar.ParseFile("testdata/toolkit.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range slices.Concat(base.Files, a.Files) {
		if !strings.HasPrefix(f.Name, "want/") {
			casetest.WriteFiles(t, dir, f)
		}
	}
	l := portfolio.Loader{AsOf: day(t, "2026-10-05"), Jobs: 2}
	for line := range strings.Lines(string(a.Comment)) {
		switch words := strings.Fields(line); {
		case len(words) == 3 && words[0] == "as" && words[1] == "of":
			l.AsOf = day(t, words[2])
		case len(words) == 2 && words[0] == "only":
			l.Only = append(l.Only, words[1])
		case len(words) == 1 && words[0] == "hosted":
			l.Hosted = true
		}
	}
	return loadDir(t, dir, l)
}

func loadDir(t testing.TB, dir string, l portfolio.Loader) *loaded {
	t.Helper()
	open := func(below, prefix string) record.Folder {
		tree, err := store.Open(filepath.Join(dir, below))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { tree.Close() })
		return record.Folder{Tree: tree, Prefix: prefix}
	}
	l.Parser = toolkit.NewParser(nil)
	kit, findings, err := (&toolkit.Loader{Tree: open(".", "").Tree, Parser: l.Parser, Jobs: 1}).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("the case's toolkit has a finding: %s:%d: %s", f.File, f.Line, f.Message)
	}
	l.Toolkit, l.Preceptees = kit, open("data/preceptees", "data/preceptees/")
	if _, err := os.Stat(filepath.Join(dir, "data/organisation")); err == nil {
		l.Organisation = open("data/organisation", "data/organisation/")
	}
	c := &loaded{}
	if c.list, c.findings, err = l.Load(); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *loaded) show(t testing.TB, what string) string {
	t.Helper()
	var b strings.Builder
	if what == "findings" {
		for _, f := range finding.Sort(slices.Clone(c.findings)) {
			if f.Severity == finding.Gap {
				continue
			}
			fmt.Fprintf(&b, "%s", f.File)
			if f.Line > 0 {
				fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
			}
			fmt.Fprintf(&b, ": %s [%s]", f.Message, f.Rule)
			if f.RecordOnly {
				b.WriteString(" left out")
			}
			if f.Preceptee == "" {
				b.WriteString(" (of nobody)")
			}
			fmt.Fprintf(&b, "\n  help: %s\n", f.Help)
		}
		return b.String()
	}
	for _, p := range c.list {
		if len(c.list) > 1 {
			fmt.Fprintf(&b, "%s:\n", p.ID)
		}
		switch what {
		case "milestones":
			for _, m := range p.Milestones {
				fmt.Fprintf(&b, "%s %s %s", m.Due, m.ID, m.State)
				if m.Detail != "" {
					fmt.Fprintf(&b, " (%s)", m.Detail)
				}
				for _, r := range m.Records {
					fmt.Fprintf(&b, " < %s", filepath.Base(r.File))
				}
				if !m.DoneOn.IsZero() {
					fmt.Fprintf(&b, " on %s", m.DoneOn)
				}
				b.WriteByte('\n')
			}
		case "records", "shared":
			list := p.Records
			if what == "shared" {
				list = p.PracticeRecords
			}
			for _, r := range list {
				fmt.Fprintf(&b, "%s %s %s", r.Date, filepath.Base(r.File), r.Status)
				if len(r.Serves) > 0 {
					fmt.Fprintf(&b, " > %s", strings.Join(r.Serves, ", "))
				}
				for _, m := range r.Missing {
					fmt.Fprintf(&b, " missing %q", m.Text)
				}
				for _, f := range r.Unsigned {
					fmt.Fprintf(&b, " unsigned %s", f.ID)
				}
				b.WriteByte('\n')
			}
		case "gaps":
			showGaps(&b, p.Gaps)
		case "before":
			for _, gate := range []string{programme.Midpoint, programme.Final} {
				fmt.Fprintf(&b, "%s on %s\n", gate, p.GateDate(gate))
				showGaps(&b, p.Before(gate))
			}
		case "missing":
			for _, gate := range []string{programme.Midpoint, programme.Final} {
				fmt.Fprintf(&b, "%s on %s\n", gate, p.GateDate(gate))
				showGaps(&b, p.Missing(gate))
			}
		case "help":
			for _, g := range p.Before(programme.Final) {
				fmt.Fprintf(&b, "%s\n  %s\n", g.Finding.Message, g.Finding.Help)
			}
		case "left":
			for _, l := range p.Omissions {
				form := "no form"
				if l.Template != nil {
					form = l.Template.Slug
				}
				fmt.Fprintf(&b, "%s (%s): %s\n", l.File, form, l.Why)
			}
		case "agenda":
			for _, reader := range portfolio.Readers() {
				fmt.Fprintf(&b, "%s\n", reader)
				showAgenda(&b, p.For(reader).Agenda())
				fmt.Fprintf(&b, "%s, once\n", reader)
				showAgenda(&b, p.For(reader).Agenda().Once())
			}
		case "competencies":
			for _, c := range p.Competencies {
				fmt.Fprintf(&b, "%s %s %s", c.Level, c.ID, c.State)
				if c.Detail != "" {
					fmt.Fprintf(&b, " (%s)", c.Detail)
				}
				b.WriteByte('\n')
			}
		default:
			t.Fatalf("a case cannot want %q", what)
		}
	}
	return b.String()
}

func showGaps(b *strings.Builder, list []portfolio.Gap) {
	for _, g := range list {
		fmt.Fprintf(b, "  %s %s", g.Due, g.Title)
		if g.Detail != "" {
			fmt.Fprintf(b, " (%s)", g.Detail)
		}
		if g.Gate != "" {
			fmt.Fprintf(b, " before %s", g.Gate)
		}
		if g.Finding.Rule != "" {
			fmt.Fprintf(b, " [%s]", g.Finding.Rule)
		}
		b.WriteByte('\n')
	}
}

func showAgenda(b *strings.Builder, list portfolio.Agenda) {
	kinds := map[portfolio.TaskKind]string{portfolio.Overdue: "overdue", portfolio.ToSign: "to sign",
		portfolio.ToCome: "to come"}
	for _, task := range list {
		fmt.Fprintf(b, "  %s %s", task.Due, kinds[task.Kind])
		if task.Record != nil {
			fmt.Fprintf(b, " record %s", filepath.Base(task.Record.File))
		} else {
			fmt.Fprintf(b, " %s", task.Milestone.ID)
		}
		fmt.Fprintf(b, ": %s", strings.Join(task.Move, ", "))
		if task.Late {
			b.WriteString(", late")
		}
		if task.Separate {
			b.WriteString(", only its records' signatures")
		}
		if !task.Again.IsZero() {
			fmt.Fprintf(b, ", again on %s", task.Again)
		}
		b.WriteByte('\n')
	}
}

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return d
}
