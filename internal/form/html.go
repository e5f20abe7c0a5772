package form

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"precept/internal/item"
)

// openRows is how many empty rows a table without fixed rows shows on paper and without script; one that has a sheet of its own, on
// its side, has twice as many.
const openRows = 4

// WriteHTML writes a run of a form's items as labelled HTML controls that read and print as a paper form. lane gives the words
// for a lane id. A control's id is f- and the field's id; what is one of several in a field has an underscore and its place
// behind that, which no author's id can hold.
func WriteHTML(w *bytes.Buffer, list []*item.Item, lane func(id string) string) {
	if len(list) > 0 && list[0].Quadrant {
		w.WriteString(`<div class="quadrant">`)
		defer w.WriteString(`</div>`)
	}
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<div class="form-note"><p>%s</p>%s</div>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		f, _ := fieldOf("", it)
		f.writeHTML(w, lane)
	}
}

func (f *Field) writeHTML(w *bytes.Buffer, lane func(string) string) {
	switch f.Type {
	case Tick:
		f.open(w, "div", "")
		fmt.Fprintf(w, `<input type="checkbox" id="f-%s" name="%[1]s" value="yes"%s%s>`, f.ID, f.describedBy(), f.must())
		fmt.Fprintf(w, `<label for="f-%s">%s%s</label>`, f.ID, f.LabelHTML, f.marks())
		f.hint(w, "")
		f.apart(w)
		w.WriteString(`</div>`)
	case Choice, Scale, Choices:
		f.options(w)
	case Table:
		f.table(w)
	case Sign:
		f.sign(w, lane)
	default:
		f.open(w, "div", "")
		fmt.Fprintf(w, `<label for="f-%s">%s%s</label>`, f.ID, f.LabelHTML, f.marks())
		f.hint(w, f.ownHint())
		f.apart(w)
		w.WriteString(f.control("f-"+f.ID, f.ID, "", f.describedBy()+f.must()))
		if f.Unit != "" || f.Type == Hours {
			unit := f.Unit
			if unit == "" {
				unit = "hours"
			}
			fmt.Fprintf(w, `<span class="unit">%s</span>`, html.EscapeString(unit))
		}
		w.WriteString(`</div>`)
	}
}

// open writes the start of a field's own element, which bears its author's id.
func (f *Field) open(w *bytes.Buffer, element, extra string, classes ...string) {
	class := strings.Join(append([]string{"field field-" + string(f.Type)}, classes...), " ")
	if f.Private {
		class += " private"
	}
	fmt.Fprintf(w, `<%s class="%s" id="s-%s" data-type="%s"%s>`, element, class, f.ID, f.Type, extra)
}

func (f *Field) marks() string {
	s := ""
	if f.Required {
		s += ` <span class="req">required</span>`
	}
	if f.Private {
		s += ` <span class="req">private to the preceptee</span>`
	}
	return s
}

// apart says on paper that what is private does not belong on a sheet that is handed over: there, it has no room to write, and what
// was typed is not printed.
func (f *Field) apart(w *bytes.Buffer) {
	if f.Private {
		w.WriteString(`<p class="apart paper-only">Kept apart: not printed. By hand, write it on a sheet that you keep.</p>`)
	}
}

func (f *Field) must() string {
	if f.Required && f.Type != Tick {
		return ` aria-required="true"`
	}
	return ""
}

// ownHint says how to type what the field asks for. By hand, only a list and a range need a word: see typed.
func (f *Field) ownHint() string {
	var s string
	switch f.Type {
	case Date, Expiry:
		s = "For example, 27 March 2026"
	case Time:
		s = "For example, 16:30"
	case Pick:
		switch f.Picks {
		case "competencies":
			s = "Name the competencies, one on each line"
		case "standards":
			s = "Name the standards, one on each line"
		case "attachments":
			s = "Name the files, one on each line"
		default:
			s = "Name the records, one on each line"
		}
	case Number, Hours:
		switch {
		case f.Min != "" && f.Max != "":
			s = "A number from " + f.Min + " to " + f.Max
		case f.Min != "":
			s = "A number, " + f.Min + " or more"
		case f.Max != "":
			s = "A number up to " + f.Max
		}
	}
	return s
}

