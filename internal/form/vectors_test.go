package form_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
)

// TestDigest holds the vectors in testdata/digest.txtar, which serve the browser's own code as well. A vector is a folder:
//
//	form.md          the form page
//	definition.json  its definition, which is all that a browser has of it
//	record.md        the record, written as the form page writes it: one key a line with a JSON value
//	lines            the text that a signature with the statement "We agreed" covers, under version 2026.1
//	digest           the SHA-256 of the lines
func TestDigest(t *testing.T) {
	const path = "testdata/digest.txtar"
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	parts := map[string]*txtar.Archive{}
	for _, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if parts[name] == nil {
			names = append(names, name)
			parts[name] = &txtar.Archive{}
		}
		parts[name].Files = append(parts[name].Files, txtar.File{Name: part, Data: f.Data})
	}
	if len(names) < 8 {
		t.Fatalf("only %d vectors", len(names))
	}
	seen := map[string]string{}
	out := &txtar.Archive{Comment: a.Comment}
	for _, name := range names {
		c := newCase(t, parts[name])
		for _, f := range c.page {
			t.Errorf("%s: the form has a finding: %s", name, f.Message)
		}
		definition, err := c.form.JSON()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{
			"definition.json": string(definition),
			"lines":           c.form.Signed(c.record, "2026.1", "We agreed"),
			"digest":          c.form.Digest(c.record, "2026.1", "We agreed") + "\n",
		}
		if first, twice := seen[got["digest"]]; twice {
			t.Errorf("%s and %s have the same digest", first, name)
		}
		seen[got["digest"]] = name
		have := 0
		for _, f := range parts[name].Files {
			data := string(f.Data)
			if want, ok := got[f.Name]; ok {
				have++
				if *update {
					data = want
				} else if data != want {
					t.Errorf("%s: %s: got\n%swant\n%s", name, f.Name, want, data)
				}
			}
			out.Files = append(out.Files, txtar.File{Name: name + "/" + f.Name, Data: []byte(data)})
		}
		if have != len(got) {
			t.Errorf("%s lacks a part", name)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDigestByHand checks one vector against a digest that another program made of the lines: sha256sum.
func TestDigestByHand(t *testing.T) {
	c := newCase(t, &txtar.Archive{Files: []txtar.File{
		{Name: "form.md", Data: []byte("- [line] Where {#where}\n")},
		{Name: "record.md", Data: []byte("---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-02-12\nanswers:\n  where: \"Caf\u00e9\"\n---\n")},
	}})
	const lines = "answers.where 5:Café\ndate 10:2026-02-12\nform 7:meeting\nrecord 8:k7m29qxd\nstatement 9:We agreed\nversion 6:2026.1\n"
	if got := c.form.Signed(c.record, "2026.1", "We agreed"); got != lines {
		t.Errorf("got\n%swant\n%s", got, lines)
	}
	if got, want := c.form.Digest(c.record, "2026.1", "We agreed"), "sha256:eb9e403f780bc8e93fb0af7918f6444a0eb5505849d9df301f071c0175d69f81"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestDigestHoldsEverything: whatever is changed of what was written, the digest changes; what a signature does not cover leaves
// it alone.
func TestDigestHoldsEverything(t *testing.T) {
	const page = "- [text] Said {#said}\n- [text] Kept {#kept .private}\n- [pick: records] Evidence {#evidence}\n- [table] Steps {#steps}\n  - [line] Step {#step}\n"
	const record = "---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-02-12\nabout: c-red-flags\nanswers:\n  said: one\n  kept: two\n  evidence: [a, b]\n  steps: [{\"step\": \"c\"}, {\"step\": \"d\"}]\n---\nBody.\n"
	digest := func(from, to string) string {
		text := strings.Replace(record, from, to, 1)
		if from != "" && text == record {
			t.Fatalf("%q is not in the record", from)
		}
		c := newCase(t, &txtar.Archive{Files: []txtar.File{{Name: "form.md", Data: []byte(page)}, {Name: "record.md", Data: []byte(text)}}})
		return c.form.Digest(c.record, "2026.1", "We agreed")
	}
	base := digest("", "")
	for _, c := range []struct{ from, to string }{{"one", "One"}, {"[a, b]", "[b, a]"}, {"[a, b]", "[ab]"}, {`"c"`, `"d"`}, {`{"step": "c"}, `, ""}, {`{"step": "c"}, `, "{}, "},
		{"k7m29qxd", "k7m29qxe"}, {"02-12", "02-13"}, {"c-red-flags", "c-red-flag"}, {"Body.", "Body!"}, {"  said: one", "  sayd: one"}} {
		if digest(c.from, c.to) == base {
			t.Errorf("%q in place of %q leaves the digest as it was", c.to, c.from)
		}
	}
	for _, c := range []struct{ from, to string }{{"two", "three"}, {"said: one", "said: \"one\""}, {"form: meeting\n", "form: meeting\nstatus: complete\n"}, {"about:", "milestone: m.3\nabout:"},
		{"[a, b]", "[\"a\",\n    b]"}, {"[a, b]", "[a, b, \"\"]"}} {
		if digest(c.from, c.to) != base {
			t.Errorf("%q in place of %q changes the digest", c.to, c.from)
		}
	}
	f := form.Form{}
	r := &form.Record{Form: "meeting"}
	if f.Digest(r, "2026.1", "a") == f.Digest(r, "2026.2", "a") || f.Digest(r, "2026.1", "a") == f.Digest(r, "2026.1", "b") {
		t.Error("the digest does not hold the version or the statement")
	}
	if !slices.IsSorted(strings.Split(f.Signed(r, "2026.1", "a"), "\n")[:3]) {
		t.Error("the lines are not in order")
	}
}
