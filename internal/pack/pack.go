// Package pack owns the leaving pack: one zip with a person's records as they are, the portfolio that was built from
// them, a README, and checksums. It makes one, the same bytes for the same files, and reads one back that may come from
// anybody. It touches no file and judges no record: commands give it bytes and write what it gives back. Package
// importer unpacks zips, with its limits.
package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/importer"
	"precept/internal/record"
)

// File is one file of a pack.
type File struct {
	Path string // slash path in the zip
	Data []byte
}

// Where a pack has what.
const (
	Records   = "records/" // the person's folder
	Site      = "site/"    // the portfolio
	readme    = "README.txt"
	checksums = "checksums.txt"
)

// Write makes the zip. about is the text of its README.
func Write(about string, files []File) ([]byte, error) {
	files = append(slices.Clone(files), File{readme, []byte(about)})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var sums strings.Builder
	for _, f := range files {
		fmt.Fprintf(&sums, "%s  %s\n", digest(f.Data), f.Path)
	}
	files = append(files, File{checksums, []byte(sums.String())})
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Path, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.Path, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing the records: %w", err)
	}
	return b.Bytes(), nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Refusal says why nothing of a pack is taken in, and what to do.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Read gives the files of the person's folder in a pack, by their paths below it. It is refused whole where it breaks
// one of the importer's limits, is not as its checksums say, or holds what no folder of records does.
func Read(name string, data []byte) ([]File, error) {
	batch := &importer.Batch{}
	batch.Add(name, data)
	for _, f := range batch.Findings {
		return nil, Refusal(strings.TrimSuffix(f.Message+"; "+f.Help, "; "))
	}
	sums := map[string]string{}
	for _, a := range batch.Files {
		if a.Name == checksums {
			for line := range strings.Lines(string(a.Data)) {
				sum, file, _ := strings.Cut(strings.TrimSpace(line), "  ")
				sums[file] = sum
			}
		}
	}
	var list []File
	for _, a := range batch.Files {
		below, ok := strings.CutPrefix(a.Name, Records)
		switch {
		case a.Fault != nil:
			return nil, Refusal(a.Name + ": " + a.Fault.Message + "; " + a.Fault.Help)
		case a.Name != checksums && sums[a.Name] != digest(a.Data):
			return nil, Refusal(a.Name + " is not as the pack's checksums say; ask for the pack again")
		case ok && !belongs(below):
			return nil, Refusal(a.Name + " does not belong in a folder of records; ask for the pack again")
		case ok:
			list = append(list, File{below, a.Data})
		}
		delete(sums, a.Name)
	}
	for file := range sums {
		return nil, Refusal(file + " is missing in the pack; ask for it again")
	}
	if !slices.ContainsFunc(list, func(f File) bool { return f.Path == record.PrecepteeName }) {
		return nil, Refusal("it has no " + Records + record.PrecepteeName +
			", so it is not a pack of precept export; precept import takes single records in")
	}
	return list, nil
}

// belongs reports whether a folder of records may have a file of that name.
func belongs(name string) bool {
	if !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") {
		return false
	}
	switch record.KindOf(name) {
	case record.PrecepteeFile, record.RecordFile, record.EvidenceFile, record.ConflictFile:
		return !record.NamedPrivate(name)
	}
	return false
}
