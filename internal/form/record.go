package form

import (
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/source"
)

// Status says whether a record is still being written.
type Status string

// A record is a draft until somebody marks it as complete.
const (
	Draft    Status = "draft"
	Complete Status = "complete"
)

// Record is one filled-in form, of the version that it was filled in under.
type Record struct {
	File      string
	Form      string // slug
	Version   string // "" is the preceptee's own
	Preceptee string // whose it is, by id or name; nothing that is signed or compared
	ID        string // made once, at random
	About     string // competency, on forms that are filled in about each
	Milestone string // the milestone it serves where it says so
	Revises   string
	Date      civil.Date
	Status    Status
	Private   []string // private fields that are answered elsewhere
	Answers   []Answer
	Signed    []Signature
	Body      []byte // free writing, Markdown
	BodyLine  int
	Allow     []Allowance
	Example   bool          // an invented one
	Others    []source.Pair // keys that the form page does not know and hands back as they are, Example among them

	answers *source.Node
	pos     map[string]finding.Position
}

// Allowance says that text which looks like an identifier may be shown, and why.
type Allowance struct {
	Rule, At, Reason string
}

// Answer is what was written for one field. Exactly one of Text, List and Rows is set, by the field's type.
type Answer struct {
	Field string
	Key   string // the field's id as the record has it, which may be a former one
	Text  string
	List  []string
	Rows  []AnswerRow
	Pos   finding.Position

	Unknown bool // the form does not have such a field (any more): kept and shown as such

	node *source.Node // of an unknown field: all that was written
}

// AnswerRow is one row of a table's answer. Row is a fixed row's id, or "" in a table whose rows the person added. One
// in which nothing is written keeps its place.
type AnswerRow struct {
	Row     string
	Key     string // the row's id as the record has it, which may be a former one
	Cells   []Answer
	Unknown bool // the table does not have such a row (any more): kept and shown as such
}

// Signature is one signed statement of a record.
type Signature struct {
	Field, By, Name, Role string
	Date                  civil.Date
	How                   string // screen, returned or paper
	Witness               string // paper: who saw the signature
	Scan                  string // paper: a scan among the evidence
	Digest                string // sha256:…
	Pos                   finding.Position
}

// RecordSchema is the front matter of a record.
var RecordSchema = source.Schema{
	Name:  "record",
	Title: "A filled-in form",
	Keys: []source.Key{
		{Name: "form", Type: source.Text, Required: true, Doc: "the form's slug", Example: "monthly-meeting"},
		{Name: "version", Type: source.Text,
			Doc: "the toolkit version it was filled in under; by default the preceptee's own", Example: `"2026.1"`},
		{Name: "preceptee", Type: source.Text,
			Doc:     "whose record it is, by id or name; importing it writes the id of their folder",
			Example: "alex-example"},
		{Name: "record", Type: source.Text, Doc: "made once, at random; evidence and milestones name records by it",
			Example: "k7m29qxd"},
		{Name: "date", Type: source.Date, Required: true, Doc: "the day it is about", Example: "2026-02-12"},
		{Name: "status", Type: source.Word, Options: []string{"draft", "complete"},
			Doc: "draft until it is marked as complete", Example: "complete"},
		{Name: "about", Type: source.Text, Doc: "the competency it is about, on forms that are filled in about each",
			Example: "c-red-flags"},
		{Name: "milestone", Type: source.Text, Doc: "the milestone it serves, where that is not the nearest",
			Example: "monthly-meeting.3"},
		{Name: "revises", Type: source.Text, Doc: "digest of the earlier state that this one replaces",
			Example: "sha256:…"},
		{Name: "private", Type: source.TextList, Doc: "private fields that are answered in a file of their own",
			Example: "[wellbeing]"},
		{Name: "answers", Type: source.Any, Doc: "what was written, by field", Example: `{wellbeing: "Settling in"}`},
		{Name: "signed", Type: source.MapList, Doc: "signatures", Fields: []source.Key{
			{Name: "field", Type: source.Text, Required: true, Doc: "the signature field", Example: "sign-preceptor"},
			{Name: "by", Type: source.Text, Required: true, Doc: "the lane that signs", Example: "preceptor"},
			{Name: "name", Type: source.Text, Required: true, Doc: "who signs", Example: "Example Preceptor"},
			{Name: "role", Type: source.Text, Doc: "their role", Example: "GP partner"},
			{Name: "date", Type: source.Date, Required: true, Doc: "when", Example: "2026-02-12"},
			{Name: "how", Type: source.Word, Options: []string{"screen", "returned", "paper"}, Doc: "how it was given",
				Example: "screen"},
			{Name: "witness", Type: source.Text, Doc: "paper: who saw the signature", Example: "Example Manager"},
			{Name: "scan", Type: source.Text, Doc: "paper: a scan among the evidence", Example: "meeting-3.jpg"},
			{Name: "digest", Type: source.Text, Doc: "what was signed, as a SHA-256", Example: "sha256:…"},
		}},
		{Name: "example", Type: source.Bool, Doc: "an invented record that may be published with the project",
			Example: "true"},
		{Name: "allow", Type: source.MapList, Doc: "shows text although it looks like an identifier",
			Fields: []source.Key{
				{Name: "rule", Type: source.Text, Required: true, Doc: "the rule", Example: "nhs-number"},
				{Name: "at", Type: source.Text, Required: true, Doc: "the field", Example: "wellbeing"},
				{Name: "reason", Type: source.Text, Required: true, Doc: "why it may be shown",
					Example: "a form number"},
			}},
	},
}

