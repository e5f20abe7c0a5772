package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"precept/internal/source"
)

// Digest is what a signature covers: the SHA-256 of Signed, as "sha256:…". With an empty statement it is the digest of the content
// alone, whoever has signed it and however far it has got: what `revises` names in a later state of the record.
func (f *Form) Digest(r *Record, version, statement string) string {
	sum := sha256.Sum256([]byte(f.Signed(r, version, statement)))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Signed is the text that a signature covers: one line for each thing written, in byte order. A line is a path, a blank, the
// text's length in UTF-8 bytes, a colon, the text and a line feed. Empty and private answers are left out, and of a private form
// the free writing too; statement is the label of the signature field. A path is made of the ids as the record has them, so that
// a form which gives a field a new id leaves what was signed as it was.
func (f *Form) Signed(r *Record, version, statement string) string {
	var lines signed
	open := f.Visibility != "private"
	lines.put("about", r.About)
	if open {
		lines.put("body", string(r.Body))
	}
	lines.put("date", r.Date.String())
	lines.put("form", r.Form)
	lines.put("record", r.ID)
	lines.put("statement", statement)
	lines.put("version", version)
	for i := range r.Answers {
		a := &r.Answers[i]
		field := f.Field(a.Field)
		if a.Unknown {
			field = nil
		}
		if open && (field == nil || !field.Private) {
			lines.answer("answers."+a.key(), a, field)
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "")
}

// signed gathers the lines.
type signed []string

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func (s *signed) put(path, text string) {
	if text = lineEnds.Replace(text); text != "" {
		*s = append(*s, fmt.Sprintf("%s %d:%s\n", path, len(text), text))
	}
}

func (s *signed) answer(path string, a *Answer, field *Field) {
	if a.node != nil {
		s.node(path, a.node)
		return
	}
	s.put(path, a.Text)
	for i, text := range a.List {
		s.put(path+"."+strconv.Itoa(i), text)
	}
	for i := range a.Rows {
		row := &a.Rows[i]
		place := row.Key
		if place == "" {
			place = row.Row
		}
		if place == "" {
			place = strconv.Itoa(i)
		}
		for j := range row.Cells {
			cell := &row.Cells[j]
			var column *Field
			if field != nil && !cell.Unknown {
				column = field.Column(cell.Field)
			}
			if column == nil || !column.Private {
				s.answer(path+"."+place+"."+cell.key(), cell, column)
			}
		}
	}
}

// node takes what was written where the form does not say what it is.
func (s *signed) node(path string, n *source.Node) {
	switch n.Kind {
	case source.ListNode:
		for i, it := range n.Items {
			s.node(path+"."+strconv.Itoa(i), it)
		}
	case source.MapNode:
		for _, pair := range n.Pairs {
			s.node(path+"."+pair.Key.Value, pair.Value)
		}
	default:
		s.put(path, n.Value)
	}
}

func (a *Answer) key() string {
	if a.Key != "" {
		return a.Key
	}
	return a.Field
}
