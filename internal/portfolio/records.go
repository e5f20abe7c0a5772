package portfolio

import (
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// recordReader reads the records of one folder and binds them to their forms.
type recordReader struct {
	*Loader
	folder    record.Folder
	version   *toolkit.Version                   // the preceptee's own
	under     func(slug string) *toolkit.Version // of a record that names no version; nil: the same
	list      []record.File
	files     folderFiles
	findings  []finding.Finding
	omissions []Omission
}

// words are those that the folder's keeper reads: of the version that it is kept under, else of the current one.
func (rr *recordReader) words() *wording.Words {
	switch current := rr.Toolkit.Current(); {
	case rr.version != nil:
		return rr.version.Words
	case current != nil:
		return current.Words
	}
	return nil
}

// records reads every record of the folder, in the order of their dates, then of their paths.
func (rr *recordReader) records() ([]*Record, error) {
	files, err := rr.folder.Files()
	if err != nil {
		return nil, err
	}
	rr.list, rr.files = files, newFolderFiles(files)
	var records []*Record
	byID := map[string]*Record{}
	for _, file := range files {
		switch file.Kind {
		case record.PrecepteeFile, record.PrivateFile, record.EvidenceFile:
		case record.NotFile, record.ConflictFile, record.UnknownFile:
			rr.findings = append(rr.findings, notRecord(file, finding.Position{File: rr.folder.Shown(file.Name)}))
		case record.RecordFile:
			r, err := rr.record(file.Name)
			if err != nil {
				return nil, err
			}
			if r == nil {
				continue
			}
			if first := byID[r.ID]; first != nil && r.ID != "" {
				rr.leaveOut(r.File, r.Template, finding.Finding{Rule: "record-twice", Position: r.Pos("record"),
					Message: rr.words().Say("the {record} {1} is in two files; the other is {2}", r.ID, first.File),
					Help:    rr.words().Say("keep the later one")})
				continue
			}
			byID[r.ID] = r
			records = append(records, r)
		}
	}
	slices.SortStableFunc(records, func(a, b *Record) int { return a.Date.Compare(b.Date) })
	return records, nil
}

// notRecord is the finding for what is among the records and is not read.
func notRecord(file record.File, whole finding.Position) finding.Finding {
	switch file.Kind {
	case record.ConflictFile:
		return finding.Finding{Rule: "record-differs", Position: whole,
			Message: "another state of a record waits here for somebody to decide which of the two is right",
			Help:    "look at both: precept import takes this one in with --replace, and deleting it keeps the other"}
	case record.UnknownFile:
		return finding.Finding{Rule: "file-unknown", Position: whole,
			Message: "the file is neither a record nor evidence and is not read",
			Help:    "records end in .md; put attachments into the folder " + record.Evidence}
	}
	f := record.NotAFile(file.Type, whole)
	f.RecordOnly = true
	return f
}

// leaveOut notes that a record is left out, and why.
func (rr *recordReader) leaveOut(file string, f *form.Form, findings ...finding.Finding) {
	for i, found := range findings {
		found.RecordOnly = true
		rr.findings = append(rr.findings, found)
		if i == 0 {
			rr.omissions = append(rr.omissions, Omission{File: path.Base(file), Rule: found.Rule,
				Why: found.Message, Help: found.Help, Template: f})
		}
	}
}

// formNamed gives the form that a record's file is named after, for one that does not say it itself.
func (rr *recordReader) formNamed(name string) *form.Form {
	var best *form.Form
	stem := "-" + strings.TrimSuffix(path.Base(name), ".md") + "-"
	for _, f := range rr.version.Forms {
		if strings.Contains(stem, "-"+path.Base(f.Slug)+"-") && (best == nil || len(f.Slug) > len(best.Slug)) {
			best = f
		}
	}
	return best
}

// defaultVersion gives the version of a record that does not name one.
func (rr *recordReader) defaultVersion(slug string) *toolkit.Version {
	if rr.under != nil {
		return rr.under(slug)
	}
	return rr.version
}

// record reads one record; nil where it is left out.
func (rr *recordReader) record(name string) (*Record, error) {
	file, findings, err := rr.folder.Read(name)
	if err != nil {
		return nil, err
	}
	b, ok, found := record.Bind(file, findings, rr.Toolkit, rr.defaultVersion)
	shown := rr.folder.Shown(name)
	if !ok {
		f := b.Template
		if f == nil && b.Record != nil {
			f = rr.version.Form(b.Form)
		}
		if f == nil {
			f = rr.formNamed(name)
		}
		rr.leaveOut(shown, f, found...)
		return nil, nil
	}
	r := &Record{Record: *b, Page: b.Under.FormPage(b.Form), own: rr.version}
	if f := b.CountsAs(rr.version); f != nil {
		r.formNow = f.Slug
	}
	var more []finding.Finding
	if r.Writing, more, err = rr.writing(file); err != nil {
		return nil, err
	}
	if len(r.Writing) == 0 && len(more) > 0 { // past a limit: there is nothing to show
		rr.leaveOut(shown, r.Template, append(found, more...)...)
		return nil, nil
	}
	rr.findings = append(append(rr.findings, found...), more...)
	return r, nil
}
