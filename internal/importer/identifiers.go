package importer

import (
	"fmt"
	"slices"

	"precept/internal/finding"
	"precept/internal/portfolio"
)

// identifiers warns of text that looks as if it could tell who a patient is. The record is taken in all the same: a build holds back
// the answer. What was found is never repeated.
func (in *Importer) identifiers(inc *incoming) []finding.Finding {
	whose := in.Portfolio
	if inc.organisation {
		whose = nil
	}
	var list []finding.Finding
	for _, s := range portfolio.Suspects(inc.rec, inc.form, whose) {
		if s.Why != "" || slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Rule == "identifier-"+s.Rule && f.Position == s.Pos }) {
			continue
		}
		list = append(list, finding.Finding{Rule: "identifier-" + s.Rule, Severity: finding.Warning, Position: s.Pos, Unquoted: true,
			Message: fmt.Sprintf("%s looks as if it holds %s; it is taken in, and held back when the portfolio is built", s.Where, s.What), Help: s.Advice})
	}
	return finding.Sort(list)
}
