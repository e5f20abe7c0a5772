package form

import (
	"precept/internal/wording"
	"slices"

	"precept/internal/civil"
	"precept/internal/item"
)

// Type is a type of field: the word of its marker, and its name in HTML, in a definition and in the script.
type Type string

// The types of field. An empty pair of brackets is a tick box.
const (
	Tick    Type = item.Tick
	Line    Type = "line"
	Text    Type = "text"
	Date    Type = "date"
	Expiry  Type = "expiry"
	Time    Type = "time"
	Number  Type = "number"
	Hours   Type = "hours"
	Choice  Type = "choice"
	Scale   Type = "scale"
	Choices Type = "choices"
	Pick    Type = "pick"
	Table   Type = "table"
	Sign    Type = "sign"
)

// Shape says how an answer is stored.
type Shape uint8

// The shapes of an answer.
const (
	TextAnswer  Shape = iota
	TickAnswer        // the text "yes"
	ListAnswer        // a list of texts
	TableAnswer       // rows of cells
	NoAnswer          // it is not under answers at all: a signature is under signed
)

// layout says how a field is written when it is not in a table.
type layout uint8

const (
	boxed     layout = iota // the label, the hint and a box to write in
	ticked                  // a box to tick, and the label after it
	grouped                 // a group of options, each with its box
	tabular                 // a table of fields
	statement               // a statement, and lines for who signs it
)

// fieldType is all that is particular to one type of field. What is not set is as for [line]. No function here may look
// up a type: a table's columns are handled where its layout and its shape are.
type fieldType struct {
	name  Type
	takes item.Takes
	oneOf []string // of TakesOneOf
	flags []string // as well as those of every field
	keys  []string // the same
	looks []string // those of both that change only how it looks, or how it is typed

	shape   Shape
	refuse  refusal // says what is wrong with a text, or with one of a list; nil takes any
	decimal bool    // the text is a number, typed with digits and shown with its unit
	words   func(w *wording.Words, text string) string
	free    bool // it is written freely, and not chosen, ticked or counted
	names   bool // in a table, it can be what a row is known by
	dated   bool // it is a day
	expires bool // a date after which what it is about no longer holds

	layout  layout
	control control        // in a cell, or boxed
	class   string         // of the control; it sets the width
	rows    int            // of a text area
	unit    wording.Phrase // where the field names none
	hint    hinter
}

// types is the one table of field types. Their side in the browser is themes/default/form/types.js.
var types = []fieldType{
	{name: Tick, shape: TickAnswer, refuse: notYes, words: ticks, layout: ticked, control: tickBox},
	{name: Line, free: true, names: true},
	{name: Text, keys: []string{"rows"}, looks: []string{"rows"}, words: paragraphs, free: true, names: true,
		control: textArea, rows: 4},
	{name: Date, flags: append([]string{"advisory"}, directions...), keys: []string{"expects"}, looks: directions,
		refuse: notDate, words: dates, dated: true, class: "w-date", hint: dateHint},
	{name: Expiry, refuse: notDate, words: dates, dated: true, expires: true,
		flags: []string{"may-plan"}, class: "w-date", hint: dateHint},
	{name: Time, refuse: notTime, class: "w-time", hint: timeHint},
	{name: Number, flags: []string{"advisory"}, keys: numberKeys, refuse: notNumber, decimal: true,
		class: "w-number", hint: rangeHint("60")},
	{name: Hours, flags: []string{"advisory"}, keys: slices.Concat(numberKeys, describeKeys), refuse: notHours,
		decimal: true, class: "w-number", unit: "hours", hint: rangeHint("7.5")},
	{name: Choice, takes: item.TakesOptions, flags: []string{"level", "advisory"},
		keys:   []string{"expects", "different"},
		refuse: notOffered, names: true, layout: grouped, control: selection},
	{name: Scale, takes: item.TakesOptions, flags: []string{"level", "advisory"}, keys: []string{"expects"},
		refuse: notOffered, names: true, layout: grouped, control: selection},
	{name: Choices, takes: item.TakesOptions, keys: []string{"different"}, shape: ListAnswer,
		refuse: notOffered, layout: grouped,
		control: tickBoxes},
	{name: Pick, takes: item.TakesOneOf, oneOf: []string{"records", "competencies", "standards", "attachments"},
		shape: ListAnswer, free: true, control: pickArea, rows: 2, hint: pickHint},
	{name: Table, flags: []string{"carries"}, keys: []string{"at-least", "open", "rows"},
		shape: TableAnswer, free: true, layout: tabular},
	{name: Sign, takes: item.TakesLane, shape: NoAnswer, layout: statement},
}

