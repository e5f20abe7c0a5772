package desk

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// TestByPerson: all that one person has to sign is together, across preceptees and by whatever capitals; the reminder
// says no more than they know.
func TestByPerson(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	a, err := txtar.ParseFile("testdata/whose-move.txtar")
	ok(t, err)
	casetest.WriteFiles(t, dir, a.Files...)
	preceptee := func(name, preceptor string) string {
		return "---\nname: \"" + name + "\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\npeople:\n" +
			"  - {lane: preceptor, name: \"" + preceptor + "\"}\n---\n"
	}
	agreement := func(id, day string) string {
		return "---\nform: agreement\nversion: \"2026.1\"\nrecord: " + id + "\ndate: " + day +
			"\nstatus: complete\nanswers: {what: Confidential}\n---\n"
	}
	for name, text := range map[string]string{
		"alex-example/preceptee.md":  preceptee("Alex Example", "Dr  Okafor"),
		"robin-example/preceptee.md": preceptee("Robin Example", "dr okafor"),
		"robin-example/early.md":     agreement("a1a1a1a1", "2026-09-04"),
		"kim-example/preceptee.md":   strings.Split(preceptee("Kim Example", ""), "people:")[0] + "---\n",
		"kim-example/any.md":         agreement("b1b1b1b1", "2026-09-05"),
	} {
		casetest.Write(t, dir, "data/preceptees/"+name, text)
	}
	b := start(t, dir)
	_, front := b.get("")
	holds(t, "the desk", front, `<a href="/-/desk/to-sign">Who has to sign</a>`)
	_, page := b.get("to-sign")
	okafor, nobody, _ := strings.Cut(page, "Preceptor (nobody is named)")
	if !regexp.MustCompile(`(?s)<h2 id="h-0">Dr +Okafor</h2>.*Robin Example.*4 September.*Alex Example.*10 September`).
		MatchString(okafor) || strings.Count(page, "<h2") != 2 {
		t.Errorf("not by person:\n%s", page)
	}
	holds(t, "the reminder", okafor, "- The agreement, 4 September 2026 (Robin)\n- The agreement, 10 September 2026 (Alex)")
	holds(t, "nobody", nobody, "(Kim)", "Hello,")
	if strings.Contains(page, "Confidential") {
		t.Error("it says what is in a record")
	}
	for _, id := range []string{"kim-example", "robin-example"} {
		casetest.Write(t, dir, "data/preceptees/"+id+"/any.md", "---\nform: agreement\ndate: 2026-09-05\n---\n")
	}
	casetest.Write(t, dir, "data/preceptees/robin-example/early.md", "---\nform: agreement\ndate: 2026-09-05\n---\n")
	casetest.Write(t, dir, "data/preceptees/alex-example/2026-09-10-agreement-k7m29qxd.md",
		"---\nform: agreement\ndate: 2026-09-05\n---\n")
	_, page = b.get("to-sign")
	holds(t, "nothing", page, "Nothing is waiting for a signature.")
}
