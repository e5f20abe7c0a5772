package git

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestExposed (case-E12): without git the answer is git's, whatever the patterns are.
func TestExposed(t *testing.T) {
	for _, c := range []struct {
		ignore string
		want   bool
	}{
		{"", true},
		{"data/preceptees/*\n", false},
		{"/data/preceptees/*\r\n", false},
		{"data/preceptees/*\n!data/preceptees/ann/\n", true},
		{"data/preceptees/\n!data/preceptees/ann/\n", false},
		{"# data/preceptees/*\n", true},
		{"preceptees\n", false},
		{"preceptees/*\n", true},
		{"**/preceptees/**\n", false},
		{"*.md\n", false},
		{"*.md\n!preceptee.md\n", true},
		{"data/*/ann\n", false},
		{"data/*/[!a]nn\n", true},
		{"data/?receptees/a[nm]n/\n", false},
		{"\\!data\n", true},
		{"preceptee.md/\n", true},
		{"d*/\n!data/\n", true},
	} {
		top := t.TempDir()
		for name, text := range map[string]string{".gitignore": c.ignore, "data/preceptees/ann/preceptee.md": "x"} {
			name = filepath.Join(top, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		dir := filepath.Join(top, "data", "preceptees")
		ask := func() bool {
			got, err := Exposed(t.Context(), dir, []string{"ann"}, "preceptee.md")
			if err != nil {
				t.Fatal(err)
			}
			return got["ann"]
		}
		if ask() {
			t.Errorf("%q: exposed without a work tree", c.ignore)
		}
		if err := os.Mkdir(filepath.Join(top, ".git"), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := ask(); got != c.want {
			t.Errorf("%q: by its rules %v, want %v", c.ignore, got, c.want)
		}
		if git, err := exec.LookPath("git"); err == nil {
			if out, err := exec.Command(git, "init", "-q", top).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v", out, err)
			}
			if got := ask(); got != c.want {
				t.Errorf("%q: by git %v, want %v", c.ignore, got, c.want)
			}
		}
	}
}
