package serve

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

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
