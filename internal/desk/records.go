package desk

import (
	"net/http"
	"slices"

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
			if name := p.Lane(l.ID, d.today()); name != "" {
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
			list = append(list, recordLine{At: f.at, Record: f.record.ID, Title: d.recordTitle(p, f)})
		}
	}
	return list
}

// recordTitle says which record it is: its day, what it is about, and how far it has come.
func (d *Desk) recordTitle(p *portfolio.Portfolio, f recordFile) string {
	w := d.words()
	title := w.Date(f.record.Date)
	if f.record.About != "" {
		title = w.Say("{1}, about {2}", title, f.record.About)
	}
	if f.record.Status == form.Draft {
		title = w.Say("{1}, draft", title)
	}
	count := len(f.record.Signed)
	if r := d.bound(p, f); r != nil {
		count = 0
		for _, s := range r.Signed {
			if r.Worth(s, d.today(), nil).Counts() {
				count++
			}
		}
	}
	if count > 0 {
		title = w.Say("{1}, signatures: {2}", title, count)
	}
	if no := len(f.record.Signed) - count; no > 0 {
		title = w.Say("{1}, signatures that do not count: {2}", title, no)
	}
	return title
}

// bound binds a record to its form; nil where the toolkit does not have that.
func (d *Desk) bound(p *portfolio.Portfolio, f recordFile) *record.Record {
	kit := d.o.Site().Snapshot.Toolkit
	version := f.record.Version
	if version == "" && p != nil {
		version = p.Version.Name
	}
	v := kit.Version(version)
	if v == nil {
		return nil
	}
	template := v.Form(f.record.Form)
	if template == nil {
		return nil
	}
	template.Bind(f.record, nil)
	return &record.Record{Record: f.record, Template: template, Under: v}
}

// sendRecord hands a form page the file of one record as it is on the disk, in the plain form that the page's script
// reads, and the digest of what it says.
func (d *Desk) sendRecord(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := r.URL.Query()
	p, err := d.optional(q.Get("preceptee"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	for _, f := range d.records(p) {
		if f.at == q.Get("at") {
			d.sendRecordFile(w, p, f)
			return
		}
	}
	d.refuse(w, http.StatusNotFound, "there is no such record")
}

func (d *Desk) sendRecordFile(w http.ResponseWriter, p *portfolio.Portfolio, f recordFile) {
	version, title := f.record.Version, ""
	if version == "" && p != nil {
		version = p.Version.Name
	}
	if r := d.bound(p, f); r != nil {
		title = r.Template.Title
		w.Header().Set(DigestHeader, r.Digest())
	}
	send(w, http.StatusOK, "text/markdown; charset=utf-8", form.Plain(f.file, title, version))
}
