package desk

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// savedAs is the record's file as a form page posts it: the key lines that a record has beside its id and date, and
// its answers.
func savedAs(form, keys, answers string) part {
	text := "---\n# A record for precept.\nform: \"" + form + "\"\nversion: \"2026.1\"\n" +
		"record: \"k7m29qxd\"\ndate: \"2026-09-20\"\nstatus: \"draft\"\n" + keys
	if answers != "" {
		text += "answers:\n" + answers
	}
	return part{Field: "record", Name: "2026-09-20-" + form + "-k7m29qxd.md", Text: text + "---\n"}
}

// said is a meeting in which something was said; revises is the digest of the state that it revises, or "".
func said(words, revises string) part {
	keys := ""
	if revises != "" {
		keys = "revises: \"" + revises + "\"\n"
	}
	return savedAs("meeting", keys, fmt.Sprintf("  said: %q\n", words))
}

var alex = field("preceptee", "alex-example")

// TestSaveFromForm: a form page saves a record, goes on with it, and hears of what changed meanwhile.
func TestSaveFromForm(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	first := b.script("save", alex, said("First.", ""))
	if first.Stage != accepted || first.State != "new" || len(first.Files) != 1 || first.Files[0] != at ||
		!strings.HasPrefix(first.Digest, "sha256:") {
		t.Fatalf("a new record: %+v", first)
	}
	if same := b.script("save", alex, said("First.", first.Digest)); same.State != "same" || len(same.Files) != 0 {
		t.Errorf("the same again: %+v", same)
	}
	second := b.script("save", alex, said("Second.", first.Digest))
	if second.Stage != accepted || second.State != "later" || !strings.Contains(b.text(at), "Second.") {
		t.Fatalf("a later state: %+v", second)
	}

	_, list := b.get("people?form=meeting&token=" + token)
	holds(t, "people", list, `"alex-example"`, `"2026-09-20-meeting-k7m29qxd.md"`, "20 September 2026, draft",
		`"signers":{"preceptee":"Alex Example"}`)
	res, text := b.get("record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.md&token=" + token)
	if res.Header.Get(DigestHeader) != second.Digest || text != b.text(at) {
		t.Errorf("opened with the digest %s:\n%s", res.Header.Get(DigestHeader), text)
	}

	b.write(at, strings.Replace(b.text(at), "Second.", "By another hand.", 1))
	third := b.script("save", alex, said("Third.", second.Digest))
	if third.State != "conflict" || third.Stage != open || len(third.Differences) == 0 ||
		!strings.Contains(b.text(at), "By another hand.") {
		t.Fatalf("changed meanwhile: %+v", third)
	}
	id := field("delivery", third.Delivery)
	both := b.script("accept", id, field("take", "0"), field("how-0", "keep"), field("do", "accept"))
	if both.Stage != accepted || both.Digest != "" || !strings.Contains(b.text(at), "By another hand.") ||
		!strings.Contains(b.files("data"), "Third.") {
		t.Errorf("both kept: %+v", both)
	}
	if o := b.script("undo", id); o.Stage != undone || strings.Contains(b.files("data"), "Third.") {
		t.Errorf("taken back: %+v", o)
	}
}

