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

// Digest is what a signature covers: the SHA-256 of Signed, as "sha256:…". With an empty statement it is the digest of
// the content alone, whoever has signed it and whatever its status is: what `revises` names in a later state of the
// record.
func (f *Form) Digest(r *Record, version, statement string) string {
	sum := sha256.Sum256([]byte(f.Signed(r, version, statement)))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Signed is the text that a signature covers: one line for each thing written, in byte order. A line is a path, a
// space, the text's length in UTF-8 bytes, a colon, the text and a line feed. Empty and private answers are left out,
// and of a private form the free writing too; statement is the label of the signature field. A path has the ids as the
// record has them, so that a form that gives a field a new id does not change what was signed.
func (f *Form) Signed(r *Record, version, statement string) string {
	var l lines
	open := f.Visibility != "private"
	l.put("about", r.About)
	if open {
		l.put("body", string(r.Body))
	}
	l.put("date", r.Date.String())
	l.put("form", r.Form)
	l.put("record", r.ID)
	l.put("statement", statement)
	l.put("version", version)
	for i := range r.Answers {
		a := &r.Answers[i]
		field := f.Field(a.Field)
		if a.Unknown {
			field = nil
		}
		if open && (field == nil || !field.Private) {
			l.answer("answers."+a.key(), a, field)
		}
	}
	sort.Strings(l)
	return strings.Join(l, "")
}

// lines are those of a signed text.
type lines []string

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func (l *lines) put(path, text string) {
	if text = lineEnds.Replace(text); text != "" {
		*l = append(*l, fmt.Sprintf("%s %d:%s\n", path, len(text), text))
	}
}

func (l *lines) answer(path string, a *Answer, field *Field) {
	if a.node != nil {
		l.node(path, a.node)
		return
	}
	l.put(path, a.Text)
	for i, text := range a.List {
		l.put(path+"."+strconv.Itoa(i), text)
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
				l.answer(path+"."+place+"."+cell.key(), cell, column)
			}
		}
	}
}

// node adds what was written to a field that the form does not have.
func (l *lines) node(path string, n *source.Node) {
	switch n.Kind {
	case source.ListNode:
		for i, it := range n.Items {
			l.node(path+"."+strconv.Itoa(i), it)
		}
	case source.MapNode:
		for _, pair := range n.Pairs {
			l.node(path+"."+pair.Key.Value, pair.Value)
		}
	default:
		l.put(path, n.Value)
	}
}

func (a *Answer) key() string {
	if a.Key != "" {
		return a.Key
	}
	return a.Field
}
