package desk

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precept/internal/casetest"
)

// TestChangedMeanwhile: what changed on the disk between looking and accepting is never overwritten: both are kept and shown. The
// same holds when it has changed before it is taken back.
func TestChangedMeanwhile(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, page := b.post("examine", field("preceptee", "alex-example"), file("m.md", fmt.Sprintf(meeting, "From the phone.")))
	id := deliveryOf(t, page)
	mine := fmt.Sprintf(meeting, "Typed here meanwhile.")
	b.write(at, mine)
	_, page = b.post("accept", id, field("take", "0"), field("do", "accept"))
	holds(t, "changed meanwhile", page, "has changed since")
	if b.text(at) != mine {
		t.Errorf("it was overwritten:\n%s", b.text(at))
	}
	if !strings.Contains(b.files("data"), "From the phone.") {
		t.Error("what arrived was not kept")
	}

	// what was kept beside waits on the desk until somebody decides; here, that what is there holds
	_, page = b.get("")
	holds(t, "the desk", page, "1 record arrived that differs from what is here")
	_, page = b.post("conflicts", field("preceptee", "alex-example"))
	holds(t, "kept beside", page, "Two versions. Keep which?", "From the phone.", "Typed here meanwhile.")
	_, page = b.post("resolve", deliveryOf(t, page), field("how-0", "drop"))
	holds(t, "decided", page, "Your choice is saved", "Take it back")
	if b.text(at) != mine || strings.Contains(b.files("data"), "From the phone.") {
		t.Error("what was decided was not done")
	}

	// the same once more, and nothing said of it: it is left out
	_, page = b.post("examine", field("preceptee", "alex-example"), file("m.md", fmt.Sprintf(meeting, "Third words.")), file("photo.png", photo), file("note.md", "Hello"))
	_, page = b.post("accept", deliveryOf(t, page), field("take", "0"), field("how-0", "leave"), field("do", "accept"))
	holds(t, "left out", page, "Nothing was chosen", "No record mentions this photograph. Drop it on its own to keep it as evidence.", "This is not a saved form. Ask the sender to open the form and choose Save a file.", "note.md:1: the file has no front matter")

	// the same record once more: shown side by side, and replaced only on the word of the person
	_, page = b.post("examine", field("preceptee", "alex-example"), file("m.md", fmt.Sprintf(meeting, "Third words.")))
	holds(t, "side by side", page, "differs", "Typed here meanwhile.", "Third words.", "Replace what is here")
	id = deliveryOf(t, page)
	_, page = b.post("accept", id, field("take", "0"), field("how-0", "replace"), field("do", "accept"))
	holds(t, "replaced", page, "Taken in for")
	holds(t, "the record", b.text(at), "Third words.")
	b.write(at, fmt.Sprintf(meeting, "Fourth words."))
	_, page = b.post("undo", id)
	holds(t, "changed before it was taken back", page, "has changed since")
	holds(t, "the record", b.text(at), "Fourth words.")
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
	_, page := b.get("")
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
	casetest.Write(t, dir, "content/2026.1/forms/rooms.md", "---\ntitle: \"Rooms\"\nsummary: \"Which rooms.\"\nkind: form\nsubject: organisation\ncompleted_by: [organisation]\n---\n- [line] Which {#which}\n")
	b := start(t, dir)
	saved := b.script("save", field("preceptee", ""), savedAs("rooms", "", "  which: \"Two\"\n"))
	if saved.Stage != accepted || len(saved.Files) != 1 || saved.Files[0] != "data/organisation/2026-09-20-rooms-k7m29qxd.md" {
		t.Errorf("the practice's: %+v", saved)
	}
	stray := b.script("save", field("preceptee", ""), said("x", ""))
	if stray.State != "refused" || strings.Contains(b.files("data"), "meeting-k7m29qxd") {
		t.Errorf("nobody's: %+v", stray)
	}
	_, list := b.get("people?form=rooms&token=" + token)
	holds(t, "the practice's records", list, `"practice":[{"at":"2026-09-20-rooms-k7m29qxd.md"`)
}

