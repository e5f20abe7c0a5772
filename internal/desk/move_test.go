package desk

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// movedTo is a version in which a form, a milestone and a competency have other names, and one of each is new or
// gone.
const movedTo = `
-- content/2026.2/version.md --
---
title: Toolkit 2026.2
summary: The second version.
released: 2026-09-30
---
-- content/2026.2/index.md --
---
title: Home
summary: Home.
---
-- content/2026.2/programme.md --
---
title: "Programme"
summary: "The year."
kind: timeline
---
## Months 1 to 12 {#year months=0-12}

### Preceptee {#preceptee}

- [month 2] Look back together {#look-back form=talk .required}
- [month 8] Appraisal with both {#appraisal-with-both was=appraisal}
- [month 9] Poster {#poster}
-- content/2026.2/competencies.md --
---
title: "Competencies"
summary: "What they can do."
kind: competencies
form: assessment
---
## Clinical {#clinical pillar=clinical}

- [must] Knows when to ask for help {#c-ask was=c-help}
- [should] Teaches {#c-teaches}
-- content/2026.2/forms/assessment.md --
---
title: "Assessment"
summary: "What was seen."
kind: form
repeats: each-competency
completed_by: [preceptee]
---
- [scale: Not yet | Alone] Level {#level .level}
-- content/2026.2/forms/talk.md --
---
title: "Talk"
summary: "What was said."
kind: form
repeats: as-needed
aliases: [forms/meeting]
---
- [text] What was said {#said}
- [line] What comes next {#next .required}
-- data/preceptees/alex-example/preceptee.md --
---
name: Alex Example
start: 2026-09-01
toolkit: "2026.1"
done: {appraisal: 2026-10-01, career: 2026-10-02}
accepted:
  c-help: {why: no clinic yet, plan: in spring, agreed: preceptor, date: 2026-10-01}
example: true
---
`

// unpinned is a meeting that does not say its version.
const unpinned = "---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-09-20\nanswers:\n  said: First.\n---\n"

// movable starts a desk with somebody who can be moved to another version.
func movable(t *testing.T) *bench {
	t.Helper()
	year, err := txtar.ParseFile("testdata/year.txtar")
	ok(t, err)
	dir := lay(t)
	casetest.WriteFiles(t, dir, year.Files...)
	casetest.WriteFiles(t, dir, txtar.Parse([]byte(movedTo)).Files...)
	casetest.Write(t, dir, at, unpinned)
	return start(t, dir)
}

var seenInForm = regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`)

// ask opens the page about a move and gives the fields that its button sends.
func (b *bench) ask(version string) (page string, parts []part) {
	b.t.Helper()
	_, page = b.get("person/alex-example/move/" + version)
	m := seenInForm.FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("nothing to send on\n%s", page)
	}
	return page, []part{alex, field("version", version), field("seen", m[1])}
}

// wordsOn is what is read on a page, in lines.
func wordsOn(t *testing.T, page string) string {
	t.Helper()
	mains := elements(parse(t, page), func(n *html.Node) bool { return n.Data == "main" })
	if len(mains) != 1 {
		t.Fatalf("no main on\n%s", page)
	}
	return words(mains[0])
}

// TestMove: the page says what would become of a year and writes nothing; its button does it, the page about the
// person says the version, and it can be taken back to the byte.
func TestMove(t *testing.T) {
	t.Parallel()
	b := movable(t)
	_, page := b.get("person/alex-example")
	holds(t, "the person", page, `href="/-/desk/person/alex-example/move">Move to another version</a>`, "Toolkit 2026.1")
	_, page = b.get("person/alex-example/move")
	holds(t, "the versions", page, "Another version for Alex Example", "Toolkit 2026.2",
		`href="/-/desk/person/alex-example/move/2026.2"`)
	lacks(t, "the versions", page, `move/2026.1"`)

	before := b.files("data")
	page, parts := b.ask("2026.2")
	holds(t, "before the move", wordsOn(t, page), "Move Alex Example to version 2026.2?", "Nothing is saved yet.",
		"Done without a form: Appraisal with both, until now appraisal\n",
		"Accepted with a plan: Knows when to ask for help, until now c-help\n",
		"Meeting, 20 September 2026, as \"Talk\": \"What comes next\" is also asked\n",
		"Poster: due 1 June 2027\n", "Teaches: should\n",
		"Done without a form: Career conversation, which version 2026.2 does not have\n", "Summer visit\n")
	if b.files("data") != before {
		t.Fatal("something was written before anybody said so")
	}

	res, page := b.post("move", parts...)
	if res.StatusCode != http.StatusOK {
		t.Errorf("%d", res.StatusCode)
	}
	holds(t, "after the move", wordsOn(t, page), "Alex Example is on version 2026.2 now",
		"Moved from version 2026.1 to 2026.2.", "Poster: due 1 June 2027\n", "Take it back")
	lacks(t, "after the move", page, "<button class=\"button\">Move")
	holds(t, "the file", b.text(alexFile), "toolkit: \"2026.2\"", "appraisal-with-both: 2026-10-01", "c-ask:",
		"aside: [\"done career: 2026-10-02\"]")
	holds(t, "the record", b.text(at), "version: \"2026.1\"\n", "said: First.\n")
	_, page = b.get("person/alex-example")
	holds(t, "the person", page, "Toolkit 2026.2", "Moved from version 2026.1 to 2026.2.")

	_, page = b.post("undo", deliveryOf(t, page))
	holds(t, "taken back", page, "Taken back")
	if b.files("data") != before {
		t.Error("taken back, the files are not as they were")
	}
}

