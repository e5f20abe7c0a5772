package internal

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func text(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestPackagesAreDrawn holds the picture in doc.go to the folders and to the layers: every package has one line, in the
// block of its layer, or is named beside the layers.
func TestPackagesAreDrawn(t *testing.T) {
	_, rest, _ := strings.Cut(text(t, "doc.go"), "// # The packages\n")
	drawn, rest, ok := strings.Cut(rest, "// Outside the layers")
	if !ok {
		t.Fatal("doc.go draws no packages")
	}
	var blocks [][]string
	var block []string
	for line := range strings.Lines(drawn) {
		if name, ok := strings.CutPrefix(line, "//\t"); ok {
			block = append(block, strings.Fields(name)[0])
		} else if len(block) > 0 {
			blocks, block = append(blocks, block), nil
		}
	}
	if len(blocks) != len(layers) {
		t.Fatalf("%d blocks and %d layers", len(blocks), len(layers))
	}
	for i, block := range blocks {
		layer := slices.Sorted(slices.Values(layers[len(layers)-1-i]))
		slices.Sort(block)
		if !slices.Equal(block, layer) {
			t.Errorf("block %d is %v, the layer is %v", i+1, block, layer)
		}
	}
	beside, _, _ := strings.Cut(rest, ".")
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() || e.Name() == "testdata" {
			continue
		}
		layered := slices.Contains(slices.Concat(layers...), e.Name())
		if besides := strings.Contains(beside+",", " "+e.Name()+","); layered == besides {
			t.Errorf("%s is in a layer: %v, beside them: %v", e.Name(), layered, besides)
		}
	}
}

// standIns are files that exist, each in the place of one that a walked example of CONTRIBUTING adds.
var standIns = map[string]string{
	"internal/check/rule_title_capitals.go":        "internal/check/rule_title_duplicate.go",
	"internal/check/testdata/title-capitals.txtar": "internal/check/testdata/title-duplicate.txtar",
	"internal/form/testdata/money.txtar":           "internal/form/testdata/cells.txtar",
	"internal/cli/count.go":                        "internal/cli/verify.go",
	"internal/cli/testdata/script/count.txtar":     "internal/cli/testdata/script/verify.txtar",
}

// tables are what the named files must hold for the lists in CONTRIBUTING to be true.
var tables = map[string]string{
	"internal/form/types.go":               "var types = []fieldType{",
	"internal/item/kinds.go":               "var kinds = []pageKind{",
	"internal/toolkit/kinds.go":            "var kinds = []pageKind{",
	"internal/check/catalogue_pages.go":    `ID: "title-duplicate"`,
	"internal/cli/cli.go":                  "a.verifyCommand",
	"themes/default/form/types.js":         "const table = {",
	"internal/help/topics/commands.md":     "| `precept verify DIR` |",
	"internal/help/topics/items.md":        "| `[hours]` |",
	"internal/help/topics/front-matter.md": "<!-- keys form without page -->",
}

// paths are the files and folders of this repository that a text names.
var paths = regexp.MustCompile(`(?:internal|themes|cmd|\.github)(?:/[a-zA-Z0-9_-]+(?:\.[a-z]+)?)+`)

// TestListsAreTrue holds every path in CONTRIBUTING and doc.go to a file or folder that exists, and the tables that
// they speak of to the files that they name.
func TestListsAreTrue(t *testing.T) {
	guide := text(t, "../.github/CONTRIBUTING.md")
	named := map[string]bool{}
	for _, from := range []string{guide, text(t, "doc.go"), text(t, "../README.md")} {
		for _, name := range paths.FindAllString(from, -1) {
			named[name] = true
			if stand := standIns[name]; stand != "" {
				name = stand
			}
			if _, err := os.Stat(path.Join("..", name)); err != nil {
				t.Errorf("%s is named and does not exist", name)
			}
		}
	}
	if len(named) < 25 {
		t.Errorf("only %d paths are named", len(named))
	}
	for name := range standIns {
		if !named[name] {
			t.Errorf("CONTRIBUTING does not name %s", name)
		}
	}
	for name, holds := range tables {
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("CONTRIBUTING does not name %s", name)
		}
		if !strings.Contains(text(t, path.Join("..", name)), holds) {
			t.Errorf("%s does not hold %s", name, holds)
		}
	}
}

// TestListsAreWhole holds the lists for a rule and a command to every file that names one that exists: no other file of
// the program has to be touched.
func TestListsAreWhole(t *testing.T) {
	for _, c := range []struct{ section, names string }{
		{"### A rule", `"title-duplicate"|\btitleDuplicate\b|title-duplicate\.txtar`},
		{"### A command", `\bverifyCommand\b|precept verify\b`},
	} {
		_, list, _ := strings.Cut(text(t, "../.github/CONTRIBUTING.md"), c.section+"\n")
		list, _, _ = strings.Cut(list, "\n### ")
		var listed []string
		for _, name := range paths.FindAllString(list, -1) {
			if stand := standIns[name]; stand != "" {
				name = stand
			}
			listed = append(listed, name)
		}
		names := regexp.MustCompile(c.names)
		for _, s := range sources(t) {
			file := "internal/" + s.name
			if names.MatchString(text(t, s.name)) && !slices.Contains(listed, file) {
				t.Errorf("%s has to do with it, and %q does not list it", file, c.section)
			}
		}
	}
}

// TestLibrariesAreListed wants a row of the README for every library that go.mod asks for.
func TestLibrariesAreListed(t *testing.T) {
	_, table, _ := strings.Cut(text(t, "../README.md"), "| library | for |")
	n := 0
	for line := range strings.Lines(text(t, "../go.mod")) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.HasPrefix(line, "\t") || strings.Contains(line, "// indirect") {
			continue
		}
		n++
		name = strings.TrimRight(regexp.MustCompile(`/v[0-9]+$`).ReplaceAllString(name, ""), "/")
		if !strings.Contains(table, path.Base(name)) {
			t.Errorf("the README does not list %s", name)
		}
	}
	if n < 15 {
		t.Errorf("go.mod asks for only %d libraries", n)
	}
}
