package record

import (
	"strconv"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/wording"
)

// Worth is what is known against a signature: nothing, or several things at once. Everything that shows or counts
// signatures goes by it.
type Worth uint8

// What can be known against a signature. The first three only need a remark; with any of the others it does not count.
const (
	NameNotCovered Worth = 1 << iota // its digest is of the first rule, which covers neither who signed nor when
	NotBound                         // it has no digest, so nothing tells what was signed
	UnknownSigner                    // nobody of that name has the lane on that day
	ChangedSince                     // the record does not say what was signed
	WrongLane                        // another lane is asked to sign there
	SignedForOther                   // the person whose year it is signed for somebody else
	NotAsked                         // the form has no such signature
	NotYet                           // it is dated after the day
)

// Whole is a signature against which nothing is known.
const Whole Worth = 0

// Is reports whether any of these is known against the signature.
func (w Worth) Is(faults Worth) bool { return w&faults != 0 }

// Counts reports whether the signature is one that the form asks for, on what the record says now.
func (w Worth) Counts() bool {
	return !w.Is(ChangedSince | WrongLane | SignedForOther | NotAsked | NotYet)
}

// Worth judges a signature of the record as of a day. Without a day, none is dated after it. signer judges the signer
// in the lane that the form asks for; nil where that is not known.
func (r *Record) Worth(s form.Signature, on civil.Date, signer func(form.Signature) Worth) Worth {
	worth := Whole
	if !on.IsZero() && s.Date.After(on) {
		worth |= NotYet
	}
	field := r.Template.Field(s.Field)
	if field == nil || field.Type != form.Sign {
		return worth | NotAsked
	}
	if !r.Template.SignedBy(s, field.Lane) {
		worth |= WrongLane
	} else if signer != nil {
		worth |= signer(s)
	}
	switch {
	case s.Digest == "":
		worth |= NotBound
	case !r.Fits(s):
		worth |= ChangedSince
	case !s.CoversSigner():
		worth |= NameNotCovered
	}
	return worth
}

// SignatureFinding says what is known against a signature, as one finding: the first thing that is wrong with it.
func (r *Record) SignatureFinding(s form.Signature, worth Worth) (f finding.Finding, found bool) {
	w, lane := r.Under.Words, r.Under.LaneWord(s.By)
	f = finding.Finding{Position: s.Pos}
	switch {
	case worth.Is(NotYet):
		f.Rule, f.Message = "record-future", w.Say("a signature is dated {1}", w.Date(s.Date))
		f.Severity = finding.Warning // the record itself counts
		f.Help = w.Say("check the date; the signature does not count until then")
	case worth.Is(NotAsked):
		f.Rule = "signature-field"
		f.Message = w.Say("the form {1} has no signature {2}", strconv.Quote(r.Form), strconv.Quote(s.Field))
		f.Help = w.Say("name the id of one of its signature fields")
	case worth.Is(WrongLane):
		asked := r.Under.LaneWord(r.Template.Field(s.Field).Lane)
		f.Rule, f.RecordOnly = "signature-lane", true
		f.Message = w.Say("{1} signed as {2}, where the {3} is asked to sign", s.Name, lane, asked)
		f.Help = w.Say("let the {1} sign; until then the signature counts as missing", asked)
	case worth.Is(SignedForOther):
		f.Rule, f.RecordOnly = "signature-self", true
		f.Message = w.Say("{1} signed as {2}, and it is their own year", s.Name, lane)
		f.Help = w.Say("let the {1} sign; until then the signature counts as missing", lane)
	case worth.Is(ChangedSince):
		f.Rule = "signature-changed"
		f.Message = w.Say("what {1} signed as {2} on {3} is not what the {record} says now, so the signature "+
			"does not count", s.Name, lane, w.Date(s.Date))
		f.Help = w.Say("let them read the {record} and sign it again, or restore what it said")
	case worth.Is(UnknownSigner):
		f.Rule = "signature-person"
		f.Message = w.Say("{1} signed as {2} on {3}, but is not one of the people of that lane on that day", s.Name,
			lane, w.Date(s.Date))
		f.Help = w.Say("add them to people in preceptee.md, or check the name and the date")
	case worth.Is(NotBound):
		f.Rule = "signature-unbound"
		f.Message = w.Say("the signature of {1} has no digest: it counts, but nothing shows what was signed", s.Name)
		f.Help = unboundHelp(w, s)
	default:
		return f, false
	}
	return f, true
}

// unboundHelp says what to do about a signature that nothing binds to what was signed.
func unboundHelp(w *wording.Words, s form.Signature) string {
	switch {
	case s.How != "paper":
		return w.Say("let them sign on the form page, which writes the digest")
	case s.Scan == "":
		return w.Say("keep the paper that was signed, and name a scan of it below evidence/ under scan")
	}
	return w.Say("keep the paper that was signed")
}
