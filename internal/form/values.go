package form

import (
	"cmp"
	"errors"
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
type refusal func(f *Field, w *wording.Words, text string) (what, help string)

func notYes(f *Field, w *wording.Words, text string) (what, help string) {
	if text == "yes" {
		return "", ""
	}
	return f.answered(w, text, "the answer to {1} is {2}, but the answer to a tick box is yes"),
		w.Say("write yes if it is ticked, or delete the line")
}

func notDate(f *Field, w *wording.Words, text string) (what, help string) {
	_, err := civil.Parse(text)
	switch {
	case err == nil:
		return "", ""
	case errors.Is(err, civil.ErrNoDay):
		what = f.answered(w, text, "the answer to {1} is {2}, which is not a day of the calendar")
	case errors.Is(err, civil.ErrYears):
		what = w.Say("the answer to {1} is {2}, which is outside the years {3} to {4}", f.quoted(), strconv.Quote(text),
			civil.MinYear, civil.MaxYear)
	default:
		what = f.answered(w, text, "the answer to {1} is {2}, which is not a date")
	}
	return what, w.Say("write the year, month and day, such as 2026-03-27")
}

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

func notTime(f *Field, w *wording.Words, text string) (what, help string) {
	if clock.MatchString(text) {
		return "", ""
	}
	return f.answered(w, text, "the answer to {1} is {2}, which is not a time"),
		w.Say("write hours and minutes, such as 16:30")
}

func notNumber(f *Field, w *wording.Words, text string) (what, help string) {
	n, ok := Decimal(text)
	if !ok {
		return f.answered(w, text, "the answer to {1} is {2}, which is not a number"), numberHelp(w, text)
	}
	if low, set := Decimal(f.Min); set && n < low {
		return w.Say("the answer to {1} is {2}, which is less than {3}", f.quoted(), text, f.Min),
			w.Say("it must be {1} or more", f.Min)
	}
	if high, set := Decimal(f.Max); set && n > high {
		return w.Say("the answer to {1} is {2}, which is more than {3}", f.quoted(), text, f.Max),
			w.Say("it must be {1} or less", f.Max)
	}
	return "", ""
}

func notHours(f *Field, w *wording.Words, text string) (what, help string) {
	if n, ok := Decimal(text); ok && n < 0 && f.Min == "" {
		return w.Say("the answer to {1} is {2}, and hours cannot be less than 0", f.quoted(), text),
			w.Say("it must be {1} or more", 0)
	}
	return notNumber(f, w, text)
}

func notOffered(f *Field, w *wording.Words, text string) (what, help string) {
	if slices.Contains(f.Options, text) {
		return "", ""
	}
	help = w.Say("the options are {1}", strings.Join(f.Options, " | "))
	if s := source.Suggest(text, f.Options); s != "" {
		help = w.Say("did you mean {1}? {2}", strconv.Quote(s), help)
	}
	return f.answered(w, text, "the answer to {1} is {2}, which is not one of its options"), help
}

// answered says in a phrase what is wrong with an answer; {1} in it is the question, and {2} what was written.
func (f *Field) answered(w *wording.Words, text string, wrong wording.Phrase) string {
	return w.Say(wrong, f.quoted(), strconv.Quote(text))
}

// quoted is the question as it is asked, or the id of a field that has no words.
func (f *Field) quoted() string { return strconv.Quote(cmp.Or(f.Label, f.ID)) }

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
func numberHelp(w *wording.Words, text string) string {
	if point := strings.Replace(strings.TrimSpace(text), ",", ".", 1); number.MatchString(point) {
		return w.Say("write {1}", point)
	}
	return w.Say("write a plain number such as 7.5, with at most four decimals")
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
