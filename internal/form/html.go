package form

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"precept/internal/item"
	"precept/internal/wording"
)

// openRows is how many empty rows a table without fixed rows has on paper and without script. A table that is printed
// on a page of its own, sideways, has twice as many.
const openRows = 4

// writer writes fields in the words of a site.
type writer struct {
	*bytes.Buffer
	words *wording.Words
	lane  func(id string) string
}

// Say says a phrase as HTML.
func (w *writer) Say(p wording.Phrase, values ...any) string {
	return html.EscapeString(w.words.Say(p, values...))
}

// WriteHTML writes a run of a form's items as labelled HTML controls that read and print as a paper form. lane gives
// the title of a lane by its id, and competencies are those of the version. A control's id is f- and the field's id.
// Where a field has several, an underscore and a number follow, which no author's id can hold.
func WriteHTML(b *bytes.Buffer, list []*item.Item, words *wording.Words, lane func(id string) string,
	competencies []Row) {
	w := &writer{b, words, lane}
	if len(list) > 0 && list[0].Quadrant {
		w.WriteString(`<div class="quadrant">`)
		defer w.WriteString(`</div>`)
	}
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<div class="form-note"><p>%s</p>%s</div>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		f, _ := fieldOf("", it, false)
		f.takeRows(competencies)
		f.writeHTML(w)
	}
}

func (f *Field) writeHTML(w *writer) {
	switch f.Type.is().layout {
	case boxed:
		f.writeBoxed(w)
	case ticked:
		f.writeTicked(w)
	case grouped:
		f.writeGroup(w)
	case tabular:
		f.writeTable(w)
	case statement:
		f.writeSignature(w)
	}
}

// writeOpen writes the start tag of a field's own element, which has its author's id.
func (f *Field) writeOpen(w *writer, element, extra string, classes ...string) {
	class := strings.Join(append([]string{"field field-" + string(f.Type)}, classes...), " ")
	if f.Private {
		class += " private"
	}
	fmt.Fprintf(w, `<%s class="%s" id="s-%s" data-type="%s"%s>`, element, class, f.ID, f.Type, extra)
}

func (f *Field) marks(w *writer) string {
	s := ""
	switch {
	case f.Required:
		s += ` <span class="req">` + w.Say("required") + `</span>`
	case f.Wanted == always:
		s += w.wanted()
	case f.Wanted != "":
		s += asked(w.Say("please answer, if it applies"))
	}
	if readers := f.readers(w); readers != "" {
		s += ` <span class="req readers">` + readers + `</span>`
	}
	return s
}

// wanted marks what should be answered, though a record is complete without it.
func (w *writer) wanted() string { return asked(w.Say("please answer")) }

func asked(words string) string { return ` <span class="req asked">` + words + `</span>` }

// readers says who reads the answer, where that is not as for the form; "" where it is.
func (f *Field) readers(w *writer) string {
	if f.Private {
		return w.Say("private to the {person}")
	}
	switch f.Visibility {
	case "date":
		return w.Say("read only by the {person}")
	case "pair":
		return w.Say("read only by the {person} and the {helper}")
	case "practice":
		return w.Say("the {place} and an inspector may read this too")
	case "practice-only":
		return w.Say("read by the {helper} and the {place}, not by the {person}")
	}
	return ""
}

// writePrivate says on paper that a private answer does not belong on a sheet that is handed over: there is no room to
// write it, and what was typed is not printed.
func (f *Field) writePrivate(w *writer) {
	if f.Private {
		w.WriteString(`<p class="apart paper-only">` + w.Say("This answer is not printed. If you write by hand, "+
			"use a sheet that you keep for yourself.") + `</p>`)
	}
}

// writeHint writes the author's help and the hint of the field's type.
func (f *Field) writeHint(w *writer) {
	own := f.hint(w.words)
	if f.HelpHTML == "" && own.text == "" {
		return
	}
	fmt.Fprintf(w, `<div class="hint" id="h-%s">%s`, f.ID, f.HelpHTML)
	if own.text != "" {
		class := "how typing"
		if own.onPaper {
			class = "how"
		}
		fmt.Fprintf(w, `<p class="%s">%s</p>`, class, html.EscapeString(own.text))
	}
	w.WriteString(`</div>`)
}

