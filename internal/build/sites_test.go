package build_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
)

// wanted is the folder of an archive that holds what must come out.
const wanted = "want/"

// TestSites builds each project of testdata/sites, its toolkit or, where it has preceptees, their portfolios, and holds
// it to its golden files: want/findings is what is found, want/paths every file of every tree, and want/<path> the main
// part of each page, a tag a line. -update rewrites them.
func TestSites(t *testing.T) {
	files, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden sites: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			golden(t, file)
		})
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	project := t.TempDir()
	inputs := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool {
		name, golden := strings.CutPrefix(f.Name, wanted)
		if golden {
			want[name] = string(f.Data)
		}
		return golden
	})
	casetest.WriteFiles(t, project, inputs...)
	got := map[string]string{}
	out := t.TempDir()
	var found []finding.Finding
	only, readers := build.ToolkitOnly, []portfolio.Reader{portfolio.ForPreceptee}
	if slices.ContainsFunc(inputs, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "data/preceptees/") }) {
		only, readers = build.PortfoliosOnly, []portfolio.Reader{portfolio.ForPreceptee, portfolio.ForPractice}
	}
	for _, reader := range readers {
		found = publish(t, build.Options{Project: project, Only: only, Reader: reader}, out)
	}
	var text strings.Builder
	if err := finding.Write(&text, finding.Text, found, finding.Options{}); err != nil {
		t.Fatal(err)
	}
	got["findings"] = text.String()
	paths := treePaths(t, out)
	for _, p := range paths {
		if strings.HasSuffix(p, ".html") {
			got[p] = mainPart(t, filepath.Join(out, p))
		}
	}
	for i, p := range paths {
		paths[i] = stamp.ReplaceAllString(p, "-*.$1")
	}
	slices.Sort(paths) // a fingerprint must not decide which of two comes first
	got["paths"] = strings.Join(paths, "\n") + "\n"

	archive.Files = inputs
	compare(t, file, archive, want, got)
}

// compare holds what was made against what the archive wants, or writes it into the archive.
func compare(t *testing.T, file string, archive *txtar.Archive, want, got map[string]string) {
	t.Helper()
	names := slices.Sorted(maps.Keys(got))
	if casetest.Updating() {
		for _, name := range names {
			archive.Files = append(archive.Files, txtar.File{Name: wanted + name, Data: []byte(got[name])})
		}
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, name := range names {
		if w, ok := want[name]; !ok {
			t.Errorf("%s is made, and the archive does not want it", name)
		} else if w != got[name] {
			t.Errorf("%s differs; run the test with -update and look at what changed\n%s", name,
				firstDifference(w, got[name]))
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("the archive wants %s, which nothing makes", name)
	}
}

// stamp is the part of an asset's name that follows its bytes.
var stamp = regexp.MustCompile(`-[0-9a-f]{8}\.(css|js|svg)`)

// drawing is a picture within a page: what it looks like is held by the tests of package timeline.
var drawing = regexp.MustCompile(`(?s)(<svg[^>]*>).*?</svg>`)

// above is what is over the main part because of the page itself: that it is old, a draft, an example, corrected.
var (
	title = regexp.MustCompile(`<title>[^<]*</title>`)
	above = regexp.MustCompile(`(?s)<aside class="banner".*?</aside>|<section class="notices".*?</section>`)
)

// mainPart gives a page's title, its banners and corrections, and what is between its <main> tags, with one tag on each
// line.
func mainPart(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	from, to := strings.Index(page, "<main"), strings.LastIndex(page, "</main>")
	if from < 0 || to < from {
		return page // a page that only leads on
	}
	head := title.FindString(page) + strings.Join(above.FindAllString(page[:from], -1), "")
	page = drawing.ReplaceAllString(head+page[from:to+len("</main>")], "$1…</svg>")
	page = stamp.ReplaceAllString(page, "-*.$1")
	return strings.ReplaceAll(page, "><", ">\n<") + "\n"
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		line := func(list []string) string {
			if i < len(list) {
				return list[i]
			}
			return "(nothing)"
		}
		if line(w) != line(g) {
			return "want " + line(w) + "\ngot  " + line(g)
		}
	}
	return ""
}

// publish builds a project as of 5 October 2026 into out/public and out/portfolios, and gives what was found.
func publish(t *testing.T, o build.Options, out string) []finding.Finding {
	t.Helper()
	o.Generator = "precept test"
	if o.AsOf.IsZero() {
		o.AsOf = civil.Date{Year: 2026, Month: 10, Day: 5}
	}
	if o.Reader == "" {
		o.Reader = portfolio.ForPreceptee
	}
	s, err := build.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, more, err := s.Publish(context.Background(), o, build.Destination{Public: filepath.Join(out, "public"),
		Portfolios: filepath.Join(out, "portfolios"), Host: "netlify"})
	if err != nil || len(more) > 0 {
		t.Fatalf("publishing: %v, %v", err, more)
	}
	return s.Findings
}

// treePaths lists every file below a folder, sorted.
func treePaths(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}
