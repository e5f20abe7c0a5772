package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// TestReadmeFinding holds the broken page in the README to what is really found in it.
func TestReadmeFinding(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "## What precept says about a broken page")
	if !ok {
		t.Fatal("the README has no broken page")
	}
	broken, want := block(rest, "markdown"), block(rest, "text")
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const name = "content/2026.2/forms/room-check.md"
	casetest.WriteFiles(t, dir, base.Files...)
	casetest.WriteFiles(t, dir, txtar.File{Name: name, Data: []byte(broken)})
	for file, text := range map[string]string{
		"2026.1/version.md": "---\ntitle: T\nsummary: S.\n---\nWords.\n",
		"2026.2/version.md": "---\ntitle: T2\nsummary: S.\nextends: \"2026.1\"\n---\nWords.\n",
		"2026.2/index.md": "---\ntitle: Home\nsummary: S.\nowner: Lead\nreview_by: 2027-09-01\n---\n" +
			"See [cover](indemnity.md), the [timeline](timeline.md) and the [room](forms/room-check.md).\n",
	} {
		casetest.Write(t, dir, "content/"+file, text)
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
