package check_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
)

// project is a small project, as files by path, and how it is built.
type project struct {
	files   map[string][]byte
	hosted  bool
	release string
}

// base gives a copy of the project that every case starts from.
func base(t testing.TB) project {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := project{files: map[string][]byte{}}
	for _, f := range archive.Files {
		p.files[f.Name] = slices.Clip(f.Data) // the archive is one piece of memory
	}
	return p
}

// write writes the project into a new folder.
func (p project) write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range p.files {
		casetest.Write(t, dir, name, string(data))
	}
	return dir
}

// look runs the real stages on the project as of a date, without publishing.
func (p project) look(t *testing.T, asOf string) *build.Snapshot {
	t.Helper()
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	s, err := build.Prepare(
		context.Background(),
		build.Options{Project: p.write(t), AsOf: day, Generator: "precept test", Reader: "preceptee", Hosted: p.hosted,
			Release: p.release},
	)
	if err != nil {
		t.Fatalf("the machine's error, not a finding: %v", err)
	}
	t.Cleanup(s.Close)
	return s
}

// expand replaces lines for bytes that cannot be in a text file, and for long repeats:
//
//	@bytes "\x00"      the line is the quoted Go string, without a line feed
//	@repeat 3 word %d  three lines, each with its number for %d
func expand(t *testing.T, data []byte) []byte {
	t.Helper()
	if !bytes.Contains(data, []byte("@")) {
		return data
	}
	var out bytes.Buffer
	for line := range strings.Lines(string(data)) {
		bare := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(bare, "@bytes "):
			text, err := strconv.Unquote(strings.TrimPrefix(bare, "@bytes "))
			if err != nil {
				t.Fatalf("%s: %v", bare, err)
			}
			out.WriteString(text)
		case strings.HasPrefix(bare, "@repeat "):
			number, text, _ := strings.Cut(strings.TrimPrefix(bare, "@repeat "), " ")
			n, err := strconv.Atoi(number)
			if err != nil {
				t.Fatalf("%s: %v", bare, err)
			}
			for i := range n {
				out.WriteString(strings.ReplaceAll(text, "%d", strconv.Itoa(i)))
				out.WriteByte('\n')
			}
		default:
			out.WriteString(line)
		}
	}
	return out.Bytes()
}

// printed writes findings as the cases have them: place, severity, message and rule, and the help on a line below.
func printed(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(f.File)
		if f.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
		}
		fmt.Fprintf(&b, ": %s: %s [%s]\n", f.Severity, f.Message, f.Rule)
		if f.Help != "" {
			fmt.Fprintf(&b, "  help: %s\n", f.Help)
		}
	}
	return b.String()
}
