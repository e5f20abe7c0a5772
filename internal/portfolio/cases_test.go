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
// it, as of the day that its comment names ("as of 2026-12-01"; by default 2026-10-05). What it wants is in
// want/…:
//
//	year          its phases and every date, each with its sum
//	milestones    how far each has come: id, due date, state, and the records that serve it
//	records       what each serves and lacks
//	shared        those of the practice's own records that concern the year
//	gaps          what is missing now
//	before        what each gate still needs
//	missing       the same, with all that is missing in records
//	help          what to do about each thing that the final gate still needs
//	left          records that are left out
//	agenda        what there is to do, as each reader may know it
//	meeting       what there is to bring to the next meeting, as each reader may know it
//	competencies  how far each has come
//	findings      all that was found, except gaps
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
	l := portfolio.Loader{AsOf: day(t, "2026-10-05")}
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
		return record.Folder{Root: tree, Prefix: prefix}
	}
	l.Parser = toolkit.NewParser(nil)
	kit, findings, err := (&toolkit.Loader{Root: open(".", "").Root, Parser: l.Parser, Jobs: 1}).Load(t.Context())
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
	people, findings, err := l.People()
	if err != nil {
		t.Fatal(err)
	}
	c := &loaded{findings: findings}
	for _, id := range people.IDs {
		who, findings, err := people.Read(id)
		if err != nil {
			t.Fatal(err)
		}
		if c.findings = append(c.findings, findings...); who != nil {
			c.list = append(c.list, who)
		}
	}
	if findings, err = people.PracticeFindings(); err != nil {
		t.Fatal(err)
	}
	c.findings = append(c.findings, findings...)
	return c
}

// show writes what a case wants of what was loaded.
func (c *loaded) show(t testing.TB, what string) string {
	t.Helper()
	var b strings.Builder
	if what == "findings" {
		c.showFindings(&b)
		return b.String()
	}
	writers := map[string]func(b *strings.Builder, p *portfolio.Portfolio){
		"year": showYear, "milestones": showMilestones, "agenda": showAgendas, "left": showOmissions,
		"competencies": showCompetencies, "meeting": showMeetings,
		"records": func(b *strings.Builder, p *portfolio.Portfolio) { showRecords(b, p.Records) },
		"shared":  func(b *strings.Builder, p *portfolio.Portfolio) { showRecords(b, p.PracticeRecords) },
		"gaps":    func(b *strings.Builder, p *portfolio.Portfolio) { showGaps(b, p.Gaps) },
		"before":  func(b *strings.Builder, p *portfolio.Portfolio) { showGates(b, p, p.Before) },
		"missing": func(b *strings.Builder, p *portfolio.Portfolio) { showGates(b, p, p.Missing) },
		"help": func(b *strings.Builder, p *portfolio.Portfolio) {
			for _, g := range p.Before(programme.Final) {
				fmt.Fprintf(b, "%s\n  %s\n", g.Finding.Message, g.Finding.Help)
			}
		},
	}
	write := writers[what]
	if write == nil {
		t.Fatalf("a case cannot want %q", what)
	}
	for _, p := range c.list {
		if len(c.list) > 1 {
			fmt.Fprintf(&b, "%s:\n", p.ID)
		}
		write(&b, p)
	}
	return b.String()
}

func (c *loaded) showFindings(b *strings.Builder) {
	for _, f := range finding.Sort(slices.Clone(c.findings)) {
		if f.Severity == finding.Gap {
			continue
		}
		fmt.Fprintf(b, "%s", f.File)
		if f.Line > 0 {
			fmt.Fprintf(b, ":%d:%d", f.Line, f.Column)
		}
		fmt.Fprintf(b, ": %s [%s]", f.Message, f.Rule)
		if f.RecordOnly {
			b.WriteString(" held back")
		}
		if f.Preceptee == "" {
			b.WriteString(" (of nobody)")
		}
		fmt.Fprintf(b, "\n  help: %s\n", f.Help)
	}
}

