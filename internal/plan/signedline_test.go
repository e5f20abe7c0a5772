package plan

import (
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// TestSignedLine: a list says who signed, each once, and of the days only what the line does not say already. A day is
// not broken over two lines.
func TestSignedLine(t *testing.T) {
	day, later := civil.Date{Year: 2026, Month: 9, Day: 25}, civil.Date{Year: 2026, Month: 9, Day: 28}
	sign := func(name string, on civil.Date, worth record.Worth) portfolio.Signature {
		return portfolio.Signature{Signature: form.Signature{By: "lead", Name: name, Date: on}, Worth: worth}
	}
	const good, unbound = record.Worth(0), record.NotBound
	for _, c := range []struct {
		signatures []portfolio.Signature
		want       string
	}{
		{nil, ""},
		{[]portfolio.Signature{sign("Jo", day, good)}, "Signed by Jo (lead)"},
		{[]portfolio.Signature{sign("Jo", day, good), sign("Sam", day, good), sign("Jo", day, good)},
			"Signed by Jo (lead) and Sam (lead)"},
		{[]portfolio.Signature{sign("Jo", later, good), sign("Sam", later, good)},
			"Signed by Jo (lead) and Sam (lead) on 28\u00a0Sep\u00a02026"},
		{[]portfolio.Signature{sign("Jo", day, good), sign("Sam", later, good)},
			"Signed by Jo (lead) on 25\u00a0Sep\u00a02026; Sam (lead) on 28\u00a0Sep\u00a02026"},
		{[]portfolio.Signature{sign("Jo", day, unbound), sign("Sam", day, record.ChangedSince)},
			"Signed by Jo (lead, not linked to what was signed). Changed since Sam (lead) signed on 25\u00a0Sep\u00a02026"},
	} {
		r := &portfolio.Record{Signatures: c.signatures, Record: record.Record{
			Record: &form.Record{Date: day}, Under: &toolkit.Version{}}}
		if got := signedLine(nil, r); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
