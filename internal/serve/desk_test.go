package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// meeting is a saved form, as a phone sends it.
const meeting = "---\nform: meeting\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nstatus: complete\nanswers:\n  said: %q\n---\n"

// at is where a meeting lies once it was taken in.
const at = "data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.md"

// photo is the smallest file that is a picture.
var photo = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"

// part is a field of a form, or a file where it has a name.
type part struct{ field, name, text string }

// posted writes the body of a request.
func posted(t *testing.T, parts ...part) (body []byte, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name=%q`, p.field)
		if p.name != "" {
			disposition += fmt.Sprintf(`; filename=%q`, p.name)
		}
		h.Set("Content-Disposition", disposition)
		f, err := w.CreatePart(h)
		ok(t, err)
		_, err = io.WriteString(f, p.text)
		ok(t, err)
	}
	ok(t, w.Close())
	return b.Bytes(), w.FormDataContentType()
}

// post sends a form as a page of the desk does, and gives the page that it leads to.
func (b *bench) post(what string, parts ...part) (*http.Response, string) {
	b.t.Helper()
	body, media := posted(b.t, parts...)
	req, err := http.NewRequest("POST", b.url+desk+what+"?token="+b.s.token, bytes.NewReader(body))
	ok(b.t, err)
	req.Header.Set("Content-Type", media)
	req.Header.Set("Origin", b.url)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	client := http.Client{Timeout: patience}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	ok(b.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	ok(b.t, err)
	return res, string(text)
}

// script sends a form as the script of a form page does.
func (b *bench) script(what string, parts ...part) outcome {
	b.t.Helper()
	body, media := posted(b.t, parts...)
	req, err := http.NewRequest("POST", b.url+desk+what, bytes.NewReader(body))
	ok(b.t, err)
	req.Header.Set("Content-Type", media)
	req.Header.Set("Origin", b.url)
	req.Header.Set("X-Precept-Token", b.s.token)
	client := http.Client{Timeout: patience}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	ok(b.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	ok(b.t, err)
	var o outcome
	if err := json.Unmarshal(text, &o); err != nil {
		b.t.Fatalf("%s: %d %s", what, res.StatusCode, text)
	}
	return o
}

func (b *bench) read(name string) string {
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(data)
}

// files lists all that lies below data/.
func (b *bench) files() string {
	var list []string
	ok(b.t, filepath.WalkDir(filepath.Join(b.dir, "data"), func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			data, err := os.ReadFile(name)
			ok(b.t, err)
			list = append(list, fmt.Sprintf("%s %x", name, digest(string(data))))
		}
		return err
	}))
	return strings.Join(list, "\n")
}

// batchOf is the id of the batch that a page shows.
func batchOf(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`name="batch" value="([a-z0-9]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no batch on\n%s", page)
	}
	return m[1]
}

func holds(t *testing.T, what, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("%s: %q is not on the page\n%s", what, w, page)
		}
	}
}

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
	if was.Key != b.key("/-/desk/") {
		t.Errorf("the first event's key %s is not the page's", was.Key)
	}
	_, page := b.post("examine")
	if key := answer.until("the first event", fine).Key; !strings.Contains(page, "&amp;key="+key+`"`) {
		t.Errorf("the answer would reload itself: its key is not %s", key)
	}
	b.write("data/preceptees/alex-example/preceptee.md", "---\nname: \"Alex Other\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\n---\n")
	b.write("content/2026.1/404.md", "---\ntitle: \"Lost\"\nsummary: \"Another page.\"\n---\nx\n")
	front.until("the new name", func(n notice) bool { return n.Key != was.Key })
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
	_, overview := b.get("/portfolios/alex-example/records/index.html")
	holds(t, "the portfolio", overview, "Meeting")
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

// everything is all text below data/.
func (b *bench) everything() string {
	var all strings.Builder
	ok(b.t, filepath.WalkDir(filepath.Join(b.dir, "data"), func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, err := os.ReadFile(name)
			ok(b.t, err)
			all.Write(data)
		}
		return err
	}))
	return all.String()
}

