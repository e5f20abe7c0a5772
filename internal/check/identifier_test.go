package check_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestWithheld builds a record that has a name like a patient's in every place where a person writes. The name must not
// be in any byte of the output, and a line says so instead.
func TestWithheld(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/identifier-title-surname.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := base(t)
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "err/"); ok {
			p.files[name] = f.Data
		}
	}
	p.files["content/2026.1/forms/diary.md"] = append(
		p.files["content/2026.1/forms/diary.md"],
		"- [pick: records] Evidence {#evidence}\n"...)
	p.files["data/preceptees/jo/diary.md"] = []byte(
		"---\nform: diary\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nanswers:\n  day: \"Mr Canary " +
			"came.\"\n" +
			"  steps: [{\"step\": \"Shown\"}, {\"step\": \"Mr Canary\", \"gone\": \"Mr Canary\"}]\n  evidence: [\"Mr " +
			"Canary\"]\n  gone: [\"Mr Canary\"]\n---\nMr Canary again.\n",
	)
	s := p.look(t, today)
	findings := printed(s.Findings)
	if strings.Contains(findings, "Canary") || strings.Count(findings, "identifier-title-surname") != 5 {
		t.Errorf("the findings:\n%s", findings)
	}
	lines := 0
	for _, o := range render(t, s) {
		if strings.Contains(o.text, "Canary") {
			t.Errorf("it is in %s", o.path)
		}
		if strings.Contains(o.path, "records/diary") {
			lines = strings.Count(o.text, "Held back: it looks as if it contains a person’s name (a title and a surname)")
		}
	}
	if lines != 5 {
		t.Errorf("%d lines say that five texts are withheld", lines)
	}
}
