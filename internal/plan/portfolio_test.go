package plan_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precept/internal/portfolio"
)

// TestPortfolioPaths lists a portfolio's files for each reader. A record's page is named by its file, made fit for an
// address.
func TestPortfolioPaths(t *testing.T) {
	all := sound(t)
	common := []string{
		"evidence.html", "gaps.html", "hours.html", "index.html", "next-meeting.html", "portfolio.csv",
		"portfolio.html", "portfolio.json", "records/index.html", "robots.txt", "summary.html", "timeline.html",
		"timeline.ics",
	}
	for reader, records := range map[portfolio.Reader][]string{
		portfolio.ForPreceptee: {
			"2026-09-28-meeting-aa11aa11", "2026-10-01-talk-dd44dd44", "2026-10-03-meeting-ff66ff66", "index-2",
		},
		portfolio.ForPair:      {"2026-09-28-meeting-aa11aa11", "2026-10-03-meeting-ff66ff66", "index-2"},
		portfolio.ForPractice:  {"2026-09-20-audit-gg77gg77", "2026-09-30-note--1", "2026-09-30-note--1-2", "index-2"},
		portfolio.ForAppraiser: {"2026-09-28-meeting-aa11aa11", "index-2"},
	} {
		got := slices.DeleteFunc(all[reader].paths(), func(p string) bool { return strings.HasPrefix(p, "assets/") })
		want := slices.Clone(common)
		for _, name := range records {
			want = append(want, "records/"+name+".html")
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", reader, got, want)
		}
	}
}

// TestReaders: what a reader may not see is in no byte of their tree, and what they may is there. The first word of
// what was written says whose it is.
func TestReaders(t *testing.T) {
	all := sound(t)
	may := map[portfolio.Reader][]string{
		portfolio.ForPreceptee: {"pair-", "practice-words", "talk-"},
		portfolio.ForPair:      {"pair-", "practice-words"},
		portfolio.ForPractice:  {"practice-words", "note-", "audit-words"},
		portfolio.ForAppraiser: {"pair-words", "pair-step", "pair-kept", "pair-mood", "pair-writing",
			"practice-words"},
	}
	for reader, words := range may {
		everything := ""
		for p, text := range all[reader].bytes {
			if !strings.HasPrefix(p, "assets/") {
				everything += p + "\n" + text + "\n"
			}
		}
		for _, word := range []string{
			"pair-words", "pair-step", "pair-kept", "pair-mood", "pair-writing", "pair-second", "pair-again",
			"pair-status",
			"practice-words", "note-words", "note-writing", "note-more", "note-status",
			"note-moved", "note-excuse", "note-plan", "note-agreed", "talk-words", "talk-writing",
			"never-why", "never-weighs", "never-day", "never-writing", "audit-words", "audit-before",
		} {
			allowed := slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(word, w) })
			if got := strings.Contains(everything, word); got != allowed {
				t.Errorf("%s: %q is there: %v", reader, word, got)
			}
		}
		// the preceptor's note to a line manager: nobody else learns that there is one
		notes := reader == portfolio.ForPractice
		for _, word := range []string{"cc33cc33", "Tell the line manager", "note-bad", "To the manager"} {
			if strings.Contains(everything, word) != notes {
				t.Errorf("%s: %q is there: %v", reader, word, !notes)
			}
		}
	}
	// a record that the reader may not read is one line: form, date, state, who signed
	index := all[portfolio.ForPractice].bytes["records/index.html"]
	meetings := part(t, index, "<h2>Meeting</h2>", "</section>")
	line := part(t, meetings, `<span class="due-title">28 September 2026</span>`, `</li>`)
	for _, want := range []string{"Signed by Sam Example (preceptor, not linked to what was signed)<", ">complete<"} {
		if !strings.Contains(line, want) {
			t.Errorf("the line lacks %q: %s", want, line)
		}
	}
	if strings.Contains(line, "href") {
		t.Error(line)
	}
	// which is said once
	const once = "Where there is no link, this copy only says that the record was made."
	if n := strings.Count(index, once); n != 1 {
		t.Errorf("%q is said %d times:\n%s", once, n, index)
	}
	// the practice sees its own records of the year too, apart from the person's
	own := part(t, index, "The practice&#39;s own records", "</section>")
	if !strings.Contains(own, `href="../records/2026-09-20-audit-gg77gg77.html"`) {
		t.Error(own)
	}
	// a heading that stands over several parts of a form stands over their answers
	record := all[portfolio.ForPractice].bytes["records/2026-09-20-audit-gg77gg77.html"]
	for _, want := range []string{
		`<h2>What the practice does</h2><section class="answers"><h3>Rooms</h3>`,
		`</section><section class="answers"><h3>Papers</h3>`,
	} {
		if !strings.Contains(strings.ReplaceAll(record, "\n", ""), want) {
			t.Errorf("the record lacks %q:\n%s", want, record)
		}
	}
}

