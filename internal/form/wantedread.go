package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// wantedFlag marks an answer, or a row, that is wanted; as a key it says in which records.
const wantedFlag = "wanted"

// wanted reads whether an answer to the field is wanted, and what it is expected to be.
func (r *reader) wanted(f *Field) {
	if r.it.Has(wantedFlag) {
		f.Wanted = always
	}
	if text := r.it.Get(wantedFlag); text != "" {
		if _, ok := readConditions(text); !ok || f.Wanted != "" {
			r.bad(wantedFlag, fmt.Sprintf("wanted is %q, which does not say clearly in which records", text),
				`write .wanted for all of them, or wanted="if said is Yes | In part", wanted="unless said", or `+
					`wanted="for international returning"`)
		}
		f.Wanted, f.wantedAt = text, r.pos(wantedFlag)
	}
	switch {
	case f.Wanted == "":
	case f.Required:
		r.bad(wantedFlag, "a required answer is wanted anyway", "leave out .wanted, or .required")
	case f.Private:
		r.bad(wantedFlag, "nobody else can see whether a private answer is there", "leave out .wanted, or .private")
	}
	f.Expects, f.Advice = r.it.Get("expects"), r.it.Has("advisory")
	switch {
	case f.Expects == "" && f.Advice:
		r.bad("advisory", ".advisory has no effect without expects=",
			"write expects= beside it, or leave it out")
	case f.Expects != "" && f.Private:
		r.bad("expects", "expects= has no effect on a private answer: nobody else reads it",
			"leave out expects=, or .private")
	case f.Expects != "":
		r.expects(f)
	}
}

// expects checks what an answer is expected to be, which depends on the type of the field.
func (r *reader) expects(f *Field) {
	help := ""
	switch t := f.Type.is(); {
	case t.dated:
		if _, ok := monthsWithin(f.Expects); !ok {
			help = `write expects="within 12 months", counted from the date of the record`
		}
	case t.decimal:
		if _, _, ok := goal(f.Expects); !ok {
			help = `write expects="at least 60", expects="at most 25" or expects=100`
		}
	case len(r.it.Options) < 2: // they cannot be read
	default:
		said := alternatives(f.Expects)
		unknown := func(option string) bool { return !slices.Contains(r.it.Options, option) }
		if len(said) == 0 || slices.ContainsFunc(said, unknown) {
			help = "write its options exactly as they are, with bars between them: expects=" +
				strconv.Quote(strings.Join(r.it.Options[:2], " | "))
		}
	}
	if help != "" {
		r.bad("expects", fmt.Sprintf("expects is %q, which cannot be an answer to this field", f.Expects), help)
	}
}

// undecided finds conditions that name a field that is not there, or options that it does not have. beside are the
// fields of the same form or table.
func (f *Field) undecided(beside []Field) []finding.Finding {
	conditions, _ := readConditions(f.Wanted)
	var list []finding.Finding
	for _, c := range conditions {
		if message, help := c.undecided(f, beside); message != "" {
			list = append(list, finding.Finding{Rule: item.RuleAttribute, Position: f.wantedAt, Message: message,
				Help: help})
		}
	}
	return list
}

// undecided says what is wrong with the field that a condition names, and what to write instead; "" where nothing is.
func (c condition) undecided(f *Field, beside []Field) (message, help string) {
	if c.field == "" {
		return "", ""
	}
	at := slices.IndexFunc(beside, func(o Field) bool { return o.ID == c.field && o.Type != Sign && !o.Private })
	if at < 0 || c.field == f.ID {
		return fmt.Sprintf("wanted= names %q, which is not another field of the same form or table", c.field),
			"write the id of a field of the same form or table"
	}
	unknown := func(option string) bool { return !slices.Contains(beside[at].Options, option) }
	if at := slices.IndexFunc(c.options, unknown); at >= 0 {
		return fmt.Sprintf("wanted= asks whether %s is %q, which is not one of its options", c.field, c.options[at]),
			"write an option exactly as it is there"
	}
	return "", ""
}
