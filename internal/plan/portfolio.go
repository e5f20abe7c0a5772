package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/markdown"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/timeline"
	"precept/internal/view"
)

// private plans one preceptee's tree for one reader.
type private struct {
	Input
	p      *portfolio.Portfolio
	reader portfolio.Reader
	parser *markdown.Parser
	digest string
	names  map[*portfolio.Record]string // a record's page, without folder
}

// Portfolio plans a portfolio's tree. parser renders the free writing of records; it is the one that made the toolkit's pages.
func Portfolio(in Input, p *portfolio.Portfolio, reader portfolio.Reader, parser *markdown.Parser) []Output {
	in.frame = &view.Site{Title: in.Site.Title, Publisher: in.Site.Publisher, Lang: "en-GB", Generator: in.Generator}
	t := &private{Input: in, p: p, reader: reader, parser: parser, names: map[*portfolio.Record]string{}}
	t.digest = t.state()
	taken := map[string]int{}
	for _, r := range p.Records {
		name := strings.TrimSuffix(path.Base(r.File), ".md")
		if taken[name]++; taken[name] > 1 {
			name += fmt.Sprintf("-%d", taken[name])
		}
		t.names[r] = name
	}
	out := []Output{
		t.render("index.html", "overview", func(at string) (any, error) { return t.overview(at) }),
		t.render("timeline.html", "calendar", func(at string) (any, error) { return t.calendar(at), nil }),
		t.render("records/index.html", "records", func(at string) (any, error) { return t.records(at), nil }),
		t.render("gaps.html", "gaps", func(at string) (any, error) { return t.gaps(at), nil }),
		t.render(one, "whole", func(string) (any, error) { return t.whole() }),
		{Path: "portfolio.json", Key: key(t.digest, "json"), Write: t.json},
		fixed("robots.txt", []byte("User-agent: *\nDisallow: /\n")),
	}
	for _, r := range p.Records {
		if t.sees(r) == portfolio.Whole {
			out = append(out, t.render("records/"+t.names[r]+".html", "record", func(at string) (any, error) { return t.record(at, r) }))
		}
	}
	for _, a := range in.Theme.Assets() {
		out = append(out, fixed(a.Path, a.Bytes))
	}
	return Sorted(out)
}

func (t *private) sees(r *portfolio.Record) portfolio.Sight { return t.reader.Sees(r.Template) }

// state is a key over the whole of a portfolio: it is small, and every page shows something of everything.
func (t *private) state() string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	// what cannot be encoded would be a fault of this function alone
	if err := enc.Encode(t.machine()); err != nil {
		b.WriteString(err.Error())
	}
	parts := []string{b.String(), string(t.p.Intro.Text), t.Theme.Digest(), t.Generator, string(t.reader)}
	for _, r := range t.p.Records {
		parts = append(parts, r.File, r.Template.Digest(r.Record, r.Under.Name, ""), fmt.Sprint(r.Signed), fmt.Sprint(r.Answers))
	}
	return key(parts...)
}

func (t *private) render(at, layout string, show func(at string) (any, error)) Output {
	return Output{Path: at, Key: key(t.digest, at), Write: func(w io.Writer) error {
		data, err := show(at)
		if err != nil {
			return fmt.Errorf("making %s of the portfolio: %w", at, err)
		}
		if err := t.Theme.Render(w, layout, data); err != nil {
			return fmt.Errorf("rendering %s of the portfolio: %w", at, err)
		}
		return nil
	}}
}

