package plan

import (
	"fmt"
	"strings"

	"precept/internal/form"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// minutes says how long a form takes to fill in: "about 10 minutes", or with the lane where that differs by lane.
func minutes(f *form.Form, v *toolkit.Version) string {
	var list []string
	same := true
	first := 0
	for _, lane := range v.Lanes() {
		m := f.Minutes[lane.ID]
		if m == 0 {
			continue
		}
		if first == 0 {
			first = m
		}
		same = same && m == first
		list = append(list, fmt.Sprintf("%d for the %s", m, lower(lane.Title)))
	}
	switch {
	case len(list) == 0:
		return ""
	case same:
		return fmt.Sprintf("about %d minutes", first)
	}
	list[0] = strings.Replace(list[0], " for", " minutes for", 1)
	return "about " + strings.Join(list, ", ")
}

// paperwork lays out how long all forms take; nil where no form says it.
func (t *edition) paperwork(root string) *view.Paperwork {
	work := t.v.Paperwork()
	if len(work) == 0 {
		return nil
	}
	v := &view.Paperwork{}
	budget := false
	for _, w := range work {
		v.Lanes = append(v.Lanes, w.Lane.Title)
		v.Total = append(v.Total, toolkit.Hours(w.Minutes))
		budget = budget || w.Budget > 0
	}
	for _, f := range t.v.Forms {
		row := view.PaperworkRow{Hours: make([]string, len(work))}
		for i, w := range work {
			for _, s := range w.Forms {
				if s.Form == f {
					row.Times, row.Hours[i] = times(s.Times), toolkit.Hours(s.Times*s.Minutes)
				}
			}
		}
		if p := t.v.FormPage(f.Slug); p != nil && row.Times != "" {
			row.Link = view.Link{Text: f.Title, Href: root + t.path(p)}
			v.Forms = append(v.Forms, row)
		}
	}
	for _, w := range work {
		switch {
		case !budget:
		case w.Budget == 0:
			v.Budget = append(v.Budget, "")
		default:
			v.Budget = append(v.Budget, toolkit.Hours(w.Budget))
		}
	}
	return v
}

// times says how often something is done.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
