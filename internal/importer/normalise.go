package importer

import (
	"bytes"
	"slices"

	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/source"
)

// normalised gives the bytes of a record's file, in the one way in which precept and the form page write it; what
// arrives in that way is not changed by a byte, except that it says whose it now is. raw is the file as it came, if
// there is one: should anything be lost on the way (it is read back and compared), raw is kept, with the id that the
// record got.
func (in *Importer) normalised(r *record.Record, raw []byte) []byte {
	content := *r.Record
	content.Preceptee = in.Portfolio.ID
	if r.AboutPractice() {
		content.Preceptee = ""
	}
	out := form.WriteRecord(&content, r.Template.Title)
	if raw == nil {
		return out
	}
	if again, _ := in.bindAny(r.File, out); again != nil && record.Equal(again, r) {
		return out
	}
	owned, err := source.Edit(r.File, raw, form.RecordSchema, "preceptee", source.Quoted(content.Preceptee))
	if err == nil {
		raw = owned
	}
	if as, _ := in.bindAny(r.File, raw); as != nil && as.ID == "" {
		open, rest, _ := bytes.Cut(raw, []byte("\n"))
		return slices.Concat(open, []byte("\nrecord: "+r.ID+"\n"), rest)
	}
	return raw
}