// TestSaveFromForm: a form page saves a record, goes on with it, and hears of what changed meanwhile.
func TestSaveFromForm(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	record := func(said, revises string) part {
		return part{"record", "", fmt.Sprintf(`{"form":"meeting","version":"2026.1","record":"k7m29qxd","date":"2026-09-20","status":"draft","about":"","milestone":"","revises":%q,"private":[],"answers":{"said":%q},"signed":[],"allow":[],"body":"","rest":{}}`, revises, said)}
	}
	alex := part{"preceptee", "", "alex-example"}
	first := b.script("save", alex, record("First.", ""))
	if first.Stage != taken || first.State != "new" || len(first.Files) != 1 || first.Files[0] != at || !strings.HasPrefix(first.Digest, "sha256:") {
		t.Fatalf("a new record: %+v", first)
	}
	if same := b.script("save", alex, record("First.", first.Digest)); same.State != "same" || len(same.Files) != 0 {
		t.Errorf("the same again: %+v", same)
	}
	second := b.script("save", alex, record("Second.", first.Digest))
	if second.Stage != taken || second.State != "later" || !strings.Contains(b.read(at), "Second.") {
		t.Fatalf("a later state: %+v", second)
	}

	_, list := b.get("/-/desk/people?form=meeting&token=" + b.s.token)
	holds(t, "people", list, `"alex-example"`, `"2026-09-20-meeting-k7m29qxd.md"`, "20 September 2026, draft")
	_, text := b.get("/-/desk/record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.md&token=" + b.s.token)
	var open opened
	ok(t, json.Unmarshal([]byte(text), &open))
	if open.Digest != second.Digest || fmt.Sprint(open.Record["answers"]) != "map[said:Second.]" {
		t.Errorf("opened: %s", text)
	}

	b.write(at, strings.Replace(b.read(at), "Second.", "By another hand.", 1))
	third := b.script("save", alex, record("Third.", second.Digest))
	if third.State != "differs" || third.Stage != waits || len(third.Differences) == 0 || !strings.Contains(b.read(at), "By another hand.") {
		t.Fatalf("changed meanwhile: %+v", third)
	}
	both := b.script("accept", part{"batch", "", third.Batch}, part{"take", "", "0"}, part{"how-0", "", "keep"}, part{"do", "", "accept"})
	if both.Stage != taken || both.Digest != "" || !strings.Contains(b.read(at), "By another hand.") || !strings.Contains(b.everything(), "Third.") {
		t.Errorf("both kept: %+v", both)
	}
	if undone := b.script("undo", part{"batch", "", third.Batch}); undone.Stage != back || strings.Contains(b.everything(), "Third.") {
		t.Errorf("taken back: %+v", undone)
	}
}

