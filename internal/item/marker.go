package item

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// takes says what may follow the word of a marker.
type takes uint8

const (
	nothing takes = iota
	options       // : a | b
	lane          // : preceptor
	source        // : records
	months        // 6, or 6 yearly
	weeks         // 2
)

// marker is one row of the table of markers.
type marker struct {
	word  string
	kinds []Kind
	takes takes
}

// markers lists every marker with the kinds of page that it belongs to. "tick" is written [ ].
var markers = []marker{
	{"tick", []Kind{Form}, nothing},
	{"line", []Kind{Form}, nothing},
	{"text", []Kind{Form}, nothing},
	{"date", []Kind{Form}, nothing},
	{"expiry", []Kind{Form}, nothing},
	{"time", []Kind{Form}, nothing},
	{"number", []Kind{Form}, nothing},
	{"hours", []Kind{Form}, nothing},
	{"choice", []Kind{Form}, options},
	{"scale", []Kind{Form}, options},
	{"choices", []Kind{Form}, options},
	{"pick", []Kind{Form}, source},
	{"table", []Kind{Form}, nothing},
	{"row", []Kind{Form}, nothing},
	{"sign", []Kind{Form}, lane},
	{"month", []Kind{Timeline}, months},
	{"week", []Kind{Timeline}, weeks},
	{"monthly", []Kind{Timeline}, nothing},
	{"must", []Kind{Competencies, Requirements}, nothing},
	{"should", []Kind{Competencies, Requirements}, nothing},
	{"could", []Kind{Competencies}, nothing},
	{"standard", []Kind{Standards}, nothing},
	{"notice", []Kind{Notices}, nothing},
}

// sources are what [pick: …] can point at.
func sources() []string { return []string{"records", "competencies", "standards", "attachments"} }

func find(word string) (marker, bool) {
	for _, m := range markers {
		if m.word == word {
			return m, true
		}
	}
	return marker{}, false
}

// Markers lists the words of the markers that a kind of page may hold; "tick" is written [ ].
func Markers(kind Kind) []string {
	var list []string
	for _, m := range markers {
		if slices.Contains(m.kinds, kind) {
			list = append(list, m.word)
		}
	}
	return list
}

// words lists the markers of a kind of page, as they are written between brackets.
func words(kind Kind) []string {
	var list []string
	for _, m := range markers {
		if m.word != "tick" && slices.Contains(m.kinds, kind) {
			list = append(list, m.word)
		}
	}
	return list
}

// IsWord reports whether what stands between two brackets names a marker, in any case, with or without what follows it.
func IsWord(inner string) bool {
	word, _ := cutWord(inner)
	_, known := find(strings.ToLower(word))
	return known || strings.TrimSpace(inner) == ""
}

// Marker is what stands in the brackets that open an item.
type Marker struct {
	Word    string
	Args    string
	Options []string
	End     int // offset of the label: past the bracket and the blanks behind it
}

