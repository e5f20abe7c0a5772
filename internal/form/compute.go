package form

import (
	"fmt"
	"strconv"
	"strings"

	"precept/internal/wording"
)

// What is computed in a table: minutes between two times of a row, and what a column of numbers adds up to. The same
// is in themes/default/form/compute.js; testdata/compute.json holds both to it.

// JustTotal is the sum= of a column that is only added up.
const JustTotal = "total"

// MinutesBetween gives the minutes from one time to another of the same day, "45"; "" where one of them is not a time,
// or the second is not after the first.
func MinutesBetween(from, to string) string {
	if !clock.MatchString(from) || !clock.MatchString(to) || to <= from {
		return ""
	}
	minutes := func(text string) int {
		h, _ := strconv.Atoi(text[:2])
		m, _ := strconv.Atoi(text[3:])
		return h*60 + m
	}
	return strconv.Itoa(minutes(to) - minutes(from))
}

// Computed gives what a column has in a row where it is computed from the times of that row, or "".
func (f *Field) Computed(row *AnswerRow) string {
	if len(f.Between) != 2 {
		return ""
	}
	var times [2]string
	for i, id := range f.Between {
		if a := row.Cell(id); a != nil {
			times[i] = a.Text
		}
	}
	return MinutesBetween(times[0], times[1])
}

// goal reads what a column must add up to: "100", "at most 25", "at least 5"; ok is false where it is only added up.
func goal(text string) (way string, n int64, ok bool) {
	for _, way := range []string{"at most ", "at least "} {
		if rest, found := strings.CutPrefix(text, way); found {
			n, ok = Decimal(rest)
			return way, n, ok
		}
	}
	n, ok = Decimal(text)
	return "", n, ok
}

// offSum says what is wrong with a sum, "adds up to 27; it must be at most 25"; "" where it is as it must be.
func offSum(sum int64, want string) string {
	way, n, ok := goal(want)
	switch {
	case !ok, way == "" && sum == n, way == "at most " && sum <= n, way == "at least " && sum >= n:
		return ""
	}
	return fmt.Sprintf("adds up to %s; it must be %s", WriteDecimal(sum), want)
}

// Total says what a column of an answered table adds up to, "Contacts: 14 of at most 25"; "" where it is not added up,
// or nothing is written in it.
func (f *Field) Total(w *wording.Words, c *Field, a *Answer) string {
	sum, given := f.sum(c, a, true)
	if c.Sum == "" || !given {
		return ""
	}
	text := c.Label + ": " + c.Words(w, WriteDecimal(sum))
	if c.Sum == JustTotal {
		return text
	}
	return w.Say("{1} of {2}", text, c.Sum)
}

// sum adds up a column, and where it is asked for also what its rows do not say but give; given is false where there is
// nothing to add up. Rows that the form does not have do not count.
func (f *Field) sum(c *Field, a *Answer, computed bool) (sum int64, given bool) {
	for i := range a.Rows {
		text := ""
		if computed {
			text = c.Computed(&a.Rows[i])
		}
		if cell := a.Rows[i].Cell(c.ID); cell != nil {
			text = cell.Text
		}
		if text != "" && !a.Rows[i].Unknown {
			n, _ := Decimal(text)
			sum, given = sum+n, true
		}
	}
	return sum, given
}

// between reads the two times that a column of numbers is computed from, once the table's columns are known.
func (r *reader) between(f *Field) {
	for i := range f.Columns {
		c := &f.Columns[i]
		for _, id := range c.Between {
			if of := f.Column(id); len(c.Between) != 2 || of == nil || of.Type != Time {
				r.bad("", fmt.Sprintf("minutes-between of the column %q does not name two columns of "+
					"times of this table", c.Label),
					`write the ids of two [time] columns, such as minutes-between="from to"`)
				break
			}
		}
	}
}
