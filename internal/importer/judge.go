package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
)

// verdict is what would become of an arrival, given what is in the folder.
type verdict struct {
	state       State
	target      string // below the folder
	after       []byte // what stands at target then
	base        string // digest of what stands there now; "" for nothing
	aside       string // Differs: where it is kept instead
	kept        bool   // it is kept there already
	differences []Difference
	findings    []finding.Finding
}

// judge compares an arrival with the folder that it would go to.
func (in *Importer) judge(f *folder, inc *incoming) (verdict, error) {
	if inc.kind == Evidence {
		return f.judgeEvidence(inc)
	}
	h := f.record(inc.rec.ID)
	if h == nil && inc.made {
		for _, other := range f.records {
			if other.rec.ID == "" && other.digestWithout() == inc.digestWithout() {
				return verdict{state: Same, target: other.path, base: sum(other.raw)}, nil
			}
		}
	}
	v := verdict{state: New, target: form.FileName(inc.rec), after: inc.data}
	switch {
	case h != nil:
		v = in.compare(h, inc)
	case f.others[folded(v.target)] != "":
		// a file of that name which the build cannot read as this record
		v.target = f.others[folded(v.target)]
		there, err := f.bytes(v.target)
		if err != nil {
			return v, err
		}
		v.state, v.base = Differs, sum(there)
		v.differences = []Difference{{Label: "The file", Here: "the record " + inc.rec.ID, There: "a file of this name that is not read as this record"}}
	}
	if v.state == Differs {
		var err error
		if v.aside, v.kept, err = f.aside(v.target, inc.data); err != nil {
			return v, err
		}
		v.findings = append(v.findings, finding.Finding{Rule: "record-twice", Severity: finding.Error, Position: finding.Position{File: inc.name},
			Message: fmt.Sprintf("the record is there already as %s and says otherwise; neither takes the place of the other by itself", f.shown(v.target)),
			Help:    "look at what differs and decide: take this one with --replace (or on the desk), or delete what was kept beside it, " + f.shown(v.aside)})
	}
	return v, nil
}

// compare says what a record is to the state of it that is there.
func (in *Importer) compare(h *held, inc *incoming) verdict {
	v := verdict{target: h.path, base: sum(h.raw)}
	added, lost := without(inc.rec.Signed, h.rec.Signed), without(h.rec.Signed, inc.rec.Signed)
	there, here := h.digest(), inc.digest()
	onward := h.rec.Status == form.Draft && inc.rec.Status == form.Complete
	alike := sameHead(h.rec, inc.rec)
	fits := !slices.ContainsFunc(added, func(s form.Signature) bool { return !inc.fits(s) })
	revises := inc.rec.Revises == there
	becomes := &inc.bound
	switch {
	case there == here && fits && alike && len(added) == 0 && !onward:
		v.state = Same
		return v
	case there == here && fits && alike && len(added) > 0:
		r := *h.rec
		r.Signed = append(slices.Clone(r.Signed), added...)
		if onward {
			r.Status = form.Complete
		}
		becomes = &bound{&r, h.form, h.version}
		v.state, v.after = Signed, in.written(becomes, nil)
	case there == here && fits && alike, revises: // marked as complete, or a later state by its own word
		v.state, v.after = Later, inc.data
		if len(lost) > 0 { // what was signed stays: the record shows what changed since
			r := *inc.rec
			r.Signed = append(slices.Clone(lost), r.Signed...)
			becomes = &bound{&r, inc.form, inc.version}
			v.after = in.written(becomes, nil)
		}
	case h.rec.Revises == here && len(added) == 0:
		v.state = Same
		v.findings = []finding.Finding{{Rule: "record-twice", Severity: finding.Note, Position: finding.Position{File: inc.name},
			Message: "this is an earlier state of the record; a later one is there already", Help: "there is nothing to do"}}
		return v
	default:
		v.state = Differs
	}
	v.differences = differences(&h.bound, becomes)
	return v
}

// sameHead reports whether two states say the same outside what a signature covers, but for status and signatures.
func sameHead(a, b *form.Record) bool {
	return a.Milestone == b.Milestone && slices.Equal(a.Private, b.Private) && slices.Equal(a.Allow, b.Allow)
}

// without gives the signatures of a list that another does not have.
func without(list, other []form.Signature) []form.Signature {
	plain := func(s form.Signature) form.Signature {
		s.Pos = finding.Position{}
		return s
	}
	var out []form.Signature
	for _, s := range list {
		if !slices.ContainsFunc(other, func(o form.Signature) bool { return plain(o) == plain(s) }) {
			out = append(out, s)
		}
	}
	return out
}

