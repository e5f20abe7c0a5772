package check

// milestoneUnconfirmed notes milestones whose owner or date the source leaves open.
func milestoneUnconfirmed(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Programme == nil {
			continue
		}
		for _, m := range v.Programme.Milestones {
			if m.Unconfirmed {
				p.Report(m.Pos, "settle it, then take .unconfirmed out", "the owner or the date of %q is still to be confirmed", m.Label)
			}
		}
	}
}
