package build_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
)

// TestCase builds the small projects in testdata/cases, each with base.txtar below its own files and named after the
// fault that it shows. A line "as of DATE" of the comment says for which day. The section "findings" is what is found,
// and "says" what pages say: a line with the path, a colon and the words, after "not" where they must not be there.
func TestCase(t *testing.T) {
	base, err := txtar.ParseFile("testdata/cases/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	casetest.Each(t, "testdata/cases/case-*.txtar", 4, func(t *testing.T, a *txtar.Archive) {
		t.Parallel()
		project, out := t.TempDir(), t.TempDir()
		asOf, pages := civil.Date{Year: 2026, Month: 10, Day: 5}, ""
		for line := range strings.Lines(string(a.Comment)) {
			if text, ok := strings.CutPrefix(line, "as of "); ok {
				asOf, err = civil.Parse(strings.TrimSpace(text))
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		casetest.WriteFiles(t, project, base.Files...)
		for _, f := range a.Files {
			switch f.Name {
			case "findings":
			case "says":
				pages = string(f.Data)
			default:
				casetest.WriteFiles(t, project, f)
			}
		}
		found := publishCase(t, build.Options{Project: project, AsOf: asOf}, out)
		p := &programme{t: t, tree: os.DirFS(out)}
		for line := range strings.Lines(pages) {
			name, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok {
				t.Fatalf("%q is not a path and words", line)
			}
			p.says(name, words)
		}
		casetest.Compare(t, a, func(name string) (string, bool) { return found, name == "findings" })
	})
}

// publishCase builds a project and gives its findings as text. What an error holds back is not there.
func publishCase(t *testing.T, o build.Options, out string) string {
	t.Helper()
	o.Generator, o.Reader = "precept test", "preceptee"
	s, err := build.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, _, err = s.Publish(context.Background(), o, build.Destination{Public: out + "/public",
		Portfolios: out + "/portfolios", Host: "plain"})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", f.File, f.Line, f.Column, f.Severity, f.Message, f.Rule)
	}
	return b.String()
}
