package plan

import (
	"fmt"
	"io"
	"path"
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/timeline"
	"precept/internal/view"
)

// private plans one preceptee's tree for one reader.
type private struct {
	Input
	p          portfolio.Copy
	records    []*portfolio.Record          // all of which the reader may know
	names      map[*portfolio.Record]string // a record's page, without folder
	milestones []*portfolio.Milestone       // all of which the reader may know the state
}

// Portfolio plans a portfolio's tree for one reader.
func Portfolio(in Input, p *portfolio.Portfolio, reader portfolio.Reader) []Output {
	in.frame = &view.Site{Title: in.Site.Title, Publisher: in.Site.Publisher, Lang: "en-GB", Generator: in.Generator}
	known := p.For(reader)
	t := &private{Input: in, p: known, records: known.Records(), milestones: known.Milestones()}
	t.names = names(t.records)
	out := []Output{
		render(t, "index.html", "overview", t.overview),
		render(t, "timeline.html", "calendar", t.calendar),
		render(t, "records/index.html", "records", t.recordList),
		render(t, "gaps.html", "gaps", t.gaps),
		render(t, one, "whole", t.whole),
		t.json(),
		fixed("robots.txt", []byte("User-agent: *\nDisallow: /\n")),
	}
	for _, r := range t.records {
		if t.readable(r) {
			out = append(out, render(t, "records/"+t.names[r]+".html", "record", func(at string) *view.Record { return t.record(at, r) }))
		}
	}
	for _, a := range in.Theme.Assets() {
		out = append(out, fixed(a.Path, a.Bytes))
	}
	return Sorted(out)
}

// names gives every record's page a name that may stand in an address, and no two the same: its file's.
func names(records []*portfolio.Record) map[*portfolio.Record]string {
	taken := map[string]bool{"index": true}
	list := make(map[*portfolio.Record]string, len(records))
	for _, r := range records {
		name := strings.Map(func(c rune) rune {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				return c
			}
			return '-'
		}, strings.ToLower(strings.TrimSuffix(path.Base(r.File), ".md")))
		if name == "" {
			name = "record"
		}
		for own, n := name, 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d", own, n)
		}
		taken[name] = true
		list[r] = name
	}
	return list
}

// readable reports whether the reader may read a record, so that it has a page.
func (t *private) readable(r *portfolio.Record) bool { return t.p.Access(r) == portfolio.Whole }

// render is a page of the portfolio; show gives its view.
func render[V any](t *private, at, layout string, show func(at string) V) Output {
	return Output{Path: at, Write: func(w io.Writer) error {
		if err := t.Theme.Render(w, layout, show(at)); err != nil {
			return fmt.Errorf("rendering %s of the portfolio: %w", at, err)
		}
		return nil
	}}
}

// page is what every page of the portfolio shows.
func (t *private) page(at, title, summary string) view.Page {
	root := up(at)
	f := view.Frame{
		Site: t.frame, Description: summary, Root: root, Home: root + "index.html", Icon: root + t.Theme.Favicon(), Style: root + t.Theme.Styles().All.Path, PageStyle: root + t.Theme.Styles().Year.Path,
		Script: root + t.Theme.Script(), CSP: policy, NoIndex: true,
		PageTitle: title + " – portfolio of " + t.p.Name,
	}
	f.Version = view.Version{Name: t.p.Version.Name, Label: "Toolkit " + t.p.Version.Name}
	f.Notices = withdrawn(t.p.Version)
	for i := range t.p.Version.Notices {
		if n := &t.p.Version.Notices[i]; n.Urgent {
			f.Notices = append(f.Notices, notice(n))
		}
	}
	f.Private = &view.Private{Name: t.p.Name, Reader: t.p.Reader.Words(), AsOf: date(t.p.AsOf), Example: t.p.Example,
		Paper: "Confidential · " + t.p.Name + " · " + title + " · as of " + t.p.AsOf.Words() + " · toolkit " + t.p.Version.Name}
	for _, tab := range [...]struct{ text, at string }{{"Overview", "index.html"}, {"Timeline", "timeline.html"}, {"Records", "records/index.html"}, {"Still to do", "gaps.html"}, {"All on one page", "portfolio.html"}} {
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
		if name, ok := t.names[r]; ok && t.readable(r) {
			href := recordHref(at, name)
			d.Forms = append(d.Forms, view.Link{Text: r.Template.Title + ", " + r.Date.Short(), Href: href})
			if d.Href == "" {
				d.Href = href
			}
		}
	}
	if m.State == programme.Done && !m.DoneOn.IsZero() {
		d.Detail = "on " + m.DoneOn.Words()
	}
	if m.Nominal != m.Due {
		d.Sum = strings.Join(t.p.Calendar.Sum(m.Occurrence), "; ")
	}
	return d
}

