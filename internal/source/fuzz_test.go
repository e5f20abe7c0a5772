package source

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"precept/internal/finding"
)

// FuzzRead reads arbitrary bytes. It must not panic, every finding must have a place, no key's text may get into the
// body, and a fix must fix what it was made for.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/hostile/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, head := range []string{
		"title: a: b", "title: “a”", "a: [x # y\n  z]", "- - - a", "a: \"b\n  c\" d",
		"a: |2\n   b", "a:b", "{a: b}", "a: &b c",
	} {
		f.Add([]byte("---\n" + head + "\n---\nBody\n"))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, values, list := judge("a.md", raw)
		for _, x := range list {
			if x.File != "a.md" || x.Rule == "" || x.Message == "" || x.Line == 0 && x.Rule != RuleTooLarge {
				t.Fatalf("finding without a place or words: %+v", x)
			}
			if x.Line > 0 && (x.Column < 1 || x.End != 0 && x.End < x.Column) {
				t.Fatalf("crooked span: %+v", x)
			}
		}
		_ = values.Text("title")
		if file == nil {
			if len(list) == 0 {
				t.Fatal("no file and no finding")
			}
			return
		}
		stray := slices.ContainsFunc(list, func(x finding.Finding) bool { return x.Rule == RuleControl })
		if !utf8.Valid(file.Text) || bytes.IndexByte(file.Text, '\r') >= 0 && !stray {
			t.Fatal("text is not plain")
		}
		if file.Broken && len(list) == 0 {
			t.Fatal("broken without a finding")
		}
		checkSplit(t, file)
		for _, x := range list {
			if fix, ok := QuoteFix(file, x); ok {
				checkFix(t, raw, x, fix)
			}
		}
	})
}

// checkSplit checks that the body begins right after a closing line, and that the head has no such line.
func checkSplit(t *testing.T, file *File) {
	before := file.Text[:file.BodyOffset]
	lines := bytes.Split(bytes.TrimSuffix(before, newline), newline)
	if string(bytes.TrimRight(lines[0], " \t")) != delimiter || len(lines) < 2 ||
		string(bytes.TrimRight(lines[len(lines)-1], " \t")) != delimiter {
		t.Fatalf("the body begins in the middle of something: %q", before)
	}
	for _, l := range lines[1 : len(lines)-1] {
		if string(bytes.TrimSpace(l)) == delimiter {
			t.Fatalf("part of the head is body: %q", before)
		}
	}
	if file.BodyLine != len(lines)+1 || !bytes.Equal(file.Text[file.BodyOffset:], file.Body) {
		t.Fatal("the body is not where it is said to be")
	}
}

// checkFix applies a fix: it must change its own line, and the finding must be gone.
func checkFix(t *testing.T, raw []byte, x finding.Finding, fix Change) {
	plain := Plain(raw)
	line := 1 + bytes.Count(plain[:fix.From], newline)
	if line != x.Line || string(plain[fix.From:fix.To]) == fix.Text {
		t.Fatalf("fix %+v for %+v", fix, x)
	}
	out, _ := Rewrite(raw, []Change{fix})
	again, list := Read("a.md", out, MaxFile)
	if again == nil {
		t.Fatalf("after %+v nothing can be read: %v", fix, list)
	}
	for _, y := range list {
		if y.Rule == RuleSlip && y.Line == x.Line && y.Column == x.Column && y.Message == x.Message {
			t.Fatalf("%+v leaves %+v", fix, y)
		}
	}
}

func FuzzDateHelp(f *testing.F) {
	for _, s := range []string{"2026-02-30", "03/02/2026", "3 Feb 2026", "२०२६-०२-०३", "\U0001d7d8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if dateHelp(s) == "" {
			t.Fatal("no help")
		}
	})
}
