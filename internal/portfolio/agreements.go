package portfolio

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/programme"
	"precept/internal/wording"
)

// The rules that find changes to the year that do not say who agreed them, when or why. A gate waits for the first.
const (
	RuleExtensionAgreement = "extension-agreement"
	RuleAgreementMissing   = "agreement-missing"
)

// agreements lists what preceptee.md leaves out about agreements: a longer or shorter programme, what was accepted with
// a plan, and moved dates. Sign-off needs it.
func (p *Portfolio) agreements() []Gap {
	w := p.Version.Words
	due := p.GateDate(programme.Final)
	if due.IsZero() {
		due = p.judgedOn()
	}
	var list []Gap
	add := func(rule, what, key, item string, pos finding.Position, absent []string) {
		if len(absent) == 0 {
			return
		}
		text := w.Say("{1}: it is not written down {2}", what, w.List(absent))
		list = append(list, Gap{Title: w.Say("What was agreed"), Detail: text, Due: due, item: item,
			State: programme.InProgress, Move: []string{programme.Helper(p.Version.Lanes()).ID},
			Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Position: pos, Due: due.String(), Message: text,
				Help: "add it under " + key + " in preceptee.md"}})
	}
	if e := p.Extension; e.Months != 0 {
		what := w.Say("the {programme} is longer")
		if e.Months < 0 {
			what = w.Say("the {programme} is shorter")
		}
		add(RuleExtensionAgreement, what, "extension", "", p.extensionPos,
			absent(w, e.Why != "", e.Agreed != "", !e.Date.IsZero()))
	}
	for _, r := range p.namedItems {
		label := p.itemLabel(r.id)
		switch {
		case label == "": // it has no effect, which is a finding already
		case r.key == "accepted":
			a := p.Accepted[r.id]
			add(RuleAgreementMissing, w.Say("{1} was accepted with a plan", label), r.key, r.id, r.pos,
				absent(w, true, a.Agreed != "", !a.Date.IsZero()))
		case r.key == "overrides":
			add(RuleAgreementMissing, w.Say("{1} has another date", label), r.key, r.id, r.pos,
				absent(w, p.Calendar.Overrides[r.id].Why != "", true, true))
		}
	}
	return list
}

// absent says what is not written down of an agreement.
func absent(w *wording.Words, why, who, when bool) []string {
	list := []string{w.Say("why"), w.Say("who agreed it"), w.Say("when")}
	known := []bool{why, who, when}
	for i := len(list) - 1; i >= 0; i-- {
		if known[i] {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

// itemLabel is what people call a milestone, a competency or an expiry date for which a plan can be accepted; "" where
// the version does not have it.
func (p *Portfolio) itemLabel(id string) string {
	for _, c := range p.Version.Competencies {
		if c.ID == id {
			return c.Label
		}
	}
	if slug, _, ok := strings.Cut(id, "#"); ok {
		if f := p.Version.Form(slug); f != nil {
			ids, fields := Expiries(f)
			if i := slices.Index(ids, id); i >= 0 && fields[i].MayPlan {
				return f.Title + ", " + fields[i].Label
			}
		}
		return ""
	}
	base, _ := number(id)
	if prog := p.Version.Programme; prog != nil {
		if m := prog.Milestone(base); m != nil {
			return m.Label
		}
	}
	return ""
}
