package civil

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The ways in which people in Britain write a date, after plain: day before month, the year left out or in two digits.
var (
	typedYearFirst = regexp.MustCompile(`^(\d{4}) (\d{1,2}) (\d{1,2})$|^(\d{4})(\d\d)(\d\d)$`)
	typedNumbers   = regexp.MustCompile(`^(\d{1,2}) (\d{1,2})(?: (\d{4}|\d\d))?$`)
	typedDayMonth  = regexp.MustCompile(`^(\d{1,2}) ?([^\d ]{3,})(?: ?(\d{4}|\d\d))?$`)
	typedMonthDay  = regexp.MustCompile(`^([^\d ]{3,}) (\d{1,2})(?: (\d{4}))?$`)
	typedWeekday   = regexp.MustCompile(`^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)? `)
	typedOrdinal   = regexp.MustCompile(`(\d)(st|nd|rd|th)\b`)
	typedBetween   = regexp.MustCompile(`[-/., \s]+`)
)

// Toward says whether a day that is typed without a year is to come or has been; "" is either.
type Toward string

// The directions.
const (
	Future Toward = "future"
	Past   Toward = "past"
)

// Typed reads a date as somebody types it, day before month: "27/3/26", "27 March", "Fri 27th of March 2026". Without a
// year it is the one that is nearest to today, and never the other way. A year in two figures is at most 20 years
// ahead. The form pages read dates in the same way. months are those of a site's own words, each as it is in a
// date; the English ones are read beside them. ok is false where it is not a day from 1900 to 2100.
func Typed(text string, today Date, toward Toward, months ...string) (d Date, ok bool) {
	names := monthNames(months)
	s := names.without(plainDate(text))
	switch s {
	case "today":
		return today, true
	case "yesterday":
		return today.AddDays(-1), true
	}
	y, m, day := "", 0, ""
	if g := typedYearFirst.FindStringSubmatch(s); g != nil {
		y, m, day = g[1]+g[4], digits(g[2]+g[5]), g[3]+g[6]
	} else if g := typedNumbers.FindStringSubmatch(s); g != nil {
		y, m, day = g[3], digits(g[2]), g[1]
	} else if g := typedDayMonth.FindStringSubmatch(s); g != nil {
		y, m, day = g[3], names.month(g[2]), g[1]
	} else if g := typedMonthDay.FindStringSubmatch(s); g != nil {
		y, m, day = g[3], names.month(g[1]), g[2]
	}
	switch {
	case m == 0:
		return Date{}, false
	case len(y) == 2:
		d, ok := onCalendar(2000+digits(y), m, digits(day))
		if ok && d.Before(Date{today.Year + 20, today.Month, today.Day + 1}) {
			return d, true
		}
		return onCalendar(1900+digits(y), m, digits(day))
	case y == "":
		return nearest(m, digits(day), today, toward)
	}
	return onCalendar(digits(y), m, digits(day))
}

// nearest gives the day of a month, without its year, that is nearest to today. 29 February comes every four years.
func nearest(m, day int, today Date, toward Toward) (best Date, ok bool) {
	far := func(d Date) int { n := d.Sub(today); return max(n, -n) }
	for y := today.Year - 4; y <= today.Year+4; y++ {
		d, is := onCalendar(y, m, day)
		otherWay := toward == Past && d.After(today) || toward == Future && d.Before(today)
		if is && !otherWay && (!ok || far(d) < far(best)) {
			best, ok = d, true
		}
	}
	return best, ok
}

// onCalendar gives a day of the calendar from the years that precept accepts.
func onCalendar(y, m, d int) (Date, bool) {
	if y < MinYear || y > MaxYear || m < 1 || m > 12 || d < 1 || d > DaysIn(y, time.Month(m)) {
		return Date{}, false
	}
	return Date{y, time.Month(m), d}, true
}

// plainDate writes a typed date in small letters, with one space between its pieces.
func plainDate(text string) string {
	if len(text) > 60 {
		return ""
	}
	s := strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e: // of full width
			return r - 0xfee0
		case r >= 0x2010 && r <= 0x2015, r == 0x2212: // dashes
			return '-'
		}
		return r
	}, text))
	s = strings.TrimSpace(typedBetween.ReplaceAllString(s, " "))
	s = typedOrdinal.ReplaceAllString(typedWeekday.ReplaceAllString(s, ""), "$1")
	return strings.TrimSpace(strings.Replace(s, " of ", " ", 1))
}

// named are the words of the twelve months as they are in dates. Words that are in every date, such as "de", tell
// no month.
type named [][]string

func monthNames(months []string) (n named) {
	for _, text := range months {
		n = append(n, strings.Fields(plainDate(text)))
	}
	return n
}

// without takes out of a date the words that are in every one.
func (n named) without(date string) string {
	words := strings.Fields(date)
	return strings.Join(slices.DeleteFunc(words, n.inAll), " ")
}

func (n named) inAll(word string) bool {
	return len(n) > 0 && !slices.ContainsFunc(n, func(month []string) bool { return !slices.Contains(month, word) })
}

// month gives the number of a month, whose name may be cut short; 0 where it is none.
func (n named) month(word string) int {
	for i, month := range n {
		if slices.ContainsFunc(month, func(w string) bool { return strings.HasPrefix(w, word) && !n.inAll(w) }) {
			return i + 1
		}
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) {
			return int(m)
		}
	}
	return 0
}

func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// Weekday gives the day of the week: Monday.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}
