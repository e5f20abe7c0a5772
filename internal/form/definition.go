package form

import (
	"bytes"
	"encoding/json"
)

// definition is a form for machines: what stands beside each form page as <slug>.json.
type definition struct {
	Form        string            `json:"form"`
	Version     string            `json:"version"`
	Title       string            `json:"title"`
	CompletedBy []string          `json:"completed_by,omitempty"`
	Subject     string            `json:"subject"`
	Repeats     string            `json:"repeats"`
	Visibility  string            `json:"visibility"`
	Fields      []fieldDefinition `json:"fields"`
}

type fieldDefinition struct {
	ID       string            `json:"id"`
	Type     Type              `json:"type"`
	Label    string            `json:"label"`
	Section  string            `json:"section,omitempty"`
	Within   string            `json:"within,omitempty"` // the headings above the section's own
	Quadrant bool              `json:"quadrant,omitempty"`
	Required bool              `json:"required,omitempty"`
	Private  bool              `json:"private,omitempty"`
	Options  []string          `json:"options,omitempty"`
	Picks    string            `json:"picks,omitempty"`
	Lane     string            `json:"lane,omitempty"`
	Min      string            `json:"min,omitempty"`
	Max      string            `json:"max,omitempty"`
	Unit     string            `json:"unit,omitempty"`
	Sum      string            `json:"sum,omitempty"`
	AtLeast  int               `json:"at_least,omitempty"`
	Open     string            `json:"open,omitempty"`
	Carries  bool              `json:"carries,omitempty"`
	Level    bool              `json:"level,omitempty"`
	Meets    []string          `json:"meets,omitempty"`
	When     string            `json:"when,omitempty"`
	Was      string            `json:"was,omitempty"`
	Columns  []fieldDefinition `json:"columns,omitempty"`
	Rows     []rowDefinition   `json:"rows,omitempty"`
}

type rowDefinition struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Was   string `json:"was,omitempty"`
}

// JSON writes the form's definition, the same bytes for the same form.
func (f *Form) JSON() ([]byte, error) {
	d := definition{Form: f.Slug, Version: f.Version, Title: f.Title, CompletedBy: f.CompletedBy, Subject: f.Subject,
		Repeats: f.Repeats, Visibility: f.Visibility, Fields: []fieldDefinition{}}
	for _, s := range f.Sections {
		for _, i := range s.Fields {
			fd := define(&f.Fields[i])
			fd.Section, fd.Within, fd.Quadrant = s.Title, s.Within, s.Quadrant
			d.Fields = append(d.Fields, fd)
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(d)
	return b.Bytes(), err
}

func define(f *Field) fieldDefinition {
	d := fieldDefinition{ID: f.ID, Type: f.Type, Label: f.Label, Required: f.Required, Private: f.Private, Options: f.Options, Picks: f.Picks,
		Lane: f.Lane, Min: f.Min, Max: f.Max, Unit: f.Unit, Sum: f.Sum, AtLeast: f.AtLeast, Open: f.Open, Carries: f.Carries, Level: f.Level,
		Meets: f.Meets, When: f.When, Was: f.Was}
	for i := range f.Columns {
		d.Columns = append(d.Columns, define(&f.Columns[i]))
	}
	for _, r := range f.Rows {
		d.Rows = append(d.Rows, rowDefinition{ID: r.ID, Label: r.Label, Was: r.Was})
	}
	return d
}
