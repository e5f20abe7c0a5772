package plan

import (
	"encoding/json"
	"io"

	"precept/internal/form"
	"precept/internal/portfolio"
)

// machine is the portfolio for machines.
func (t *private) machine() any {
	type milestone struct {
		ID    string `json:"id"`
		Title string `json:"title"`
		Lane  string `json:"lane"`
		Due   string `json:"due"`
		State string `json:"state"`
	}
	type competency struct {
		ID       string `json:"id"`
		Title    string `json:"title"`
		Level    string `json:"level"`
		State    string `json:"state"`
		Achieved string `json:"achieved,omitempty"`
	}
	type record struct {
		Form     string   `json:"form"`
		Record   string   `json:"record,omitempty"`
		Date     string   `json:"date"`
		Status   string   `json:"status"`
		Serves   []string `json:"serves,omitempty"`
		SignedBy []string `json:"signed_by,omitempty"`
	}
	out := struct {
		Name         string       `json:"name"`
		For          string       `json:"for"`
		Toolkit      string       `json:"toolkit"`
		Start        string       `json:"start"`
		End          string       `json:"end"`
		AsOf         string       `json:"as_of"`
		Milestones   []milestone  `json:"milestones"`
		Records      []record     `json:"records"`
		Competencies []competency `json:"competencies"`
	}{Name: t.p.Name, For: string(t.reader), Toolkit: t.p.Version.Name, Start: t.p.Calendar.Start.String(), End: t.p.End().String(), AsOf: t.p.AsOf.String(),
		Milestones: []milestone{}, Records: []record{}, Competencies: []competency{}}
	for _, m := range t.shown {
		out.Milestones = append(out.Milestones, milestone{m.ID, m.Occurrence.Milestone.Label, m.Occurrence.Milestone.Lane, m.Due.String(), string(m.State)})
	}
	for _, c := range t.p.Competencies {
		if f := t.p.Version.Form(c.Form); f != nil && t.reader.Access(f) != portfolio.Whole {
			continue // how far somebody has come is what the form says
		}
		one := competency{ID: c.ID, Title: c.Label, Level: c.Level, State: string(c.State)}
		if !c.DoneOn.IsZero() {
			one.Achieved = c.DoneOn.String()
		}
		out.Competencies = append(out.Competencies, one)
	}
	for _, r := range t.p.Records {
		if t.sees(r) == portfolio.Nothing {
			continue
		}
		rec := record{Form: r.Form, Record: r.ID, Date: r.Date.String(), Status: string(r.Status), Serves: r.Serves}
		for _, s := range r.Signed {
			rec.SignedBy = append(rec.SignedBy, s.Name+", "+form.Lane(s.By))
		}
		out.Records = append(out.Records, rec)
	}
	return out
}

// json writes it.
func (t *private) json() Output {
	return Output{Path: "portfolio.json", Write: func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(t.machine())
	}}
}
