package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/portfolio"
)

// Whoever may read a record finds its evidence in the portfolio: pictures are shown, on one page too, and other files
// are linked with their type and size. What is not what its name says is not copied.
func TestCaseE5(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project, out := t.TempDir(), t.TempDir()
	casetest.WriteFiles(t, project, archive.Files...)
	evidence := "data/preceptees/kay-example/evidence/"
	casetest.Write(t, project, evidence+"photo.png", tellingPicture(t))
	casetest.Write(t, project, evidence+"canarykayxpax43.png", "<!doctype html><script>1</script>")
	const record = "records/2026-03-10-pair-hh88hh88.html"
	for _, reader := range portfolio.Readers() {
		t.Run("case-E5/"+string(reader), func(t *testing.T) {
			publish(t, build.Options{Project: project, Reader: reader}, out)
			name := "kay-example"
			if reader != portfolio.ForPreceptee {
				name += "-" + string(reader)
			}
			tree := filepath.Join(out, "portfolios", name)
			paths := slices.DeleteFunc(treePaths(t, tree),
				func(p string) bool { return !strings.HasPrefix(p, "evidence/") })
			want := []string{"evidence/canarykayxparsx71.pdf", "evidence/canarykayxpasx69.pdf",
				"evidence/canarykayxpax40-hh88hh88.pdf", "evidence/photo.png"}
			switch reader {
			case portfolio.ForPreceptee:
				want = slices.Insert(want, 3, "evidence/canarykayxpx76.pdf")
			case portfolio.ForPractice:
				want = []string{"evidence/canarykayxparsx71.pdf", "evidence/canarykayxrx42.pdf",
					"evidence/canarykayxrx81.pdf"}
			case portfolio.ForAppraiser:
				want = []string{"evidence/canarykayxparsx71.pdf", "evidence/canarykayxpasx69.pdf"}
			}
			if !slices.Equal(paths, want) {
				t.Errorf("the evidence is %v, and must be %v", paths, want)
			}
			if reader == portfolio.ForPractice || reader == portfolio.ForAppraiser {
				return
			}
			page, whole := readFile(t, tree, record), readFile(t, tree, "portfolio.html")
			for _, shown := range []string{`<a href=../evidence/photo.png><img src=../evidence/photo.png`,
				`href=../evidence/canarykayxpax40-hh88hh88.pdf>canarykayxpax40.pdf</a>`, "PDF, 1 KB", "cannot be shown"} {
				if !strings.Contains(strings.ReplaceAll(page, `"`, ""), shown) {
					t.Errorf("the record's page does not have %s", shown)
				}
			}
			if !strings.Contains(whole, "data:image/png;base64,") || strings.Contains(whole, "evidence/photo") {
				t.Error("the picture is not on the one page")
			}
		})
	}
}

func readFile(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
