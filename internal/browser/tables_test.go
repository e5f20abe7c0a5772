//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// rowsOf are the objectives as the page holds them, and where the focus is.
const rowsOf = `[...document.querySelectorAll('#s-objectives tbody tr')].map(r =>
	r.querySelector('textarea, input').value + '=' + r.querySelector('textarea, input').getAttribute('aria-label') +
	'=' + r.querySelector('textarea, input').id).join('; ') + ' @ ' +
	(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent)`

func TestTablesByKeyboard(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "monthly-meeting")
	first := get[string](b, `definition.fields.find(f => f.id === 'objectives').columns[0].id`)
	label := get[string](b, `definition.fields.find(f => f.id === 'objectives').columns[0].label`)
	row := func(n int, text string) string {
		return fmt.Sprintf("%s=Row %d: %s=f-objectives_%d_%s", text, n, label, n, first)
	}
	is := func(when string, want ...string) {
		t.Helper()
		if got := get[string](b, rowsOf); got != strings.Join(want, " @ ") {
			t.Errorf("%s:\n%s, want\n%s", when, got, strings.Join(want, " @ "))
		}
	}
	says := func(want string) {
		t.Helper()
		b.waitFor(fmt.Sprintf(`document.querySelector('main [role=status].quiet').textContent.includes(%q)`, want))
	}
	press := func(button, key string) {
		t.Helper()
		b.focus("#s-objectives " + button)
		b.press(key)
	}
	b.focus("#f-objectives_1_" + first)
	b.typed("one")
	press(".add", kb.Enter)
	b.typed("two")
	press(".add", " ")
	b.typed("three")
	is("three rows", row(1, "one")+"; "+row(2, "two")+"; "+row(3, "three"), "Row 3: "+label)

	press("tr:nth-child(3) .up", kb.Enter)
	is("the third moved up", row(1, "one")+"; "+row(2, "three")+"; "+row(3, "two"), "Move row 2 up")
	says("Now row 2")
	b.press(kb.Enter)
	is("and up again, where it can go no further", row(1, "three")+"; "+row(2, "one")+"; "+row(3, "two"),
		"Move row 1 down")
	press("tr:nth-child(2) [aria-label^=Remove]", kb.Enter)
	is("the second removed", row(1, "three")+"; "+row(2, "two"), "Undo")
	says("Row 2 was removed. You can undo it.")
	b.press(kb.Enter)
	is("and back", row(1, "three")+"; "+row(2, "one")+"; "+row(3, "two"), "Row 2: "+label)
	if got := get[string](b, `fields.read().objectives.map(r => r['`+first+`']).join()`); got != "three,one,two" {
		t.Errorf("read: %s", got)
	}
	for range 3 {
		press("tr [aria-label^=Remove]", kb.Enter)
	}
	is("all removed", row(1, ""), "Undo")
	b.press(kb.Enter)
	is("the last is back", row(1, "two"), "Row 1: "+label)
}

// Shares that must add up to something, and hours, are added up as they are typed.
func TestSums(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "job-plan")
	total := `document.querySelector('.field-table > .total').textContent`
	if got := get[string](b, total); got != "Share of working time: 0 of 100 % so far" {
		t.Errorf("empty: %q", got)
	}
	field := get[string](b, `document.querySelector('.field-table:has(> .total)').id.slice(2)`)
	for i, row := range get[[]string](b,
		`definition.fields.find(f => f.id === "`+field+`").rows.slice(0, 2).map(r => r.id)`) {
		b.focus("#f-" + field + "_" + row + "_share")
		b.typed([]string{"33,3", "10.4"}[i])
	}
	if got := get[string](b, total); got != "Share of working time: 43.7 of 100 % so far" {
		t.Errorf("of two rows: %q", got)
	}
	b.fill(address, script, "learning-log")
	if get[bool](b, `document.querySelector('.fields > .total').checkVisibility()`) {
		t.Error("hours are summed where there are none")
	}
	b.focus(`[id$="_1_hours"]`)
	b.typed("1.5")
	b.focus(".add")
	b.press(kb.Enter)
	b.focus(`[id$="_2_hours"]`)
	b.typed(",25")
	if got := get[string](b, `document.querySelector('.fields > .total').innerText`); got != "Hours on this form: "+
		"1.75 in all" {
		t.Errorf("hours: %q", got)
	}
}

// An empty form prints as many lines of a table with script as without.
func TestBlankTablesOnPaper(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "monthly-meeting")
	const lines = `document.querySelectorAll('#s-objectives tbody tr').length`
	b.eval(`addEventListener('beforeprint', () => { window.sawLines = ` + lines + `; })`)
	b.print()
	if got := get[string](b, `window.sawLines + ' ' + `+lines); got != "4 1" {
		t.Errorf("lines on paper and then on screen: %s", got)
	}
}
