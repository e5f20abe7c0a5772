package portfolio

import (
	"precept/internal/form"
	"precept/internal/record"
)

// signatures judges those of a record, says what is wrong with them, and leaves in Signed those that count. Of the
// practice's own records p is nil.
func (rr *recordReader) signatures(p *Portfolio, r *Record) {
	var signer func(form.Signature) record.Worth
	if p != nil {
		signer = func(s form.Signature) record.Worth { return p.signer(s, p.Version.LaneFrom(r.Under, s.By)) }
	}
	content := *r.Record.Record
	content.Signed = nil
	for _, s := range r.Record.Signed {
		worth := r.Worth(s, rr.AsOf, signer)
		r.Signatures = append(r.Signatures, Signature{s, worth})
		if worth.Counts() {
			content.Signed = append(content.Signed, s)
		}
		if f, found := r.SignatureFinding(s, worth); found {
			if worth.Is(record.NotYet) {
				f.Message = r.Under.Words.Say("{1}, after {2}, the day that this is built for", f.Message,
					r.Under.Words.Date(rr.AsOf))
			}
			rr.findings = append(rr.findings, f)
		}
	}
	for i := range r.Signatures {
		rr.conceal(r, &r.Signatures[i].Signature)
	}
	for i := range content.Signed {
		rr.conceal(r, &content.Signed[i])
	}
	r.Record.Record = &content
}

// conceal takes out of a signature what is held back: all that a person wrote in it except the name and the date.
func (rr *recordReader) conceal(r *Record, s *form.Signature) {
	if r.Withheld(s.Field) == "" {
		return
	}
	if file := rr.files.evidence.Find(r.ID, s.Scan); s.Scan != "" && file != "" {
		rr.files.named[record.Evidence+file] = true
	}
	s.Role, s.Witness, s.Scan = "", "", ""
}

// Picks lists all that the record names, scans of signatures that do not count included: they are shown too.
func (r *Record) Picks() []record.Pick {
	whole := r.Record
	content := *whole.Record
	content.Signed = nil
	for _, s := range r.Signatures {
		content.Signed = append(content.Signed, s.Signature)
	}
	whole.Record = &content
	return whole.Picks()
}

// signer judges the signer in a lane: they are not one of its people on that day, or the preceptee signed for somebody
// else. A lane without people is open to all others.
func (p *Portfolio) signer(s form.Signature, lane string) record.Worth {
	self, named := sameName(s.Name, p.Name), false
	switch {
	case self && lane != p.Own():
		return record.SignedForOther
	case self:
		return record.Whole
	case lane == p.Own():
		return record.UnknownSigner
	}
	for _, person := range p.People {
		if person.Lane != lane {
			continue
		}
		named = true
		if person.Has(s.Date) && sameName(person.Name, s.Name) {
			return record.Whole
		}
	}
	if named {
		return record.UnknownSigner
	}
	return record.Whole
}

// changedSince gives the signature of a field that was given on something else, and does not count for that reason.
func (r *Record) changedSince(f *form.Field) *Signature {
	for i := range r.Signatures {
		if s := &r.Signatures[i]; s.Field == f.ID && s.Worth.Is(record.ChangedSince) {
			return s
		}
	}
	return nil
}
