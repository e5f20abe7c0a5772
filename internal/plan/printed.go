package plan

import (
	"fmt"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/view"
)

// partList lists the parts of the portfolio on one page, in their order. Unless somebody chooses otherwise, the records
// are printed, and before them the overview, or for an appraiser the summary; the rest is mostly read on a screen.
func (t *private) partList() []view.Part {
	var list []view.Part
	first := overviewPath
	if t.p.Reader == portfolio.ForAppraiser {
		first = summaryPath
	}
	for _, part := range parts {
		for _, tab := range tabs {
			if tab.path == part.path && t.has(part.path) {
				list = append(list, view.Part{ID: part.id, Title: t.Say(tab.text),
					Printed: part.path == first || part.path == recordsPath})
			}
		}
	}
	return list
}

// printRules are the style that keeps off paper what is not ticked. They need no script.
func printRules(v *view.Whole) string {
	var b strings.Builder
	b.WriteString("@media print{")
	for _, p := range v.Parts {
		fmt.Fprintf(&b, ".whole:has(#print-%[1]s:not(:checked)) #%[1]s,"+
			".whole:has(#print-%[1]s:checked) .unprinted-%[1]s{display:none}", p.ID)
	}
	for i := range v.Records {
		fmt.Fprintf(&b, ".whole:has(#print-some:checked):has(#print-%[1]s:not(:checked)) #%[1]s{display:none}",
			v.Records[i].ID)
	}
	b.WriteString("}")
	return b.String()
}
