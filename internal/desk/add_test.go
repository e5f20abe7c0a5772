package desk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/wording"
)

// TestAddPerson: somebody is added with the files that precept new preceptee writes, and taken back, folder and all.
func TestAddPerson(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files(".")
	said := b.fillIn("add\nname: Zoë O'Neil\nstart: 2 November 26\npeople.0.name: Pat Example\nrole: Nurse\nwte: 60%\n" +
		"keeper: Sam Example\nexample: yes\n")
	if said != "" {
		t.Fatalf("it says %s", said)
	}
	const want = `---
name: "Zoë O'Neil"
start: 2026-11-02
toolkit: "2026.1"
keeper: "Sam Example"
role: "Nurse"
wte: 0.6
people:
  - {lane: preceptor, name: "Pat Example"}
example: true
---
`
	const at = "data/preceptees/zoe-oneil/preceptee.md"
	if got := b.text(at); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := b.text(".gitignore"); !strings.Contains(got, "!data/preceptees/zoe-oneil/\n") {
		t.Errorf(".gitignore says %q", got)
	}
	_, page := b.get("")
	holds(t, "the desk", page, "Zoë O&#39;Neil: Added", `href="/-/desk/person/zoe-oneil"`)
	_, page = b.get("person/zoe-oneil")
	holds(t, "their page", page, "2 November 2026", "0.6 WTE", "Preceptor: Pat Example", "Take it back")
	_, page = b.post("undo", deliveryOf(t, page))
	holds(t, "taken back", page, "Taken back")
	if got := b.files("."); got != before || b.text(".gitignore") != "" {
		t.Errorf("the project is not as it was:\n%s\n%s", got, b.text(".gitignore"))
	}
	if _, err := os.Stat(filepath.Join(b.dir, "data/preceptees/zoe-oneil")); err == nil {
		t.Error("the folder is still there")
	}
}

// TestAddWaits: the answer leads to the new person's page once there is one, also where the first build that ends had
// begun before they were added.
func TestAddWaits(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	old, left := b.current(), 3
	b.desk.o.Site = func() Site {
		now := b.current()
		if left == 0 || len(now.Snapshot.Portfolios) == len(old.Snapshot.Portfolios) {
			return now
		}
		left--
		return old
	}
	_, page := b.get("add")
	action, parts := formOf(t, page)
	res, page := b.post(action, typeInto(t, parts, "name: Zoë O'Neil\nexample: yes\n")...)
	if res.StatusCode != http.StatusOK || res.Request.URL.Path != Path+"person/zoe-oneil" || left != 0 {
		t.Errorf("it leads to %s, with %d old states left:\n%s", res.Request.URL.Path, left, page)
	}
}

// TestAddFirst: the first person of a project, a real one, with what the site must say about their records.
func TestAddFirst(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	ok(t, os.RemoveAll(filepath.Join(dir, "data/preceptees")))
	ok(t, os.Mkdir(filepath.Join(dir, ".git"), 0o700))
	b := start(t, dir)
	_, page := b.get("")
	holds(t, "the desk", page, `href="/-/desk/add"`)
	said := b.fillIn("add\nname: Jo Real\nprivacy.keep_months: two years\n")
	for _, words := range []string{"Write who decides what is kept about people.", "Write who people can ask about it.",
		"Write a whole number of months, such as 24."} {
		if !strings.Contains(said, words) {
			t.Errorf("it says\n%s\nand not %s", said, words)
		}
	}
	if b.text("data/preceptees/jo-real/preceptee.md") != "" {
		t.Error("something was written")
	}
	said = b.fillIn("add\nname: Jo Real\nprivacy.controller: Example Surgery\nprivacy.contact: the practice manager\n")
	if said != "" || !strings.Contains(b.text("data/preceptees/jo-real/preceptee.md"), "start: 2026-10-05\n") {
		t.Errorf("it says %s", said)
	}
	holds(t, "site.yaml", b.text("data/site.yaml"), "controller: \"Example Surgery\"\n", "keep_months: 24\n")
	holds(t, ".gitignore", b.text(".gitignore"), "data/preceptees/*\n")
	if info, err := os.Stat(filepath.Join(dir, "data/preceptees")); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of all preceptees: %v %v", info, err)
	}
}

// TestAddRefused: what is missing or taken is said by its box, and nothing is written.
func TestAddRefused(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	casetest.Write(t, dir, "data/preceptees/not-read/preceptee.md", "---\nname: [\n---\n")
	b := start(t, dir)
	before := b.files(".")
	for _, c := range []struct{ typed, want string }{
		{"example: yes", "Write their name."},
		{"name: 李\nexample: yes", "Write a name for their folder"},
		{"name: x\nid: Alex Example\nexample: yes", "cannot name a person's folder"},
		{"name: x\nid: not-read\nexample: yes", "There is a folder of this name already."},
		{"name: x\nid: jo-pair\nexample: yes", "copies of portfolios have names like this"},
		{"name: x\nstart: soon\nexample: yes", "This date does not exist"},
		{"name: x\nwte: 3\nexample: yes", "not a number from 0.1 to 1.0"},
		{"name: x\nid: ../x\nexample: yes", "cannot name a person's folder"},
	} {
		if said := b.fillIn("add\n" + c.typed + "\n"); !strings.Contains(said, c.want) {
			t.Errorf("%q: it says %s", c.typed, said)
		}
	}
	if got := b.files("."); got != before {
		t.Errorf("something was written:\n%s", got)
	}
}

