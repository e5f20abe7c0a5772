package check_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/inert"
	"precept/internal/plan"
)

// hostileDay is the date of the builds of hostile input.
const hostileDay = "2026-02-01"

// hostileRow is a row of testdata/hostile/INDEX.tsv: a file or folder, its one flaw, and the expected result. The
// entries of mustNot and must are separated by ¦; `re:` begins a regular expression, `dom:inert` means package inert.
// An entry of mustNot may be only about outputs, `out:`, since a finding must name what is wrong, or only about the
// input's own page, `own:`, since the theme has words and ids of its own.
type hostileRow struct {
	path, flaw, expected string
	mustNot, must        []string
}

// TestHostile adds each hostile input to the base project and checks the findings and the finished outputs. Outputs
// that an error blocks are rendered too: authors preview them, so nothing harmful may come out of them either.
func TestHostile(t *testing.T) {
	rows := hostileRows(t)
	if len(rows) < 70 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, row := range rows {
		t.Run(strings.TrimSuffix(row.path, "/"), func(t *testing.T) {
			t.Parallel()
			judge(t, row)
		})
	}
}

func hostileRows(t *testing.T) []hostileRow {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile/INDEX.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []hostileRow
	for _, f := range all[1:] {
		row := hostileRow{path: f[0], flaw: f[1], expected: f[2], mustNot: entries(f[3]), must: entries(f[4])}
		rows = append(rows, row)
	}
	return rows
}

func entries(cell string) []string {
	var list []string
	for e := range strings.SplitSeq(cell, "¦") {
		if e = strings.TrimSpace(e); e != "" {
			list = append(list, e)
		}
	}
	return list
}

