package compare

import (
	"html/template"
	"strings"
)

// Marked is a text with the words that went in del and those that came in ins, named for those who cannot see it.
func (s Sentences) Marked(t Text) template.HTML {
	var b strings.Builder
	for _, run := range t {
		text := strings.TrimLeft(run.Text, " ")
		b.WriteString(run.Text[:len(run.Text)-len(text)])
		text = template.HTMLEscapeString(text)
		switch run.Op {
		case Deleted:
			b.WriteString("<del>" + quiet(s.Words.Say("removed:")) + text +
				quiet(s.Words.Say("(end of what was removed)")) + "</del>")
		case Inserted:
			b.WriteString("<ins>" + quiet(s.Words.Say("added:")) + text +
				quiet(s.Words.Say("(end of what was added)")) + "</ins>")
		default:
			b.WriteString(text)
		}
	}
	return template.HTML(b.String())
}

// quiet is only for screen readers.
func quiet(text string) string {
	return `<span class="quiet"> ` + template.HTMLEscapeString(text) + ` </span>`
}
