package importer

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/record"
)

// both is a meeting's record with two answers and free writing.
func both(said, hours, body, revises string) string {
	text := recordText("k7m29qxd", said, revises)
	return strings.TrimSuffix(text, "---\n") + fmt.Sprintf("  hours: %q\n---\n%s", hours, body)
}

// parted writes the parts of an offer.
func parted(o Offer) string {
	var list []string
	for _, p := range o.Parts {
		list = append(list, fmt.Sprintf("%s %q %q %s", p.Label, p.There, p.Here, p.Changed))
	}
	return strings.Join(list, "; ")
}

// TestP13PartByPart: two people changed different parts of one record. Where the state that both began with is known,
// what only one of them changed is chosen already; what both changed is for a person to choose.
func TestP13PartByPart(t *testing.T) {
	probe, _ := open(t)
	base := both("One", "1", "", "")
	began := probe.digestOf(t, base, "")
	for _, c := range []struct{ name, there, arrives, parts string }{
		{"different parts, base known", both("Two", "1", "", began), both("One", "2", "Yours.", began),
			`What was said "Two" "One" there; Hours "1 hours" "2 hours" here; Free writing "" "Yours." here`},
		{"base not known", both("Two", "1", "", ""), both("One", "2", "", ""),
			`What was said "Two" "One" ; Hours "1 hours" "2 hours" `},
		{"both changed one of them", both("Two", "1", "", began), both("Three", "2", "", began),
			`What was said "Two" "Three" ; Hours "1 hours" "2 hours" `},
		{"both began an answer", both("Two", "1", "Mine.", began), both("One", "1", "Yours.", began),
			`What was said "Two" "One" there; Free writing "Mine." "Yours." `},
		{"only one says from what it was made", both("Two", "2", "", began), both("One", "1", "Yours.", ""),
			`What was said "Two" "One" ; Hours "2 hours" "1 hours" ; Free writing "" "Yours." `},
		{"another date", both("Two", "1", "", began),
			strings.Replace(both("One", "2", "", ""), "09-12", "09-13", 1), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, dir := open(t, txtar.File{Name: ownFile, Data: []byte(c.there)})
			offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(c.arrives)})
			if got := parted(offers[0]); offers[0].State != Conflict || got != c.parts {
				t.Fatalf("%s\n%s\nwant\n%s", offers[0].State, got, c.parts)
			}
			for _, p := range offers[0].Parts {
				side := p.Changed
				if side == "" {
					side = record.Here
				}
				offers[0].Sides = append(offers[0].Sides, side)
			}
			if c.parts == "" {
				return
			}
			if _, _, err := in.Accept(offers, false); err != nil {
				t.Fatal(err)
			}
			text := look(t, dir)[ownFile]
			for _, p := range offers[0].Parts {
				want := p.Here
				if p.Changed == record.There {
					want = p.There
				}
				if !strings.Contains(text, strings.TrimSuffix(want, " hours")) {
					t.Errorf("%s is not %q:\n%s", p.Label, want, text)
				}
			}
			if !strings.Contains(text, `revises: "`+in.digestOf(t, c.there, "")+`"`) || len(look(t, dir)) != 3 {
				t.Errorf("it is not one record, a later state of what was there:\n%s", text)
			}
		})
	}
}

// TestP13Signed: two versions are not put together where a signature would be broken.
func TestP13Signed(t *testing.T) {
	probe, _ := open(t)
	arrives := both("One", "2", "", "")
	signed := strings.Replace(arrives, "answers:", fmt.Sprintf("signed:\n  - {field: sign, by: preceptor, name: Pat, "+
		"date: 2026-09-12, digest: %q}\nanswers:", probe.digestOf(t, arrives, "I was there")), 1)
	in, _ := open(t, txtar.File{Name: ownFile, Data: []byte(both("Two", "1", "", ""))})
	if o := in.examine(t, Arrival{Name: "r.md", Data: []byte(signed)})[0]; o.State != Conflict || o.Parts != nil {
		t.Errorf("%s %s", o.State, parted(o))
	}
}
