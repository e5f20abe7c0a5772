package importer

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"precept/internal/finding"
	"precept/internal/wording"
)

// The limits of what is taken in at once. They are checked while an archive is read: where it says that it holds less
// than it does, it is not believed.
const (
	MaxFiles   = 2000     // files in one batch, those in archives among them
	MaxFile    = 8 << 20  // bytes of one file
	MaxTotal   = 64 << 20 // bytes of an archive, and of all files of a batch as they are unpacked
	maxRatio   = 100      // how many times as large as the archive its content may be
	freeRatio  = 1 << 20  // bytes below which the ratio is not asked for: a page of one letter packs very well
	maxName    = 400      // bytes of a name in an archive
	maxFolders = 16       // folders within each other in an archive
)

// Batch is what is handed over at once: files, and what is in the zips among them. One limit holds for all of it, so
// that many archives need no more memory than one.
type Batch struct {
	Files    []Arrival
	Findings []finding.Finding // about what could not become a file
	Words    *wording.Words    // what is said in
	size     int64             // bytes of the files
}

// Add adds the files of a zip, and anything else as itself. A zip that breaks a limit or tries to lead
// anywhere is refused whole: no file of it is added, and one finding says why. A file in it that is only too large is
// added without its bytes, with why it is left out. What systems add of their own accord (__MACOSX, names with a
// leading dot, Thumbs.db) is passed over.
func (b *Batch) Add(name string, data []byte) {
	if !strings.EqualFold(path.Ext(name), ".zip") {
		a := Arrival{Name: name, Data: data}
		if int64(len(data)) > b.room() {
			a.Data, a.Fault = nil, tooMuch(b.Words)
			a.Fault.Position = finding.Position{File: name}
		}
		b.add(a)
		return
	}
	list, wrong := b.unzip(data)
	if wrong == nil {
		b.add(list...)
		return
	}
	wrong.File, wrong.Severity = name, finding.Error
	wrong.Message = b.Words.Say("nothing of the zip is taken in: {1}", wrong.Message)
	if wrong.Help == "" {
		wrong.Help = b.Words.Say("unpack it by hand, look at what is in it, " +
			"and hand over the records and pictures themselves")
	}
	b.Findings = append(b.Findings, *wrong)
}

func (b *Batch) add(list ...Arrival) {
	for _, a := range list {
		b.size += int64(len(a.Data))
	}
	b.Files = append(b.Files, list...)
}

// room is how many bytes the batch may still get.
func (b *Batch) room() int64 { return MaxTotal - b.size }

// tooMuch is the finding for what does not fit into the batch any more.
func tooMuch(w *wording.Words) *finding.Finding {
	return tooLarge(w, inParts, "with it, what came at once is larger than {1} megabytes", MaxTotal>>20)
}

// inParts is what to do about what is too large in all.
const inParts wording.Phrase = "send it in parts"

// unsafe is the finding for a zip, or a file in it, that must not be unpacked.
func unsafe(w *wording.Words, why wording.Phrase, values ...any) *finding.Finding {
	return &finding.Finding{Rule: "file-unsafe", Message: w.Say(why, values...)}
}

func tooLarge(w *wording.Words, help, why wording.Phrase, values ...any) *finding.Finding {
	return &finding.Finding{Rule: "file-too-large", Message: w.Say(why, values...), Help: w.Say(help)}
}

func (b *Batch) unzip(data []byte) ([]Arrival, *finding.Finding) {
	w := b.Words
	if len(data) > MaxTotal {
		return nil, tooLarge(w, inParts, "it is larger than {1} megabytes", MaxTotal>>20)
	}
	// The directory is counted before the library reads it, which makes something of every entry. Packed bytes may
	// look like an entry by chance, hence the double.
	if bytes.Count(data, []byte("PK\x01\x02")) > 2*MaxFiles {
		return nil, tooLarge(w, inParts, "it has more than {1} files", MaxFiles)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, unsafe(w, "it cannot be read as a zip; it may be broken or not a zip at all")
	}
	if n := len(r.File); n+len(b.Files) > MaxFiles {
		return nil, tooLarge(w, inParts, "it has {1} files; at most {2} are taken at once", n, MaxFiles)
	}
	seen := map[string]string{}
	var files []*zip.File
	for _, f := range r.File {
		if wrong := entryFault(w, f); wrong != nil {
			return nil, wrong
		}
		key := folded(strings.TrimSuffix(f.Name, "/"))
		if first, twice := seen[key]; twice {
			return nil, unsafe(w, "two files in it have one name: {1} and {2}", show(first), show(f.Name))
		}
		seen[key] = f.Name
		if !strings.HasSuffix(f.Name, "/") && !litter(f.Name) {
			files = append(files, f)
		}
	}
	for _, f := range files {
		for dir := path.Dir(f.Name); dir != "."; dir = path.Dir(dir) {
			if other, ok := seen[folded(dir)]; ok && !strings.HasSuffix(other, "/") {
				return nil, unsafe(w, "{1} in it is a file and a folder at once", show(other))
			}
		}
	}
	return b.unpack(files, len(data))
}

