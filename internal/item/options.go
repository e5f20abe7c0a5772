package item

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// args checks what follows the word of a marker. It gives the text without a colon, and the options, the lane or the
// one word in it as a list.
func (r *reader) args(m *Marker, args string) (string, []string) {
	bare := strings.TrimSpace(strings.TrimPrefix(args, ":"))
	colon := strings.HasPrefix(args, ":")
	w := display(m.Word)
	switch m.Takes {
	case TakesNothing:
		if bare != "" || colon {
			r.syntax(fmt.Sprintf("[%s] must have nothing after its name", w), fmt.Sprintf("write [%s]", w))
		}
	case TakesOptions:
		if bare == "" {
			r.syntax(fmt.Sprintf("[%s] has no options", w), fmt.Sprintf("write [%s: first | second]", w))
			return bare, nil
		}
		if !colon {
			r.syntax(fmt.Sprintf("[%s] has no colon before its options", w), fmt.Sprintf("write [%s: %s]", w, bare))
		}
		list := r.options(bare)
		alone := len(list) == 1 && !strings.Contains(bare, "|")
		if alone && (!m.Any || strings.Contains(bare, ", ")) {
			r.syntax(fmt.Sprintf("[%s] has only one option, so there is nothing to choose", w),
				"put a bar with spaces around it between options: "+barred(w, bare))
		}
		return bare, list
	case TakesLane:
		if !colon || !ValidID(bare) {
			help := fmt.Sprintf("write [%s: lane], with the id of the lane that signs, which the timeline lists", w)
			if plain := PlainID(bare); plain != "" {
				help = fmt.Sprintf("write [%s: %s]: a lane is named by its id, as the timeline lists it", w, plain)
			}
			r.syntax(fmt.Sprintf("[%s] does not say who signs", w), help)
			return bare, nil
		}
		return bare, []string{bare}
	case TakesOneOf:
		if !colon || !slices.Contains(m.OneOf, bare) {
			help := fmt.Sprintf("write [%s: %s], or %s", w, m.OneOf[0], strings.Join(m.OneOf[1:], ", "))
			if near := nearest(bare, m.OneOf); near != "" {
				help = fmt.Sprintf("did you mean [%s: %s]?", w, near)
			}
			r.syntax(fmt.Sprintf("[%s] does not say what to pick from", w), help)
			return bare, nil
		}
		return bare, []string{bare}
	case TakesMonths:
		r.number(m, bare, colon, 36, "[month 6], or [month 1 yearly]")
	case TakesWeeks:
		r.number(m, bare, colon, 156, "[week 2]")
	}
	return bare, nil
}

// barred writes options with bars, where they have commas between them.
func barred(word, options string) string {
	if parts := numbered(options); parts != nil {
		return fmt.Sprintf("[%s: %s]", word, strings.Join(parts, " | "))
	}
	parts := strings.FieldsFunc(options, func(c rune) bool { return c == ',' || c == ';' })
	if len(parts) < 2 {
		return fmt.Sprintf("[%s: first | second]", word)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return fmt.Sprintf("[%s: %s]", word, strings.Join(parts, " | "))
}

// numbered gives the numbers of a range such as 1-5, or nil.
func numbered(options string) []string {
	low, high, ok := strings.Cut(strings.ReplaceAll(options, "–", "-"), "-")
	from, err := strconv.Atoi(strings.TrimSpace(low))
	to, err2 := strconv.Atoi(strings.TrimSpace(high))
	if !ok || err != nil || err2 != nil || to <= from || to-from > 10 {
		return nil
	}
	var parts []string
	for n := from; n <= to; n++ {
		parts = append(parts, strconv.Itoa(n))
	}
	return parts
}

// number checks the whole number of months or weeks, from 0 to most, that follows a marker's word.
func (r *reader) number(m *Marker, args string, colon bool, most int, example string) {
	number, yearly := strings.CutSuffix(args, " yearly")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || colon || n < 0 || n > most || number != strconv.Itoa(n) || yearly && m.Takes == TakesWeeks {
		r.syntax(fmt.Sprintf("[%s] does not say which %s", r.text[1:r.end], m.Word), "write "+example)
	}
}

// options splits options at bars with spaces around them.
func (r *reader) options(args string) []string {
	var list []string
	from, tight := 0, false
	add := func(s string) {
		s = unescape(strings.TrimSpace(s))
		switch {
		case s == "":
			r.syntax("an option is empty", "write words on both sides of each bar")
		case slices.Contains(list, s):
			r.syntax(fmt.Sprintf("the option %q is given twice", s), "keep one of them")
		default:
			list = append(list, s)
		}
	}
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case '\\':
			i++
		case '|':
			before := i == 0 || isSpace(args[i-1])
			after := i+1 == len(args) || isSpace(args[i+1])
			if before && after {
				add(args[from:i])
				from = i + 1
			} else {
				tight = true
			}
		}
	}
	add(args[from:])
	if tight {
		r.syntax("a bar between options has no spaces around it",
			"write a | b, or \\| for a bar that belongs to an option")
	}
	return list
}

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`|[]\`, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