// typed reports whether the hint of our own is for those who type, and has no place on paper.
func (f *Field) typed() bool {
	return f.Type != Pick && (f.Min == "" || f.Max == "")
}

func (f *Field) hint(w *bytes.Buffer, own string) {
	if f.HelpHTML == "" && own == "" {
		return
	}
	fmt.Fprintf(w, `<div class="hint" id="h-%s">%s`, f.ID, f.HelpHTML)
	if own != "" {
		class := "how"
		if f.typed() {
			class += " typing"
		}
		fmt.Fprintf(w, `<p class="%s">%s</p>`, class, html.EscapeString(own))
	}
	w.WriteString(`</div>`)
}

func (f *Field) describedBy() string {
	if f.HelpHTML == "" && f.ownHint() == "" {
		return ""
	}
	return ` aria-describedby="h-` + f.ID + `"`
}

// control is the box to write in; label names it where no label element can.
func (f *Field) control(id, name, label, more string) string {
	at := fmt.Sprintf(` id="%s" name="%s"`, id, name)
	if label != "" {
		at += fmt.Sprintf(` aria-label="%s"`, html.EscapeString(label))
	}
	at += more
	switch f.Type {
	case Text, Pick:
		rows := f.Lines
		if rows == 0 {
			rows = 4
			if label != "" || f.Type == Pick {
				rows = 2
			}
		}
		return fmt.Sprintf(`<textarea rows="%d"%s></textarea>`, rows, at)
	case Date, Expiry:
		return `<input class="w-date" type="text" autocomplete="off"` + at + `>`
	case Time:
		return `<input class="w-time" type="text" autocomplete="off"` + at + `>`
	case Number, Hours:
		return `<input class="w-number" type="text" inputmode="decimal" autocomplete="off"` + at + `>`
	case Tick:
		return `<input type="checkbox" value="yes"` + at + `>`
	case Choice, Scale:
		return f.selection(at)
	case Choices:
		return f.boxes(id, name, label, more)
	}
	return `<input class="w-line" type="text" autocomplete="off"` + at + `>`
}

// selection is a choice inside a table: a list on screen, room to write on paper, where the words to choose from stand once in the
// column's head; or here, in large print, whose rows have no head.
func (f *Field) selection(at string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<select%s><option value="">Choose</option>`, at)
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

// boxes are the options of a choice of several inside a table, each with its box to tick.
func (f *Field) boxes(id, name, label, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<div class="options" role="group" aria-label="%s"%s>`, html.EscapeString(label), more)
	for i, o := range f.Options {
		fmt.Fprintf(&b, `<div class="option"><input type="checkbox" id="%s_%d" name="%s" value="%s"><label for="%[1]s_%[2]d">%[5]s</label></div>`,
			id, i+1, name, html.EscapeString(o), html.EscapeString(o))
	}
	b.WriteString(`</div>`)
	return b.String()
}

func (f *Field) options(w *bytes.Buffer) {
	kind := "radio"
	if f.Type == Choices {
		kind = "checkbox"
	}
	f.open(w, "fieldset", f.describedBy())
	fmt.Fprintf(w, `<legend>%s%s</legend>`, f.LabelHTML, f.marks())
	f.hint(w, "")
	f.apart(w)
	w.WriteString(`<div class="options">`)
	for i, o := range f.Options {
		id := "f-" + f.ID + "_" + strconv.Itoa(i+1)
		fmt.Fprintf(w, `<div class="option"><input type="%s" id="%s" name="%s" value="%s"><label for="%s">%s</label></div>`,
			kind, id, f.ID, html.EscapeString(o), id, html.EscapeString(o))
	}
	w.WriteString(`</div></fieldset>`)
}

