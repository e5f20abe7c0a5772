package themes

import (
	"maps"
	"testing"
)

// tokens.css has the dark colours twice, for the system's setting and for the switch on the page.
func TestDarkTwice(t *testing.T) {
	css, err := Files.ReadFile("default/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	system := colours(string(css), `:root:not([data-theme="light"]) {`, Light())
	if chosen := Dark(); !maps.Equal(system, chosen) {
		t.Errorf("the two dark blocks differ: %v and %v", system, chosen)
	}
	if len(Light()) < 20 || Light()["paper"] == Dark()["paper"] {
		t.Errorf("light %v, dark %v", Light(), Dark())
	}
}
