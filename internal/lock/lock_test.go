package lock_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"precept/internal/lock"
	"precept/internal/source"
)

// files are those of a small version.
func files() []lock.File {
	return []lock.File{
		{Path: "version.md", Sum: lock.Sum([]byte("version"))},
		{Path: "index.md", Sum: lock.Sum([]byte("home"))},
		{Path: "forms/monthly meeting.md", Sum: lock.Sum([]byte("form"))},
	}
}

// TestFormat holds the format: other programs may read it, and old locks must always be read.
func TestFormat(t *testing.T) {
	const want = `precept version.lock 1
digest c527cc2a2d15a402245c468d9fb4703355ef48f565b7d3a7f7d1b6ed9f9cd2d9
07397d633f25a7101990a75864ae03d5a3b9ac07c4ed6accbc52cbfd7d7c13b4  forms/monthly meeting.md
4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942  index.md
5ca4f3850ccc331aaf8a257d6086e526a3b42a63e18cb11d020847985b31d188  version.md
`
	if got := string(lock.New(files()).Bytes()); got != want {
		t.Errorf("the lock is\n%s", got)
	}
}

// TestSum holds a text's sum against what Git and Windows change, and a picture's against everything.
func TestSum(t *testing.T) {
	text := lock.Sum([]byte("---\ntitle: Home\n---\nHello.\n"))
	for _, same := range []string{
		"\uFEFF---\ntitle: Home\n---\nHello.\n",
		"---\r\ntitle: Home\r\n---\r\nHello.\r\n",
	} {
		if lock.Sum([]byte(same)) != text {
			t.Errorf("%q has another sum", same)
		}
	}
	for _, other := range []string{"---\ntitle: Home\n---\nHello\n", "---\ntitle: Home\n---\nHello.", ""} {
		if lock.Sum([]byte(other)) == text {
			t.Errorf("%q has the same sum", other)
		}
	}
	file, _ := source.Read("index.md", []byte("\uFEFF---\r\ntitle: Home\r\n---\r\nHello.\r\n"), source.MaxFile)
	if file.Digest != text {
		t.Error("package source gives a page another digest")
	}
	for _, picture := range []string{"\x89PNG\r\n\x1a\n", "GIF89a\x00\r\n", "\uFEFF\x00"} {
		other := strings.TrimPrefix(strings.ReplaceAll(picture, "\r\n", "\n"), "\uFEFF")
		if lock.Sum([]byte(picture)) == lock.Sum([]byte(other)) {
			t.Errorf("%q is summed as a text", picture)
		}
	}
}

// TestRead reads what was written, also as Git on Windows leaves it.
func TestRead(t *testing.T) {
	l := lock.New(files())
	for _, raw := range []string{
		string(l.Bytes()),
		strings.ReplaceAll(string(l.Bytes()), "\n", "\r\n"),
		"\uFEFF" + string(l.Bytes()),
	} {
		got, findings := lock.Read("version.lock", []byte(raw))
		if len(findings) > 0 || !slices.Equal(got.Files, l.Files) || got.Digest() != l.Digest() {
			t.Errorf("read %+v, %v", got, findings)
		}
	}
	empty, findings := lock.Read("version.lock", (&lock.Lock{}).Bytes())
	if len(findings) > 0 || len(empty.Files) > 0 {
		t.Errorf("the lock of nothing: %v", findings)
	}
}

// TestEveryByte changes each byte of a lock, takes each away, and adds one at each place. All of it is noticed.
func TestEveryByte(t *testing.T) {
	raw := lock.New(files()).Bytes()
	for i := range raw {
		changed := bytes.Clone(raw)
		changed[i] ^= 1
		added := slices.Insert(bytes.Clone(raw), i, 'a')
		missing := slices.Delete(bytes.Clone(raw), i, i+1)
		for _, edited := range [][]byte{changed, added, missing} {
			l, findings := lock.Read("content/2026.1/version.lock", edited)
			if l != nil || len(findings) != 1 {
				t.Fatalf("byte %d: %q passes: %v", i, edited, findings)
			}
			if f := findings[0]; f.File == "" || f.Line < 1 || f.Help == "" || f.Rule != lock.RuleEdited {
				t.Errorf("byte %d: %+v", i, f)
			}
		}
	}
}

// TestHostile reads locks that somebody made up, with digests that fit.
func TestHostile(t *testing.T) {
	sum := lock.Sum(nil)
	for _, paths := range [][]string{
		{"../outside.md"}, {"/etc/passwd"}, {"a//b.md"}, {"a/./b.md"}, {"a\\b.md"}, {"."}, {"a/"}, {"notices.md"},
		{"version.lock"}, {"b.md", "b.md"}, {"a.md\u0000"},
	} {
		l := &lock.Lock{}
		for _, p := range paths {
			l.Files = append(l.Files, lock.File{Path: p, Sum: sum})
		}
		if got, findings := lock.Read("version.lock", l.Bytes()); got != nil || len(findings) != 1 {
			t.Errorf("%q passes: %v", paths, findings)
		}
	}
	unsorted := &lock.Lock{Files: []lock.File{{Path: "b.md", Sum: sum}, {Path: "a.md", Sum: sum}}}
	capital := &lock.Lock{Files: []lock.File{{Path: "a.md", Sum: strings.ToUpper(sum)}}}
	later := bytes.Replace(unsorted.Bytes(), []byte("lock 1"), []byte("lock 2"), 1)
	for _, raw := range [][]byte{unsorted.Bytes(), capital.Bytes(), later, nil, []byte("\n"), []byte("{}")} {
		if got, findings := lock.Read("version.lock", raw); got != nil || len(findings) != 1 {
			t.Errorf("%q passes: %v", raw, findings)
		}
	}
}

// TestCompare names what differs, in order.
func TestCompare(t *testing.T) {
	l := lock.New(files())
	if list := l.Compare(files()); len(list) > 0 {
		t.Errorf("the same files differ: %v", list)
	}
	now := files()
	now[0].Sum = lock.Sum([]byte("other"))
	now[1].Path = "home.md"
	got := fmt.Sprint(l.Compare(now))
	if want := "[{home.md added 0} {index.md missing 4} {version.md changed 5}]"; got != want {
		t.Errorf("differences are %s, want %s", got, want)
	}
}

// FuzzRead: whatever a lock holds, reading it gives the lock or one finding with a place, and never both.
func FuzzRead(f *testing.F) {
	f.Add(lock.New(files()).Bytes())
	f.Add([]byte("precept version.lock 1\ndigest \n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, findings := lock.Read("version.lock", raw)
		if (l == nil) != (len(findings) == 1) || l == nil && findings[0].Line < 1 {
			t.Errorf("%q gives %v and %v", raw, l, findings)
		}
	})
}
