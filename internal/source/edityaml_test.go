package source_test

import (
	"testing"

	"precept/internal/source"
)

// TestEditYAML changes one key of files that are all head, and nothing else of them.
func TestEditYAML(t *testing.T) {
	s := source.Schema{Keys: []source.Key{{Name: "title"}, {Name: "base", Type: source.MapList}, {Name: "local"}}}
	one := source.List(source.Group(source.Keyed{Key: "bundle", Value: source.Bare("data/base/x.zip")}))
	const line = "  - {bundle: data/base/x.zip}\n"
	for name, c := range map[string]struct{ before, after string }{
		"a new key": {"# ours\ntitle: T # so\nlocal: {a: b}\n",
			"# ours\ntitle: T # so\nbase:\n" + line + "local: {a: b}\n"},
		"no line end":       {"title: T", "title: T\nbase:\n" + line},
		"Windows":           {"title: T\r\n# why\r\n", "title: T\r\nbase:\r\n  - {bundle: data/base/x.zip}\r\n# why\r\n"},
		"a byte-order mark": {"\ufefftitle: T\n", "\ufefftitle: T\nbase:\n" + line},
		"its own delimiter": {"---\ntitle: T\n", "---\ntitle: T\nbase:\n" + line},
		"said already":      {"base:\n" + line + "# x\n", "base:\n" + line + "# x\n"},
		"another bundle": {"base:\n  - bundle: y.zip\n# so\ntitle: T\n",
			"base:\n  - bundle: data/base/x.zip\n# so\ntitle: T\n"},
		"an empty file":      {"", "base:\n" + line},
		"comments, no value": {"# nothing yet\n", "base:\n" + line + "# nothing yet\n"},
	} {
		got, err := source.EditYAML("data/site.yaml", []byte(c.before), s, "base", one)
		if err != nil || string(got) != c.after {
			t.Errorf("%s: %v\ngot  %q\nwant %q", name, err, got, c.after)
		}
	}
}
