package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"precept/internal/importer"
)

var sound = []File{
	{Records + "preceptee.md", []byte("---\nname: Jo Example\n---\n")},
	{Records + "2026-09-20-meeting-aa11aa11.md", []byte("---\nform: meeting\n---\n")},
	{Records + "evidence/scan.pdf", []byte("%PDF-1.4")}, {Site + "index.html", []byte("<p>")},
}

// TestRoundTrip: what was packed comes back without the site; the same files, in any order, give the same bytes.
func TestRoundTrip(t *testing.T) {
	data, err := Write("About.", sound)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Write("About.", []File{sound[2], sound[0], sound[3], sound[1]})
	if err != nil || !bytes.Equal(data, again) {
		t.Error("another order gives other bytes", err)
	}
	list, err := Read("pack.zip", data)
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	for i, want := range []int{1, 2, 0} {
		if Records+list[i].Path != sound[want].Path || !bytes.Equal(list[i].Data, sound[want].Data) {
			t.Errorf("%d: got %s", i, list[i].Path)
		}
	}
}

// zipped packs files as somebody would who wants to do harm, with checksums that fit unless sums is given.
func zipped(t *testing.T, sums string, files ...File) []byte {
	t.Helper()
	if sums == "" {
		for _, f := range files {
			sums += digest(f.Data) + "  " + f.Path + "\n"
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range append(files, File{checksums, []byte(sums)}) {
		w, err := z.Create(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(f.Data)
	}
	z.Close()
	return b.Bytes()
}

// TestReadHostile: a pack that was made or changed to do harm is refused whole.
func TestReadHostile(t *testing.T) {
	with := func(name, text string) []File { return append(append([]File{}, sound...), File{name, []byte(text)}) }
	var many []File
	for i := range importer.MaxFiles {
		many = append(many, File{fmt.Sprint(Records, i, ".md"), nil})
	}
	changed, err := Write("About.", sound)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"leads out":        zipped(t, "", with(Records+"../../x.md", "x")...),
		"absolute":         zipped(t, "", with("/etc/x", "x")...),
		"a drive":          zipped(t, "", with(Records+"C:x.md", "x")...),
		"twice":            zipped(t, "", with(Records+"PRECEPTEE.md", "x")...),
		"a program":        zipped(t, "", with(Records+"run.exe", "x")...),
		"private":          zipped(t, "", with(Records+"x.private.md", "x")...),
		"another zip":      zipped(t, "", with(Records+"evidence/x.zip", "x")...),
		"too many files":   zipped(t, "", append(many, sound...)...),
		"a bomb":           zipped(t, "", with(Records+"x.md", strings.Repeat("0", importer.MaxFile))...),
		"too large":        zipped(t, "", with(Records+"x.md", strings.Repeat("0", importer.MaxFile+1))...),
		"another checksum": zipped(t, digest(nil)+"  "+sound[0].Path, sound...),
		"one is missing":   zipped(t, sums(sound), sound[:3]...),
		"one is added":     zipped(t, sums(sound), with(Records+"x.md", "x")...),
		"nobody":           zipped(t, "", sound[1:]...),
		"not a zip":        []byte("hello"),
		"cut short":        changed[:len(changed)-30],
		"empty":            zipped(t, "x"),
	} {
		list, err := Read("pack.zip", data)
		var refused Refusal
		if len(list) > 0 || !errors.As(err, &refused) {
			t.Errorf("%s: %d files, %v", name, len(list), err)
		}
	}
}

func sums(files []File) (text string) {
	for _, f := range files {
		text += digest(f.Data) + "  " + f.Path + "\n"
	}
	return text
}
