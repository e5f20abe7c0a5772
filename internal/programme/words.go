package programme

import (
	"fmt"
	"strings"
)

// When says in words when a milestone with this marker falls due: "Month 6", "By the start", "Each month", "Month 1,
// then each year". A marker that cannot be read is given back as it is.
func When(marker, args string) string {
	at, unit, repeat, ok := parseMarker(marker, args)
	if !ok {
		return strings.TrimSpace(marker + " " + args)
	}
	return words(at, unit, repeat)
}

// Words says in words when the milestone falls due.
func (m *Milestone) Words() string { return words(m.At, m.Unit, m.Repeat) }

func words(at int, unit Unit, repeat Repeat) string {
	name := "Month"
	if unit == Weeks {
		name = "Week"
	}
	switch {
	case repeat == Monthly:
		return "Each month"
	case repeat == Yearly:
		return fmt.Sprintf("%s %d, then each year", name, at)
	case at == 0:
		return "By the start"
	}
	return fmt.Sprintf("%s %d", name, at)
}
