package compare_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/compare"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// load reads the toolkit that an archive holds.
func load(t testing.TB, a *txtar.Archive) *toolkit.Toolkit {
	t.Helper()
	dir := t.TempDir()
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, "content/") {
			casetest.WriteFiles(t, dir, f)
		}
	}
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	kit, _, err := (&toolkit.Loader{Root: tree, Parser: toolkit.NewParser(nil), Jobs: 2}).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return kit
}

// TestCases compares the oldest version of each archive in testdata with the newest. The other files are what the case
// wants: text, markdown or json.
func TestCases(t *testing.T) {
	casetest.Each(t, "testdata/*.txtar", 5, func(t *testing.T, a *txtar.Archive) {
		kit := load(t, a)
		c, err := compare.Versions(kit, kit.Versions[len(kit.Versions)-1], kit.Versions[0])
		if err != nil {
			t.Fatal(err)
		}
		casetest.Compare(t, a, func(name string) (string, bool) {
			var b bytes.Buffer
			switch name {
			case "text":
				err = c.WriteText(&b, c.New.Words)
			case "markdown":
				err = c.WriteMarkdown(&b, c.New.Words)
			case "json":
				err = c.WriteJSON(&b)
			default:
				return "", false
			}
			if err != nil {
				t.Fatal(err)
			}
			return b.String(), true
		})
		same, err := compare.Versions(kit, c.New, c.New)
		if err != nil || len(same.Pages) > 0 {
			t.Errorf("a version differs from itself in %d pages: %v", len(same.Pages), err)
		}
	})
}

// TestBodies compares two texts that are not from a version.
func TestBodies(t *testing.T) {
	list, err := compare.Bodies([]byte(`<p>Call the office.</p><h2 id="s-a">When</h2><p>On Monday.</p>`),
		[]byte(`<p>Call the office.</p><h2 id="s-a">When to call</h2><p>On Monday or Tuesday.</p>`), nil)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	got := fmt.Sprint(list[0].Heading, list[0].Renamed, list[0].Blocks)
	want := "When to call[{kept When} {inserted  to call}] " +
		"[{changed [{kept On Monday} {inserted  or Tuesday} {kept .}]}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestWords compares texts of one paragraph.
func TestWords(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"the same", "the same", ""},
		{"don’t  stop", "don't stop", ""},
		{"", "all new", "+all new"},
		{"all gone", "", "-all gone"},
		{"within 7.5 hours.", "within 9:30 hours.", "=within|-7.5|+9:30|=hours."},
		{"Ask the manager.", "Ask the practice manager!", "=Ask the|+practice|=manager|-.|+!"},
		{"one two three four five", "six seven eight nine ten", "-one two three four five|+six seven eight nine ten"},
	} {
		var parts []string
		for _, r := range compare.Words(c.before, c.after) {
			sign := map[compare.Op]string{compare.Kept: "=", compare.Deleted: "-", compare.Inserted: "+"}[r.Op]
			parts = append(parts, sign+strings.TrimSpace(r.Text))
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%q to %q: got %s, want %s", c.before, c.after, got, c.want)
		}
		text := compare.Words(c.before, c.after)
		if text != nil && (text.Before() != c.before || text.After() != c.after) {
			t.Errorf("%q to %q: read back as %q and %q", c.before, c.after, text.Before(), text.After())
		}
	}
}

// TestGrowth compares long texts that have nothing, or nearly nothing, in common: the work grows with their length.
func TestGrowth(t *testing.T) {
	page := func(n int, text string) []byte {
		var b bytes.Buffer
		for i := range n {
			fmt.Fprintf(&b, "<h2 id=%s%d>%s %d</h2><p>%s %d says</p>", text, i, text, i, text, i)
		}
		return b.Bytes()
	}
	casetest.GrowsSteadily(t, "sections", 2000, func(n int) {
		if _, err := compare.Bodies(page(n, "before"), page(n, "after"), nil); err != nil {
			t.Fatal(err)
		}
	})
	casetest.GrowsSteadily(t, "words", 20000, func(n int) {
		var before, after strings.Builder
		for i := range n {
			fmt.Fprintf(&before, "a%d ", i*7%n)
			fmt.Fprintf(&after, "a%d ", i*11%n)
		}
		compare.Words(before.String(), after.String())
	})
}