// TestSaveKeepsKeys: keys that precept does not know are kept through open, edit and save, and so is free writing. A
// key that is new stays refused: it is most likely misspelt.
func TestSaveKeepsKeys(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.write(at, "---\nform: meeting\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nexample: true\n"+
		"remark: |\n  Seen.\nroom: [\"12\", \"14\"]\nanswers: {said: \"First.\", gone: \"An older question.\"}\n"+
		"---\n*Free* writing.\n")
	res, text := b.get("record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.md&token=" + token)
	const room = "room: [\"12\", \"14\"]\n"
	const others = "example: true\nremark: \"Seen.\\n\"\n" + room + "---\n*Free* writing.\n"
	digest := res.Header.Get(DigestHeader)
	if !strings.HasSuffix(text, "  gone: \"An older question.\"\n"+others) || digest == "" {
		t.Fatalf("opened with the digest %q as\n%s", digest, text)
	}
	edited := strings.Replace(text, "First.", "Second.", 1)
	saved := b.script("save", alex, field("base", digest), part{Field: "record", Name: "r.md", Text: edited})
	edited = strings.Replace(edited, "record:", "preceptee: \"alex-example\"\nrecord:", 1)
	if saved.Stage != accepted || b.text(at) != edited {
		t.Errorf("saved: %+v\n%s\nwant\n%s", saved, b.text(at), edited)
	}
	third := strings.Replace(edited, "Second.", "Third.", 1)
	misspelt := field("record", strings.Replace(third, "room: ", "rooom: ", 1))
	o := b.script("save", alex, field("base", saved.Digest), misspelt)
	if o.State != "refused" || b.text(at) != edited {
		t.Errorf("with a new key: %+v\n%s", o, b.text(at))
	}
	lost := field("record", strings.Replace(third, room, "", 1))
	if o := b.script("save", alex, lost, field("base", digest)); o.State != "conflict" ||
		!strings.Contains(fmt.Sprint(o.Differences), "{Key room  [\"12\", \"14\"]}") {
		t.Errorf("with a key that was lost, from an older state: %+v", o)
	}
	b.script("save", alex, lost, field("base", saved.Digest))
	if text := b.text(at); !strings.Contains(text, "Third.") || !strings.Contains(text, room) {
		t.Errorf("a key that the sender lost is gone:\n%s", text)
	}
}

// TestSaveBase: what a page was based on need not be in the record itself. Where only what no signature covers has been
// changed, the record does not say that it revises anything, and yet it goes on from what is there.
func TestSaveBase(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	first := b.script("save", alex, said("x", ""))
	changed := savedAs("meeting", "milestone: \"look-back\"\n", "  said: \"x\"\n")
	if o := b.script("save", alex, changed, field("base", "sha256:0")); o.State != "conflict" {
		t.Errorf("based on another state: %+v", o)
	}
	if o := b.script("save", alex, changed, field("base", first.Digest)); o.Stage != accepted || o.State != "later" {
		t.Errorf("based on what is there: %+v", o)
	}
	if !strings.Contains(b.text(at), "look-back") {
		t.Errorf("not saved:\n%s", b.text(at))
	}
}

// TestSaveNothing: an empty form is not a record, even where a day was chosen; one that is there may be emptied again.
func TestSaveNothing(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files("data")
	for _, answers := range []string{"", "  said: \"\"\n", "  said: \"\"\n  photographs: []\n"} {
		o := b.script("save", alex, savedAs("meeting", "", answers))
		if o.State != emptyRecord || len(o.Notes) != 1 || o.Notes[0] != "There is nothing to save yet." ||
			b.files("data") != before {
			t.Errorf("with %q: %+v", answers, o)
		}
	}
	first := b.script("save", alex, said("x", ""))
	emptied := b.script("save", alex, savedAs("meeting", "revises: \""+first.Digest+"\"\n", ""))
	if emptied.Stage != accepted || strings.Contains(b.text(at), "said: ") {
		t.Errorf("emptied: %+v\n%s", emptied, b.text(at))
	}
}

// TestSaveAttachments: photographs picked on a form page come with the record that names them; a record with a
// private answer is refused.
func TestSaveAttachments(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	record := savedAs("meeting", "", "  said: \"x\"\n  photographs: [\"photo.png\"]\n")
	o := b.script("save", alex, record, file("photo.png", photo))
	if o.Stage != accepted || len(o.Files) != 2 ||
		b.text("data/preceptees/alex-example/evidence/photo-k7m29qxd.png") != photo {
		t.Errorf("with a photograph: %+v", o)
	}
	before := b.files("data")
	o = b.script("save", alex, savedAs("meeting", "", "  said: \"y\"\n  alone: \"CANARY\"\n"))
	if o.State != "refused" || len(o.Messages) == 0 || strings.Contains(fmt.Sprint(o), "CANARY") ||
		b.files("data") != before {
		t.Errorf("with a private answer: %+v", o)
	}
}

