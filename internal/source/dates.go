package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"precept/internal/civil"
)

// firstYear is the earliest year that a date in a file may have.
const firstYear = 2000

// dateHelp says what to write instead of a value that is not a date: the date that was probably meant, if there is such
// a day, and otherwise what is wrong with the day.
func dateHelp(typed string) string {
	y, m, d, ok := guessDate(typed)
	if !ok {
		return "write year, month and day, such as 2026-01-05"
	}
	guess := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	date, err := civil.Parse(guess)
	switch {
	case err == nil && y >= firstYear:
		return fmt.Sprintf("write %s if you mean %s", guess, date.Words())
	case m >= 1 && m <= 12 && d > civil.DaysIn(y, time.Month(m)):
		return fmt.Sprintf("%s %d has %d days", time.Month(m), y, civil.DaysIn(y, time.Month(m)))
	case m >= 1 && m <= 12 && d >= 1:
		return fmt.Sprintf("write a date from %d to %d", firstYear, civil.MaxYear)
	}
	return "write year, month and day, such as 2026-01-05"
}

// The ways in which people write dates, after normalise.
var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ].*)?$`)
	packed    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$`)
	dayWord   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?,?[- ](\d{4})$`)
	wordFirst = regexp.MustCompile(`^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
)

// guessDate reads a date as people in Britain write it, day before month. There may be no such day.
func guessDate(typed string) (y, m, d int, ok bool) {
	if len(typed) > 60 {
		return 0, 0, 0, false
	}
	s := strings.ToLower(strings.Join(strings.Fields(strings.Map(normalise, typed)), " "))
	number := func(s string) int {
		n, _ := strconv.Atoi(s)
		return n
	}
	if g := yearFirst.FindStringSubmatch(s); g != nil {
		return number(g[1]), number(g[2]), number(g[3]), true
	}
	if g := packed.FindStringSubmatch(s); g != nil {
		return number(g[1]), number(g[2]), number(g[3]), true
	}
	if g := dayFirst.FindStringSubmatch(s); g != nil {
		return number(g[3]), number(g[2]), number(g[1]), true
	}
	if g := dayWord.FindStringSubmatch(s); g != nil {
		m = month(g[2])
		return number(g[3]), m, number(g[1]), m > 0
	}
	if g := wordFirst.FindStringSubmatch(s); g != nil {
		m = month(g[1])
		return number(g[3]), m, number(g[2]), m > 0
	}
	return 0, 0, 0, false
}

// normalise gives the ASCII digit for a digit of any script and the hyphen for a dash of any length, and drops
// invisible characters.
func normalise(r rune) rune {
	switch {
	case unicode.Is(unicode.Nd, r) && r > '9':
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		if r >= 0xff10 && r <= 0xff19 {
			zero = 0xff10
		}
		return '0' + (r - zero)
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Cf, r):
		return -1
	case strings.ContainsRune(dashes, r):
		return '-'
	case r == '／':
		return '/'
	}
	return r
}

// month gives the number of an English month, written in full or cut to three letters or more; otherwise 0.
func month(word string) int {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); strings.HasPrefix(name, word) || word == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}
