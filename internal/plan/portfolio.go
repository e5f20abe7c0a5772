package plan

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
	"precept/internal/view"
	"precept/internal/wording"
)

// private plans one preceptee's tree for one reader.
type private struct {
	Input
	*wording.Words // of their version
	p              portfolio.Copy
	records        []*portfolio.Record             // all that the reader may know of
	names          map[*portfolio.Record]string    // a record's page, without folder
	milestones     []*portfolio.Milestone          // all that the reader may know of the state
	byID           map[string]*portfolio.Milestone // the same by the id of their occurrence
	evidence       map[*portfolio.Evidence]string  // the address of each file that is copied
	copied         map[string]*portfolio.Evidence  // the same the other way
	beside         bool                            // the page with all of it names them, and does not carry them
	standards      func() []portfolio.Coverage     // worked out once, for all the pages that show them
}

func newPrivate(in Input, p *portfolio.Portfolio, reader portfolio.Reader) *private {
	in.frame = &view.Site{Title: in.Site.Title, Publisher: in.Site.Publisher, Lang: in.Site.Lang,
		Generator: in.Generator}
	known := p.For(reader)
	t := &private{Input: in, Words: p.Version.Words, p: known, records: known.Records(), milestones: known.Milestones()}
	t.standards = sync.OnceValue(known.Standards)
	t.names, t.byID = names(t.records), map[string]*portfolio.Milestone{}
	for _, m := range t.milestones {
		t.byID[m.ID] = m
	}
	return t
}

// Portfolio plans a portfolio's tree for one reader.
func Portfolio(in Input, p *portfolio.Portfolio, reader portfolio.Reader) []Output {
	t := newPrivate(in, p, reader)
	out := []Output{
		render(t, overviewPath, "overview", t.overview),
		render(t, calendarPath, "calendar", t.calendar),
		render(t, recordsPath, "records", t.recordList),
		render(t, gapsPath, "gaps", t.gaps),
		render(t, summaryPath, "summary", t.summary),
		render(t, meetingPath, "meeting", t.meeting),
		render(t, onePage, "whole", t.whole),
		t.json(), t.spreadsheet(),
		fixed("robots.txt", []byte("User-agent: *\nDisallow: /\n")),
	}
	if p.Version.Programme != nil {
		out = append(out, t.dates())
	}
	if t.has(competenciesPath) {
		out = append(out, render(t, competenciesPath, "competencies", t.competencies))
	}
	if t.has(standardsPath) {
		out = append(out, render(t, standardsPath, "evidence", t.proofOf))
	}
	if t.has(hoursPath) {
		out = append(out, render(t, hoursPath, "hours", t.hours))
	}
	for _, r := range t.records {
		if t.readable(r) {
			out = append(out,
				render(t, "records/"+t.names[r]+".html", "record",
					func(at string) *view.Record { return t.record(at, r) }))
		}
	}
	out = append(out, t.copies()...)
	for _, a := range in.Theme.Assets() {
		out = append(out, fixed(a.Path, a.Bytes))
	}
	return Sorted(out)
}

// The pages of every portfolio.
const (
	overviewPath = "index.html"
	calendarPath = "timeline.html"
	recordsPath  = "records/index.html"
	gapsPath     = "gaps.html"
	meetingPath  = "next-meeting.html"
	summaryPath  = "summary.html"

	competenciesPath = "competencies.html"
	standardsPath    = "evidence.html"
	hoursPath        = "hours.html"

	onePage = "portfolio.html" // all of them, and the records, as parts of one page
)

// parts are those of them that the portfolio on one page has, each with its anchor there.
var parts = [...]struct{ path, id string }{
	{overviewPath, "overview"}, {summaryPath, "summary"}, {meetingPath, "meeting"}, {calendarPath, "calendar"},
	{gapsPath, "gaps"}, {recordsPath, "records"}, {competenciesPath, "competencies"}, {standardsPath, "evidence"},
	{hoursPath, "hours"},
}

// tabs lead from each of them to the others.
var tabs = [...]struct {
	text wording.Phrase
	path string
}{
	{"Overview", overviewPath}, {"Summary", summaryPath}, {"Next meeting", meetingPath}, {"Timeline", calendarPath},
	{"Records", recordsPath}, {"{Competencies}", competenciesPath}, {"Evidence", standardsPath},
	{"Hours", hoursPath}, {"Still to do", gapsPath}, {"On one page", onePage},
}

