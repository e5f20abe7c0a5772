package importer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// bound is a record bound to the form of its version.
type bound struct {
	rec     *form.Record
	form    *form.Form
	version *toolkit.Version
}

// digest is that of the record's content, whoever signed it: what a later state names as revises.
func (b *bound) digest() string { return b.form.Digest(b.rec, b.version.Name, "") }

// digestWithout is that of a record which nobody gave an id.
func (b *bound) digestWithout() string {
	r := *b.rec
	r.ID = ""
	return b.form.Digest(&r, b.version.Name, "")
}

// fits reports whether a signature was given on what the record says now.
func (b *bound) fits(s form.Signature) bool {
	field := b.form.Field(s.Field)
	return field != nil && field.Type == form.Sign && s.Digest == b.form.Digest(b.rec, b.version.Name, field.Label)
}

// incoming is an arrival that may be taken in: a record, or a file for evidence/.
type incoming struct {
	bound
	kind         Kind
	name         string // as it came
	organisation bool   // it goes to data/organisation
	data         []byte // what would be written
	file         string // evidence: the name it gets
	made         bool   // the record came without an id, and this one was made for it
}

// bind reads a record as the build does. It is nil where the build would leave it out; the findings say why.
func (in *Importer) bind(name string, raw []byte) (*bound, []finding.Finding) {
	file, findings := form.ReadFile(name, raw)
	b, ok, findings := portfolio.Bind(file, findings, in.Toolkit, func(slug string) *toolkit.Version {
		v, current := in.Portfolio.Version, in.Toolkit.Current()
		if (v == nil || v.Form(slug) == nil) && current != nil {
			if f := current.Form(slug); f != nil && f.Subject == "organisation" {
				return current // the practice's own records are nobody's version
			}
		}
		return v
	})
	if !ok {
		return nil, labelled(findings, b.Form)
	}
	return &bound{b.Record, b.Form, b.Under}, findings
}

// labelled names the fields of answers that cannot be taken by their labels, as the form's page does: whoever hands a record over
// has not seen its ids. An id that stands for two labels, in two tables, stays. Even a draft with such an answer is refused, since
// the build would leave it out.
func labelled(findings []finding.Finding, f *form.Form) []finding.Finding {
	if f == nil {
		return findings
	}
	labels := map[string]string{}
	for _, field := range f.Fields {
		for _, one := range append([]form.Field{field}, field.Columns...) {
			if known, ok := labels[one.ID]; ok && known != one.Label {
				labels[one.ID] = one.ID
			} else {
				labels[one.ID] = one.Label
			}
		}
	}
	for i := range findings {
		const begin = "the answer to "
		rest, ok := strings.CutPrefix(findings[i].Message, begin)
		if quoted, err := strconv.QuotedPrefix(rest); ok && err == nil && findings[i].Rule == "answer-type" {
			id, _ := strconv.Unquote(quoted) // it was quoted just now
			findings[i].Message = begin + strconv.Quote(cmp.Or(labels[id], id)) + rest[len(quoted):]
		}
	}
	return findings
}

// record reads an arrival as a record. What must not be taken in gives nil and says why.
func (in *Importer) record(name string, raw []byte) (*incoming, []finding.Finding) {
	refuse := func(rule, message, help string) (*incoming, []finding.Finding) {
		return nil, []finding.Finding{{Rule: rule, Position: finding.Position{File: name}, Message: message, Help: help}}
	}
	base := strings.ToLower(path.Base(name))
	switch stem := strings.TrimSuffix(base, path.Ext(base)); {
	case strings.HasSuffix(stem, ".private"):
		return refuse("answer-private", "the file holds private answers, which stay with the preceptee",
			"keep it where only the preceptee can open it; it is taken in nowhere, and the record itself does without it")
	case base == "preceptee.md":
		return refuse("file-unknown", "preceptee.md says who somebody is and is no record", "copy it by hand if it is meant to take the place of the one in the folder")
	case path.Ext(base) == ".json":
		text, wrong := fromJSON(name, raw)
		if wrong != nil {
			return nil, []finding.Finding{*wrong}
		}
		raw = text
	}
	b, findings := in.bind(name, raw)
	if b == nil {
		return nil, findings
	}
	if private := secrets(b, name); private != nil {
		return nil, append(findings, private...)
	}
	made := b.rec.ID == ""
	if made {
		b.rec.ID = idOf(raw)
	} else if !validRecordID(b.rec.ID) {
		return nil, append(findings, finding.Finding{Rule: source.RuleKeyType, Position: b.rec.Pos("record"),
			Message: fmt.Sprintf("the record's id is %s, which cannot be part of a file's name", show(b.rec.ID)), Help: "use at most 40 small letters a to z, figures and hyphens; without the line, an id is made"})
	}
	return &incoming{bound: *b, kind: Record, name: name, organisation: b.form.Subject == "organisation", data: in.written(b, raw), made: made}, findings
}

// secrets finds answers that are private to the preceptee, in tables too. A main file never has them: it goes to those who sign.
func secrets(b *bound, name string) []finding.Finding {
	var list []finding.Finding
	add := func(a *form.Answer, what string) {
		pos := a.Pos
		pos.File = name
		list = append(list, finding.Finding{Rule: "answer-private", Severity: finding.Error, Position: pos, Unquoted: true,
			Message: fmt.Sprintf("the answer to %q is private to the preceptee, and nothing private is taken in", what),
			Help:    "save the record again from its form, which puts private answers into a file of their own"})
	}
	for i := range b.rec.Answers {
		a := &b.rec.Answers[i]
		field := b.form.Field(a.Field)
		switch {
		case b.form.Visibility == "private", field != nil && !a.Unknown && field.Private:
			add(a, a.Field)
		case field != nil && !a.Unknown:
			for _, row := range a.Rows {
				for j := range row.Cells {
					if c := field.Column(row.Cells[j].Field); c != nil && c.Private && !row.Cells[j].Unknown && !row.Cells[j].Empty() {
						add(&row.Cells[j], a.Field+", "+row.Cells[j].Field)
					}
				}
			}
		}
	}
	if b.form.Visibility == "private" && len(strings.TrimSpace(string(b.rec.Body))) > 0 {
		list = append(list, finding.Finding{Rule: "answer-private", Severity: finding.Error, Unquoted: true, Position: finding.Position{File: name, Line: b.rec.BodyLine, Column: 1},
			Message: "the free writing of this form is private to the preceptee, and nothing private is taken in",
			Help:    "keep it in the file of the same name that ends in .private.md"})
	}
	return list
}

// idOf makes an id of a file's bytes for a record that has none, so that the same file always gives the same record. It has the
// letters and figures of those made at random.
func idOf(raw []byte) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	sum := sha256.Sum256(raw)
	b := make([]byte, 8)
	for i := range b {
		b[i] = letters[int(sum[i])%len(letters)]
	}
	if b[0] < 'a' {
		b[0] = 'r'
	}
	return string(b)
}

func validRecordID(id string) bool {
	for _, c := range id {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return id != "" && len(id) <= 40 && id[0] != '-'
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
