package serve

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/build"
)

// TestDeskBegins: where people are, the desk is where to begin, and it names what each has to do; where nobody is, it says how to.
func TestDeskBegins(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	holds(t, "said", b.heard(), "serving "+b.url+"/-/desk/")
	res, page := b.get("/-/desk/")
	holds(t, "the desk", page, "Alex Example", "Robin Example", "Look back together", "1 March 2027", `href="/forms/meeting.html#for=alex-example"`, `lane-preceptee">Preceptee<`, "/portfolios/alex-example/", "Drop files here")
	if got := res.Header.Get("Content-Security-Policy"); got != deskPolicy {
		t.Errorf("policy %q", got)
	}
	if found := regexp.MustCompile(`\d ?%|failed|overdue`).FindString(page); found != "" {
		t.Errorf("a person is spoken of as %q", found)
	}
	dir := lay(t)
	ok(t, os.RemoveAll(filepath.Join(dir, "data", "preceptees")))
	b = start(t, dir)
	if strings.Contains(b.heard(), desk) {
		t.Errorf("nobody is there, and yet it begins at the desk: %s", b.heard())
	}
	_, page = b.get("/-/desk/")
	holds(t, "the empty desk", page, "precept new preceptee", "The toolkit")
}

// TestDeskListens: the desk is told when what it shows of a person changes; the answer to what was sent never reloads itself, which
// would send it again.
func TestDeskListens(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	front, answer := b.listen("/-/desk/"), b.listen("/-/desk/examine")
	was := front.until("the first event", fine)
	if was.Page != b.page("/-/desk/") {
		t.Errorf("the first event's digest %s is not the page's", was.Page)
	}
	_, page := b.post("examine")
	if key := answer.until("the first event", fine).Page; !strings.Contains(page, "&amp;page="+key+`"`) {
		t.Errorf("the answer would reload itself: its digest is not %s", key)
	}
	b.write("data/preceptees/alex-example/preceptee.md", "---\nname: \"Alex Other\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\n---\n")
	b.write("content/2026.1/404.md", "---\ntitle: \"Lost\"\nsummary: \"Another page.\"\n---\nx\n")
	front.until("the new name", func(n notice) bool { return n.Page != was.Page })
	answer.silent()
}

// TestTakeIn: files are looked at, accepted, shown in the portfolio, and taken back.
func TestTakeIn(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "meeting.txt", strings.Replace(fmt.Sprintf(meeting, "We <b>met</b>."), "  said", "  photographs: [\"photo.png\"]\n  said", 1)}, part{"file", "photo.png", photo}, part{"file", "odd.exe", "MZ"})
	holds(t, "what arrived", page, "What arrived for Alex Example", "Meeting, 20 September 2026", "photo.png", "cannot be taken in", "autofocus")
	if b.files() != before {
		t.Fatal("something was written before it was accepted")
	}
	id := batchOf(t, page)
	_, page = b.post("accept", part{"batch", "", id}, part{"take", "", "0"}, part{"take", "", "1"}, part{"do", "", "accept"})
	holds(t, "taken in", page, "Taken in for Alex Example", "2 taken in. 1 not taken in.", at, "evidence/photo.png", "odd.exe", "neither a saved form nor a picture", "Take it back")
	holds(t, "the record", b.read(at), "We <b>met</b>.")
	b.comesToSay("/portfolios/alex-example/records/index.html", "Meeting")
	if _, again := b.get("/-/desk/"); !strings.Contains(again, "Taken in last") {
		t.Error("the desk does not say what was taken in last")
	}
	_, page = b.post("undo", part{"batch", "", id})
	holds(t, "taken back", page, "Taken back", "as it was before")
	if b.files() != before {
		t.Errorf("not everything was taken back:\n%s\nwas\n%s", b.files(), before)
	}
	if res, page := b.post("undo", part{"batch", "", id}); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "taken back") {
		t.Errorf("taken back twice: %d", res.StatusCode)
	}
}

