package form

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"precept/internal/source"
)

// Digest is the SHA-256 of Signed, as "sha256:…": what a signature wrote by the first rule. With an empty statement it
// is the digest of only the content, whatever its signatures and status are: `revises` names it in a later state of the
// record.
func (f *Form) Digest(r *Record, version, statement string) string {
	return sum(f.Signed(r, version, statement))
}

// secondRule begins a digest of SignatureText. One without it is a digest of Signed, which is checked for ever.
const secondRule = "2:"

// SignatureDigest is what a new signature writes: the SHA-256 of SignatureText, as "2:sha256:…".
func (f *Form) SignatureDigest(r *Record, version string, s Signature) string {
	return secondRule + sum(f.SignatureText(r, version, s))
}

// Fits reports whether a signature was given on what the record says now, by the rule that its digest names.
func (f *Form) Fits(r *Record, version string, s Signature) bool {
	field := f.Field(s.Field)
	switch {
	case field == nil || field.Type != Sign:
		return false
	case s.CoversSigner():
		return s.Digest == f.SignatureDigest(r, version, s)
	}
	return s.Digest == f.Digest(r, version, field.Label)
}

// CoversSigner reports whether the signature's digest covers who signed and when, and not only what was signed.
func (s *Signature) CoversSigner() bool { return strings.HasPrefix(s.Digest, secondRule) }

func sum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Signed is the text that a signature covers by the first rule: one line for each thing written, in byte order. A line
// is a path, a space, the text's length in UTF-8 bytes, a colon, the text and a line feed. Empty and private answers
// are left out, and of a private form the free writing too; statement is the label of the signature field. A path has
// the ids as the record has them, so that a form that gives a field a new id does not change what was signed.
func (f *Form) Signed(r *Record, version, statement string) string {
	l := f.content(r, version, statement, &lines{})
	return l.text()
}

// SignatureText is the text that a signature covers by the second rule: the lines of Signed without the answers to
// fields for another lane and without what the signer's lane may not read, and who signs, as what, when and how, and
// the milestone that the record serves.
func (f *Form) SignatureText(r *Record, version string, s Signature) string {
	statement := ""
	if field := f.Field(s.Field); field != nil {
		statement = field.Label
	}
	l := f.content(r, version, statement, &lines{
		skip:  func(field *Field) bool { return field.For != "" && !f.SignedBy(s, field.For) },
		hides: func(by []string) bool { return by != nil && !slices.Contains(by, f.Parties.now(s.By)) },
	})
	l.put("how", s.How)
	l.put("lane", s.By)
	l.put("milestone", r.Milestone)
	l.put("role", s.Role)
	l.put("signed", s.Date.String())
	l.put("signer", s.Name)
	return l.text()
}

// TextWithout is what the record says, as Signed has it, without the answers to fields for these lanes.
func (f *Form) TextWithout(r *Record, version string, lanes []string) string {
	l := f.content(r, version, "", &lines{skip: func(f *Field) bool { return slices.Contains(lanes, f.For) }})
	return l.text()
}

// content gives the lines of what the record says, without the answers to fields that are skipped or hidden.
func (f *Form) content(r *Record, version, statement string, l *lines) *lines {
	open := f.Visibility != "private"
	l.put("about", r.About)
	if open && !l.hidden(f.ReadBy) {
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
		by := f.ReadBy
		if field != nil && field.Visibility != "" {
			by = field.ReadBy
		}
		if open && l.holds(field) && !l.hidden(by) {
			l.answer("answers."+a.key(), a, field)
		}
	}
	return l
}

// lines are those of a signed text. skip leaves out the answers to a field, and hides what certain lanes may not read;
// nil leaves out nothing.
type lines struct {
	list  []string
	skip  func(*Field) bool
	hides func(by []string) bool
}

// text gives the lines in byte order.
func (l *lines) text() string {
	sort.Strings(l.list)
	return strings.Join(l.list, "")
}

// holds reports whether the answers to a field are among the lines; nil is a field that the form does not have.
func (l *lines) holds(field *Field) bool {
	return field == nil || !field.Private && (l.skip == nil || !l.skip(field))
}

// hidden reports whether what these lanes read is not among the lines.
func (l *lines) hidden(by []string) bool { return l.hides != nil && l.hides(by) }

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func (l *lines) put(path, text string) {
	if text = lineEnds.Replace(text); text != "" {
		l.list = append(l.list, fmt.Sprintf("%s %d:%s\n", path, len(text), text))
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
			if l.holds(column) && (column == nil || column.Visibility == "" || !l.hidden(column.ReadBy)) {
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
