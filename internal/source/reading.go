package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/civil"
	"precept/internal/finding"
)

// value reads the value of e by its key's type. name is the key's name in messages.
func (r *reader) value(e *entry, name string) {
	k, n := e.key, e.node
	switch k.Type {
	case Any:
		e.valid = true
	case Text, Word, Date, Integer, Number, Bool:
		e.valid = r.scalar(e, k, n, name)
	case TextList, WordList:
		e.valid = r.texts(e, name)
	case Map:
		if n.Kind != MapNode {
			r.wrong(n, fmt.Sprintf("%s must be a group of keys, not %s", name, what(n)), groupAdvice(k))
			return
		}
		e.maps = []Values{r.group(n, k.Fields, n.Pos, name)}
		e.valid = true
	case MapList:
		e.valid = r.maps(e, name)
	case TextMap, DateMap, NamedMap:
		e.valid = r.free(e, name)
	}
}

// wrong records a value of the wrong type, unless its line has a finding already because it needs quotes.
func (r *reader) wrong(n *Node, message, help string) {
	if !n.slip {
		r.add(RuleKeyType, n.Pos, message, help)
	}
}

// what describes a node in a message.
func what(n *Node) string {
	switch n.Kind {
	case MapNode:
		return "a group of keys"
	case ListNode:
		return "a list"
	}
	return show(n.Value)
}

// groupAdvice shows the first fields of a group.
func groupAdvice(k *Key) string {
	if k.Example != "" {
		return k.advice()
	}
	var names []string
	for _, f := range k.Fields {
		names = append(names, f.Name)
	}
	if len(names) == 0 {
		return "write \"key: value\" lines below it, indented by two spaces"
	}
	return "write below it, indented by two spaces: " + strings.Join(names, ", ")
}

// scalar reads a value that is a single text: a word, a date, a number.
func (r *reader) scalar(e *entry, k *Key, n *Node, name string) bool {
	if n.Kind != ScalarNode {
		help := k.advice()
		if n.Flow && k.Type == Text {
			help = "put the text in straight quotes"
		}
		kind := map[Type]string{
			Text: "text", Word: "one word", Date: "a date",
			Integer: "a whole number", Number: "a number", Bool: "true or false",
		}[k.Type]
		r.wrong(n, fmt.Sprintf("%s must be %s, not %s", name, kind, what(n)), help)
		return false
	}
	switch k.Type {
	case Date:
		d, err := civil.Parse(n.Value)
		if err == nil && d.Year < firstYear {
			err = fmt.Errorf("is outside the years %d to %d", firstYear, civil.MaxYear)
		}
		if err != nil {
			r.badDate(n, name, err)
			return false
		}
		e.date, e.text = d, n.Value
	case Integer:
		return r.integer(e, k, n, name)
	case Number:
		return r.number(e, k, n, name)
	case Bool:
		if n.Value != "true" && n.Value != "false" {
			help := "write true or false"
			switch strings.ToLower(n.Value) {
			case "yes", "y", "on", "1", "true":
				help = "write true"
			case "no", "n", "off", "0", "false":
				help = "write false"
			}
			r.wrong(n, fmt.Sprintf("%s must be true or false, not %s", name, show(n.Value)), help)
			return false
		}
		e.text = n.Value
	case Word:
		if !r.word(k, n, name) {
			return false
		}
		e.text = n.Value
	default:
		text, ok := r.text(k, n, name)
		e.text = text
		return ok
	}
	return true
}

// text reads a text as typed, without hidden characters, which have their own findings, and without the line end that a
// block of text ends with.
func (r *reader) text(k *Key, n *Node, name string) (string, bool) {
	text := n.Value
	if n.Block {
		text = strings.TrimRight(text, "\n")
	}
	if !k.Multiline && strings.ContainsAny(text, "\n\r") {
		r.wrong(n, fmt.Sprintf("%s must be on one line, but has a line break in it", name), "write it on one line")
		return "", false
	}
	if n.escaped && !r.escapes(n, name) {
		return "", false
	}
	text = withoutHidden(text)
	if k.Most == 0 && k.MaxLen == 0 || len(text) <= max(k.MaxLen, 1) {
		return text, true
	}
	length := utf8.RuneCountInString(text)
	switch {
	case k.Most > 0 && length > k.Most:
		r.wrong(
			n,
			fmt.Sprintf("%s is too long: %d characters, at most %d are allowed", name, length, k.Most),
			"shorten it",
		)
		return "", false
	case k.MaxLen > 0 && length > k.MaxLen:
		r.add(
			RuleLong,
			n.Pos,
			fmt.Sprintf("%s is long: it has %d characters, and more than %d are hard to read", name, length, k.MaxLen),
			"shorten it",
		)
	}
	return text, true
}

