package form

import (
	"fmt"
	"slices"

	"precept/internal/finding"
	"precept/internal/item"
)

// Describe names the fields beside a field of hours that say more of the time: the day, the kind, the pillar, and
// whether it was spent with others. Of a table's column they are columns of the same table. What is not named is not
// known.
type Describe struct{ On, Kind, Pillar, With string }

var describeKeys = []string{"on", "kind", "pillar", "with"}

// undescribed finds names of fields that are not there, or cannot say what is asked of them. beside are the fields of
// the same form or table.
func (f *Field) undescribed(file string, beside []Field) []finding.Finding {
	var list []finding.Finding
	for _, d := range [...]struct {
		key, id, what string
		types         []Type
	}{
		{"on", f.Describe.On, "a [date]", []Type{Date}},
		{"kind", f.Describe.Kind, "a [choice]", []Type{Choice}},
		{"pillar", f.Describe.Pillar, "a [choice] or [choices]", []Type{Choice, Choices}},
		{"with", f.Describe.With, "a tick box or a [choice]", []Type{Tick, Choice}},
	} {
		says := func(o Field) bool { return o.ID == d.id && slices.Contains(d.types, o.Type) }
		if d.id == "" || slices.ContainsFunc(beside, says) {
			continue
		}
		pos := f.Pos
		pos.File = file
		list = append(list, finding.Finding{Rule: item.RuleAttribute, Position: pos,
			Message: fmt.Sprintf("%s= names %q, which is not %s of the same form or table", d.key, d.id, d.what),
			Help:    "write the id of a field of that type, or leave it out"})
	}
	return list
}

// Counts reports whether the form asks for hours, or for a date on which something runs out.
func Counts(f *Form) bool {
	counts := func(f Field) bool { return f.Type == Hours || f.Expires() }
	return slices.ContainsFunc(f.Fields, func(f Field) bool {
		return counts(f) || slices.ContainsFunc(f.Columns, counts)
	})
}
