package portfolio

import "precept/internal/form"

// Step is a form by which something is closed: a record of it to go on with, or a new one where Record is nil.
type Step struct {
	Form   *form.Form
	Record *Record
}

// Steps lists what a milestone that is open still needs of its forms, in their order.
func (p *Portfolio) Steps(m *Milestone) []Step {
	var list []Step
	for _, slug := range m.Occurrence.Milestone.Forms {
		step := Step{Form: p.Version.Form(slug)}
		done := false
		for _, r := range m.Records {
			if r.FormNow() == slug {
				step, done = Step{r.Template, r}, r.Done()
			}
		}
		if step.Form != nil && !done {
			list = append(list, step)
		}
	}
	return list
}