// escapes finds hidden characters that were written as escapes, which inspect cannot see.
func (r *reader) escapes(n *Node, name string) bool {
	for i, c := range n.Value {
		switch {
		case c == '\n' || c == '\r':
		case isControl(c):
			r.list = append(r.list, controlFinding(n.Pos, c, " in "+name))
			return false
		case c >= 0xad && n.hiddenEscape && isHidden([]byte(n.Value), i, c, utf8.RuneLen(c)):
			r.list = append(r.list, bidiFinding(n.Pos, c, " in "+name))
			return true
		}
	}
	return true
}

func (r *reader) word(k *Key, n *Node, name string) bool {
	for _, o := range k.Options {
		if o == n.Value {
			return true
		}
	}
	help := DidYouMean(n.Value, k.Options, "", "write one of "+strings.Join(k.Options, ", "))
	r.wrong(n, fmt.Sprintf("%s cannot be %s", name, show(n.Value)), help)
	return false
}

func (r *reader) integer(e *entry, k *Key, n *Node, name string) bool {
	digits := strings.TrimPrefix(n.Value, "-")
	whole := digits != "" && strings.Trim(digits, "0123456789") == ""
	if !whole || len(digits) > 1 && digits[0] == '0' {
		help := "write a whole number in digits, such as 10"
		if trimmed := strings.TrimLeft(digits, "0"); whole && trimmed != "" {
			help = "write " + strings.TrimSuffix(n.Value, digits) + trimmed
		}
		r.wrong(n, fmt.Sprintf("%s must be a whole number, not %s", name, show(n.Value)), help)
		return false
	}
	i, err := strconv.ParseInt(n.Value, 10, 64)
	if err != nil {
		r.wrong(n, fmt.Sprintf("%s is too large a number: %s", name, show(n.Value)), "write a smaller one, such as 10")
		return false
	}
	if (k.Min != 0 || k.Max != 0) && (i < int64(k.Min) || i > int64(k.Max)) {
		r.wrong(n, fmt.Sprintf("%s must be between %d and %d, and is %d", name, k.Min, k.Max, i), k.advice())
		return false
	}
	e.number, e.text = int(i), n.Value
	return true
}

func (r *reader) number(e *entry, k *Key, n *Node, name string) bool {
	const digits = "0123456789"
	whole, part, point := strings.Cut(strings.TrimPrefix(n.Value, "-"), ".")
	if whole == "" || strings.Trim(whole+part, digits) != "" || point && part == "" || len(n.Value) > 18 {
		help := "write it in digits, such as 0.8"
		if c := strings.Replace(n.Value, ",", ".", 1); c != n.Value && strings.Trim(c, digits+".") == "" {
			help = "write " + c
		}
		r.wrong(n, fmt.Sprintf("%s must be a number, not %s", name, show(n.Value)), help)
		return false
	}
	f, err := strconv.ParseFloat(n.Value, 64) // only to compare with whole bounds; the text is what counts
	if err != nil || (k.Min != 0 || k.Max != 0) && (f < float64(k.Min) || f > float64(k.Max)) {
		r.wrong(n, fmt.Sprintf("%s must be between %d and %d, and is %s", name, k.Min, k.Max, n.Value), k.advice())
		return false
	}
	e.text = n.Value
	return true
}

func (r *reader) badDate(n *Node, name string, why error) {
	if n.slip {
		return
	}
	message := fmt.Sprintf("%s %s: %s", name, why, show(n.Value))
	r.list = append(r.list, finding.Finding{Rule: RuleDate, Position: n.Pos, Message: message, Help: dateHelp(n.Value)})
}

// isInvisible reports a character that leaves no mark on paper.
func isInvisible(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x2800, 0x3164, 0xffa0: // fillers of Hangul, the empty Braille cell
		return true
	}
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc, unicode.Z)
}
