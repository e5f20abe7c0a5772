//go:build browser

package browser

import (
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestHelpPages judges the pages of the manual at two widths, light and dark, and finds something by keyboard. Topics
// are alike, and so are the pages with lists of rules: a run that is not long takes one of each.
func TestHelpPages(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	root := strings.TrimSuffix(k.address, "/-/desk/")
	pages := []string{"", "items", "rules", "?q=signature", "?q=xyzzy"}
	if casetest.Long() {
		pages = append(pages, "records", "errors")
	}
	for _, page := range pages {
		k.visit(root + "/-/help/" + page)
		inEveryLook(k.tab, "/-/help/"+page)
	}
	k.visit(root + "/-/help/")
	k.focus("#q")
	k.typed("staticwebapp")
	k.enter()
	k.waitAcross(`document.querySelector('.results mark')?.innerText === 'staticwebapp'`)
}
