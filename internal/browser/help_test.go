//go:build browser

package browser

import (
	"fmt"
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
		judge := axe(k.tab)
		for _, scheme := range []struct{ name, rules string }{{"light", allRules}, {"dark", colourRules}} {
			k.emulate("", "prefers-color-scheme", scheme.name, "prefers-reduced-motion", "reduce")
			for _, width := range []int64{320, 1280} {
				k.resize(width, 800)
				judge(fmt.Sprintf("/-/help/%s, %s, %d px", page, scheme.name, width), scheme.rules)
				if over := get[float64](k.tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
					t.Errorf("/-/help/%s at %d px is %v px too wide", page, width, over)
				}
			}
		}
	}
	k.visit(root + "/-/help/")
	k.focus("#q")
	k.typed("staticwebapp")
	k.enter()
	k.waitAcross(`document.querySelector('.results mark')?.innerText === 'staticwebapp'`)
}
