package form

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/item"
)

// Field is one thing to fill in. A table's columns are fields of their own. As JSON it is a part of the form's
// definition.
type Field struct {
	ID        string `json:"id"`
	Type      Type   `json:"type"`
	Label     string `json:"label"` // plain text; a signature's statement
	LabelHTML string `json:"-"`
	HelpHTML  string `json:"-"`

	// of the section that the field is in; empty for a column
	Section  string `json:"section,omitempty"`
	Within   string `json:"within,omitempty"`
	Quadrant bool   `json:"quadrant,omitempty"`

	Required bool     `json:"required,omitempty"`
	Private  bool     `json:"private,omitempty"`
	Options  []string `json:"options,omitempty"` // of choice, scale, choices
	Picks    string   `json:"picks,omitempty"`   // records, competencies, standards or attachments
	Lane     string   `json:"lane,omitempty"`    // who signs
	For      string   `json:"for,omitempty"`     // the lane whose own it is; others' signatures do not cover it

	// who reads its answers and, as lanes, whose signatures cover them, where that is not as for the form or the table
	Visibility string   `json:"visibility,omitempty"`
	ReadBy     []string `json:"read_by,omitempty"`

	Min      string       `json:"min,omitempty"`
	Max      string       `json:"max,omitempty"`
	Unit     string       `json:"unit,omitempty"`
	Sum      string       `json:"sum,omitempty"`      // what a number column must add up to
	AtLeast  int          `json:"at_least,omitempty"` // rows that a table must have
	Open     string       `json:"open,omitempty"`     // a table's tick column that closes a row
	Carries  bool         `json:"carries,omitempty"`
	Toward   civil.Toward `json:"direction,omitempty"` // of a date: which way a day without a year goes
	MayPlan  bool         `json:"may_plan,omitempty"`  // what has run out may be accepted with a plan
	Level    bool         `json:"level,omitempty"`     // a competency is achieved when this has its last option
	Meets    []string     `json:"meets,omitempty"`
	When     string       `json:"when,omitempty"`    // applies only to preceptees with this tag
	Was      string       `json:"was,omitempty"`     // its former id
	Columns  []Field      `json:"columns,omitempty"` // of a table
	Rows     []Row        `json:"rows,omitempty"`    // fixed rows; without them the person adds rows
	RowsOf   string       `json:"-"`                 // Competencies where a table's rows are those of the version
	Describe Describe     `json:"-"`                 // of hours: the fields that describe the time

	Suggested []map[string]string `json:"suggested,omitempty"`       // rows that a new record begins with
	Between   []string            `json:"minutes_between,omitempty"` // the two times that a number is computed from

	Wanted     string   `json:"wanted,omitempty"`      // in which records an answer is wanted, though not required
	Expects    string   `json:"expects,omitempty"`     // what the answer is expected to be
	Advice     bool     `json:"advisory,omitempty"`    // what is expected is advice
	WantedRows []string `json:"wanted_rows,omitempty"` // of the suggested rows, those that are wanted

	Different string `json:"different,omitempty"` // "4 by month 6": so many different options over all records
	Each      string `json:"each,omitempty"`      // "must by month 5": answered about each competency of that level
	Handover  string `json:"handover,omitempty"`  // the lane whose change of person is recorded here

	Lines int              `json:"-"` // of a text box
	Pos   finding.Position `json:"-"`

	wantedAt finding.Position // where it says in which records it is wanted
}

// Row is a fixed row of a table. Was is its former id, and When the tag of the preceptees that it applies to. A row
// that is a competency has its domain and its level: must, should or could.
type Row struct {
	ID        string   `json:"id"`
	Label     string   `json:"label"`
	LabelHTML string   `json:"-"`
	Group     string   `json:"group,omitempty"`
	Level     string   `json:"level,omitempty"`
	Meets     []string `json:"-"`
	When      string   `json:"when,omitempty"`
	Was       string   `json:"was,omitempty"`
	Wanted    bool     `json:"wanted,omitempty"` // something should be written in it
}

// Competencies is what rows= names where a table has a row for each competency of its version.
const Competencies = "competencies"

// Applies reports whether the field applies to a preceptee with these tags.
func (f *Field) Applies(tags []string) bool {
	return f.When == "" || slices.Contains(tags, f.When)
}

// Applies reports whether the row applies to a preceptee with these tags.
func (r *Row) Applies(tags []string) bool { return r.When == "" || slices.Contains(tags, r.When) }

// Column finds a table's column by its id, or by its former one; nil when there is none.
func (f *Field) Column(id string) *Field {
	for i := range f.Columns {
		if f.Columns[i].ID == id {
			return &f.Columns[i]
		}
	}
	for i := range f.Columns {
		if f.Columns[i].Was == id && id != "" {
			return &f.Columns[i]
		}
	}
	return nil
}

