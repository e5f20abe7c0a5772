package civil

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestParse shows what a date is, and what the error says of a text that is not.
func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2026-01-05", "2026-01-05"},
		{"2000-01-01", "2000-01-01"},
		{"2100-12-31", "2100-12-31"},
		{"2028-02-29", "2028-02-29"},
		{"2000-02-29", "2000-02-29"}, // a century that is a leap year

		{"2027-02-29", "is not a day of the calendar"},
		{"2100-02-29", "is not a day of the calendar"}, // a century that is none
		{"2026-02-30", "is not a day of the calendar"},
		{"2026-04-31", "is not a day of the calendar"},
		{"2026-13-01", "is not a day of the calendar"},
		{"2026-00-10", "is not a day of the calendar"},
		{"2026-01-00", "is not a day of the calendar"},
		{"0000-00-00", "is not a day of the calendar"},
		{"1899-12-31", "is outside the years 1900 to 2100"},
		{"2101-01-01", "is outside the years 1900 to 2100"},
		{"", "is not a date"},
		{"2026-1-5", "is not a date"},
		{"26-01-05", "is not a date"},
		{"05/01/2026", "is not a date"},
		{"2026/01/05", "is not a date"},
		{"2026-01-05 ", "is not a date"},
		{"2026-01-05T00:00", "is not a date"},
		{"+026-01-05", "is not a date"},
		{"2026-+1-05", "is not a date"},
		{"٢٠٢٦-٠١-٠٥", "is not a date"}, // digits of another script
		{"2026-0１-5", "is not a date"},  // ten bytes, one digit of full width
		{"5 Jan 2026", "is not a date"},
	} {
		d, err := Parse(c.text)
		got := d.String()
		if err != nil {
			got = err.Error()
			if !d.IsZero() {
				t.Errorf("%q is refused and gives %v anyway", c.text, d)
			}
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWords shows the three ways of writing a date. No date is written as nothing.
func TestWords(t *testing.T) {
	d := Date{2026, time.September, 5}
	if d.String() != "2026-09-05" || d.Words() != "5 September 2026" || d.Short() != "5 Sep 2026" {
		t.Errorf("%s, %s, %s", d, d.Words(), d.Short())
	}
	var none Date
	if none.String()+none.Words()+none.Short() != "" || !none.IsZero() {
		t.Error("no date has words")
	}
}

// TestAddMonths shows that a month's end stays a month's end, and never runs over into the next month.
func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-08-31", 6, "2027-02-28"},
		{"2027-08-31", 6, "2028-02-29"},
		{"2026-08-30", 6, "2027-02-28"},
		{"2026-10-31", 1, "2026-11-30"},
		{"2026-12-31", 1, "2027-01-31"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-31", -1, "2025-12-31"},
		{"2026-01-15", -25, "2023-12-15"},
		{"2026-09-01", 0, "2026-09-01"},
		{"2026-09-01", 36, "2029-09-01"},
	} {
		if got := date(t, c.from).AddMonths(c.months); got.String() != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

// TestEveryDay walks through all the days that precept accepts: each has one text and one successor, and arithmetic
// there and back comes out even.
func TestEveryDay(t *testing.T) {
	day, last := Date{MinYear, time.January, 1}, Date{MaxYear, time.December, 31}
	count := 0
	for before := (Date{}); ; count++ {
		text := day.String()
		if back, err := Parse(text); err != nil || back != day {
			t.Fatalf("%s is read as %v, %v", text, back, err)
		}
		if !before.Before(day) || !day.After(before) || day.Compare(day) != 0 ||
			before.Compare(day) != strings.Compare(before.String(), text) {
			t.Fatalf("%s does not come after %s", day, before)
		}
		if !before.IsZero() && day.Sub(before) != 1 {
			t.Fatalf("%d days from %s to %s", day.Sub(before), before, day)
		}
		if day == last {
			break
		}
		before, day = day, day.AddDays(1)
	}
	if want := last.Sub(Date{MinYear, time.January, 1}); count != want || count != 73413 {
		t.Errorf("%d days, %d by subtraction", count, want)
	}
}

// TestDueDatesNeverRunBackwards: a later start, or more months, never gives an earlier day, and the day of the month is
// kept wherever the month has it.
func TestDueDatesNeverRunBackwards(t *testing.T) {
	for n := range 37 {
		before := Date{}
		for start := date(t, "2026-01-01"); start.Year < 2031; start = start.AddDays(1) {
			due := start.AddMonths(n)
			if due.Before(before) {
				t.Fatalf("%d months: the start %s gives %s, the day before gave %s", n, start, due, before)
			}
			if due.Day != min(start.Day, DaysIn(due.Year, due.Month)) {
				t.Fatalf("%s and %d months is %s", start, n, due)
			}
			if n > 0 && !due.After(start.AddMonths(n-1)) {
				t.Fatalf("month %d of %s is not later than the one before", n, start)
			}
			before = due
		}
	}
}

// TestAddDays adds days across those on which clocks change, and backwards.
func TestAddDays(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		want string
	}{
		{"2026-03-28", 1, "2026-03-29"}, // British Summer Time begins
		{"2026-03-29", 1, "2026-03-30"},
		{"2026-10-25", 1, "2026-10-26"}, // and ends
		{"2026-12-31", 1, "2027-01-01"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2026-03-01", -1, "2026-02-28"},
		{"2026-01-01", 365, "2027-01-01"},
		{"2026-01-01", -7, "2025-12-25"},
	} {
		from := date(t, c.from)
		if got := from.AddDays(c.days); got.String() != c.want || got.Sub(from) != c.days ||
			got.AddDays(-c.days) != from {
			t.Errorf("%s and %d days is %s, want %s", c.from, c.days, got, c.want)
		}
	}
}

// TestOf takes the day from the zone of the time that it is given, which the caller chooses.
func TestOf(t *testing.T) {
	late := time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC)
	if got := Of(late); got.String() != "2026-06-30" {
		t.Error(got)
	}
	if got := Of(late.In(time.FixedZone("BST", 3600))); got.String() != "2026-07-01" {
		t.Error(got)
	}
}

// TestSort: dates sort with slices.SortFunc, and no date comes first.
func TestSort(t *testing.T) {
	list := []Date{date(t, "2026-02-01"), {}, date(t, "2025-12-31"), date(t, "2026-01-31")}
	slices.SortFunc(list, Date.Compare)
	var words []string
	for _, d := range list {
		words = append(words, d.String())
	}
	if got := strings.Join(words, " "); got != " 2025-12-31 2026-01-31 2026-02-01" {
		t.Error(got)
	}
}

// FuzzParse: what is read is written back letter for letter; nothing else is read.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-01-05", "2028-02-29", "2026-02-30", "0000-00-00", "99999-1-1", "２０２６", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err == nil && (d.String() != s || d.Year < MinYear || d.Year > MaxYear) {
			t.Errorf("%q is read as %s", s, d)
		}
	})
}

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return d
}
