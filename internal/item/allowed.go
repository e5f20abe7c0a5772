package item

import (
	"fmt"
	"slices"
	"strings"
)

// Allowed are the flags and keys that an attribute block may hold beside an id.
type Allowed struct{ Flags, Keys []string }

// commonKeys may stand on every item: standards that it serves, the preceptees that it bears on, its former id, and the
// requirement that it says.
func commonKeys() []string { return []string{"meets", "when", "was", "says"} }

// AllowedOn gives what may stand behind the label of an item with this marker on a page of this kind.
func AllowedOn(kind Kind, marker string) Allowed {
	a := Allowed{Keys: commonKeys()}
	switch kind {
	case Form:
		a.Flags = []string{"required", "private"}
		switch marker {
		case "text":
			a.Keys = append(a.Keys, "rows")
		case "number", "hours":
			a.Keys = append(a.Keys, "min", "max", "unit", "sum")
		case "choice", "scale":
			a.Flags = append(a.Flags, "level")
		case "table":
			a.Flags = append(a.Flags, "carries")
			a.Keys = append(a.Keys, "at-least", "open")
		case "row":
			a.Flags = nil
		}
	case Timeline:
		a.Flags = []string{"required", "fixed", "unconfirmed", "shared"}
		a.Keys = append(a.Keys, "form", "field", "gate", "basis")
	case Requirements:
		a.Flags = []string{"fixed"}
		a.Keys = append(a.Keys, "on")
	case Notices:
		a.Flags = []string{"urgent"}
		a.Keys = append(a.Keys, "on", "date")
	}
	return a
}

// AllowedOnHeading gives what may stand behind a heading of a page of this kind.
func AllowedOnHeading(kind Kind) Allowed {
	a := Allowed{Keys: []string{"was", "when"}}
	switch kind {
	case Form:
		a.Flags = []string{"quadrant"}
	case Timeline:
		a.Keys = append(a.Keys, "months")
	case Competencies:
		a.Keys = append(a.Keys, "pillar")
	}
	return a
}

// flags lists every flag that there is, whatever it may stand on.
func flags() []string {
	return []string{"required", "private", "level", "carries", "fixed", "unconfirmed", "shared", "urgent", "quadrant"}
}

// Check reports the flags and keys of attrs that are not allowed; what names the thing that bears them, such as
// "a [date] item".
func (a Allowed) Check(attrs Attributes, what string) []Fault {
	var faults []Fault
	for _, f := range attrs.Flags {
		if slices.Contains(a.Flags, f.Key) {
			continue
		}
		help := "leave it out"
		if slices.Contains(a.Keys, f.Key) {
			help = fmt.Sprintf("write %s=value", f.Key)
		} else if near := nearest(f.Key, a.Flags); near != "" {
			help = fmt.Sprintf("did you mean .%s?", near)
		} else if len(a.Flags) > 0 {
			help = "known here: ." + strings.Join(a.Flags, ", .")
		}
		faults = append(faults, Fault{RuleAttribute, f.Pos, fmt.Sprintf("%s knows no flag .%s", what, f.Key), help})
	}
	for _, p := range attrs.Pairs {
		if slices.Contains(a.Keys, p.Key) {
			continue
		}
		help := "known here: " + strings.Join(a.Keys, "=, ") + "="
		if slices.Contains(a.Flags, p.Key) {
			help = fmt.Sprintf("write .%s", p.Key)
		} else if near := nearest(p.Key, a.Keys); near != "" {
			help = fmt.Sprintf("did you mean %s=?", near)
		} else if near := nearest(p.Key, a.Flags); near != "" {
			help = fmt.Sprintf("did you mean .%s?", near)
		}
		faults = append(faults, Fault{RuleAttribute, p.Pos, fmt.Sprintf("%s knows no %s=", what, p.Key), help})
	}
	return faults
}
