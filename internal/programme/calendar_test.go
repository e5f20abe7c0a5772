package programme

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/civil"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return d
}

// calendar reads "2026-09-01; wte 60 2027-01-04; pause 2027-02-01 2027-03-14; extension 3; ended 2027-06-01; tag
// prescriber; move swot 2026-10-20; without swot why".
func calendar(t testing.TB, s string) Calendar {
	t.Helper()
	parts := strings.Split(s, "; ")
	c := Calendar{Start: day(t, parts[0]), Overrides: map[string]Override{}, NotApplicable: map[string]string{}}
	for _, part := range parts[1:] {
		w := strings.Fields(part)
		var n int
		if _, err := fmt.Sscan(w[1], &n); err != nil && (w[0] == "wte" || w[0] == "extension") {
			t.Fatal(part)
		}
		switch w[0] {
		case "wte":
			entry := WTE{Hundredths: n}
			if len(w) > 2 {
				entry.From = day(t, w[2])
			}
			c.WTE = append(c.WTE, entry)
		case "pause":
			c.Pauses = append(c.Pauses, Span{day(t, w[1]), day(t, w[2])})
		case "extension":
			c.ExtensionMonths = n
		case "ended":
			c.Ended = day(t, w[1])
		case "tag":
			c.Tags = append(c.Tags, w[1])
		case "move":
			c.Overrides[w[1]] = Override{Date: day(t, w[2])}
		case "without":
			c.NotApplicable[w[1]] = strings.Join(w[2:], " ")
		default:
			t.Fatal(part)
		}
	}
	return c
}