// TestRecordPage shows a record as it was filled in.
func TestRecordPage(t *testing.T) {
	page := sound(t)[portfolio.ForPreceptee].bytes["records/2026-09-28-meeting-aa11aa11.html"]
	for _, want := range []string{
		`<p class="typed">pair-words</p>`,
		`1.5 hours`,
		`<p class="withheld">Kept private by the preceptee</p>`,
		`<tr><td data-label="Step">pair-step</td>`,
		`<p class="label">mood</p>`,
		`<p class="label">Steps, row 3: gone</p>`,
		`<p class="statement">I was there</p><p><strong>Sam Example</strong>, Preceptor, <time datetime="2026-09-28">28 September 2026</time> <span class="note">(on screen, not linked to what was signed)</span></p>`,
		`First meeting`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the record lacks %s", want)
		}
	}
	if strings.Contains(page, "Why") {
		t.Error("a private column is shown")
	}
	second := sound(t)[portfolio.ForPreceptee].bytes["records/2026-10-03-meeting-ff66ff66.html"]
	if !strings.Contains(second, "not signed yet") || !strings.Contains(second, "Signature of the preceptor") {
		t.Error("nothing says that the signature is missing")
	}
}

// TestChangedSinceSigned: an answer that was changed after it was signed shows as such, and one that was not does not.
func TestChangedSinceSigned(t *testing.T) {
	const file, page = "data/preceptees/jo/2026-09-28-meeting-aa11aa11.md", "records/2026-09-28-meeting-aa11aa11.html"
	p := base(t)
	changed := p.with(t, file, "how: screen", `how: paper, witness: Kim Example, digest: "sha256:0000"`)
	text := changed.make(t)[portfolio.ForPair].bytes[page]
	if !strings.Contains(text, "Changed since signed on 28 September 2026") ||
		!strings.Contains(text, "(on paper, seen by Kim Example)") {
		t.Error("a change is not shown")
	}
	if strings.Contains(p.make(t)[portfolio.ForPair].bytes[page], "Changed since signed") {
		t.Error("a signature without a digest shows as changed")
	}
}

// TestOverview: what the front page tells.
func TestOverview(t *testing.T) {
	p := base(t)
	page := p.make(t)[portfolio.ForPreceptee].bytes["index.html"]
	toSign := part(t, page, `<section aria-label="To sign">`, `</section>`)
	if strings.Count(toSign, `<li class="due`) != 1 ||
		!strings.Contains(toSign, "Waiting for Sam Example (preceptor)") ||
		!strings.Contains(toSign, `href="records/2026-10-03-meeting-ff66ff66.html"`) {
		t.Errorf("to sign: %s", toSign)
	}
	for _, want := range []string{
		"0.65 of full time", "Stop using the", "Jo &lt;Example&gt;", "<em>Jo</em>", "2026-10-03-meeting-bad.md",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the overview lacks %q", want)
		}
	}
	later := p
	later.asOf = "2026-12-24"
	if strings.Contains(later.make(t)[portfolio.ForPreceptee].bytes["index.html"], "of full time") {
		t.Error("somebody who is full time again is said to be part time")
	}
	// two records that this reader may not open wait for the same lane: both are listed
	both := p.with(t, "data/preceptees/jo/2026-09-28-meeting-aa11aa11.md",
		"signed:\n  - {field: sign, by: preceptor, name: Sam Example, date: 2026-09-28, how: screen}\n", "")
	index := both.make(t)[portfolio.ForPractice].bytes["index.html"]
	toSign = part(t, index, `<section aria-label="To sign">`, `</section>`)
	if strings.Count(toSign, `<span class="due-title">Meeting</span>`) != 2 {
		t.Errorf("to sign, for the practice: %s", toSign)
	}
}

