package importer

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
)

// FuzzUnpack holds whatever claims to be a zip to the limits: what comes of it is whole, within them, under names
// that lead nowhere; or it is refused whole, with a reason.
func FuzzUnpack(f *testing.F) {
	f.Add(packed(f, nil, "r.md=one", "sub/p.jpg=\xff\xd8\xff"))
	f.Add(packed(f, nil, "../r.md=x"))
	f.Add(packed(f, nil, "r.md="+strings.Repeat("0", 4096)))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, findings := unpackAll("r.zip", data)
		if (len(list) == 0) != (len(findings) == 1) {
			t.Fatalf("%d files and %v", len(list), findings)
		}
		total := 0
		seen := map[string]bool{}
		for _, a := range list {
			total += len(a.Data)
			if a.Name != path.Clean(a.Name) || !filepath.IsLocal(a.Name) || strings.ContainsAny(a.Name, "\\:") ||
				!utf8.ValidString(a.Name) || seen[strings.ToLower(a.Name)] || len(a.Data) > MaxFile {
				t.Fatalf("it gives %q of %d bytes", a.Name, len(a.Data))
			}
			seen[strings.ToLower(a.Name)] = true
		}
		if total > MaxTotal || len(list) > MaxFiles {
			t.Fatalf("%d files of %d bytes", len(list), total)
		}
	})
}

// FuzzExamine holds whatever arrives to what may become of it: no panic; what is offered is in the folder, under
// a name that any system takes; what is taken in is read back as the same record, and the same again changes
// nothing.
func FuzzExamine(f *testing.F) {
	cases, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if come, ok := strings.CutPrefix(file.Name, "come/"); ok {
				f.Add(come, file.Data)
			}
		}
	}
	for _, text := range []string{"---", ": #", "\u202e", "\ud7ff\ufdd0\ufeff", "\x00\x85", "</script>", "{{.}}",
		strings.Repeat("- ", 500)} {
		f.Add("r.json",
			fmt.Appendf(nil, `{"form": "meeting", "date": "2026-09-12", "answers": {"said": %s}, "body": %[1]s}`,
				form.Quote(text)))
		f.Add("r.md", []byte(recordText("k7m29qxd", text, "")+text))
	}
	base, _ := open(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		in, dir := base.again(t)
		before := look(t, dir)
		offers := in.examine(t, Arrival{Name: name, Data: data})
		o := offers[0]
		if _, _, err := in.Accept(offers, false); err != nil {
			t.Fatal(err)
		}
		after := look(t, dir)
		if o.State == Refused {
			if got := changes(before, after); got != "" || len(o.Findings) == 0 {
				t.Fatalf("refused, without a reason or not quite: %v\n%s", o.Findings, got)
			}
			return
		}
		if o.State != New || after[o.File] == "" || len(after) != len(before)+1 || !filepath.IsLocal(o.Target) ||
			strings.ContainsAny(o.Target, "\\:") || strings.Contains(o.Target, "/") != (o.Kind == Evidence) {
			t.Fatalf("%s: %s in %v", o.State, o.Target, after)
		}
		if o.Kind == Record {
			back, findings := in.bind(o.File, []byte(after[o.File]))
			if back == nil || back.Digest() != o.candidate.Digest() {
				t.Fatalf("it is not read back as it was: %v\n%s", findings, after[o.File])
			}
		}
		file := Arrival{Name: path.Base(o.File), Data: []byte(after[o.File])}
		for _, o := range in.examine(t, Arrival{Name: name, Data: data}, file) {
			if o.State != Same {
				t.Fatalf("the same again is %s: %v", o.State, o.Differences)
			}
		}
	})
}