func showYear(b *strings.Builder, p *portfolio.Portfolio) {
	prog := p.Version.Programme
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(p.Calendar, i)
		fmt.Fprintf(b, "%s: %s to %s\n", ph.Title, from, to)
	}
	for _, m := range p.Milestones {
		fmt.Fprintf(b, "%s %s\n  %s\n", m.Due, m.ID, strings.Join(p.Calendar.Sum(nil, m.Occurrence), "; "))
	}
	for _, f := range prog.Fallen(p.Calendar) {
		fmt.Fprintf(b, "%s %s.%d falls away\n", f.Nominal, f.Milestone.ID, f.N)
	}
}

func showMilestones(b *strings.Builder, p *portfolio.Portfolio) {
	for _, m := range p.Milestones {
		fmt.Fprintf(b, "%s %s %s", m.Due, m.ID, m.State)
		if m.Detail != "" {
			fmt.Fprintf(b, " (%s)", m.Detail)
		}
		for _, r := range m.Records {
			fmt.Fprintf(b, " < %s", filepath.Base(r.File))
		}
		if !m.DoneOn.IsZero() {
			fmt.Fprintf(b, " on %s", m.DoneOn)
		}
		b.WriteByte('\n')
	}
}

func showRecords(b *strings.Builder, list []*portfolio.Record) {
	for _, r := range list {
		fmt.Fprintf(b, "%s %s %s", r.Date, filepath.Base(r.File), r.Status)
		if len(r.Serves) > 0 {
			fmt.Fprintf(b, " > %s", strings.Join(r.Serves, ", "))
		}
		for _, m := range r.Missing {
			fmt.Fprintf(b, " missing %q", m.Text)
		}
		for _, f := range r.Unsigned {
			fmt.Fprintf(b, " unsigned %s", f.ID)
		}
		b.WriteByte('\n')
	}
}

func showGates(b *strings.Builder, p *portfolio.Portfolio, needs func(gate string) []portfolio.Gap) {
	for _, gate := range []string{programme.Midpoint, programme.Final} {
		fmt.Fprintf(b, "%s on %s\n", gate, p.GateDate(gate))
		showGaps(b, needs(gate))
	}
}

func showOmissions(b *strings.Builder, p *portfolio.Portfolio) {
	for _, o := range p.Omissions {
		form := "no form"
		if o.Template != nil {
			form = o.Template.Slug
		}
		fmt.Fprintf(b, "%s (%s): %s\n", o.File, form, o.Why)
	}
}

func showCompetencies(b *strings.Builder, p *portfolio.Portfolio) {
	for _, c := range p.Competencies {
		fmt.Fprintf(b, "%s %s %s", c.Level, c.ID, c.State)
		if c.Detail != "" {
			fmt.Fprintf(b, " (%s)", c.Detail)
		}
		b.WriteByte('\n')
	}
}

func showAgendas(b *strings.Builder, p *portfolio.Portfolio) {
	for _, reader := range portfolio.Readers() {
		fmt.Fprintf(b, "%s\n", reader)
		showAgenda(b, p.For(reader).Agenda())
		fmt.Fprintf(b, "%s, once\n", reader)
		showAgenda(b, p.For(reader).Agenda().Once())
	}
}

func showMeetings(b *strings.Builder, p *portfolio.Portfolio) {
	for _, reader := range portfolio.Readers() {
		m := p.For(reader).Meeting()
		fmt.Fprintf(b, "%s: next %s", reader, m.Next)
		if m.Agreed {
			b.WriteString(", agreed")
		}
		if m.Last != nil {
			fmt.Fprintf(b, ", last %s", filepath.Base(m.Last.File))
		}
		b.WriteString("\nsince\n")
		showRecords(b, m.Since)
		b.WriteString("open\n")
		for _, a := range m.Actions {
			fmt.Fprintf(b, "  %s %s: %s", a.By, a.Who, a.Text)
			if a.Past {
				b.WriteString(", past")
			}
			b.WriteByte('\n')
		}
		b.WriteString("due\n")
		showAgenda(b, m.Due)
		fmt.Fprintf(b, "looks, %s\n", m.Gate)
		showGaps(b, m.Looks)
	}
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