// TestAddSeesAGitWorkTree (case-E12): a real person's folder is not begun where git would take it in, whatever the line
// that is added to the project's .gitignore says. A work tree further up does not matter where that line is enough.
func TestAddSeesAGitWorkTree(t *testing.T) {
	t.Parallel()
	above := t.TempDir()
	ok(t, os.Mkdir(filepath.Join(above, ".git"), 0o700))
	dir := filepath.Join(above, "project")
	ok(t, os.CopyFS(dir, os.DirFS(lay(t))))
	b := start(t, dir)
	b.write("data/preceptees/.gitignore", "!jo-real/\n")
	before := b.files(".")
	said := b.fillIn("add\nname: Jo Real\nprivacy.controller: x\nprivacy.contact: y\n")
	if !strings.Contains(said, "git work tree") || b.files(".") != before {
		t.Errorf("it says %s", said)
	}
	b.write("data/preceptees/.gitignore", "")
	if said := b.fillIn("add\nname: Jo Real\nprivacy.controller: x\nprivacy.contact: y\n"); said != "" {
		t.Errorf("where git ignores it, it says %s", said)
	}
}

// TestChangedBesides: what somebody else changes in the file while a page is filled in is never overwritten. A change
// elsewhere in the file does not matter; one in what the page is about is shown, and what was typed is still there.
func TestChangedBesides(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, page := b.get("person/alex-example/keeper")
	action, parts := formOf(t, page)
	was := b.text(alexFile)
	b.write(alexFile, strings.Replace(was, "example: true", "role: Nurse\nexample: true", 1))
	b.post(action, typeInto(t, parts, "keeper: Sam")...)
	holds(t, "both", b.text(alexFile), "role: Nurse\n", "keeper: \"Sam\"\n")

	_, page = b.get("person/alex-example/keeper")
	action, parts = formOf(t, page)
	b.write(alexFile, strings.Replace(b.text(alexFile), "Sam", "Kim", 1))
	_, page = b.post(action, typeInto(t, parts, "keeper: Lin")...)
	holds(t, "changed meanwhile", page, "Somebody else has changed this", "<li>Kim</li>", `value="Lin"`)
	holds(t, "nothing is overwritten", b.text(alexFile), "keeper: \"Kim\"\n")
	action, parts = formOf(t, page)
	_, page = b.post(action, parts...)
	holds(t, "decided", b.text(alexFile), "keeper: \"Lin\"\n")

	b.write(alexFile, strings.Replace(b.text(alexFile), "I am Alex.", "I am not Alex.", 1))
	_, page = b.post("undo", deliveryOf(t, page))
	holds(t, "not taken back", page, "It has been changed since it was saved, so nothing was taken back.")
	holds(t, "nothing is taken back", b.text(alexFile), "keeper: \"Lin\"\n", "I am not Alex.")
}

// TestLookAhead: our script hears what was understood and which dates would move, and nothing is written.
func TestLookAhead(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files(".")
	var l look
	b.look("change", &l, alex, field("sheet", "pauses"), field("rows", "1"), field("pauses.0.from", "4 jan 27"),
		field("pauses.0.to", "14/2/27"))
	if l.Says["c-pauses-0-to"] != "Sunday 14 February 2027" || l.Shown == "" ||
		strings.Join(l.Moves, "\n") != "Look back together: from 1 March 2027 to 12 April 2027" {
		t.Errorf("a pause: %+v", l)
	}
	l = look{}
	b.look("add", &l, field("name", "Zoë O'Neil"), field("start", "1/11"))
	if l.Says["c-id"] != "The folder will be called zoe-oneil." || l.Says["c-start"] != "Sunday 1 November 2026" {
		t.Errorf("somebody new: %+v", l)
	}
	if b.files(".") != before {
		t.Error("something was written")
	}
}

// TestEditedByHand: a file that no page can change says so, and is left as it is.
func TestEditedByHand(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	const odd = "---\n{name: Alex Example, start: 2026-09-01, toolkit: \"2026.1\", example: true}\n---\n"
	b.write(alexFile, odd)
	if said := b.fillIn("person/alex-example/keeper\nkeeper: Sam\n"); !strings.Contains(said, "cannot change") {
		t.Errorf("it says %s", said)
	}
	if got := b.text(alexFile); got != odd {
		t.Errorf("it became\n%s", got)
	}
}

// TestAddresses: every sheet has a page, and nothing else has.
func TestAddresses(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for _, s := range sheets() {
		res, page := b.get("person/alex-example/" + s.name)
		if res.StatusCode != 200 || !strings.Contains(page, (*wording.Words)(nil).Say(s.title)) {
			t.Errorf("%s: %d", s.name, res.StatusCode)
		}
	}
	for _, address := range []string{"person/nobody", "person/nobody/hours", "person/alex-example/nothing", "person/"} {
		if res, _ := b.get(address); res.StatusCode != 404 {
			t.Errorf("%s: %d", address, res.StatusCode)
		}
	}
}
