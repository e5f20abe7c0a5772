package record_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"precept/internal/identify"
	"precept/internal/record"
)

// TestX2Positions (case-X2): places that are found on one walk through the text are those that a reader counts.
func TestX2Positions(t *testing.T) {
	body := []byte("Mrs Xy, é Mrs Ab\nand\n\n  Mr Ö. Cd; Mrs\nEf SW1A 1AA Mrs Gh")
	place := record.HitPositions("r.md", body, 12)
	hits := identify.Hits(string(body), "")
	if len(hits) < 5 {
		t.Fatalf("only %d hits", len(hits))
	}
	for _, h := range hits {
		before := body[:h.Start]
		line := 12 + bytes.Count(before, []byte("\n"))
		column := 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		end := column + utf8.RuneCount(body[h.Start:h.End])
		if bytes.IndexByte(body[h.Start:h.End], '\n') >= 0 {
			end = 0
		}
		if p := place(h); p.File != "r.md" || p.Line != line || p.Column != column || p.End != end {
			t.Errorf("%q is at %+v, want line %d, columns %d to %d", body[h.Start:h.End], p, line, column, end)
		}
	}
}

// TestColleagues: the names of colleagues are known in any case and with a possessive, others are not.
func TestColleagues(t *testing.T) {
	known := record.NewColleagues([]string{"Example ÖZDEMIR", "", "  "})
	for text, want := range map[string]bool{"Mrs Özdemir": true, "Mrs Özdemir's": true, "Mrs Other": false} {
		h := identify.Hit{Rule: "title-surname", End: len(text), Reads: text}
		if known.Are(h) != want {
			t.Errorf("%s: want %v", text, want)
		}
	}
}
