package toolkit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/store"
)

// TestCompareNames: pieces are numbers where they can be, and no two names are alike. The order holds for any three
// names, which a sort relies on.
func TestCompareNames(t *testing.T) {
	names := []string{"9", "10", "95", "100", "2025.1", "2025.01", "2025.2", "2025.2.1", "2025.10", "2025.10-rc",
		"2025.a", "2026", "2026.1", "9-1", "a", "a.1", "b"}
	sorted := slices.Clone(names)
	slices.SortFunc(sorted, CompareNames)
	if got := strings.Join(sorted,
		" "); got != "9 10 95 100 2025.01 2025.1 2025.2 2025.2.1 2025.10 2025.a 2025.10-rc 2026 2026.1 9-1 a a.1 b" &&
		got != "9 10 95 100 2025.01 2025.1 2025.2 2025.2.1 2025.10 2025.10-rc 2025.a 2026 2026.1 9-1 a a.1 b" {
		t.Error(got)
	}
	for _, a := range names {
		for _, b := range names {
			if x, y := CompareNames(a, b), CompareNames(b, a); (x < 0) != (y > 0) || (x == 0) != (a == b) {
				t.Errorf("%s and %s: %d, %d", a, b, x, y)
			}
			for _, c := range names {
				if CompareNames(a, b) <= 0 && CompareNames(b, c) <= 0 && CompareNames(a, c) > 0 {
					t.Errorf("%s, %s, %s go round in a circle", a, b, c)
				}
			}
		}
	}
}

// TestNames shows which names pages may have, and what is proposed for those that they may not.
func TestNames(t *testing.T) {
	for _, c := range []struct{ name, message, help string }{
		{"indemnity", "", ""},
		{"organisation/index", "", ""},
		{"a/b/c-1", "", ""},
		{"preceptor/search", "", ""},
		{"Study Leave", `"Study Leave" cannot be part of an address`, "study-leave"},
		{"a/2026-plan", `"2026-plan" cannot be part of an address`, "plan"},
		{"café", `"café" cannot be part of an address`, "caf"},
		{"Ｐage", `"Ｐage" cannot be part of an address`, "age"},
		{"学习", `"学习" cannot be part of an address`, "page-one"},
		{"a//b", `"" cannot be part of an address`, "page-one"},
		{"search", `the address "search" is taken by a page that precept writes itself`, "search-page"},
		{"v/x", `the address "v/x" is taken by a page that precept writes itself`, "x-page"},
		{"404", `the address "404" is taken by a page that precept writes itself`, "page-page"},
		{"preceptor/print", `the address "preceptor/print" is taken by a page that precept writes itself`,
			"print-page"},
		{"forms/con", `no file can be called "con" on Windows`, "con-page"},
		{strings.Repeat("a", 81), fmt.Sprintf("%q cannot be part of an address", strings.Repeat("a", 81)),
			strings.Repeat("a", 80)},
	} {
		message, help := NameFault(c.name)
		if message != c.message || !strings.HasSuffix(help, c.help) {
			t.Errorf("%s: %q, %q", c.name, message, help)
		}
		if message == "" {
			continue
		}
		proposed := help[strings.LastIndexByte(help, ' ')+1:]
		if again, _ := NameFault(proposed); again != "" {
			t.Errorf("what is proposed for %s is no better: %s", c.name, again)
		}
	}
}

// TestGuide: a guide is the folder named after a lane, its landing page first, then by order and path, whatever else
// begins with the same letters.
func TestGuide(t *testing.T) {
	v := &Version{bySlug: map[string]*Page{}}
	for _, p := range []struct {
		slug  string
		order int
	}{{"preceptor/b", 20}, {"preceptor/a", 20}, {"preceptor", 90}, {"preceptors", 1}, {"preceptor/z", 5},
		{"preceptor/deep/x", 10}, {"preceptor/none", 0}, {"preceptee", 0}} {
		page := &Page{Slug: p.slug, Order: p.order}
		v.Pages, v.bySlug[p.slug] = append(v.Pages, page), page
	}
	var slugs []string
	for _, p := range v.Guide("preceptor") {
		slugs = append(slugs, p.Slug)
	}
	if got := strings.Join(slugs,
		" "); got != "preceptor preceptor/none preceptor/z preceptor/deep/x preceptor/a preceptor/b" {
		t.Error(got)
	}
	if v.Pages[0].Slug != "preceptor/b" {
		t.Error("the version's own order was changed")
	}
	if len(v.Guide("organisation")) != 0 {
		t.Error("a guide without pages has some")
	}
}