// page is what every page of the portfolio shows.
func (t *private) page(at, title, summary string) view.Page {
	root := up(at)
	f := view.Frame{
		Site: t.frame, Description: summary, Root: root, Home: root + "index.html", Icon: root + t.Theme.Favicon(), Style: root + t.Theme.Style(),
		Script: root + t.Theme.Script(), CSP: policy, NoIndex: true,
		PageTitle: title + " – portfolio of " + t.p.Name,
	}
	f.Version = view.Version{Name: t.p.Version.Name, Label: "Toolkit " + t.p.Version.Name}
	f.Private = &view.Private{Name: t.p.Name, Reader: t.reader.Words(), AsOf: date(t.p.AsOf), Example: t.p.Example,
		Paper: "Confidential · " + t.p.Name + " · " + title + " · as of " + t.p.AsOf.Words() + " · toolkit " + t.p.Version.Name}
	for _, tab := range [...]struct{ text, at string }{{"Overview", "index.html"}, {"Timeline", "timeline.html"}, {"Records", "records/index.html"}, {"What is missing", "gaps.html"}, {"All on one page", "portfolio.html"}} {
		link := view.Link{Text: tab.text, Href: root + tab.at, Current: tab.at == at}
		link.Inside = tab.at == "records/index.html" && strings.HasPrefix(at, "records/") && at != tab.at
		f.Private.Tabs = append(f.Private.Tabs, link)
	}
	return view.Page{Frame: f, Kind: "page", Title: title, Summary: summary}
}

func (t *private) overview(at string) (*view.Overview, error) {
	v := &view.Overview{Page: t.page(at, t.p.Name, fmt.Sprintf("Started %s, ends %s, under toolkit %s.", t.p.Calendar.Start.Words(), t.p.End().Words(), t.p.Version.Name))}
	v.Facts = t.facts()
	intro, err := t.markdown(markdown.Source{Path: t.p.File, Text: t.p.Intro.Text, Body: t.p.Intro.Body, BodyLine: t.p.Intro.BodyLine, BodyOffset: t.p.Intro.BodyOffset})
	if err != nil {
		return nil, err
	}
	v.Intro = intro
	v.Progress = t.progress()
	for i := range t.p.Milestones {
		m := &t.p.Milestones[i]
		switch {
		case m.State == portfolio.Past:
			v.Past = append(v.Past, t.due(m, at))
		case m.State == portfolio.Waiting:
			v.ToSign = append(v.ToSign, t.due(m, at))
		case !m.Settled() && len(v.Next) < 6 && !m.Due.Before(t.p.AsOf):
			v.Next = append(v.Next, t.due(m, at))
		}
	}
	for _, r := range t.p.Records {
		if len(r.Unsigned) == 0 || t.sees(r) == portfolio.Nothing {
			continue
		}
		line := t.line(r, at)
		for _, f := range r.Unsigned {
			v.ToSign = append(v.ToSign, view.Due{Title: line.Title, Href: line.Href, When: line.Date, State: stateTag(portfolio.Waiting),
				Lane: view.Tag{Text: t.p.Version.LaneTitle(f.Lane), Lane: f.Lane}, Detail: "waits for " + signer(t.p, f.Lane, r.Date)})
		}
	}
	v.ToSign = dropRepeats(v.ToSign)
	v.LeftOut = t.leftOut()
	for i := len(t.p.Records) - 1; i >= 0 && len(v.Latest) < 5; i-- {
		if t.sees(t.p.Records[i]) != portfolio.Nothing {
			v.Latest = append(v.Latest, t.line(t.p.Records[i], at))
		}
	}
	return v, nil
}

// signer names who holds a lane on a day, or the lane.
func signer(p *portfolio.Portfolio, lane string, on civil.Date) string {
	if name := p.Lane(lane, on); name != "" {
		return name + " (" + strings.ToLower(p.Version.LaneTitle(lane)) + ")"
	}
	return "the " + strings.ToLower(p.Version.LaneTitle(lane))
}

