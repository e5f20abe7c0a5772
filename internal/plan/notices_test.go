package plan_test

import (
	"strings"
	"testing"
)

// TestCase holds what was reported of notices, of guides in print and of the page for what is not there.
func TestCase(t *testing.T) {
	t.Run("case-H1", lostAnywhere)
	t.Run("case-H9", noticesEverywhere)
	t.Run("case-H10", guideWithAll)
}

// noticesEverywhere: a correction heads its page in every tree and on every sheet, with what is nested below it.
func noticesEverywhere(t *testing.T) {
	p := base(t).with(t, "content/2026.1/notices.md", "", `---
---
- [notice] The helpline number has changed {#helpline on=preceptor/meetings date=2026-07-01}

  Nested words, and a [link](indemnity.md) to a page.

  - Call before noon, or see [the NHS](https://www.nhs.uk/).
- [notice] The meeting lasts an hour {#hour on=forms/meeting date=2026-08-01}

  Use the [review](form:review) for more.
- [notice] The year has a new day {#day on=timeline date=2026-08-01}
- [notice] Stop at once {#stop on=forms/meeting date=2026-09-01 .urgent}
`)
	all := p.make(t)
	public := all[""].bytes
	nested := func(root string) string {
		return `<p>The helpline number has changed</p><p>Nested words, and a <a href="` + root +
			`indemnity.html">link</a>`
	}
	for page, want := range map[string]string{
		"preceptor/meetings.html":          nested("../"),
		"v/2026.1/preceptor/meetings.html": nested("../"),
		"preceptor/print.html":             nested("../"),
		"v/2026.1/preceptor/print.html":    nested("../"),
		"forms/meeting.html":               `Use the <a href="../forms/review.html">review</a>`,
		"v/2026.1/forms/meeting.html":      `Use the <a href="../forms/review.html">review</a>`,
		"timeline.html":                    "The year has a new day",
		"index.html":                       "Stop at once",
	} {
		if !strings.Contains(public[page], want) {
			t.Errorf("%s lacks %s", page, want)
		}
	}
	if !strings.Contains(public["preceptor/print.html"], "<li>Call before noon, or see <a") {
		t.Error("what is nested in a notice is not in print")
	}
	private := all["preceptee"].bytes
	hour := "<p>The meeting lasts an hour</p><p>Use the review for more.</p>"
	records := 0
	for page, text := range private {
		switch {
		case !strings.HasSuffix(page, ".html"):
			continue
		case strings.HasPrefix(page, "records/") && strings.Contains(page, "meeting"):
			records++
			if !strings.Contains(text, hour) {
				t.Errorf("%s lacks the correction to its form", page)
			}
		case page == "timeline.html" && !strings.Contains(text, "The year has a new day"):
			t.Errorf("%s lacks the correction to the timeline", page)
		case page != "portfolio.html" && strings.Contains(text, hour):
			t.Errorf("%s has the correction to a form that it does not show", page)
		}
		if strings.Count(text, "Stop at once") != 1 {
			t.Errorf("%s has the urgent correction %d times, want once", page, strings.Count(text, "Stop at once"))
		}
	}
	whole := private["portfolio.html"]
	if records == 0 || strings.Count(whole, hour) != records || !strings.Contains(whole, "The year has a new day") {
		t.Errorf("the portfolio on one page has the correction %d times, want once for each of %d records",
			strings.Count(whole, hour), records)
	}
}

// guideWithAll: a guide in print has every source and every word that its pages explain, each once.
func guideWithAll(t *testing.T) {
	sources := func(list string) string { return "sources: [" + list + "]\n---\n" }
	const a, b = `{title: Paper A, url: "https://a.example/"}`, `{title: Paper B, url: "https://b.example/"}`
	p := base(t).with(t, "content/2026.1/preceptor/meetings.md", "", "---\ntitle: Meetings\nsummary: Meetings.\n"+
		"meets: [kept]\n"+sources(a)+"Your cover.\n")
	p = p.with(t, "content/2026.1/preceptor/deep/x.md", "", "---\ntitle: X\nsummary: X.\n"+sources(a+", "+b)+
		"Your preceptor has cover.\n")
	page := p.make(t)[""].bytes["preceptor/print.html"]
	for _, once := range []string{`<a href="https://a.example/">Paper A</a>`,
		`<a href="https://b.example/">Paper B</a>`,
		`<dt><a href="../glossary.html#s-cover">Cover</a></dt>`, `data-def="preceptor"`, "Records are kept"} {
		if strings.Count(page, once) != 1 {
			t.Errorf("the guide has %d times %s, want once", strings.Count(page, once), once)
		}
	}
}