// Row finds a table's fixed row by its id, or by its former one; nil when there is none.
func (f *Field) Row(id string) *Row {
	for i := range f.Rows {
		if f.Rows[i].ID == id {
			return &f.Rows[i]
		}
	}
	for i := range f.Rows {
		if f.Rows[i].Was == id && id != "" {
			return &f.Rows[i]
		}
	}
	return nil
}

// fieldOf reads one item as a field, or as a column of a table.
func fieldOf(file string, it *item.Item, column bool) (Field, []finding.Finding) {
	r := reader{file: file, it: it}
	f := Field{
		ID: it.ID, Type: Type(it.Marker), Label: it.Label, LabelHTML: it.LabelHTML, HelpHTML: it.HelpHTML,
		Min: it.Get("min"), Max: it.Get("max"), Unit: it.Get("unit"), Sum: it.Get("sum"), Open: it.Get("open"),
		Required: it.Has("required"), Private: it.Has("private"), Level: it.Has("level"),
		MayPlan: it.Has("may-plan"), Carries: it.Has("carries"),
		Meets: strings.Fields(it.Get("meets")), When: it.Get("when"), Was: it.Get("was"),
		Between:  strings.Fields(it.Get("minutes-between")),
		Describe: Describe{On: it.Get("on"), Kind: it.Get("kind"), Pillar: it.Get("pillar"), With: it.Get("with")},
		For:      it.Get("for"), Visibility: it.Get("visibility"), AtLeast: r.whole("at-least", 100), Pos: r.pos(""),
	}
	if !column && f.Type != Sign && !f.Private {
		f.Visibility = cmp.Or(f.Visibility, it.Visibility)
	}
	if f.Visibility == "private" {
		f.Private, f.Visibility = true, ""
	}
	r.checkNumbers(&f)
	r.checkWords()
	r.direction(&f)
	r.wanted(&f)
	r.overTime(&f)
	t := f.Type.is()
	switch {
	case len(it.Options) == 0:
	case t.takes == item.TakesOptions:
		f.Options = it.Options
	case t.takes == item.TakesOneOf:
		f.Picks = it.Options[0]
	case t.takes == item.TakesLane:
		f.Lane = it.Options[0]
	}
	if t.shape == TableAnswer {
		r.table(&f)
	} else {
		f.Lines = r.whole("rows", 60)
	}
	r.owner(&f)
	if f.Sum != "" && !column {
		r.bad("sum", "sum= is for a column of a table: there is nothing to add up here",
			"leave it out, or nest the field under a [table]")
	}
	if len(f.Between) > 0 && !column {
		r.bad("minutes-between", "minutes-between= is for a column of a table with two columns of times",
			"leave it out, or nest the field under a [table]")
	}
	return f, r.findings
}

// direction reads which way a day without a year goes.
func (r *reader) direction(f *Field) {
	future, past := r.it.Has(string(civil.Future)), r.it.Has(string(civil.Past))
	switch {
	case future && past:
		r.bad("", "a day cannot be both .future and .past", "keep one of the two, or neither")
	case future:
		f.Toward = civil.Future
	case past:
		f.Toward = civil.Past
	}
}

// owner checks for=, which gives a field to one lane.
func (r *reader) owner(f *Field) {
	switch {
	case f.For == "":
	case f.Level:
		r.bad("for", "the level of a competency cannot belong to one lane",
			"leave out for="+f.For+": everybody who signs must see the level")
	case f.Private:
		r.bad("for", "a private answer is only for the person it is about, and no signature covers it",
			"leave out for="+f.For+", or .private")
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		switch {
		case f.For != "" && c.Level:
			r.bad("for", fmt.Sprintf("the table is for=%s, but its column %s has the level of a competency, "+
				"which cannot belong to one lane", f.For, c.ID), "write for= on the other columns instead")
		case f.For != "" && c.For != "":
			r.bad("for", fmt.Sprintf("the table is for=%s, and so is every column of it, but its column %s is for=%s",
				f.For, c.ID, c.For), "write for= on the table or on its columns, not on both")
		}
	}
}

// reader gathers what is wrong with one item.
type reader struct {
	file     string
	it       *item.Item
	findings []finding.Finding
}

// pos is the place of an attribute, or of the item's marker where the attribute is missing.
func (r *reader) pos(key string) finding.Position {
	at := r.it.Start
	for _, a := range r.it.Pairs {
		if a.Key == key {
			at = a.Pos
		}
	}
	return finding.Position{File: r.file, Line: at.Line, Column: at.Column, End: at.End}
}

func (r *reader) bad(key, message, help string) {
	r.findings = append(r.findings, finding.Finding{Rule: item.RuleAttribute, Position: r.pos(key), Message: message,
		Help: help})
}