// dropRepeats keeps one entry for a record that waits for a signature, whether found by its milestone or by itself.
func dropRepeats(list []view.Due) []view.Due {
	seen := map[string]bool{}
	var out []view.Due
	for i := len(list) - 1; i >= 0; i-- {
		k := list[i].Href + " " + list[i].Lane.Lane
		if list[i].Href != "" && seen[list[i].Href] && list[i].Lane.Lane == "" || seen[k] {
			continue
		}
		seen[k], seen[list[i].Href] = true, true
		out = append(out, list[i])
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func (t *private) facts() []view.Fact {
	p := t.p
	facts := []view.Fact{{Name: "Started", Value: p.Calendar.Start.Words()}, {Name: "Ends", Value: p.End().Words()}}
	if !p.Calendar.Ended.IsZero() {
		facts = append(facts, view.Fact{Name: strings.ToUpper(p.EndedHow[:1]) + p.EndedHow[1:], Value: p.Calendar.Ended.Words()})
	}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, view.Fact{Name: name, Value: value})
		}
	}
	add("Toolkit", p.Version.Title)
	add("Profession", p.Profession)
	add("Role", p.Role)
	add("Practice", p.Practice)
	add("Cohort", p.Cohort)
	for _, person := range p.People {
		if person.To.IsZero() || !person.To.Before(p.AsOf) {
			add(p.Version.LaneTitle(person.Lane), person.Name)
		}
	}
	if n := len(p.Calendar.WTE); n > 0 && p.Calendar.WTE[n-1].Hundredths < 100 {
		add("Hours worked", strings.TrimSuffix(fmt.Sprintf("%.2f", float64(p.Calendar.WTE[n-1].Hundredths)/100), "0")+" of full time")
	}
	add("Records kept by", p.Keeper)
	return facts
}

// progress is "3 of 7" for each phase.
func (t *private) progress() []view.PhaseProgress {
	prog := t.p.Version.Programme
	if prog == nil {
		return nil
	}
	var list []view.PhaseProgress
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(t.p.Calendar, i)
		pp := view.PhaseProgress{Title: ph.Title, Span: span(from, to), Now: !t.p.AsOf.Before(from) && t.p.AsOf.Before(to)}
		for j := range t.p.Milestones {
			m := &t.p.Milestones[j]
			if m.Occurrence.Milestone.Phase != i || m.State == portfolio.NotApplicable {
				continue
			}
			pp.Of++
			if m.State == portfolio.Done {
				pp.Done++
			}
		}
		pp.Words = fmt.Sprintf("%d of %d done", pp.Done, pp.Of)
		pp.Bar = bar(pp.Done, pp.Of)
		list = append(list, pp)
	}
	return list
}