// TestSourceLimit: pages whose Markdown did not stay in memory between the two passes are read again and come out as
// the others do.
func TestSourceLimit(t *testing.T) {
	dir := t.TempDir()
	casetest.Write(t, dir, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\n---\n")
	long := strings.Repeat("Words that fill a page.\n\n", 400)
	for i := range 14 {
		casetest.Write(t, dir, fmt.Sprintf("content/2026.1/page-%c.md", 'a'+i),
			fmt.Sprintf("---\ntitle: Page %d\nsummary: S\n---\nNumber %d.\n\n%s\n", i, i, long))
	}
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	read := map[string]int{}
	tree.Fault(func(op, path string) error {
		if op == "read" {
			read[path]++
		}
		return nil
	})
	l := Loader{Root: tree, Parser: NewParser(nil), Jobs: 1, sourceLimit: 50_000}
	kit, findings, err := l.Load(t.Context())
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	twice := 0
	for i, p := range kit.Versions[0].Pages {
		html, err := p.Body.Bytes()
		if err != nil || !strings.Contains(string(html), fmt.Sprintf("Number %d.", i)) {
			t.Errorf("%s: %.80s, %v", p.File, html, err)
		}
		if p.source != nil {
			t.Errorf("%s keeps its Markdown", p.File)
		}
		if read[p.File] == 2 {
			twice++
		} else if read[p.File] != 1 {
			t.Errorf("%s is read %d times", p.File, read[p.File])
		}
	}
	if twice == 0 || twice == 14 {
		t.Errorf("%d of 14 pages are read twice; some must be, and some must not", twice)
	}
}

// TestFailures: a file that cannot be read is the machine's error and names the file, and never the folder of the
// project.
func TestFailures(t *testing.T) {
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, txtar.Parse([]byte(before)).Files...)
	for _, name := range []string{"content/2026.1/version.md", "content/2026.1/faulty.md"} {
		tree, err := store.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		tree.Fault(func(op, path string) error {
			if op == "read" && path == name {
				return os.ErrPermission
			}
			return nil
		})
		_, _, err = (&Loader{Root: tree, Parser: NewParser(nil), Jobs: 2}).Load(t.Context())
		tree.Close()
		if err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), filepath.Base(dir)) ||
			strings.Count(err.Error(), name) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLargePicture: a picture that is too large for a page has a finding. It is not read for that.
func TestLargePicture(t *testing.T) {
	dir := t.TempDir()
	casetest.Write(t, dir, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\n---\n")
	casetest.Write(t, dir, "content/2026.1/dot.png", "@picture 4x3")
	for _, c := range []struct {
		size int64
		want string
	}{{MaxImage, ""}, {MaxImage + 1, "content/2026.1/dot.png file-too-large"}} {
		if err := os.Truncate(filepath.Join(dir, "content", "2026.1", "dot.png"), c.size); err != nil {
			t.Fatal(err)
		}
		_, findings := load1(t, dir, nil, nil)
		got := ""
		for _, f := range findings {
			got += f.File + " " + f.Rule
		}
		if got != c.want {
			t.Errorf("%d bytes: %q, want %q", c.size, got, c.want)
		}
	}
}

// TestL1Files: a version may have 200,000 files, as the help says. Pages and pictures past the limit are left out, and
// one finding says so.
func TestL1Files(t *testing.T) {
	if maxFiles != 200_000 {
		t.Errorf("at most %d files", maxFiles)
	}
	dir := t.TempDir()
	casetest.Write(t, dir, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\n---\n")
	for i := range 4 {
		casetest.Write(t, dir, fmt.Sprintf("content/2026.1/page-%c.md", 'a'+i), "---\ntitle: T\nsummary: S\n---\n")
		casetest.Write(t, dir, fmt.Sprintf("content/2026.1/%c.png", 'a'+i), "@picture 4x3")
	}
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for limit, want := range map[int][3]int{8: {4, 4, 0}, 7: {4, 3, 1}, 3: {3, 0, 1}} {
		l := Loader{Root: tree, Parser: NewParser(nil), Jobs: 1, fileLimit: limit}
		kit, findings, err := l.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		v := kit.Versions[0]
		if got := [3]int{len(v.Pages), len(v.Images), len(findings)}; got != want {
			t.Errorf("limit %d: pages, pictures, findings are %v, want %v: %v", limit, got, want, findings)
		}
	}
}

// TestL1FilesAtSize: as many pages as a version may have are read without a finding; one more makes a finding, and is
// left out. A long run takes all 200,000.
func TestL1FilesAtSize(t *testing.T) {
	most := casetest.Times(2000, maxFiles)
	dir := t.TempDir()
	casetest.Write(t, dir, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\n---\n")
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	add := func(i int) {
		folder := filepath.Join(dir, "content", "2026.1", fmt.Sprintf("part-%d", i/1000))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, fmt.Sprintf("page-%d.md", i))
		if err := os.WriteFile(name, []byte("---\ntitle: T\nsummary: S\n---\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range most {
		add(i)
	}
	for more := range 2 {
		l := Loader{Root: tree, Parser: NewParser(nil), Jobs: 2, fileLimit: most}
		kit, findings, err := l.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n := len(kit.Versions[0].Pages); n != most || len(findings) != more {
			t.Errorf("%d files: %d pages, and the findings %v", most+more, n, findings)
		}
		add(most)
	}
}
