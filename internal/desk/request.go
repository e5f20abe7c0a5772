package desk

import (
	"cmp"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"time"
	"unicode/utf8"

	"precept/internal/importer"
	"precept/internal/wording"
)

// MaxPosted is how many bytes one request may have: photographs of a few megabytes each, or a zip of records.
const MaxPosted = 64 << 20

// EarlierRun is the answer to a page that has the token of another run.
const EarlierRun wording.Phrase = "this page belongs to an earlier run of precept serve; reload it"

// TooLarge is the answer to a larger one.
const TooLarge wording.Phrase = "that is more than 64 megabytes at once; send fewer files at a time"

const (
	maxFiles = 200     // at once, before a zip among them is opened
	maxField = 4 << 20 // bytes of a field that is not a file: a record is the largest
	maxName  = 200     // bytes of a file's name
)

// submission is what was posted. All of it is in memory: nothing that arrives touches the disk before it was accepted.
type submission struct {
	fields map[string][]string
	files  []importer.Arrival
	record *importer.Arrival // the record's file that a form page sends; nil from other pages
}

// field gives the first value of a field, or "".
func (s *submission) field(name string) string {
	if list := s.fields[name]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// receive reads a request's body, which must be a form's and must come in time. Where it cannot, got is nil, and
// status and why say what to answer.
func (d *Desk) receive(w http.ResponseWriter, r *http.Request) (got *submission, status int, why string) {
	out := http.NewResponseController(w)
	// A deadline that has passed ends whatever read is under way. The error is of connections without deadlines.
	late := time.AfterFunc(d.timeout, func() { _ = out.SetReadDeadline(time.Unix(1, 0)) })
	defer late.Stop()
	r.Body = http.MaxBytesReader(w, r.Body, MaxPosted)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, http.StatusUnsupportedMediaType, d.say("what is sent must be a form")
	}
	got = &submission{fields: map[string][]string{}}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return got, 0, ""
		}
		if err == nil {
			err = got.add(part)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large), errors.Is(err, errLarge):
			return nil, http.StatusRequestEntityTooLarge, d.say(TooLarge)
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, http.StatusRequestTimeout, d.say("that took too long to arrive; send it again")
		case err != nil:
			return nil, http.StatusBadRequest, d.say("what was sent cannot be read")
		}
	}
}

var errLarge = errors.New("too large")

// add reads one part of the form: a record, a file or a text.
func (s *submission) add(part *multipart.Part) error {
	name, field := part.FileName(), part.FormName()
	if len(name) > maxName {
		return errLarge
	}
	if field == "record" {
		data, err := readField(part)
		s.record = &importer.Arrival{Name: cmp.Or(name, "record.md"), Data: data}
		return err
	}
	if name == "" && field != "file" {
		data, err := readField(part)
		switch {
		case err != nil:
			return err
		case len(s.fields) > maxFiles:
			return errLarge
		case !utf8.Valid(data):
			return errors.New("not text")
		}
		s.fields[field] = append(s.fields[field], string(data))
		return nil
	}
	data, err := io.ReadAll(part)
	switch {
	case err != nil:
		return err
	case name == "": // a file box in which nothing was chosen
		return nil
	case len(s.files) >= maxFiles:
		return errLarge
	}
	s.files = append(s.files, importer.Arrival{Name: name, Data: data})
	return nil
}

func readField(part *multipart.Part) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err == nil && len(data) > maxField {
		err = errLarge
	}
	return data, err
}