// stateTag is a state as a tag with its style.
func stateTag(s programme.State) view.Tag {
	style := map[programme.State]string{
		programme.NotStarted: "to-come", programme.InProgress: "next", programme.Waiting: "waiting", programme.Done: "done",
		programme.Past: "past", programme.NotApplicable: "not-applicable", programme.Agreed: "accepted",
	}[s]
	return view.Tag{Text: string(s), State: style}
}

func (t *private) calendar(at string) *view.Calendar {
	v := &view.Calendar{Page: t.page(at, "Timeline", "The year with its dates: what is done, what is past its date and what is to come.")}
	prog := t.p.Version.Programme
	if prog == nil {
		return v
	}
	for _, l := range prog.Lanes {
		if !l.OffTimeline {
			v.Key = append(v.Key, view.Tag{Text: l.Title, Lane: l.ID})
		}
	}
	for _, s := range programme.States() {
		v.Key = append(v.Key, stateTag(s))
	}
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(t.p.Calendar, i)
		phase := view.CalendarPhase{Title: ph.Title, Span: span(from, to), ID: "s-" + ph.ID}
		for _, l := range prog.Lanes {
			lane := view.CalendarLane{Title: l.Title, Lane: l.ID}
			for _, m := range t.milestones {
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
	v.Chart = t.chart()
	return v
}

// chart draws the dated timeline.
func (t *private) chart() view.Chart {
	states := map[string]programme.State{}
	occurrences := make([]programme.Occurrence, len(t.milestones))
	for i, m := range t.milestones {
		occurrences[i] = m.Occurrence
		states[m.ID] = m.State
	}
	c := timeline.Dated(t.p.Version.Programme, t.p.Calendar, occurrences, func(o programme.Occurrence) programme.State { return states[o.ID] }, t.p.AsOf)
	return view.Chart{Wide: drawing(c, timeline.Wide, "w"), Tall: drawing(c, timeline.Tall, "t")}
}

func (t *private) gaps(at string) *view.Gaps {
	v := &view.Gaps{Page: t.page(at, "Still to do", "Everything that still stands before each review, and whose move it is. Nothing here is a mark against anybody: it is a list to work from.")}
	type gapKey struct {
		milestone, title, detail string
		record                   *portfolio.Record
	}
	said := map[gapKey]bool{}
	for _, gate := range [...]struct{ name, title string }{{programme.Midpoint, "Before the half-way review"}, {programme.Final, "Before sign-off"}} {
		when := t.p.GateDate(gate.name)
		if when.IsZero() {
			continue
		}
		g := view.GapGroup{Title: gate.title, Due: date(when), Above: len(said) > 0}
		if g.Above {
			g.Title += ": everything above, and:"
		}
		for _, gap := range t.p.Gaps(gate.name) {
			d := view.Due{Title: gap.Title, Detail: gap.Detail, When: date(gap.Due)}
			d.State = gapState(gap, t.p.AsOf)
			for _, lane := range gap.Move {
				d.Move = append(d.Move, view.Tag{Text: t.p.Version.LaneTitle(lane), Lane: lane})
			}
			if gap.Record != nil && t.readable(gap.Record) {
				d.Href = recordHref(at, t.names[gap.Record])
			}
			if this := (gapKey{gap.Milestone, gap.Title, gap.Detail, gap.Record}); !said[this] {
				said[this] = true
				g.List = append(g.List, d)
			}
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
		return stateTag(programme.Waiting)
	case g.Finding.Rule == "answer-missing":
		return stateTag(programme.InProgress)
	case g.Due.Before(asOf):
		return stateTag(programme.Past)
	}
	return stateTag(programme.NotStarted)
}
