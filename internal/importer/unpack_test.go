package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

// packed makes a zip. A text is a file; change may alter a header before it is written.
func packed(t testing.TB, change func(h *zip.FileHeader), files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		out, err := w.CreateHeader(h)
		if err == nil {
			_, err = out.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestUnpack gives the files of a sound zip, without what systems add to it.
func TestUnpack(t *testing.T) {
	list, findings := Unpack("Records.ZIP",
		packed(t, nil, "b/r.md=two", "a.txt=one", "b/=", "__MACOSX/b/._r.md=x", ".DS_Store=x", "b/Thumbs.db=x",
			"empty.md="))
	var got []string
	for _, a := range list {
		got = append(got, a.Name+"="+string(a.Data))
	}
	if want := "a.txt=one b/r.md=two empty.md="; strings.Join(got, " ") != want || findings != nil {
		t.Errorf("%q %v, want %q", got, findings, want)
	}
	list, findings = Unpack("r.md", []byte("PK"))
	if len(list) != 1 || list[0].Name != "r.md" || findings != nil {
		t.Errorf("what is no zip: %v %v", list, findings)
	}
}

// TestUnpackRefuses refuses hostile zips whole, with one finding each that says why.
func TestUnpackRefuses(t *testing.T) {
	many := make([]string, MaxFiles+1)
	for i := range many {
		many[i] = fmt.Sprintf("%d.md=", i)
	}
	crowd := make([]string, 2*MaxFiles+2)
	for i := range crowd {
		crowd[i] = fmt.Sprintf("%d/=", i)
	}
	noise := func(n int) string { // does not pack
		b := make([]byte, n)
		x := uint32(1)
		for i := range b {
			x = x*1664525 + 1013904223
			b[i] = byte(x >> 24)
		}
		return string(b)
	}
	store := func(h *zip.FileHeader) { h.Method = zip.Store }
	var heavy []string
	for i := range 9 {
		heavy = append(heavy, fmt.Sprintf("%d.jpg=%s", i, noise(MaxFile-i)))
	}
	broken := packed(t, store, "r.md=the text of a record")
	copy(broken[bytes.Index(broken, []byte("the text")):], "THE")
	lying := packed(t, nil, "r.md="+noise(5000))
	at := bytes.LastIndex(lying, []byte("PK\x01\x02")) // its directory says that the file is one byte long
	copy(lying[at+24:], []byte{1, 0, 0, 0})
	var bomb []string
	for i := range 20 {
		bomb = append(bomb, fmt.Sprintf("%d.md=%s", i, strings.Repeat("0", freeRatio)))
	}
	for _, c := range []struct {
		name, want string
		zip        []byte
	}{
		{"leads out", "leads out of the folder", packed(t, nil, "ok.md=x", "../r.md=x")},
		{"leads out in the middle", "leads out of the folder", packed(t, nil, "a/../../r.md=x")},
		{"a dot", "leads out of the folder", packed(t, nil, "./r.md=x")},
		{"from the top", "from the top of a disk", packed(t, nil, "/etc/r.md=x")},
		{"an empty folder name", "from the top of a disk", packed(t, nil, "a//r.md=x")},
		{"backslash", "a backslash", packed(t, nil, `..\r.md=x`)},
		{"drive", "a colon", packed(t, nil, "C:r.md=x")},
		{"stream", "a colon", packed(t, nil, "r.md:hidden=x")},
		{"NUL", "cannot be seen", packed(t, nil, "r.md\x00.exe=x")},
		{"turned round", "cannot be seen", packed(t, nil, "r\u202edm.exe=x")},
		{"not UTF-8", "not readable text", packed(t, nil, "r\xff.md=x")},
		{"long", "too long", packed(t, nil, strings.Repeat("n", maxName)+".md=x")},
		{"deep", "too long", packed(t, nil, strings.Repeat("n/", maxFolders+1)+"r.md=x")},
		{"twice", "one name", packed(t, nil, "r.md=x", "r.md=y")},
		{"twice but for capitals", "one name", packed(t, nil, "r.md=x", "R.MD=y")},
		{"twice but for an accent's form", "one name", packed(t, nil, "caf\u00e9.md=x", "cafe\u0301.md=y")},
		{"file and folder", "a file and a folder", packed(t, nil, "r=x", "r/s.md=y")},
		{"link", "a link",
			packed(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }, "r.md=/etc/passwd")},
		{"pipe", "no ordinary file",
			packed(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeNamedPipe | 0o666) }, "r.md=")},
		{"locked", "a password", packed(t, func(h *zip.FileHeader) { h.Flags |= 1 }, "r.md=x")},
		{"zip in a zip", "another zip", packed(t, nil, "more.zip=PK")},
		{"zip in a zip under a different name", "another zip",
			packed(t, nil, "more.md="+string(packed(t, nil, "r.md=x")))},
		{"too many", "2001 files", packed(t, nil, many...)},
		{"far too many", "more than 2000 files", packed(t, nil, crowd...)},
		{"one too large", "larger than 8 MiB", packed(t, store, "r.jpg="+noise(MaxFile+1))},
		{"all too large", "larger than 64 MiB", packed(t, store, heavy...)},
		{"one file packs too well", "100 times", packed(t, nil, "r.md="+strings.Repeat("0", MaxFile))},
		{"all pack too well", "100 times", packed(t, nil, bomb...)},
		{"lies about its size", "is broken", lying},
		{"another sum", "is broken", broken},
		{"cut off", "cannot be read as a zip", packed(t, nil, "r.md=x")[:30]},
		{"no zip", "cannot be read as a zip", []byte("GIF89a")},
		{"nothing in it", "it is empty", packed(t, nil)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			list, findings := Unpack("records.zip", c.zip)
			if list != nil || len(findings) != 1 || !strings.Contains(findings[0].Message, c.want) ||
				findings[0].File != "records.zip" || findings[0].Help == "" {
				t.Errorf("%d files, %+v; want %q", len(list), findings, c.want)
			}
		})
	}
}

// A record of one letter packs very well, and is taken all the same.
func TestUnpackWell(t *testing.T) {
	if list, findings := Unpack("r.zip", packed(t, nil, "r.md="+strings.Repeat("a", 100_000))); len(list) != 1 {
		t.Error(findings)
	}
}
