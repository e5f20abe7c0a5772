//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Without field-sizing a box still grows as it is filled.
func TestBoxesGrow(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.visit(address + "/forms/learning-log.html")
	b.do(chromedp.Evaluate[chromedp.Void](`(s =>
		{ s.replaceSync('textarea { field-sizing: fixed !important }'); document.adoptedStyleSheets = [s];
		})(new CSSStyleSheet()), CSS.supports = () => false`), chromedp.Evaluate[chromedp.Void](script))
	got := get[[]int](b, `(() => {
		const e = document.querySelector('#f-what-it-shows'), before = e.offsetHeight;
		e.value = Array(30).fill('line').join('\n');
		e.dispatchEvent(new Event('input', { bubbles: true }));
		return [before, e.offsetHeight, e.scrollHeight - e.clientHeight];
	})()`)
	if got[1] < 5*got[0] || got[2] > 0 {
		t.Errorf("a box of %d px is %d px high with 30 lines, and hides %d px", got[0], got[1], got[2])
	}
}

// Every line of a long answer prints, on a sheet of any place, and so does what is chosen; large print is 16 pt and
// more.
func TestAnswersOnPaper(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	for _, large := range []bool{false, true} {
		b := newTab(t)
		b.fill(address, script, "learning-log")
		b.eval(`fields.write({ ...` + made + `,
			'what-it-shows': Array.from({ length: 60 },
			(x, i) => 'This is line ' + (i + 1) + ' of the answer.').join('\n'),
			'evidence-date': '2026-03-27',
			title: 'A title that is far too long for any line to hold it, and yet it must be on paper ' +
				'to its very last word, which is marmalade' })`)
		if large {
			b.eval(`window.print = () => {}, document.querySelector('[data-large] button').click()`)
		}
		pdf := b.print()
		text := flat(tool(t, "pdftotext", pdf, "-"))
		for i := range 60 {
			if line := fmt.Sprintf("This is line %d of the answer.", i+1); !strings.Contains(text, flat(line)) {
				t.Errorf("large %v: not on paper: %s", large, line)
			}
		}
		for _, want := range []string{"marmalade", "scan-1.pdf",
			get[string](b, `JSON.parse(document.getElementById('form-data').dataset.json).competencies[0].label`),
			"Learning log · ", "Version", "27 March 2026"} {
			if !strings.Contains(text, flat(want)) {
				t.Errorf("large %v: not on paper: %s", large, want)
			}
		}
		for _, s := range small(t, pdf) {
			t.Error(s)
		}
		if large {
			for _, size := range sizes(t, pdf) {
				if size < 15.9 {
					t.Errorf("large print holds letters of %.1f pt", size)
				}
			}
		}
		if n := get[int](b, `document.querySelectorAll('.printed, .said').length`); n > 0 {
			t.Errorf("%d copies stay in the page", n)
		}
	}
}
