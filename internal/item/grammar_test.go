package item_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/form"
	"precept/internal/item"
)

// grammar is the one that toolkits are read with.
var grammar = item.NewGrammar(form.Markers())

// at places everything on line 1, with columns that count bytes from 1.
func at(from, to int) item.Pos { return item.Pos{Line: 1, Column: from + 1, End: to + 1} }

// TestCases runs testdata/*.txt: a section `marker KIND` or `attributes` with one input a line, and a section `want`.
func TestCases(t *testing.T) {
	casetest.Each(t, "testdata/*.txt", 2, func(t *testing.T, a *txtar.Archive) {
		casetest.CompareSections(t, a, func(f txtar.File) string {
			got := ""
			for line := range strings.Lines(string(f.Data)) {
				line = strings.TrimSuffix(line, "\n")
				if kind, ok := strings.CutPrefix(f.Name, "marker "); ok {
					got += line + "\n" + showMarker(line, item.Kind(kind))
				} else {
					got += line + "\n" + showAttributes(line)
				}
			}
			return got
		})
	})
}

func showMarker(line string, kind item.Kind) string {
	m, faults, ok := grammar.ReadMarker(line, kind, at)
	s := "  no item\n"
	if ok {
		s = fmt.Sprintf("  %s args=%q options=%q label=%q\n", m.Word, m.Args, m.Options, line[m.End:])
	}
	return s + showFaults(faults)
}

func showAttributes(line string) string {
	from, closed := item.FindAttributes(line)
	if from < 0 {
		return "  none\n"
	}
	a, faults := grammar.ScanAttributes(line[from:], func(x, y int) item.Pos { return at(from+x, from+y) })
	s := fmt.Sprintf("  from %d closed=%v #%s", from, closed, a.ID)
	for _, f := range a.Flags {
		s += fmt.Sprintf(" .%s(%d-%d)", f.Key, f.Pos.Column, f.Pos.End)
	}
	for _, p := range a.Pairs {
		s += fmt.Sprintf(" %s=%q(%d-%d)", p.Key, p.Value, p.Pos.Column, p.Pos.End)
	}
	return s + "\n" + showFaults(faults)
}

func showFaults(list []item.Fault) string {
	s := ""
	for _, f := range list {
		s += fmt.Sprintf("  %d-%d [%s] %s; %s\n", f.Pos.Column, f.Pos.End, f.Rule, f.Message, f.Help)
	}
	return s
}

// TestLenient shows what is taken for attributes that lack their # or their braces, and what is a label's own words.
func TestLenient(t *testing.T) {
	allowed := grammar.Attributes(item.Form, "number")
	for label, want := range map[string]string{
		"When {when3}": "5 {#when3}", "When {When .required}": "5 {#when .required}", "When {# when}": "5 {#when}",
		"When {when required}": "5 {#when .required}", "Name {as on the passport}": "-1 ", `When \{when3}`: "-1 ",
		"Write `{when3}`": "-1 ", "Label #lp .required": "6 {#lp .required}", "Label #lp}": "6 {#lp}",
		"Label .required #lp unit=hours": "6 {.required #lp unit=hours}", "Label (#lp)": "6 {#lp}", "Issue #3": "-1 ",
		"Ward .required": "-1 ", "Reach C# or F#": "-1 ", `Tag \#nhs`: "-1 ", "#lp": "0 {#lp}", "": "-1 ",
	} {
		from, meant, _ := grammar.Lenient(allowed, label)
		if got := fmt.Sprintf("%d %s", from, meant); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
		if meant != "" {
			if attrs, faults := grammar.ScanAttributes(meant, at); attrs.ID == "" || len(faults) > 0 {
				t.Errorf("%q: %s is not a sound block: %v", label, meant, faults)
			}
		}
	}
}

// TestAttributes checks that each marker takes the attributes that the formats promise.
func TestAttributes(t *testing.T) {
	for _, c := range []struct {
		kind   item.Kind
		marker string
		flags  string
		keys   string
	}{
		{item.Form, "text", "required private", "rows"},
		{item.Form, "number", "required", "min max unit sum"},
		{item.Form, "table", "carries", "at-least open"},
		{item.Form, "scale", "level", "meets when was"},
		{item.Timeline, "month", "required fixed unconfirmed shared", "form field gate basis when"},
		{item.Requirements, "must", "fixed", "on"},
		{item.Notices, "notice", "urgent", "on date"},
	} {
		a := grammar.Attributes(c.kind, c.marker)
		for _, f := range strings.Fields(c.flags) {
			if !slices.Contains(a.Flags, f) {
				t.Errorf("[%s] on a %s page lacks .%s", c.marker, c.kind, f)
			}
		}
		for _, k := range strings.Fields(c.keys) {
			if !slices.Contains(a.Keys, k) {
				t.Errorf("[%s] on a %s page lacks %s=", c.marker, c.kind, k)
			}
		}
	}
	if slices.Contains(grammar.Attributes(item.Form, "line").Keys, "rows") ||
		slices.Contains(grammar.Attributes(item.Form, "row").Flags, "required") {
		t.Error("a line has no rows, and a row cannot be required")
	}
}

// FuzzGrammar checks what is true of any line: every place is in it, and an id that comes out is valid.
func FuzzGrammar(f *testing.F) {
	for _, name := range []string{"testdata/markers.txt", "testdata/attributes.txt"} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name != "want" {
				for line := range strings.Lines(string(file.Data)) {
					f.Add(strings.TrimSuffix(line, "\n"))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		line = strings.TrimRight(line, " \t\r\n")
		if !utf8.ValidString(line) || strings.ContainsAny(line, "\n\r") {
			return
		}
		inside := func(p item.Pos, what any) {
			if p.Column < 1 || p.End < p.Column || p.End > len(line)+1 {
				t.Errorf("%+v is not in %q", what, line)
			}
		}
		for _, kind := range []item.Kind{item.Page, item.Form, item.Timeline, item.Competencies, item.Standards,
			item.Glossary, item.Requirements, item.Notices} {
			m, faults, ok := grammar.ReadMarker(line, kind, at)
			for _, x := range faults {
				inside(x.Pos, x)
			}
			if ok && (m.End < 2 || m.End > len(line) || m.Word == "") {
				t.Errorf("%+v of %q", m, line)
			}
		}
		from, _ := item.FindAttributes(line)
		if from < 0 {
			return
		}
		a, faults := grammar.ScanAttributes(line[from:], func(x, y int) item.Pos { return at(from+x, from+y) })
		for _, x := range faults {
			inside(x.Pos, x)
		}
		for _, x := range slices.Concat(a.Flags, a.Pairs) {
			inside(x.Pos, x)
		}
		if a.ID != "" && !item.ValidID(a.ID) {
			t.Errorf("id %q of %q", a.ID, line)
		}
	})
}
