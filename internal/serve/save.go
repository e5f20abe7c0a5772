package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/importer"
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
	b.arrivals = append([]importer.Arrival{{Name: "record.json", Data: record}}, got.files...)
	if err := s.look(p, b); err != nil {
		s.unable(w, r, err)
		return
	}
	if p == nil {
		b.Offers = practiceOnly(b.Offers)
	}
	if empty(b) {
		sendJSON(w, http.StatusOK, outcome{Stage: cancelled, State: nothing, Name: b.Name, Told: []string{"There is nothing to save yet."}})
		return
	}
	s.table.put(b)
	var fits []importer.Offer
	for _, o := range b.Offers {
		switch o.State {
		case importer.New, importer.Later, importer.Signed:
			fits = append(fits, o)
		}
	}
	first := b.Offers[0].State
	if first == importer.Differs || first == importer.Refused || len(fits) == 0 {
		sendJSON(w, http.StatusOK, told(b))
		return
	}
	if s.takeIn(w, r, p, b, fits, nil) {
		sendJSON(w, http.StatusOK, told(b))
	}
}

// nothing is the state of a record in which nothing is written.
const nothing importer.State = "empty"

// empty reports whether a form was saved before anything was written in it. A record that was here before may be emptied again.
func empty(b *batch) bool {
	o := b.Offers[0]
	r := o.Record
	return o.State == importer.New && len(b.arrivals) == 1 && len(r.Private)+len(r.Signed) == 0 && len(bytes.TrimSpace(r.Body)) == 0 &&
		!slices.ContainsFunc(r.Answers, func(a form.Answer) bool { return !a.Empty() })
}

// practiceOnly refuses what is no record of the practice's own: it came without saying whose it is.
func practiceOnly(list []importer.Offer) []importer.Offer {
	for i := range list {
		if o := &list[i]; o.State != importer.Refused && (o.Form == nil || o.Form.Subject != "organisation") {
			o.State, o.Target, o.File, o.Aside, o.Differences = importer.Refused, "", "", "", nil
			o.Findings = []finding.Finding{{Severity: finding.Error, Position: finding.Position{File: o.Name}, Message: "it does not say whose it is", Help: "choose the preceptee"}}
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
	Batch       string         `json:"batch"`
	Page        string         `json:"page"`
	Stage       stage          `json:"stage"`
	State       importer.State `json:"state"` // of the record
	Title       string         `json:"title"`
	Name        string         `json:"name"`   // whose it is
	Href        string         `json:"href"`   // of their portfolio
	Digest      string         `json:"digest"` // of the record as it stands on the disk now; "" where this batch did not write it
	Files       []string       `json:"files"`  // what was written
	Aside       string         `json:"aside"`  // where a record that differs would be kept
	Beside      bool           `json:"beside"` // it was kept there
	Differences []difference   `json:"differences"`
	Findings    []remark       `json:"findings"`
	Told        []string       `json:"told"`
}

// remark is what there is to say, in plain words, with what check says behind it.
type remark struct {
	Kind      string   `json:"kind"`
	Text      string   `json:"text"`
	Help      string   `json:"help"`
	Technical []string `json:"technical"`
	Own       bool     `json:"own"` // Text is what check says, and Technical says only where
}

type difference struct {
	Label string `json:"label"`
	Here  string `json:"here"`  // on the page
	There string `json:"there"` // on the disk
}

func told(b *batch) outcome {
	o := outcome{Batch: b.ID, Page: desk + "batch/" + b.ID, Stage: b.Stage, Name: b.Name, Files: []string{}, Differences: []difference{}, Findings: []remark{}, Told: b.Told}
	if b.To != "" {
		o.Href = "/" + portfolios + b.To + "/"
	}
	for _, c := range b.Changes {
		o.Files = append(o.Files, c.File)
	}
	list := b.Done()
	for i, offer := range b.Offers {
		if i == 0 {
			o.State, o.Title, o.Aside = offer.State, offer.Title, offer.Aside
			for _, d := range offer.Differences {
				o.Differences = append(o.Differences, difference{d.Label, d.Here, d.There})
			}
			o.Beside = len(b.Changes) > 0 && b.Changes[0].Aside
			if offer.Form != nil && offer.Record != nil && (b.Stage == taken && !o.Beside || offer.State == importer.Same) {
				o.Digest = offer.Form.Digest(offer.Record, offer.Form.Version, "")
			}
		}
		list = append(list, found(offer)...)
	}
	for _, w := range list {
		o.Findings = append(o.Findings, remark(w))
	}
	return o
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
