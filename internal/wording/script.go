package wording

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// calls are where a script says a phrase: say("Saved at {1}.", time), or several(n, "{1} row", "{1} rows").
var calls = regexp.MustCompile(`\b(?:say|several)\(`)

// Script gives a script with its phrases written in place of the calls that say them, in a site's own words or in ours.
// So a script carries no table of phrases, and looks for none.
func (w *Words) Script(text string) string {
	return eachOfScript(text, func(e Entry, values []string) string {
		if e.One == "" {
			return w.written(e.Phrase, other, values)
		}
		n, several := values[0], w.written(e.Phrase, other, values)
		if w == nil || w.texts[e.Phrase] == nil || maps.Equal(w.texts[e.Phrase], e.text()) {
			one := w.written(e.One, other, values)
			if one == several {
				return several
			}
			return "(" + n + "===1?" + one + ":" + several + ")"
		}
		if len(w.texts[e.Phrase]) == 1 {
			return several
		}
		var b strings.Builder
		for _, c := range Categories(w.lang.String()) {
			b.WriteString(c + ":" + w.written(e.Phrase, c, values) + ",")
		}
		return "({" + b.String() + "})[new Intl.PluralRules(" + strconv.Quote(w.lang.String()) + ").select(" + n + ")]"
	})
}

// text is what the program says itself.
func (e Entry) text() Text { return Text{"one": string(e.One), other: string(e.Phrase)} }

// written is the text of a phrase, as a template literal.
func (w *Words) written(p Phrase, category string, values []string) string {
	holes := make([]string, len(values))
	for i, v := range values {
		holes[i] = "${" + v + "}"
	}
	return "`" + written(w.text(p, category), holes, func(s string) string {
		return inLiteral.Replace(w.fill(s, nil))
	}) + "`"
}

// inLiteral writes a text into a template literal.
var inLiteral = strings.NewReplacer(`\`, `\\`, "`", "\\`", "$", `\$`)

// ScriptPhrases gives the phrases of a script, in order; those within the values of another before it.
func ScriptPhrases(text string) (list []Entry) {
	eachOfScript(text, func(e Entry, _ []string) string {
		list = append(list, e)
		return ""
	})
	return list
}

// eachOfScript gives a script with what say gives in place of each call that says a phrase. Its values are expressions;
// the first of a phrase about a number is the number.
func eachOfScript(text string, say func(e Entry, values []string) string) string {
	var b strings.Builder
	for {
		at := calls.FindStringIndex(text)
		if at == nil {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at[0]])
		name, rest := text[at[0]:at[1]], text[at[1]:]
		args, after := arguments(rest)
		e, values, ok := phraseOf(name, args)
		if !ok {
			b.WriteString(name)
			text = rest
			continue
		}
		for i, v := range values {
			values[i] = eachOfScript(v, say)
		}
		b.WriteString(say(e, values))
		text = after
	}
}

// phraseOf is the phrase that a call says, with the values that it has.
func phraseOf(call string, args []string) (e Entry, values []string, ok bool) {
	if call == "say(" {
		if len(args) == 0 {
			return e, nil, false
		}
		e.Phrase, ok = scriptText(args[0])
		return e, args[1:], ok
	}
	if len(args) < 3 {
		return e, nil, false
	}
	var one bool
	e.One, one = scriptText(args[1])
	e.Phrase, ok = scriptText(args[2])
	return e, append(args[:1:1], args[3:]...), ok && one
}

// scriptText is a text that a script writes out, in one piece or in several with a plus between them.
func scriptText(expression string) (Phrase, bool) {
	whole := ""
	for {
		literal, err := strconv.QuotedPrefix(expression)
		if err != nil {
			return "", false
		}
		text, err := strconv.Unquote(literal)
		rest := strings.TrimSpace(expression[len(literal):])
		whole += text
		if rest == "" || err != nil {
			return Phrase(whole), err == nil
		}
		expression = strings.TrimSpace(strings.TrimPrefix(rest, "+"))
	}
}

// arguments cuts a script behind the bracket that closes a call, and gives what the call is given.
func arguments(script string) (list []string, after string) {
	begin, depth := 0, 1
	add := func(end int) {
		if arg := strings.TrimSpace(script[begin:end]); arg != "" {
			list = append(list, arg)
		}
		begin = end + 1
	}
	for i := 0; i < len(script); i++ {
		switch script[i] {
		case '"', '\'', '`':
			i += literal(script[i:]) - 1
		case '(', '[', '{':
			depth++
		case ',':
			if depth == 1 {
				add(i)
			}
		case ')', ']', '}':
			if depth--; depth == 0 {
				add(i)
				return list, script[i+1:]
			}
		}
	}
	return nil, script
}

// literal is how long the text literal is that a script begins with. What is in the braces of a template is a script.
func literal(script string) int {
	quote := script[0]
	for i := 1; i < len(script); i++ {
		switch {
		case script[i] == '\\':
			i++
		case script[i] == quote:
			return i + 1
		case quote == '`' && strings.HasPrefix(script[i:], "${"):
			_, after := arguments(script[i+2:])
			i = len(script) - len(after) - 1
		}
	}
	return len(script)
}
