package importer

import (
	"precept/internal/finding"
	"precept/internal/record"
	"precept/internal/wording"
)

// identifiers warns of text that looks as if it tells who a patient is. The record is taken in anyway: a
// build holds back the answer. What was found is never repeated, and of each kind an answer is named once.
func (in *Importer) identifiers(c *candidate) []finding.Finding {
	var colleagues []string
	if !c.organisation {
		colleagues = in.Portfolio.Colleagues()
	}
	var list []finding.Finding
	told := map[[2]string]bool{}
	for _, s := range c.Suspects(colleagues) {
		rule, key := record.IdentifierRule+s.Rule, [2]string{s.At, s.Rule}
		if s.Why != "" || told[key] {
			continue
		}
		told[key] = true
		list = append(list, finding.Finding{Rule: rule, Severity: finding.Warning, Position: s.Pos, HideLine: true,
			Message: in.say("{1} looks as if it holds {2}; it is taken in, "+
				"and held back when the portfolio is built", s.Where, in.say(wording.Phrase(s.What))),
			Help: in.say(wording.Phrase(s.Advice))})
	}
	return finding.Sort(list)
}