// TestSaveRefused: what is not a record's file is refused, and so is a record for somebody who is not there.
func TestSaveRefused(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files("data")
	if res, _ := b.post("save", alex); res.StatusCode != http.StatusBadRequest {
		t.Errorf("without a record: %d", res.StatusCode)
	}
	if res, _ := b.post("save", field("preceptee", "nobody"), said("x", "")); res.StatusCode != http.StatusNotFound {
		t.Errorf("for nobody: %d", res.StatusCode)
	}
	for _, text := range []string{"", "{}", "---\n", "\xff\xfe", "---\nform: nothing\ndate: 2026-09-20\n---\n"} {
		if o := b.script("save", alex, field("record", text)); o.State != "refused" || len(o.Messages) == 0 {
			t.Errorf("%q: %+v", text, o)
		}
	}
	if b.files("data") != before {
		t.Error("something was written")
	}
}

// TestAnswerOfWrongType: a number in words is refused with the words of its field and what to write instead, for the
// keeper who typed it on a form page as on the desk. Nobody is sent for the same file again, and nothing is written.
func TestAnswerOfWrongType(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "content/2026.1/forms/hour.md", "---\ntitle: \"Hour\"\nsummary: \"An hour.\"\nkind: form\n"+
		"completed_by: [preceptee]\n---\n- [number] How long did you meet? {#minutes unit=minutes}\n"+
		"- [date] Next meeting {#next}\n")
	b := start(t, dir)
	before := b.files("data")
	o := b.script("save", alex, savedAs("hour", "", "  minutes: \"sixty\"\n"))
	if o.State != "refused" || len(o.Messages) != 1 || b.files("data") != before {
		t.Fatalf("on the form page: %+v", o)
	}
	got := o.Messages[0].Text + " " + o.Messages[0].Help
	want := `The answer to "How long did you meet?" is "sixty", which is not a number. ` +
		`On the form, write a plain number such as 7.5, with at most four decimals. Then save it again.`
	if got != want {
		t.Errorf("on the form page: %s", got)
	}
	_, page := b.post("examine", alex, file("hour.md", savedAs("hour", "", "  next: \"soon\"\n").Text))
	holds(t, "on the desk", page, "The answer to &#34;Next meeting&#34; is &#34;soon&#34;, which is not a date")
	if strings.Contains(page, "changed on its way") {
		t.Error("the desk says that the file was changed on its way")
	}
}

// TestSaveForPractice: the practice's own records go to data/organisation, and nothing else gets there.
func TestSaveForPractice(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "content/2026.1/forms/rooms.md", "---\ntitle: \"Rooms\"\nsummary: \"Which rooms.\"\n"+
		"kind: form\nsubject: organisation\ncompleted_by: [organisation]\n---\n- [line] Which {#which}\n")
	b := start(t, dir)
	practice := field("preceptee", "")
	saved := b.script("save", practice, savedAs("rooms", "", "  which: \"Two\"\n"))
	const name = "2026-09-20-rooms-k7m29qxd.md"
	if saved.Stage != accepted || len(saved.Files) != 1 || saved.Files[0] != "data/organisation/"+name {
		t.Errorf("the practice's: %+v", saved)
	}
	stray := b.script("save", practice, said("x", ""))
	if stray.State != "refused" || strings.Contains(b.files("data"), "meeting-k7m29qxd") {
		t.Errorf("nobody's: %+v", stray)
	}
	_, list := b.get("people?form=rooms&token=" + token)
	holds(t, "the practice's records", list, `"practice":[{"at":"`+name+`"`)
	if _, text := b.get("record?preceptee=&at=" + name + "&token=" + token); text != b.text("data/organisation/"+name) {
		t.Errorf("opened as\n%s", text)
	}
}
