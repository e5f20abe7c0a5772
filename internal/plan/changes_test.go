package plan_test

import "testing"

// TestChanges makes one edit at a time and looks at every file of every tree: the files that show what was edited
// change. Where an edit is shown nowhere, or must not be, nothing changes.
func TestChanges(t *testing.T) {
	p := base(t)
	before := sound(t)
	const version, jo = "content/2026.1/", "data/preceptees/jo/"
	for _, c := range []struct {
		name, file, from, to string
		asOf                 string
		changes              []string // some that must change, as tree:path
	}{
		{name: "nothing"},
		{name: "a page's text", file: version + "reference/deep/page.md", from: "A.", to: "Aa.",
			changes: []string{":reference/deep/page.html", ":v/2026.1/reference/deep/page.html"}},
		{name: "a title in a guide", file: version + "preceptor/meetings.md", from: "title: Meetings",
			to: "title: Talks", changes: []string{":preceptor/index.html", ":preceptor/deep/x.html",
				":preceptor/print.html"}},
		{name: "a section's summary", file: version + "preceptor/index.md", from: "For preceptors in a sentence.",
			to: "All of it.", changes: []string{":index.html", ":404.html"}},
		{name: "a form's summary", file: version + "forms/meeting.md", from: "Meeting in a sentence.", to: "A talk.",
			changes: []string{":forms/index.html", ":preceptor/meetings.html"}},
		{name: "how often a form comes", file: version + "forms/meeting.md", from: "repeats: as-needed",
			to: "repeats: monthly", changes: []string{":forms/index.html", ":forms/meeting.json"}},
		{name: "a page above", file: version + "preceptor/index.md", from: "title: For preceptors",
			to: "title: For mentors", changes: []string{":preceptor/deep/x.html", ":indemnity.html"}},
		{name: "a standard's words", file: version + "standards.md", from: "Records are kept", to: "Records are held",
			changes: []string{":indemnity.html", ":standards.html"}},
		{name: "a term's definition", file: version + "glossary.md", from: "Somebody who helps",
			to: "A person who helps", changes: []string{":indemnity.html", ":glossary.html"}},
		{name: "a milestone's words", file: version + "timeline.md", from: "First meeting", to: "First talk",
			changes: []string{":forms/meeting.html", ":timeline.svg", ":index.html",
				"pair:records/2026-09-28-meeting-aa11aa11.html"}},
		{name: "a page renamed in another version", file: "content/2025.1/cover.md", from: "aliases: [insurance]\n",
			to: "", changes: []string{":indemnity.html", ":v/2024.1/insurance.html"}},
		{name: "a notice", file: version + "notices.md", from: "has changed", to: "is new",
			changes: []string{":preceptor/meetings.html", ":feed.xml"}},
		{name: "an urgent notice", file: version + "notices.md", from: "tell others", to: "say so",
			changes: []string{":index.html", "practice:gaps.html"}},
		{name: "why a version was withdrawn", file: "content/2024.1/notices.md", from: "out of date", to: "wrong",
			changes: []string{":v/2024.1/index.html", ":versions.html", ":feed.xml"}},
		{name: "release notes", file: version + "version.md", from: "Everything.", to: "All.",
			changes: []string{":versions.html"}},
		{name: "a version's summary", file: version + "version.md", from: "& best", to: "& last",
			changes: []string{":versions.html", ":index.html", ":feed.xml"}},
		{name: "a picture of another size", file: version + "preceptor/dot.png", from: "4x3", to: "5x3",
			changes: []string{":preceptor/dot.png", ":v/2026.1/preceptor/dot.png", ":preceptor/index.html",
				":preceptor/print.html"}},
		{name: "an alias", file: version + "indemnity.md", from: "[cover]", to: "[cover, shelter]",
			changes: []string{":shelter.html"}},
		{name: "the publisher", file: "data/site.yaml", from: "Hub", to: "Network",
			changes: []string{":index.html", "pair:portfolio.html"}},
		{name: "the site's address", file: "data/site.yaml", from: "/aps", to: "/ap",
			changes: []string{":index.html", ":sitemap.xml", ":robots.txt"}},
		{name: "a new page", file: version + "zebra.md", to: "---\ntitle: Zebra\nsummary: Z.\n---\nZ.\n",
			changes: []string{":sitemap.xml", ":index.html"}},
		{name: "the day", asOf: "2026-10-06", changes: []string{":indemnity.html", "pair:index.html"}},

		{name: "an answer", file: jo + "2026-09-28-meeting-aa11aa11.md", from: "pair-words", to: "pair-other",
			changes: []string{"pair:records/2026-09-28-meeting-aa11aa11.html", "pair:portfolio.html"}},
		{name: "a space in a record", file: jo + "2026-09-28-meeting-aa11aa11.md", from: "form: meeting",
			to: "form:  meeting"},
		{name: "free writing", file: jo + "2026-09-28-meeting-aa11aa11.md", from: "pair-writing", to: "pair-text",
			changes: []string{"preceptee:records/2026-09-28-meeting-aa11aa11.html"}},
		{name: "a note that two readers do not see", file: jo + "2026-09-30 note #1.md", from: "note-words",
			to: "note-text", changes: []string{"practice:records/2026-09-30-note--1.html"}},
		{name: "a note that says another date", file: jo + "2026-09-30 note #1.md", from: "date: 2026-09-30",
			to: "date: 2026-09-20", changes: []string{"practice:records/index.html"}},
		{name: "a private answer in the wrong place", file: jo + "2026-09-28-meeting-aa11aa11.md", from: "never-weighs",
			to: "never-else"},
		{name: "the introduction", file: jo + "preceptee.md", from: "Hello", to: "Good day",
			changes: []string{"practice:index.html"}},
		{name: "the keeper", file: jo + "preceptee.md", from: "example: true", to: "example: true\nkeeper: Kim",
			changes: []string{"pair:index.html"}},
		{name: "no longer an example", file: jo + "preceptee.md", from: "example: true", to: "example: false",
			changes: []string{"pair:timeline.html"}},
		{name: "the start", file: jo + "preceptee.md", from: "start: 2026-09-01", to: "start: 2026-08-31",
			changes: []string{"pair:timeline.html", "pair:portfolio.json"}},
		{name: "a pause", file: jo + "preceptee.md", from: "done:",
			to: "pauses: [{from: 2026-11-01, to: 2026-11-20}]\ndone:", changes: []string{"pair:timeline.html"}},
		{name: "a plan", file: jo + "preceptee.md", from: "done:",
			to:      "accepted: {sign-off: {why: w, plan: at month 14}}\ndone:",
			changes: []string{"pair:timeline.html", "practice:gaps.html"}},
		{name: "what is wrong with a record", file: jo + "2026-10-03-meeting-bad.md", from: "pair-status",
			to: "pair-state", changes: []string{"pair:index.html"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := p
			if c.file != "" {
				q = p.with(t, c.file, c.from, c.to)
			}
			if c.asOf != "" {
				q.asOf = c.asOf
			}
			changed := map[string]bool{}
			for reader, after := range q.make(t) {
				for path, text := range after.bytes {
					if old, there := before[reader].bytes[path]; !there || old != text {
						changed[string(reader)+":"+path] = true
					}
				}
			}
			for _, name := range c.changes {
				if !changed[name] {
					t.Errorf("%s did not change", name)
				}
			}
			if len(c.changes) == 0 && len(changed) > 0 {
				t.Errorf("%v changed", changed)
			}
		})
	}
}
