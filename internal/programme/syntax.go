package programme

import (
	"fmt"
	"strings"

	"precept/internal/item"
)

// parseMarker reads what is in the brackets of a milestone: [month 6], [month 1 yearly], [week 2], [monthly]. What is
// not ok has had its finding from package item, which owns how markers are written.
func parseMarker(marker, args string) (at int, unit Unit, repeat Repeat, ok bool) {
	if marker == "monthly" {
		return 0, Months, Monthly, args == ""
	}
	number, yearly := strings.CutSuffix(args, " yearly")
	at, ok = parseCount(number)
	switch {
	case !ok:
		return 0, Months, Once, false
	case marker == "month" && yearly:
		return at, Months, Yearly, at <= maxMonths
	case marker == "month":
		return at, Months, Once, at <= maxMonths
	case marker == "week":
		return at, Weeks, Once, at <= maxWeeks && !yearly
	}
	return 0, Months, Once, false
}

// parseSpan reads months=1-6 or months=12. fault is "" where nothing is wrong.
func parseSpan(s string) (from, to int, fault string) {
	first, second, isRange := strings.Cut(s, "-")
	from, ok := parseCount(first)
	to = from
	if ok && isRange {
		to, ok = parseCount(second)
	}
	switch {
	case !ok:
		return 0, 0, "is not a span of months"
	case isRange && to <= from:
		return 0, 0, "ends before it begins"
	case to > maxMonths:
		return 0, 0, fmt.Sprintf("goes on after month %d", maxMonths)
	}
	return from, to, ""
}

// parseCount reads a whole number of ASCII digits without leading zeros. Numbers too large to matter read as 9999.
func parseCount(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = min(n*10+int(c-'0'), 9999)
	}
	return n, s == "0" || s != "" && s[0] != '0'
}

// isSlug reports whether s is ids with slashes between them.
func isSlug(s string) bool {
	for part := range strings.SplitSeq(s, "/") {
		if !item.ValidID(part) {
			return false
		}
	}
	return true
}

// pair gives the attribute with that key, present even where its value is empty.
func pair(a item.Attributes, key string) (item.Attr, bool) {
	for _, p := range a.Pairs {
		if p.Key == key {
			return p, true
		}
	}
	return item.Attr{}, false
}
