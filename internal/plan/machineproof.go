package plan

import (
	"precept/internal/form"
	"precept/internal/portfolio"
)

type jsonStandard struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Body    string   `json:"body"`
	Count   int      `json:"count"`
	Records []string `json:"records,omitempty"`
}

type jsonLearning struct {
	Date    string   `json:"date"`
	What    string   `json:"what,omitempty"`
	Hours   string   `json:"hours"`
	Kind    string   `json:"kind,omitempty"`
	Pillars []string `json:"pillars,omitempty"`
	With    string   `json:"with"`
	Record  string   `json:"record,omitempty"`
}

type jsonAsked struct {
	Standard      string `json:"standard"`
	From          string `json:"from"`
	To            string `json:"to"`
	Hours         string `json:"hours"`
	Participatory string `json:"participatory"`
	Entries       int    `json:"entries"`
}

type jsonHolding struct {
	What   string `json:"what"`
	Form   string `json:"form,omitempty"`
	Until  string `json:"until,omitempty"`
	State  string `json:"state"`
	Record string `json:"record,omitempty"`
}

// machineWith says for machines whether time was spent with others.
var machineWith = map[portfolio.With]string{portfolio.Others: "others", portfolio.Alone: "alone",
	portfolio.NotSaid: "not said"}

// machineProof adds what the pages of evidence and of hours say.
func (t *private) machineProof(out *jsonPortfolio) {
	out.Standards, out.Learning = []jsonStandard{}, []jsonLearning{}
	out.Asked, out.Holdings = []jsonAsked{}, []jsonHolding{}
	for _, c := range t.standards() {
		out.Standards = append(out.Standards, jsonStandard{c.ID, c.Label, c.Body, c.Count(), recordIDs(c.Records)})
	}
	for _, l := range t.p.Learning() {
		out.Learning = append(out.Learning, jsonLearning{l.Date.String(), l.What, form.WriteDecimal(l.Hours), l.Kind,
			l.Pillars, machineWith[l.With], l.Record.ID})
	}
	for _, a := range t.p.Asked() {
		out.Asked = append(out.Asked, jsonAsked{a.ID, a.From.String(), a.To.String(), form.WriteDecimal(a.Hours),
			form.WriteDecimal(a.Participatory), a.Entries})
	}
	for _, h := range t.p.Holdings() {
		out.Holdings = append(out.Holdings, jsonHolding{h.What, h.Form, isoDay(h.Until), string(h.State),
			recordID(h.Record)})
	}
}

func recordID(r *portfolio.Record) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// recordIDs names records for machines; one without an id is left out.
func recordIDs(list []*portfolio.Record) []string {
	var ids []string
	for _, r := range list {
		if r.ID != "" {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
