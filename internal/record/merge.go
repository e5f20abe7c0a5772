package record

import (
	"slices"
	"strings"

	"precept/internal/form"
)

// Part is one thing that two states of a record say differently, and that can be taken from either of them.
type Part struct {
	Difference
	Changed Side // the only side that has changed, where the state that both were made from is known; or ""

	key string // of the answer; "" is the free writing
}

// Side is one of two states.
type Side string

// The sides; of a part in a common base there may be neither.
const (
	Here    Side = "here"  // what arrives
	There   Side = "there" // what is on the disk
	neither Side = "neither"
)

// Parts splits what two states of a record say differently into parts. base is the digest of the state that the arrival
// was made from, where its sender gives it with the record; otherwise "". It gives nil where the two cannot be put
// together part by part: they differ in more than answers and free writing, or a signature would be broken.
func Parts(there, arrival *Record, base string) []Part {
	a, b := there.Record, arrival.Record
	if there.Template != arrival.Template || a.Date != b.Date || a.About != b.About || !sameUnsigned(a, b) {
		return nil
	}
	for _, p := range arrival.Unknown() {
		if old := there.Other(p.Key.Value); old != "" && old != arrival.Other(p.Key.Value) {
			return nil
		}
	}
	w := arrival.Under.Words
	var parts []Part
	add := func(key string, here, there *form.Answer, f *form.Field) {
		if !here.Same(there) {
			label := key
			if f != nil {
				label = f.Label
			}
			parts = append(parts, Part{Difference{label, answerText(w, here, f), answerText(w, there, f)}, "", key})
		}
	}
	for i := range arrival.Template.Fields {
		if f := &arrival.Template.Fields[i]; f.Type != form.Sign {
			here, old := arrival.Answer(f.ID), there.Answer(f.ID)
			add(keyOf(here, old, f.ID), here, old, f)
		}
	}
	for _, key := range unknownKeys(there, arrival) {
		add(key, answerBy(b, key), answerBy(a, key), nil)
	}
	if here, old := strings.TrimSpace(string(b.Body)), strings.TrimSpace(string(a.Body)); here != old {
		parts = append(parts, Part{Difference{"Free writing", here, old}, "", ""})
	}
	findChanged(there, arrival, parts, base)
	sides := make([]Side, len(parts))
	for i, p := range parts {
		sides[i] = There
		if p.Changed == Here {
			sides[i] = Here
		}
	}
	if _, broken := Merge(there, arrival, parts, sides); len(parts) == 0 || broken != "" {
		return nil
	}
	return parts
}

// keyOf gives the id by which a record has an answer, which may be a former one.
func keyOf(here, there *form.Answer, id string) string {
	for _, a := range []*form.Answer{there, here} {
		if a != nil && a.Key != "" {
			return a.Key
		}
	}
	return id
}

// unknownKeys are those of answers that the form does not have.
func unknownKeys(records ...*Record) (keys []string) {
	for _, r := range records {
		for _, a := range r.Answers {
			if a.Unknown && !slices.Contains(keys, a.Field) {
				keys = append(keys, a.Field)
			}
		}
	}
	return keys
}

// answerBy finds an answer by the id that the record has it by; nil where there is none.
func answerBy(r *form.Record, key string) *form.Answer {
	i := slices.IndexFunc(r.Answers, func(a form.Answer) bool { return a.Field == key || a.Key == key && key != "" })
	if i < 0 {
		return nil
	}
	return &r.Answers[i]
}

// mix gives the content of the record on the disk with each part from a side.
func mix(there, arrival *form.Record, parts []Part, side func(i int) Side) *form.Record {
	content := *there
	content.Answers = slices.Clone(there.Answers)
	for i, p := range parts {
		from := there
		switch side(i) {
		case Here:
			from = arrival
		case neither:
			from = &form.Record{}
		}
		if p.key == "" {
			content.Body = from.Body
			continue
		}
		at := slices.IndexFunc(content.Answers, func(a form.Answer) bool { return a.Field == p.key || a.Key == p.key })
		switch a := answerBy(from, p.key); {
		case a == nil && at >= 0:
			content.Answers = slices.Delete(content.Answers, at, at+1)
		case a != nil && at >= 0:
			content.Answers[at] = *a
		case a != nil:
			content.Answers = append(content.Answers, *a)
		}
	}
	return &content
}

// most is how many mixtures of two states are tried in search of their base, and mostText how many bytes of them.
const (
	most     = 4096
	mostText = 1 << 24
)

// common are digests of states that both were made from, as far as the two say so. What only one of them was made from
// is not among them: the other may be older than that, and lack what came between.
func common(there, arrival *Record, base string) []string {
	known := []string{there.Digest(), there.Revises}
	return slices.DeleteFunc([]string{arrival.Digest(), arrival.Revises, base},
		func(s string) bool { return s == "" || !slices.Contains(known, s) })
}

// findChanged looks for the state that both were made from, knowing only its digest: where no part was changed on both
// sides, or where it was empty before, it is a mixture of the two. A part that one side has unchanged has changed only
// on the other.
func findChanged(there, arrival *Record, parts []Part, base string) {
	bases := common(there, arrival, base)
	if len(bases) == 0 || len(parts) == 0 {
		return
	}
	options := []Side{There, Here, neither}
	if power(3, len(parts)) > most {
		options = options[:2]
	}
	text := len(there.Template.Signed(there.Record, there.Under.Name, "")) +
		len(arrival.Template.Signed(arrival.Record, arrival.Under.Name, ""))
	for n := range min(power(len(options), len(parts)), most, mostText/text) {
		side := func(i int) Side { return options[n/power(len(options), i)%len(options)] }
		base := mix(there.Record, arrival.Record, parts, side)
		if !slices.Contains(bases, there.Template.Digest(base, there.Under.Name, "")) {
			continue
		}
		for i := range parts {
			switch p := &parts[i]; side(i) {
			case There:
				p.Changed = Here
			case Here:
				p.Changed = There
			case neither:
				if p.Here == "" {
					p.Changed = There
				} else if p.There == "" {
					p.Changed = Here
				}
			}
		}
		return
	}
}

// power is n to the p, or more than most where it is larger than that.
func power(n, p int) int {
	product := 1
	for range p {
		if product *= n; product > most {
			return most + 1
		}
	}
	return product
}

// Merge puts two states together, each part from the side that a person chose. It is a later state of what is there,
// with the signatures of both. broken is who signed what it does not say any more, or "".
func Merge(there, arrival *Record, parts []Part, sides []Side) (merged *Record, broken string) {
	content := mix(there.Record, arrival.Record, parts, func(i int) Side { return sides[i] })
	content.Signed = append(slices.Clone(there.Signed), without(arrival.Signed, there.Signed)...)
	content.Others = append(slices.Clone(there.Others), Lost(arrival.Unknown(), there.Unknown())...)
	if arrival.Status == form.Complete {
		content.Status = form.Complete
	}
	merged = &Record{content, there.Template, there.Under}
	content.Revises = there.Digest()
	for _, side := range []*Record{there, arrival} {
		for _, s := range side.Signed {
			if s.Digest == "" && merged.Digest() != side.Digest() || side.Fits(s) && !merged.Fits(s) {
				return merged, s.Name
			}
		}
	}
	return merged, ""
}
