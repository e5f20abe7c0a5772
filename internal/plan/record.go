package plan

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/toolkit"
	"precept/internal/view"
	"precept/internal/wording"
)

// line shows a record in a list.
func (t *private) line(r *portfolio.Record, at string) view.RecordLine {
	l := view.RecordLine{Title: r.Template.Title, Date: date(t.Words, r.Date), State: recordState(t.Words, r),
		Signed: signedLine(t.Words, r)}
	if about := r.Subject(); about != nil && t.readable(r) {
		l.Title += ": " + about.Label
	}
	if t.readable(r) {
		l.Href = recordHref(at, t.names[r])
	}
	return l
}

// lineBelow shows a record in the list below its form: by what it is about, else by its day.
func (t *private) lineBelow(r *portfolio.Record, at string) view.RecordLine {
	l := t.line(r, at)
	if about := r.Subject(); about != nil && t.readable(r) {
		l.Title = about.Label
	} else {
		l.Title, l.Date = day(t.Words, r.Date), view.Date{}
	}
	return l
}

// closed reports whether the reader may not open a record.
func closed(l view.RecordLine) bool { return l.Href == "" }

func recordState(w *wording.Words, r *portfolio.Record) view.Tag {
	switch {
	case r.Status != form.Complete:
		return view.Tag{Text: w.Say("in progress"), State: "next"}
	case len(r.Missing) > 0:
		return view.Tag{Text: w.Say("complete, with gaps"), State: "waiting"}
	case len(r.Unsigned) > 0:
		return stateTag(w, programme.Waiting)
	}
	return view.Tag{Text: w.Say("complete"), State: "done"}
}

