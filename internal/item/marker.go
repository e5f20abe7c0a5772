package item

import (
	"fmt"
	"slices"
	"strings"
)

// Opening is what is in the brackets that open an item.
type Opening struct {
	Word    string
	Args    string
	Options []string
	End     int // offset of the label: past the bracket and the spaces after it
}

// ReadMarker reads the marker at the start of text, the first line of a list item on a page of this kind. It reports
// whether the line is an item; a line that is not, but that a person would take for one, is a fault. A bracket that is
// followed by `(`, `[` or `:` is a link, never a marker.
func (g *Grammar) ReadMarker(text string, kind Kind, at At) (o Opening, faults []Fault, ok bool) {
	if text == "" || text[0] != '[' {
		return o, nil, false
	}
	end := closing(text)
	if end < 0 {
		word, _ := cutWord(text[1:])
		if g.known(word) && (kind.HoldsItems() || strings.Contains(text, "|")) {
			faults = append(faults, Fault{RuleSyntax, at(0, len(text)),
				fmt.Sprintf("the bracket of [%s is not closed", word),
				"close it with ] before the label, and put a backslash before a bracket that belongs to an option"})
		}
		return o, faults, false
	}
	inner, after := text[1:end], text[end+1:]
	if after != "" && strings.IndexByte("([:", after[0]) >= 0 || strings.HasPrefix(inner, "^") {
		return o, nil, false
	}
	r := reader{grammar: g, kind: kind, at: at, text: text, end: end}
	if r.neverItem(inner, after) {
		return o, r.faults, false
	}
	word, args := cutWord(inner)
	if strings.TrimSpace(inner) == "" {
		word = Tick
	} else if word == Tick {
		r.unknown(word)
		return o, r.faults, false
	}
	m := marker(g.on(kind), word)
	if m == nil {
		if holders := g.find(word); len(holders) > 0 {
			r.misplaced(word, holders)
		} else {
			r.unknown(word)
		}
		return o, r.faults, false
	}
	o.Word = word
	o.Args, o.Options = r.args(m, args)
	o.End = end + 1
	for o.End < len(text) && isSpace(text[o.End]) {
		o.End++
	}
	if o.End == end+1 && after != "" {
		r.syntax("the label touches the bracket", "put a space after ]")
	}
	return o, r.faults, true
}

// reader carries what every step of reading one marker needs.
type reader struct {
	grammar *Grammar
	kind    Kind
	at      At
	text    string
	end     int // offset of the closing bracket
	faults  []Fault
}

// fault reports the whole bracket.
func (r *reader) fault(rule, message, help string) {
	r.faults = append(r.faults, Fault{rule, r.at(0, r.end+1), message, help})
}

func (r *reader) syntax(message, help string) { r.fault(RuleSyntax, message, help) }

// neverItem reports [] and [x], which are items on no kind of page.
func (r *reader) neverItem(inner, after string) bool {
	spaced := after == "" || isSpace(after[0])
	switch {
	case inner == "":
		r.syntax("[] is not a marker", "write [ ], with a space between the brackets, for a tick box")
	case (inner == "x" || inner == "X") && (spaced || r.kind.HoldsItems()):
		r.syntax(fmt.Sprintf("[%s] is not a marker", inner),
			"write [ ] for a tick box: the person who fills in the form ticks it")
	default:
		return false
	}
	return true
}

// misplaced reports a marker that only other kinds of page hold.
func (r *reader) misplaced(word string, holders []Kind) {
	if !r.kind.HoldsItems() {
		r.fault(RulePlace, fmt.Sprintf("[%s] is an item, and a plain page cannot have items", display(word)),
			fmt.Sprintf("write `kind: %s` in the front matter, or put a backslash before the bracket", holders[0]))
		return
	}
	r.fault(RulePlace,
		fmt.Sprintf("[%s] belongs on a %s page, not on a %s page", display(word), kindsText(holders), r.kind),
		"known here: "+r.grammar.listed(r.kind))
}

// unknown reports a bracket that names no marker, on a page whose list items are items.
func (r *reader) unknown(word string) {
	lower := strings.ToLower(word)
	if !r.kind.HoldsItems() {
		if r.grammar.known(lower) && lower != word && lower != Tick && strings.Contains(r.text[:r.end], "|") {
			r.syntax(fmt.Sprintf("[%s] is not a marker", word),
				"write markers in small letters, on a page of their kind")
		}
		return
	}
	inner := r.text[1:r.end]
	rest := inner[min(len(word), len(inner)):]
	if word == "" { // a space before the word
		word, rest = cutWord(strings.TrimSpace(inner))
		if rest != "" && rest[0] != ':' {
			rest = " " + rest
		}
		if r.grammar.known(word) {
			r.syntax(fmt.Sprintf("[ %s] is not a marker", word),
				"write ["+word+rest+"], without the space before the word")
			return
		}
		r.syntax(fmt.Sprintf("[ %s] is not a marker", word), r.meant(word, rest))
		return
	}
	r.syntax(fmt.Sprintf("[%s] is not a marker", word), r.meant(word, rest))
}

// meant suggests what a bracket with this word was probably meant to be.
func (r *reader) meant(word, rest string) string {
	if len(rest) > 60 {
		rest = ""
	}
	lower, words := strings.ToLower(word), r.grammar.words(r.kind)
	if r.kind == Form && slices.Contains([]string{Tick, "check", "checkbox", "box"}, lower) {
		return "write [ ] for a tick box"
	}
	if number := strings.TrimLeft(lower, "abcdefghijklmnopqrstuvwxyz"); number != "" {
		if near := nearest(strings.TrimSuffix(lower, number), words); near != "" { // [week1]
			return fmt.Sprintf("did you mean [%s %s%s]?", near, number, rest)
		}
	}
	if near := nearest(word, words); near != "" {
		m := marker(r.grammar.on(r.kind), near)
		if lane, ok := strings.CutPrefix(rest, ":"); ok && m.Takes == TakesLane && PlainID(lane) != "" {
			rest = ": " + PlainID(lane)
		}
		return fmt.Sprintf("did you mean [%s%s]?", near, rest)
	}
	return fmt.Sprintf("known here: %s; for a bracket that is meant as text, write \\[", r.grammar.listed(r.kind))
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

// cutWord splits the word of a marker from what follows it; a colon stays with what follows.
func cutWord(inner string) (word, rest string) {
	i := strings.IndexAny(inner, ": \t")
	if i < 0 {
		return inner, ""
	}
	return inner[:i], strings.TrimSpace(inner[i:])
}

// display writes a marker's word as it is between brackets.
func display(word string) string {
	if word == Tick {
		return " "
	}
	return word
}
