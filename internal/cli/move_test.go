package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMoveShipped moves the example whose year began under an older version to the newer one: forms were merged
// meanwhile. Every record stays as it was, and so does the worth of every signature.
func TestMoveShipped(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"content", "data", "themes"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		std := Stdio{Out: &out, Err: &errs, Dir: dir, Env: func(string) string { return "" }}
		if code := Main(append(args, "--as-of", "2026-10-05"), std); code != want {
			t.Fatalf("precept %s: %d\n%s%s", strings.Join(args, " "), code, out.String(), errs.String())
		}
		return out.String()
	}
	said := run(0, "move", "robin-example", "2026.1", "--write")
	for _, want := range []string{
		"First meeting, 10 October 2025: \"Learning contract\" replaced its form, and does not ask ",
		"    SWOT, 31 October 2025\n",
		"    done: indemnity-confirmed: which is done when its form is: indemnity-confirmation\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	const people = "data/preceptees/robin-example"
	records, err := filepath.Glob("../../" + people + "/2*.md")
	if err != nil || len(records) < 10 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, name := range records {
		before, _ := os.ReadFile(name)
		after, err := os.ReadFile(filepath.Join(dir, people, filepath.Base(name)))
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s was changed: %v", filepath.Base(name), err)
		}
	}
	found := run(0, "check", "--preceptee", "robin-example")
	for _, rule := range []string{"[signature-changed]", "[record-names]", "[record-form]", "[item-", "[done-form]"} {
		if strings.Contains(found, rule) {
			t.Errorf("check finds %s\n%s", rule, found)
		}
	}
	run(0, "build", "--only", "portfolios", "--preceptee", "robin-example")
}