// TestYearOver: of a year that has ended, the front page says how and when, and the meeting sheet speaks of no meeting
// to come.
func TestYearOver(t *testing.T) {
	p := base(t)
	const at = "data/preceptees/jo/preceptee.md"
	over := p.with(t, at, "\nstart:", "\nended: {date: 2026-10-04, how: completed}\nstart:")
	for name, c := range map[string]struct {
		p          project
		span, says string
	}{
		"in the year": {p, ", ends ", "The timeline has no further meeting."},
		"over": {over, ", completed 4 October 2026, under toolkit",
			"The programme has ended, so there is no further meeting."},
	} {
		tree := c.p.make(t)[portfolio.ForPreceptee].bytes
		if lead := part(t, tree["index.html"], `<p class="lead">`, "</p>"); !strings.Contains(lead, c.span) {
			t.Errorf("%s: %s", name, lead)
		}
		main := part(t, tree["next-meeting.html"], "<main", "</main>")
		waiting := strings.Contains(main, "<h2>Past its date, or waiting to be signed</h2>")
		if !strings.Contains(main, c.says) || !waiting || strings.Contains(main, "<h2>Due before next time</h2>") {
			t.Errorf("%s: %s", name, main)
		}
	}
}

// TestOnePage: portfolio.html needs nothing else. It asks for no file, its style is allowed by its hash, and it holds
// what the pages hold.
func TestOnePage(t *testing.T) {
	for _, reader := range portfolio.Readers() {
		m := sound(t)[reader].bytes
		page := m["portfolio.html"]
		for _, a := range addresses.FindAllStringSubmatch(page, -1) {
			toForm := strings.HasPrefix(a[0], `href="https://toolkit.example.org/aps/forms/`)
			if !strings.HasPrefix(a[1], "#") && !toForm {
				t.Errorf("%s: the page refers to %s", reader, a[1])
			}
		}
		style := part(t, page, "<style>", "</style>")
		for _, banned := range []string{"@import", "url(", "<script", "<link", "<iframe"} {
			inStyle := strings.Contains(style, banned) && !strings.Contains(style, "url(data:")
			if inStyle || banned != "url(" && banned != "@import" && strings.Contains(page, banned) {
				t.Errorf("%s: the page has %s", reader, banned)
			}
		}
		sum := sha256.Sum256([]byte(style))
		hash := "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
		if !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), hash) {
			t.Errorf("%s: the policy does not allow the style %s", reader, hash)
		}
		for _, title := range []string{"Half-way", "Before the half-way review", "practice-words"} {
			if !strings.Contains(page, title) {
				t.Errorf("%s: the page lacks %s", reader, title)
			}
		}
		for p, text := range m {
			if !strings.HasSuffix(p, ".html") {
				continue
			}
			if !strings.Contains(text, `<meta name="robots" content="noindex, nofollow">`) {
				t.Errorf("%s: %s may be indexed", reader, p)
			}
			if !strings.Contains(text, reader.Words(nil)) ||
				!strings.Contains(text, "Confidential · Jo &lt;Example&gt;") ||
				!strings.Contains(text, `data-head="as of 5 October 2026 · toolkit 2026.1"`) {
				t.Errorf("%s: %s does not say whose it is, for whom, as of when", reader, p)
			}
		}
	}
}

// TestPortfolioJSON is the portfolio for machines.
func TestPortfolioJSON(t *testing.T) {
	var got struct {
		Name, For, Toolkit string
		Milestones         []struct{ ID, State string }
		Records            []struct {
			Form   string
			Serves []string
		}
	}
	if err := json.Unmarshal([]byte(sound(t)[portfolio.ForPair].bytes["portfolio.json"]), &got); err != nil {
		t.Fatal(err)
	}
	var forms, states []string
	for _, r := range got.Records {
		forms = append(forms, r.Form)
	}
	for _, m := range got.Milestones {
		states = append(states, m.ID+" "+m.State)
	}
	if got.Name != "Jo <Example>" || got.For != "pair" ||
		strings.Join(forms, " ") != "meeting review talk diary meeting" ||
		strings.Join(states, ", ") != "room past its date, read done, first done, half-way done, sign-off not started" {
		t.Errorf("%+v", got)
	}
}

// addresses finds what a page asks for, or leads to.
var addresses = regexp.MustCompile(`(?:href|src|srcset|action|poster|data)="([^"]*)"`)
