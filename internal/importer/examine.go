package importer

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/portfolio"
)

// Examine says what would become of each arrival, in their order, and writes nothing. Each is judged as if those before it had been
// accepted, so that two returned files of one record may come together. The error is the machine's; it is about the folders that
// are compared with.
func (in *Importer) Examine(list []Arrival) ([]Offer, error) {
	fs := in.folders()
	offers := make([]Offer, len(list))
	var batch []*bound // records, whose attachments may come with them
	for i, a := range list {
		o := &offers[i]
		*o = Offer{Name: a.Name, Kind: Other, State: Refused, Title: path.Base(a.Name)}
		switch ext := strings.ToLower(path.Ext(a.Name)); {
		case i >= MaxFiles:
			o.refuse(finding.Finding{Rule: "file-too-large", Position: finding.Position{File: a.Name}, Message: fmt.Sprintf("more than %d files came at once", MaxFiles), Help: "hand them over in parts"})
		case evidenceEnding(a.Name):
			o.Kind = Evidence
		case ext == ".zip" || bytes.HasPrefix(a.Data, []byte("PK\x03\x04")):
			o.refuse(finding.Finding{Rule: "file-unsafe", Severity: finding.Error, Position: finding.Position{File: a.Name}, Message: "this is a packed file, and only the files in it can be taken in",
				Help: "unpack it and hand over the records and pictures in it"})
		case ext == ".md" || ext == ".txt" || ext == ".json":
			inc, findings := in.record(a.Name, a.Data)
			o.add(findings...)
			if inc == nil {
				o.refuse()
				continue
			}
			o.Kind, o.in = Record, inc
			o.Form, o.Record, o.Title = inc.form, inc.rec, inc.form.Title+", "+inc.rec.Date.Words()
			o.add(in.identifiers(inc)...)
			batch = append(batch, &inc.bound)
		default:
			o.refuse(finding.Finding{Rule: "file-unknown", Position: finding.Position{File: a.Name}, Message: "the file is neither a record nor a picture or PDF, and is not taken in",
				Help: "records end in .md, .txt or .json; evidence in .jpg, .png, .gif, .webp, .heic, .avif or .pdf"})
		}
	}
	for i := range offers {
		o := &offers[i]
		if o.Kind == Evidence && len(o.Findings) == 0 {
			inc, findings, err := in.evidence(fs, o.Name, list[i].Data, batch)
			if err != nil {
				return nil, err
			}
			o.add(findings...)
			if o.in = inc; inc == nil {
				o.refuse()
			}
		}
		if o.in == nil {
			continue
		}
		f, err := fs.of(o.in)
		if err != nil {
			return nil, err
		}
		v, err := in.judge(f, o.in)
		if err != nil {
			return nil, err
		}
		o.State, o.Differences, o.base = v.state, v.differences, v.base
		o.Target, o.File = v.target, f.shown(v.target)
		if v.aside != "" {
			o.Aside = f.shown(v.aside)
		}
		o.add(v.findings...)
		switch v.state {
		case New, Later, Signed:
			f.put(in, v.target, v.after)
		case Differs:
			if !v.kept {
				f.put(in, v.aside, o.in.data)
			}
		}
	}
	for i := range offers {
		for j := range offers[i].Findings {
			offers[i].Findings[j].Preceptee = in.Portfolio.ID
		}
		offers[i].Findings = finding.Sort(offers[i].Findings)
	}
	return offers, nil
}

func (o *Offer) add(list ...finding.Finding) { o.Findings = append(o.Findings, list...) }

// refuse settles an offer as one that is never written. What it was refused for holds back more than the build would hold back for
// it, so it is an error here whatever the catalogue says.
func (o *Offer) refuse(list ...finding.Finding) {
	o.add(list...)
	o.State, o.in = Refused, nil
	for i := range o.Findings {
		if f := &o.Findings[i]; f.Severity == finding.Unset && portfolio.LeavesOut(*f) {
			f.Severity = finding.Error
		}
	}
}
