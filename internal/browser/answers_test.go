//go:build browser

package browser

import (
	"fmt"
	"hash/fnv"
	"maps"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/form"
)

// What is typed into a control depends only on its name. So the walk by keyboard, the record that must come of it and
// the page that must show it can each work it out.

// typedAnswer is what a person types, how it is stored, and how a reader of the portfolio sees it.
type typedAnswer struct{ typed, stored, shown string }

// numberOf is any number below n, the same for the same name and unlike those of other names as far as it can be.
func numberOf(name string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32()>>3) % n
}

// answerTo is one text, date, number or choice. name is that of the control, row its place in its table.
func answerTo(whole *form.Form, f *form.Field, name string, row, rows int) typedAnswer {
	n := numberOf(whole.Slug+" "+name, 997)
	same := func(s string) typedAnswer { return typedAnswer{s, s, s} }
	switch f.Type {
	case form.Tick:
		return typedAnswer{" ", "yes", "ticked"}
	case form.Line:
		return same(fmt.Sprintf("%s: #%d “%s”", f.ID, n, short(name)))
	case form.Text:
		if row > 0 {
			return same(fmt.Sprintf("--- %s: \"%d\"", short(name), n))
		}
		return same(fmt.Sprintf("{%s}: # %d\nיש 'two' lines </p>", f.ID, n))
	case form.Date, form.Expiry:
		year := 2026
		if f.Type == form.Expiry {
			year = 2028
		}
		d, _ := civil.Parse(fmt.Sprintf("%d-%02d-%02d", year, 6+n%4, 1+n%28))
		words := d.Words() // "3 September 2026"
		typed := words
		switch n % 3 {
		case 0: // "3 sep 2026"
			parts := strings.Fields(strings.ToLower(words))
			typed = parts[0] + " " + parts[1][:3] + " " + parts[2]
		case 1:
			typed = fmt.Sprintf("%d/%d/%d", 1+n%28, 6+n%4, year)
		}
		return typedAnswer{typed, d.String(), words}
	case form.Time:
		return typedAnswer{fmt.Sprintf("%d.%02d pm", 1+n%11, n%60), fmt.Sprintf("%02d:%02d", 13+n%11, n%60),
			fmt.Sprintf("%02d:%02d", 13+n%11, n%60)}
	case form.Number, form.Hours:
		a := numberTo(f, n, row, rows)
		if minutes := minutesTo(whole, f, name, row, rows); minutes != "" {
			a = typedAnswer{minutes, minutes, strings.TrimSpace(minutes + " " + f.Unit)}
		}
		return a
	case form.Choice, form.Scale:
		return same(f.Options[n%len(f.Options)])
	}
	return typedAnswer{}
}

// short is a control's name with spaces for its dots.
func short(name string) string { return strings.ReplaceAll(name, ".", " ") }

// minutesTo is what the page computes from two times of the same row; "" where it leaves the column alone.
func minutesTo(whole *form.Form, f *form.Field, name string, row, rows int) string {
	table, inRow, _ := strings.Cut(name, ".")
	var times []string
	for _, id := range f.Between {
		at := table + "." + strings.TrimSuffix(inRow, f.ID) + id
		times = append(times, answerTo(whole, whole.Field(table).Column(id), at, row, rows).stored)
	}
	if times == nil {
		return ""
	}
	return form.MinutesBetween(times[0], times[1])
}

func numberTo(f *form.Field, n, row, rows int) typedAnswer {
	var a typedAnswer
	if sum, err := strconv.Atoi(f.Sum); err == nil { // what must add up does: 1, 2, 3 … and the rest in the last row
		a.stored = strconv.Itoa(row)
		if row == rows {
			a.stored = strconv.Itoa(sum - rows*(rows-1)/2)
		}
		a.typed = a.stored
	} else if strings.HasPrefix(f.Sum, "at most ") {
		a.stored = "1"
		a.typed = a.stored
	} else {
		low, err := strconv.Atoi(f.Min)
		if err != nil {
			low = 1
		}
		high, err := strconv.Atoi(f.Max)
		if err != nil {
			high = low + 30
		}
		whole := low + n%max(high-low, 1)
		a.typed, a.stored = fmt.Sprintf("%d,5", whole), fmt.Sprintf("%d.5", whole)
	}
	a.shown = a.stored
	if f.Type == form.Hours {
		a.shown += " hours"
	} else if f.Unit != "" {
		a.shown += " " + f.Unit
	}
	return a
}

// severalTo are the options that are ticked where there may be several: every other one.
func severalTo(f *form.Field) []string {
	var list []string
	for i, o := range f.Options {
		if i%2 == 0 {
			list = append(list, o)
		}
	}
	return list
}

