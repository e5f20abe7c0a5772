package check

import (
	"strconv"

	"precept/internal/toolkit"
)

// budgetPast finds versions whose forms ask more of a lane than their budget allows.
func budgetPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.anyUnreadable(v) {
			continue // a form that could not be read may be one that counts
		}
		work := v.Paperwork()
		for _, b := range v.Budgets {
			for _, w := range work {
				if w.Lane.ID != b.Lane || w.Minutes <= b.Minutes {
					continue
				}
				most := most(w)
				p.Report(b.Pos, "shorten a form, ask for it less often or drop it; most time goes into "+most.Form.Slug+
					": "+strconv.Itoa(most.Times)+" × "+strconv.Itoa(most.Minutes)+" minutes",
					"the forms of the programme take the %s %s, and the budget is %s",
					w.Lane.Title, toolkit.Hours(w.Minutes), toolkit.Hours(b.Minutes))
			}
		}
	}
}

// most is the form that takes most of a lane's time.
func most(w toolkit.Paperwork) toolkit.Share {
	var most toolkit.Share
	for _, s := range w.Forms {
		if s.Times*s.Minutes > most.Times*most.Minutes {
			most = s
		}
	}
	return most
}

// minutesMissing finds forms that do not count towards a budget, because they do not say how long they take.
func minutesMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if len(v.Budgets) == 0 {
			continue
		}
		for _, f := range v.Forms {
			if f.Minutes == nil && v.FormPage(f.Slug) != nil {
				p.Report(wholeFile(f.File), "write minutes: with how long it takes to fill in, such as minutes: 10",
					"the version has a budget, and the form does not say how long it takes")
			}
		}
	}
}
