package casetest

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"testing"
)

// Part is a field of a form that is posted, or a file where it has a name.
type Part struct{ Field, Name, Text string }

// Field is a part that is not a file.
func Field(name, text string) Part { return Part{Field: name, Text: text} }

// File is a file of the field "file".
func File(name, text string) Part { return Part{Field: "file", Name: name, Text: text} }

// Form writes parts as a browser sends them. media is the content type.
func Form(t testing.TB, parts ...Part) (body []byte, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name=%q`, p.Field)
		if p.Name != "" {
			disposition += fmt.Sprintf(`; filename=%q`, p.Name)
		}
		h.Set("Content-Disposition", disposition)
		f, err := w.CreatePart(h)
		if err == nil {
			_, err = io.WriteString(f, p.Text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), w.FormDataContentType()
}

// Photo is the smallest file that is a picture.
const Photo = "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08" +
	"\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\xf8\x0f\x00\x01\x01\x01" +
	"\x00\xb1\x38\xf6\x14\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"
