package theme

import (
	"strings"
	"testing"

	"precept/themes"
)

func TestAccent(t *testing.T) {
	for _, c := range []struct {
		accent Accent
		says   string
	}{
		{Accent{}, ""},
		{Accent{Light: "#005eb8"}, ""},
		{Accent{Light: "#767676"}, "too faint on the light page"},
		{Accent{Light: "#ffcc00"}, "too faint on the light page"},
		{Accent{Light: "#005eb8", Dark: "#005eb8"}, "too faint on the dark page"},
		{Accent{Light: "blue"}, "is not a colour"},
		{Accent{Light: "#00f"}, "is not a colour"},
		{Accent{Dark: "#ffffff"}, "only a dark shade"},
	} {
		_, found, err := Load(nil, nil, c.accent)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.says == "" && len(found) > 0:
			t.Errorf("%v: %v", c.accent, found)
		case c.says == "":
		case len(found) != 1 || found[0].Rule != "theme-accent" || !strings.Contains(found[0].Message, c.says):
			t.Errorf("%v: %v, want %q", c.accent, found, c.says)
		}
	}
	for _, s := range []string{"#000000", "#005eb8", "#00401f", "#7a0000"} {
		light, _ := parseColour(s)
		if least := leastContrast(lighten(light), themes.Dark()); least < shadeContrast {
			t.Errorf("the dark shade of %s has a contrast of %.2f", s, least)
		}
	}
}

// contrasts are the pairs of colours that are put on one another, with the least contrast of each.
func contrasts() []colourPair {
	pairs := []colourPair{
		{
			"past",
			"past-ground",
			6,
		},
		{"ink", "past-ground", 6},
		{"muted", "past-ground", 4.5},
		{"link", "past-ground", 4.5},
		{"done", "done-ground", 4.5},
		{"muted", "lane-1-ground", 4.5},
		{"muted", "lane-2-ground", 4.5},
		{"muted", "lane-3-ground", 4.5},
		{"ink", "lane-1-ground", 6},
		{"ink", "lane-2-ground", 6},
		{"ink", "lane-3-ground", 6},
		{"lane-1", "lane-1-ground", 3},
		{"lane-2", "lane-2-ground", 3},
		{"lane-3", "lane-3-ground", 3},
		{"paper", "accent", 4.5},
		{"muted", "lane-4-ground", 4.5},
		{"ink", "lane-4-ground", 6},
		{"lane-4", "lane-4-ground", 3},
		{"muted", "lane-5-ground", 4.5},
		{"ink", "lane-5-ground", 6},
		{"lane-5", "lane-5-ground", 3},
		{"muted", "lane-6-ground", 4.5},
		{"ink", "lane-6-ground", 6},
		{"lane-6", "lane-6-ground", 3},
		{"focus-line", "paper", 3},
		{"focus-ink", "focus", 7},
		{"line", "paper", 3},
		{"field", "paper", 3},
	}
	for _, text := range []string{
		"ink", "muted", "link", "visited", "lane-1", "lane-2", "lane-3", "lane-4", "lane-5", "lane-6",
		"done", "past", "error",
	} {
		pairs = append(pairs, colourPair{text, "paper", 6}, colourPair{text, "panel", 5.5})
	}
	return pairs
}

type colourPair struct {
	front, back string
	least       float64
}

func TestContrast(t *testing.T) {
	for scheme, palette := range map[string]themes.Palette{"light": themes.Light(), "dark": themes.Dark()} {
		for _, p := range contrasts() {
			front, ok := parseColour(palette[p.front])
			back, ok2 := parseColour(palette[p.back])
			if !ok || !ok2 {
				t.Errorf("%s: %s or %s is not a token", scheme, p.front, p.back)
				continue
			}
			if got := contrast(front, back); got < p.least {
				t.Errorf("%s: %s on %s is %.2f, want %.1f", scheme, p.front, p.back, got, p.least)
			}
		}
	}
}
