package plan

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"precept/internal/chart"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/view"
	"precept/internal/wording"
)

// competencyLevels are the levels of a competency, from what everybody needs to what is for later.
var competencyLevels = []wording.Phrase{portfolio.Must, "should", "could"}

// competencies shows each competency with what the records about it say.
func (t *private) competencies(at string) *view.Competencies {
	summary := t.Say("How far each {competency} has come today, and what shows it. It is not a test.")
	if t.p.Reader == portfolio.ForAppraiser {
		summary = t.Say("How far each {competency} has come, from the {records} in this copy. Any {competency} " +
			"whose {records} are not shared is not shown.")
	}
	v := &view.Competencies{Page: t.page(at, t.Say("{Competencies}"), summary)}
	list := t.p.Competencies()
	if len(list) == 0 {
		v.Closed = t.Say("None of the {competencies} applies, or their records are not in this copy.")
		return v
	}
	v.Levels = t.levels()
	named := t.p.Named()
	for i := range list {
		c := &list[i]
		if n := len(v.Domains); n == 0 || v.Domains[n-1].Title != c.Domain {
			v.Domains = append(v.Domains, view.Domain{Title: c.Domain,
				ID: fmt.Sprintf("s-%scompetencies-%d", within(at), n+1)})
		}
		d := &v.Domains[len(v.Domains)-1]
		d.List = append(d.List, t.competency(at, c, named[c.ID]))
	}
	t.countCompetencies(at, v, list)
	return v
}

// within tells the ids of a page's parts from those of another's where all are on one page.
func within(at string) string {
	if at == onePage {
		return "whole-"
	}
	return ""
}

// countCompetencies draws and counts them by domain and level.
func (t *private) countCompetencies(at string, v *view.Competencies, list []portfolio.Competency) {
	var rows []chart.Row
	left := t.p.Kept()
	keeps := func(domain, level string) bool { // "" stands for any
		return slices.ContainsFunc(left, func(of toolkit.Competency) bool {
			return (domain == "" || of.Domain == domain) && (level == "" || of.Level == level)
		})
	}
	for i := range v.Domains {
		d := &v.Domains[i]
		row := chart.Row{Name: cmp.Or(d.Title, t.Say("{Competencies}"))}
		count := view.CountRow{Title: row.Name, Href: "#" + d.ID, Heads: v.Levels}
		all, total := 0, 0
		for _, level := range competencyLevels {
			var marks []chart.Mark
			achieved, of := 0, 0
			for j := range list {
				c := &list[j]
				if c.Domain != d.Title || c.Level != string(level) {
					continue
				}
				marks = append(marks, chart.Mark{Look: stateLook(c.State),
					Title: c.Label + ": " + t.competencyState(c).Text})
				if c.State != programme.NotApplicable {
					of++
				}
				if c.State == programme.Done {
					achieved++
				}
			}
			row.Cells = append(row.Cells, marks)
			words := t.counted(achieved, of)
			if level != portfolio.Must && achieved == 0 && of > 0 {
				words = t.Say("{1} to choose from", of)
			}
			count.Cells = append(count.Cells, t.besideKept(words, of, keeps(d.Title, string(level))))
			all, total = all+achieved, total+of
		}
		d.Words = t.besideKept(t.counted(all, total), total, keeps(d.Title, ""))
		rows, v.Counts = append(rows, row), append(v.Counts, count)
	}
	var key []chart.Key
	for _, s := range []programme.State{programme.Done, programme.Waiting, programme.InProgress, programme.NotStarted,
		programme.Agreed, programme.NotApplicable} {
		key = append(key, chart.Key{Look: stateLook(s), Words: t.competencyState(&portfolio.Competency{State: s}).Text})
	}
	v.Picture = template.HTML(chart.Grid("ch-"+within(at)+"competencies",
		t.Say("{Competencies} by domain, in three columns: must, should and could"), v.Levels, rows, key))
}

// besideKept says of a count whether there are others that the copy leaves out, so that it is not taken for the whole.
func (t *private) besideKept(count string, of int, others bool) string {
	switch {
	case !others:
		return count
	case of == 0:
		return t.Say("not in this copy")
	}
	return t.Say("{1}; others are not in this copy", count)
}

// counted is "3 of 6 achieved"; a dash where there is nothing to count.
func (t *private) counted(achieved, of int) string {
	if of == 0 {
		return "–"
	}
	return t.Say("{1} of {2} achieved", achieved, of)
}

// competencyState is a competency's state as a tag: what is done is called achieved.
func (t *private) competencyState(c *portfolio.Competency) view.Tag {
	tag := stateTag(t.Words, c.State)
	if c.State == programme.Done {
		tag.Text = t.Say("achieved")
	}
	return tag
}

