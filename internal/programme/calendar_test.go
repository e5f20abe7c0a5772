package programme

import (
	"fmt"
	"slices"
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

func TestOccurrences(t *testing.T) {
	months, lanes, headings, items := page(t, year)
	p, findings := New("timeline.md", months, lanes, headings, items)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	cases := []struct{ name, calendar, want string }{
		{"full time", "2026-08-31", `
			2026-08-31 indemnity
			2026-09-14 plan
			2026-09-30 swot, matrix.1, meet.1
			2026-10-31 meet.2
			2026-11-30 meet.3, kept
			2026-12-31 meet.4
			2027-01-31 meet.5
			2027-02-28 meet-on.1, review
			2027-03-31 meet-on.2
			2027-04-30 meet-on.3
			2027-05-31 meet-on.4
			2027-06-30 meet-on.5
			2027-07-31 meet-on.6
			2027-08-30 papers
			2027-08-31 sign-off`},
		{"half time: what repeats keeps the calendar and goes on to the moved end, each month once",
			"2026-09-01; wte 50", `
			2026-09-01 indemnity
			2026-09-29 plan
			2026-10-01 matrix.1
			2026-10-31 swot
			2026-11-01 meet.1
			2026-12-01 meet.2, kept
			2027-01-01 meet.3
			2027-02-01 meet.4
			2027-03-01 meet.5
			2027-04-01 meet.6
			2027-05-01 meet.7
			2027-06-01 meet.8
			2027-07-01 meet.9
			2027-08-01 meet.10
			2027-08-29 review
			2027-09-01 meet-on.1
			2027-10-01 matrix.2, meet-on.2
			2027-11-01 meet-on.3
			2027-12-01 meet-on.4
			2028-01-01 meet-on.5
			2028-02-01 meet-on.6
			2028-03-01 meet-on.7
			2028-04-01 meet-on.8
			2028-05-01 meet-on.9
			2028-06-01 meet-on.10
			2028-07-01 meet-on.11
			2028-08-01 meet-on.12
			2028-08-29 papers
			2028-08-31 sign-off`},
		{"a pause of two whole months: those meetings fall away and the others keep their numbers; the rest moves",
			"2026-09-01; pause 2026-11-15 2027-01-31", `
			2026-09-01 indemnity
			2026-09-15 plan
			2026-10-01 swot, matrix.1, meet.1
			2026-11-01 meet.2
			2026-12-01 kept
			2027-02-01 meet.5
			2027-03-01 meet.6
			2027-04-01 meet.7
			2027-05-01 meet.8
			2027-05-18 review
			2027-06-01 meet-on.1
			2027-07-01 meet-on.2
			2027-08-01 meet-on.3
			2027-09-01 meet-on.4
			2027-10-01 matrix.2, meet-on.5
			2027-11-01 meet-on.6
			2027-11-17 papers
			2027-11-18 sign-off`},
		{"an extension moves the last phase and its milestones, nothing else",
			"2026-09-01; extension 3; ended 2027-12-01; move meet.2 2026-11-09; without swot done before", `
			2026-09-01 indemnity
			2026-09-15 plan
			2026-10-01 swot (done before), matrix.1, meet.1
			2026-11-09 meet.2!
			2026-12-01 meet.3, kept
			2027-01-01 meet.4
			2027-02-01 meet.5
			2027-03-01 meet-on.1, review
			2027-04-01 meet-on.2
			2027-05-01 meet-on.3
			2027-06-01 meet-on.4
			2027-07-01 meet-on.5
			2027-08-01 meet-on.6
			2027-10-01 matrix.2
			2027-11-30 papers
			2027-12-01 sign-off`},
		{"shortened, with a tag, and stopped early", "2026-09-01; extension -7; tag prescriber; ended 2027-02-01", `
			2026-09-01 indemnity
			2026-09-15 plan
			2026-10-01 swot, matrix.1, meet.1
			2026-11-01 meet.2
			2026-12-01 meet.3, prescribing, kept
			2027-01-01 meet.4
			2027-01-31 papers
			2027-02-01 meet.5, sign-off`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			last := civil.Date{}
			for _, o := range p.Occurrences(calendar(t, c.calendar)) {
				if o.Due != last {
					fmt.Fprintf(&b, "\n\t\t\t%s %s", o.Due, o.ID)
				} else {
					fmt.Fprintf(&b, ", %s", o.ID)
				}
				if last = o.Due; o.Overridden {
					b.WriteByte('!')
				}
				if o.NotApplicable != "" {
					fmt.Fprintf(&b, " (%s)", o.NotApplicable)
				}
			}
			if b.String() != c.want {
				t.Errorf("got%s\nwant%s", b.String(), c.want)
			}
		})
	}
}

