package toolkit

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/programme"
	"precept/internal/wording"
)

// writeMilestones writes a lane's milestones within a phase: what each is, when it is due, and the forms to do it with.
func writeMilestones(w *bytes.Buffer, in markdown.Input, list []*item.Item) {
	w.WriteString(`<ol class="milestones">`)
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<li>%s%s</li>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		fmt.Fprintf(w, `<li class="milestone" id="s-%s"><p class="milestone-what">`, it.ID)
		fmt.Fprintf(w, `<span class="number">%d</span> <strong>%s</strong></p>`, it.Number, it.LabelHTML)
		when := html.EscapeString(programme.When(in.Dict.Words, it.Marker, it.Args))
		fmt.Fprintf(w, `<p class="milestone-when"><span class="when">%s</span>`, when)
		if it.Get("gate") != "" {
			w.WriteString(` <span class="tag">` + in.Dict.Say("review point") + `</span>`)
		}
		if it.Get("basis") == "trust" {
			w.WriteString(` <span class="tag">` + in.Dict.Say("offered by one hospital trust") + `</span>`)
		}
		if it.Has("unconfirmed") {
			w.WriteString(` <span class="tag">` + in.Dict.Say("date or owner to be confirmed") + `</span>`)
		}
		w.WriteString(`</p>`)
		w.WriteString(it.HelpHTML)
		writeForms(w, in, strings.Fields(it.Get("form")))
		w.WriteString(`</li>`)
	}
	w.WriteString(`</ol>`)
}

// writeForms writes links to the forms of a milestone.
func writeForms(w *bytes.Buffer, in markdown.Input, forms []string) {
	if len(forms) == 0 {
		return
	}
	w.WriteString(`<p class="milestone-forms">`)
	if len(forms) == 1 {
		w.WriteString(in.Dict.Say("Form:") + " ")
	} else {
		w.WriteString(in.Dict.Say("Forms:") + " ")
	}
	for i, slug := range forms {
		if i > 0 {
			w.WriteString(", ")
		}
		if title, ok := in.Dict.Forms[slug]; ok {
			address := strings.Repeat("../", depth(in.Folder)) + "forms/" + slug + ".html"
			fmt.Fprintf(w, `<a href="%s">%s</a>`, address, html.EscapeString(title))
		} else {
			w.WriteString(html.EscapeString(slug))
		}
	}
	w.WriteString(`</p>`)
}

// depth counts the folders of a page's folder.
func depth(folder string) int {
	if folder == "" {
		return 0
	}
	return strings.Count(folder, "/") + 1
}

// Level says how far a competency or a requirement binds, by its marker.
func Level(w *wording.Words, marker string) string { return w.Say(levels[marker]) }

// levels say how far a competency or a requirement binds.
var levels = map[string]wording.Phrase{"must": "must", "should": "should", "could": "could"}

// writePlain writes competencies, standards and requirements as a list with their level in words.
func writePlain(w *bytes.Buffer, in markdown.Input, list []*item.Item) {
	w.WriteString(`<ul class="items">`)
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<li>%s%s</li>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		fmt.Fprintf(w, `<li class="item" id="s-%s">`, it.ID)
		if it.Marker != "standard" {
			fmt.Fprintf(w, `<span class="tag">%s</span> `, in.Dict.Say(levels[it.Marker]))
		}
		w.WriteString(it.LabelHTML)
		if it.Has("unconfirmed") {
			w.WriteString(` <span class="tag">` + in.Dict.Say("to be confirmed") + `</span>`)
		}
		if len(it.Patterns) == 0 {
			w.WriteString(it.HelpHTML)
		}
		w.WriteString(`</li>`)
	}
	w.WriteString(`</ul>`)
}