// whole reads a whole number from 1 to most; 0 where it is not given, or is wrong.
func (r *reader) whole(key string, most int) int {
	v := r.it.Get(key)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > most {
		r.bad(key, fmt.Sprintf("%s is %q, which is not a whole number from 1 to %d", key, v, most),
			"write "+key+"=4, for example")
		return 0
	}
	return n
}

func (r *reader) checkNumbers(f *Field) {
	if _, _, ok := goal(f.Sum); f.Sum != "" && f.Sum != JustTotal && !ok {
		r.bad("sum", fmt.Sprintf("sum is %q, which is not a total that numbers can add up to", f.Sum),
			`write sum=100, sum="at most 25", sum="at least 5", or sum=total to show the total without a limit`)
	}
	for _, key := range []string{"min", "max"} {
		if v := r.it.Get(key); v != "" {
			if _, ok := Decimal(v); !ok {
				r.bad(key, fmt.Sprintf("%s is %q, which is not a number", key, v),
					"write a plain number such as "+key+"=0 or "+key+"=7.5")
			}
		}
	}
	if low, ok := Decimal(f.Min); ok {
		if high, set := Decimal(f.Max); set && high < low {
			r.bad("max", fmt.Sprintf("max is %s, which is less than min, %s: no answer could be right", f.Max, f.Min),
				"swap the two")
		}
	}
}

func (r *reader) checkWords() {
	for _, a := range [...]struct{ key, what, example string }{{"was", "an id", "old-name"},
		{"when", "a tag", "prescriber"}} {
		if v := r.it.Get(a.key); v != "" && !item.ValidID(v) {
			r.bad(a.key, fmt.Sprintf("%s is %q, which cannot be %s", a.key, v, a.what),
				"write small letters a to z, figures and hyphens, such as "+a.key+"="+a.example)
		}
	}
}

// table reads the columns and the fixed rows of a table.
func (r *reader) table(f *Field) {
	for _, child := range r.it.Children {
		switch child.Marker {
		case item.Plain:
		case row:
			if child.Has(suggestedFlag) {
				continue
			}
			f.Rows = append(f.Rows, Row{ID: child.ID, Label: child.Label, LabelHTML: child.LabelHTML,
				Meets: strings.Fields(child.Get("meets")), When: child.Get("when"), Was: child.Get("was"),
				Wanted: child.Has(wantedFlag)})
			fixed := reader{file: r.file, it: child}
			fixed.checkWords()
			r.findings = append(r.findings, fixed.findings...)
		default:
			column, more := fieldOf(r.file, child, true)
			about := reader{file: r.file, it: child}
			about.aboutEach(&column, r.it.Get("rows") != "")
			more = append(more, about.findings...)
			r.findings = append(r.findings, more...)
			f.Columns = append(f.Columns, column)
		}
	}
	if len(f.Columns) == 0 {
		r.bad("", "the table has no columns",
			"nest a field for each column under it, such as \"  - [text] Evidence {#evidence}\"")
	}
	r.rowsOf(f)
	r.fixedRows(f)
	r.suggest(f)
	r.between(f)
}

// rowsOf reads where a table's rows come from, and checks the columns that say how far somebody has come.
func (r *reader) rowsOf(f *Field) {
	of := r.it.Get("rows")
	switch {
	case of == Competencies && len(f.Rows) > 0:
		r.bad("rows", "the table has a row for each competency, and [row] items as well",
			"leave out rows=, or its [row] items")
	case of == Competencies:
		f.RowsOf = of
	case of != "":
		r.bad("rows", fmt.Sprintf("rows is %q, which is not a list that a table can use", of),
			"write rows=competencies for a row for each competency, or nest a [row] for each row")
		return // then its columns about competencies are right too
	}
	level := slices.ContainsFunc(f.Columns, func(c Field) bool { return c.Level })
	if level && of != Competencies {
		r.bad("", "a column with .level says how far somebody has come with a competency, and the rows of this table "+
			"are none", "write rows=competencies in the braces of the table, or leave out .level")
	}
}

// fixedRows checks what has no effect on a table with fixed rows.
func (r *reader) fixedRows(f *Field) {
	n := len(f.Rows)
	switch {
	case n == 0 && f.RowsOf == "":
		return
	case f.AtLeast > n && f.RowsOf == "":
		r.bad("at-least", fmt.Sprintf("at-least=%d can never be reached: the table has %d fixed rows", f.AtLeast, n),
			fmt.Sprintf("write at-least=%d at most, or leave out the fixed rows so that people add theirs", n))
	}
	if f.Carries || f.Open != "" {
		r.bad("open", "only rows that people add are carried on to the next record, and this table has fixed rows",
			"leave out .carries and open=, or the fixed rows")
	}
}
