package plan

import (
	"precept/internal/wording"

	"strings"

	"precept/internal/form"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// minutes says how long a form takes to fill in: "about 10 minutes", or with the lane where that differs by lane.
func minutes(w *wording.Words, f *form.Form, v *toolkit.Version) string {
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
		if len(list) == 0 {
			list = append(list, w.Say("{1} minutes for the {2}", m, lower(lane.Title)))
		} else {
			list = append(list, w.Say("{1} for the {2}", m, lower(lane.Title)))
		}
	}
	switch {
	case len(list) == 0:
		return ""
	case same:
		return w.Say("about {1} minutes", first)
	}
	return w.Say("about {1}", strings.Join(list, ", "))
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
					row.Times, row.Hours[i] = times(t.Words, s.Times), toolkit.Hours(s.Times*s.Minutes)
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
func times(w *wording.Words, n int) string {
	switch n {
	case 1:
		return w.Say("once")
	case 2:
		return w.Say("twice")
	}
	return w.Say("{1} times", n)
}