func (f *Field) table(w *bytes.Buffer) {
	f.open(w, "div", fmt.Sprintf(` role="group" aria-labelledby="l-%s"%s`, f.ID, f.describedBy()), f.width()...)
	fmt.Fprintf(w, `<p class="label" id="l-%s">%s%s</p>`, f.ID, f.LabelHTML, f.marks())
	f.hint(w, "")
	f.apart(w)
	fmt.Fprintf(w, `<div class="scroll" role="region" tabindex="0" aria-labelledby="l-%s"><table class="entry"><thead><tr>`, f.ID)
	if len(f.Rows) > 0 {
		// an empty corner cell is a td: a header cell must have words
		w.WriteString(`<td></td>`)
	}
	for _, c := range f.Columns {
		fmt.Fprintf(w, `<th scope="col" class="c-%s">%s`, c.Type, c.LabelHTML)
		if c.Unit != "" {
			fmt.Fprintf(w, ` <span class="unit">(%s)</span>`, html.EscapeString(c.Unit))
		}
		w.WriteString(c.marks())
		if c.Type == Choice || c.Type == Scale {
			w.WriteString(" " + c.choices())
		}
		c.hint(w, c.ownHint()) // each box of the column is described by it
		c.apart(w)
		w.WriteString(`</th>`)
	}
	w.WriteString(`</tr></thead><tbody>`)
	if len(f.Rows) > 0 {
		for _, r := range f.Rows {
			fmt.Fprintf(w, `<tr data-row="%s"><th scope="row" id="s-%s">%s</th>`, r.ID, r.ID, r.LabelHTML)
			for _, c := range f.Columns {
				f.cell(w, c, r.ID, r.Label)
			}
			w.WriteString(`</tr>`)
		}
	} else {
		for n := 1; n <= f.openRows(); n++ {
			w.WriteString(`<tr>`)
			for _, c := range f.Columns {
				f.cell(w, c, strconv.Itoa(n), "Row "+strconv.Itoa(n))
			}
			w.WriteString(`</tr>`)
		}
	}
	w.WriteString(`</tbody></table></div></div>`)
}

func (f *Field) openRows() int {
	rows := openRows
	if slices.Contains(f.width(), "across") {
		rows *= 2
	}
	return max(rows, f.AtLeast)
}

// width says of a table that it asks for more than a column of text has room for: wide on screen, across on paper, where it lies
// on its side.
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

func (f *Field) cell(w *bytes.Buffer, c Field, row, rowLabel string) {
	id := "f-" + f.ID + "_" + row + "_" + c.ID
	label := c.Label
	if c.Unit != "" {
		label += " (" + c.Unit + ")"
	}
	class := ""
	if c.Private {
		class = ` class="c-private"`
	}
	fmt.Fprintf(w, `<td%s data-label="%s">%s</td>`, class, html.EscapeString(label), c.control(id, f.ID+"."+row+"."+c.ID, rowLabel+": "+c.Label, c.describedBy()))
}

func (f *Field) sign(w *bytes.Buffer, lane func(string) string) {
	f.open(w, "fieldset", f.describedBy())
	fmt.Fprintf(w, `<legend>Signature: %s%s</legend><p class="statement">%s</p>`, html.EscapeString(lane(f.Lane)), f.marks(), f.LabelHTML)
	f.hint(w, "")
	w.WriteString(`<div class="sign-lines">`)
	for _, part := range [...]struct{ id, label, class string }{{"name", "Name", "w-line"}, {"role", "Role", "w-line"}, {"date", "Date", "w-date"}} {
		fmt.Fprintf(w, `<div class="sign-line"><label for="f-%s_%s">%s</label><input class="%s" type="text" autocomplete="off" id="f-%[1]s_%[2]s" name="%[1]s.%[2]s"></div>`,
			f.ID, part.id, part.label, part.class)
	}
	w.WriteString(`<div class="sign-line sign-ink paper-only"><span class="label">Signature</span></div></div></fieldset>`)
}
