package cli_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/cli"
)

// nobodys is a word that is in no portfolio at all, for whomever it is; see internal/build/testdata/secrets.txtar.
// The file's name that is such a word may be printed: that a file is there must be said.
var nobodys = regexp.MustCompile(`(?i)canary[a-z]{3}xnx[0-9]{2}`)

const nameOfAFile = "canarykayxnx33"

// TestSecretsOnTheTerminal runs every command that reads people's records, in every format: what is private to somebody
// is in nothing that is printed, whether something is wrong with it or not.
func TestSecretsOnTheTerminal(t *testing.T) {
	archive, err := txtar.ParseFile("../build/testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		lay(t, dir, f.Name, string(f.Data))
	}
	const private = "---\nform: pair\nrecord: zz11zz11\ndate: 2026-03-20\n" +
		"answers:\n  mine: canarykayxnx90\n  table: [{open: x, shut: canarykayxnx91}]\n---\n"
	lay(t, dir, "arrives/r.md", private)
	lay(t, dir, "arrives/r.private.md", private)
	lay(t, dir, "arrives/diary.md", strings.Replace(private, "pair", "diary", 1)+"canarykayxnx93\n")
	lay(t, dir, "arrives/second.md", private+"---\nform: pair\nmine: canarykayxnx94\n---\n")
	var commands [][]string
	for _, format := range []string{"text", "json", "sarif", "github"} {
		for _, line := range []string{
			"check", "check --strict", "check --gate midpoint", "check --gate final --preceptee kay-example",
			"check --fix",
			"build --only portfolios", "build --for pair", "build --for practice", "build --for appraiser",
			"import arrives --preceptee kay-example --dry-run", "import arrives --preceptee kay-example",
			"import arrives --preceptee lou-example --dry-run",
		} {
			commands = append(commands, append(strings.Fields(line), "--format", format))
		}
	}
	for _, line := range []string{
		"report", "report --csv", "report --assurance", "report --assurance --csv",
		"remove kay-example", "verify portfolios/kay-example", "new record kay-example pair",
		"new record kay-example diary",
		"new preceptee kay-example", "import arrives",
	} {
		commands = append(commands, strings.Fields(line))
	}
	for _, args := range commands {
		said := run(t, dir, args...)
		for _, word := range nobodys.FindAllString(said, -1) {
			if !strings.EqualFold(word, nameOfAFile) {
				t.Errorf("precept %s prints %s:\n%s", strings.Join(args, " "), word, said)
				break
			}
		}
	}
	if said := run(t, dir, "check"); !strings.Contains(said, filepath.Base("data/preceptees/kay-example")) {
		t.Errorf("nothing is found of the person, so that nothing was tried:\n%s", said)
	}
}

func lay(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// run runs precept in a folder and gives all that it prints.
func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	std := cli.System()
	std.Out, std.Err, std.Dir, std.Terminal, std.Colour = &out, &out, dir, false, false
	std.Env = func(key string) string { return map[string]string{"SOURCE_DATE_EPOCH": today}[key] }
	cli.Main(args, std)
	return out.String()
}