// judgeEvidence compares a file with the evidence that is there. Evidence has no id: a file of the same name with other bytes is
// another file, and gets a name of its own beside the first.
func (f *folder) judgeEvidence(inc *incoming) (verdict, error) {
	v := verdict{state: New, target: evidenceFolder + inc.file, after: inc.data}
	name, ok := f.others[folded(v.target)]
	if !ok {
		return v, nil
	}
	there, err := f.bytes(name)
	if err != nil {
		return v, err
	}
	v.target, v.base = name, sum(there)
	if string(there) == string(inc.data) {
		v.state = Same
		return v, nil
	}
	ext := path.Ext(name)
	v.state, v.aside = Differs, strings.TrimSuffix(name, ext)+"-"+sum(inc.data)[:8]+ext
	v.kept = f.others[folded(v.aside)] != ""
	v.differences = []Difference{{Label: "The file", Here: fmt.Sprintf("%d bytes", len(inc.data)), There: fmt.Sprintf("%d bytes", len(there))}}
	v.findings = []finding.Finding{{Rule: "record-twice", Severity: finding.Error, Position: finding.Position{File: inc.name},
		Message: fmt.Sprintf("another file of this name is there already as %s", f.shown(v.target)),
		Help:    fmt.Sprintf("it is kept as %s: pick it by that name in its record; or let it take the other's place with --replace", f.shown(v.aside))}}
	return v, nil
}

// differences lists what two states of a record say differently, in the words of the form.
func differences(h, inc *bound) []Difference {
	var list []Difference
	add := func(label, here, there string) {
		if here != there {
			list = append(list, Difference{Label: label, Here: here, There: there})
		}
	}
	a, b := inc.rec, h.rec
	add("Version of the toolkit", inc.version.Name, h.version.Name)
	add("Form", inc.form.Title, h.form.Title)
	add("Date", a.Date.Words(), b.Date.Words())
	add("Status", string(a.Status), string(b.Status))
	add("About", a.About, b.About)
	add("Milestone", a.Milestone, b.Milestone)
	fields := inc.form.Fields
	for i := range fields {
		f := &fields[i]
		if f.Type != form.Sign {
			add(f.Label, shown(inc.rec.Answer(f.ID), f), shown(h.rec.Answer(f.ID), f))
		}
	}
	// what the form does not have, or does not have any more
	var keys []string
	other := map[string][2]string{}
	for side, r := range []*bound{inc, h} {
		for i := range r.rec.Answers {
			answer := &r.rec.Answers[i]
			if !answer.Unknown && inc.form.Field(answer.Field) != nil {
				continue
			}
			key := answer.Key
			if key == "" {
				key = answer.Field
			}
			if _, ok := other[key]; !ok {
				keys = append(keys, key)
			}
			pair := other[key]
			pair[side] = shown(answer, r.form.Field(answer.Field))
			other[key] = pair
		}
	}
	for _, key := range keys {
		add("Answer to "+key, other[key][0], other[key][1])
	}
	add("Answered in a private file", strings.Join(a.Private, ", "), strings.Join(b.Private, ", "))
	add("Free writing", strings.TrimSpace(string(a.Body)), strings.TrimSpace(string(b.Body)))
	for i := range fields {
		if f := &fields[i]; f.Type == form.Sign {
			add("Signature: "+f.Label, signatures(a, f.ID), signatures(b, f.ID))
		}
	}
	allowed := func(r *form.Record) string {
		var lines []string
		for _, w := range r.Allow {
			lines = append(lines, w.Rule+" at "+w.At+": "+w.Reason)
		}
		return strings.Join(lines, "\n")
	}
	add("Allowed to stand", allowed(a), allowed(b))
	return list
}

// signatures are those of one field, a line each.
func signatures(r *form.Record, field string) string {
	var lines []string
	for _, s := range r.Signed {
		if s.Field == field {
			lines = append(lines, fmt.Sprintf("%s, %s", s.Name, s.Date.Words()))
		}
	}
	return strings.Join(lines, "\n")
}

// shown writes an answer as text: a line for each choice, a line for each row of a table.
func shown(a *form.Answer, f *form.Field) string {
	if a == nil {
		return ""
	}
	if len(a.Rows) == 0 {
		if len(a.List) > 0 {
			return strings.Join(a.List, "\n")
		}
		if f != nil && (f.Type == form.Date || f.Type == form.Expiry) {
			if d, err := civil.Parse(a.Text); err == nil {
				return d.Words()
			}
		}
		return strings.TrimRight(a.Text, "\n")
	}
	var lines []string
	for _, row := range a.Rows {
		var cells []string
		for i := range row.Cells {
			cell := &row.Cells[i]
			label := cell.Field
			var column *form.Field
			if f != nil && !cell.Unknown {
				if column = f.Column(cell.Field); column != nil {
					label = column.Label
				}
			}
			cells = append(cells, label+": "+strings.ReplaceAll(shown(cell, column), "\n", " / "))
		}
		line := strings.Join(cells, "; ")
		if row.Row != "" {
			name := row.Row
			if f != nil && !row.Unknown {
				if known := f.Row(row.Row); known != nil {
					name = known.Label
				}
			}
			line = name + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
