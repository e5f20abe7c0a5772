package bundle

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"precept/internal/lock"
	"precept/internal/store"
)

var about = About{Version: "2026.1", Title: "Toolkit 2026.1", Publisher: "Example Training Hub"}

// version are the files of a small version, with their lock.
func version() []File {
	files := []File{
		{"version.md", []byte("---\ntitle: Toolkit\n---\n")},
		{"index.md", []byte("---\ntitle: Home\n---\n" + strings.Repeat("Words. ", 300))},
		{"forms/meeting.md", []byte("---\ntitle: Meeting\n---\n")},
		{"room.png", []byte("\x89PNG not really")},
	}
	var sums []lock.File
	for _, f := range files {
		sums = append(sums, lock.File{Path: f.Path, Sum: lock.Sum(f.Data)})
	}
	return append(files, File{lock.Name, lock.New(sums).Bytes()},
		File{"notices.md", []byte("---\n---\n- [notice] Ring {#ring .urgent date=2026-10-01}\n")})
}

// TestWriteSame: a checkout with Windows' line ends and byte-order marks gives the same bundle.
func TestWriteSame(t *testing.T) {
	want, err := Write(about, version())
	if err != nil {
		t.Fatal(err)
	}
	files := version()
	for i, f := range files {
		if path.Ext(f.Path) != ".png" {
			files[i].Data = append([]byte("\uFEFF"), bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))...)
		}
	}
	if got, err := Write(about, files); err != nil || !bytes.Equal(got, want) {
		t.Errorf("another bundle of the same version: %v", err)
	}
}

func TestWriteAndRead(t *testing.T) {
	files := version()
	data, err := Write(about, files)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(files)
	if again, err := Write(about, files); err != nil || !bytes.Equal(again, data) {
		t.Errorf("the same files in another order give other bytes (%v)", err)
	}
	b, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if b.Version != about.Version || b.Publisher != about.Publisher || b.Format != 1 {
		t.Errorf("it says of itself %+v", b.About)
	}
	for _, f := range files {
		if got, err := b.Read("content/2026.1/"+f.Path, 0); err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %v", f.Path, err)
		}
	}
	if _, err := b.Read("content/2026.1/nowhere.md", 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := b.Read("content/2026.1/index.md", 100); !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("a file that is too large: %v", err)
	}
	for dir, want := range map[string]int{"content": 6, "content/2026.1/forms": 1, "content/2026": 0, "data": 0} {
		if list, err := b.Walk(dir); err != nil || len(list) != want {
			t.Errorf("%s has %d files, not %d (%v)", dir, len(list), want, err)
		}
	}
}

// TestEveryByteCounts changes each byte of a bundle in turn: that is noticed, unless every file still has the same
// bytes, as where the last byte of a packed one is filled up.
func TestEveryByteCounts(t *testing.T) {
	data, err := Write(about, version())
	if err != nil {
		t.Fatal(err)
	}
	passed := 0
	for i := range data {
		data[i] ^= 0x20
		if Verify(data) == nil {
			passed++
			for _, f := range version() {
				b, err := Open(data)
				if err != nil || b.About != (About{1, about.Version, about.Title, about.Publisher, ""}) {
					t.Fatalf("byte %d changes what the bundle says of itself", i)
				}
				if got, err := b.Read("content/2026.1/"+f.Path, 0); err != nil || !bytes.Equal(got, f.Data) {
					t.Errorf("byte %d changes %s", i, f.Path)
				}
			}
		}
		data[i] ^= 0x20
	}
	if passed > len(version())+1 {
		t.Errorf("%d bytes can be changed", passed)
	}
	for _, n := range []int{0, 1, 21, 22, 100, len(data) / 2, len(data) - 1} {
		if Verify(data[:n]) == nil {
			t.Errorf("the first %d bytes of %d pass for the whole", n, len(data))
		}
	}
}

func TestWriteRefusesWhatReadWould(t *testing.T) {
	for name, files := range map[string][]File{
		"no lock":        {{"version.md", []byte("x")}},
		"no version.md":  {{lock.Name, lock.New(nil).Bytes()}},
		"a lock too few": append(version(), File{"later.md", []byte("new")}),
	} {
		var refusal Refusal
		if _, err := Write(about, files); !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
