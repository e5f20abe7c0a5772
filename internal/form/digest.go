package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Digest is what a signature covers: the SHA-256 of one line for each thing written, in byte order, as "sha256:…". A line is a
// path, a blank, the text's length in UTF-8 bytes, a colon and the text. Empty and private answers are left out; statement is
// the label of the signature field.
func (f *Form) Digest(r *Record, version, statement string) string {
	var lines []string
	put := func(path, text string) {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		if text != "" {
			lines = append(lines, fmt.Sprintf("%s %d:%s\n", path, len(text), text))
		}
	}
	put("about", r.About)
	put("body", string(r.Body))
	put("date", r.Date.String())
	put("form", r.Form)
	put("record", r.ID)
	put("statement", statement)
	put("version", version)
	for _, a := range r.Answers {
		field := f.Field(a.Field)
		if field != nil && field.Private {
			continue
		}
		path := "answers." + a.Field
		put(path, a.Text)
		for i, text := range a.List {
			put(path+"."+strconv.Itoa(i), text)
		}
		for i, row := range a.Rows {
			place := row.Row
			if place == "" {
				place = strconv.Itoa(i)
			}
			for _, cell := range row.Cells {
				if field != nil {
					if c := field.Column(cell.Field); c != nil && c.Private {
						continue
					}
				}
				put(path+"."+place+"."+cell.Field, cell.Text)
				for j, text := range cell.List {
					put(path+"."+place+"."+cell.Field+"."+strconv.Itoa(j), text)
				}
			}
		}
	}
	sort.Strings(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return "sha256:" + hex.EncodeToString(sum[:])
}
