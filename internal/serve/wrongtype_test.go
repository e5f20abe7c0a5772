package serve

import (
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestAnswerOfWrongType: a number in words is said of with the words of its field and what to write instead, to the keeper who typed
// it on a form page as on the desk; nobody is sent for the same file again, and nothing is written.
func TestAnswerOfWrongType(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "content/2026.1/forms/hour.md", "---\ntitle: \"Hour\"\nsummary: \"An hour.\"\nkind: form\ncompleted_by: [preceptee]\n---\n- [number] How long did you meet? {#minutes unit=minutes}\n- [date] Next meeting {#next}\n")
	b := start(t, dir)
	before := b.files()
	o := b.script("save", part{"preceptee", "", "alex-example"}, part{"record", "", `{"form":"hour","version":"2026.1","record":"k7m29qxd","date":"2026-09-20","status":"draft","answers":{"minutes":"sixty"}}`})
	if o.State != "refused" || len(o.Findings) != 1 || b.files() != before {
		t.Fatalf("on the form page: %+v", o)
	}
	got := o.Findings[0].Text + " " + o.Findings[0].Help
	if want := `The answer to "How long did you meet?" is "sixty", which is not a number. On the form, write a plain number such as 7.5, with at most four decimals. Then save it again.`; got != want {
		t.Errorf("on the form page: %s", got)
	}
	_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "hour.md", "---\nform: hour\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nstatus: complete\nanswers:\n  next: \"soon\"\n---\n"})
	holds(t, "on the desk", page, "The answer to &#34;Next meeting&#34; is &#34;soon&#34;, which is not a date")
	if strings.Contains(page, "changed on its way") {
		t.Error("the desk says that the file was changed on its way")
	}
}
