package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"precept/internal/portfolio"
)

// day is an event as a calendar program keeps it.
type day struct{ on, title, status, stamp, sequence string }

// age orders two states of an event, as RFC 5546 does.
func (d day) age() string { return fmt.Sprintf("%4s %s", d.sequence, d.stamp) }

// imported takes a file into a calendar as programs do: by identifier, the later state over the earlier one.
func imported(t testing.TB, calendar map[string]day, text string) map[string]day {
	t.Helper()
	cal, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range cal.Events() {
		get := func(p ics.ComponentProperty) string {
			if e.GetProperty(p) == nil {
				t.Fatalf("an event has no %s:\n%s", p, text)
			}
			return e.GetProperty(p).Value
		}
		if seen[e.Id()] {
			t.Errorf("two events have the identifier %s", e.Id())
		}
		seen[e.Id()] = true
		end, err := time.Parse("20060102", get(ics.ComponentPropertyDtEnd))
		start := get(ics.ComponentPropertyDtStart)
		if err != nil || end.AddDate(0, 0, -1).Format("20060102") != start {
			t.Errorf("%s does not last one day: %v, %v", start, end, err)
		}
		next := day{get(ics.ComponentPropertyDtStart), get(ics.ComponentPropertySummary),
			get(ics.ComponentPropertyStatus), get(ics.ComponentPropertyDtstamp), get(ics.ComponentPropertySequence)}
		before, there := calendar[e.Id()]
		if !there || next.age() >= before.age() {
			calendar[e.Id()] = next
		}
	}
	return calendar
}

// byTitle lists the days of a calendar by their titles.
func byTitle(calendar map[string]day) map[string]day {
	list := map[string]day{}
	for _, d := range calendar {
		list[d.title] = d
	}
	return list
}

// TestCalendarFile: the dates of the year as calendar programs read them, with the lines of RFC 5545.
func TestCalendarFile(t *testing.T) {
	all := sound(t)
	text := all[portfolio.ForPreceptee].bytes["timeline.ics"]
	if bare := strings.ReplaceAll(text, "\r\n", ""); strings.ContainsAny(bare, "\r\n") {
		t.Error("a line ends in something other than a carriage return and a line feed")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line has %d bytes: %s", len(line), line)
		}
	}
	for _, no := range []string{"Jo", "Sam", "jo@", "VALARM", "note-", "pair-", "Tell the line manager"} {
		if strings.Contains(text, no) {
			t.Errorf("the calendar says %q:\n%s", no, text)
		}
	}
	list := byTitle(imported(t, map[string]day{}, text))
	want := day{"20261013", "Programme: First meeting", "CONFIRMED", "20261005T000000Z", "3"}
	if got := list[want.title]; got.title != want.title || got.stamp != want.stamp || got.sequence != want.sequence ||
		got.status != want.status {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(list) != 5 {
		t.Errorf("%d days: %v", len(list), list)
	}
	practice := imported(t, map[string]day{}, all[portfolio.ForPractice].bytes["timeline.ics"])
	if _, ok := byTitle(practice)["Programme: Tell the line manager"]; !ok {
		t.Error("the practice has no day for the note to the line manager")
	}
}

// TestCalendarFileAgain: a later file that is imported over an earlier one moves the days, takes away what has fallen
// away, and adds none a second time.
func TestCalendarFileAgain(t *testing.T) {
	const file = "data/preceptees/jo/preceptee.md"
	p := base(t)
	calendar := imported(t, map[string]day{}, sound(t)[portfolio.ForPreceptee].bytes["timeline.ics"])
	before, size := byTitle(calendar), len(calendar)
	const pause = "pauses: [{from: 2026-09-14, to: 2026-10-11}]\ndone: {"
	p = p.with(t, file, "done: {", pause)
	imported(t, calendar, p.make(t)[portfolio.ForPreceptee].bytes["timeline.ics"])
	paused := byTitle(calendar)
	if first := "Programme: First meeting"; len(calendar) != size || paused[first].on <= before[first].on {
		t.Errorf("after a pause: %d days, the first meeting is on %s", len(calendar), paused[first].on)
	}
	p = p.with(t, file, "done: {",
		"not_applicable: {room: it is a shared room}\nended: {date: 2027-02-01, how: left}\ndone: {")
	imported(t, calendar, p.make(t)[portfolio.ForPreceptee].bytes["timeline.ics"])
	for title, status := range map[string]string{
		"Programme: First meeting": "CONFIRMED", "Programme: Prepare the room": "CANCELLED",
		"Programme: Half-way": "CANCELLED", "Programme: Sign-off": "CANCELLED",
	} {
		if got := byTitle(calendar)[title]; got.status != status {
			t.Errorf("after the end: %s is %v, want %s", title, got, status)
		}
	}
	if len(calendar) != size {
		t.Errorf("after the end: %d days, want %d", len(calendar), size)
	}
}
