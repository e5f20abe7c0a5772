package desk

import (
	"net/http"
	"slices"
	"strconv"

	"precept/internal/form"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/source"
)

// DigestHeader names the content that a record's file has, as form.Digest gives it. It is empty where the form is not
// known.
const DigestHeader = "X-Precept-Digest"

// recordFile is a record as it is on the disk at this moment.
type recordFile struct {
	at     string // below its folder
	file   *source.File
	record *form.Record
}

// records reads the records of a preceptee, or the practice's own where p is nil, newest first. What cannot be read
// is left out: the portfolio says so. Files that stay with the preceptee are never opened.
func (d *Desk) records(p *portfolio.Portfolio) (list []recordFile) {
	// what cannot be opened holds no record to go on with
	_ = d.withImporter(p, func(in *importer.Importer) error {
		folder := record.Folder{Root: in.Project, Dir: record.Organisation}
		if p != nil {
			folder = in.Preceptees.Sub(p.ID)
		}
		files, err := folder.Files()
		if err != nil {
			return err
		}
		for _, f := range slices.Backward(files) {
			if f.Kind != record.RecordFile {
				continue
			}
			file, _, err := folder.Read(f.Name)
			if err != nil || file == nil || file.Head == nil {
				continue
			}
			if r, _ := form.ReadRecord(file); r.Form != "" {
				list = append(list, recordFile{f.Name, file, r})
			}
		}
		return nil
	})
	return list
}

// personRecords is a preceptee to choose on a form page, with the records of its form.
type personRecords struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Records []recordLine `json:"records"`

	Signers map[string]string `json:"signers"` // who has each part today, by its lane
}

// recordLine is one record to choose.
type recordLine struct {
	At     string `json:"at"` // its file below the folder
	Record string `json:"record"`
	Title  string `json:"title"`
}

// sendPeople tells a form page whose records it may save, and which records of its form there are.
func (d *Desk) sendPeople(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	slug := r.URL.Query().Get("form")
	list := struct {
		People   []personRecords `json:"people"`
		Practice []recordLine    `json:"practice"`
	}{People: []personRecords{}, Practice: d.lines(nil, slug)}
	for _, p := range d.o.Site().Snapshot.Portfolios {
		signers := map[string]string{}
		for _, l := range p.Version.Lanes() {
			if name := p.Lane(l.ID, d.o.Build.AsOf); name != "" {
				signers[l.ID] = name
			}
		}
		list.People = append(list.People, personRecords{p.ID, p.Name, d.lines(p, slug), signers})
	}
	sendJSON(w, http.StatusOK, list)
}

// lines are the records of one form.
func (d *Desk) lines(p *portfolio.Portfolio, slug string) []recordLine {
	list := []recordLine{}
	for _, f := range d.records(p) {
		if f.record.Form == slug {
			list = append(list, recordLine{At: f.at, Record: f.record.ID, Title: f.title()})
		}
	}
	return list
}

func (f recordFile) title() string {
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
	return title
}

// sendRecord hands a form page the file of one record as it is on the disk, in the plain form that the page's script
// reads, and the digest of what it says.
func (d *Desk) sendRecord(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := r.URL.Query()
	p, err := d.optional(q.Get("preceptee"))
	if err != nil {
		refuse(w, http.StatusNotFound, err.Error())
		return
	}
	for _, f := range d.records(p) {
		if f.at == q.Get("at") {
			d.sendRecordFile(w, p, f)
			return
		}
	}
	refuse(w, http.StatusNotFound, "there is no such record")
}

func (d *Desk) sendRecordFile(w http.ResponseWriter, p *portfolio.Portfolio, f recordFile) {
	version := f.record.Version
	if version == "" && p != nil {
		version = p.Version.Name
	}
	title := ""
	if v := d.o.Site().Snapshot.Toolkit.Version(version); v != nil {
		if t := v.Form(f.record.Form); t != nil {
			t.Bind(f.record)
			title = t.Title
			w.Header().Set(DigestHeader, t.Digest(f.record, version, ""))
		}
	}
	send(w, http.StatusOK, "text/markdown; charset=utf-8", form.Plain(f.file, title, version))
}
