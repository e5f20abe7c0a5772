package record

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
)

// Relation is what a state of a record that arrives is to the one that is there.
type Relation uint8

// The relations.
const (
	Same     Relation = iota // both say the same
	Signed                   // it adds signatures that fit
	Later                    // it is marked as complete, or says that it revises what is there, which is a draft
	Replaces                 // it revises what is there, which is complete: a person decides
	Earlier                  // what is there says that it revises this one
	Conflict                 // neither follows from the other: a person decides
)

// Compare says how a state that arrives relates to the one that is there, by their meaning and not by how their files
// are written. base is the digest of the state that the arrival was made from, where its sender gives it with the
// record; otherwise "". With Signed, Later and Replaces it also gives the record as it would then be; that is the
// arrival itself unless signatures, or keys that precept does not know, of what is there are kept with it, or it did
// not say itself what it revises. With Conflict it gives the arrival. Two complete states with different dates may be
// two events: that is always a conflict.
func Compare(there, arrival *Record, base string) (Relation, *Record) {
	added, lost := without(arrival.Signed, there.Signed), without(there.Signed, arrival.Signed)
	old, now := there.Digest(), arrival.Digest()
	completed := there.Status == form.Draft && arrival.Status == form.Complete
	fit := !slices.ContainsFunc(added, func(s form.Signature) bool { return !arrival.Fits(s) })
	same := old == now && fit && sameUnsigned(there.Record, arrival.Record)
	if len(added) > 0 && fit && there.takesFrom(arrival) {
		r := arrival.signed(append(slices.Clone(there.Signed), added...))
		r.Revises = there.Revises
		return Signed, r
	}
	switch {
	case same && len(added) == 0 && !completed:
		return Same, there
	case same && len(added) > 0:
		r := there.signed(append(slices.Clone(there.Signed), added...))
		if completed {
			r.Status = form.Complete
		}
		return Signed, r
	case same || arrival.Revises == old || base == old:
		others := Lost(there.Unknown(), arrival.Unknown())
		if len(lost)+len(others) > 0 { // what was signed is kept: the record shows what changed since
			arrival = arrival.signed(append(slices.Clone(lost), arrival.Signed...))
			arrival.Others = append(slices.Clone(arrival.Others), others...)
		}
		switch {
		case same || !there.Finished():
			return Later, arrival
		case there.Date != arrival.Date:
			return Conflict, arrival
		}
		if arrival.Revises != old {
			arrival = arrival.signed(arrival.Signed)
			arrival.Revises = old
		}
		return Replaces, arrival
	case there.Revises == now && len(added) == 0:
		return Earlier, there
	}
	return Conflict, arrival
}

// takesFrom reports whether an arrival says what the record says, and adds only answers to empty fields of lanes that
// have not signed it yet. The signatures that are there still fit then.
func (r *Record) takesFrom(arrival *Record) bool {
	lanes := slices.DeleteFunc(r.Template.Signers(), func(lane string) bool {
		return slices.ContainsFunc(r.Signed, func(s form.Signature) bool { return r.Template.SignedBy(s, lane) })
	})
	if len(lanes) == 0 || r.Template != arrival.Template || !sameUnsigned(r.Record, arrival.Record) {
		return false
	}
	text := r.Template.TextWithout(r.Record, r.Under.Name, nil)
	return text == arrival.Template.TextWithout(arrival.Record, arrival.Under.Name, lanes) &&
		text != arrival.Template.TextWithout(arrival.Record, arrival.Under.Name, nil)
}

// Finished reports whether the record is complete, or signed, which it is only where somebody took it for complete.
func (r *Record) Finished() bool { return r.Status == form.Complete || len(r.Signed) > 0 }

// signed gives a copy of the record with other signatures.
func (r *Record) signed(signatures []form.Signature) *Record {
	content := *r.Record
	content.Signed = signatures
	return &Record{&content, r.Template, r.Under}
}

// sameUnsigned reports whether two states agree in what no signature covers, apart from status and the signatures
// themselves.
func sameUnsigned(a, b *form.Record) bool {
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

// Lost gives the keys of a list that another does not have.
func Lost(list, other []source.Pair) []source.Pair {
	return slices.DeleteFunc(slices.Clone(list), func(p source.Pair) bool {
		return slices.ContainsFunc(other, func(o source.Pair) bool { return o.Key.Value == p.Key.Value })
	})
}

// Equal reports whether two records agree in everything that a file can say.
func Equal(a, b *Record) bool {
	sameField := func(x, y form.Answer) bool { return x.Field == y.Field && x.Unknown == y.Unknown }
	return a.Digest() == b.Digest() && sameUnsigned(a.Record, b.Record) &&
		a.Status == b.Status && a.Revises == b.Revises && a.Example == b.Example &&
		len(Lost(a.Others, b.Others)) == 0 &&
		len(a.Signed) == len(b.Signed) && len(without(a.Signed, b.Signed)) == 0 &&
		slices.EqualFunc(a.Answers, b.Answers, sameField)
}