// ReadMarker reads the marker at the start of text, the first line of a list item on a page of this kind. It reports
// whether the line is an item; a line that is none, but that a person would take for one, is a fault. A bracket that is
// followed by `(`, `[` or `:` is a link, never a marker.
func ReadMarker(text string, kind Kind, at At) (m Marker, faults []Fault, ok bool) {
	if text == "" || text[0] != '[' {
		return m, nil, false
	}
	holds := kind != Page && kind != Glossary && kind != ""
	end := closing(text)
	if end < 0 {
		word, _ := cutWord(text[1:])
		if _, known := find(word); known && (holds || strings.Contains(text, "|")) {
			faults = append(faults, Fault{RuleSyntax, at(0, len(text)), fmt.Sprintf("the bracket of [%s is not closed", word),
				"close it with ] before the label, and put a backslash before a bracket that belongs to an option"})
		}
		return m, faults, false
	}
	inner, after := text[1:end], text[end+1:]
	if after != "" && strings.IndexByte("([:", after[0]) >= 0 || strings.HasPrefix(inner, "^") {
		return m, nil, false
	}
	r := reader{kind: kind, at: at, text: text, end: end}
	if r.slip(inner, after, holds) {
		return m, r.faults, false
	}
	word, args := cutWord(inner)
	if strings.TrimSpace(inner) == "" {
		word = "tick"
	}
	row, known := find(word)
	if !known || word == "tick" && inner != "" && strings.TrimSpace(inner) != "" {
		return m, r.unknown(word, holds), false
	}
	if !slices.Contains(row.kinds, kind) {
		if kind == Glossary || kind == Page || kind == "" {
			r.fault(RulePlace, 0, end+1, fmt.Sprintf("[%s] is an item, and a plain page holds none", display(word)),
				fmt.Sprintf("say `kind: %s` in the front matter, or put a backslash before the bracket", row.kinds[0]))
		} else {
			r.fault(RulePlace, 0, end+1, fmt.Sprintf("[%s] belongs on a %s page, not on a %s page", display(word), kindsText(row.kinds), kind),
				fmt.Sprintf("known here: %s", listed(kind)))
		}
		return m, r.faults, false
	}
	m.Word = word
	m.Args, m.Options = r.args(row, args)
	m.End = end + 1
	for m.End < len(text) && isBlank(text[m.End]) {
		m.End++
	}
	if m.End == end+1 && after != "" {
		r.fault(RuleSyntax, 0, end+1, "the label touches the bracket", "put a blank behind ]")
	}
	return m, r.faults, true
}

// reader carries what every step of reading one marker needs.
type reader struct {
	kind   Kind
	at     At
	text   string
	end    int // offset of the closing bracket
	faults []Fault
}

func (r *reader) fault(rule string, from, to int, message, help string) {
	r.faults = append(r.faults, Fault{rule, r.at(from, to), message, help})
}

// slip reports the two slips that are items on no kind of page: [] and [x].
func (r *reader) slip(inner, after string, holds bool) bool {
	spaced := after == "" || isBlank(after[0])
	switch {
	case inner == "":
		r.fault(RuleSyntax, 0, r.end+1, "[] is no marker", "write [ ], with a blank between the brackets, for a tick box")
	case (inner == "x" || inner == "X") && (spaced || holds):
		r.fault(RuleSyntax, 0, r.end+1, fmt.Sprintf("[%s] is no marker", inner), "write [ ] for a tick box: it is ticked by the person who fills the form in")
	default:
		return false
	}
	return true
}

// unknown reports a bracket that names no marker, on a page whose list items are items.
func (r *reader) unknown(word string, holds bool) []Fault {
	if !holds {
		lower := strings.ToLower(word)
		if _, known := find(lower); known && lower != word && lower != "tick" && strings.Contains(r.text[:r.end], "|") {
			r.fault(RuleSyntax, 0, r.end+1, fmt.Sprintf("[%s] is no marker", word), "write markers in small letters, on a page of their kind")
		}
		return r.faults
	}
	help := fmt.Sprintf("known here: %s; for a bracket that is meant as text, write \\[", listed(r.kind))
	inner := r.text[1:r.end]
	rest := inner[min(len(word), len(inner)):]
	if word == "" { // a blank stands before the word
		word, rest = cutWord(strings.TrimSpace(inner))
		if rest != "" && rest[0] != ':' {
			rest = " " + rest
		}
		inner = " " + word
		if _, known := find(word); known {
			r.fault(RuleSyntax, 0, r.end+1, fmt.Sprintf("[%s] is no marker", inner), "write ["+word+rest+"], without the blank before the word")
			return r.faults
		}
	} else {
		inner = word
	}
	if len(rest) > 60 {
		rest = ""
	}
	lower := strings.ToLower(word)
	number := strings.TrimLeft(lower, "abcdefghijklmnopqrstuvwxyz")
	switch near := nearest(word, words(r.kind)); {
	case r.kind == Form && (lower == "tick" || lower == "check" || lower == "checkbox" || lower == "box"):
		help = "write [ ] for a tick box"
	case number != "" && nearest(strings.TrimSuffix(lower, number), words(r.kind)) != "": // [week1]
		help = fmt.Sprintf("did you mean [%s %s%s]?", nearest(strings.TrimSuffix(lower, number), words(r.kind)), number, rest)
	case near != "":
		help = fmt.Sprintf("did you mean [%s%s]?", near, rest)
	}
	r.fault(RuleSyntax, 0, r.end+1, fmt.Sprintf("[%s] is no marker", inner), help)
	return r.faults
}

