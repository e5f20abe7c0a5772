package media

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bep/imagemeta"

	"precept/internal/wording"
)

// What is wrong with a file that is beside a page to be saved by its readers.
var (
	ErrOther = errors.New("the file is not what its name says")
	ErrText  = errors.New("the text is not in UTF-8")
)

// Saved are the endings of files that may be beside a page for its readers to save.
func Saved() []string {
	return []string{".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".txt", ".ics"}
}

// SavedType tells what a file is that readers save, by its name, and whether that is what is in it.
func SavedType(name string, data []byte) (Type, error) {
	ending := strings.ToLower(path.Ext(name))
	kind, plain := map[string]Type{".csv": CSV, ".txt": Plain, ".ics": Calendar}[ending]
	switch {
	case !slices.Contains(Saved(), ending):
		return Unknown, ErrOther
	case !plain:
		if kind = TypeOf(data); !kind.Fits(name) {
			return Unknown, ErrOther
		}
		return kind, nil
	case bytes.IndexByte(data, 0) >= 0 || TypeOf(data) != Unknown:
		return Unknown, ErrOther
	case !utf8.Valid(data):
		return Unknown, ErrText
	case kind == Calendar && !bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("BEGIN:VCALENDAR")):
		return Unknown, ErrOther
	}
	return kind, nil
}

// Opens reports whether browsers show files of this type themselves; they save all others.
func (t Type) Opens() bool { return t == PDF || t == Plain }

// About says what a file is and how large, as people read it: "PDF, 640 KB", "Word, 1.2 MB".
func (t Type) About(w *wording.Words, size int64) string {
	name := w.Say(wording.Phrase(t))
	if size < 999_500 {
		return w.Say("{1}, {2} KB", name, max(1, (size+500)/1000))
	}
	return w.Say("{1}, {2} MB", name, fmt.Sprintf("%.1f", float64(size)/1e6))
}

// maxPhotographs is how many pictures of a document are asked where they were taken.
const maxPhotographs = 200

// NamesPlace reports whether a picture in a document says where it was taken. The document's own text is not read.
func NamesPlace(data []byte) bool {
	switch TypeOf(data) {
	case PDF:
		return holdsPlace(data)
	case Word, Excel, PowerPoint, Text, Spreadsheet, Presentation:
		z, err := openZip(data)
		if err != nil {
			return false
		}
		left := maxPhotographs
		for _, f := range z.File {
			if ending := strings.ToLower(path.Ext(f.Name)); ending != ".jpg" && ending != ".jpeg" {
				continue
			}
			if left--; left < 0 {
				break
			}
			if holdsPlace(read(f)) {
				return true
			}
		}
	}
	return false
}

// holdsPlace looks for photographs within data: they are kept as their camera wrote them.
func holdsPlace(data []byte) bool {
	for range maxPhotographs {
		at := bytes.Index(data, []byte("\xff\xd8\xff"))
		if at < 0 {
			return false
		}
		data = data[at:]
		if bytes.Contains(data[:min(len(data), 1<<12)], []byte("Exif\x00\x00")) && place(data) {
			return true
		}
		data = data[3:]
	}
	return false
}

// place reports whether the photograph at the start of data says where it was taken.
func place(data []byte) bool {
	found := false
	// what cannot be read of it says nothing
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return strings.Contains(tag.Namespace, "GPS") },
		HandleTag:       func(imagemeta.TagInfo) error { found = true; return nil },
	})
	return found
}