// TestCopy: the copy for a reader is written where precept build writes it, and handed over as one file.
func TestCopy(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for reader, folder := range map[string]string{"preceptee": "alex-example", "pair": "alex-example-pair", "practice": "alex-example-practice"} {
		get := "copy?preceptee=alex-example&reader=" + reader + "&token=" + token
		if res, _ := b.get(get); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: handed over before it was made: %d", reader, res.StatusCode)
		}
		_, page := b.post("copy", field("preceptee", "alex-example"), field("reader", reader))
		holds(t, reader, page, "The copy is ready", "portfolios/"+folder+"<", "Save it as one file")
		res, body := b.get(get)
		if res.StatusCode != 200 || res.Header.Get("Content-Disposition") != `attachment; filename="portfolio-`+folder+`.html"` || !strings.Contains(body, "I am Alex") {
			t.Errorf("%s: %d %v", reader, res.StatusCode, res.Header)
		}
		if b.text("portfolios/"+folder+"/portfolio.html") != body || b.text("portfolios/"+folder+"/build.json") == "" {
			t.Errorf("%s: what is handed over is not what was written", reader)
		}
	}
	if _, err := os.Stat(filepath.Join(b.dir, "public")); err == nil {
		t.Error("a copy wrote the public site")
	}
}

// TestLeftOut: a record that cannot be read is named on the card of its person, in plain words, and so is what holds one back.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	ok(t, os.WriteFile(filepath.Join(dir, "data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.md"), []byte("---\nform: meetng\ndate: 2026-09-20\n---\n"), 0o666))
	ok(t, os.WriteFile(filepath.Join(dir, "data/preceptees/robin-example/preceptee.md"), []byte("---\nname: \"Robin Example\"\nexample: true\n---\n"), 0o666))
	b := start(t, dir)
	_, page := b.get("")
	holds(t, "the desk", page, "Could not be read", "2026-09-20-meeting-k7m29qxd.md", "waits until something in it has been fixed", "does not have. Ask the sender which form it is", "version 2026.1 has no form", "Where it is")
	if strings.Contains(page, `value="robin-example"`) {
		t.Error("files can be taken in for somebody who cannot be read")
	}
}

// TestDeskKeepsNothingPrivate: what is private is refused, whoever sends it, and nothing of it is stored or shown again.
func TestDeskKeepsNothingPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files("data")
	_, page := b.post("examine", field("preceptee", "alex-example"), file("2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY")))
	holds(t, "a private file", page, "cannot be taken in")
	if strings.Contains(page, "CANARY") {
		t.Error("a private answer is shown")
	}
	b.post("accept", deliveryOf(t, page), field("take", "0"), field("do", "accept"))
	if b.files("data") != before {
		t.Error("it was written all the same")
	}
	b.write("data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY"))
	for _, path := range []string{"", "people?form=meeting&token=" + token, "record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.private.md&token=" + token} {
		if _, body := b.get(path); strings.Contains(body, "CANARY") || strings.Contains(body, "private.md") {
			t.Errorf("%s tells of what is private: %s", path, body)
		}
	}
}

// TestSlowBody: a body that does not come is not waited for, and others are answered meanwhile.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.desk.timeout = 100 * time.Millisecond
	body, media := casetest.Form(t, field("preceptee", "alex-example"), file("m.md", fmt.Sprintf(meeting, "x")))
	c, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
	ok(t, err)
	defer c.Close()
	ok(t, c.SetDeadline(time.Now().Add(patience)))
	fmt.Fprintf(c, "POST %sexamine?token=%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", Path, token, strings.TrimPrefix(b.url, "http://"), b.url, media, len(body), body[:len(body)/2])
	if res, _ := b.get(""); res.StatusCode != 200 {
		t.Errorf("the desk beside a slow client: %d", res.StatusCode)
	}
	answer, err := io.ReadAll(c)
	ok(t, err)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") {
		t.Errorf("a slow body: %.200s", answer)
	}
}
