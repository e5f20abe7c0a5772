package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/record"
)

// decision is what would become of an arrival, given what is in the folder.
type decision struct {
	state       State
	target      string // below the folder
	after       []byte // what the target would hold
	base        string // digest of what it holds now; "" for nothing
	conflict    string // with the state Conflict: the file in which the arrival is kept instead
	exists      bool   // it is kept there already
	differences []record.Difference
	findings    []finding.Finding
}

// decide compares a candidate with the folder that it would go to.
func (in *Importer) decide(f *folder, c *candidate) (decision, error) {
	if c.kind == Evidence {
		return f.decideEvidence(c)
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
		d.differences = []record.Difference{{Label: "The file", Here: "the record " + c.ID,
			There: "a file of this name that is not read as this record"}}
	}
	if d.state != Conflict {
		return d, nil
	}
	var err error
	if d.conflict, d.exists, err = f.conflictFile(in, d.target, c); err != nil {
		return d, err
	}
	d.findings = append(d.findings,
		finding.Finding{Rule: "record-twice", Severity: finding.Error, Position: finding.Position{File: c.name},
			Message: fmt.Sprintf("the record is there already as %s and says something else; "+
				"neither replaces the other by itself",
				f.Shown(d.target)),
			Help: "look at what differs and decide: take this one with --replace (or on the desk), " +
				"or delete what was kept beside it, " + f.Shown(d.conflict)})
	return d, nil
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
			Message:  "this is an earlier state of the record; a later one is there already",
			Help:     "there is nothing to do"}}
		return d
	case record.Signed:
		d.state, d.after = Signed, in.normalised(becomes, nil)
	case record.Later:
		d.state, d.after = Later, c.data
		if becomes != c.Record {
			d.after = in.normalised(becomes, nil)
		}
	case record.Conflict:
		d.state = Conflict
	}
	d.differences = record.Differences(there.Record, becomes)
	return d
}

// decideEvidence compares a file with the evidence that is there. Evidence has no id: a file of the same name with
// other bytes is another file, and gets a name of its own beside the first.
func (f *folder) decideEvidence(c *candidate) (decision, error) {
	d := decision{state: New, target: record.Evidence + c.file, after: c.data}
	name, ok := f.names[folded(d.target)]
	if !ok {
		return d, nil
	}
	there, err := f.bytes(name)
	if err != nil {
		return d, err
	}
	d.target, d.base = name, sum(there)
	if string(there) == string(c.data) {
		d.state = Same
		return d, nil
	}
	ext := path.Ext(name)
	d.state, d.conflict = Conflict, strings.TrimSuffix(name, ext)+"-"+sum(c.data)[:8]+ext
	d.exists = f.names[folded(d.conflict)] != ""
	d.differences = []record.Difference{{Label: "The file", Here: fmt.Sprintf("%d bytes", len(c.data)),
		There: fmt.Sprintf("%d bytes", len(there))}}
	d.findings = []finding.Finding{{Rule: "record-twice", Severity: finding.Error,
		Position: finding.Position{File: c.name},
		Message:  fmt.Sprintf("another file of this name is there already as %s", f.Shown(d.target)),
		Help: fmt.Sprintf("it is kept as %s: pick it by that name in its record; "+
			"or let it replace the other with --replace",
			f.Shown(d.conflict))}}
	return d, nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
