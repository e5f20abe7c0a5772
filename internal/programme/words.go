package programme

import (
	"strings"

	"precept/internal/wording"
)

// When says in words when a milestone with this marker falls due: "Month 6", "By the start", "Each month", "Month 1,
// then each year". A marker that cannot be read is given back as it is.
func When(w *wording.Words, marker, args string) string {
	at, unit, repeat, ok := parseMarker(marker, args)
	if !ok {
		return strings.TrimSpace(marker + " " + args)
	}
	return (&Milestone{At: at, Unit: unit, Repeat: repeat}).Words(w)
}

// Words says in words when the milestone falls due.
func (m *Milestone) Words(w *wording.Words) string { return wording.Upper(m.InSentence(w)) }

// InSentence says the same within a sentence: "month 6".
func (m *Milestone) InSentence(w *wording.Words) string {
	switch weeks := m.Unit == Weeks; {
	case m.Repeat == Monthly:
		return w.Say("each month")
	case m.Repeat == Yearly && weeks:
		return w.Say("week {1}, then each year", m.At)
	case m.Repeat == Yearly:
		return w.Say("month {1}, then each year", m.At)
	case m.At == 0:
		return w.Say("by the start")
	case weeks:
		return w.Say("week {1}", m.At)
	}
	return w.Say("month {1}", m.At)
}