// TestSaveNothing: an empty form is no record, also where a day was chosen; one that is there may be emptied again.
func TestSaveNothing(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	save := func(answers, revises string) outcome {
		return b.script("save", part{"preceptee", "", "alex-example"}, part{"record", "", `{"form":"meeting","version":"2026.1","record":"k7m29qxd","date":"2026-09-20","status":"draft","answers":{` + answers + `},"revises":"` + revises + `"}`})
	}
	for _, answers := range []string{``, `"said":""`, `"said":"","photographs":[]`} {
		if o := save(answers, ""); o.State != nothing || len(o.Told) != 1 || o.Told[0] != "There is nothing to save yet." || b.files() != before {
			t.Errorf("with {%s}: %+v", answers, o)
		}
	}
	first := save(`"said":"x"`, "")
	if emptied := save("", first.Digest); emptied.Stage != taken || strings.Contains(b.read(at), "said: x") {
		t.Errorf("emptied: %+v\n%s", emptied, b.read(at))
	}
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

// TestSaveAttachments: photographs picked on a form page come with the record that names them; a private answer costs the record.
func TestSaveAttachments(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	alex := part{"preceptee", "", "alex-example"}
	record := func(answers string) part {
		return part{"record", "", `{"form":"meeting","version":"2026.1","record":"k7m29qxd","date":"2026-09-20","status":"draft","answers":{` + answers + `}}`}
	}
	o := b.script("save", alex, record(`"said":"x","photographs":["photo.png"]`), part{"file", "photo.png", photo})
	if o.Stage != taken || len(o.Files) != 2 || b.read("data/preceptees/alex-example/evidence/photo.png") != photo {
		t.Errorf("with a photograph: %+v", o)
	}
	before := b.files()
	if o := b.script("save", alex, record(`"said":"y","alone":"CANARY"`)); o.State != "refused" || len(o.Findings) == 0 || strings.Contains(fmt.Sprint(o), "CANARY") || b.files() != before {
		t.Errorf("with a private answer: %+v", o)
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

// TestDeskRefuses: whatever another page, an odd client or a wrong id sends, nothing is written. The last case of all is taken.
func TestDeskRefuses(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	port := strings.TrimPrefix(b.url, "http://127.0.0.1:")
	body, media := posted(t, part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
	request := func(method, target string, headers ...string) string {
		return method + " " + target + " HTTP/1.1\r\n" + strings.Join(append(headers, "Content-Type: "+media, fmt.Sprintf("Content-Length: %d", len(body))), "\r\n") + "\r\n\r\n" + string(body)
	}
	const host, origin = "Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"
	good := desk + "examine?token=TOKEN"
	for _, c := range []struct {
		request string
		status  int
	}{
		// another site's page
		{request("POST", good, host, "Origin: https://evil.example"), 403},
		{request("POST", good, host, "Origin: null"), 403},
		{request("POST", good, host, "Origin: http://localhost:PORT"), 403},
		{request("POST", good, host, "Origin: http://127.0.0.1:1"), 403},
		{request("POST", good, host), 403},
		{request("POST", good, host, origin, "Origin: https://evil.example"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: cross-site"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-site"), 403},
		{request("GET", desk, host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 403},
		// another name
		{request("POST", good, "Host: evil.example", "Origin: http://evil.example"), 403},
		{request("POST", good, "Host: evil.example:PORT", "Origin: http://evil.example:PORT"), 403},
		// no token, or another run's
		{request("POST", desk+"examine", host, origin), 403},
		{request("POST", desk+"examine?token=", host, origin), 403},
		{request("POST", desk+"examine?token=WRONG", host, origin), 403},
		{request("POST", good, host, origin, "X-Precept-Token: WRONG"), 403},
		{request("POST", desk+"copy?token=WRONG", host, origin), 403},
		// another method or place
		{request("PUT", good, host, origin), 405},
		{request("DELETE", good, host, origin), 405},
		{request("PATCH", good, host, origin), 405},
		{request("OPTIONS", good, host, origin), 405},
		{request("POST", "/?token=TOKEN", host, origin), 405},
		{request("POST", "/-/live.js?token=TOKEN", host, origin), 405},
		{request("POST", "/portfolios/alex-example/?token=TOKEN", host, origin), 405},
		{request("POST", desk+"?token=TOKEN", host, origin), 404},
		{request("POST", desk+"other?token=TOKEN", host, origin), 404},
		{request("POST", desk+"../desk/examine?token=TOKEN", host, origin), 404},
		{request("POST", desk+"%65xamine/../examine?token=TOKEN", host, origin), 404},
		{request("GET", desk+"people?form=meeting", host), 400},
		{"GET " + desk + "people?form=meeting HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "record?preceptee=alex-example&at=preceptee.md HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "copy?preceptee=alex-example&reader=pair HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "record?preceptee=alex-example&at=../robin-example/preceptee.md&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "record?preceptee=../alex-example&at=x&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "copy?preceptee=..&reader=pair&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "copy?preceptee=alex-example&reader=../../data&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "batch/../../x HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		// too much, without an end, or no form
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nContent-Length: 67108865\r\n\r\nx", 413},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", 415},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nContent-Length: 1\r\n\r\nx", 400},
		// and, so that the table cannot pass by refusing all
		{request("POST", good, host, origin), 303},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 303},
	} {
		status, header, answer := b.raw(strings.NewReplacer("PORT", port, "TOKEN", b.s.token).Replace(c.request))
		line, _, _ := strings.Cut(c.request, "\r\n\r\n")
		if status != c.status {
			t.Errorf("%q: %d, want %d: %s", line, status, c.status, answer)
		}
		if strings.Contains(header, "Access-Control") {
			t.Errorf("%q: the answer lets other sites read it", line)
		}
	}
	for _, id := range []string{"..", "../robin-example", "ALEX-EXAMPLE", "Alex-Example", "alex-example/", "./alex-example", `..\alex-example`, "nobody", "alex-example\x00", "data", "", "evidence"} {
		res, page := b.post("examine", part{"preceptee", "", id}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
		if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "There is a problem") {
			t.Errorf("id %q: %d", id, res.StatusCode)
		}
		if res, _ := b.post("copy", part{"preceptee", "", id}, part{"reader", "", "pair"}); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("a copy of %q: %d", id, res.StatusCode)
		}
	}
	for _, name := range []string{"../../../m.md", "/etc/m.md", `C:\m.md`, "..", "CON.md"} { // the name says nothing of where it goes
		_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", name, fmt.Sprintf(meeting, "x")})
		if strings.Contains(page, "Its place is") && !strings.Contains(page, "Its place is <code>"+at) {
			t.Errorf("a file named %q would go elsewhere\n%s", name, page)
		}
	}
	if b.files() != before {
		t.Error("something was written")
	}
	if _, err := os.Stat(filepath.Join(b.dir, "portfolios")); err == nil {
		t.Error("a copy was written")
	}
}

// TestDeskKeepsNothingPrivate: what is private is refused, whoever sends it, and nothing of it is stored or shown again.
func TestDeskKeepsNothingPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY")})
	holds(t, "a private file", page, "cannot be taken in")
	if strings.Contains(page, "CANARY") {
		t.Error("a private answer is shown")
	}
	b.post("accept", part{"batch", "", batchOf(t, page)}, part{"take", "", "0"}, part{"do", "", "accept"})
	if b.files() != before {
		t.Error("it was written all the same")
	}
	b.write("data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY"))
	for _, path := range []string{"/-/desk/", "/-/desk/people?form=meeting&token=" + b.s.token, "/-/desk/record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.private.md&token=" + b.s.token} {
		if _, body := b.get(path); strings.Contains(body, "CANARY") || strings.Contains(body, "private.md") {
			t.Errorf("%s tells of what is private: %s", path, body)
		}
	}
}

// TestSlowBody: a body that does not come is not waited for, and others are answered meanwhile.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.s.patience = 100 * time.Millisecond
	body, media := posted(t, part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
	c, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
	ok(t, err)
	defer c.Close()
	ok(t, c.SetDeadline(time.Now().Add(patience)))
	fmt.Fprintf(c, "POST %sexamine?token=%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", desk, b.s.token, strings.TrimPrefix(b.url, "http://"), b.url, media, len(body), body[:len(body)/2])
	if res, _ := b.get("/-/desk/"); res.StatusCode != 200 {
		t.Errorf("the desk beside a slow client: %d", res.StatusCode)
	}
	answer, err := io.ReadAll(c)
	ok(t, err)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") {
		t.Errorf("a slow body: %.200s", answer)
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