// TestOccurrencesProperties checks for every start day of four years and many ways to work: due dates follow one
// another, what keeps the calendar does, a monthly thing comes in no month twice, and nothing repeats before its phase
// or after its end.
func TestOccurrencesProperties(t *testing.T) {
	months, lanes, headings, items := page(t, year)
	p, _ := New("timeline.md", months, lanes, headings, items)
	for i := 0; i < 1461; i += 3 {
		start := civil.Date{Year: 2024, Month: 1, Day: 1}.AddDays(i)
		c := Calendar{Start: start, WTE: []WTE{{start.AddDays(i % 90), 10 + i%91}},
			Pauses: []Span{{start.AddDays(i % 300), start.AddDays(i%300 + i%130)}}}
		var last civil.Date
		seen := map[civil.Date]bool{}
		for _, o := range p.Occurrences(c) {
			if o.Due.Before(last) {
				t.Fatalf("%+v: %s is out of order", c, o.ID)
			}
			last = o.Due
			plain := start.AddMonths(o.At)
			moved := plain
			if c.Pauses[0].has(plain) && !o.Milestone.Fixed {
				moved = c.Pauses[0].To.AddDays(1)
			}
			if o.Milestone.keepsCalendar() && (o.Nominal != plain || o.Due != moved) {
				t.Fatalf("%+v: %s left the calendar: %s", c, o.ID, o.Due)
			}
			if o.Milestone.Repeat == Monthly {
				from, to := p.PhaseSpan(c, o.Milestone.Phase)
				if seen[o.Due] || o.Due.Before(from) || !o.Due.Before(to) {
					t.Fatalf("%+v: %s on %s, in a phase from %s to %s", c, o.ID, o.Due, from, to)
				}
				seen[o.Due] = true
			}
		}
		for j := range p.Phases {
			from, to := p.PhaseSpan(c, j)
			if to.Before(from) || j > 0 && from.Before(endOf(p.PhaseSpan(c, j-1))) {
				t.Fatalf("%+v: phase %d runs from %s to %s", c, j, from, to)
			}
		}
	}
}

func endOf(_, to civil.Date) civil.Date { return to }

func TestSum(t *testing.T) {
	months, lanes, headings, items := page(t, year)
	p, _ := New("timeline.md", months, lanes, headings, items)
	cases := []struct {
		id, calendar string
		want         []string
	}{
		{"review", "2026-09-01", []string{"6 months from 1 Sep 2026 is 1 Mar 2027"}},
		{"indemnity", "2026-09-01; wte 60", []string{"due at the start, 1 Sep 2026"}},
		{"review", "2026-09-01; wte 60 2027-01-04; pause 2026-12-01 2026-12-10", []string{
			"6 months from 1 Sep 2026 is 1 Mar 2027", "10 days of pause before then do not count",
			"part time counts in part: 0.6 WTE from 4 Jan 2027", "so it is due on 24 Apr 2027"}},
		{"plan", "2026-09-01; pause 2026-09-02 2026-09-02", []string{
			"2 weeks from 1 Sep 2026 is 15 Sep 2026", "1 day of pause before then does not count",
			"so it is due on 16 Sep 2026"}},
		{"kept", "2026-09-01; wte 50", []string{"3 months from 1 Sep 2026 is 1 Dec 2026",
			"it keeps to the calendar, whatever the hours worked and the pauses"}},
		{"sign-off", "2026-09-01; extension 1; move sign-off 2027-10-08", []string{
			"12 months from 1 Sep 2026 is 1 Sep 2027", "the programme is 1 month longer: 1 Oct 2027",
			"agreed instead: 8 Oct 2027"}},
		{"sign-off", "2026-09-01; extension -2",
			[]string{"12 months from 1 Sep 2026 is 1 Sep 2027", "the programme is 2 months shorter: 1 Jul 2027"}},
		{"meet.2", "2026-09-01", []string{"2 months from 1 Sep 2026 is 1 Nov 2026"}},
	}
	for _, c := range cases {
		cal := calendar(t, c.calendar)
		list := p.Occurrences(cal)
		i := slices.IndexFunc(list, func(o Occurrence) bool { return o.ID == c.id })
		if i < 0 {
			t.Fatal(c.id)
		}
		if got := cal.Sum(list[i]); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s:\ngot  %q\nwant %q", c.id, c.calendar, got, c.want)
		}
	}
}

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
			if o.Due.Before(c.Start) || len(c.Sum(o)) == 0 {
				t.Errorf("%+v: %s on %s", c, o.ID, o.Due)
			}
		}
	})
}

// TestD6FallsAway (case-D6): what a pause takes away is said, with the pause; what only waits for its end is not, nor
// what does not apply or would come after the end.
func TestD6FallsAway(t *testing.T) {
	p := &Programme{Months: 12, Phases: []Phase{{ID: "year", To: 12}},
		Milestones: []Milestone{{ID: "meet", Repeat: Monthly}, {ID: "plan", At: 3}}}
	for _, c := range []struct{ name, calendar, want string }{
		{"no pause", "2026-09-01", ""},
		{"two whole months", "2026-09-01; pause 2026-11-15 2027-01-31",
			"meet 4, 2026-12-01: 2026-11-15 2027-01-31\nmeet 5, 2027-01-01: 2026-11-15 2027-01-31\n"},
		{"pauses that touch", "2026-09-01; pause 2026-11-30 2026-12-10; pause 2026-12-11 2026-12-31",
			"meet 4, 2026-12-01: 2026-11-30 2026-12-31\n"},
		{"only the day", "2026-09-01; pause 2026-11-28 2026-12-10", ""},
		{"it does not apply", "2026-09-01; pause 2026-11-15 2027-01-31; without meet another way", ""},
		{"after the end", "2026-09-01; pause 2026-11-15 2027-01-31; ended 2026-12-20",
			"meet 4, 2026-12-01: 2026-11-15 2027-01-31\n"},
	} {
		var b strings.Builder
		for _, f := range p.Fallen(calendar(t, c.calendar)) {
			fmt.Fprintf(&b, "%s %d, %s: %s %s\n", f.Milestone.ID, f.N, f.Nominal, f.Pause.From, f.Pause.To)
		}
		if b.String() != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, &b, c.want)
		}
	}
}
