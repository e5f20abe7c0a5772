package media_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"precept/internal/media"
)

// packedFiles is a zip of files with their texts, in pairs.
func packedFiles(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err == nil {
			_, err = w.Write([]byte(pairs[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSavedType shows case-M3: what a file beside a page is, by its name and by what is in it.
func TestSavedType(t *testing.T) {
	word := string(packedFiles(t, "word/document.xml", "<w/>"))
	macros := string(packedFiles(t, "word/document.xml", "<w/>", "word/vbaProject.bin", "x"))
	for _, c := range []struct {
		name, data string
		kind       media.Type
		fault      error
	}{
		{"a.pdf", "%PDF-1.7", media.PDF, nil},
		{"a.docx", word, media.Word, nil},
		{"a.xlsx", word, "", media.ErrOther},
		{"a.docx", macros, "", media.ErrOther},
		{"a.pdf", "<!doctype html>", "", media.ErrOther},
		{"a.csv", "a,b\n1,2\n", media.CSV, nil},
		{"a.csv", "\uFEFFa;b\n", media.CSV, nil},
		{"a.csv", "a,caf\xe9\n", "", media.ErrText},
		{"a.csv", "%PDF-1.7", "", media.ErrOther},
		{"a.txt", "words\n", media.Plain, nil},
		{"a.txt", "a\x00b", "", media.ErrOther},
		{"a.ics", "BEGIN:VCALENDAR\r\n", media.Calendar, nil},
		{"a.ics", "words", "", media.ErrOther},
		{"a.exe", "MZ", "", media.ErrOther},
	} {
		if kind, err := media.SavedType(c.name, []byte(c.data)); kind != c.kind || !errors.Is(err, c.fault) {
			t.Errorf("case-M3: %s with %.12q is %q: %v", c.name, c.data, kind, err)
		}
	}
	for _, ending := range media.Saved() {
		if kind := media.ContentType("x" + ending); strings.Contains(kind, "octet-stream") ||
			!slices.Contains(media.ContentTypes(), ending) {
			t.Errorf("browsers are not told what %s is", ending)
		}
	}
}

// TestNamesPlace shows case-M3: a photograph within a document that says where it was taken.
func TestNamesPlace(t *testing.T) {
	told := photograph(t, 1)
	clean, err := media.Clean(told)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"Word":        {packedFiles(t, "word/document.xml", "x", "word/media/image1.jpeg", string(told)), true},
		"clean Word":  {packedFiles(t, "word/document.xml", "x", "word/media/image1.jpeg", string(clean)), false},
		"PDF":         {slices.Concat([]byte("%PDF-1.7\n1 0 obj stream\n"), clean, []byte("\n"), told), true},
		"clean PDF":   {slices.Concat([]byte("%PDF-1.7\n1 0 obj stream\n"), clean), false},
		"many starts": {slices.Concat([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("\xff\xd8\xff"), 1<<16)), false},
	} {
		if got := media.NamesPlace(c.data); got != c.want {
			t.Errorf("case-M3: %s says where a photograph was taken: %v", name, got)
		}
	}
}
