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
