package record

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/identify"
	"precept/internal/source"
	"precept/internal/wording"
)

// The rules about what a record names and is not there.
const (
	RuleEvidenceMissing = "evidence-missing"
	RulePickMissing     = "pick-missing"
)

// Pick is something that a record names and that must be somewhere: a record, a competency, a standard, or a file
// among the evidence.
type Pick struct {
	Of     string // as form.Field.Picks: "records", "competencies", "standards" or "attachments"
	Name   string
	Field  string // whose answer names it, a table's for its columns; "" of a scan
	Column string // of a table; "" of any other field
	Row    string // of a table with fixed rows
	where  string // in words: the answer to "Files"
	pos    finding.Position
}

// Picks lists all that the record names: in fields that pick, in tables too, and as scans of signatures, but not what
// is private to the preceptee.
func (r *Record) Picks() []Pick {
	var list []Pick
	add := func(at Pick, f *form.Field, a *form.Answer, label string) {
		if f.Picks == "" || f.Private || a.Unknown {
			return
		}
		pos := a.Pos
		pos.File = r.File
		for _, name := range a.List {
			if strings.TrimSpace(name) != "" {
				at.Of, at.Name, at.pos = f.Picks, name, pos
				at.where = r.Under.Words.Say("the answer to {1}", strconv.Quote(label))
				list = append(list, at)
			}
		}
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		f := r.Template.Field(a.Field)
		if f == nil || a.Unknown || f.Private || r.Template.Visibility == "private" {
			continue
		}
		add(Pick{Field: f.ID}, f, a, f.Label)
		for _, row := range a.Rows {
			for j := range row.Cells {
				if c := f.Column(row.Cells[j].Field); c != nil && !row.Unknown {
					add(Pick{Field: f.ID, Column: c.ID, Row: row.Row}, c, &row.Cells[j], f.Label+", "+c.Label)
				}
			}
		}
	}
	for _, s := range r.Signed {
		if s.Scan != "" {
			list = append(list, Pick{Of: "attachments", Name: s.Scan, pos: s.Pos,
				where: r.Under.Words.Say("the signature of {1}", s.Name)})
		}
	}
	return list
}

// Attachments lists the files that the record names: in fields that pick attachments, and as scans of signatures.
func (r *Record) Attachments() []string {
	var list []string
	for _, p := range r.Picks() {
		if p.Of == "attachments" {
			list = append(list, p.Name)
		}
	}
	return list
}

// Absent is the finding for a pick that is nowhere; nil where it is there. there says so of records, by their ids, and
// of files; what a version has is known.
func (r *Record) Absent(p Pick, there func(p Pick) bool) *finding.Finding {
	f := &finding.Finding{Rule: RulePickMissing, Severity: finding.Gap, Position: p.pos, Due: r.Date.String()}
	w, name := r.Under.Words, strconv.Quote(p.Name)
	switch p.Of {
	case "attachments":
		f.Rule = RuleEvidenceMissing
		f.Message = w.Say("{1} names {2}, which is not in {3}", p.where, name, Evidence)
		f.Help = w.Say("hand over the file, if possible with the {record}; or delete its name from the {record}")
		return unless(there(p), f)
	case "records":
		f.Message = w.Say("{1} names the {record} {2}, which is not here", p.where, name)
		f.Help = w.Say("write the id that the {record} has under {1}; or take it out", "record")
		return unless(there(p), f)
	case "competencies":
		p.Name = r.Under.CompetencyNow(p.Name)
		return r.absentItem(p, f, r.competencies(), "{1} names {2}, which is not {a competency} of version {3}",
			"name {a competency} by its id, or take it out")
	}
	ids := make([]string, len(r.Under.Standards))
	for i, s := range r.Under.Standards {
		ids[i] = s.ID
	}
	return r.absentItem(p, f, ids, "{1} names {2}, which is not a standard of version {3}",
		"name a standard by its id, or take it out")
}

func unless(ok bool, f *finding.Finding) *finding.Finding {
	if ok {
		return nil
	}
	return f
}

func (r *Record) competencies() []string {
	ids := make([]string, len(r.Under.Competencies))
	for i, c := range r.Under.Competencies {
		ids[i] = c.ID
	}
	return ids
}

func (r *Record) absentItem(p Pick, f *finding.Finding, ids []string, why, help wording.Phrase) *finding.Finding {
	w := r.Under.Words
	f.Message, f.Help = w.Say(why, p.where, strconv.Quote(p.Name), r.Under.Name), w.Say(help)
	if near := source.Suggest(p.Name, ids); near != "" {
		f.Help = w.Say("did you mean {1}?", near)
	}
	return unless(slices.Contains(ids, p.Name), f)
}

// Misnamed finds what no record can have: unknown rules and places under allow, and a text under revises that is not a
// digest.
func (r *Record) Misnamed() []finding.Finding {
	var rules []string
	for _, rule := range identify.Rules() {
		rules = append(rules, rule.Name)
	}
	places := []string{Writing}
	for _, f := range r.Template.Fields {
		places = append(places, f.ID)
	}
	for _, a := range r.Answers {
		places = append(places, a.Field)
	}
	var list []finding.Finding
	for _, a := range r.Allow {
		rule := strings.TrimPrefix(a.Rule, IdentifierRule)
		f := finding.Finding{Rule: "allow-unused", Position: r.Pos("allow")}
		switch {
		case !slices.Contains(rules, rule):
			f.Message = fmt.Sprintf("allow names the rule %q, which does not exist", a.Rule)
			f.Help = source.DidYouMean(rule, rules, "", "the rules are "+strings.Join(rules, ", "))
		case !slices.Contains(places, a.At):
			f.Message = fmt.Sprintf("allow names the field %q, which the form does not have", a.At)
			f.Help = source.DidYouMean(a.At, places, "", "name a field by its id, or "+Writing+" for the free writing")
		default:
			continue
		}
		list = append(list, f)
	}
	if r.Revises != "" && !digest.MatchString(r.Revises) {
		list = append(list, finding.Finding{Rule: "record-names", Position: r.Pos("revises"),
			Message: fmt.Sprintf("revises is %q, which is not the digest of an earlier state", r.Revises),
			Help: "the form page writes sha256: and 64 figures and letters; delete the line if it was written by " +
				"hand"})
	}
	return list
}

var digest = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
