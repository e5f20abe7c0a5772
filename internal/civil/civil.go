// Package civil owns dates without a time or a zone: a year, a month, a day, as front matter and paper have them. All
// arithmetic is on the calendar, so no time zone, locale or clock change can move a date. It never asks what today is.
package civil

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Date is a civil date. The zero Date means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// First and last year that precept accepts. Somebody's life may be in an answer, and so a year before it was written.
const (
	MinYear = 1900
	MaxYear = 2100
)

// What can be wrong with a text as a date.
var (
	ErrNoDate = errors.New("is not a date")
	ErrNoDay  = errors.New("is not a day of the calendar")
	ErrYears  = fmt.Errorf("is outside the years %d to %d", MinYear, MaxYear)
)

// Parse reads a date written as 2026-01-05, in ASCII digits, that exists on the calendar, in the years 1900 to 2100.
// The error says in plain words what is wrong with it.
func Parse(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, ErrNoDate
	}
	number := func(from, to int) (n int, ok bool) {
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n = n*10 + int(c-'0')
		}
		return n, true
	}
	y, okY := number(0, 4)
	m, okM := number(5, 7)
	d, okD := number(8, 10)
	if !okY || !okM || !okD {
		return Date{}, ErrNoDate
	}
	if m < 1 || m > 12 || d < 1 || d > DaysIn(y, time.Month(m)) {
		return Date{}, ErrNoDay
	}
	if y < MinYear || y > MaxYear {
		return Date{}, ErrYears
	}
	return Date{y, time.Month(m), d}, nil
}

// Of gives the civil date that t shows in its own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether d is not a date.
func (d Date) IsZero() bool { return d == Date{} }

// String writes d as 2026-01-05, and no date as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Words writes d as people in Britain read it: 5 January 2026.
func (d Date) Words() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Short writes d with its month cut to three letters: 5 Jan 2026.
func (d Date) Short() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month.String()[:3], d.Year)
}

// Compare orders dates; no date comes before every other.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After reports whether d is later than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// DaysIn gives the number of days of a month.
func DaysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// AddMonths moves d by n months and keeps the day, clamped to the month's end: 31 August and six months is 28 February.
func (d Date) AddMonths(n int) Date {
	total := d.Year*12 + int(d.Month) - 1 + n
	y, m := total/12, time.Month(total%12+1)
	return Date{y, m, min(d.Day, DaysIn(y, m))}
}

// AddDays moves d by n days.
func (d Date) AddDays(n int) Date {
	return Of(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// Sub gives the days from o to d: 1 from Monday to Tuesday.
func (d Date) Sub(o Date) int { return d.days() - o.days() }

func (d Date) days() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}
