package check

import "precept/internal/finding"

// idVersionDuplicate finds ids that two pages give to milestones, competencies, standards or requirements. Twice on one page
// is another rule's.
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
				pos := finding.Position{File: page.File, Line: it.IDPos.Line, Column: it.IDPos.Column, End: it.IDPos.End}
				other, taken := first[it.ID]
				switch {
				case !taken:
					first[it.ID] = pos
				case other.File != page.File:
					p.Report(pos, "give one of the two an id of its own", "the id %s is taken by an item on line %d of %s", it.ID, other.Line, other.File)
				}
			}
		}
	}
}
