package plan

import (
	"cmp"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/view"
	"precept/internal/wording"
)

// notBound and notCovered say what a signature that counts does not show.
const (
	notBound   wording.Phrase = "not linked to what was signed"
	notCovered wording.Phrase = "name and date not covered"
)

// signatures shows those that were given to one field, and, where somebody must sign, that none of them counts.
func (t *private) signatures(at string, r *portfolio.Record, f *form.Field) []view.Signature {
	var list []view.Signature
	signed := false
	for _, s := range r.Signatures {
		if s.Field != f.ID {
			continue
		}
		signed = signed || s.Worth.Counts()
		v := view.Signature{Statement: f.Label, Name: s.Name, Role: cmp.Or(r.Withheld(f.ID), s.Role),
			Lane: r.Under.LaneTitle(s.By), Date: date(t.Words, s.Date), How: howSigned(t.Words, s),
			Fault: t.fault(r, f, s)}
		if s.Scan != "" {
			v.Scan = t.files(at, r, []string{s.Scan})
		}
		list = append(list, v)
	}
	if !signed && f.Required && f.Applies(t.p.Calendar.Tags) {
		list = append(list, view.Signature{Statement: f.Label, Lane: r.Under.LaneTitle(f.Lane), Missing: true})
	}
	return list
}

// howSigned says how a signature was given, and what it does not show.
func howSigned(w *wording.Words, s portfolio.Signature) string {
	var parts []string
	switch s.How {
	case "paper":
		parts = append(parts, w.Say("on paper"))
		if s.Witness != "" {
			parts = append(parts, w.Say("seen by {1}", s.Witness))
		}
	case "returned":
		parts = append(parts, w.Say("in a returned file"))
	case "screen":
		parts = append(parts, w.Say("on screen"))
	}
	if s.Worth.Is(record.NotBound) {
		parts = append(parts, w.Say(notBound))
	}
	if s.Worth.Is(record.NameNotCovered) {
		parts = append(parts, w.Say(notCovered))
	}
	return strings.Join(parts, ", ")
}

// fault says why a signature does not count; "" of one that does.
func (t *private) fault(r *portfolio.Record, f *form.Field, s portfolio.Signature) string {
	asked := r.Under.LaneWord(f.Lane)
	switch {
	case s.Worth.Is(record.ChangedSince):
		return t.Say("Changed since signed on {1}: this signature does not count", day(t.Words, s.Date))
	case s.Worth.Is(record.WrongLane):
		return t.Say("The {1} is asked to sign here: this signature does not count", asked)
	case s.Worth.Is(record.SignedForOther):
		return t.Say("{1} cannot sign as {2} in their own year: this signature does not count", s.Name, asked)
	case s.Worth.Is(record.NotYet):
		return t.Say("Dated after {1}: this signature does not count yet", day(t.Words, t.p.AsOf))
	}
	return ""
}

// signedLine says in a list who signed a record, and which signatures no longer fit it. Each day is written once; the
// record's own day is on the same line already and is left out.
func signedLine(w *wording.Words, r *portfolio.Record) string {
	byDay := map[civil.Date][]string{}
	var days []civil.Date
	var changed []string
	for _, s := range r.Signatures {
		who := whoSigned(r, s.Signature)
		switch {
		case s.Worth.Counts():
			if s.Worth.Is(record.NotBound) {
				who = strings.TrimSuffix(who, ")") + ", " + w.Say(notBound) + ")"
			}
			if byDay[s.Date] == nil {
				days = append(days, s.Date)
			}
			if !slices.Contains(byDay[s.Date], who) {
				byDay[s.Date] = append(byDay[s.Date], who)
			}
		case s.Worth.Is(record.ChangedSince):
			changed = append(changed, w.Say("{1} signed on {2}", who, shortDay(w, s.Date)))
		}
	}
	var parts, signed []string
	for _, day := range days {
		who := w.List(byDay[day])
		if day != r.Date || len(days) > 1 {
			who = w.Say("{1} on {2}", who, shortDay(w, day))
		}
		signed = append(signed, who)
	}
	if len(signed) > 0 {
		parts = append(parts, w.Say("Signed by {1}", strings.Join(signed, "; ")))
	}
	if len(changed) > 0 {
		parts = append(parts, w.Say("Changed since {1}", strings.Join(changed, "; ")))
	}
	return strings.Join(parts, ". ")
}

// whoSigned is who gave a signature: "Sam Example (preceptor)".
func whoSigned(r *portfolio.Record, s form.Signature) string {
	return s.Name + " (" + r.Under.LaneWord(s.By) + ")"
}

// signedBy names those whose signature of a record counts, each once.
func signedBy(w *wording.Words, r *portfolio.Record) string {
	var list []string
	for _, s := range r.Signed {
		if who := whoSigned(r, s); !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	return w.List(list)
}
