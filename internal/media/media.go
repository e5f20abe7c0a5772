// Package media looks at the files that people put beside pages and records: pictures and documents. It tells what type
// a file is by its bytes, never by its name, and how large a picture is. It removes from a picture what shows who took
// it, where and with what, and turns it upright; it makes small copies; it says whether a document names its author. It
// makes drawings fit to be published. It reads and writes no files. Packages importer, toolkit and plan ask it.
package media

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/bep/imagemeta"
	"golang.org/x/image/webp"

	"precept/internal/wording"
)

// Type is what a file is, in a word that readers know: a phrase.
type Type wording.Phrase

// The types that are known. None other is shown or taken in.
const (
	Unknown      Type = ""
	JPEG         Type = "JPEG"
	PNG          Type = "PNG"
	GIF          Type = "GIF"
	WebP         Type = "WebP"
	AVIF         Type = "AVIF"
	HEIC         Type = "HEIC" // photographs as iPhones keep them, which few computers show
	PDF          Type = "PDF"
	Word         Type = "Word"
	Excel        Type = "Excel"
	PowerPoint   Type = "PowerPoint"
	Text         Type = "OpenDocument text"
	Spreadsheet  Type = "OpenDocument spreadsheet"
	Presentation Type = "OpenDocument presentation"

	// Text without a mark of its type: these are known only by their names (SavedType).
	Plain    Type = "text"
	CSV      Type = "CSV"
	Calendar Type = "calendar"
)

// endings are those of each type's files, the usual one first.
func (t Type) endings() []string {
	switch t {
	case JPEG:
		return []string{".jpg", ".jpeg"}
	case PNG:
		return []string{".png"}
	case GIF:
		return []string{".gif"}
	case WebP:
		return []string{".webp"}
	case AVIF:
		return []string{".avif"}
	case HEIC:
		return []string{".heic", ".heif"}
	case PDF:
		return []string{".pdf"}
	case Word:
		return []string{".docx"}
	case Excel:
		return []string{".xlsx"}
	case PowerPoint:
		return []string{".pptx"}
	case Text:
		return []string{".odt"}
	case Spreadsheet:
		return []string{".ods"}
	case Presentation:
		return []string{".odp"}
	case Plain:
		return []string{".txt"}
	case CSV:
		return []string{".csv"}
	case Calendar:
		return []string{".ics"}
	}
	return nil
}

// Ending gives the usual ending of the type's files: ".jpg".
func (t Type) Ending() string {
	if list := t.endings(); len(list) > 0 {
		return list[0]
	}
	return ""
}

// Fits reports whether a file's name ends as the type's files do.
func (t Type) Fits(name string) bool {
	return slices.Contains(t.endings(), strings.ToLower(path.Ext(name)))
}

// Picture reports whether browsers show the type as a picture.
func (t Type) Picture() bool { return slices.Contains([]Type{JPEG, PNG, GIF, WebP, AVIF}, t) }

// MIME gives the type's name for browsers; "" where it is not a picture.
func (t Type) MIME() string {
	if !t.Picture() {
		return ""
	}
	return "image/" + strings.ToLower(string(t))
}

// Named gives the type whose files a name ends as; Unknown where that is none of them.
func Named(name string) Type {
	for _, t := range [...]Type{JPEG, PNG, GIF, WebP, AVIF, HEIC, PDF, Word, Excel, PowerPoint, Text, Spreadsheet,
		Presentation} {
		if t.Fits(name) {
			return t
		}
	}
	return Unknown
}

// TypeOf tells what a file is by what is in it.
func TypeOf(data []byte) Type {
	switch http.DetectContentType(data) {
	case "image/jpeg":
		return JPEG
	case "image/png":
		return PNG
	case "image/gif":
		return GIF
	case "image/webp":
		return WebP
	case "application/pdf":
		return PDF
	case "application/zip":
		return packed(data)
	}
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return Unknown
	}
	switch string(data[8:12]) {
	case "avif", "avis":
		return AVIF
	case "heic", "heix", "heim", "heis", "mif1", "msf1", "hevc":
		return HEIC
	}
	return Unknown
}

// packed tells which office document a zip is; Unknown where it is another zip, or one with macros.
func packed(data []byte) Type {
	z, err := openZip(data)
	if err != nil {
		return Unknown
	}
	found := Unknown
	for _, f := range z.File {
		switch {
		case strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin"):
			return Unknown
		case f.Name == "word/document.xml":
			found = Word
		case f.Name == "xl/workbook.xml":
			found = Excel
		case f.Name == "ppt/presentation.xml":
			found = PowerPoint
		case f.Name == "mimetype":
			found = openDocument(read(f))
		}
	}
	return found
}

func openDocument(mime []byte) Type {
	switch kind, ok := strings.CutPrefix(string(mime), "application/vnd.oasis.opendocument."); {
	case !ok:
	case kind == "text":
		return Text
	case kind == "spreadsheet":
		return Spreadsheet
	case kind == "presentation":
		return Presentation
	}
	return Unknown
}

// maxEntries is how many files a document may hold: its directory is counted before the library makes something of
// each.
const maxEntries = 5000

func openZip(data []byte) (*zip.Reader, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return nil, fmt.Errorf("reading a document: more than %d files", maxEntries)
	}
	return zip.NewReader(bytes.NewReader(data), int64(len(data)))
}

// What is wrong with a picture.
var (
	ErrBroken = errors.New("the picture is broken")
	ErrLarge  = fmt.Errorf("the picture has more than %d million points", MaxPixels/1_000_000)
	ErrTells  = errors.New("the picture tells who took it or where, or lies on its side, and cannot be changed")
)

// MaxPixels is how many points a picture may have that is turned or made smaller: its memory is bounded.
const MaxPixels = 50_000_000

// Size gives the width and height of a picture as it is shown, upright.
func Size(data []byte) (width, height int, err error) {
	width, height, err = stored(data)
	if o := orientation(data); o >= 5 {
		width, height = height, width
	}
	return width, height, err
}

// stored gives the width and height of a picture as its points are stored.
func stored(data []byte) (width, height int, err error) {
	r := bytes.NewReader(data)
	c, err := jpeg.DecodeConfig, error(nil)
	switch TypeOf(data) {
	case JPEG:
	case PNG:
		c = png.DecodeConfig
	case GIF:
		c = gif.DecodeConfig
	case WebP:
		c = webp.DecodeConfig
	default:
		got, err := imagemeta.Decode(imagemeta.Options{R: r, ImageFormat: imagemeta.AVIF, Sources: imagemeta.CONFIG})
		if width, height = got.ImageConfig.Width, got.ImageConfig.Height; err != nil || width <= 0 || height <= 0 {
			return 0, 0, ErrBroken
		}
		return width, height, nil
	}
	got, err := c(r)
	if err != nil || got.Width <= 0 || got.Height <= 0 {
		return 0, 0, ErrBroken
	}
	return got.Width, got.Height, nil
}