// TestMoveOfWhatChanged: what was changed since somebody looked is shown again and not overwritten. What was open in
// another tab meanwhile is saved under the version that it was opened under.
func TestMoveOfWhatChanged(t *testing.T) {
	t.Parallel()
	b := movable(t)
	for name, change := range map[string]func(){
		"the record": func() { b.write(at, strings.Replace(unpinned, "First.", "Second.", 1)) },
		"the file":   func() { b.write(alexFile, strings.Replace(b.text(alexFile), "in spring", "in autumn", 1)) },
	} {
		_, parts := b.ask("2026.2")
		change()
		before := b.files("data")
		res, page := b.post("move", parts...)
		holds(t, name, page, "Something has changed since you looked.", `name="seen"`)
		if res.StatusCode != http.StatusUnprocessableEntity || b.files("data") != before {
			t.Errorf("%s: %d, or something was written", name, res.StatusCode)
		}
	}

	res, text := b.get("record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.md&token=" + token)
	opened := res.Header.Get(DigestHeader)
	_, sheet := b.get("person/alex-example/pauses")
	_, parts := b.ask("2026.2")
	_, page := b.post("move", parts...)
	holds(t, "after the move", page, "Alex Example is on version 2026.2 now")
	o := b.script("save", alex, field("base", opened), part{Field: "record", Name: "r.md",
		Text: strings.Replace(text, "Second.", "Third.", 1)})
	if o.Stage != accepted || !strings.Contains(b.text(at), "Third.") ||
		!strings.Contains(b.text(at), "version: \"2026.1\"") {
		t.Errorf("saved from another tab: %+v\n%s", o, b.text(at))
	}
	action, typed := formOf(t, sheet)
	_, moves := b.post(action, typeInto(t, typed, "pauses.0.from: 1 March 2027\npauses.0.to: 14 March 2027\n")...)
	action, typed = formOf(t, moves) // the dates that move are shown first
	b.post(action, typeInto(t, typed, "")...)
	b.post("move", parts...)
	if file := b.text(alexFile); !strings.Contains(file, "toolkit: \"2026.2\"") ||
		!strings.Contains(file, "{from: 2027-03-01, to: 2027-03-14}") {
		t.Errorf("changed from another tab:\n%s", file)
	}
}

// TestMoveRatherThanChange: where there are records, the page with the version of the toolkit names the other way.
func TestMoveRatherThanChange(t *testing.T) {
	t.Parallel()
	b := movable(t)
	said := b.fillIn("person/alex-example/start\ntoolkit: 2026.2\n")
	holds(t, "another version", said, "Use “Move to another version” on the page of Alex Example: it first shows")
}

// TestMoveRefused: the page says what must be done first, as the command does, and has no button.
func TestMoveRefused(t *testing.T) {
	t.Parallel()
	b := movable(t)
	refused := func(what, version, why string) {
		t.Helper()
		before := b.files("data")
		_, page := b.get("person/alex-example/move/" + version)
		holds(t, what, page, why)
		lacks(t, what, page, "<button class=\"button\">Move")
		b.post("move", alex, field("version", version), field("seen", ""))
		if b.files("data") != before {
			t.Errorf("%s: something was written", what)
		}
	}
	refused("the same version", "2026.1", "They are already on version 2026.1.")
	broken := strings.Replace(at, "09-20", "09-21", 1)
	b.write(broken, "---\nform: [\n---\n")
	refused("an unreadable record", "2026.2", "A record cannot be read, 2026-09-21-meeting-k7m29qxd.md; correct it first")
	b.write(broken, strings.NewReplacer("k7m29qxd", "k7m29qxe", "09-20", "09-21").Replace(unpinned))
	b.write("content/2026.2/notices.md", "---\nwithdrawn: {date: 2026-10-01, why: a mistake}\n---\n")
	refused("withdrawn", "2026.2", "Version 2026.2 is withdrawn; choose another.")
	_, page := b.get("person/alex-example")
	lacks(t, "with no other version", page, "Move to another version")
	_, page = b.get("person/alex-example/move")
	holds(t, "with no other version", page, "There is no version that they can be moved to.")
	b.write("content/2026.2/notices.md", "---\n---\n")
	b.write(alexFile, strings.Replace(b.text(alexFile), "example: true",
		"ended: {date: 2026-10-01, how: left}\nexample: true", 1))
	refused("an ended year", "2026.2", "Their year ended on 1 October 2026, and keeps its version.")
	for _, address := range []string{"person/alex-example/move/2031.1", "person/nobody/move",
		"person/nobody/move/2026.2"} {
		if res, _ := b.get(address); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, res.StatusCode)
		}
	}
}

// TestMoveInOwnWords: every text of the pages about a move is a phrase, or is in the project's own files.
func TestMoveInOwnWords(t *testing.T) {
	t.Parallel()
	b := movable(t)
	known := casetest.Letters(b.files("content") + b.files("data"))
	b.write("data/words.yaml", casetest.MarkedWords())
	_, versions := b.get("person/alex-example/move")
	_, refused := b.get("person/alex-example/move/2026.1")
	asked, parts := b.ask("2026.2")
	_, stale := b.post("move", alex, field("version", "2026.2"), field("seen", "x"))
	_, done := b.post("move", parts...)
	inOwnWords(t, map[string]string{"versions": versions, "refused": refused, "asked": asked, "stale": stale,
		"done": done}, known)
}
