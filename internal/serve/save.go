package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/intake"
	"precept/internal/portfolio"
)

// save takes in what a form page holds: a record, and the photographs picked on the page. Private answers are never sent, and
// refused where somebody sends them. What fits is written at once; where the disk has changed meanwhile nothing is written, both
// are shown, and the person decides.
func (s *Server) save(w http.ResponseWriter, r *http.Request, got *sent) {
	record, err := flat(got.field("record"))
	if err != nil {
		refuse(w, http.StatusBadRequest, "the record cannot be read")
		return
	}
	b := &batch{Stage: waits, Name: "the practice"}
	var p *portfolio.Portfolio
	if id := got.field("preceptee"); id != "" {
		if p, err = s.chosen(id); err != nil {
			refuse(w, http.StatusNotFound, err.Error())
			return
		}
		b.To, b.Name = p.ID, p.Name
	}
	b.arrivals = append([]intake.Arrival{{Name: "record.json", Data: record}}, got.files...)
	if err := s.look(p, b); err != nil {
		s.unable(w, r, err)
		return
	}
	if p == nil {
		b.Offers = practiceOnly(b.Offers)
	}
	s.table.put(b)
	var fits []intake.Offer
	for _, o := range b.Offers {
		switch o.State {
		case intake.New, intake.Later, intake.Signed:
			fits = append(fits, o)
		}
	}
	first := b.Offers[0].State
	if first == intake.Differs || first == intake.Refused || len(fits) == 0 {
		sendJSON(w, http.StatusOK, told(b))
		return
	}
	before := s.current()
	if err := s.write(p, b, fits, nil); err != nil {
		s.unable(w, r, err)
		return
	}
	if b.Stage == taken {
		s.settled(r, before)
	}
	sendJSON(w, http.StatusOK, told(b))
}

// practiceOnly refuses what is no record of the practice's own: it came without saying whose it is.
func practiceOnly(list []intake.Offer) []intake.Offer {
	for i := range list {
		if o := &list[i]; o.State != intake.Refused && (o.Form == nil || o.Form.Subject != "organisation") {
			o.State, o.Target, o.File, o.Aside, o.Differences = intake.Refused, "", "", "", nil
			o.Findings = append([]finding.Finding(nil), finding.Finding{Severity: finding.Error, Position: finding.Position{File: o.Name}, Message: "it does not say whose it is", Help: "choose the preceptee"})
		}
	}
	return list
}

// flat gives a record as its file has it: the keys that the page does not know stand among the others, and empty ones are left out.
func flat(text string) ([]byte, error) {
	var record, rest map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &record); err != nil {
		return nil, err
	}
	if raw, ok := record["rest"]; ok {
		if err := json.Unmarshal(raw, &rest); err != nil {
			return nil, err
		}
		delete(record, "rest")
		for key, value := range rest {
			if _, known := record[key]; !known {
				record[key] = value
			}
		}
	}
	for key, value := range record {
		switch string(bytes.TrimSpace(value)) {
		case `""`, `[]`, `{}`, `null`:
			delete(record, key)
		}
	}
	return json.Marshal(record)
}

// outcome is what became of a batch, as a script hears it.
type outcome struct {
	Batch       string       `json:"batch"`
	Page        string       `json:"page"`
	Stage       stage        `json:"stage"`
	State       intake.State `json:"state"` // of the record
	Title       string       `json:"title"`
	Name        string       `json:"name"`   // whose it is
	Href        string       `json:"href"`   // of their portfolio
	Digest      string       `json:"digest"` // of the record as it stands on the disk now; "" where this batch did not write it
	Files       []string     `json:"files"`  // what was written
	Aside       string       `json:"aside"`  // where a record that differs would be kept
	Differences []difference `json:"differences"`
	Findings    []shown      `json:"findings"`
	Told        []string     `json:"told"`
}

