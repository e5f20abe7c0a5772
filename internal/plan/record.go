package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
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
	if t.sees(r) == portfolio.Whole {
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
		return stateTag(portfolio.Waiting)
	}
	return view.Tag{Text: "complete", State: "done"}
}

func (t *private) records(at string) (any, func()) {
	v := &view.Records{Page: t.page(at, "Records", "Every record of the year, by form.")}
	byForm := map[string][]view.RecordLine{}
	titles := map[string]string{}
	var others []string // forms that the preceptee's own version does not have
	for _, r := range t.p.Records {
		if t.sees(r) == portfolio.Nothing {
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
	v.LeftOut = t.leftOut()
	return v, func() {}
}

func (t *private) record(at string, r *portfolio.Record) (*view.Record, func()) {
	v := &view.Record{Page: t.page(at, t.line(r, at).Title+", "+r.Date.Words(), "As it was filled in under toolkit "+r.Under.Name+"."),
		ID: "r-" + t.names[r], Form: r.Template.Title, Date: date(r.Date), State: recordState(r)}
	v.Title = t.line(r, at).Title
	v.Facts = []view.Fact{{Name: "Date", Value: r.Date.Words()}}
	if len(r.Serves) > 0 {
		var titles []string
		for _, id := range r.Serves {
			for _, m := range t.shown {
				if m.ID == id {
					titles = append(titles, t.due(m, at).Title)
				}
			}
		}
		if len(titles) > 0 {
			v.Facts = append(v.Facts, view.Fact{Name: "Serves", Value: strings.Join(titles, "; ")})
		}
	}
	if r.ID != "" {
		v.Facts = append(v.Facts, view.Fact{Name: "Record", Value: r.ID})
	}
	v.Facts = append(v.Facts, view.Fact{Name: "Toolkit", Value: r.Under.Name})
	for _, s := range r.Template.Sections {
		section := view.AnswerSection{Title: s.Title, Quadrant: s.Quadrant}
		for _, i := range s.Fields {
			f := &r.Template.Fields[i]
			if f.Type == form.Sign || !f.Bears(t.p.Calendar.Tags) {
				continue
			}
			section.Answers = append(section.Answers, t.answer(r, f))
		}
		if !passedOver(r, section.Answers) {
			v.Sections = append(v.Sections, section)
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
	return v, func() {
		v.Writing = html(r.Writing)
		if at == one {
			v.Writing = html(partOf(r.Writing, v.ID, v.Title))
		}
	}
}

// passedOver reports whether nothing in a section of a complete record was answered, and nothing had to be: it is a part of the form
// that was left aside.
func passedOver(r *portfolio.Record, answers []view.Answer) bool {
	written := func(a view.Answer) bool { return a.Kind != "empty" || a.Missing || r.Status != form.Complete }
	return !slices.ContainsFunc(answers, written)
}

// kept lists what was answered to questions that the form no longer has: a field, or rows and columns of a table.
func kept(a *form.Answer, f *form.Field) []view.Answer {
	if a.Unknown {
		return []view.Answer{{Label: escaped(a.Field), Kind: "text", Text: written(a)}}
	}
	var list []view.Answer
	for i := range a.Rows {
		row := &a.Rows[i]
		name := cmp.Or(row.Row, fmt.Sprintf("row %d", i+1))
		for j := range row.Cells {
			cell := &row.Cells[j]
			if !cell.Unknown && !row.Unknown || f == nil || f.Private {
				continue
			}
			label := cell.Field
			if c := f.Column(cell.Field); c != nil && !cell.Unknown {
				if c.Private {
					continue
				}
				label = c.Label
			}
			list = append(list, view.Answer{Label: escaped(f.Label + ", " + name + ": " + label), Kind: "text", Text: written(cell)})
		}
	}
	return list
}

// written is an answer as plain text.
func written(a *form.Answer) string {
	if a.Text != "" {
		return strings.TrimRight(a.Text, "\n")
	}
	return strings.Join(a.List, "\n")
}

// leftOut names the records that could not be read. What is wrong may quote them, so only the preceptee, who mends them, and those
// who may read the form are told.
func (t *private) leftOut() []view.Left {
	var list []view.Left
	for _, l := range t.p.Left {
		sight := portfolio.Line
		if l.Template != nil {
			sight = t.reader.Sees(l.Template)
		}
		switch {
		case sight == portfolio.Nothing:
		case sight == portfolio.Whole || t.reader == portfolio.ForPreceptee:
			list = append(list, view.Left{File: l.File, Why: l.Why, Help: l.Help})
		default:
			list = append(list, view.Left{File: l.File, Why: "what is wrong with it is told to those who may read it"})
		}
	}
	return list
}

// answer shows what was written for one field; private answers are in no build.
func (t *private) answer(r *portfolio.Record, f *form.Field) view.Answer {
	a := view.Answer{Label: template.HTML(f.LabelHTML), Kind: "text"}
	given := r.Answer(f.ID)
	if f.Private && (given != nil || slices.Contains(r.Private, f.ID)) {
		a.Kind = "withheld"
		a.Text = "Kept private by the preceptee"
		return a
	}
	if line := r.Held(f.ID); line != "" {
		a.Kind, a.Text = "withheld", line
		return a
	}
	if given == nil {
		a.Kind, a.Missing = "empty", f.Required && r.Status == form.Complete
		return a
	}
	switch f.Type {
	case form.Tick:
		a.Kind, a.Ticked = "tick", true
	case form.Choices, form.Pick:
		a.Kind, a.List = "list", t.listed(r, f, given.List)
	case form.Table:
		t.table(&a, r, f, given)
	default:
		a.Text = shown(f, given.Text)
	}
	return a
}

// listed is a list of words as people read it. What an answer points at stands in the words that people know it by; what is not
// found, or not for this reader, stays the id that was written.
func (t *private) listed(r *portfolio.Record, f *form.Field, written []string) []string {
	list := slices.Clone(written)
	for i, id := range written {
		switch f.Picks {
		case "competencies":
			if at := slices.IndexFunc(r.Under.Competencies, func(c toolkit.Competency) bool { return c.ID == id }); at >= 0 {
				list[i] = r.Under.Competencies[at].Label
			}
		case "standards":
			if at := slices.IndexFunc(r.Under.Standards, func(s toolkit.Standard) bool { return s.ID == id }); at >= 0 {
				list[i] = r.Under.Standards[at].Label
			}
		case "records":
			if at := slices.IndexFunc(t.p.Records, func(o *portfolio.Record) bool { return o.ID == id && t.sees(o) != portfolio.Nothing }); at >= 0 {
				o := t.p.Records[at]
				list[i] = t.line(o, "").Title + ", " + o.Date.Words()
			}
		}
	}
	return list
}

func (t *private) table(a *view.Answer, r *portfolio.Record, f *form.Field, given *form.Answer) {
	a.Kind, a.Named = "table", len(f.Rows) > 0
	if a.Named {
		a.Head = append(a.Head, "")
	}
	for _, c := range f.Columns {
		if !c.Private {
			a.Head = append(a.Head, c.Label)
		}
	}
	row := func(name string, cells []form.Answer) {
		var out []string
		if a.Named {
			out = append(out, name)
		}
		for i := range f.Columns {
			c := &f.Columns[i]
			if c.Private {
				continue
			}
			text := ""
			for _, cell := range cells {
				if cell.Field == c.ID {
					text = shown(c, cell.Text)
					if len(cell.List) > 0 {
						text = strings.Join(t.listed(r, c, cell.List), ", ")
					}
				}
			}
			out = append(out, text)
		}
		a.Rows = append(a.Rows, out)
	}
	if !a.Named {
		for _, r := range given.Rows {
			row("", r.Cells)
		}
		return
	}
	for _, fixedRow := range f.Rows {
		var cells []form.Answer
		for _, r := range given.Rows {
			if r.Row == fixedRow.ID {
				cells = r.Cells
			}
		}
		row(fixedRow.Label, cells)
	}
}

// shown writes an answer as people read it: dates in words, numbers with their unit, text without the line end that closes it.
func shown(f *form.Field, text string) string {
	switch f.Type {
	case form.Text:
		return strings.TrimRight(text, "\n")
	case form.Date, form.Expiry:
		if d, err := civil.Parse(text); err == nil {
			return d.Words()
		}
	case form.Hours:
		if text != "" {
			return text + " hours"
		}
	case form.Number:
		if text != "" && f.Unit != "" {
			return text + " " + f.Unit
		}
	case form.Tick:
		if text == "yes" {
			return "Yes"
		}
	}
	return text
}

func (t *private) signatures(r *portfolio.Record, f *form.Field) []view.Signature {
	var list []view.Signature
	for _, s := range r.Signed {
		if s.Field != f.ID {
			continue
		}
		v := view.Signature{Statement: f.Label, Name: s.Name, Lane: r.Under.LaneTitle(s.By), Date: date(s.Date)}
		switch s.How {
		case "paper":
			v.How = "on paper"
			if s.Witness != "" {
				v.How += ", seen by " + s.Witness
			}
		case "returned":
			v.How = "in a returned file"
		case "screen":
			v.How = "on screen"
		}
		if s.Digest != "" && s.Digest != r.Template.Digest(r.Record, r.Under.Name, f.Label) {
			v.Changed = "Changed since signed on " + s.Date.Words()
		}
		list = append(list, v)
	}
	if len(list) == 0 && f.Bears(t.p.Calendar.Tags) {
		list = append(list, view.Signature{Statement: f.Label, Lane: r.Under.LaneTitle(f.Lane), Missing: true})
	}
	return list
}

// whole is the portfolio on one page that needs nothing else: no script, its style within it and allowed by its hash.
func (t *private) whole(at string) (any, func()) {
	v := &view.Whole{Page: t.page(at, "Portfolio", "The whole portfolio as of "+t.p.AsOf.Words()+", to read, print or keep.")}
	v.Script, v.Frame.Style, v.Icon = "", "", ""
	overview, introduce := t.overview(at)
	calendar, draw := t.calendar(at)
	gaps, _ := t.gaps(at)
	v.Overview, v.Calendar, v.Gaps = *overview.(*view.Overview), *calendar.(*view.Calendar), *gaps.(*view.Gaps)
	var rest []func()
	for _, r := range t.p.Records {
		if t.sees(r) != portfolio.Whole {
			continue
		}
		record, write := t.record(at, r)
		n := len(v.Records)
		v.Records = append(v.Records, *record)
		rest = append(rest, func() {
			write()
			v.Records[n] = *record
		})
	}
	return v, func() {
		v.Style = template.CSS(t.Theme.StyleSource())
		sum := sha256.Sum256([]byte(v.Style))
		v.CSP = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"
		introduce()
		draw()
		v.Overview, v.Calendar = *overview.(*view.Overview), *calendar.(*view.Calendar)
		for _, finish := range rest {
			finish()
		}
	}
}