// ReadRecord reads a record's front matter. The answers are read by Bind, once the form is known. Findings are about
// the file; whether they cost the record is for the caller to say.
func ReadRecord(file *source.File) (*Record, []finding.Finding) {
	v, findings := file.Values(RecordSchema)
	r := &Record{
		File: file.Path, Form: v.Text("form"), Version: v.Text("version"), Preceptee: v.Text("preceptee"),
		ID: v.Text("record"), About: v.Text("about"), Milestone: v.Text("milestone"), Revises: v.Text("revises"),
		Date: v.Date("date"), Status: Status(v.Text("status")), Example: v.Bool("example"), Body: file.Body,
		BodyLine: file.BodyLine,
		answers:  v.Node("answers"), pos: map[string]finding.Position{},
	}
	if r.Status == "" {
		r.Status = Draft
	}
	r.Others = others(file.Head)
	for _, key := range []string{"form", "version", "preceptee", "date", "about", "milestone", "record", "status",
		"private", "revises", "allow"} {
		if v.Has(key) {
			r.pos[key] = v.Pos(key)
		}
	}
	for _, p := range v.List("private") {
		r.Private = append(r.Private, p.Text)
	}
	for _, s := range v.Maps("signed") {
		r.Signed = append(r.Signed, Signature{
			Field: s.Text("field"), By: s.Text("by"), Name: s.Text("name"), Role: s.Text("role"), Date: s.Date("date"),
			How: s.Text("how"), Witness: s.Text("witness"), Scan: s.Text("scan"), Digest: s.Text("digest"),
			Pos: s.Pos("field"),
		})
	}
	for _, a := range v.Maps("allow") {
		r.Allow = append(r.Allow, Allowance{Rule: a.Text("rule"), At: a.Text("at"), Reason: a.Text("reason")})
	}
	return r, findings
}

// Unknown gives the keys that no record has. A build leaves such a record out.
func (r *Record) Unknown() []source.Pair {
	return slices.DeleteFunc(slices.Clone(r.Others), func(p source.Pair) bool { return inSchema(p.Key.Value) })
}

// Other gives the value of a key that the form page does not know: a text as it is, lists and groups as JSON, or "".
func (r *Record) Other(key string) string {
	for _, p := range r.Others {
		if p.Key.Value == key && p.Value.Kind == source.ScalarNode {
			return p.Value.Value
		} else if p.Key.Value == key {
			return nodeJSON(p.Value)
		}
	}
	return ""
}

// WithoutUnknown gives the file as if it did not have the keys that no record has.
func WithoutUnknown(file *source.File) *source.File {
	if file == nil || file.Head == nil {
		return file
	}
	head, known := *file.Head, *file
	head.Pairs = slices.DeleteFunc(slices.Clone(head.Pairs), func(p source.Pair) bool { return !inSchema(p.Key.Value) })
	known.Head = &head
	return &known
}

func inSchema(key string) bool {
	return slices.ContainsFunc(RecordSchema.Keys, func(k source.Key) bool { return k.Name == key })
}

// Pos gives the place of a key's value in the record's file, or of its first line where it does not have the key.
func (r *Record) Pos(key string) finding.Position {
	if p, ok := r.pos[key]; ok {
		return p
	}
	return finding.Position{File: r.File, Line: 1, Column: 1}
}

// Answer finds the answer to a field; nil where there is none or it is empty.
func (r *Record) Answer(field string) *Answer {
	for i := range r.Answers {
		if r.Answers[i].Field == field && !r.Answers[i].Unknown && !r.Answers[i].Empty() {
			return &r.Answers[i]
		}
	}
	return nil
}

// Empty reports whether nothing was written.
func (a *Answer) Empty() bool {
	return a.Text == "" && !slices.ContainsFunc(a.List, func(s string) bool { return s != "" }) &&
		!slices.ContainsFunc(a.Rows, func(r AnswerRow) bool { return !r.Empty() })
}

// Same reports whether two answers say the same. One that is nil, or in which nothing is written, is no answer.
func (a *Answer) Same(b *Answer) bool { return a.said() == b.said() }

// said is the answer as a file has it, or "".
func (a *Answer) said() string {
	if a == nil || a.node == nil && a.Empty() || a.node != nil && nothing(a.node) {
		return ""
	}
	return a.json()
}

// invisible reports whether nothing was written that can be seen; so does an answer that is not there.
func (a *Answer) invisible() bool {
	if a == nil {
		return true
	}
	seen := func(s string) bool { return strings.TrimSpace(s) != "" }
	return !seen(a.Text) && !slices.ContainsFunc(a.List, seen) &&
		!slices.ContainsFunc(a.Rows, func(r AnswerRow) bool { return !r.invisible() })
}

// invisible reports whether nothing was written in the row that can be seen.
func (r *AnswerRow) invisible() bool {
	return !slices.ContainsFunc(r.Cells, func(a Answer) bool { return !a.invisible() })
}

// Empty reports whether nothing was written in the row.
func (r *AnswerRow) Empty() bool {
	return !slices.ContainsFunc(r.Cells, func(a Answer) bool { return !a.Empty() })
}

// Cell finds what the row has in a column; nil where it has nothing.
func (r *AnswerRow) Cell(column string) *Answer {
	for i := range r.Cells {
		if r.Cells[i].Field == column && !r.Cells[i].Unknown {
			return &r.Cells[i]
		}
	}
	return nil
}
