package plan

import (
	"encoding/json"
	"io"

	"precept/internal/form"
	"precept/internal/portfolio"
)

// jsonPortfolio is a portfolio for machines: portfolio.json.
type jsonPortfolio struct {
	Name         string           `json:"name"`
	For          string           `json:"for"`
	Toolkit      string           `json:"toolkit"`
	Start        string           `json:"start"`
	End          string           `json:"end"`
	AsOf         string           `json:"as_of"`
	Milestones   []jsonMilestone  `json:"milestones"`
	Records      []jsonRecord     `json:"records"`
	Competencies []jsonCompetency `json:"competencies"`
}

type jsonMilestone struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Lane  string `json:"lane"`
	Due   string `json:"due"`
	State string `json:"state"`
}

type jsonCompetency struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Level    string `json:"level"`
	State    string `json:"state"`
	Achieved string `json:"achieved,omitempty"`
}

type jsonRecord struct {
	Form     string   `json:"form"`
	Record   string   `json:"record,omitempty"`
	Date     string   `json:"date"`
	Status   string   `json:"status"`
	Serves   []string `json:"serves,omitempty"`
	SignedBy []string `json:"signed_by,omitempty"`
}

// machine gives the portfolio for machines.
func (t *private) machine() jsonPortfolio {
	out := jsonPortfolio{Name: t.p.Name, For: string(t.p.Reader), Toolkit: t.p.Version.Name,
		Start: t.p.Calendar.Start.String(),
		End:   t.p.End().String(), AsOf: t.p.AsOf.String(),
		Milestones: []jsonMilestone{}, Records: []jsonRecord{}, Competencies: []jsonCompetency{}}
	for _, m := range t.milestones {
		ms := m.Occurrence.Milestone
		out.Milestones = append(out.Milestones, jsonMilestone{m.ID, ms.Label, ms.Lane, m.Due.String(), string(m.State)})
	}
	for _, c := range t.p.Competencies() {
		achieved := ""
		if !c.DoneOn.IsZero() {
			achieved = c.DoneOn.String()
		}
		out.Competencies = append(out.Competencies, jsonCompetency{c.ID, c.Label, c.Level, string(c.State), achieved})
	}
	for _, r := range t.records {
		if !r.FromPractice {
			out.Records = append(out.Records, machineRecord(r))
		}
	}
	return out
}

func machineRecord(r *portfolio.Record) jsonRecord {
	rec := jsonRecord{Form: r.Form, Record: r.ID, Date: r.Date.String(), Status: string(r.Status), Serves: r.Serves}
	for _, s := range r.Signed {
		rec.SignedBy = append(rec.SignedBy, s.Name+", "+form.Lane(s.By))
	}
	return rec
}

// json writes the portfolio for machines.
func (t *private) json() Output {
	return Output{Path: "portfolio.json", Write: func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(t.machine())
	}}
}
