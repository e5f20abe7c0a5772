package build_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// TestExamplesAreSigned: every signature on an example record is whole, with a digest of what the record says. After a
// record or the statement of a signature was changed, -update signs again; nobody real has signed these.
func TestExamplesAreSigned(t *testing.T) {
	projects, err := filepath.Glob("testdata/programmes/*")
	if err != nil || len(projects) == 0 {
		t.Fatal("no programmes", err)
	}
	signed := 0
	for _, project := range append(projects, shipped) {
		signed += signedExamples(t, project)
	}
	if signed < 120 && !casetest.Updating() {
		t.Errorf("only %d signatures", signed)
	}
}

// signedExamples looks at each record of a project, and gives how many signatures there are.
func signedExamples(t *testing.T, project string) int {
	t.Helper()
	s, err := build.Prepare(context.Background(), build.Options{Project: project,
		AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Generator: "precept test", Reader: "preceptee"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	versions := map[string]*toolkit.Version{}
	for _, p := range s.Portfolios {
		versions[p.ID] = p.Version
	}
	signed := 0
	err = filepath.WalkDir(filepath.Join(project, "data"), func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".md" || e.Name() == record.PrecepteeName {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, findings := form.ReadFile(name, raw)
		r, ok, _ := record.Bind(file, findings, s.Toolkit, func(string) *toolkit.Version {
			if v := versions[filepath.Base(filepath.Dir(name))]; v != nil {
				return v
			}
			return s.Toolkit.Current()
		})
		if ok {
			signed += len(r.Signed)
			signExample(t, name, string(raw), r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

var (
	signatureLine = regexp.MustCompile(`(?m)^  - \{"?field"?: .*\}$`)
	digestOfLine  = regexp.MustCompile(`, "?digest"?: "[^"]*"`)
)

// signExample checks the signatures of one record, or writes their digests.
func signExample(t *testing.T, name, text string, r *record.Record) {
	t.Helper()
	next := 0
	signed := signatureLine.ReplaceAllStringFunc(text, func(line string) string {
		if next >= len(r.Signed) {
			return line
		}
		s := r.Signed[next]
		next++
		bare := strings.TrimSuffix(digestOfLine.ReplaceAllString(line, ""), "}")
		key := `"digest": "`
		if !strings.Contains(line, `"field"`) {
			key = `digest: "`
		}
		return bare + ", " + key + r.Template.SignatureDigest(r.Record, r.Under.Name, s) + `"}`
	})
	switch {
	case next != len(r.Signed):
		t.Errorf("%s: %d of %d signatures stand on a line of their own", name, next, len(r.Signed))
	case signed == text:
	case casetest.Updating():
		write(t, name, signed)
	default:
		t.Errorf("%s: a signature is not whole; run the test with -update", name)
	}
}
