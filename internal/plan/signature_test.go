package plan

import (
	"testing"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// TestSignatureCovers: a signature whose digest does not cover who signed and when says so; one that no longer fits
// says that.
func TestSignatureCovers(t *testing.T) {
	f := &form.Form{Fields: []form.Field{{ID: "sign", Type: form.Sign, Label: "We met", Lane: "preceptor"}}}
	content := &form.Record{Form: "meeting", ID: "k7m29qxd"}
	r := &portfolio.Record{Record: record.Record{Record: content, Template: f,
		Under: &toolkit.Version{Name: "2026.1"}}}
	s := form.Signature{Field: "sign", By: "preceptor", Name: "Pat Example", How: "screen"}
	for _, c := range []struct{ digest, how, changed string }{
		{f.SignatureDigest(content, "2026.1", s), "on screen", ""},
		{f.Digest(content, "2026.1", "We met"), "on screen, name and date not covered", ""},
		{"", "on screen", ""},
		{"2:sha256:0", "on screen", "Changed since signed on "},
	} {
		s.Digest = c.digest
		content.Signed = []form.Signature{s}
		if got := (&private{}).signatures(r, &f.Fields[0])[0]; got.How != c.how || got.Changed != c.changed {
			t.Errorf("%q: %+v", c.digest, got)
		}
	}
}
