package build_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/source"
)

// slip is one mistake of an editor: a file in which `old` became `new`, what is found, and the way out.
type slip struct {
	name, file, old, new string

	found  string   // line:column rule
	help   string   // a part of the help
	remedy []string // "fix", or `write: text` at the place that is found, or `edit: old → new`
}

// readSlips reads testdata/slips/slips.txt, which explains itself.
func readSlips(t *testing.T) []*slip {
	t.Helper()
	raw, err := os.ReadFile("testdata/slips/slips.txt")
	if err != nil {
		t.Fatal(err)
	}
	unescape := strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\_`, "\u00a0")
	var list []*slip
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		key, value, _ := strings.Cut(line, ": ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case key == "slip":
			list = append(list, &slip{name: value})
			continue
		case len(list) == 0:
			t.Fatalf("%q is before the first slip", line)
		}
		s := list[len(list)-1]
		switch key {
		case "file":
			s.file = value
		case "old":
			s.old = unescape.Replace(value)
		case "new":
			s.new = unescape.Replace(value)
		case "found":
			s.found = value
		case "help":
			s.help = value
		case "fix", "write", "edit":
			s.remedy = []string{key, unescape.Replace(value)}
		default:
			t.Fatalf("%q is not part of a slip", line)
		}
	}
	return list
}

// TestSlips makes thirty deliberate slips and more, one at a time. Each is found alone, at its line and column. Its way
// out works when it is followed to the letter: what --fix does, or writing what the help says, leaves the project as
// sound as it was.
func TestSlips(t *testing.T) {
	base, err := txtar.ParseFile("testdata/slips/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sound := t.TempDir()
	casetest.WriteFiles(t, sound, base.Files...)
	before := prepareSlip(t, sound, nil)
	t.Cleanup(before.Close)
	usual := before.Findings
	for _, f := range usual {
		if f.Severity > finding.Note {
			t.Fatalf("something is found in the base: %+v", f)
		}
	}
	slips := readSlips(t)
	if len(slips) < 30 {
		t.Errorf("there are %d slips", len(slips))
	}
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			project := t.TempDir()
			casetest.WriteFiles(t, project, base.Files...)
			replaceOnce(t, project, s.file, s.old, s.new)
			f := s.finding(t, beyond(lookAfter(t, before, project, false), usual))
			s.follow(t, before, project, f)
			if left := beyond(lookAfter(t, before, project, false), usual); len(left) > 0 {
				t.Errorf("the way out does not work: %s\n%s", f.Help, shown(left))
			}
		})
	}
}

// finding gives the one thing that is found.
func (s *slip) finding(t *testing.T, list []finding.Finding) finding.Finding {
	t.Helper()
	if len(list) != 1 {
		t.Fatalf("want one finding, %s\n%s", s.found, shown(list))
	}
	f := list[0]
	if got := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule); got != s.found || f.File != s.file ||
		!strings.Contains(f.Help, s.help) {
		t.Fatalf("want %s: %s … %s\n%s", s.file, s.found, s.help, shown(list))
	}
	return f
}

// follow does what the finding says.
func (s *slip) follow(t *testing.T, before *build.Snapshot, project string, f finding.Finding) {
	t.Helper()
	switch s.remedy[0] {
	case "fix":
		lookAfter(t, before, project, true)
	case "write":
		if !strings.Contains(f.Help, strings.TrimSpace(s.remedy[1])) {
			t.Fatalf("the help does not say %q: %s", s.remedy[1], f.Help)
		}
		path := filepath.Join(project, filepath.FromSlash(s.file))
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		from, to, ok := source.Range(raw, 1, f.Position)
		if !ok {
			t.Fatalf("no such place: %+v", f.Position)
		}
		casetest.WriteFiles(t, project, txtar.File{Name: s.file,
			Data: slices.Concat(raw[:from], []byte(s.remedy[1]), raw[to:])})
	case "edit":
		from, to, _ := strings.Cut(s.remedy[1], " → ")
		replaceOnce(t, project, s.file, from, to)
	}
}

// lookAt gives what is found in a project; with fix, after check --fix.
func lookAt(t *testing.T, project string, fix bool) []finding.Finding {
	t.Helper()
	return lookAfter(t, nil, project, fix)
}

// lookAfter does the same after another snapshot, whose theme it takes over where the words are the same. These scripts
// take longer to join than the project to read.
func lookAfter(t *testing.T, before *build.Snapshot, project string, fix bool) []finding.Finding {
	t.Helper()
	s := prepareSlip(t, project, before)
	defer s.Close()
	if fix {
		if _, err := build.Fix(project, s); err != nil {
			t.Fatal(err)
		}
	}
	return s.Findings
}

func prepareSlip(t *testing.T, project string, before *build.Snapshot) *build.Snapshot {
	t.Helper()
	s, err := build.Prepare(context.Background(), build.Options{Project: project, Previous: before,
		AsOf: civil.Date{Year: 2026, Month: 8, Day: 1}, Generator: "precept test", Reader: "preceptee"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// beyond gives the findings that are not among the usual ones, wherever these are.
func beyond(list, usual []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool {
		same := func(u finding.Finding) bool { return u.Rule == f.Rule && u.Severity == f.Severity }
		return slices.ContainsFunc(usual, same)
	})
}

func shown(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s:%d:%d %s: %s\n  help: %s\n", f.File, f.Line, f.Column, f.Rule, f.Message, f.Help)
	}
	return b.String()
}

func replaceOnce(t *testing.T, project, name, old, new string) {
	t.Helper()
	path := filepath.Join(project, filepath.FromSlash(name))
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(raw), old) != 1 {
		t.Fatalf("%q is in %s %d times", old, name, strings.Count(string(raw), old))
	}
	casetest.WriteFiles(t, project, txtar.File{Name: name, Data: []byte(strings.Replace(string(raw), old, new, 1))})
}
