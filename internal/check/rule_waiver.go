package check

import (
	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/source"
)

// waiverPast finds waivers that have expired.
func waiverPast(p *Pass) {
	for i := range p.Site.Waivers {
		w := &p.Site.Waivers[i]
		if !w.Expires.IsZero() && w.Expires.Before(p.AsOf) {
			p.Report(w.ExpiresPos, "agree it again with a new date, or delete it",
				"the waiver of %s expired on %s", waived(w), w.Expires.Words())
		}
	}
}

// waiverUnknown finds waivers of something that does not exist or cannot be waived.
func waiverUnknown(p *Pass) {
	fixed, requirements := map[string]bool{}, []string{}
	for _, v := range p.Toolkit.Versions {
		for _, r := range v.Requirements {
			fixed[r.ID] = fixed[r.ID] || r.Fixed
			requirements = append(requirements, r.ID)
		}
	}
	severity, rules := map[string]finding.Severity{}, []string{}
	for _, r := range Rules() {
		severity[r.ID] = r.Severity
		rules = append(rules, r.ID)
	}
	for i := range p.Site.Waivers {
		w := &p.Site.Waivers[i]
		if w.Requirement == "" && w.Rule == "" {
			p.Report(
				w.Pos,
				"add requirement: with its id, or rule: with a rule's",
				"the waiver does not say what it waives",
			)
		}
		if w.Requirement != "" {
			switch must, known := fixed[w.Requirement]; {
			case !known:
				p.Report(w.Pos, source.DidYouMean(w.Requirement, requirements, "", "name a requirement by its id"),
					"there is no requirement %s", w.Requirement)
			case must:
				p.Report(
					w.Pos,
					"meet the requirement: it applies everywhere",
					"the requirement %s cannot be waived",
					w.Requirement,
				)
			}
		}
		if w.Rule != "" {
			switch s, known := severity[w.Rule]; {
			case !known:
				p.Report(w.Pos, source.DidYouMean(w.Rule, rules, "", "precept rules lists them"),
					"there is no rule %s", w.Rule)
			case s != finding.Warning:
				p.Report(w.Pos, "only a rule that gives warnings can be waived", "the rule %s cannot be waived", w.Rule)
			}
		}
	}
}

func waived(w *site.Waiver) string {
	if w.Requirement != "" {
		return "the requirement " + w.Requirement
	}
	return "the rule " + w.Rule
}

// waiverReason is the help of a finding that is waived.
func waiverReason(w *site.Waiver) string {
	return "waived until " + w.Expires.Words() + ": " + w.Reason + " (agreed by: " + w.ApprovedBy + ")"
}