// picksFor are what a field that points at others is given: ids or file names, and how a reader sees them.
func picksFor(f *form.Field) (ids, shown []string) {
	v := shipped.current
	switch f.Picks {
	case "competencies":
		for _, i := range []int{0, 2} {
			ids, shown = append(ids, v.Competencies[i].ID), append(shown, v.Competencies[i].Label)
		}
	case "standards":
		for _, i := range []int{0, 2} {
			ids, shown = append(ids, v.Standards[i].ID), append(shown, v.Standards[i].Label)
		}
	case "records":
		return []string{"d6nw52ja"}, []string{"Monthly meeting, 4 September 2026"}
	case "attachments":
		return []string{"scan.png"}, []string{"scan.png"}
	}
	return ids, shown
}

// rowsFor are the names of a table's rows: those that it has, or what it begins with and one that is added.
func rowsFor(f *form.Field) []string {
	var names []string
	for _, r := range f.Rows {
		names = append(names, r.ID)
	}
	if names == nil {
		for i := range max(f.AtLeast, len(f.Suggested), 1) + 1 {
			names = append(names, strconv.Itoa(i+1))
		}
	}
	return names
}

// signer is who signs for a lane; the preceptee's people are those of the example.
func signer(lane string) string {
	switch lane {
	case "preceptee":
		return "Alex Example"
	case "preceptor":
		return "Sam Example-Preceptor"
	case "organisation":
		return "Jo Example-Manager"
	}
	return "Noor Example-Practitioner"
}

// answersTo is every answer to a form, as its record must have it.
func answersTo(f *form.Form) map[string]any {
	all := map[string]any{}
	for i := range f.Fields {
		field := &f.Fields[i]
		switch field.Type {
		case form.Sign:
		case form.Table:
			var list []any
			named := map[string]any{}
			rows := rowsFor(field)
			for n, row := range rows {
				cells := map[string]any{}
				for j := range field.Columns {
					c := &field.Columns[j]
					cells[c.ID] = oneTo(f, c, field.ID+"."+row+"."+c.ID, n+1, len(rows))
				}
				list = append(list, cells)
				named[row] = cells
			}
			all[field.ID] = list
			if len(field.Rows) > 0 {
				all[field.ID] = named
			}
		default:
			all[field.ID] = oneTo(f, field, field.ID, 0, 0)
		}
	}
	return all
}

func oneTo(f *form.Form, field *form.Field, name string, row, rows int) any {
	var list []any
	switch field.Type {
	case form.Choices:
		for _, s := range severalTo(field) {
			list = append(list, s)
		}
		return list
	case form.Pick:
		ids, _ := picksFor(field)
		for _, s := range ids {
			list = append(list, s)
		}
		return list
	}
	return answerTo(f, field, name, row, rows).stored
}

// shownFor are the words that the record's page must say for a field.
func shownFor(f *form.Form, field *form.Field) []string {
	one := func(c *form.Field, name string, row, rows int) []string {
		switch c.Type {
		case form.Choices:
			return severalTo(c)
		case form.Pick:
			_, shown := picksFor(c)
			return shown
		case form.Tick:
			if row > 0 {
				return []string{"Yes"}
			}
		}
		return []string{answerTo(f, c, name, row, rows).shown}
	}
	if field.Private {
		return []string{"Kept private by the preceptee"}
	}
	if field.Type != form.Table {
		return one(field, field.ID, 0, 0)
	}
	var words []string
	rows := rowsFor(field)
	for n, row := range rows {
		for j := range field.Columns {
			c := &field.Columns[j]
			words = append(words, one(c, field.ID+"."+row+"."+c.ID, n+1, len(rows))...)
		}
	}
	return words
}

// typesOf names the types of a form's fields and columns.
func typesOf(f *form.Form) map[string]bool {
	types := map[string]bool{}
	for _, field := range f.Fields {
		types[string(field.Type)+field.Picks] = true
		for _, c := range field.Columns {
			types["column "+string(c.Type)] = true
			types[fmt.Sprint("fixed rows: ", len(field.Rows) > 0)] = true
		}
	}
	return types
}

// sampled are the forms that a test which takes minutes over all of them looks at: all in a long run, otherwise those
// that add most to the types of field.
func sampled(t testing.TB) []*form.Form {
	t.Helper()
	if casetest.Long() {
		return shipped.current.Forms
	}
	return ofEachType(t)[:4]
}

// ofEachType are some forms that together have every type of field and column: first comes the one that adds most for
// its length.
func ofEachType(t testing.TB) []*form.Form {
	t.Helper()
	have := map[string]bool{}
	var list []*form.Form
	for {
		most, best := 0.0, (*form.Form)(nil)
		for _, f := range kept(t) {
			n, long := 0.0, 5.0
			for typ := range typesOf(f) {
				if !have[typ] {
					n++
				}
			}
			for i := range f.Fields {
				long += float64(max(1, len(f.Fields[i].Columns)*len(rowsFor(&f.Fields[i]))))
			}
			if n/long > most {
				most, best = n/long, f
			}
		}
		if best == nil {
			return list
		}
		maps.Copy(have, typesOf(best))
		list = append(list, best)
	}
}
