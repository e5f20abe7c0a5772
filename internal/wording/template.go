package wording

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// attribute is one that a reader sees or hears.
var attribute = regexp.MustCompile(`\s(?:aria-label|title|alt|placeholder|label|data-say)="`)

// control are the actions of a template that divide a text; any other is a value within it.
var control = regexp.MustCompile(`^\{\{-?\s*(?:if|else|end|range|with|define|block|template|break|continue|/\*|` +
	`\$\w+\s*:?=)`)

// Template gives an HTML template with a site's own texts in place of its phrases, which are the runs of text between
// tags and between actions that divide it. An action that prints is a value.
func (w *Words) Template(text string) string {
	if !w.Own() {
		return text
	}
	return eachOfTemplate(text, func(p Phrase, actions []string) (string, bool) {
		own, has := w.texts[p]
		if !has {
			return "", false
		}
		return written(own[other], actions, func(s string) string {
			return inHTML.Replace(w.fill(s, nil))
		}), true
	})
}

// inHTML writes a text into an HTML template, within an element or an attribute.
var inHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "{{", `{{"{{"}}`)

// TemplatePhrases gives the phrases of an HTML template, in order.
func TemplatePhrases(text string) (list []Phrase) {
	eachOfTemplate(text, func(p Phrase, _ []string) (string, bool) {
		list = append(list, p)
		return "", false
	})
	return list
}

// written is a text with values in the places of its numbers, and what is around them as plain makes it.
func written(text string, values []string, plain func(string) string) string {
	var b strings.Builder
	for {
		before, inner, after, found := cutBraces(text)
		n, err := strconv.Atoi(inner)
		switch {
		case !found:
			b.WriteString(plain(before))
			return b.String()
		case err != nil || n < 1 || n > len(values):
			b.WriteString(plain(before + "{" + inner + "}"))
		default:
			b.WriteString(plain(before) + values[n-1])
		}
		text = after
	}
}

// say gives a text in place of a phrase, and false where it is to stay.
type say func(p Phrase, actions []string) (string, bool)

// eachOfTemplate gives a template with what say gives in place of its phrases.
func eachOfTemplate(text string, say say) string {
	var b, run strings.Builder
	flush := func() {
		b.WriteString(spoken(run.String(), say))
		run.Reset()
	}
	for len(text) > 0 {
		switch {
		case strings.HasPrefix(text, "{{"):
			action, rest := upTo(text, "}}")
			if control.MatchString(action) {
				flush()
				b.WriteString(action)
			} else {
				run.WriteString(action)
			}
			text = rest
		case strings.HasPrefix(text, "<!--"):
			comment, rest := upTo(text, "-->")
			flush()
			b.WriteString(comment)
			text = rest
		case text[0] == '<' && len(text) > 1 && (text[1] == '/' || text[1] == '!' || unicode.IsLetter(rune(text[1]))):
			flush()
			tag, rest := upToTagEnd(text)
			b.WriteString(attributes(tag, say))
			text = rest
			for _, raw := range [...]string{"style", "script", "code"} {
				if strings.HasPrefix(tag, "<"+raw) {
					body, after := upTo(text, "</"+raw+">")
					b.WriteString(body)
					text = after
				}
			}
		default:
			run.WriteByte(text[0])
			text = text[1:]
		}
	}
	flush()
	return b.String()
}

// upTo cuts a text after the first stop; the whole of it where there is none.
func upTo(text, stop string) (part, rest string) {
	if i := strings.Index(text, stop); i >= 0 {
		return text[:i+len(stop)], text[i+len(stop):]
	}
	return text, ""
}

// upToTagEnd cuts a text after the tag that it begins with. Actions and values may hold the sign that ends a tag.
func upToTagEnd(text string) (tag, rest string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "{{"):
			action, _ := upTo(text[i:], "}}")
			i += len(action) - 1
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '>' && !quoted:
			return text[:i+1], text[i+1:]
		}
	}
	return text, ""
}

// attributes does the same within the attributes of a tag.
func attributes(tag string, say say) string {
	var b strings.Builder
	for {
		at := attribute.FindStringIndex(tag)
		if at == nil {
			b.WriteString(tag)
			return b.String()
		}
		b.WriteString(tag[:at[1]])
		tag = tag[at[1]:]
		value := tag
		for i := 0; i < len(tag); i++ {
			if strings.HasPrefix(tag[i:], "{{") {
				action, _ := upTo(tag[i:], "}}")
				i += len(action) - 1
			} else if tag[i] == '"' {
				value = tag[:i]
				break
			}
		}
		b.WriteString(eachOfTemplate(value, say))
		tag = tag[len(value):]
	}
}

var action = regexp.MustCompile(`\{\{.*?\}\}`)

// spoken gives a run of text as say says it; one without a letter of its own stays as it is.
func spoken(run string, say say) string {
	if !strings.ContainsFunc(html.UnescapeString(action.ReplaceAllString(run, "")), unicode.IsLetter) {
		return run
	}
	text := strings.TrimSpace(run)
	i := strings.Index(run, text)
	var actions []string
	phrase := action.ReplaceAllStringFunc(text, func(a string) string {
		actions = append(actions, a)
		return "{" + strconv.Itoa(len(actions)) + "}"
	})
	phrase = html.UnescapeString(strings.Join(strings.Fields(phrase), " "))
	said, ok := say(Phrase(phrase), actions)
	if !ok {
		return run
	}
	return run[:i] + said + run[i+len(text):]
}
