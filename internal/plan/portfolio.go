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
