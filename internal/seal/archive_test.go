package seal

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestPack: a folder comes back byte for byte, long names with it, and the same folder gives the same bytes.
func TestPack(t *testing.T) {
	c := Content{Page: []byte("<p>page"), Files: []File{
		{"index.html", []byte("home")}, {"records/" + strings.Repeat("long-", 40) + ".html", nil},
	}}
	data, err := c.Pack()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Pack(); err != nil || !bytes.Equal(again, data) {
		t.Error("the same folder gives other bytes", err)
	}
	got, err := Unpack(data)
	if err != nil || string(got.Page) != "<p>page" || len(got.Files) != 2 ||
		got.Files[1].Path != c.Files[1].Path || string(got.Files[0].Data) != "home" {
		t.Errorf("%v, %v", got, err)
	}
	c.Files[0].Data = make([]byte, maxContent)
	if _, err := c.Pack(); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}

// TestUnpackHostile: an archive that somebody made to do harm is refused whole.
func TestUnpackHostile(t *testing.T) {
	packed := func(list ...tar.Header) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		w := tar.NewWriter(z)
		for _, h := range list {
			if err := w.WriteHeader(&h); err != nil {
				t.Fatal(err)
			}
			w.Write(make([]byte, h.Size))
		}
		w.Close()
		z.Close()
		return b.Bytes()
	}
	file := func(name string) tar.Header { return tar.Header{Name: name, Typeflag: tar.TypeReg, Size: 1} }
	many := []tar.Header{}
	for i := range maxFiles + 1 {
		many = append(many, file(fmt.Sprint(filesIn, i)))
	}
	for name, data := range map[string][]byte{
		"leads out":  packed(file(filesIn + "../x")),
		"absolute":   packed(file("/etc/x")),
		"a drive":    packed(file(filesIn + "C:x")),
		"backslash":  packed(file(filesIn + `..\x`)),
		"elsewhere":  packed(file("other/x")),
		"a link":     packed(tar.Header{Name: filesIn + "x", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}),
		"twice":      packed(file(filesIn+"x"), file(filesIn+"x")),
		"too large":  packed(tar.Header{Name: filesIn + "x", Typeflag: tar.TypeReg, Size: maxContent + 1}),
		"too many":   packed(many...),
		"no archive": []byte("hello"),
		"cut short":  packed(file(filesIn + "x"))[:60],
	} {
		if c, err := Unpack(data); err == nil || len(c.Files) > 0 {
			t.Errorf("%s: %d files, %v", name, len(c.Files), err)
		}
	}
}
