package importer

import (
	"path"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// candidate is an arrival that may be taken in: a record, or a file for evidence/.
type candidate struct {
	*record.Record // nil of evidence
	kind           Kind
	name           string   // as it came
	base           string   // the arrival's
	organisation   bool     // it goes to data/organisation
	data           []byte   // what would be written
	file           string   // evidence: a name that every system allows
	ids            []string // evidence: the records that it belongs to; none where no record names it
	files          []string // evidence: the name that it gets, or one for each of these
	newID          bool     // the record came without an id, and this one was made for it
	says           string   // whose the record says it is, by id or name; or ""
}

// bind reads a record as the build does. It is nil where the build would leave it out; the findings say why.
func (in *Importer) bind(name string, raw []byte) (*record.Record, []finding.Finding) {
	return in.bindFile(form.ReadFile(name, raw))
}

// bindAny is bind for a record that may have keys which precept does not know, because it is in the folder already.
func (in *Importer) bindAny(name string, raw []byte) (*record.Record, []finding.Finding) {
	file, findings := form.ReadFile(name, raw)
	r, findings := in.bindFile(form.WithoutUnknown(file), findings)
	if r != nil {
		all, _ := form.ReadRecord(file) // what else is wrong with it has been found
		r.Others = all.Others
	}
	return r, findings
}

// bindKnown is bind for a state of a record that is in the folder with the same keys: what precept does not know may
// stay there.
func (in *Importer) bindKnown(fs *folders, name string, raw []byte) (*record.Record, []finding.Finding, error) {
	r, findings := in.bindAny(name, raw)
	if r == nil {
		return nil, nil, nil
	}
	f, err := fs.of(r.AboutPractice())
	if err != nil {
		return nil, nil, err
	}
	there := f.record(r.ID)
	if there == nil || len(record.Lost(r.Unknown(), there.Unknown())) > 0 {
		return nil, nil, nil
	}
	return r, findings, nil
}

func (in *Importer) bindFile(file *source.File, findings []finding.Finding) (*record.Record, []finding.Finding) {
	r, ok, findings := record.Bind(file, findings, in.Toolkit, func(slug string) *toolkit.Version {
		v, current := in.Portfolio.Version, in.Toolkit.Current()
		if (v == nil || v.Form(slug) == nil) && current != nil {
			if f := current.Form(slug); f != nil && f.Subject == "organisation" {
				return current // the practice's own records are not tied to one preceptee's version
			}
		}
		return v
	})
	if !ok {
		return nil, findings
	}
	return r, findings
}

// refusal is the one finding about a file that is not taken in as a record.
func (in *Importer) refusal(name, rule string, why, help wording.Phrase) (*candidate, []finding.Finding, error) {
	return nil, []finding.Finding{{Rule: rule, Position: finding.Position{File: name},
		Message: in.say(why), Help: in.say(help)}}, nil
}

// record reads an arrival as a record. What must not be taken in gives nil and says why. The error is the machine's.
func (in *Importer) record(fs *folders, a Arrival) (*candidate, []finding.Finding, error) {
	name, raw := a.Name, a.Data
	switch base := strings.ToLower(path.Base(name)); {
	case record.NamedPrivate(base):
		return in.refusal(name, "answer-private",
			"the file holds private answers, which stay with the person who wrote them",
			"keep it where only that person can open it; "+
				"it is never taken in, and the {record} itself does not need it")
	case base == record.PrecepteeName:
		return in.refusal(name, "file-unknown", "preceptee.md says who somebody is and is not a {record}",
			"copy it by hand if it is meant to replace the one in the folder")
	case len(raw) > source.MaxRecord:
		return in.refusal(name, source.RuleTooLarge, "the file is too large for a {record}",
			"keep long documents as evidence and name them in the {record}")
	case path.Ext(base) == ".json":
		text, wrong := fromJSON(in.words(), name, raw)
		if wrong != nil {
			return nil, []finding.Finding{*wrong}, nil
		}
		raw = text
	}
	r, findings := in.bind(name, raw)
	if r == nil {
		known, more, err := in.bindKnown(fs, name, raw)
		if known == nil {
			return nil, findings, err
		}
		r, findings = known, more
	}
	if private := privateAnswers(r, name); private != nil {
		return nil, append(findings, private...), nil
	}
	c := &candidate{Record: r, kind: Record, name: name, base: a.Base, organisation: r.AboutPractice(),
		newID: r.ID == "", says: r.Preceptee}
	if c.newID {
		r.ID = record.NewID(raw)
	} else if !record.ValidID(r.ID) {
		return nil, append(findings, finding.Finding{Rule: source.RuleKeyType, Position: r.Pos("record"),
			Message: in.say("the {record}'s id is {1}, which cannot be part of a file's name", show(r.ID)),
			Help: in.say("use at most 40 small letters a to z, figures and hyphens; " +
				"without the line, an id is made")}), nil
	}
	c.data = in.normalised(r, raw)
	return c, findings, nil
}

// privateAnswers finds answers that are private to the preceptee, in tables too. A main file never has them: it goes to
// those who sign.
func privateAnswers(r *record.Record, name string) []finding.Finding {
	var list []finding.Finding
	w := r.Under.Words
	add := func(a *form.Answer, what string) {
		pos := a.Pos
		pos.File = name
		list = append(list,
			finding.Finding{Rule: "answer-private", Severity: finding.Error, Position: pos, HideLine: true,
				Message: w.Say("the answer to {1} is private to the {person}, and nothing private is taken in",
					strconv.Quote(what)),
				Help: w.Say("save the {record} again from its form, " +
					"which puts private answers into a file of their own")})
	}
	all := r.Template.Visibility == "private"
	for i := range r.Answers {
		a := &r.Answers[i]
		field := r.Template.Field(a.Field)
		switch {
		case field != nil && !a.Unknown && (all || field.Private):
			add(a, field.Label)
		case all:
			add(a, a.Field)
		case field != nil && !a.Unknown:
			for _, row := range a.Rows {
				for j := range row.Cells {
					cell := &row.Cells[j]
					if c := field.Column(cell.Field); c != nil && c.Private && !cell.Unknown && !cell.Empty() {
						add(cell, field.Label+", "+c.Label)
					}
				}
			}
		}
	}
	if all && len(strings.TrimSpace(string(r.Body))) > 0 {
		list = append(list, finding.Finding{Rule: "answer-private", Severity: finding.Error, HideLine: true,
			Position: finding.Position{File: name, Line: r.BodyLine, Column: 1},
			Message: w.Say("the free writing of this form is private to the {person}, " +
				"and nothing private is taken in"),
			Help: w.Say("keep it in the file of the same name that ends in .private.md")})
	}
	return list
}