// TestChangedMeanwhile: what changed on the disk between looking and accepting is never overwritten: both are kept and shown. The
// same holds when it has changed before it is taken back.
func TestChangedMeanwhile(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "From the phone.")})
	id := batchOf(t, page)
	mine := fmt.Sprintf(meeting, "Typed here meanwhile.")
	b.write(at, mine)
	_, page = b.post("accept", part{"batch", "", id}, part{"take", "", "0"}, part{"do", "", "accept"})
	holds(t, "changed meanwhile", page, "has changed since")
	if b.read(at) != mine {
		t.Errorf("it was overwritten:\n%s", b.read(at))
	}
	if !strings.Contains(b.everything(), "From the phone.") {
		t.Error("what arrived was not kept")
	}

	// what was kept beside waits on the desk until somebody decides; here, that what is there holds
	_, page = b.get("/-/desk/")
	holds(t, "the desk", page, "1 record arrived that differs from what is here")
	_, page = b.post("kept", part{"preceptee", "", "alex-example"})
	holds(t, "kept beside", page, "Which holds?", "From the phone.", "Typed here meanwhile.")
	_, page = b.post("settle", part{"batch", "", batchOf(t, page)}, part{"how-0", "", "drop"})
	holds(t, "decided", page, "It is done as you said", "Take it back")
	if b.read(at) != mine || strings.Contains(b.everything(), "From the phone.") {
		t.Error("what was decided was not done")
	}

	// the same once more, and nothing said of it: it is left out
	_, page = b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "Third words.")}, part{"file", "photo.png", photo}, part{"file", "note.md", "Hello"})
	_, page = b.post("accept", part{"batch", "", batchOf(t, page)}, part{"take", "", "0"}, part{"how-0", "", "leave"}, part{"do", "", "accept"})
	holds(t, "left out", page, "Nothing was chosen", "No record mentions this photograph. Drop it on its own to keep it as evidence.", "This is not a saved form. Ask the sender to open the form and choose Save a file.", "note.md:1: the file has no front matter")

	// the same record once more: shown side by side, and replaced only on the word of the person
	_, page = b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "Third words.")})
	holds(t, "side by side", page, "differs", "Typed here meanwhile.", "Third words.", "Replace what is here")
	id = batchOf(t, page)
	_, page = b.post("accept", part{"batch", "", id}, part{"take", "", "0"}, part{"how-0", "", "replace"}, part{"do", "", "accept"})
	holds(t, "replaced", page, "Taken in for")
	holds(t, "the record", b.read(at), "Third words.")
	b.write(at, fmt.Sprintf(meeting, "Fourth words."))
	_, page = b.post("undo", part{"batch", "", id})
	holds(t, "changed before it was taken back", page, "has changed since")
	holds(t, "the record", b.read(at), "Fourth words.")
}

// TestWhoseMove: each milestone has one line, however often it comes round, with the way to its form or to the record that is there,
// and whose move it is. A record whose signature is all that is missing stands among what is to be signed.
func TestWhoseMove(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	put := func(name, text string) {
		ok(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666))
	}
	put("content/2026.1/programme.md", "---\ntitle: \"Programme\"\nsummary: \"The year.\"\nkind: timeline\n---\n## Months 0 to 12 {#year months=0-12}\n\n### Preceptee {#preceptee}\n\n- [monthly] Meet {#meet form=meeting}\n- [week 1] Plan {#plan form=plan .required}\n\n### Preceptor {#preceptor}\n\n- [month 2] Say hello {#hello}\n- [week 2] Agree {#agree form=agreement .required}\n")
	for _, name := range []string{"plan", "agreement"} {
		put("content/2026.1/forms/"+name+".md", "---\ntitle: \"The "+name+"\"\nsummary: \"What we do.\"\nkind: form\ncompleted_by: [preceptee]\n---\n- [text] What {#what .required}\n- [sign: preceptor] I have read this {#sign-preceptor .required}\n")
	}
	put("data/preceptees/alex-example/2026-09-10-agreement-k7m29qxd.md", "---\nform: agreement\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-10\nstatus: complete\nanswers:\n  what: x\n---\n")
	b := start(t, dir)
	_, page := b.get(desk)
	_, card, _ := strings.Cut(page, `<h3><a href="/portfolios/alex-example/">`)
	card, _, _ = strings.Cut(card, "<h3>")
	past, rest, _ := strings.Cut(card, "<h4>To sign</h4>")
	sign, next, _ := strings.Cut(rest, "<h4>Comes next</h4>")
	holds(t, "past its date", past, `<a href="/forms/plan.html#for=alex-example">Plan</a>`, ">Preceptee<")
	holds(t, "to sign", sign, `<a href="/forms/agreement.html#for=alex-example&amp;at=2026-09-10-agreement-k7m29qxd.md">The agreement</a>`, "Waits for the preceptor", "past its date", ">Preceptor<")
	holds(t, "next", next, `<a href="/portfolios/alex-example/timeline.html#s-year">Say hello</a>`, `<a href="/forms/meeting.html#for=alex-example">Meet</a>`)
	for _, twice := range []string{">Meet<", "The agreement<"} {
		if n := strings.Count(card, twice); n > 1 {
			t.Errorf("%q stands %d times on\n%s", twice, n, card)
		}
	}
}