// args checks what follows the word.
func (r *reader) args(row marker, args string) (string, []string) {
	bare := strings.TrimSpace(strings.TrimPrefix(args, ":"))
	colon := strings.HasPrefix(args, ":")
	bad := func(message, help string) { r.fault(RuleSyntax, 0, r.end+1, message, help) }
	w := display(row.word)
	switch row.takes {
	case nothing:
		if bare != "" || colon {
			bad(fmt.Sprintf("[%s] takes nothing behind its name", w), fmt.Sprintf("write [%s]", w))
		}
	case options:
		if bare != "" && !colon {
			bad(fmt.Sprintf("[%s] lacks the colon before its options", w), fmt.Sprintf("write [%s: %s]", w, bare))
			return bare, r.options(bare)
		}
		if bare == "" {
			bad(fmt.Sprintf("[%s] has no options", w), fmt.Sprintf("write [%s: first | second]", w))
			return bare, nil
		}
		return bare, r.options(bare)
	case lane:
		if !colon || !ValidID(bare) {
			bad("[sign] does not say who signs", "write [sign: preceptor], with the lane that signs")
			return bare, nil
		}
		return bare, []string{bare}
	case source:
		if !colon || !slices.Contains(sources(), bare) {
			help := "write [pick: records], or competencies, standards, attachments"
			if near := nearest(bare, sources()); near != "" {
				help = fmt.Sprintf("did you mean [pick: %s]?", near)
			}
			bad("[pick] does not say what to pick from", help)
			return bare, nil
		}
		return bare, []string{bare}
	case months, weeks:
		number, yearly := strings.CutSuffix(bare, " yearly")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		most, example := 36, "[month 6], or [month 1 yearly]"
		if row.takes == weeks {
			most, example = 156, "[week 2]"
		}
		if err != nil || colon || n < 0 || n > most || number != strconv.Itoa(n) || yearly && row.takes == weeks {
			bad(fmt.Sprintf("[%s] does not say which %s", r.text[1:r.end], row.word), "write "+example)
		}
	}
	return bare, nil
}

// options parts options at bars with blanks around them.
func (r *reader) options(args string) []string {
	var list []string
	bad := func(message, help string) { r.fault(RuleSyntax, 0, r.end+1, message, help) }
	from, tight := 0, false
	add := func(s string) {
		s = unescape(strings.TrimSpace(s))
		switch {
		case s == "":
			bad("an option is empty", "write words on both sides of each bar")
		case slices.Contains(list, s):
			bad(fmt.Sprintf("the option %q stands here twice", s), "keep one of them")
		default:
			list = append(list, s)
		}
	}
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case '\\':
			i++
		case '|':
			before := i == 0 || isBlank(args[i-1])
			behind := i+1 == len(args) || isBlank(args[i+1])
			if before && behind {
				add(args[from:i])
				from = i + 1
			} else {
				tight = true
			}
		}
	}
	add(args[from:])
	if tight {
		bad("a bar between options has no blanks around it", "write a | b, or \\| for a bar that belongs to an option")
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

// closing gives the offset of the first unescaped ], or -1.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ']':
			return i
		}
	}
	return -1
}

// cutWord parts the word of a marker from what follows it; a colon stays with what follows.
func cutWord(inner string) (word, rest string) {
	i := strings.IndexAny(inner, ": \t")
	if i < 0 {
		return inner, ""
	}
	return inner[:i], strings.TrimSpace(inner[i:])
}

// display writes a marker's word as it stands between brackets.
func display(word string) string {
	if word == "tick" {
		return " "
	}
	return word
}

// listed lists the markers of a kind of page, for a help text.
func listed(kind Kind) string {
	words := words(kind)
	if kind == Form {
		words = append([]string{" "}, words...)
	}
	if len(words) == 0 {
		return "none"
	}
	return "[" + strings.Join(words, "], [") + "]"
}

func kindsText(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, " or ")
}
