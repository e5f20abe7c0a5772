package plan_test

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"precept/internal/portfolio"
)

// TestOwnTasksFirst: what those whom the portfolio was built for can do next comes before all else, and is not said
// again among the others'.
func TestOwnTasksFirst(t *testing.T) {
	const changed = "signed:\n  - {field: sign, by: preceptor, name: Sam Example, date: 2026-09-28, how: screen}\n"
	p := base(t).with(t, "data/preceptees/jo/2026-09-28-meeting-aa11aa11.md", changed, "")
	p.asOf = "2026-12-01"
	all := p.make(t)
	for reader, c := range map[portfolio.Reader]struct{ title, first string }{
		portfolio.ForPreceptee: {"What you can do next", "Sign-off"},
		portfolio.ForPair:      {"Next for Sam Example (preceptor)", "Waiting for Sam Example (preceptor)"},
		portfolio.ForPractice:  {"Next for the organisation", "Prepare the room"},
	} {
		page := all[reader].bytes["index.html"]
		own, rest, _ := strings.Cut(page, "<h2>Progress</h2>")
		_, own, found := strings.Cut(own, "<h2>"+c.title+"</h2>")
		if !found || !strings.Contains(own, c.first) {
			t.Errorf("%s: %q does not stand below %q:\n%s", reader, c.first, c.title, own)
		}
		todo, _, _ := strings.Cut(rest, "<h2>Latest records</h2>")
		if strings.Contains(todo, ">"+c.first+"<") {
			t.Errorf("%s: %q is said twice", reader, c.first)
		}
	}
	// the practice may know who has to sign a record, and not open it
	page := all[portfolio.ForPractice].bytes["index.html"]
	sign := part(t, page, "<h2>To sign</h2>", "</section>")
	if strings.Count(sign, `<span class="due-title">Meeting</span>`) != 2 ||
		strings.Contains(sign, "meeting-aa11aa11") {
		t.Error(sign)
	}
}

// TestFormOfTask: beside what is to do stands the form that closes it: where the portfolio is served, opened for the
// person and with the record that is begun; on the site, where it has an address; else by name.
func TestFormOfTask(t *testing.T) {
	named := base(t).with(t, "data/site.yaml", "url: https://toolkit.example.org/aps\n", "")
	served := named
	served.served = true
	for name, c := range map[string]struct {
		project  project
		due, new string
	}{
		"by name": {named, ">Meeting</a>", "<li>Form: Review</li>"},
		"on the site": {base(t), `<a href="https://toolkit.example.org/aps/forms/meeting.html">Open the form “Meeting”</a>`,
			`<a href="https://toolkit.example.org/aps/forms/review.html">`},
		"served": {served, `<a href="/forms/meeting.html#for=jo&amp;at=2026-10-03-meeting-ff66ff66.md">`,
			`<a href="/forms/review.html#for=jo">`},
	} {
		page := c.project.make(t)[portfolio.ForPreceptee].bytes["index.html"]
		if sign := part(t, page, "<h2>To sign</h2>", "</section>"); !strings.Contains(sign, c.due) {
			t.Errorf("%s: the record to sign lacks %s:\n%s", name, c.due, sign)
		} else if strings.Contains(sign, "Form: Meeting") {
			t.Errorf("%s: the form is named twice:\n%s", name, sign)
		}
		c.project.files = maps.Clone(c.project.files)
		delete(c.project.files, "data/preceptees/jo/INDEX.md")
		gaps := c.project.make(t)[portfolio.ForPair].bytes["gaps.html"]
		if !strings.Contains(gaps, c.new) {
			t.Errorf("%s: what is still to do lacks %s:\n%s", name, c.new, part(t, gaps, "<main", "</main>"))
		}
	}
}

// TestLongListsAreShort: what is past its date or waits for a signature is ten lines on the overview, with the way to
// the rest. Records are not on the timeline.
func TestLongListsAreShort(t *testing.T) {
	p := base(t)
	p.files = maps.Clone(p.files)
	const name = "data/preceptees/jo/2026-10-03-meeting-ff66ff66.md"
	for i := range 15 {
		ref := fmt.Sprintf("ff66ff%02d", i+10)
		p.files[strings.Replace(name, "ff66ff66", ref, 1)] = strings.Replace(p.files[name], "ff66ff66", ref, 1)
	}
	page := p.make(t)[portfolio.ForPractice].bytes["index.html"]
	sign := part(t, page, "<h2>To sign</h2>", "</section>")
	if n := strings.Count(sign, `<li class="due `); n != 10 ||
		!regexp.MustCompile(`<a href="gaps\.html">[0-9]+ more still to do</a>`).MatchString(sign) {
		t.Errorf("%d lines: %s", n, sign)
	}
}
