package record

import (
	"strings"

	"precept/internal/civil"
)

// Line is one answer of a record on one line.
type Line struct{ Label, Text string }

const longestLine = 120 // characters of an answer that a glimpse shows

// Glimpse gives the first answers of a record, at most so many, each on one line, so that a person knows which record
// it is. Signatures are not answers; Signers lists them.
func (r *Record) Glimpse(most int) []Line {
	w := r.Under.Words
	var list []Line
	add := func(label, text string) {
		text = strings.Join(strings.Fields(text), " ")
		if runes := []rune(text); len(runes) > longestLine {
			text = string(runes[:longestLine-1]) + "…"
		}
		if text != "" && len(list) < most {
			list = append(list, Line{label, text})
		}
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		add(f.Label, answerText(w, r.Answer(f.ID), f))
	}
	add(w.Say("Free writing"), string(r.Body))
	return list
}

// Signers lists who signed the record, as what, and when: "Pat Example, preceptor, 12 February 2026". Of a signature
// that does not count it says so.
func (r *Record) Signers() []string {
	w := r.Under.Words
	var list []string
	for _, s := range r.Signed {
		who := s.Name + ", " + r.Under.LaneWord(s.By) + ", " + w.Date(s.Date)
		switch worth := r.Worth(s, civil.Date{}, nil); {
		case worth.Is(ChangedSince):
			who += w.Say(": changed since, so it does not count")
		case !worth.Counts():
			who += w.Say(": does not count")
		}
		list = append(list, who)
	}
	return list
}