// addHostile adds the row's files to the project and gives the start of their paths.
func addHostile(t *testing.T, p project, row string) string {
	t.Helper()
	root := filepath.Join("testdata", "hostile", filepath.FromSlash(row))
	kind, name, _ := strings.Cut(row, "/")
	target := "content/2026.1/" + name
	if kind == "preceptees" {
		target = "data/preceptees/" + strings.TrimSuffix(name, ".md") + "/preceptee.md"
	}
	if kind != "sets" {
		data, err := os.ReadFile(root)
		if err != nil {
			t.Fatal(err)
		}
		p.files[target] = data
		if kind == "checklists" { // a form with a link to it, so that its flaw has the only finding
			target = "content/2026.1/forms/" + name
			delete(p.files, "content/2026.1/"+name)
			p.files[target] = data
			p.files["content/2026.1/index.md"] = append(
				p.files["content/2026.1/index.md"],
				"\nAnd [the list](forms/"+name+").\n"...)
		}
		return target
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		p.files["content/2026.1/"+strings.TrimPrefix(filepath.ToSlash(below), "content/")] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return "content/2026.1/"
}

// judge checks the findings and the finished outputs of one row.
func judge(t *testing.T, row hostileRow) {
	p := base(t)
	if strings.HasSuffix(row.path, "image-alt.md") { // the one that shows it
		p.files["content/2026.1/local.png"] = []byte("@picture 4x3")
	}
	const privacy = "privacy:\n  controller: Example Practice\n  contact: privacy@example.org\n  keep_months: 24\n"
	p.files["data/site.yaml"] = append(p.files["data/site.yaml"], privacy...)
	p.files["content/2026.1/about/privacy.md"] = bytes.ReplaceAll(
		p.files["content/2026.1/about/accessibility.md"], []byte("Accessibility"), []byte("Privacy"))
	at := addHostile(t, p, row.path)
	s := p.look(t, hostileDay)
	findings := printed(s.Findings)
	judgeFindings(t, row, s, at)

	written := render(t, s)
	everything := findings
	for _, o := range written {
		everything += "\n" + o.text
	}
	for _, e := range row.mustNot {
		if e == "dom:inert" {
			judgeHTML(t, row, written)
			continue
		}
		e, outputs := strings.CutPrefix(e, "out:")
		e, own := strings.CutPrefix(e, "own:")
		if !outputs && !own && matches(t, e, findings) {
			t.Errorf("%s: %q is in the findings:\n%s", row.flaw, e, findings)
		}
		looked := 0
		for _, o := range written {
			if strings.HasPrefix(o.path, "public/assets/") { // the theme's own files, which no input reaches
				continue
			}
			if own && o.path != "public/"+strings.TrimSuffix(path.Base(row.path), ".md")+".html" {
				continue
			}
			looked++
			if matches(t, e, o.text) {
				t.Errorf("%s: %q is in %s", row.flaw, e, o.path)
			}
		}
		if looked == 0 {
			t.Errorf("%s: there is no output to search for %q", row.flaw, e)
		}
	}
	for _, e := range row.must {
		if !matches(t, e, everything) {
			t.Errorf("%s: %q is nowhere:\n%s", row.flaw, e, findings)
		}
	}
}

// judgeFindings compares the findings with what the row expects. at is the start of the paths of the row's files.
func judgeFindings(t *testing.T, row hostileRow, s *build.Snapshot, at string) {
	t.Helper()
	findings := printed(s.Findings)
	errors, warnings, placed := 0, 0, false
	for _, f := range s.Findings {
		switch f.Severity {
		case finding.Error:
			errors++
		case finding.Warning:
			warnings++
		default:
			continue
		}
		placed = placed || strings.HasPrefix(f.File, at)
	}
	published := publishes(s, at)
	switch row.expected {
	case "error":
		if errors == 0 || !placed || published {
			t.Errorf("%s: want an error that blocks it (published: %v):\n%s", row.flaw, published, findings)
		}
	case "warning":
		if errors > 0 || warnings == 0 || !placed || !published {
			t.Errorf("%s: want a warning that blocks nothing (published: %v):\n%s", row.flaw, published, findings)
		}
	case "ok-escaped":
		if errors+warnings > 0 || !published {
			t.Errorf("%s: want no finding:\n%s", row.flaw, findings)
		}
	default:
		t.Fatalf("unknown expectation %q", row.expected)
	}
}

func judgeHTML(t *testing.T, row hostileRow, written []written) {
	t.Helper()
	for _, o := range written {
		if strings.HasSuffix(o.path, ".html") {
			for _, bad := range inert.Check([]byte(o.text), inert.Options{}) {
				t.Errorf("%s: %s: %s", row.flaw, o.path, bad)
			}
		}
	}
}

// publishes reports whether the part of the site with the input would be published.
func publishes(s *build.Snapshot, at string) bool {
	if !strings.HasPrefix(at, "data/preceptees/") {
		return !s.Public.Blocked
	}
	for _, tree := range s.Private {
		if strings.HasPrefix(at, "data/preceptees/"+tree.Preceptee+"/") {
			return !tree.Blocked
		}
	}
	return false
}

type written struct{ path, text string }

// render writes every output of every tree.
func render(t *testing.T, s *build.Snapshot) []written {
	t.Helper()
	var list []written
	one := func(prefix string, outputs []plan.Output) {
		for _, o := range outputs {
			var b bytes.Buffer
			if err := o.Write(&b); err != nil {
				t.Errorf("writing %s: %v", o.Path, err)
			}
			list = append(list, written{prefix + o.Path, b.String()})
		}
	}
	one("public/", s.Public.Outputs)
	for _, tree := range s.Private {
		one("portfolios/"+tree.Preceptee+"/", tree.Outputs)
	}
	return list
}

func matches(t *testing.T, entry, text string) bool {
	t.Helper()
	if pattern, ok := strings.CutPrefix(entry, "re:"); ok {
		return regexp.MustCompile(pattern).MatchString(text)
	}
	if strings.HasPrefix(entry, `\u`) { // a character that should not be in a table
		entry = map[string]string{`\u202e`: "\u202e", `\ufffd`: "\ufffd"}[entry]
	}
	return strings.Contains(text, entry)
}