func (t *private) recordList(at string) *view.Records {
	v := &view.Records{Page: t.page(at, t.Say("Records"), t.Say("Every record of the year, by form."))}
	byForm := map[string][]view.RecordLine{}
	titles := map[string]string{}
	var others []string // forms that the preceptee's own version does not have
	practice := view.RecordGroup{Title: t.Say("The {place}'s own records")}
	for _, r := range t.records {
		if r.FromPractice {
			practice.List = append(practice.List, t.line(r, at))
			continue
		}
		if byForm[r.FormNow()] == nil && t.p.Version.Form(r.FormNow()) == nil {
			others = append(others, r.FormNow())
			titles[r.FormNow()] = r.Template.Title
		}
		byForm[r.FormNow()] = append(byForm[r.FormNow()], t.lineBelow(r, at))
	}
	for _, f := range t.p.Version.Forms {
		if list := byForm[f.Slug]; list != nil {
			v.Groups = append(v.Groups, view.RecordGroup{Title: f.Title, List: list})
		}
	}
	for _, slug := range others {
		v.Groups = append(v.Groups, view.RecordGroup{Title: titles[slug], List: byForm[slug]})
	}
	slices.SortStableFunc(v.Groups, func(a, b view.RecordGroup) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	if practice.List != nil {
		v.Groups = append(v.Groups, practice)
	}
	for _, g := range v.Groups {
		v.Closed = v.Closed || slices.ContainsFunc(g.List, closed)
	}
	v.LeftOut = t.leftOut()
	return v
}

// record shows one record with its answers, as its page and as a part of the portfolio on one page.
func (t *private) record(at string, r *portfolio.Record) *view.Record {
	line := t.line(r, at)
	v := &view.Record{Page: t.page(at, line.Title+", "+t.Date(r.Date), ""),
		ID: "r-" + t.names[r], Date: line.Date, State: line.State, SignedBy: signedBy(t.Words, r)}
	v.Title, v.Description = line.Title, t.Say("Filled in {1} under toolkit {2}.", t.Date(r.Date), r.Under.Name)
	v.Facts, v.Sections = t.recordFacts(at, r), t.sections(at, r)
	for i := range r.Answers {
		a := &r.Answers[i]
		switch line := r.Withheld(a.Field); {
		case line == "":
			v.Kept = append(v.Kept, formerAnswers(t.Words, a, r.Template.Field(a.Field))...)
		case a.Unknown:
			v.Kept = append(v.Kept, view.Answer{Label: escaped(a.Field), Kind: "withheld", Text: line})
		}
	}
	for i := range r.Template.Fields {
		if f := &r.Template.Fields[i]; f.Type == form.Sign {
			v.Signed = append(v.Signed, t.signatures(at, r, f)...)
		}
	}
	for _, m := range r.Missing {
		v.Missing = append(v.Missing, m.Text)
	}
	for _, f := range r.Unsigned {
		v.Missing = append(v.Missing, t.Say("Signature of the {1}", r.Under.LaneWord(f.Lane)))
	}
	if t.atGate(r) {
		v.Agreed = t.accepted(at)
	}
	v.Corrections = t.corrections(r)
	if at != onePage {
		v.Notices, v.Corrections = append(v.Notices, v.Corrections...), nil
	}
	v.Writing = html(r.Writing)
	if at == onePage {
		v.Writing = html(partOf(r.Writing, v.ID, v.Title))
	}
	return v
}

// atGate reports whether a record serves the milestone of a review: what was agreed until then is printed with it.
func (t *private) atGate(r *portfolio.Record) bool {
	return slices.ContainsFunc(r.Serves, func(id string) bool {
		m := t.byID[id]
		return m != nil && m.Occurrence.Milestone.Gate != ""
	})
}

// corrections are those to the form of a record. The urgent ones head the whole portfolio already.
func (t *private) corrections(r *portfolio.Record) []view.Notice {
	page := r.Under.FormPage(r.Form)
	if page == nil {
		return nil
	}
	return notices(t.Words, r.Under, func(n *toolkit.Notice) bool {
		return n.Heads(page.Slug) && !(n.Urgent && r.Under == t.p.Version)
	})
}

// recordFacts are what there is to know of a record beside its answers.
func (t *private) recordFacts(at string, r *portfolio.Record) []view.Fact {
	var facts []view.Fact
	if r.FromPractice {
		facts = append(facts, view.Fact{Name: t.Say("Whose"),
			Value: t.Say("the {place}'s own, not about one person")})
	}
	var titles []string
	for _, id := range r.Serves {
		for _, m := range t.milestones {
			if m.ID == id {
				titles = append(titles, t.due(m, at).Title)
			}
		}
	}
	if len(titles) > 0 {
		facts = append(facts, view.Fact{Name: t.Say("Counts towards"), Value: strings.Join(titles, "; ")})
	}
	if c := r.Subject(); c != nil && c.Pillar != "" {
		facts = append(facts, view.Fact{Name: t.Say("Pillar"), Value: upper(c.Pillar)})
	}
	facts = append(facts, t.acceptedInstead(r)...)
	if choice, shared := t.p.Shared(r); shared && r.Shareable() && t.p.Reader == portfolio.ForPreceptee {
		facts = append(facts, view.Fact{Name: t.Say("Shared with an appraiser"), Value: asking(t.Words, choice)})
	}
	if t.p.Access(r) == portfolio.Parts {
		facts = append(facts, view.Fact{Name: t.Say("Not in this copy"),
			Value: t.Say("what only others may read in this form")})
	}
	if r.ID != "" {
		facts = append(facts, view.Fact{Name: t.Say("Reference"), Value: r.ID})
	}
	return append(facts, view.Fact{Name: t.Say("Toolkit"), Value: r.Under.Name})
}

// asking says who asked for a record to be shown, and when.
func asking(w *wording.Words, c portfolio.Choice) string {
	switch {
	case c.Asked != "" && !c.On.IsZero():
		return w.Say("asked for by {1} on {2}", c.Asked, day(w, c.On))
	case c.Asked != "":
		return w.Say("asked for by {1}", c.Asked)
	case !c.On.IsZero():
		return w.Say("asked for on {1}", day(w, c.On))
	}
	return w.Say("in every copy for an appraiser")
}

// sections shows the answers by section, without the sections that were skipped.
func (t *private) sections(at string, r *portfolio.Record) []view.AnswerSection {
	var list []view.AnswerSection
	part := ""
	for _, s := range r.Template.Sections {
		section := view.AnswerSection{Title: s.Title, Inner: s.Within != "", Quadrant: s.Quadrant}
		if s.Within != part {
			section.Part = s.Within
		}
		for _, i := range s.Fields {
			f := &r.Template.Fields[i]
			// an answer is shown where the question does not apply, too: somebody wrote it
			applies := r.FromPractice || f.Applies(t.p.Calendar.Tags) || r.Answer(f.ID) != nil
			if f.Type == form.Sign || !applies {
				continue
			}
			// what is private and was left empty says nothing to anybody
			if a := t.answer(at, r, f); !f.Private || a.Kind != "empty" || a.Missing {
				section.Answers = append(section.Answers, a)
			}
		}
		if skipped(r, section.Answers) {
			continue
		}
		list = append(list, section)
		if part = s.Within; part == "" {
			part = s.Title
		}
	}
	return list
}

// skipped reports whether nothing in a section of a complete record was answered, and nothing had to be.
func skipped(r *portfolio.Record, answers []view.Answer) bool {
	written := func(a view.Answer) bool { return a.Kind != "empty" || a.Missing || r.Status != form.Complete }
	return !slices.ContainsFunc(answers, written)
}

// leftOut names the records that could not be read.
func (t *private) leftOut() []view.Left {
	var list []view.Left
	for _, o := range t.p.Omissions() {
		switch o.Access {
		case portfolio.Whole:
			why, help := t.whyLeft(o)
			list = append(list, view.Left{File: o.File, Why: why, Help: help})
		case portfolio.Line:
			list = append(list, view.Left{File: o.File, Why: t.Say("only those who may read it can see what is " +
				"wrong with it")})
		}
	}
	return list
}

// whyLeft says why a record could not be read, and what to do. What is in English for editors is said in the words of
// the site.
func (t *private) whyLeft(o portfolio.Omission) (why, help string) {
	if !record.InEnglish(t.Words, finding.Finding{Rule: o.Rule}) {
		return o.Why, o.Help
	}
	why, _, ok := record.Advice(t.Words, o.Rule)
	if !ok {
		why = record.ForEditor(t.Words)
	}
	return why, t.Say("Whoever keeps the records can fix it.")
}
