package importer

import (
	"bytes"
	"slices"

	"precept/internal/form"
)

// written gives the bytes of a record's file, in the one way in which precept and the form page write it; what arrives in that way
// stays as it is, byte for byte. raw is the file as it came, if there is one: should anything be lost on the way (it is read back
// and compared), that is kept as it is, with the id that the record got.
func (in *Importer) written(b *bound, raw []byte) []byte {
	out := form.WriteRecord(b.rec, b.form.Title)
	if raw == nil {
		return out
	}
	again, _ := in.bind(b.rec.File, out)
	if again != nil && again.digest() == b.digest() && sameHead(again.rec, b.rec) && again.rec.Status == b.rec.Status && again.rec.Revises == b.rec.Revises &&
		again.rec.Example == b.rec.Example && len(without(b.rec.Signed, again.rec.Signed)) == 0 && len(again.rec.Signed) == len(b.rec.Signed) &&
		slices.EqualFunc(again.rec.Answers, b.rec.Answers, func(x, y form.Answer) bool { return x.Field == y.Field && x.Unknown == y.Unknown }) {
		return out
	}
	if as, _ := in.bind(b.rec.File, raw); as != nil && as.rec.ID == "" {
		open, rest, _ := bytes.Cut(raw, []byte("\n"))
		return slices.Concat(open, []byte("\nrecord: "+b.rec.ID+"\n"), rest)
	}
	return raw
}
