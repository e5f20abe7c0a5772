package toolkit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// aYear has one form of every way in which a form comes to be filled in. A month of the phase is one meeting.
const aYear = `
-- version.md --
---
title: Toolkit
summary: One year.
budget: {preceptee: 2.5h, preceptor: 1h}
---
-- timeline.md --
---
title: Timeline
summary: What is due when.
kind: timeline
months: 4
lanes:
  - {id: preceptee, title: Preceptee}
  - {id: preceptor, title: Preceptor, timeline: false}
---
## All of it {#all months=0-4}

### Preceptee {#preceptee}

- [month 0] Begin {#begin form=start .shared}
- [month 1] Agree {#agree form=start .shared}
- [monthly] Meet {#meet form=meeting}
- [month 1] Plan {#plan form=plan}
- [month 4] Plan again {#plan-again form=plan}
- [month 2] Prescribe {#prescribe form=prescribing when=prescriber}
-- forms/start.md --
---
title: Start
summary: The start.
kind: form
repeats: as-needed
completed_by: [preceptee, preceptor]
minutes: 20
---
- [text] What was agreed {#agreed}
-- forms/meeting.md --
---
title: Meeting
summary: A meeting.
kind: form
repeats: monthly
completed_by: [preceptee, preceptor]
minutes: {preceptee: 10, preceptor: 5}
---
- [text] What was said {#said}
-- forms/plan.md --
---
title: Plan
summary: The plan.
kind: form
completed_by: [preceptee]
minutes: 30
---
- [text] What is planned {#planned}
-- forms/prescribing.md --
---
title: Prescribing
summary: For those who prescribe.
kind: form
completed_by: [preceptee]
minutes: 60
---
- [text] Which medicines {#which}
-- forms/log.md --
---
title: Log
summary: What was learnt.
kind: form
repeats: as-needed
completed_by: [preceptee]
minutes: 5
expected: 12
---
- [text] What was learnt {#learnt}
`

// TestPaperwork: shared milestones take one record between them, and a form for once is filled in once. A form for
// people with a tag does not count. One for when it is needed counts as often as it is expected in the months of the
// programme.
func TestPaperwork(t *testing.T) {
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(aYear)).Files {
		file := filepath.Join(dir, Folder, "2026.1", f.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kit, findings := load1(t, dir, nil, nil)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	v := kit.Versions[0]
	var got strings.Builder
	for _, p := range v.Paperwork() {
		fmt.Fprintf(&got, "%s %d of %d:", p.Lane.ID, p.Minutes, p.Budget)
		for _, s := range p.Forms {
			fmt.Fprintf(&got, " %s %d×%d", s.Form.Slug, s.Times, s.Minutes)
		}
		got.WriteByte('\n')
	}
	const want = "preceptee 110 of 150: log 4×5 meeting 4×10 plan 1×30 start 1×20\n" +
		"preceptor 40 of 60: meeting 4×5 start 1×20\n"
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	for slug, want := range map[string]bool{"start": true, "plan": true, "prescribing": false, "log": false} {
		if v.Core(v.Form(slug)) != want {
			t.Errorf("%s is a form of everybody's year: %v", slug, !want)
		}
	}
}
