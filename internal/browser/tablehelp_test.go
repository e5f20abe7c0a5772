//go:build browser

package browser

import (
	"strings"
	"testing"
)

// TestTablesThatHelp: a table begins with the rows that it suggests, which nobody has to keep; minutes come from two
// times, and contacts are added up; a table of competencies is answered by their ids.
func TestTablesThatHelp(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/mandatory-training-record.html")
	b.waitFor(`window.precept && document.querySelectorAll('#s-courses tbody tr').length > 5`)
	if got := get[string](b, `JSON.stringify(window.precept.record().answers)`); got != "{}" {
		t.Errorf("a new record says %s", got)
	}
	first := get[string](b, `document.getElementById('f-courses_1_course').value`)
	b.write("f-courses_2_completed", "5 January 2026")
	b.ownDevice()
	b.eval(`document.querySelector('#s-courses [aria-label="Remove row 1"]').click()`)
	courses := get[[]map[string]string](b, `window.precept.record().answers.courses`)
	if len(courses) < 5 || courses[0]["completed"] != "2026-01-05" || courses[0]["course"] == "" ||
		courses[0]["course"] == first || courses[3]["course"] == "" {
		t.Errorf("after one row is removed and the next is filled in: %v", courses)
	}
	b.click("Add a row")
	last := get[string](b, `[...document.querySelectorAll('#s-courses .w-line[id$=_course]')].at(-1).value`)
	if last != "" {
		t.Errorf("an added row says %q", last)
	}

	b.visit(shipped.address + "/forms/clinic-template.html")
	b.write("f-lines_1_line-from", "9")
	b.write("f-lines_1_line-to", "9.45")
	b.write("f-lines_1_line-contacts", "26")
	b.eval(`document.activeElement.blur()`)
	b.waitFor(`window.precept.record().answers.lines?.[0]['line-minutes'] === '45'`)
	b.waitFor(`/Minutes: 45 so far; Contacts: 26 of at most 25 so far/.test(
		document.querySelector('#s-lines .total').textContent)`)

	b.visit(shipped.address + "/forms/capability-check.html")
	b.eval(`{ const e = document.getElementById('f-standing_c-scope_agreed-level'); e.value = 'Alone';
		e.dispatchEvent(new Event('change', { bubbles: true })); }`)
	if got := get[string](b, `JSON.stringify(window.precept.record().answers)`); !strings.Contains(got,
		`{"standing":{"c-scope":{"agreed-level":"Alone"}}}`) {
		t.Errorf("competencies: %s", got)
	}
	axe(b)("a table of competencies", allRules)
}
