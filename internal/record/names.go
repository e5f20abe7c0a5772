package record

import (
	"crypto/sha256"
	"path"
	"strings"

	"precept/internal/form"
)

// The names that the project's folder has for records.
const (
	Organisation  = "data/organisation" // the practice's own records, below the project
	Evidence      = "evidence/"         // attachments, below a folder of records
	PrecepteeName = "preceptee.md"      // who a preceptee is, in their folder
	ending        = ".md"
	privateEnding = ".private.md"
)

// Kind is what a file in a folder of records is for.
type Kind uint8

// The kinds.
const (
	UnknownFile   Kind = iota // none of the others: it is not read
	RecordFile                // a record
	PrivateFile               // private answers, which stay with the preceptee: never opened
	EvidenceFile              // an attachment
	ConflictFile              // another state of a record, which waits for somebody to decide
	PrecepteeFile             // preceptee.md
	NotFile                   // a link, a folder with a record's name, or another thing that is not a file
)

// KindOf tells what a file is for by its path below the folder. Everything that asks which files are records asks
// here, by way of Folder.Files where it looks at the disk.
func KindOf(name string) Kind {
	switch {
	case name == PrecepteeName:
		return PrecepteeFile
	case strings.HasSuffix(name, privateEnding):
		return PrivateFile
	case strings.HasPrefix(name, Evidence):
		return EvidenceFile
	case strings.HasSuffix(name, ending):
		return RecordFile
	case isConflict(name):
		return ConflictFile
	}
	return UnknownFile
}

// NamedPrivate reports whether a file that arrives is named as one with private answers, whatever it ends in.
func NamedPrivate(name string) bool {
	name = strings.ToLower(path.Base(name))
	return strings.HasSuffix(strings.TrimSuffix(name, path.Ext(name))+ending, privateEnding)
}

// FileName is what a record's file is called: "2026-02-12-monthly-meeting-k7m29qxd.md".
func FileName(r *form.Record) string {
	var parts []string
	for _, p := range []string{r.Date.String(), path.Base(r.Form), r.ID} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "-") + ending
}

// The end of a conflict's name: "2026-02-12-monthly-meeting-k7m29qxd.differs.txt", or ".differs-2.txt". It is a
// text, so that no build takes it for a record, and begins like the record's own file, so that a folder lists the
// two together.
const (
	conflictMark   = ".differs"
	conflictEnding = ".txt"
)

// ConflictName gives the beginning and the ending of the name of a conflict with the record at name; a number may
// come between.
func ConflictName(name string) (stem, end string) {
	return strings.TrimSuffix(name, ending) + conflictMark, conflictEnding
}

func isConflict(name string) bool {
	stem, ok := strings.CutSuffix(name, conflictEnding)
	if !ok {
		return false
	}
	at := strings.LastIndex(stem, conflictMark)
	return at > 0 && strings.Trim(stem[at+len(conflictMark):], "-0123456789") == ""
}

// NewID makes an id of a file's bytes for a record that has none, so that the same file always gives the same record.
// It uses the same letters and figures as the random ids of a form page.
func NewID(raw []byte) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	sum := sha256.Sum256(raw)
	b := make([]byte, 8)
	for i := range b {
		b[i] = letters[int(sum[i])%len(letters)]
	}
	if b[0] < 'a' {
		b[0] = 'r'
	}
	return string(b)
}

// ValidID reports whether an id can be part of a file's name.
func ValidID(id string) bool {
	for _, c := range id {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return id != "" && len(id) <= 40 && id[0] != '-'
}
