package record

import (
	"errors"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/wording"
)

// OwnName is what a file is called that one record names: its name with the record's id in it. Phones give every
// picture that is pasted the same name, so that two records' files would otherwise be mixed up. The record itself goes
// on naming the file as it did: its signatures and its later states depend on that.
func OwnName(name, id string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if id == "" || strings.Contains("-"+stem+"-", "-"+id+"-") {
		return name
	}
	return stem + "-" + id + ext
}

// EvidenceFiles are the files of an evidence folder.
type EvidenceFiles struct {
	names map[string]string // as they are on the disk, below the folder, by their names in one Unicode form
	stems map[string]string // the same by their names without ending; of several the first by name
}

// EvidenceAmong picks the evidence from the files of a folder of records.
func EvidenceAmong(files []File) EvidenceFiles {
	e := EvidenceFiles{map[string]string{}, map[string]string{}}
	for _, f := range files {
		if f.Kind == EvidenceFile {
			e.Add(strings.TrimPrefix(f.Name, Evidence))
		}
	}
	return e
}

// Add adds a file by its name below the folder.
func (e EvidenceFiles) Add(name string) {
	key := norm.NFC.String(name)
	e.names[key] = name
	stem := strings.TrimSuffix(key, path.Ext(key))
	if first, ok := e.stems[stem]; !ok || name < first {
		e.stems[stem] = name
	}
}

// Remove removes a file by its name below the folder.
func (e EvidenceFiles) Remove(name string) {
	key := norm.NFC.String(name)
	delete(e.names, key)
	if stem := strings.TrimSuffix(key, path.Ext(key)); e.stems[stem] == name {
		delete(e.stems, stem)
	}
}

// Find gives the file that a record means by a name: the one that has the record's id in its name, also with the ending
// of another type, else one that is called so; "" where there is none.
func (e EvidenceFiles) Find(id, name string) string {
	name = norm.NFC.String(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), Evidence))
	base := path.Base(name)
	own := OwnName(base, id)
	if file, ok := e.names[own]; ok {
		return file
	}
	if file, ok := e.stems[strings.TrimSuffix(own, path.Ext(own))]; ok && own != base {
		return file
	}
	if file, ok := e.names[name]; ok {
		return file
	}
	return e.names[base]
}

// The rules about a file among the evidence.
const (
	RuleEvidenceBroken  = "evidence-broken"
	RuleEvidenceUnnamed = "evidence-unnamed"
	RuleDocumentAuthor  = "document-author"
)

// Examine looks at a file that is, or may become, evidence. It recognises the type by its bytes, and gives them as they
// may be shown: a picture upright and without what it tells of people, a document as it is. They are nil where the file
// cannot be shown; the finding says why. That a document names its author is noted.
func Examine(
	w *wording.Words, at finding.Position, data []byte,
) (kind media.Type, shown []byte, f *finding.Finding) {
	kind = media.TypeOf(data)
	broken := &finding.Finding{Rule: RuleEvidenceBroken, Position: at}
	switch {
	case len(data) == 0:
		broken.Message = w.Say("the file is empty")
		broken.Help = w.Say("take the picture again, or hand over another copy")
		return kind, nil, broken
	case kind == media.HEIC:
		broken.Message = w.Say("the photograph is in the HEIC format of iPhones, which most computers cannot show")
		broken.Help = w.Say("open it and save or share a copy as JPEG; to take JPEG from now on, " +
			"choose Settings, Camera, Formats, Most Compatible on the phone")
		return kind, nil, broken
	case kind == media.Unknown:
		broken.Message = w.Say("the file is not a picture, a PDF or an office document without macros, " +
			"whatever its name says")
		broken.Help = w.Say("open it and save it again as a JPEG, a PNG or a PDF")
		return kind, nil, broken
	case !kind.Picture() && media.NamesAuthor(data):
		return kind, data, &finding.Finding{Rule: RuleDocumentAuthor, Severity: finding.Note, Position: at,
			Message: w.Say("the document says in its properties who wrote it"),
			Help:    w.Say("if that should not be seen, take it out in the program that made it, and save it again")}
	case !kind.Picture():
		return kind, data, nil
	}
	shown, err := media.Clean(data)
	if err != nil {
		broken.Message, broken.Help = faultOf(w, err), w.Say("open it and save it again as a JPEG or a PNG")
		return kind, nil, broken
	}
	return kind, shown, nil
}

// faultOf says why a picture cannot be shown.
func faultOf(w *wording.Words, err error) string {
	switch {
	case errors.Is(err, media.ErrLarge):
		return w.Say("the picture has more than {1} million points", media.MaxPixels/1_000_000)
	case errors.Is(err, media.ErrTells):
		return w.Say("the picture tells who took it or where, or lies on its side, and cannot be changed")
	}
	return w.Say("the picture is broken")
}