func (f *Field) describedBy() string {
	if f.HelpHTML == "" && f.hint(nil).text == "" {
		return ""
	}
	return ` aria-describedby="h-` + f.ID + `"`
}

func (f *Field) writeBoxed(w *writer) {
	f.writeOpen(w, "div", "")
	fmt.Fprintf(w, `<label for="f-%s">%s%s</label>`, f.ID, f.LabelHTML, f.marks(w))
	f.writeHint(w)
	f.writePrivate(w)
	more := f.describedBy()
	if f.Required {
		more += ` aria-required="true"`
	}
	w.WriteString(f.control(slot{words: w.words, id: "f-" + f.ID, name: f.ID, more: more}))
	if unit := f.unit(w.words); unit != "" {
		fmt.Fprintf(w, `<span class="unit">%s</span>`, html.EscapeString(unit))
	}
	w.WriteString(`</div>`)
}

func (f *Field) writeTicked(w *writer) {
	f.writeOpen(w, "div", "")
	fmt.Fprintf(w, `<input type="checkbox" id="f-%s" name="%[1]s" value="yes"%s>`, f.ID, f.describedBy())
	fmt.Fprintf(w, `<label for="f-%s">%s%s</label>`, f.ID, f.LabelHTML, f.marks(w))
	f.writeHint(w)
	f.writePrivate(w)
	w.WriteString(`</div>`)
}

func (f *Field) writeGroup(w *writer) {
	kind := "radio"
	if f.Shape() == ListAnswer {
		kind = "checkbox"
	}
	f.writeOpen(w, "fieldset", f.describedBy())
	fmt.Fprintf(w, `<legend>%s%s</legend>`, f.LabelHTML, f.marks(w))
	f.writeHint(w)
	f.writePrivate(w)
	options := f.options(kind, slot{words: w.words, id: "f-" + f.ID, name: f.ID})
	w.WriteString(`<div class="options">` + options + `</div></fieldset>`)
}

func (f *Field) writeSignature(w *writer) {
	f.writeOpen(w, "fieldset", f.describedBy())
	fmt.Fprintf(w, `<legend>%s%s</legend><p class="statement">%s</p>`, w.Say("Signature: {1}", w.lane(f.Lane)),
		f.marks(w), f.LabelHTML)
	f.writeHint(w)
	w.WriteString(`<div class="sign-lines">`)
	for _, line := range [...]struct{ id, label, class string }{{"name", w.Say("Name"), "w-line"},
		{"role", w.Say("Role"), "w-line"}, {"date", w.Say("Date"), "w-date"}} {
		fmt.Fprintf(w, `<div class="sign-line"><label for="f-%s_%s">%s</label>`, f.ID, line.id, line.label)
		fmt.Fprintf(w, `<input class="%s" type="text" autocomplete="off" id="f-%s_%s" name="%[2]s.%[3]s"></div>`,
			line.class, f.ID, line.id)
	}
	w.WriteString(`<div class="sign-line sign-ink paper-only"><span class="label">` + w.Say("Signature") +
		`</span></div></div></fieldset>`)
}

