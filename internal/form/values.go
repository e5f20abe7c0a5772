package form

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/source"
	"precept/internal/wording"
)

// refusal says what is wrong with a text as an answer to a field, and what to write instead; "" where it is right.
type refusal func(f *Field, text string) (what, help string)

func notYes(_ *Field, text string) (what, help string) {
	if text == "yes" {
		return "", ""
	}
	return fmt.Sprintf("is %q, but the answer to a tick box is yes", text),
		"write yes if it is ticked, or delete the line"
}

func notDate(_ *Field, text string) (what, help string) {
	if _, err := civil.Parse(text); err != nil {
		return fmt.Sprintf("is %q, which %s", text, err), "write the year, month and day, such as 2026-03-27"
	}
	return "", ""
}

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

func notTime(_ *Field, text string) (what, help string) {
	if clock.MatchString(text) {
		return "", ""
	}
	return fmt.Sprintf("is %q, which is not a time", text), "write hours and minutes, such as 16:30"
}

func notNumber(f *Field, text string) (what, help string) {
	n, ok := Decimal(text)
	if !ok {
		return fmt.Sprintf("is %q, which is not a number", text), numberHelp(text)
	}
	if low, set := Decimal(f.Min); set && n < low {
		return fmt.Sprintf("is %s, which is less than %s", text, f.Min), "it must be " + f.Min + " or more"
	}
	if high, set := Decimal(f.Max); set && n > high {
		return fmt.Sprintf("is %s, which is more than %s", text, f.Max), "it must be " + f.Max + " or less"
	}
	return "", ""
}

func notHours(f *Field, text string) (what, help string) {
	if n, ok := Decimal(text); ok && n < 0 && f.Min == "" {
		return fmt.Sprintf("is %s, and hours cannot be less than 0", text), "it must be 0 or more"
	}
	return notNumber(f, text)
}

func notOffered(f *Field, text string) (what, help string) {
	if slices.Contains(f.Options, text) {
		return "", ""
	}
	help = "the options are " + strings.Join(f.Options, " | ")
	if s := source.Suggest(text, f.Options); s != "" {
		help = fmt.Sprintf("did you mean %q? %s", s, help)
	}
	return fmt.Sprintf("is %q, which is not one of its options", text), help
}

func ticks(w *wording.Words, text string) string {
	if text == "yes" {
		return w.Say("Yes")
	}
	return text
}

func paragraphs(_ *wording.Words, text string) string { return strings.TrimRight(text, "\n") }

func dates(w *wording.Words, text string) string {
	d, err := civil.Parse(text)
	if err != nil {
		return text
	}
	return w.Date(d)
}

var number = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]{1,4})?$`)

// numberHelp says what to write where a text is not a number.
func numberHelp(text string) string {
	if point := strings.Replace(strings.TrimSpace(text), ",", ".", 1); number.MatchString(point) {
		return "write " + point
	}
	return "write a plain number such as 7.5, with at most four decimals"
}

// Decimal reads a plain decimal number as ten-thousandths, so that sums are exact.
func Decimal(text string) (int64, bool) {
	if !number.MatchString(text) {
		return 0, false
	}
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole+(fraction + "0000")[:4], 10, 64)
	return n, err == nil
}

// WriteDecimal writes ten-thousandths as a plain number: 75000 is 7.5.
func WriteDecimal(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.FormatInt(n/10000, 10)
	if fraction := strings.TrimRight(fmt.Sprintf("%04d", n%10000), "0"); fraction != "" {
		s += "." + fraction
	}
	return sign + s
}
