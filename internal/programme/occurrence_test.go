package programme

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"precept/internal/civil"
)

func TestOccurrences(t *testing.T) {
	months, lanes, headings, items := page(t, year)
	p, findings := New("timeline.md", months, lanes, headings, items, false)
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
	p, _ := New("timeline.md", months, lanes, headings, items, false)
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
	p, _ := New("timeline.md", months, lanes, headings, items, false)
	cases := []struct {
		id, calendar string
		want         []string
	}{
		{"review", "2026-09-01", []string{"6 months from 1 Sep 2026 is 1 Mar 2027"}},
		{"indemnity", "2026-09-01; wte 60", []string{"due at the start, 1 Sep 2026"}},
		{"review", "2026-09-01; wte 60 2027-01-04; pause 2026-12-01 2026-12-10", []string{
			"6 months from 1 Sep 2026 is 1 Mar 2027",
			"181 days of programme: 115 at full time take 115, then 66 at 0.6 take 110", "10 days' pause",
			"24 April 2027"}},
		{"review", "2027-01-01; wte 60; pause 2027-03-01 2027-03-21", []string{
			"6 months from 1 Jan 2027 is 1 Jul 2027", "181 days of programme at 0.6 take 302", "21 days' pause",
			"20 November 2027"}},
		{"review", "2027-01-01; wte 65; wte 80 2027-02-03", []string{
			"6 months from 1 Jan 2027 is 1 Jul 2027",
			"181 days of programme: 21.45 at 0.65 take 33, then 159.55 at 0.8 take 200", "22 August 2027"}},
		{"plan", "2026-09-01; pause 2026-09-02 2026-09-02", []string{
			"2 weeks from 1 Sep 2026 is 15 Sep 2026", "1 day's pause", "16 September 2026"}},
		{"kept", "2026-09-01; wte 50", []string{"3 months from 1 Sep 2026 is 1 Dec 2026",
			"it does not move with the hours worked or with pauses"}},
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
		if got := cal.Sum(nil, list[i]); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s:\ngot  %q\nwant %q", c.id, c.calendar, got, c.want)
		}
	}
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

// TestPhaseOf: what repeats beyond the end of its phase belongs to the phase of its day; all else to its own, moved by
// hand or not.
func TestPhaseOf(t *testing.T) {
	months, lanes, headings, items := page(t, year)
	p, _ := New("timeline.md", months, lanes, headings, items, false)
	c := calendar(t, "2026-09-01; wte 50; move swot 2027-12-01")
	phases := map[string]int{"matrix.1": 0, "swot": 0, "matrix.2": 2, "meet.10": 1, "meet-on.1": 2, "sign-off": 3}
	for _, o := range p.Occurrences(c) {
		if want, asked := phases[o.ID]; asked {
			if got := p.PhaseOf(c, &o); got != want {
				t.Errorf("%s, due %s: phase %d, not %d", o.ID, o.Due, got, want)
			}
			delete(phases, o.ID)
		}
	}
	if len(phases) > 0 {
		t.Errorf("not due: %v", phases)
	}
}
