package check

// milestoneUnconfirmed finds milestones whose owner or date is still open.
func milestoneUnconfirmed(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Programme == nil {
			continue
		}
		for _, m := range v.Programme.Milestones {
			if m.Unconfirmed {
				p.Report(m.Pos, "decide it, then delete .unconfirmed",
					"the owner or the date of %q is still to be confirmed", m.Label)
			}
		}
	}
}