type difference struct {
	Label string `json:"label"`
	Here  string `json:"here"`  // on the page
	There string `json:"there"` // on the disk
}

func told(b *batch) outcome {
	o := outcome{Batch: b.ID, Page: desk + "batch/" + b.ID, Stage: b.Stage, Name: b.Name, Files: []string{}, Differences: []difference{}, Findings: []shown{}, Told: b.Told}
	if b.To != "" {
		o.Href = "/" + portfolios + b.To + "/"
	}
	for _, c := range b.Changes {
		o.Files = append(o.Files, c.File)
	}
	findings := slices.Clone(b.Findings)
	for i, offer := range b.Offers {
		if i == 0 {
			o.State, o.Title, o.Aside = offer.State, offer.Title, offer.Aside
			for _, d := range offer.Differences {
				o.Differences = append(o.Differences, difference{d.Label, d.Here, d.There})
			}
			aside := len(b.Changes) > 0 && b.Changes[0].Aside
			if offer.Form != nil && offer.Record != nil && (b.Stage == taken && !aside || offer.State == intake.Same) {
				o.Digest = offer.Form.Digest(offer.Record, offer.Form.Version, "")
			}
		}
		findings = append(findings, found(offer)...)
	}
	for _, f := range findings {
		o.Findings = append(o.Findings, shown{place(f.Position), word(f.Severity), f.Message, f.Help})
	}
	return o
}

// word is a severity as people read it on the desk.
func word(v finding.Severity) string {
	switch v {
	case finding.Warning:
		return "to look at"
	case finding.Note, finding.Gap:
		return "to know"
	}
	return "to mend"
}

// named is a preceptee to choose on a form page, with the records of its form.
type named struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Records []recordLine `json:"records"`
}

type recordLine struct {
	At     string `json:"at"` // its file below the folder
	Record string `json:"record"`
	Title  string `json:"title"`
}

// tellPeople tells a form page whose records it may save, and which of its form there are already.
func (s *Server) tellPeople(w http.ResponseWriter, r *http.Request) {
	s.table.mu.Lock()
	defer s.table.mu.Unlock()
	b := s.latest()
	slug := r.URL.Query().Get("form")
	list := struct {
		People   []named      `json:"people"`
		Practice []recordLine `json:"practice"`
	}{People: []named{}, Practice: []recordLine{}}
	for _, p := range b.Portfolios {
		n := named{ID: p.ID, Name: p.Name, Records: []recordLine{}}
		for _, f := range s.records(p) {
			if f.record.Form == slug {
				n.Records = append(n.Records, f.line())
			}
		}
		list.People = append(list.People, n)
	}
	for _, f := range s.records(nil) {
		if f.record.Form == slug {
			list.Practice = append(list.Practice, f.line())
		}
	}
	sendJSON(w, http.StatusOK, list)
}

func (f *kept) line() recordLine {
	title := f.record.Date.Words()
	if f.record.About != "" {
		title += ", about " + f.record.About
	}
	if f.record.Status == form.Draft {
		title += ", draft"
	}
	if n := len(f.record.Signed); n > 0 {
		title += ", signatures: " + strconv.Itoa(n)
	}
	return recordLine{At: f.at, Record: f.record.ID, Title: title}
}

// tellRecord hands a form page one record as it stands on the disk, and the digest of that state.
func (s *Server) tellRecord(w http.ResponseWriter, r *http.Request) {
	s.table.mu.Lock()
	defer s.table.mu.Unlock()
	q := r.URL.Query()
	var p *portfolio.Portfolio
	if id := q.Get("preceptee"); id != "" {
		var err error
		if p, err = s.chosen(id); err != nil {
			refuse(w, http.StatusNotFound, err.Error())
			return
		}
	}
	for _, f := range s.records(p) {
		if f.at == q.Get("at") {
			sendJSON(w, http.StatusOK, s.page(p, f))
			return
		}
	}
	refuse(w, http.StatusNotFound, "there is no such record")
}
