package importer

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"precept/internal/finding"
	"precept/internal/record"
)

// kindOfFile is a kind of file that may be evidence.
type kindOfFile struct {
	endings []string
	is      func(data []byte) bool
}

func begins(magic string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }
}

// iso reports the brands of pictures that come in boxes, as phones write them.
func iso(brands ...string) func([]byte) bool {
	return func(data []byte) bool {
		return len(data) >= 12 && string(data[4:8]) == "ftyp" && slices.Contains(brands, string(data[8:12]))
	}
}

// evidenceKinds are the kinds of file that are taken in as evidence, each known by its first bytes.
func evidenceKinds() []kindOfFile {
	return []kindOfFile{
		{[]string{".jpg", ".jpeg"}, begins("\xff\xd8\xff")},
		{[]string{".png"}, begins("\x89PNG\r\n\x1a\n")},
		{[]string{".gif"}, func(d []byte) bool { return begins("GIF87a")(d) || begins("GIF89a")(d) }},
		{[]string{".webp"}, func(d []byte) bool {
			return begins("RIFF")(d) && len(d) >= 12 && string(d[8:12]) == "WEBP"
		}},
		{[]string{".avif"}, iso("avif", "avis")},
		{[]string{".pdf"}, begins("%PDF-")},
	}
}

// heic are the endings of photographs as iPhones keep them, and heicBytes knows them by what is in them. Few computers
// show them, so they are refused.
var heic, heicBytes = []string{".heic", ".heif"}, iso("heic", "heix", "heim", "heis", "mif1", "msf1", "hevc")

// evidenceEnding reports whether a name ends as evidence does, or might.
func evidenceEnding(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains(heic, ext) ||
		slices.ContainsFunc(evidenceKinds(), func(k kindOfFile) bool { return slices.Contains(k.endings, ext) })
}

// evidenceFault says why a file cannot be evidence; nil where it can.
func evidenceFault(name string, data []byte) *finding.Finding {
	at := finding.Position{File: name}
	if len(data) > MaxFile {
		return largeFile(name)
	}
	if len(data) == 0 {
		return &finding.Finding{Rule: "file-empty", Position: at,
			Message: "the file is empty", Help: "take the picture again, or hand over another copy"}
	}
	if heicBytes(data) {
		return &finding.Finding{Rule: "file-unsafe", Position: at, Severity: finding.Error,
			Message: "the photograph is in the HEIC format of iPhones, which most computers cannot show; " +
				"it is left out",
			Help: "open it and save or share a copy as JPEG; to take JPEG from now on, choose Settings, Camera, " +
				"Formats, Most Compatible on the phone"}
	}
	ext := strings.ToLower(path.Ext(name))
	for _, k := range evidenceKinds() {
		if k.is(data) {
			if slices.Contains(k.endings, ext) {
				return nil
			}
			return &finding.Finding{Rule: "file-unsafe", Position: at, Severity: finding.Error,
				Message: fmt.Sprintf("the file ends in %s, but what is in it is a %s", ext,
					strings.TrimPrefix(k.endings[0], ".")),
				Help: "give it the ending " + k.endings[0]}
		}
	}
	return &finding.Finding{Rule: "file-unsafe", Position: at, Severity: finding.Error,
		Message: fmt.Sprintf("the file ends in %s, but what is in it is none", ext),
		Help:    "open it and save it again as a JPEG, a PNG or a PDF"}
}

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
// which name it find it; else what can be kept of it.
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

// evidence reads an arrival as evidence. batch are the records that came with it. What no record names is taken in
// only where it came alone, without any record: then it was meant.
func (in *Importer) evidence(fs *folders, name string, data []byte, batch []*record.Record) (*candidate,
	[]finding.Finding, error) {
	if wrong := evidenceFault(name, data); wrong != nil {
		return nil, []finding.Finding{*wrong}, nil
	}
	c := &candidate{kind: Evidence, name: name, data: data, file: safeName(name)}
	at := finding.Position{File: name}
	for _, organisation := range []bool{false, true} {
		f, err := fs.of(organisation)
		if err != nil {
			return nil, nil, err
		}
		records := slices.DeleteFunc(slices.Clone(batch),
			func(r *record.Record) bool { return r.AboutPractice() != organisation })
		for _, e := range f.records {
			records = append(records, e.Record)
		}
		if !names(records, name) {
			continue
		}
		c.organisation = organisation
		if c.file == norm.NFC.String(path.Base(name)) {
			return c, nil, nil
		}
		return c, []finding.Finding{{Rule: "file-unknown", Position: at,
			Message: "a record names the file by a name that not every computer allows; it is kept as " + c.file,
			Help:    "pick it again in the record, under its new name"}}, nil
	}
	if len(batch) > 0 {
		return nil, []finding.Finding{{Rule: "file-unknown", Position: at,
			Message: "no record names this file, so it is not taken in with them",
			Help:    "hand it over by itself if it is meant as evidence, or pick it in a record"}}, nil
	}
	return c, []finding.Finding{{Rule: "file-unknown", Severity: finding.Note, Position: at,
		Message: "no record names this file yet; it is kept among the evidence as " + c.file,
		Help:    "pick it in a record, so that the portfolio says what it shows"}}, nil
}