// TestDay compares with years worked out by hand.
func TestDay(t *testing.T) {
	cases := []struct {
		name, calendar string
		months         int
		want           string
	}{
		{"full time is the day itself", "2026-09-01", 6, "2027-03-01"},
		{"31 August and six months is the end of February", "2026-08-31", 6, "2027-02-28"},
		{"in a leap year as well", "2027-08-31", 6, "2028-02-29"},
		{"a leap day's year ends on 28 February", "2028-02-29", 12, "2029-02-28"},
		{"nothing has to run for month 0", "2026-09-01; wte 10", 0, "2026-09-01"},
		{"month 0 does not wait for a pause", "2026-09-01; pause 2026-09-01 2026-09-30", 0, "2026-09-01"},
		{"half time takes twice as long: 181 days become 362", "2026-09-01; wte 50", 6, "2027-08-29"},
		{"0.6 of full time: 365 days become 609, rounded up to a whole day", "2026-09-01; wte 60", 12, "2028-05-02"},
		{"a change on the way: 125 days full time, then 56 at a half", "2026-09-01; wte 50 2027-01-04", 6,
			"2027-04-26"},
		{"a change after the day is none", "2026-09-01; wte 50 2027-03-01", 6, "2027-03-01"},
		{"both ends of a pause stand still", "2026-09-01; pause 2026-12-01 2026-12-10", 6, "2027-03-11"},
		{"a pause of one day", "2026-09-01; pause 2026-12-01 2026-12-01", 6, "2027-03-02"},
		{"a pause that begins on the day comes too late to move it", "2026-09-01; pause 2027-03-01 2027-04-01", 6,
			"2027-03-01"},
		{"a pause that begins the day before moves it past its end", "2026-09-01; pause 2027-02-28 2027-03-31", 6,
			"2027-04-02"},
		{"pauses that overlap and touch count once",
			"2026-09-01; pause 2026-12-05 2026-12-10; pause 2026-12-01 2026-12-06; pause 2026-12-11 2026-12-11", 6,
			"2027-03-12"},
		{"a pause before the start is none", "2026-09-01; pause 2026-07-01 2026-08-31", 6, "2027-03-01"},
		{"a pause over the start counts from there", "2026-09-01; pause 2026-08-01 2026-09-10", 6, "2027-03-11"},
		{"changes within a pause wait for its end", "2026-09-01; wte 50 2026-12-05; pause 2026-12-01 2026-12-10", 6,
			"2027-06-09"},
		{"an extension moves no day by itself", "2026-09-01; extension 3", 6, "2027-03-01"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := calendar(t, c.calendar).Day(c.months).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	half := calendar(t, "2026-09-01; wte 50")
	if got := half.after(half.Start.AddDays(14)).String(); got != "2026-09-29" {
		t.Errorf("two weeks at half time: %s", got)
	}
}

// byDays counts programme time day by day: slow, and plainly what the formats page says.
func byDays(c Calendar, plain civil.Date) civil.Date {
	need := plain.Sub(c.Start) * 100
	ran := 0
	for d := c.Start; ; d = d.AddDays(1) {
		if ran >= need {
			return d
		}
		rate, from := 100, civil.Date{}
		for _, w := range c.WTE {
			if !w.From.After(d) && !w.From.Before(from) {
				rate, from = w.Hundredths, w.From
			}
		}
		for _, p := range c.Pauses {
			if !d.Before(p.From) && !d.After(p.To) {
				rate = 0
			}
		}
		ran += rate
	}
}

// TestDayAgainstCount compares the steps by stretches with the count by days, over years, hours and pauses of every
// kind.
func TestDayAgainstCount(t *testing.T) {
	random := uint32(7)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(random>>8) % n
	}
	for range 400 {
		c := Calendar{Start: civil.Date{Year: 2024, Month: 1, Day: 1}.AddDays(next(3000))}
		for range next(4) {
			c.WTE = append(c.WTE, WTE{c.Start.AddDays(next(700) - 60), 10 + next(91)})
		}
		for range next(4) {
			from := c.Start.AddDays(next(700) - 60)
			c.Pauses = append(c.Pauses, Span{from, from.AddDays(next(120))})
		}
		months := next(maxMonths + 1)
		if got, want := c.Day(months), byDays(c, c.Start.AddMonths(months)); got != want {
			t.Fatalf("%+v, %d months: %s, by days %s", c, months, got, want)
		}
		plain := c.Start.AddDays(7 * months)
		if got, want := c.after(plain), byDays(c, plain); got != want {
			t.Fatalf("%+v, %d weeks: %s, by days %s", c, months, got, want)
		}
	}
}

// TestDayProperties goes through every start day of eight years and every month from 0 to 36.
func TestDayProperties(t *testing.T) {
	first := civil.Date{Year: 2024, Month: 1, Day: 1}
	for i := range 8*365 + 2 {
		start := first.AddDays(i)
		plain := Calendar{Start: start}
		slow := Calendar{Start: start, WTE: []WTE{{Hundredths: 10 + i%91}}}
		paused := Calendar{Start: start, WTE: slow.WTE,
			Pauses: []Span{{start.AddDays(i % 400), start.AddDays(i%400 + i%50)}}}
		var last [3]civil.Date
		for months := range maxMonths + 1 {
			got := [3]civil.Date{plain.Day(months), slow.Day(months), paused.Day(months)}
			if want := start.AddMonths(months); got[0] != want {
				t.Fatalf("%s and %d months, full time: %s", start, months, got[0])
			}
			if got[0].Day != start.Day && got[0].Day != civil.DaysIn(got[0].Year, got[0].Month) {
				t.Fatalf("%s and %d months is not at the month's end: %s", start, months, got[0])
			}
			if got[1].Before(got[0]) || got[2].Before(got[1]) {
				t.Fatalf("%s and %d months: less time made it earlier: %v", start, months, got)
			}
			if ran := got[1].Sub(start) * slow.WTE[0].Hundredths; months > 0 &&
				(ran < got[0].Sub(start)*100 || ran-slow.WTE[0].Hundredths >= got[0].Sub(start)*100) {
				t.Fatalf("%s and %d months at %d hundredths is not the first day: %s", start, months,
					slow.WTE[0].Hundredths, got[1])
			}
			for k := range got {
				if months > 0 && !got[k].After(last[k]) {
					t.Fatalf("%s: month %d is not later than the one before: %v, %v", start, months, got, last)
				}
			}
			last = got
		}
	}
}

const year = `## Start {#start months=0-1}
### Preceptor
- [week 2] Plan {#plan}
- [month 1] SWOT {#swot}
### Organisation
- [month 0] Indemnity {#indemnity}
- [month 1 yearly] Matrix {#matrix}
## One to five {#one months=1-6}
### Preceptee
- [monthly] Meet {#meet}
- [month 3] Prescribing {#prescribing when=prescriber}
- [month 3] Kept {#kept .fixed}
## Six to twelve {#six months=6-12}
### Preceptee
- [monthly] Meet on {#meet-on}
### Preceptor
- [month 6] Review {#review gate=midpoint}
## End {#end months=12}
### Organisation
- [month 12] Sign-off {#sign-off gate=final}
- [week 52] Papers {#papers}
`

// FuzzCalendar looks for calendars that hang, panic or run backwards.
func FuzzCalendar(f *testing.F) {
	f.Add(uint16(0), 60, 100, 30, 10, 3, 12)
	f.Add(uint16(36524), -5, 0, 100000, -7, -40, 36)
	f.Add(uint16(59), 1<<40, 1<<40, -1<<40, 5, 1<<40, 1<<40)
	f.Fuzz(func(t *testing.T, start uint16, wte, from, pause, length, extension, months int) {
		c := Calendar{Start: civil.Date{Year: 2000, Month: 1, Day: 1}.AddDays(int(start) % 36525),
			ExtensionMonths: extension}
		c.WTE = []WTE{{c.Start.AddDays(from % 40000), wte}}
		c.Pauses = []Span{{c.Start.AddDays(pause % 40000), c.Start.AddDays(pause%40000 + length%4000)}}
		if d := c.Day(months); d.Before(c.Start) || months > 0 && d.Before(c.Day(months-1)) {
			t.Errorf("%+v: month %d is %s", c, months, d)
		}
		p := Programme{Months: 12, Phases: []Phase{{From: 0, To: 6}, {From: 6, To: 12}},
			Milestones: []Milestone{{ID: "a", Repeat: Monthly, Phase: 1}, {ID: "b", Repeat: Yearly},
				{ID: "c", At: 50, Unit: Weeks, Phase: 1}}}
		for _, o := range p.Occurrences(c) {
			if o.Due.Before(c.Start) || len(c.Sum(nil, o)) == 0 {
				t.Errorf("%+v: %s on %s", c, o.ID, o.Due)
			}
		}
	})
}
