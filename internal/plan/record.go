package plan

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// line shows a record in a list.
func (t *private) line(r *portfolio.Record, at string) view.RecordLine {
	l := view.RecordLine{Title: r.Template.Title, Date: date(r.Date), State: recordState(r)}
	if r.About != "" {
		l.Title += ": " + t.about(r)
	}
	var signed []string
	for _, s := range r.Signed {
		signed = append(signed, fmt.Sprintf("%s (%s), %s", s.Name, strings.ToLower(r.Under.LaneTitle(s.By)), s.Date.Short()))
	}
	if len(signed) > 0 {
		l.Signed = "Signed by " + strings.Join(signed, "; ")
	}
	if t.readable(r) {
		l.Href = recordHref(at, t.names[r])
	} else {
		l.Hidden = true
	}
	return l
}

// about names the competency that a record is about.
func (t *private) about(r *portfolio.Record) string {
	for _, c := range r.Under.Competencies {
		if c.ID == r.About {
			return c.Label
		}
	}
	return r.About
}

func recordState(r *portfolio.Record) view.Tag {
	switch {
	case r.Status != form.Complete:
		return view.Tag{Text: "in progress", State: "next"}
	case len(r.Missing) > 0:
		return view.Tag{Text: "complete, with gaps", State: "waiting"}
	case len(r.Unsigned) > 0:
		return stateTag(programme.Waiting)
	}
	return view.Tag{Text: "complete", State: "done"}
}

func (t *private) recordList(at string) *view.Records {
	v := &view.Records{Page: t.page(at, "Records", "Every record of the year, by form.")}
	byForm := map[string][]view.RecordLine{}
	titles := map[string]string{}
	var others []string // forms that the preceptee's own version does not have
	practice := view.RecordGroup{Title: "The practice's own records"}
	for _, r := range t.records {
		if r.Shared {
			practice.List = append(practice.List, t.line(r, at))
			continue
		}
		if byForm[r.Form] == nil && t.p.Version.Form(r.Form) == nil {
			others = append(others, r.Form)
			titles[r.Form] = r.Template.Title
		}
		byForm[r.Form] = append(byForm[r.Form], t.line(r, at))
	}
	for _, f := range t.p.Version.Forms {
		if list := byForm[f.Slug]; list != nil {
			v.Groups = append(v.Groups, view.RecordGroup{Title: f.Title, List: list})
		}
	}
	slices.Sort(others)
	for _, slug := range others {
		v.Groups = append(v.Groups, view.RecordGroup{Title: titles[slug], List: byForm[slug]})
	}
	if practice.List != nil {
		v.Groups = append(v.Groups, practice)
	}
	v.LeftOut = t.leftOut()
	return v
}

