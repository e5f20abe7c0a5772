package civil

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The order of a date's numbers, with the month in the second place: the year left out, or in two figures.
var (
	typedYearFirst = regexp.MustCompile(`^(\d{4}) (\d{1,2}) (\d{1,2})$|^(\d{4})(\d\d)(\d\d)$`)
	typedDayFirst  = regexp.MustCompile(`^(\d{1,2}) (\d{1,2})(?: (\d{4}|\d\d))?$`)
	typedPiece     = regexp.MustCompile(`\d+|[^\d\s/.,-]+`)
	typedNoise     = regexp.MustCompile(`^(of|st|nd|rd|th|(mon|tue|wed|thu|fri|sat|sun)[a-z]*)$`)
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
// ahead. The form pages read dates in the same way. months are the dates of a site's own words without their numbers;
// words of these are read wherever they are, and so are the English ones. ok is false where it is not a day from 1900
// to 2100.
func Typed(text string, today Date, toward Toward, months ...string) (d Date, ok bool) {
	names := monthNames(months)
	said := slices.DeleteFunc(pieces(text), names.inAll)
	switch strings.Join(said, " ") {
	case "today":
		return today, true
	case "yesterday":
		return today.AddDays(-1), true
	}
	var numbers, words []string
	for _, piece := range said {
		if piece[0] >= '0' && piece[0] <= '9' {
			numbers = append(numbers, piece)
		} else {
			words = append(words, piece)
		}
	}
	if len(words) > 0 && len(numbers) > 0 {
		numbers = slices.Insert(numbers, 1, strconv.Itoa(names.month(words)))
	}
	s := strings.Join(numbers, " ")
	if g := typedYearFirst.FindStringSubmatch(s); g != nil {
		return onCalendar(digits(g[1]+g[4]), digits(g[2]+g[5]), digits(g[3]+g[6]))
	}
	g := typedDayFirst.FindStringSubmatch(s)
	if g == nil {
		return Date{}, false
	}
	day, m, y := digits(g[1]), digits(g[2]), digits(g[3])
	switch len(g[3]) {
	case 0:
		return nearest(m, day, today, toward)
	case 2:
		d, ok := onCalendar(2000+y, m, day)
		if ok && d.Before(Date{today.Year + 20, today.Month, today.Day + 1}) {
			return d, true
		}
		return onCalendar(1900+y, m, day)
	}
	return onCalendar(y, m, day)
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

// pieces gives the numbers and words of a typed date, in small letters, without those that say nothing.
func pieces(text string) []string {
	if len(text) > 60 {
		return nil
	}
	s := strings.Map(func(r rune) rune {
		if r >= 0x2010 && r <= 0x2015 || r == 0x2212 { // dashes
			return '-'
		}
		return r
	}, strings.ToLower(norm.NFKC.String(text)))
	return slices.DeleteFunc(typedPiece.FindAllString(s, -1), typedNoise.MatchString)
}

// named are the words of the twelve months as they are in dates.
type named [][]string

// english are the English names of the months.
var english = monthNames([]string{"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"})

func monthNames(months []string) (n named) {
	for _, text := range months {
		n = append(n, pieces(text))
	}
	return n
}

// inAll reports whether a word is in every date, as "de" is in Spanish, and so tells no month.
func (n named) inAll(word string) bool {
	return len(n) > 0 && !slices.ContainsFunc(n, func(month []string) bool { return !slices.Contains(month, word) })
}

// month gives the number of the one month that has all these words, each of which may be cut short to three letters;
// 0 where there is none, or several.
func (n named) month(words []string) (found int) {
	for _, names := range [...]named{n, english} {
		for i, name := range names {
			switch {
			case !has(name, words):
			case found > 0:
				return 0
			default:
				found = i + 1
			}
		}
		if found > 0 {
			return found
		}
	}
	return 0
}

// has reports whether a month's name has all these words.
func has(name, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool {
		return !slices.ContainsFunc(name, func(n string) bool {
			return n == word || utf8.RuneCountInString(word) > 2 && strings.HasPrefix(n, word)
		})
	})
}

func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// Weekday gives the day of the week: Monday.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}
