package plan

import (
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// TestSignatureCovers: a signature without a digest, or with one that does not cover who signed and when, says so; one
// that does not count says why.
func TestSignatureCovers(t *testing.T) {
	f := &form.Form{Fields: []form.Field{{ID: "sign", Type: form.Sign, Label: "We met", Lane: "preceptor"}}}
	content := &form.Record{Form: "meeting", ID: "k7m29qxd"}
	r := &portfolio.Record{Record: record.Record{Record: content, Template: f,
		Under: &toolkit.Version{Name: "2026.1"}}}
	s := form.Signature{Field: "sign", By: "preceptor", Name: "Pat Example", How: "screen"}
	for _, c := range []struct{ digest, how, fault string }{
		{f.SignatureDigest(content, "2026.1", s), "on screen", ""},
		{f.Digest(content, "2026.1", "We met"), "on screen, name and date not covered", ""},
		{"", "on screen, not linked to what was signed", ""},
		{"2:sha256:0", "on screen", "Changed since signed on : this signature does not count"},
	} {
		s.Digest = c.digest
		r.Signatures = []portfolio.Signature{{Signature: s, Worth: r.Worth(s, civil.Date{}, nil)}}
		if got := (&private{}).signatures("", r, &f.Fields[0])[0]; got.How != c.how || got.Fault != c.fault {
			t.Errorf("%q: %+v", c.digest, got)
		}
	}
}
