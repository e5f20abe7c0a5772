package portfolio

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/record"
	"precept/internal/store"
)

// maxEvidence is how many bytes of a file among the evidence are looked at: as many as a page's files may have.
const maxEvidence = 20 << 20

// Evidence is a file that a record names. Readers of the record may see it.
type Evidence struct {
	File          string // below the folder of the records: "evidence/photo-k7m29qxd.jpg"
	Type          media.Type
	Size          int // bytes, as it is shown
	Width, Height int // of a picture

	folder record.Folder
	kept   *media.Kept
}

// Read gives the file as it may be shown: of a picture only what is seen.
func (e *Evidence) Read() ([]byte, error) {
	raw, err := e.folder.Root.Read(e.folder.Path(e.File), maxEvidence)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", e.folder.Shown(e.File), store.Cause(err))
	}
	shown := raw
	if e.Type.Picture() {
		shown, err = e.kept.Clean(raw)
	}
	if err != nil || len(raw) == 0 || media.TypeOf(raw) != e.Type {
		return nil, fmt.Errorf("reading %s: it has changed since it was looked at", e.folder.Shown(e.File))
	}
	return shown, nil
}

// Evidence gives the file that the record means by a name; nil where there is none, or none that can be shown. there
// says which of the two.
func (r *Record) Evidence(name string) (e *Evidence, there bool) {
	e, there = r.evidence[name]
	return e, there
}

// folderFiles are the files in a folder of records that are not readable records.
type folderFiles struct {
	evidence record.EvidenceFiles
	records  []string // names of records' files, without ending
	unsure   bool     // something in it could not be read, and may name any of the evidence
	seen     map[string]*Evidence
	named    map[string]bool
}

func newFolderFiles(files []record.File) folderFiles {
	ff := folderFiles{evidence: record.EvidenceAmong(files), seen: map[string]*Evidence{}, named: map[string]bool{}}
	for _, f := range files {
		switch f.Kind {
		case record.RecordFile:
			ff.records = append(ff.records, strings.TrimSuffix(path.Base(f.Name), ".md"))
		case record.ConflictFile:
			ff.unsure = true
		}
	}
	return ff
}

// picks finds what a record names and is not there, and looks at the evidence that is. ids are those of the records
// that it may name.
func (rr *recordReader) picks(r *Record, ids map[string]bool) error {
	r.evidence = map[string]*Evidence{}
	for _, p := range r.Picks() {
		file := ""
		if p.Of == "attachments" {
			if file = rr.files.evidence.Find(r.ID, p.Name); file != "" {
				e, err := rr.look(record.Evidence + file)
				if err != nil {
					return err
				}
				r.evidence[p.Name] = e
			}
		}
		f := r.Record.Absent(p, func(p record.Pick) bool {
			return file != "" || p.Of == "records" && (ids[p.Name] || rr.leftOut(p.Name))
		})
		if f != nil {
			r.Absent = append(r.Absent, Absence{*f, r.Withheld(p.Field) != "", p.Field, p.Column})
		}
	}
	return nil
}

// leftOut reports whether a record that cannot be read may be the one with an id.
func (rr *recordReader) leftOut(id string) bool {
	return len(rr.omissions) > 0 && slices.ContainsFunc(rr.files.records,
		func(name string) bool { return strings.HasSuffix(name, "-"+id) })
}

// look examines a file among the evidence, once; nil where it cannot be shown.
func (rr *recordReader) look(name string) (*Evidence, error) {
	rr.files.named[name] = true
	if e, done := rr.files.seen[name]; done {
		return e, nil
	}
	at := finding.Position{File: rr.folder.Shown(name)}
	note := func(f *finding.Finding) {
		f.RecordOnly = true
		rr.findings = append(rr.findings, *f)
		rr.files.seen[name] = nil
	}
	raw, err := rr.folder.Root.Read(rr.folder.Path(name), maxEvidence)
	if errors.Is(err, store.ErrTooLarge) {
		note(&finding.Finding{Rule: record.RuleEvidenceBroken, Position: at,
			Message: rr.words().Say("the file is larger than {1} MiB, and is not shown", maxEvidence>>20),
			Help:    rr.words().Say("make the picture smaller, or scan with fewer colours")})
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", at.File, store.Cause(err))
	}
	e := &Evidence{File: name, folder: rr.folder, kept: rr.Kept}
	kind, shown, found := record.Examine(rr.words(), at, raw)
	if found != nil {
		note(found)
	}
	if shown == nil {
		return nil, nil
	}
	e.Type, e.Size = kind, len(shown)
	if kind.Picture() {
		if e.Width, e.Height, err = media.Size(shown); err != nil {
			return nil, fmt.Errorf("measuring %s: %w", at.File, err)
		}
	}
	rr.files.seen[name] = e
	return e, nil
}

// unnamed notes the evidence that no record names. Where something could not be read, none are noted.
func (rr *recordReader) unnamed(files []record.File) {
	if rr.files.unsure || len(rr.omissions) > 0 {
		return
	}
	for _, f := range files {
		if f.Kind == record.EvidenceFile && !rr.files.named[f.Name] {
			rr.add(record.RuleEvidenceUnnamed, finding.Position{File: rr.folder.Shown(f.Name)},
				"no record names this file, so it is in no portfolio",
				"pick it in the record that it belongs to, or delete it")
		}
	}
}
