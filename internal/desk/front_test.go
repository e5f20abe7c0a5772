package desk

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// TestWhoseMove: each milestone has one line, however often it comes round, with the way to its form or to the record
// that is there, and whose move it is. A record that lacks only a signature is among what is to be signed.
func TestWhoseMove(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	a, err := txtar.ParseFile("testdata/whose-move.txtar")
	ok(t, err)
	casetest.WriteFiles(t, dir, a.Files...)
	b := start(t, dir)
	_, page := b.get("")
	_, card, _ := strings.Cut(page, `<h3><a href="/portfolios/alex-example/">`)
	card, _, _ = strings.Cut(card, "<h3>")
	past, rest, _ := strings.Cut(card, "<h4>To sign</h4>")
	sign, next, _ := strings.Cut(rest, "<h4>Next</h4>")
	holds(t, "past its date", past, `<a href="/forms/plan.html#for=alex-example">Plan</a>`, ">Preceptee<",
		`<a href="/forms/meeting.html#for=alex-example">Meet</a>`, "Next on 1 November 2026")
	holds(t, "to sign", sign,
		`<a href="/forms/agreement.html#for=alex-example&amp;at=2026-09-10-agreement-k7m29qxd.md">The agreement</a>`,
		"Waiting for the preceptor", "past its date", ">Preceptor<")
	holds(t, "next", next, `<a href="/portfolios/alex-example/timeline.html#s-year">Say hello</a>`)
	for _, twice := range []string{">Meet<", "The agreement<"} {
		if n := strings.Count(card, twice); n > 1 {
			t.Errorf("%q is %d times on\n%s", twice, n, card)
		}
	}
}

// TestLeftOut: a record that cannot be read is named on the card of its person, in plain words, and so is what holds a
// portfolio back.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, at, "---\nform: meetng\ndate: 2026-09-20\n---\n")
	casetest.Write(t, dir, "data/preceptees/robin-example/preceptee.md",
		"---\nname: \"Robin Example\"\nexample: true\n---\n")
	b := start(t, dir)
	_, page := b.get("")
	holds(t, "the desk", page, "Could not be read", "2026-09-20-meeting-k7m29qxd.md",
		"must be fixed before it can be shown", "does not have. Ask the sender which form it is",
		"version 2026.1 has no form", "Where it is")
	if strings.Contains(page, `value="robin-example"`) {
		t.Error("files can be taken in for somebody whose own file cannot be read")
	}
}

// TestExampleDay: the card of an example who is shown on a day of their own says which; nobody else's does.
func TestExampleDay(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "data/preceptees/robin-example/preceptee.md",
		"---\nname: \"Robin Example\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\nas_of: 2027-01-18\n---\n")
	_, page := start(t, dir).get("")
	holds(t, "the desk", page, "an example, as of 18 January 2027")
	if n := strings.Count(page, "an example, as of"); n != 1 {
		t.Errorf("%d cards have a day of their own", n)
	}
}

// TestOnlyOneIsHeldBack: where the one person's own file cannot be read, the list of people still says something.
func TestOnlyOneIsHeldBack(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, alexFile, "---\nname: \"Alex Example\"\nexample: true\n---\n")
	_, page := start(t, dir).get("")
	holds(t, "the desk", page, `<option value="">Whoever the files name</option>`, "<h4>To correct</h4>")
}

// TestAboutInWords: the page about a person says what the file has in words.
func TestAboutInWords(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, alexFile, "---\nname: Alex Example\nstart: 2026-09-01\ntoolkit: \"2026.1\"\n"+
		"registration: {renews: 2027-08-31}\ntransition: [new-to-general-practice]\ntags: [évaluée, \"\"]\n"+
		"example: true\n---\n")
	_, page := start(t, dir).get("person/alex-example")
	holds(t, "the page", page, "Renews on 31 August 2027", "<li>New to general practice</li>", "<li>Évaluée</li>",
		"Nothing yet")
}

// TestCaseE4: what the practice's own records lack is at the desk.
func TestCaseE4(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "content/2026.1/forms/cover.md", "---\ntitle: Cover\nsummary: Our cover.\nkind: form\n"+
		"subject: organisation\n---\n- [expiry] Insurance ends {#ends .required}\n- [sign: organisation] So {#sign .required}\n")
	casetest.Write(t, dir, "data/organisation/cover.md", "---\nform: cover\nversion: \"2026.1\"\nrecord: k7m29qxd\n"+
		"date: 2026-09-02\nstatus: complete\nanswers: {ends: \"2026-09-30\"}\n---\n")
	casetest.Write(t, dir, "data/organisation/broken.md", "---\nform: covr\nversion: \"2026.1\"\ndate: 2026-09-02\n---\n")
	_, page := start(t, dir).get("")
	holds(t, "case-E4", page, "The practice’s own records", "Insurance ends: ran out on 30 September 2026",
		"The signature of the organisation is missing", "data/organisation/broken.md")
}

// TestShown changes with what the desk shows of people, and not with anything else.
func TestShown(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	shown := func() string { return b.desk.Shown(b.current()) }
	before := shown()
	b.write("content/2026.1/guide/first-day.md", "---\ntitle: \"First day\"\nsummary: \"Another.\"\n---\nx\n")
	if shown() != before {
		t.Error("a page of guidance changes what is shown of people")
	}
	b.write("data/preceptees/alex-example/preceptee.md",
		"---\nname: \"Alex Other\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\n---\n")
	if shown() == before {
		t.Error("another name changes nothing")
	}
}