// stateLook is how a state is drawn in a grid.
func stateLook(s programme.State) chart.Look {
	switch s {
	case programme.Done:
		return chart.Full
	case programme.InProgress:
		return chart.Half
	case programme.Waiting:
		return chart.Dots
	case programme.Agreed:
		return chart.Arrow
	case programme.NotApplicable:
		return chart.Dashed
	}
	return chart.Open
}

// competency shows one competency. evidence are the records that are named for it.
func (t *private) competency(at string, c *portfolio.Competency, evidence []*portfolio.Record) view.CompetencyLine {
	line := view.CompetencyLine{ID: "c-" + within(at) + c.ID, Title: c.Label,
		Level: view.Tag{Text: t.Say(wording.Phrase(c.Level))},
		State: t.competencyState(c), Detail: c.Detail}
	if c.Accepted != nil {
		line.Notes = acceptance(t.Words, c.Accepted)
	}
	about := t.p.About(c.ID)
	if c.Shown != nil && slices.Contains(about, c.Shown) {
		line.Confirmed = t.confirmed(c.Shown)
		line.Lacks = t.lacks(c)
	}
	latest := map[string]*portfolio.Record{} // by form
	for _, r := range slices.Backward(about) {
		time := view.CompetencyTime{Record: t.line(r, at), Says: t.placed(r, c.ID)}
		time.Record.Title = r.Template.Title // without the competency, which is named above
		line.Times = append(line.Times, time)
		if latest[r.Form] == nil {
			latest[r.Form] = r
			line.Sections = append(line.Sections, t.written(at, r, c.ID)...)
		}
		line.Files = append(line.Files, t.files(at, r, t.shownFiles(r, c.ID))...)
	}
	for _, r := range evidence {
		line.Evidence = append(line.Evidence, t.line(r, at))
	}
	if at == onePage { // the records are there as a whole
		line.Sections, line.Files = nil, nil
	}
	return line
}

// lacks says what would make an achieved competency sound.
func (t *private) lacks(c *portfolio.Competency) []string {
	var list []string
	for i := range t.p.Portfolio.Gaps {
		g := &t.p.Portfolio.Gaps[i]
		switch {
		case !slices.Contains(g.Competencies, c.ID):
		case g.Finding.Rule == portfolio.RuleUnevidenced:
			list = append(list, t.Say("No {record} or file is named as evidence of it yet."))
		case g.Finding.Rule == portfolio.RuleUnconfirmed:
			list = append(list, t.Say("Nobody else has confirmed it yet."))
		}
	}
	return list
}

// confirmed says who else than the person signed that a record is so.
func (t *private) confirmed(r *portfolio.Record) string {
	var list []string
	for _, s := range r.Signed {
		if t.p.Version.LaneFrom(r.Under, s.By) != t.p.Own() {
			list = append(list, t.Say("{1} ({2}) on {3}", s.Name, r.Under.LaneWord(s.By),
				day(t.Words, s.Date)))
		}
	}
	return strings.Join(list, ", ")
}

// placed are a record's statements of how far somebody has come with a competency: on a scale, and the level.
func (t *private) placed(r *portfolio.Record, id string) []view.Fact {
	var list []view.Fact
	for _, said := range t.p.Remarks(r, id) {
		if places(said.Field) {
			list = append(list, view.Fact{Name: said.Field.Label, Value: said.Answer.Text})
		}
	}
	return list
}

// places reports whether a field says how far somebody has come.
func places(f *form.Field) bool { return f.Type == form.Scale || f.Level }

// shownFiles names the files that a record hands over about a competency.
func (t *private) shownFiles(r *portfolio.Record, id string) []string {
	var list []string
	for _, said := range t.p.Remarks(r, id) {
		if said.Field.Picks == "attachments" {
			list = append(list, said.Answer.List...)
		}
	}
	return list
}

// written is what a record says about a competency, by section, apart from what is shown beside it: scales, files,
// records that it names, and ticks that only confirm something.
func (t *private) written(at string, r *portfolio.Record, id string) []view.AnswerSection {
	var list []view.AnswerSection
	for _, said := range t.p.Remarks(r, id) {
		f := said.Field
		if places(f) || f.Picks != "" || f.Type == form.Tick {
			continue
		}
		if n := len(list); n == 0 || list[n-1].Title != said.Section {
			list = append(list, view.AnswerSection{Title: said.Section, Quadrant: f.Quadrant})
		}
		s := &list[len(list)-1]
		s.Answers = append(s.Answers, t.given(at, r, f, said.Answer))
	}
	return list
}
