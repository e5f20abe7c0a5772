package importer

import (
	"precept/internal/finding"
	"precept/internal/record"
)

// missing notes what the records that are offered name and that neither came with them nor is there.
func (in *Importer) missing(fs *folders, offers []Offer) error {
	for i := range offers {
		c := offers[i].candidate
		if c == nil || c.Record == nil || offers[i].State == Refused {
			continue
		}
		f, err := fs.of(c.organisation)
		if err != nil {
			return err
		}
		list := c.Misnamed()
		if c.Revises != "" && offers[i].State == New && len(list) == 0 {
			list = append(list, finding.Finding{Rule: record.RulePickMissing, Severity: finding.Gap,
				Position: c.Pos("revises"),
				Message:  in.say("the {record} says that it revises an earlier state, which is not here"),
				Help:     in.say("there is nothing to do if the earlier state was never handed over")})
		}
		for _, p := range c.Picks() {
			gap := c.Absent(p, func(p record.Pick) bool {
				if p.Of == "attachments" {
					return f.evidence.Find(c.ID, p.Name) != ""
				}
				return f.record(p.Name) != nil
			})
			if gap != nil {
				list = append(list, *gap)
			}
		}
		offers[i].add(list...)
	}
	return nil
}