// TestPractice: the practice's own records go to data/organisation, and nothing else gets there.
func TestPractice(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	b := start(t, dir, func(o *Options) {
		ok(t, os.WriteFile(filepath.Join(dir, "content/2026.1/forms/rooms.md"), []byte("---\ntitle: \"Rooms\"\nsummary: \"Which rooms.\"\nkind: form\nsubject: organisation\ncompleted_by: [organisation]\n---\n- [line] Which {#which}\n"), 0o666))
	})
	saved := b.script("save", part{"preceptee", "", ""}, part{"record", "", `{"form":"rooms","version":"2026.1","record":"r2m29qxd","date":"2026-09-20","status":"draft","answers":{"which":"Two"}}`})
	if saved.Stage != taken || len(saved.Files) != 1 || saved.Files[0] != "data/organisation/2026-09-20-rooms-r2m29qxd.md" {
		t.Errorf("the practice's: %+v", saved)
	}
	stray := b.script("save", part{"preceptee", "", ""}, part{"record", "", `{"form":"meeting","version":"2026.1","record":"k7m29qxd","date":"2026-09-20","status":"draft","answers":{"said":"x"}}`})
	if stray.State != "refused" || strings.Contains(b.everything(), "k7m29qxd") {
		t.Errorf("nobody's: %+v", stray)
	}
	_, list := b.get("/-/desk/people?form=rooms&token=" + b.s.token)
	holds(t, "the practice's records", list, `"practice":[{"at":"2026-09-20-rooms-r2m29qxd.md"`)
}

// TestCopy: the copy for a reader is written where precept build writes it, and handed over as one file.
func TestCopy(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for reader, folder := range map[string]string{"preceptee": "alex-example", "pair": "alex-example-pair", "practice": "alex-example-practice"} {
		get := "/-/desk/copy?preceptee=alex-example&reader=" + reader + "&token=" + b.s.token
		if res, _ := b.get(get); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: handed over before it was made: %d", reader, res.StatusCode)
		}
		_, page := b.post("copy", part{"preceptee", "", "alex-example"}, part{"reader", "", reader})
		holds(t, reader, page, "The copy is ready", "portfolios/"+folder+"<", "Save it as one file")
		res, body := b.get(get)
		if res.StatusCode != 200 || res.Header.Get("Content-Disposition") != `attachment; filename="portfolio-`+folder+`.html"` || !strings.Contains(body, "I am Alex") {
			t.Errorf("%s: %d %v", reader, res.StatusCode, res.Header)
		}
		if b.read("portfolios/"+folder+"/portfolio.html") != body || b.read("portfolios/"+folder+"/build.json") == "" {
			t.Errorf("%s: what is handed over is not what was written", reader)
		}
	}
	if _, err := os.Stat(filepath.Join(b.dir, "public")); err == nil {
		t.Error("a copy wrote the public site")
	}
}

// TestDeskStyle: the desk looks like the house, beside the toolkit and without it: its two stylesheets are that of every page, and its
// own after what the theme says of forms.
func TestDeskStyle(t *testing.T) {
	t.Parallel()
	linked := regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">`)
	for _, only := range []build.Part{build.Everything, build.PortfoliosOnly} {
		b := start(t, lay(t), func(o *Options) { o.Build.Only = only })
		_, page := b.get("/-/desk/")
		links := linked.FindAllStringSubmatch(page, -1)
		if len(links) != 2 {
			t.Fatalf("%d stylesheets in\n%s", len(links), page)
		}
		_, house := b.get(links[0][1])
		_, own := b.get(links[1][1])
		forms, desk := strings.Index(own, ".field{"), strings.Index(own, ".desk-work {")
		if !strings.Contains(house, ".wrap{") || strings.Contains(house, ".field{") || forms < 0 || desk < forms {
			t.Errorf("the desk of %q: forms at %d of its own, the desk at %d", only, forms, desk)
		}
	}
}

// TestToolkitAlone: a server of the toolkit alone has no desk, and leads to none.
func TestToolkitAlone(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t), func(o *Options) { o.Build.Only = "toolkit" })
	if res, _ := b.get("/-/desk/"); res.StatusCode != http.StatusNotFound {
		t.Errorf("the desk: %d", res.StatusCode)
	}
	if res, _ := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "x")}); res.StatusCode != http.StatusNotFound {
		t.Errorf("taking in: %d", res.StatusCode)
	}
	if _, page := b.get("/"); strings.Contains(page, "data-desk") {
		t.Error("a page leads to a desk that is not there")
	}
}

// TestLeftOut: a record that cannot be read is named on the card of its person, in plain words, and so is what holds one back.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	ok(t, os.WriteFile(filepath.Join(dir, "data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.md"), []byte("---\nform: meetng\ndate: 2026-09-20\n---\n"), 0o666))
	ok(t, os.WriteFile(filepath.Join(dir, "data/preceptees/robin-example/preceptee.md"), []byte("---\nname: \"Robin Example\"\nexample: true\n---\n"), 0o666))
	b := start(t, dir)
	_, page := b.get("/-/desk/")
	holds(t, "the desk", page, "Could not be read", "2026-09-20-meeting-k7m29qxd.md", "waits until something in it has been mended", "does not have. Ask the sender which form it is", "version 2026.1 has no form", "Where it is")
	if strings.Contains(page, `value="robin-example"`) {
		t.Error("files can be taken in for somebody who cannot be read")
	}
}