// directions say which way a day without a year goes.
var directions = []string{string(civil.Future), string(civil.Past)}

var numberKeys = []string{"min", "max", "unit", "sum", "minutes-between", "expects"}

// is gives the row of a type, or that of [line] for an unknown type.
func (t Type) is() *fieldType {
	line := 0
	for i := range types {
		if types[i].name == t {
			return &types[i]
		}
		if types[i].name == Line {
			line = i
		}
	}
	return &types[line]
}

// Types lists the types of field in the order of the documentation.
func Types() []Type {
	list := make([]Type, len(types))
	for i := range types {
		list[i] = types[i].name
	}
	return list
}

// row is the marker of a table's fixed row, which is not a field.
const row = "row"

// Markers gives the markers of a form page: the types of field, and [row].
func Markers() []item.Marker {
	list := make([]item.Marker, 0, len(types)+1)
	every := []string{"when", "was"} // the tag of the people that it applies to, and the former id
	for _, t := range types {
		m := item.Marker{Word: string(t.name), Takes: t.takes, OneOf: t.oneOf, Any: t.shape == ListAnswer,
			Looks: t.looks}
		m.Flags = slices.Concat([]string{"required", wantedFlag, "private"}, t.flags)
		m.Keys = slices.Concat(every, []string{wantedFlag, "each", "handover"}, t.keys)
		if t.shape == NoAnswer { // a signature has no answer to keep to oneself, and is a lane's already
			m.Flags, m.Keys = []string{"required"}, every
		} else {
			m.Keys = append(m.Keys, "for", "visibility")
		}
		list = append(list, m)
	}
	at := len(list) - 1 // before [sign]
	return slices.Insert(list, at, item.Marker{Word: row, Allowed: item.Allowed{
		Flags: []string{suggestedFlag, wantedFlag}, Keys: every}})
}

// Shape says how the field's answer is stored.
func (f *Field) Shape() Shape { return f.Type.is().shape }

// Free reports whether the field is answered in a person's own words, and not by choosing, ticking or counting. A table
// may have such columns.
func (f *Field) Free() bool { return f.Type.is().free }

// NamesRow reports whether this column can identify the rows of a table.
func (f *Field) NamesRow() bool { return f.Type.is().names }

// IsDate reports whether the answer is a day on which something was or will be.
func (f *Field) IsDate() bool { t := f.Type.is(); return t.dated && !t.expires }

// Expires reports whether the answer is a date after which what it is about no longer holds.
func (f *Field) Expires() bool { return f.Type.is().expires }

// Words writes a text of the answer as people read it: a date in words, a number with its unit, a text without the line
// end that closes it.
func (f *Field) Words(w *wording.Words, text string) string {
	t := f.Type.is()
	switch {
	case text == "":
	case t.words != nil:
		return t.words(w, text)
	case t.decimal && f.unit(w) != "":
		return text + " " + f.unit(w)
	}
	return text
}

// unit gives the unit of a number, or "".
func (f *Field) unit(w *wording.Words) string {
	if f.Unit != "" {
		return f.Unit
	}
	return w.Say(f.Type.is().unit)
}

// refuses says what is wrong with a text as an answer to this field, and what to write instead; "" where it is right.
func (f *Field) refuses(w *wording.Words, text string) (what, help string) {
	if refuse := f.Type.is().refuse; refuse != nil {
		return refuse(f, w, text)
	}
	return "", ""
}