// bar draws how many of a number are done, one box for each.
func bar(done, of int) template.HTML {
	if of == 0 {
		return ""
	}
	const width, gap = 240, 3
	step := (width + gap) / float64(of)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="bar" viewBox="0 0 %d 12" aria-hidden="true" focusable="false">`, width)
	for i := range of {
		class := "bar-open"
		if i < done {
			class = "bar-done"
		}
		fmt.Fprintf(&b, `<rect class="%s" x="%.1f" y="1" width="%.1f" height="10" rx="2"/>`, class, float64(i)*step, step-gap)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func span(from, to civil.Date) string {
	if from == to {
		return from.Words()
	}
	return from.Short() + " to " + to.Short()
}

// one is where the portfolio on one page stands; there, a record is a part of the page.
const one = "portfolio.html"

// recordHref leads from a page of the portfolio to a record.
func recordHref(at, name string) string {
	if at == one {
		return "#r-" + name
	}
	return up(at) + "records/" + name + ".html"
}

// due shows one milestone.
func (t *private) due(m *portfolio.Milestone, at string) view.Due {
	ms := m.Occurrence.Milestone
	d := view.Due{Title: ms.Label, When: date(m.Due), State: stateTag(m.State), Detail: m.Detail,
		Lane: view.Tag{Text: t.p.Version.LaneTitle(ms.Lane), Lane: ms.Lane}, Number: t.p.Version.Programme.Number(ms)}
	if m.N > 0 {
		d.Title = fmt.Sprintf("%s (%d)", ms.Label, m.N)
	}
	for _, r := range m.Records {
		if name, ok := t.names[r]; ok && t.sees(r) == portfolio.Whole {
			href := recordHref(at, name)
			d.Forms = append(d.Forms, view.Link{Text: r.Template.Title + ", " + r.Date.Short(), Href: href})
			if d.Href == "" {
				d.Href = href
			}
		}
	}
	if m.State == portfolio.Done && !m.DoneOn.IsZero() {
		d.Detail = "on " + m.DoneOn.Words()
	}
	if m.Nominal != m.Due {
		d.Sum = strings.Join(t.p.Calendar.Sum(m.Occurrence), "; ")
	}
	return d
}

// stateTag is a state as a tag with its style.
func stateTag(s portfolio.State) view.Tag {
	style := map[portfolio.State]string{
		portfolio.NotStarted: "to-come", portfolio.InProgress: "next", portfolio.Waiting: "waiting", portfolio.Done: "done",
		portfolio.Past: "past", portfolio.NotApplicable: "not-applicable", portfolio.Agreed: "accepted",
	}[s]
	return view.Tag{Text: string(s), State: style}
}

func (t *private) calendar(at string) *view.Calendar {
	v := &view.Calendar{Page: t.page(at, "Timeline", "The year with its dates: what is done, what is past its date and what is to come.")}
	prog := t.p.Version.Programme
	if prog == nil {
		return v
	}
	v.Chart = t.chart()
	for _, l := range prog.Lanes {
		if !l.OffTimeline {
			v.Key = append(v.Key, view.Tag{Text: l.Title, Lane: l.ID})
		}
	}
	for _, s := range []portfolio.State{portfolio.Done, portfolio.InProgress, portfolio.Waiting, portfolio.Past, portfolio.NotStarted, portfolio.Agreed, portfolio.NotApplicable} {
		v.Key = append(v.Key, stateTag(s))
	}
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(t.p.Calendar, i)
		phase := view.CalendarPhase{Title: ph.Title, Span: span(from, to), ID: "s-" + ph.ID}
		for _, l := range prog.Lanes {
			lane := view.CalendarLane{Title: l.Title, Lane: l.ID}
			for j := range t.p.Milestones {
				m := &t.p.Milestones[j]
				if m.Occurrence.Milestone.Phase == i && m.Occurrence.Milestone.Lane == l.ID {
					lane.List = append(lane.List, t.due(m, at))
				}
			}
			if len(lane.List) > 0 {
				phase.Lanes = append(phase.Lanes, lane)
			}
		}
		v.Phases = append(v.Phases, phase)
	}
	for _, s := range t.p.Calendar.Pauses {
		v.Pauses = append(v.Pauses, span(s.From, s.To))
	}
	return v
}

// chart draws the dated timeline.
func (t *private) chart() view.Chart {
	states := map[string]timeline.State{}
	occurrences := make([]programme.Occurrence, len(t.p.Milestones))
	for i := range t.p.Milestones {
		m := &t.p.Milestones[i]
		occurrences[i] = m.Occurrence
		states[m.ID] = timeline.State(stateTag(m.State).State)
	}
	c := timeline.Dated(t.p.Version.Programme, t.p.Calendar, occurrences, func(o programme.Occurrence) timeline.State { return states[o.ID] }, t.p.AsOf)
	return view.Chart{Wide: drawing(c, timeline.Wide, "w"), Tall: drawing(c, timeline.Tall, "t")}
}

func (t *private) gaps(at string) *view.Gaps {
	v := &view.Gaps{Page: t.page(at, "What is missing", "Everything that still stands before each review. Nothing here is a mark against anybody: it is a list to work from.")}
	for _, gate := range [...]struct{ name, title string }{{programme.Midpoint, "Before the half-way review"}, {programme.Final, "Before sign-off"}} {
		when := t.p.GateDate(gate.name)
		if when.IsZero() {
			continue
		}
		g := view.GapGroup{Title: gate.title, Due: date(when)}
		for _, gap := range t.p.Missing(gate.name) {
			d := view.Due{Title: gap.Title, Detail: gap.Detail, When: date(gap.Due)}
			d.State = gapState(gap, t.p.AsOf)
			if gap.Record != nil {
				if t.sees(gap.Record) == portfolio.Nothing {
					continue
				}
				if t.sees(gap.Record) == portfolio.Whole {
					d.Href = recordHref(at, t.names[gap.Record])
				} else {
					d.Detail = "" // a detail would tell what the form asks
				}
			}
			g.List = append(g.List, d)
		}
		v.Gates = append(v.Gates, g)
	}
	v.LeftOut = t.leftOut()
	return v
}

// gapState says of a gap whether it waits for somebody, is being worked on, or is past its date.
func gapState(g portfolio.Gap, asOf civil.Date) view.Tag {
	switch {
	case g.State != "":
		return stateTag(g.State)
	case g.Finding.Rule == "signature-missing":
		return stateTag(portfolio.Waiting)
	case g.Finding.Rule == "answer-missing":
		return stateTag(portfolio.InProgress)
	case g.Due.Before(asOf):
		return stateTag(portfolio.Past)
	}
	return stateTag(portfolio.NotStarted)
}

// markdown renders a preceptee's own writing: plain Markdown, without items and glossary links.
func (t *private) markdown(src markdown.Source) (template.HTML, error) {
	if len(bytes.TrimSpace(src.Body)) == 0 {
		return "", nil
	}
	_, b, _, err := t.parser.Record(markdown.Input{File: &src})
	if err != nil {
		return "", fmt.Errorf("rendering %s: %w", src.Path, err)
	}
	return html(b), nil
}

// machine is the portfolio for machines.
func (t *private) machine() any {
	type milestone struct {
		ID    string `json:"id"`
		Title string `json:"title"`
		Lane  string `json:"lane"`
		Due   string `json:"due"`
		State string `json:"state"`
	}
	type competency struct {
		ID       string `json:"id"`
		Title    string `json:"title"`
		Level    string `json:"level"`
		State    string `json:"state"`
		Achieved string `json:"achieved,omitempty"`
	}
	type record struct {
		Form     string   `json:"form"`
		Record   string   `json:"record,omitempty"`
		Date     string   `json:"date"`
		Status   string   `json:"status"`
		Serves   []string `json:"serves,omitempty"`
		SignedBy []string `json:"signed_by,omitempty"`
	}
	out := struct {
		Name         string       `json:"name"`
		For          string       `json:"for"`
		Toolkit      string       `json:"toolkit"`
		Start        string       `json:"start"`
		End          string       `json:"end"`
		AsOf         string       `json:"as_of"`
		Milestones   []milestone  `json:"milestones"`
		Records      []record     `json:"records"`
		Competencies []competency `json:"competencies"`
	}{Name: t.p.Name, For: string(t.reader), Toolkit: t.p.Version.Name, Start: t.p.Calendar.Start.String(), End: t.p.End().String(), AsOf: t.p.AsOf.String(),
		Milestones: []milestone{}, Records: []record{}, Competencies: []competency{}}
	for _, m := range t.p.Milestones {
		out.Milestones = append(out.Milestones, milestone{m.ID, m.Occurrence.Milestone.Label, m.Occurrence.Milestone.Lane, m.Due.String(), string(m.State)})
	}
	for _, c := range t.p.Competencies {
		if f := t.p.Version.Form(c.Form); f != nil && t.reader.Sees(f) != portfolio.Whole {
			continue // how far somebody has come is what the form says
		}
		one := competency{ID: c.ID, Title: c.Label, Level: c.Level, State: string(c.State)}
		if !c.DoneOn.IsZero() {
			one.Achieved = c.DoneOn.String()
		}
		out.Competencies = append(out.Competencies, one)
	}
	for _, r := range t.p.Records {
		if t.sees(r) == portfolio.Nothing {
			continue
		}
		rec := record{Form: r.Form, Record: r.ID, Date: r.Date.String(), Status: string(r.Status), Serves: r.Serves}
		for _, s := range r.Signed {
			rec.SignedBy = append(rec.SignedBy, s.Name+", "+form.Lane(s.By))
		}
		out.Records = append(out.Records, rec)
	}
	return out
}

func (t *private) json(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(t.machine())
}