// has reports whether the portfolio has one of the pages: what the toolkit does not have has none.
func (t *private) has(page string) bool {
	switch page {
	case competenciesPath:
		return len(t.p.Version.Competencies) > 0
	case standardsPath:
		return len(t.p.Version.Standards) > 0
	case hoursPath:
		return !t.p.Registration.Renews.IsZero() || slices.ContainsFunc(t.p.Version.Forms, form.Counts)
	}
	return true
}

// names gives every record's page a name that an address may have, no two the same: its file's.
func names(records []*portfolio.Record) map[*portfolio.Record]string {
	taken := map[string]bool{"index": true}
	list := make(map[*portfolio.Record]string, len(records))
	for _, r := range records {
		name := address(strings.TrimSuffix(path.Base(r.File), ".md"), "record")
		for own, n := name, 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d", own, n)
		}
		taken[name] = true
		list[r] = name
	}
	return list
}

// address makes a file's name one that an address may have; otherwise where nothing is left of it.
func address(name, otherwise string) string {
	name = strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, strings.ToLower(name))
	if name == "" {
		return otherwise
	}
	return name
}

// readable reports whether the reader may read a record, or some of its answers, so that it has a page.
func (t *private) readable(r *portfolio.Record) bool { return t.p.Access(r) >= portfolio.Parts }

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
		Site: t.frame, PageTitle: t.Say("{1} – portfolio of {2}", title, t.p.Name), Description: summary,
		NoIndex: true, CSP: policy,
		Root: root, Home: root + "index.html", Icon: root + t.Theme.Favicon(), Script: root + t.Theme.Script(),
		Style: root + t.Theme.Styles().All.Path, PageStyle: root + t.Theme.Styles().Year.Path,
	}
	f.Version = view.Version{Name: t.p.Version.Name, Label: t.Say("Toolkit {1}", t.p.Version.Name)}
	f.Notices = withdrawn(t.Words, t.p.Version)
	year := t.p.Version.Timeline
	f.Notices = append(f.Notices, notices(t.Words, t.p.Version, func(n *toolkit.Notice) bool {
		return n.Urgent || year != nil && (at == calendarPath || at == onePage) && n.Heads(year.Slug)
	})...)
	f.Private = &view.Private{Name: t.p.Name, Reader: t.p.Reader.Words(t.Words), AsOf: date(t.Words, t.p.AsOf),
		Example: t.p.Example,
		Paper:   t.paper(title),
		Stand:   t.Say("as of {1} · toolkit {2}", t.Date(t.p.AsOf), t.p.Version.Name)}
	for _, tab := range tabs {
		if !t.has(tab.path) {
			continue
		}
		link := view.Link{Text: t.Say(tab.text), Href: root + tab.path, Current: tab.path == at}
		link.Inside = tab.path == recordsPath && strings.HasPrefix(at, "records/") && at != tab.path
		f.Private.Tabs = append(f.Private.Tabs, link)
	}
	return view.Page{Frame: f, Kind: "page", Title: title, Summary: summary}
}

// paper is the line at the foot of every sheet of a page.
func (t *private) paper(title string) string {
	if title == t.p.Name { // the overview
		return t.Say("Confidential · {1}", title)
	}
	return t.Say("Confidential · {1} · {2}", t.p.Name, title)
}

// notices are the corrections to a version that are shown in a portfolio, as text: the pages they link to are in
// another tree.
func notices(w *wording.Words, v *toolkit.Version, shown func(n *toolkit.Notice) bool) []view.Notice {
	var list []view.Notice
	for i := range v.Notices {
		if n := &v.Notices[i]; shown(n) {
			list = append(list, notice(w, n, unlinked([]byte(n.HTML))))
		}
	}
	return list
}

// pageHref leads from a page of the portfolio to another of its pages.
func pageHref(at, to string) string {
	if at != onePage {
		return up(at) + to
	}
	for _, part := range parts {
		if part.path == to {
			return "#" + part.id
		}
	}
	return ""
}

// recordHref leads from a page of the portfolio to a record.
func recordHref(at, name string) string {
	if at == onePage {
		return "#r-" + name
	}
	return up(at) + "records/" + name + ".html"
}
