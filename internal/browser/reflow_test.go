//go:build browser

package browser

import (
	"testing"

	devtools "github.com/chromedp/cdproto/page"
)

// A reader may have larger letters, or more space between them.
func TestLargerText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		width int64
		grow  func(b *tab)
	}{
		{"the reader's letters are twice as large", 640, func(b *tab) {
			call(b, devtools.SetFontSizes,
				devtools.SetFontSizesParams{FontSizes: &devtools.FontSizes{Standard: 32, Fixed: 26}})
		}},
		{"the reader spaces text as in WCAG 1.4.12", 320, func(b *tab) { b.eval(spacing) }},
	} {
		b := newTab(t)
		b.resize(c.width, 640)
		for _, p := range shipped.kinds {
			b.visit(p.http())
			c.grow(b)
			for _, list := range []string{sideways, clipped} {
				for _, found := range get[[]string](b, list) {
					t.Errorf("%s: %s: %s", c.name, p.name, found)
				}
			}
		}
	}
}
