package check

import "strings"

// homeMissing finds versions without a home page.
func homeMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Page("") == nil && !p.unreadable(v, "") {
			home := strings.TrimSuffix(v.File, "version.md") + "index.md"
			p.Report(wholeFile(v.File), "write "+home+" with title and summary", "version %s has no home page", v.Name)
		}
	}
}

// timelineMissing finds versions without due dates.
func timelineMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Timeline == nil && v.Summary != "" && !p.anyUnreadable(v) && !p.isBareDraft(v) {
			p.Report(
				wholeFile(v.File),
				"write a page with kind: timeline",
				"version %s has no timeline, so portfolios have no due dates",
				v.Name,
			)
		}
	}
}

// formsMissing finds versions without forms.
func formsMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if len(v.Forms) == 0 && v.Summary != "" && !p.anyUnreadable(v) && !p.isBareDraft(v) {
			p.Report(wholeFile(v.File), "write one with precept new form", "version %s has no form", v.Name)
		}
	}
}
