package form

import (
	"cmp"
	"fmt"
	"html"
	"strings"

	"precept/internal/civil"
	"precept/internal/wording"
)

// slot is where a control is on a page: its id, its name, and its other attributes.
type slot struct {
	id, name string
	words    *wording.Words
	label    string // names a control in a cell of a table, which no label element can
	more     string // attributes, each with a space before it
}

func (p slot) attributes() string {
	s := fmt.Sprintf(` id="%s" name="%s"`, p.id, p.name)
	if p.label != "" {
		s += fmt.Sprintf(` aria-label="%s"`, html.EscapeString(p.label))
	}
	return s + p.more
}

// control writes what a person types into, ticks or chooses from.
type control func(f *Field, t *fieldType, p slot) string

// control writes the field's control: one line to type in where its type says nothing else.
func (f *Field) control(p slot) string {
	t := f.Type.is()
	if t.control != nil {
		return t.control(f, t, p)
	}
	class, mode := t.class, ""
	if class == "" {
		class = "w-line"
	}
	if t.decimal {
		mode = ` inputmode="decimal"`
	}
	return fmt.Sprintf(`<input class="%s" type="text"%s autocomplete="off"%s>`, class, mode, p.attributes())
}

func textArea(f *Field, t *fieldType, p slot) string {
	rows := f.Lines
	if rows == 0 {
		rows = t.rows
		if p.label != "" {
			rows = 2
		}
	}
	return fmt.Sprintf(`<textarea rows="%d"%s></textarea>`, rows, p.attributes())
}

// pickArea is where the names of what is picked are written; the page's script makes a list to choose from of it.
func pickArea(f *Field, t *fieldType, p slot) string {
	p.more += ` data-choose="` + html.EscapeString(p.words.Say(f.picks().choose, "#")) + `"`
	return textArea(f, t, p)
}

// picks are the labels of [pick] fields by what they pick from: on paper, and above the list with how many are chosen.
var picks = map[string]struct{ name, choose wording.Phrase }{
	"records":      {"Name the records, one on each line", "Choose records: {1}"},
	"competencies": {"Name the {competencies}, one on each line", "Choose {competencies}: {1}"},
	"standards":    {"Name the standards, one on each line", "Choose standards: {1}"},
	"attachments":  {"Name the files, one on each line", "Choose files: {1}"},
}

func (f *Field) picks() struct{ name, choose wording.Phrase } {
	return picks[cmp.Or(f.Picks, "records")]
}

func tickBox(_ *Field, _ *fieldType, p slot) string {
	return `<input type="checkbox" value="yes"` + p.attributes() + `>`
}

// selection is a choice in a table: a list on screen, and room to write on paper, where the column's head has the words
// to choose from. In large print a table has no head, and they are here.
func selection(f *Field, _ *fieldType, p slot) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<select%s><option value="">%s</option>`, p.attributes(), html.EscapeString(p.words.Say("Choose")))
	for _, o := range f.Options {
		fmt.Fprintf(&b, `<option>%s</option>`, html.EscapeString(o))
	}
	b.WriteString(`</select>` + f.choices())
	return b.String()
}

// choices are the words to choose from on paper.
func (f *Field) choices() string {
	return `<span class="paper-only choices">` + html.EscapeString(strings.Join(f.Options, " / ")) + `</span>`
}

// tickBoxes are the options of a choice of several in a table, each with its box to tick.
func tickBoxes(f *Field, _ *fieldType, p slot) string {
	return fmt.Sprintf(`<div class="options" role="group" aria-label="%s"%s>`, html.EscapeString(p.label), p.more) +
		f.options("checkbox", p) + `</div>`
}

// options writes a labelled box for each option.
func (f *Field) options(kind string, p slot) string {
	var b strings.Builder
	for i, o := range f.Options {
		fmt.Fprintf(&b,
			`<div class="option"><input type="%s" id="%s_%d" name="%s" value="%s">`+
				`<label for="%[2]s_%[3]d">%[5]s</label></div>`,
			kind, p.id, i+1, p.name, html.EscapeString(o))
	}
	return b.String()
}

// hint says how to type an answer. On paper most of that has no place.
type hint struct {
	text    string
	onPaper bool
}

// hinter gives the hint of a field.
type hinter func(w *wording.Words, f *Field) hint

func dateHint(w *wording.Words, _ *Field) hint {
	return hint{text: w.Say("For example, {1}", w.Date(civil.Date{Year: 2026, Month: 3, Day: 27}))}
}

func timeHint(w *wording.Words, _ *Field) hint { return hint{text: w.Say("For example, 16:30")} }

// rangeHint says which numbers are possible, by an example where there is no upper limit.
func rangeHint(example string) hinter {
	return func(w *wording.Words, f *Field) hint {
		switch {
		case f.Min != "" && f.Max != "":
			return hint{w.Say("A number from {1} to {2}", f.Min, f.Max), true}
		case f.Max != "":
			return hint{text: w.Say("A number up to {1}", f.Max)}
		case f.Min == "":
			return hint{}
		}
		low, _ := Decimal(f.Min)
		if shown, _ := Decimal(example); low > shown {
			return hint{text: w.Say("For example, {1}", f.Min)}
		}
		return hint{text: w.Say("For example, {1}", example)}
	}
}

func pickHint(w *wording.Words, f *Field) hint { return hint{w.Say(f.picks().name), true} }

// hint gives the hint of the field's type.
func (f *Field) hint(w *wording.Words) hint {
	if of := f.Type.is().hint; of != nil {
		return of(w, f)
	}
	return hint{}
}