// unpack reads the entries of a zip of so many bytes, at most as much as there is room for.
func (b *Batch) unpack(files []*zip.File, size int) ([]Arrival, *finding.Finding) {
	var list []Arrival
	w, room := b.Words, b.room()
	begin := room
	if said(files) > room {
		return nil, tooMuch(w)
	}
	for _, f := range files {
		if f.UncompressedSize64 > MaxFile {
			list = append(list, Arrival{Name: f.Name, Fault: largeFile(w, f.Name)})
			continue
		}
		data, wrong := entryBytes(w, f, room)
		if wrong != nil {
			return nil, wrong
		}
		room -= int64(len(data))
		list = append(list, Arrival{Name: f.Name, Data: data})
	}
	if total := begin - room; total > freeRatio && total > maxRatio*int64(size) {
		return nil, tooLarge(w, "",
			"what is in it is more than {1} times as large as it is, which no record or picture is", maxRatio)
	}
	if len(list) == 0 {
		return nil, &finding.Finding{Rule: "file-empty", Message: w.Say("it is empty"),
			Help: w.Say("put the saved records into it")}
	}
	slices.SortFunc(list, func(a, b Arrival) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// said is the stated size of the files that are not too large.
func said(files []*zip.File) (bytes int64) {
	for _, f := range files {
		if f.UncompressedSize64 <= MaxFile {
			bytes += int64(f.UncompressedSize64)
		}
	}
	return bytes
}

// entryFault says why an entry must not be unpacked, by its name and its kind.
func entryFault(w *wording.Words, f *zip.File) *finding.Finding {
	name := f.Name
	switch {
	case !utf8.ValidString(name):
		return unsafe(w, "the name of a file in it is not readable text")
	case name == "" || name == "/":
		return unsafe(w, "a file in it has no name")
	case len(name) > maxName || strings.Count(name, "/") > maxFolders:
		return unsafe(w, "a name in it is too long, or has too many folders")
	case strings.ContainsFunc(name, unseen):
		return unsafe(w, "the name {1} in it has characters that cannot be seen", show(name))
	case strings.HasPrefix(name, "/") || strings.Contains(name, "//"):
		return unsafe(w, "{1} in it is a path from the top of a disk", show(name))
	case strings.ContainsRune(name, '\\'):
		return unsafe(w, "the name {1} in it has a backslash", show(name))
	case strings.ContainsRune(name, ':'):
		return unsafe(w, "the name {1} in it has a colon, like the name of a drive", show(name))
	case slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return part == ".." || part == "." }):
		return unsafe(w, "{1} in it leads out of the folder that it would be unpacked in", show(name))
	case f.Flags&1 != 0:
		return &finding.Finding{Rule: "file-unsafe",
			Message: w.Say("it is locked with a password"),
			Help:    w.Say("unlock it by hand and hand over what is in it")}
	case f.Mode().IsDir() && strings.HasSuffix(name, "/"):
		if f.UncompressedSize64 > 0 {
			return unsafe(w, "the folder {1} in it has bytes of its own", show(name))
		}
	case !f.Mode().IsRegular() || strings.HasSuffix(name, "/"):
		return unsafe(w, "{1} in it is a link, or not an ordinary file", show(name))
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return unsafe(w, "{1} in it is packed in a way that precept does not read", show(name))
	case strings.EqualFold(path.Ext(name), ".zip"):
		return unsafe(w, "{1} in it is another zip", show(name))
	}
	return nil
}

// largeFile is the finding for one file that is too large, which does not keep the others out.
func largeFile(w *wording.Words, name string) *finding.Finding {
	return &finding.Finding{Rule: "file-too-large", Position: finding.Position{File: name}, Severity: finding.Error,
		Message: w.Say("the file is larger than {1} megabytes, and is left out", MaxFile>>20),
		Help:    w.Say("make the picture smaller, or scan with fewer colours, and send that file again")}
}

// entryBytes reads one entry, at most as much as there is room for. The library stops where it holds more than it says.
func entryBytes(w *wording.Words, f *zip.File, room int64) ([]byte, *finding.Finding) {
	in, err := f.Open()
	if err != nil {
		return nil, unsafe(w, "{1} in it cannot be read", show(f.Name))
	}
	defer in.Close()
	data, err := readEntry(in, int(f.UncompressedSize64), room)
	switch {
	case int64(len(data)) > room:
		return nil, tooMuch(w)
	case err != nil:
		return nil, unsafe(w, "{1} in it is broken: it does not unpack to what the zip says", show(f.Name))
	case len(data) > freeRatio && uint64(len(data)) > maxRatio*f.CompressedSize64:
		return nil, tooLarge(w, "",
			"{1} in it is more than {2} times as large as it was packed, which no record or picture is",
			show(f.Name), maxRatio)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")) && zipped(data):
		return nil, unsafe(w, "{1} in it is another zip under a different name", show(f.Name))
	}
	return data, nil
}

// readEntry reads an entry that says how many bytes it has, at most one byte more than there is room for. The bytes get
// their place at once, so that a batch never holds them twice.
func readEntry(in io.Reader, size int, room int64) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(in, room+1))
	return b.Bytes(), err
}

// zipped reports whether the bytes are a whole zip, and not only begin like one.
func zipped(data []byte) bool { return bytes.Contains(data, []byte("PK\x05\x06")) }

// litter reports what systems put into archives of their own accord.
func litter(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" || strings.EqualFold(part, "thumbs.db") ||
			strings.EqualFold(part, "desktop.ini") {
			return true
		}
	}
	return false
}

// folded is a name as systems compare it that do not tell capitals, or two ways of writing an accent, apart.
func folded(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFKC.String(name))) }

// unseen reports what no name may hold: control characters and those that turn or hide others.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029'
}

// show writes a name for a message: short, and with nothing in it that could be taken for something else.
func show(name string) string {
	r := []rune(name)
	if len(r) > 80 {
		r = append(r[:79], '…')
	}
	return fmt.Sprintf("%q", string(r))
}
