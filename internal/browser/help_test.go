//go:build browser

package browser

import (
	"strings"
	"testing"
)

// TestHelpPages judges the pages of the manual at two widths, light and dark, and finds something by keyboard.
func TestHelpPages(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	root := strings.TrimSuffix(k.address, "/-/desk/")
	for _, page := range []string{"", "items", "records", "errors", "rules", "?q=signature", "?q=xyzzy"} {
		k.visit(root + "/-/help/" + page)
		inEveryLook(k.tab, "/-/help/"+page)
	}
	k.visit(root + "/-/help/")
	k.focus("#q")
	k.typed("staticwebapp")
	k.enter()
	k.waitAcross(`document.querySelector('.results mark')?.innerText === 'staticwebapp'`)
}