func (f *Field) writeTable(w *writer) {
	f.writeOpen(w, "div", fmt.Sprintf(` role="group" aria-labelledby="l-%s"%s`, f.ID, f.describedBy()), f.width()...)
	fmt.Fprintf(w, `<p class="label" id="l-%s">%s%s</p>`, f.ID, f.LabelHTML, f.marks(w))
	f.writeHint(w)
	f.writePrivate(w)
	fmt.Fprintf(w,
		`<div class="scroll" role="region" tabindex="0" aria-labelledby="l-%s"><table class="entry"><thead><tr>`, f.ID)
	if len(f.Rows) > 0 {
		// an empty corner cell is a td: a header cell must have words
		w.WriteString(`<td` + f.rowsClass() + `></td>`)
	}
	for i := range f.Columns {
		f.Columns[i].writeHead(w)
	}
	w.WriteString(`</tr></thead><tbody>`)
	group := ""
	for _, r := range f.Rows {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(w, `<tr class="row-group"><th scope="colgroup" colspan="%d">%s</th></tr>`, len(f.Columns)+1,
				html.EscapeString(group))
		}
		fmt.Fprintf(w, `<tr data-row="%s"><th scope="row"`, r.ID)
		if f.RowsOf == "" { // a competency has its id on the page that lists it
			fmt.Fprintf(w, ` id="s-%s"`, r.ID)
		}
		w.WriteString(`>` + r.LabelHTML)
		if r.Level != "" {
			fmt.Fprintf(w, ` <span class="tag">%s</span>`, html.EscapeString(r.Level))
		}
		if r.Wanted {
			w.WriteString(w.wanted())
		}
		w.WriteString(`</th>`)
		f.writeCells(w, r.ID, r.Label, nil)
	}
	if len(f.Rows) == 0 {
		for n := 1; n <= len(f.Suggested)+f.openRows(); n++ {
			w.WriteString(`<tr>`)
			var given map[string]string
			if n <= len(f.Suggested) {
				given = f.Suggested[n-1]
			}
			f.writeCells(w, strconv.Itoa(n), w.words.Say("Row {1}", n), given)
		}
	}
	w.WriteString(`</tbody></table></div></div>`)
}

// writeHead writes a column's head. Its hint describes each control of the column.
func (f *Field) writeHead(w *writer) {
	fmt.Fprintf(w, `<th scope="col" class="c-%s">%s`, f.Type, f.LabelHTML)
	if unit := f.headUnit(w.words); unit != "" {
		fmt.Fprintf(w, ` <span class="unit">(%s)</span>`, html.EscapeString(unit))
	}
	w.WriteString(f.marks(w))
	if t := f.Type.is(); t.takes == item.TakesOptions && t.shape == TextAnswer {
		w.WriteString(" " + f.choices())
	}
	f.writeHint(w)
	f.writePrivate(w)
	w.WriteString(`</th>`)
}

// headUnit is the unit of a column, unless its head says it already.
func (f *Field) headUnit(w *wording.Words) string {
	if unit := f.unit(w); !strings.Contains(strings.ToLower(f.Label), strings.ToLower(unit)) {
		return unit
	}
	return ""
}

// writeCells writes the cells of a row and its end tag. given is what it begins with, by column.
func (f *Field) writeCells(w *writer, row, rowLabel string, given map[string]string) {
	for i := range f.Columns {
		c := &f.Columns[i]
		label, class := c.Label, ""
		if unit := c.headUnit(w.words); unit != "" {
			label += " (" + unit + ")"
		}
		if c.Private {
			class = ` class="c-private"`
		}
		more := c.describedBy()
		if text := given[c.ID]; text != "" {
			more += ` value="` + html.EscapeString(text) + `"`
		}
		fmt.Fprintf(w, `<td%s data-label="%s">%s</td>`, class, html.EscapeString(label), c.control(slot{
			words: w.words, id: "f-" + f.ID + "_" + row + "_" + c.ID, name: f.ID + "." + row + "." + c.ID,
			label: rowLabel + ": " + c.Label, more: more}))
	}
	w.WriteString(`</tr>`)
}

// rowsClass marks a column of row labels that are as long as a sentence, which has more room on paper.
func (f *Field) rowsClass() string {
	if slices.ContainsFunc(f.Rows, func(r Row) bool { return len(r.Label) > 24 }) {
		return ` class="c-rows"`
	}
	return ""
}

func (f *Field) openRows() int {
	rows := openRows
	if slices.Contains(f.width(), "across") {
		rows *= 2
	}
	return max(rows, f.AtLeast)
}

// width gives the class of a table that does not fit a column of text: wide on screen, across on paper, where it is
// printed sideways.
func (f *Field) width() []string {
	n := len(f.Columns)
	if len(f.Rows) > 0 {
		n++
	}
	switch {
	case n >= 7:
		return []string{"wide", "across"}
	case n >= 5:
		return []string{"wide"}
	}
	return nil
}
