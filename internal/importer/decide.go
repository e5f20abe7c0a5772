package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/record"
)

// decision is what would become of an arrival, given what is in the folder.
type decision struct {
	state       State
	target      string   // below the folder
	after       []byte   // what the target would hold
	also        []string // evidence that several records share: the other files, which hold the same
	base        string   // digest of what it holds now; "" for nothing
	conflict    string   // with the states Conflict and Replaces: the file in which the arrival can be kept instead
	exists      bool     // it is kept there already
	own         string   // with the state Conflict: the file of the record of its own that it can become; or ""
	separate    []byte   // what that would hold
	ownID       string   // its id
	differences []record.Difference
	parts       []record.Part // with the state Conflict: see Offer
	findings    []finding.Finding
}

// decide compares a candidate with the folder that it would go to.
func (in *Importer) decide(f *folder, c *candidate) (decision, error) {
	if c.kind == Evidence {
		return in.decideEvidence(f, c)
	}
	there := f.record(c.ID)
	if there == nil && c.newID {
		for _, other := range f.records {
			if other.ID == "" && other.DigestWithoutID() == c.DigestWithoutID() {
				return decision{state: Same, target: other.name, base: sum(other.raw)}, nil
			}
		}
	}
	d := decision{state: New, target: record.FileName(c.Record.Record), after: c.data}
	switch name := f.names[folded(d.target)]; {
	case there != nil:
		d = in.compare(there, c)
	case name != "":
		// a file of that name which the build cannot read as this record
		old, err := f.bytes(name)
		if err != nil {
			return d, err
		}
		d.state, d.target, d.base = Conflict, name, sum(old)
		d.differences = []record.Difference{{Label: in.say("The file"), Here: in.say("the {record} {1}", c.ID),
			There: in.say("a file of this name that is not read as this {record}")}}
	}
	if d.state != Conflict && d.state != Replaces {
		return d, nil
	}
	var err error
	if d.conflict, d.exists, err = f.conflictFile(in, d.target, c); err != nil {
		return d, err
	}
	if d.state == Conflict && there != nil && in.separate(f, there, c, &d) {
		return d, nil
	}
	d.findings = append(d.findings, in.twice(&d, f, there, c))
	return d, nil
}

// twice is the finding about two states of a record.
func (in *Importer) twice(d *decision, f *folder, there *entry, c *candidate) finding.Finding {
	found := finding.Finding{Rule: "record-twice", Severity: finding.Error, Position: finding.Position{File: c.name}}
	switch {
	case d.state == Replaces:
		found.Message = in.say("this is a newer version of {1}, which is complete; "+
			"precept does not replace it without being asked",
			f.Shown(d.target))
		found.Help = in.say("compare the two, and take this one with --replace or on the desk")
		return found
	case d.own != "":
		w := c.Under.Words
		found.Message = in.say("the {record} is there already as {1}, complete and dated {2}; this one is dated {3}",
			f.Shown(d.target), w.Date(there.Date), w.Date(c.Date))
	default:
		found.Message = in.say("the {record} is already there as {1}, and says something else; "+
			"precept does not decide between them", f.Shown(d.target))
	}
	found.Help = in.say("compare the two and decide: take this one with --replace (or on the desk), "+
		"or delete what was kept beside it, {1}", f.Shown(d.conflict))
	if d.own != "" {
		found.Help = in.say("{1}; if they are about different days, it can become a {record} of its own on the desk",
			found.Help)
	}
	return found
}

// separate says what the record would be as one of its own, where what is there is complete and of another date: an id
// made of its bytes in place of the one that both have. A signature covers the id, so that what is signed cannot be
// changed so. It reports whether the record is there as one of its own already.
func (in *Importer) separate(f *folder, there *entry, c *candidate, d *decision) bool {
	if !there.Finished() || there.Date == c.Date || len(c.Signed) > 0 {
		return false
	}
	content := *c.Record.Record
	content.ID, content.Revises = record.NewID(c.data), ""
	if own := f.record(content.ID); own != nil {
		*d = decision{state: Same, target: own.name, base: sum(own.raw)}
		return true
	}
	d.ownID = content.ID
	d.own = f.free(strings.TrimSuffix(record.FileName(&content), ".md"), ".md")
	d.separate = in.normalised(&record.Record{Record: &content, Template: c.Template, Under: c.Under}, nil)
	return false
}

// compare decides about a state of a record that is there already.
func (in *Importer) compare(there *entry, c *candidate) decision {
	d := decision{target: there.name, base: sum(there.raw)}
	relation, becomes := record.Compare(there.Record, c.Record, c.base)
	switch relation {
	case record.Same:
		d.state = Same
		return d
	case record.Earlier:
		d.state = Same
		d.findings = []finding.Finding{{Rule: "record-twice", Severity: finding.Note,
			Position: finding.Position{File: c.name},
			Message:  in.say("this is an earlier state of the {record}; a later one is there already"),
			Help:     in.say("there is nothing to do")}}
		return d
	case record.Signed:
		d.state, d.after = Signed, in.normalised(becomes, nil)
	case record.Later, record.Replaces:
		d.state, d.after = Later, c.data
		if relation == record.Replaces {
			d.state = Replaces
		}
		if becomes != c.Record {
			d.after = in.normalised(becomes, nil)
		}
	case record.Conflict:
		d.state = Conflict
		d.parts = record.Parts(there.Record, c.Record, c.base)
	}
	d.differences = record.Differences(there.Record, becomes)
	return d
}

// decideEvidence compares a file with the evidence that is there. Evidence has no id: a file of the same name with
// other bytes is another file, and gets a name of its own beside the first.
func (in *Importer) decideEvidence(f *folder, c *candidate) (decision, error) {
	d := decision{state: Same, after: c.data}
	for _, file := range c.files {
		target := record.Evidence + file
		name, ok := f.names[folded(target)]
		if !ok {
			if d.state == New {
				d.also = append(d.also, target)
			} else {
				d.state, d.target, d.base = New, target, ""
			}
			continue
		}
		there, err := f.bytes(name)
		switch {
		case err != nil:
			return d, err
		case string(there) != string(c.data):
			return in.clash(f, c, name, there), nil
		case d.target == "":
			d.target, d.base = name, sum(there)
		}
	}
	return d, nil
}

// clash is the decision about a file whose name another one has.
func (in *Importer) clash(f *folder, c *candidate, name string, there []byte) decision {
	d := decision{state: Conflict, target: name, after: c.data, base: sum(there)}
	ext := path.Ext(name)
	d.conflict = strings.TrimSuffix(name, ext) + "-" + sum(c.data)[:8] + ext
	d.exists = f.names[folded(d.conflict)] != ""
	d.differences = []record.Difference{{Label: in.say("The file"), Here: in.bytes(len(c.data)),
		There: in.bytes(len(there))}}
	d.findings = []finding.Finding{{Rule: "record-twice", Severity: finding.Error,
		Position: finding.Position{File: c.name},
		Message:  in.say("another file of this name is there already as {1}", f.Shown(d.target)),
		Help: in.say("it is kept as {1}: pick it by that name in its {record}; "+
			"or let it replace the other with --replace", f.Shown(d.conflict))}}
	return d
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
