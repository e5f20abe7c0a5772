package desk

import (
	"strings"
	"unicode"

	"precept/internal/civil"
	"precept/internal/wording"
)

// control is one thing to fill in on a page about a person.
type control struct {
	Name    string // of the field that is posted; for what is in the file, its key: "pauses.0.to"
	Kind    controlKind
	Label   string
	Hint    string
	Value   string // as it is shown: dates in words
	Echo    string // what was understood: the day with its weekday
	Fault   string
	Options []option
	Known   bool // names of people who are known are proposed
}

type controlKind string

// The kinds of control.
const (
	asLine   controlKind = "line"
	asText   controlKind = "text" // room for a sentence or two
	asDay    controlKind = "day"
	asNumber controlKind = "number"
	asChoice controlKind = "choice" // one of a long list
	asOneOf  controlKind = "one-of" // one of two or three
	asTick   controlKind = "tick"
)

// ID is the control's id in the page.
func (c control) ID() string { return "c-" + strings.ReplaceAll(c.Name, ".", "-") }

// Echoes reports whether the control shows beside it what was understood.
func (c control) Echoes() bool { return c.Kind == asDay || c.Name == "id" }

// Described names the texts about the control, by ids.
func (c control) Described() string {
	var ids []string
	for _, part := range []struct {
		there bool
		name  string
	}{{c.Hint != "", "-hint"}, {c.Fault != "", "-fault"}, {c.Echoes(), "-echo"}} {
		if part.there {
			ids = append(ids, c.ID()+part.name)
		}
	}
	return strings.Join(ids, " ")
}

// option is one choice. Options with a Group follow each other.
type option struct{ Value, Title, Group string }

// optionGroup is options under one heading; "" for those without.
type optionGroup struct {
	Title   string
	Options []option
}

// Groups gives the options by their groups.
func (c control) Groups() (list []optionGroup) {
	for _, o := range c.Options {
		if n := len(list); n == 0 || list[n-1].Title != o.Group {
			list = append(list, optionGroup{Title: o.Group})
		}
		g := &list[len(list)-1]
		g.Options = append(g.Options, o)
	}
	return list
}

// group is controls that belong together.
type group struct {
	Legend   string // "" where they stand for themselves
	Row      bool   // beside each other where there is room
	Controls []control
}

// clean is a typed text on one line, without invisible characters.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// share reads a share of full time as people type it: "0.6", ",6", "60 %".
func share(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", ".")
	if percent, ok := strings.CutSuffix(s, "%"); ok && len(percent) > 0 && len(percent) <= 3 &&
		strings.Trim(percent, "0123456789") == "" {
		percent = strings.Repeat("0", 3-len(percent)) + percent
		s = strings.TrimSuffix(percent[:1]+"."+percent[1:], "0")
	}
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	return s
}

// dateWords says a stored date in words; what is not a date stays as it is.
func dateWords(w *wording.Words, iso string) string {
	if d, err := civil.Parse(iso); err == nil {
		return w.Date(d)
	}
	return iso
}
