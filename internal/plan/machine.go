package plan

import (
	"encoding/json"
	"io"

	"precept/internal/civil"
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
	Meeting      jsonMeeting      `json:"meeting"`
	Gaps         []jsonGap        `json:"gaps"`
	Standards    []jsonStandard   `json:"standards"`
	Learning     []jsonLearning   `json:"learning"`
	Asked        []jsonAsked      `json:"learning_asked"`
	Holdings     []jsonHolding    `json:"holdings"`
}

// jsonMeeting is the next meeting and the actions that are open.
type jsonMeeting struct {
	Next    string       `json:"next,omitempty"`
	Actions []jsonAction `json:"actions"`
}

type jsonAction struct {
	Action string `json:"action"`
	Who    string `json:"who"`
	By     string `json:"by,omitempty"`
}

// jsonGap is what a gate still needs, and the forms that close it.
type jsonGap struct {
	Gate   string   `json:"gate"`
	Title  string   `json:"title"`
	Detail string   `json:"detail,omitempty"`
	Due    string   `json:"due"`
	Move   []string `json:"move"`
	Forms  []string `json:"forms"`
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

	Evidence []string `json:"evidence,omitempty"` // records
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
	named := t.p.Named()
	for _, c := range t.p.Competencies() {
		out.Competencies = append(out.Competencies, jsonCompetency{c.ID, c.Label, c.Level, string(c.State),
			isoDay(c.DoneOn), recordIDs(named[c.ID])})
	}
	out.Meeting, out.Gaps = t.machineMeeting(), t.machineGaps()
	t.machineProof(&out)
	for _, r := range t.records {
		if !r.FromPractice {
			out.Records = append(out.Records, machineRecord(r))
		}
	}
	return out
}

func (t *private) machineMeeting() jsonMeeting {
	m := t.p.Meeting()
	out := jsonMeeting{Next: isoDay(m.Next), Actions: []jsonAction{}}
	for _, a := range m.Actions {
		out.Actions = append(out.Actions, jsonAction{a.Text, a.Who, isoDay(a.By)})
	}
	return out
}

// machineGaps lists what each gate still needs: what check --gate lists, as the reader may know it.
func (t *private) machineGaps() []jsonGap {
	list := []jsonGap{}
	for _, gate := range gateTitles {
		if t.p.GateDate(gate.name).IsZero() {
			continue
		}
		for _, g := range t.p.Before(gate.name) {
			gap := jsonGap{gate.name, g.Title, g.Detail, g.Due.String(), append([]string{}, g.Move...), []string{}}
			for _, s := range g.Steps {
				gap.Forms = append(gap.Forms, s.Form.Slug)
			}
			list = append(list, gap)
		}
	}
	return list
}

// isoDay writes a day for machines; "" where there is none.
func isoDay(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
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
