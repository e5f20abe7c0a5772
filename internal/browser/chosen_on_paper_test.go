//go:build browser

package browser

import (
	"precept/internal/casetest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Of a portfolio on one page that is printed which was chosen, without a script: at first the overview and the records,
// so that the first record is on one of the first sheets. What was left out is named, and the choice itself is not on
// paper.
func TestChosenOnPaper(t *testing.T) {
	t.Parallel()
	people := slices.DeleteFunc(built(t), func(p string) bool {
		return !strings.HasPrefix(p, "portfolios/") || !strings.HasSuffix(p, "/portfolio.html")
	})
	if len(people) < 5 {
		t.Fatalf("only %v", people)
	}
	for i, p := range people {
		if i%casetest.Times(3, 1) != 0 { // a year is many sheets
			continue
		}
		b := newTab(t)
		b.visit(page{p, p}.http())
		sheets := sheetsOf(t, b.print())
		first := slices.IndexFunc(sheets, func(s string) bool { return strings.Contains(s, "Record 1 of") })
		if first < 0 || first > 3 {
			t.Errorf("%s: the first record is on sheet %d of %d", p, first+1, len(sheets))
		}
	}
	b := newTab(t)
	b.visit(page{"", ownPortfolio + "portfolio.html"}.http())
	b.tabTo(`.choose summary`)
	b.press(kb.Enter)
	b.tabTo(`#print-overview`)
	b.press(" ")
	b.tabTo(`#print-meeting`)
	b.press(" ")
	b.tabTo(`#print-all`)
	b.press(kb.ArrowDown)
	b.tabTo(`[aria-label="Print Indemnity confirmation, 26 May 2026"]`)
	b.press(" ")
	b.tabTo(`[aria-label="Print SWOT, 25 Jun 2026"]`)
	b.press(" ")
	sheets := sheetsOf(t, b.print())
	text := strings.Join(sheets, " ")
	for words, on := range map[string]bool{
		"Open actions": true, "Record 2 of 17": true, "Record 5 of 17": true, "Record 1 of 17": false,
		"Record 6 of 17": false, "What others do next": false, "Choose what to print": false, "All records": false,
		"Not printed here": true, "Records that were not chosen": true,
	} {
		if strings.Contains(text, words) != on {
			t.Errorf("%q is on paper: %v", words, !on)
		}
	}
	if len(sheets) > 7 {
		t.Errorf("two records and the meeting are %d sheets", len(sheets))
	}
}

// tabTo goes by Tab to what a selector finds.
func (b *tab) tabTo(selector string) {
	b.Helper()
	for range 300 {
		b.press(kb.Tab)
		if get[bool](b, "document.activeElement.matches(`"+selector+"`)") {
			return
		}
	}
	b.Fatalf("Tab does not come to %s", selector)
}
