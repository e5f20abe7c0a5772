package importer

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/record"
)

// Examine says what would become of each arrival, in their order, and writes nothing. Each is compared as if those
// before it had been accepted, so that two returned files of one record may come together. The error is the
// machine's; it is about the folders that are compared with.
func (in *Importer) Examine(list []Arrival) ([]Offer, error) {
	fs := in.folders()
	offers, err := in.readAll(fs, list)
	if err != nil {
		return nil, err
	}
	return offers, in.compareAll(fs, offers)
}

// Read is the first half of Examine: whatever depends on the bytes of what arrived, which may be large and take long.
// Nothing is known yet of what would become of it: that is for Compare to say.
func (in *Importer) Read(list []Arrival) ([]Offer, error) { return in.readAll(in.folders(), list) }

// Compare is the other half: it compares what was read with the folders as they are now. It may be called again when
// these have changed; what a person has confirmed stays so.
func (in *Importer) Compare(offers []Offer) error { return in.compareAll(in.folders(), offers) }

func (in *Importer) readAll(fs *folders, list []Arrival) ([]Offer, error) {
	offers := make([]Offer, len(list))
	var batch []*record.Record // their attachments may come with them
	for i, a := range list {
		if i >= MaxFiles {
			offers[i] = Offer{Name: a.Name, Kind: Other, State: Refused, Title: path.Base(a.Name)}
			offers[i].refuse(finding.Finding{Rule: "file-too-large", Position: finding.Position{File: a.Name},
				Message: in.say("more than {1} files came at once", MaxFiles), Help: in.say("hand them over in parts")})
			continue
		}
		var err error
		if offers[i], err = in.classify(fs, a); err != nil {
			return nil, err
		}
		if c := offers[i].candidate; c != nil {
			batch = append(batch, c.Record)
		}
	}
	if err := in.doubt(fs, offers); err != nil {
		return nil, err
	}
	for i := range offers {
		if err := in.readEvidence(fs, &offers[i], list[i].Data, batch); err != nil {
			return nil, err
		}
	}
	inherit(offers)
	for i := range offers {
		offers[i].read = offers[i].Findings
	}
	return offers, nil
}

func (in *Importer) compareAll(fs *folders, offers []Offer) error {
	for i := range offers {
		offers[i].Findings = slices.Clone(offers[i].read)
		if err := in.decideOffer(fs, &offers[i]); err != nil {
			return err
		}
	}
	if err := in.missing(fs, offers); err != nil {
		return err
	}
	for i := range offers {
		for j := range offers[i].Findings {
			offers[i].Findings[j].Preceptee = in.Portfolio.ID
		}
		offers[i].Findings = finding.Sort(offers[i].Findings)
	}
	return nil
}

// classify tells what an arrival is, and reads it where it is a record.
func (in *Importer) classify(fs *folders, a Arrival) (Offer, error) {
	o := Offer{Name: a.Name, Kind: Other, State: Refused, Title: path.Base(a.Name)}
	switch ext := strings.ToLower(path.Ext(a.Name)); {
	case a.Fault != nil:
		o.refuse(*a.Fault)
	case media.Named(a.Name) != media.Unknown, media.TypeOf(a.Data) != media.Unknown:
		o.Kind = Evidence
	case ext == ".zip" || bytes.HasPrefix(a.Data, []byte("PK\x03\x04")):
		o.refuse(finding.Finding{Rule: "file-unsafe", Severity: finding.Error, Position: finding.Position{File: a.Name},
			Message: in.say("this is a packed file, and only the files in it can be taken in"),
			Help:    in.say("unpack it and hand over the records and pictures in it")})
	case ext == ".md" || ext == ".txt" || ext == ".json":
		c, findings, err := in.record(fs, a)
		if err != nil {
			return o, err
		}
		o.add(findings...)
		if c == nil {
			o.refuse()
			break
		}
		o.Kind, o.candidate = Record, c
		o.Form, o.Record, o.Title = c.Template, c.Record.Record, c.Template.Title+", "+c.Under.Words.Date(c.Date)
		o.add(in.identifiers(c)...)
		o.add(unfitSignatures(c)...)
	default:
		o.refuse(finding.Finding{Rule: "file-unknown", Position: finding.Position{File: a.Name},
			Message: in.say("the file is neither a record nor a picture or document, and is not taken in"),
			Help: in.say("records end in .md, .txt or .json; " +
				"evidence is a picture (.jpg, .png, .gif, .webp, .avif), a PDF " +
				"or an office document (.docx, .xlsx, .pptx, .odt, .ods, .odp)")})
	}
	return o, nil
}

// unfitSignatures says why each signature that does not count does not. Whether a signer is known is for the portfolio
// that it goes to, and so is what to remark about a signature that counts.
func unfitSignatures(c *candidate) []finding.Finding {
	var findings []finding.Finding
	for _, s := range c.Signed {
		worth := c.Worth(s, civil.Date{}, nil)
		if f, found := c.SignatureFinding(s, worth); found && !worth.Counts() {
			f.Severity = finding.Warning // the record is taken in anyway
			findings = append(findings, f)
		}
	}
	return findings
}

// readEvidence reads an offer of evidence. batch are the records that came with it.
func (in *Importer) readEvidence(fs *folders, o *Offer, data []byte, batch []*record.Record) error {
	if o.Kind != Evidence || len(o.Findings) > 0 {
		return nil
	}
	c, findings, err := in.evidence(fs, o.Name, data, batch)
	o.add(findings...)
	if o.candidate = c; c == nil {
		o.refuse()
	}
	return err
}

// decideOffer compares an offer with the folder that it would go to, and notes there what would be written.
func (in *Importer) decideOffer(fs *folders, o *Offer) error {
	if o.candidate == nil {
		return nil
	}
	f, err := fs.of(o.candidate.organisation)
	if err != nil {
		return err
	}
	d, err := in.decide(f, o.candidate)
	if err != nil {
		return err
	}
	o.State, o.Differences, o.Parts, o.base = d.state, d.differences, d.parts, d.base
	o.Target, o.File = d.target, f.Shown(d.target)
	o.Conflict, o.Own = "", ""
	if d.state == Conflict {
		o.Conflict = f.Shown(d.conflict)
	}
	if d.own != "" {
		o.Own = f.Shown(d.own)
	}
	o.add(d.findings...)
	switch d.state {
	case New, Later, Signed:
		f.put(in, d.target, d.after)
		for _, name := range d.also {
			f.put(in, name, d.after)
		}
	case Conflict:
		if !d.exists {
			f.put(in, d.conflict, o.candidate.data)
		}
	}
	return nil
}

func (o *Offer) add(list ...finding.Finding) { o.Findings = append(o.Findings, list...) }

// refuse makes an offer one that is never written. What it was refused for costs more here than in a build, so it
// is an error whatever the catalogue says.
func (o *Offer) refuse(list ...finding.Finding) {
	o.add(list...)
	o.State, o.candidate = Refused, nil
	for i := range o.Findings {
		if f := &o.Findings[i]; f.Severity == finding.Unset && record.LeavesOut(*f) {
			f.Severity = finding.Error
		}
	}
}