func (t *private) record(at string, r *portfolio.Record) *view.Record {
	v := &view.Record{Page: t.page(at, t.line(r, at).Title+", "+r.Date.Words(), ""),
		ID: "r-" + t.names[r], Form: r.Template.Title, Date: date(r.Date), State: recordState(r)}
	v.Title, v.SignedBy = t.line(r, at).Title, signedBy(r)
	v.Description = "Filled in " + r.Date.Words() + " under toolkit " + r.Under.Name + "."
	if r.Shared {
		v.Facts = append(v.Facts, view.Fact{Name: "Whose", Value: "the practice's own, about no one person"})
	}
	if len(r.Serves) > 0 {
		var titles []string
		for _, id := range r.Serves {
			for _, m := range t.milestones {
				if m.ID == id {
					titles = append(titles, t.due(m, at).Title)
				}
			}
		}
		if len(titles) > 0 {
			v.Facts = append(v.Facts, view.Fact{Name: "Counts towards", Value: strings.Join(titles, "; ")})
		}
	}
	if r.ID != "" {
		v.Facts = append(v.Facts, view.Fact{Name: "Reference", Value: r.ID})
	}
	v.Facts = append(v.Facts, view.Fact{Name: "Toolkit", Value: r.Under.Name})
	part := ""
	for _, s := range r.Template.Sections {
		section := view.AnswerSection{Title: s.Title, Inner: s.Within != "", Quadrant: s.Quadrant}
		if s.Within != part {
			section.Part = s.Within
		}
		for _, i := range s.Fields {
			f := &r.Template.Fields[i]
			if f.Type == form.Sign || !r.Shared && !f.Applies(t.p.Calendar.Tags) {
				continue
			}
			// what is private and was left empty says nothing to anybody
			if a := t.answer(r, f); !f.Private || a.Kind != "empty" || a.Missing {
				section.Answers = append(section.Answers, a)
			}
		}
		if !passedOver(r, section.Answers) {
			v.Sections = append(v.Sections, section)
			if part = s.Within; part == "" {
				part = s.Title
			}
		}
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		switch line := r.Held(a.Field); {
		case line == "":
			v.Kept = append(v.Kept, kept(a, r.Template.Field(a.Field))...)
		case a.Unknown:
			v.Kept = append(v.Kept, view.Answer{Label: escaped(a.Field), Kind: "withheld", Text: line})
		}
	}
	for i := range r.Template.Fields {
		if f := &r.Template.Fields[i]; f.Type == form.Sign {
			v.Signed = append(v.Signed, t.signatures(r, f)...)
		}
	}
	for _, m := range r.Missing {
		v.Missing = append(v.Missing, m.Text)
	}
	for _, f := range r.Unsigned {
		v.Missing = append(v.Missing, "Signature of the "+strings.ToLower(r.Under.LaneTitle(f.Lane)))
	}
	v.Writing = html(r.Writing)
	if at == one {
		v.Writing = html(partOf(r.Writing, v.ID, v.Title))
	}
	return v
}

// signedBy names those who signed a record, each once.
func signedBy(r *portfolio.Record) string {
	var list []string
	for _, s := range r.Signed {
		if who := s.Name + " (" + strings.ToLower(r.Under.LaneTitle(s.By)) + ")"; !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	if last := len(list) - 1; last > 0 {
		return strings.Join(list[:last], ", ") + " and " + list[last]
	}
	return strings.Join(list, "")
}

// passedOver reports whether nothing in a section of a complete record was answered, and nothing had to be: it is a part of the form
// that was left aside.
func passedOver(r *portfolio.Record, answers []view.Answer) bool {
	written := func(a view.Answer) bool { return a.Kind != "empty" || a.Missing || r.Status != form.Complete }
	return !slices.ContainsFunc(answers, written)
}

// leftOut names the records that could not be read.
func (t *private) leftOut() []view.Left {
	var list []view.Left
	for _, o := range t.p.Omissions() {
		switch o.Access {
		case portfolio.Whole:
			list = append(list, view.Left{File: o.File, Why: o.Why, Help: o.Help})
		case portfolio.Line:
			list = append(list, view.Left{File: o.File, Why: "what is wrong with it is told to those who may read it"})
		}
	}
	return list
}

// whole is the portfolio on one page that needs nothing else: no script, its style within it and allowed by its hash.
func (t *private) whole(at string) *view.Whole {
	v := &view.Whole{Page: t.page(at, "Portfolio", "The whole portfolio as of "+t.p.AsOf.Words()+", to read, print or keep.")}
	v.Title, v.PageTitle = t.p.Name+": portfolio", "Portfolio of "+t.p.Name
	v.Script, v.Frame.Style, v.PageStyle, v.Icon = "", "", "", ""
	v.Style = template.CSS(t.Theme.StyleSource())
	sum := sha256.Sum256([]byte(v.Style))
	v.CSP = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
	v.Overview, v.Calendar, v.Gaps = *t.overview(at), *t.calendar(at), *t.gaps(at)
	for _, r := range t.records {
		if t.readable(r) {
			record := t.record(at, r)
			record.Number = len(v.Records) + 1
			v.Records = append(v.Records, *record)
		}
	}
	return v
}
