package form_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/form"
)

const vectors = "testdata/digest.txtar"

// TestDigest checks the vectors in testdata/digest.txtar, which serve the browser's own code as well. A vector is a
// folder:
//
//	form.md          the form page
//	definition.json  its definition, which is all that a browser has of it
//	record.md        the record, written as the form page writes it: one key a line with a JSON value
//	lines            the text that a signature with the statement "We agreed" covers, under version 2026.1
//	digest           the SHA-256 of the lines
//	signature-N      the text that the record's nth signature covers by the second rule
//	signature-N-digest
func TestDigest(t *testing.T) {
	seen := map[string]string{}
	holdVectors(t, vectors, 8, func(name string, c *tested) map[string]string {
		for _, f := range c.page {
			t.Errorf("%s: the form has a finding: %s", name, f.Message)
		}
		digest := c.form.Digest(c.record, "2026.1", "We agreed")
		if first, twice := seen[digest]; twice {
			t.Errorf("%s and %s have the same digest", first, name)
		}
		seen[digest] = name
		got := map[string]string{"lines": c.form.Signed(c.record, "2026.1", "We agreed"), "digest": digest + "\n"}
		for i, s := range c.record.Signed {
			part := fmt.Sprintf("signature-%d", i+1)
			got[part] = c.form.SignatureText(c.record, "2026.1", s)
			got[part+"-digest"] = c.form.SignatureDigest(c.record, "2026.1", s) + "\n"
		}
		return got
	})
}

// holdVectors reads an archive of vectors, at least so many, and checks each against its form's definition and to what
// made gives of it, by the file's name in its folder.
func holdVectors(t *testing.T, file string, least int, made func(name string, c *tested) map[string]string) {
	t.Helper()
	casetest.Run(t, file, func(a *txtar.Archive) {
		got := map[string]string{}
		n := 0
		for name, part := range folders(a) {
			n++
			c := newCase(t, part)
			definition, err := c.form.JSON()
			if err != nil {
				t.Fatal(err)
			}
			got[name+"/definition.json"] = string(definition)
			for part, text := range made(name, c) {
				got[name+"/"+part] = text
			}
		}
		if n < least {
			t.Errorf("only %d vectors", n)
		}
		casetest.Compare(t, a, func(name string) (string, bool) {
			text, wanted := got[name]
			delete(got, name)
			return text, wanted
		})
		for _, name := range slices.Sorted(maps.Keys(got)) {
			t.Errorf("%s is lacking", name)
		}
	})
}

// folders parts an archive by its files' first folder, in order.
func folders(a *txtar.Archive) func(yield func(string, *txtar.Archive) bool) {
	return func(yield func(string, *txtar.Archive) bool) {
		for i := 0; i < len(a.Files); {
			name, _, _ := strings.Cut(a.Files[i].Name, "/")
			part := &txtar.Archive{}
			for ; i < len(a.Files) && strings.HasPrefix(a.Files[i].Name, name+"/"); i++ {
				part.Files = append(part.Files, txtar.File{Name: a.Files[i].Name[len(name)+1:], Data: a.Files[i].Data})
			}
			if !yield(name, part) {
				return
			}
		}
	}
}

// TestDigestByHand checks one vector against a digest that another program made of the lines: sha256sum.
func TestDigestByHand(t *testing.T) {
	c := newCase(t, &txtar.Archive{Files: []txtar.File{
		{Name: "form.md", Data: []byte("- [line] Where {#where}\n")},
		{Name: "record.md",
			Data: []byte("---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-02-12\n" +
				"answers:\n  where: \"Caf\u00e9\"\n---\n")},
	}})
	const lines = "answers.where 5:Café\ndate 10:2026-02-12\nform 7:meeting\nrecord 8:k7m29qxd\n" +
		"statement 9:We agreed\nversion 6:2026.1\n"
	if got := c.form.Signed(c.record, "2026.1", "We agreed"); got != lines {
		t.Errorf("got\n%swant\n%s", got, lines)
	}
	const want = "sha256:eb9e403f780bc8e93fb0af7918f6444a0eb5505849d9df301f071c0175d69f81"
	if got := c.form.Digest(c.record, "2026.1", "We agreed"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestDigestHoldsEverything: any change to what was written changes the digest; what a signature does not cover does
// not.
func TestDigestHoldsEverything(t *testing.T) {
	const page = "- [text] Said {#said}\n- [text] Kept {#kept .private}\n- [pick: records] Evidence {#evidence}\n" +
		"- [table] Steps {#steps}\n  - [line] Step {#step}\n"
	const record = "---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-02-12\nabout: c-red-flags\nanswers:\n" +
		"  said: one\n  kept: two\n  evidence: [a, b]\n  steps: [{\"step\": \"c\"}, {\"step\": \"d\"}]\n---\nBody.\n"
	digest := func(from, to string) string {
		text := strings.Replace(record, from, to, 1)
		if from != "" && text == record {
			t.Fatalf("%q is not in the record", from)
		}
		c := newCase(t, &txtar.Archive{Files: []txtar.File{{Name: "form.md", Data: []byte(page)},
			{Name: "record.md", Data: []byte(text)}}})
		return c.form.Digest(c.record, "2026.1", "We agreed")
	}
	base := digest("", "")
	for _, c := range []struct{ from, to string }{{"one", "One"}, {"[a, b]", "[b, a]"}, {"[a, b]", "[ab]"},
		{`"c"`, `"d"`}, {`{"step": "c"}, `, ""}, {`{"step": "c"}, `, "{}, "},
		{"k7m29qxd", "k7m29qxe"}, {"02-12", "02-13"}, {"c-red-flags", "c-red-flag"}, {"Body.", "Body!"},
		{"  said: one", "  sayd: one"}} {
		if digest(c.from, c.to) == base {
			t.Errorf("%q in place of %q leaves the digest as it was", c.to, c.from)
		}
	}
	for _, c := range []struct{ from, to string }{{"two", "three"}, {"said: one", "said: \"one\""},
		{"form: meeting\n", "form: meeting\nstatus: complete\n"}, {"about:", "milestone: m.3\nabout:"},
		{"[a, b]", "[\"a\",\n    b]"}, {"[a, b]", "[a, b, \"\"]"}} {
		if digest(c.from, c.to) != base {
			t.Errorf("%q in place of %q changes the digest", c.to, c.from)
		}
	}
	f := form.Form{}
	r := &form.Record{Form: "meeting"}
	if f.Digest(r, "2026.1", "a") == f.Digest(r, "2026.2", "a") ||
		f.Digest(r, "2026.1", "a") == f.Digest(r, "2026.1", "b") {
		t.Error("the digest does not hold the version or the statement")
	}
	if !slices.IsSorted(strings.Split(f.Signed(r, "2026.1", "a"), "\n")[:3]) {
		t.Error("the lines are not in order")
	}
}
