package importer

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"precept/internal/finding"
	"precept/internal/record"
)

// reserved are names that a Windows computer keeps for devices.
func reserved(stem string) bool {
	stem, _, _ = strings.Cut(strings.ToLower(stem), ".")
	port := strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")
	return slices.Contains([]string{"con", "prn", "aux", "nul"}, stem) ||
		port && len(stem) == 4 && stem[3] >= '0' && stem[3] <= '9'
}

// safeFile reports whether every system allows a file of that name.
func safeFile(name string) bool {
	return name != "" && len(name) <= 120 && !strings.ContainsAny(name, `/\:*?"<>|`) &&
		!strings.ContainsFunc(name, unseen) && name == norm.NFC.String(name) && !reserved(name) &&
		!strings.ContainsRune(". -", rune(name[0])) && strings.TrimRight(name, ". ") == name
}

// safeName gives the name that a file gets among the evidence: its own where every system allows that, so that records
// which name it find it; else as much of it as is allowed.
func safeName(name string) string {
	name = norm.NFC.String(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if safeFile(name) {
		return name
	}
	ext := strings.ToLower(path.Ext(name))
	var b strings.Builder
	for _, r := range strings.TrimSuffix(name, path.Ext(name)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 80 {
			break
		}
	}
	stem := norm.NFC.String(strings.Trim(b.String(), "-"))
	if stem == "" || reserved(stem) {
		stem = strings.Trim("file-"+stem, "-")
	}
	if !safeFile(stem + ext) {
		return "file" + ext
	}
	return stem + ext
}

// names reports whether one of the records names the file.
func names(records []*record.Record, file string) bool {
	file = norm.NFC.String(path.Base(file))
	return slices.ContainsFunc(records, func(r *record.Record) bool {
		return slices.ContainsFunc(r.Attachments(),
			func(name string) bool { return norm.NFC.String(path.Base(name)) == file })
	})
}

// evidence reads an arrival as evidence. batch are the records that came with it. A file that no record names is
// imported only where it came without any record: then it was meant as evidence.
func (in *Importer) evidence(fs *folders, name string, data []byte, batch []*record.Record) (*candidate,
	[]finding.Finding, error) {
	at := finding.Position{File: name}
	var findings []finding.Finding
	if len(data) > MaxFile {
		return nil, []finding.Finding{*largeFile(in.words(), name)}, nil
	}
	kind, kept, found := record.Examine(in.words(), at, data)
	if found != nil {
		findings = append(findings, *found)
	}
	if kept == nil {
		findings[0].Severity = finding.Error
		return nil, findings, nil
	}
	c := &candidate{kind: Evidence, name: name, data: kept}
	file := safeName(name)
	if !kind.Fits(file) {
		file = strings.TrimSuffix(file, path.Ext(file)) + kind.Ending()
	}
	for _, organisation := range []bool{false, true} {
		f, err := fs.of(organisation)
		if err != nil {
			return nil, nil, err
		}
		ids, clash := f.owners(name, slices.DeleteFunc(slices.Clone(batch),
			func(r *record.Record) bool { return r.AboutPractice() != organisation }))
		if clash {
			return nil, append(findings, finding.Finding{Rule: "file-unknown", Severity: finding.Error, Position: at,
				Message: in.say("several {records} name a file of this name, " +
					"and it is not clear which of them it belongs to"),
				Help: in.say("hand it over together with its {record}")}), nil
		}
		if len(ids) == 0 {
			continue
		}
		c.organisation, c.file, c.ids = organisation, file, ids
		for _, id := range ids {
			c.files = append(c.files, f.evidenceName(file, name, id))
		}
		return c, findings, nil
	}
	c.files = []string{file}
	if len(batch) > 0 {
		return nil, append(findings, finding.Finding{Rule: "file-unknown", Position: at,
			Message: in.say("no {record} names this file, so it is not taken in with them"),
			Help:    in.say("hand it over by itself if it is meant as evidence, or pick it in a {record}")}), nil
	}
	return c, append(findings, finding.Finding{Rule: "file-unknown", Severity: finding.Note, Position: at,
		Message: in.say("no {record} names this file yet; it is kept among the evidence as {1}", file),
		Help:    in.say("pick it in a {record}, so that the portfolio says what it shows")}), nil
}

// owners gives the ids of the records that a file belongs to which came under a name: those that came with it and name
// it; else the one in the folder that names it, or the one of several that lacks it. clash is true where that could be
// several.
func (f *folder) owners(name string, batch []*record.Record) (ids []string, clash bool) {
	for _, r := range batch {
		if names([]*record.Record{r}, name) && !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) > 0 {
		return ids, false
	}
	var lacking []string
	for _, e := range f.records {
		if !names([]*record.Record{e.Record}, name) {
			continue
		}
		ids = append(ids, e.ID)
		if f.evidence.Find(e.ID, name) == "" {
			lacking = append(lacking, e.ID)
		}
	}
	if len(lacking) > 0 {
		ids = lacking
	}
	return ids, len(ids) > 1
}

// evidenceName gives the name under which a file is kept for the record with an id: that of what the record shows
// already, if it is no other's; else one with the id in it.
func (f *folder) evidenceName(file, name, id string) string {
	own, there, others := record.OwnName(file, id), false, false
	found := f.evidence.Find(id, name)
	for _, e := range f.records {
		if _, fresh := f.fresh[e.name]; fresh || !names([]*record.Record{e.Record}, name) {
			continue
		}
		there, others = there || e.ID == id, others || e.ID != id
	}
	if found != "" && there && !others {
		return found
	}
	return own
}
