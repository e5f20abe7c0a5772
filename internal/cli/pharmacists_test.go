package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/desk"
)

// TestCaseO1Pharmacists writes a programme for trainee pharmacists with the scaffolds, and searches every byte of it,
// of its site, its portfolios and the desk, and of what is said on the way, for the nouns of preceptorship.
func TestCaseO1Pharmacists(t *testing.T) {
	dir := t.TempDir()
	project := filepath.Join(dir, "p")
	said, hosted := "", ""
	run := func(args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		env := func(key string) string {
			if key == "CI" {
				return hosted
			}
			return os.Getenv(key)
		}
		std := Stdio{Out: &out, Err: &errs, Dir: dir, Env: env}
		if code := Main(append(args, "--as-of", "2026-10-05"), std); code > 1 {
			t.Fatalf("precept %s: %d\n%s%s", strings.Join(args, " "), code, out.String(), errs.String())
		}
		said += out.String() + errs.String()
	}
	run("new", "site", "p", "--lanes", "trainee,supervisor,employer")
	dir = project
	for _, lane := range []string{"trainee", "supervisor", "employer"} {
		run("new", "page", lane+"/index", "--title", "Guide for the "+lane)
		run("new", "page", lane+"/first-week", "--title", "First week of the "+lane)
	}
	for i, visibility := range []string{"private", "pair", "practice", "practice-only", "date", "never"} {
		name := fmt.Sprintf("meeting-%d", i)
		run("new", "form", name)
		file := filepath.Join(project, "content/2026.1/forms", name+".md")
		change(t, file, "kind: form\n", "kind: form\nvisibility: "+visibility+"\n")
	}
	run("new", "form", "premises", "--title", "Premises")
	change(t, filepath.Join(project, "content/2026.1/forms/premises.md"), "kind: form\n",
		"kind: form\nsubject: organisation\n")
	casetest.Write(t, project, "content/2026.1/programme/outcomes.md", outcomes)
	casetest.Write(t, project, "content/2026.1/forms/outcome.md", outcomeForm)
	run("new", "preceptee", "ash-example", "--example", "--name", "Ash Example")
	for _, form := range []string{"first-meeting", "meeting-1", "meeting-2", "meeting-3", "meeting-4", "premises",
		"outcome"} {
		run("new", "record", "ash-example", form)
	}
	run("new", "version", "2027.1", "--extends", "2026.1")
	run("check")
	hosted = "true"
	run("check")
	hosted = ""
	for _, reader := range []string{"preceptee", "pair", "practice"} {
		run("build", "--for", reader, "--portfolios", filepath.Join(dir, "for-"+reader))
	}
	ours(t, "what precept says", said)
	for address, page := range deskPages(t, project) {
		ours(t, address, page)
	}
	oursBelow(t, project)
}

// oursBelow reports the nouns of preceptorship in every file of a folder.
func oursBelow(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, _ := filepath.Rel(dir, name)
		data, err := os.ReadFile(name)
		ours(t, filepath.ToSlash(below), string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// deskPages are all pages of the desk that its first page leads to, by address.
func deskPages(t *testing.T, project string) map[string]string {
	t.Helper()
	o := build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Generator: "test", Keep: true}
	snapshot, err := build.Prepare(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(snapshot.Close)
	site := desk.Site{Snapshot: snapshot, Toolkit: true,
		HasPage: func(string) bool { return false },
		Live:    func(page []byte, _ string) []byte { return page },
		Asset:   func(_, _ string) (string, func(io.Writer) error) { return "", nil }}
	for _, p := range snapshot.Portfolios {
		site.Portfolios = append(site.Portfolios, desk.Portfolio{ID: p.ID, Name: p.Name})
	}
	d := desk.New(desk.Options{Build: o, Token: "t", Prepare: build.Prepare, Site: func() desk.Site { return site },
		Allowed: func(*http.Request) bool { return true }})
	t.Cleanup(d.Close)
	pages, links := map[string]string{}, regexp.MustCompile(`href="(`+desk.Path+`[^"?]*)"`)
	for next := []string{desk.Path}; len(next) > 0; next = next[1:] {
		if _, known := pages[next[0]]; known {
			continue
		}
		w := httptest.NewRecorder()
		d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, next[0], nil))
		pages[next[0]] = w.Body.String()
		for _, link := range links.FindAllStringSubmatch(w.Body.String(), -1) {
			next = append(next, link[1])
		}
	}
	if len(pages) < 15 {
		t.Errorf("only %d pages of the desk were found", len(pages))
	}
	return pages
}

// aside are the program's own names, which no reader sees as words: they stay as they are in every programme.
var aside = regexp.MustCompile(strings.Join([]string{
	`precept new preceptee`,                                            // a command
	`data/(preceptees|organisation)\b`, `preceptee\.md`, `preceptees/`, // folders and files
	`ash-example-practice\b`, `for-(preceptee|practice)`, // the folder of a copy
	`subject: organisation`, `visibility: practice(-only)?`, // keys of front matter, and their values
	`("|&#34;)(preceptee|organisation|practice|practice-only)("|&#34;)`, // the same in JSON and scripts
	`\.preceptee\b`, `\bpreceptee:`, // properties in scripts
	`portfolio:ash-example:(preceptee|practice)`, // what a folder is for, in its build.json
	`(preceptees?|practice)-[a-z]+`,              // rules, and names of classes
	`\b(c|hint)-(preceptee|practice)\b`,          // names of controls
	`general[- ]practice`,                        // a kind of transition, from the list that the format has
}, "|"))

// nouns are those of preceptorship, and of general practice.
var nouns = regexp.MustCompile(`(?i)precept(ee|or)|preceptorship|\borganisation\b|\bpractices?\b`)

// ours reports the nouns of preceptorship in a text.
func ours(t *testing.T, name, text string) {
	t.Helper()
	text = aside.ReplaceAllString(text, "")
	told := map[string]bool{}
	for _, at := range nouns.FindAllStringIndex(text, -1) {
		around := text[max(0, at[0]-60):min(len(text), at[1]+40)]
		if !told[around] {
			told[around] = true
			t.Errorf("%s says %q: …%s…", name, text[at[0]:at[1]], strings.ReplaceAll(around, "\n", " "))
		}
	}
}

// change writes one text in a file in place of another.
func change(t *testing.T, file, from, to string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(data, []byte(from), []byte(to), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}

const outcomes = `---
title: "Outcomes"
summary: "What is to be achieved in the year."
kind: competencies
audience: everyone
reviewed: 2026-10-05
review_by: 2027-10-05
owner: "Example Owner"
form: outcome
---
## Safe supply

- [must] Checks a prescription {#checks}
- [should] Answers questions {#answers}
`

const outcomeForm = `---
title: "Outcome"
summary: "How far an outcome has come."
kind: form
audience: [trainee, supervisor]
completed_by: [trainee]
repeats: each-competency
reviewed: 2026-10-05
review_by: 2027-10-05
owner: "Example Owner"
---
Fill it in together.

- [scale: Not yet | Alone] How far {#level .level .required}
- [text] Thoughts of your own {#own .private}
- [pick: competencies] Others that it touches {#others}
- [table] Hours {#hours}
  - [hours] How long {#long}
- [sign: supervisor] I have seen it. {#sign-supervisor .required}
`
