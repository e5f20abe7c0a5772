package serve

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"time"
	"unicode/utf8"

	"precept/internal/importer"
)

// Limits on what one request holds.
const (
	maxFiles = 200     // at once, before a zip among them is opened
	maxField = 4 << 20 // bytes of a field that is no file: a record is the largest
	maxName  = 200     // bytes of a file's name
)

// sent is what a request holds. All of it is in memory: nothing that arrives touches the disk before it was accepted.
type sent struct {
	fields map[string][]string
	files  []importer.Arrival
}

func (s *sent) field(name string) string {
	if list := s.fields[name]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// receive reads a request's body, which must be a form's and must come in time. Where it cannot, it says with which status and why.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) (got *sent, status int, why string) {
	out := http.NewResponseController(w)
	// A deadline that has passed ends whatever read is under way; the error is of connections that know none.
	late := time.AfterFunc(s.patience, func() { _ = out.SetReadDeadline(time.Unix(1, 0)) })
	defer late.Stop()
	r.Body = http.MaxBytesReader(w, r.Body, maxPosted)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, http.StatusUnsupportedMediaType, "what is sent must be a form"
	}
	got = &sent{fields: map[string][]string{}}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return got, 0, ""
		}
		if err == nil {
			err = got.take(part)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large), errors.Is(err, errLarge):
			return nil, http.StatusRequestEntityTooLarge, tooLarge
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, http.StatusRequestTimeout, "what was sent did not come in time; send it again"
		case err != nil:
			return nil, http.StatusBadRequest, "what was sent cannot be read"
		}
	}
}

var errLarge = errors.New("too large")

func (s *sent) take(part *multipart.Part) error {
	name := part.FileName()
	if name == "" && part.FormName() != "file" {
		data, err := io.ReadAll(io.LimitReader(part, maxField+1))
		switch {
		case err != nil:
			return err
		case len(data) > maxField || len(s.fields) > maxFiles:
			return errLarge
		case !utf8.Valid(data):
			return errors.New("not text")
		}
		s.fields[part.FormName()] = append(s.fields[part.FormName()], string(data))
		return nil
	}
	data, err := io.ReadAll(part)
	switch {
	case err != nil:
		return err
	case name == "": // a file box in which nothing was chosen
		return nil
	case len(s.files) >= maxFiles || len(name) > maxName:
		return errLarge
	}
	s.files = append(s.files, importer.Arrival{Name: name, Data: data})
	return nil
}
