package media

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"slices"
)

// maxProperties is how many bytes of a document's properties are looked at.
const maxProperties = 1 << 20

// NamesAuthor reports whether a document says in its properties who wrote it. Its pages are not looked at.
func NamesAuthor(data []byte) bool {
	switch TypeOf(data) {
	case PDF:
		return pdfAuthor(data)
	case Word, Excel, PowerPoint, Text, Spreadsheet, Presentation:
		z, err := openZip(data)
		return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool {
			return slices.Contains([]string{"docProps/core.xml", "meta.xml"}, f.Name) && authorElement().Match(read(f))
		})
	}
	return false
}

// read gives the beginning of a file in a zip.
func read(f *zip.File) []byte {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	data, _ := io.ReadAll(io.LimitReader(r, maxProperties)) // what can be read is enough
	return data
}

// authorElement finds an element of a document's properties that names somebody.
func authorElement() *regexp.Regexp {
	return regexp.MustCompile(
		`<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|pdf:Author)\b[^>]*>\s*(?:<rdf:\w+[^>]*>\s*)*[^<\s]`)
}

// pdfAuthor looks where a PDF has its properties: in the open, in XMP, or in a packed stream of objects. A library that
// reads all of a PDF would be as large as precept itself.
func pdfAuthor(data []byte) bool {
	entry := regexp.MustCompile(`/Author\s*(?:\(\s*[^)\s]|<\s*[0-9A-Fa-f])`)
	named := func(text []byte) bool { return entry.Match(text) || authorElement().Match(text) }
	if named(data) {
		return true
	}
	const start, page = "stream", 4 << 10
	rest, ok := data, true
	for budget := 16 * maxProperties; budget > 0; budget -= page {
		if _, rest, ok = bytes.Cut(rest, []byte("/ObjStm")); !ok {
			return false
		}
		at := bytes.Index(rest[:min(len(rest), page)], []byte(start))
		if at < 0 {
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(rest[at+len(start):], "\r\n")))
		if err != nil {
			continue
		}
		text, _ := io.ReadAll(io.LimitReader(z, maxProperties)) // what can be read is enough
		if named(text) {
			return true
		}
		budget -= len(text)
	}
	return false
}
