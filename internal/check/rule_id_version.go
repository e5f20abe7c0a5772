package check

import "precept/internal/finding"

// idVersionDuplicate finds ids that milestones, competencies, standards or requirements have on two pages. The rule
// id-duplicate finds those that come twice on one page.
func idVersionDuplicate(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		first := map[string]finding.Position{}
		for _, page := range v.Pages {
			if !page.Kind.VersionIDs() {
				continue
			}
			for _, it := range page.Facts.Items {
				if it.ID == "" {
					continue
				}
				pos := finding.Position{
					File:   page.File,
					Line:   it.IDPos.Line,
					Column: it.IDPos.Column,
					End:    it.IDPos.End,
				}
				other, known := first[it.ID]
				switch {
				case !known:
					first[it.ID] = pos
				case other.File != page.File:
					p.Report(pos, "give one of the two an id of its own",
						"the id %s is already used on line %d of %s", it.ID, other.Line, other.File)
				}
			}
		}
	}
}
