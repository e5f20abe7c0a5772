package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestReadmeFinding holds the broken page in the README to what is really found in it.
func TestReadmeFinding(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "## A broken page")
	if !ok {
		t.Fatal("the README has no broken page")
	}
	broken, want := block(rest, "markdown"), block(rest, "text")
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const name = "content/2026.1/forms/room-check.md"
	for _, f := range append(base.Files, txtar.File{Name: name, Data: []byte(broken)}) {
		text := string(f.Data)
		text = strings.Replace(text, "released: 2026-08-01\n", "", 1) // a draft has no lock
		if f.Name == "content/2026.1/index.md" {
			text += "\nLook at the [room](forms/room-check.md).\n"
		}
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out, msg bytes.Buffer
	code := Main([]string{"check", "--root", dir}, quiet(&out, &msg))
	if code != exitFindings || out.String() != want {
		t.Errorf("ended with %d and found\n%s%s", code, out.String(), msg.String())
	}
	if !strings.Contains(rest, "`"+name+"`") {
		t.Errorf("the README does not name %s", name)
	}
}

// block is the first fenced block of a language.
func block(text, language string) string {
	_, after, _ := strings.Cut(text, "```"+language+"\n")
	inside, _, _ := strings.Cut(after, "```\n")
	return inside
}
