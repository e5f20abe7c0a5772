package theme

import (
	"fmt"
	"math"

	"github.com/lucasb-eyer/go-colorful"

	"precept/internal/finding"
	"precept/themes"
)

// Accent is a site's own colour for links, buttons and the header's line, written #rrggbb. Where Dark is empty, a
// lighter shade of Light is worked out for the dark scheme. The zero Accent keeps the theme's own colours.
type Accent struct {
	Light, Dark string
	At          finding.Position // where the site names it
	hue         bool             // it is a lane's
}

// Hue is a lane's own colour, written #rrggbb, and the class that has it. A lighter shade is worked out for the dark
// scheme.
type Hue struct {
	Class, Colour string
	At            finding.Position // where the timeline names it
}

// MinContrast is the least contrast of text against its ground, by WCAG 2.2.
const MinContrast = 4.5

// shadeContrast is the least contrast of a shade that is worked out.
const shadeContrast = 6

// parseColour reads #rrggbb.
func parseColour(s string) (colorful.Color, bool) {
	c, err := colorful.Hex(s)
	return c, err == nil && len(s) == len("#rrggbb")
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b colorful.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// leastContrast is the least contrast of c with the backgrounds of text in a scheme.
func leastContrast(c colorful.Color, scheme themes.Palette) float64 {
	least := math.Inf(1)
	for _, name := range []string{"paper", "panel"} {
		ground, _ := parseColour(scheme[name])
		least = min(least, contrast(c, ground))
	}
	return least
}

// lighten mixes c with white in even steps until it can be read on the dark grounds.
func lighten(c colorful.Color) colorful.Color {
	white := colorful.Color{R: 1, G: 1, B: 1}
	for step := range 100 {
		shade, _ := parseColour(c.BlendRgb(white, float64(step)/100).Hex()) // rounded as it is written
		if leastContrast(shade, themes.Dark()) >= shadeContrast {
			return shade
		}
	}
	return white
}

// resolve checks the accent and fills in its dark shade. ok is false where the theme's own colours are to stay.
func (a Accent) resolve() (light, dark colorful.Color, found []finding.Finding, ok bool) {
	if a.Light == "" && a.Dark == "" {
		return light, dark, nil, false
	}
	if a.Light == "" {
		found = append(found, a.refusal("the accent has only a dark shade", "write the colour for the light page too"))
		return light, dark, found, false
	}
	light, found = a.check(a.Light, "light", "darker", themes.Light())
	if a.Dark == "" {
		return light, lighten(light), found, len(found) == 0
	}
	dark, more := a.check(a.Dark, "dark", "lighter", themes.Dark())
	found = append(found, more...)
	return light, dark, found, len(found) == 0
}

// check reads one shade and says what is wrong with it in its scheme; better is what another shade would have to be.
func (a Accent) check(s, scheme, better string, palette themes.Palette) (colorful.Color, []finding.Finding) {
	c, ok := parseColour(s)
	if !ok {
		return c, []finding.Finding{a.refusal(fmt.Sprintf("%s %q is not a colour", a.what(), s),
			"write a colour as # and six digits or letters a to f, such as "+themes.Light()["accent"])}
	}
	least := leastContrast(c, palette)
	if least >= MinContrast {
		return c, nil
	}
	shown := math.Floor(least*10) / 10 // so that 4.49 is never shown as 4.5
	return c, []finding.Finding{
		a.refusal(
			fmt.Sprintf("%s %s is too faint on the %s page: its contrast is %.1f to 1", a.what(), s, scheme, shown),
			"choose a "+better+" shade with a contrast of at least 4.5 to 1, "+
				"so that people with poor sight can read it",
		),
	}
}

// what is what the colour is for.
func (a Accent) what() string {
	if a.hue {
		return "the lane colour"
	}
	return "the accent"
}

func (a Accent) refusal(message, help string) finding.Finding {
	if a.hue {
		return finding.Finding{Rule: "lane-colour", Position: a.At, Message: message, Help: help}
	}
	return finding.Finding{Rule: "theme-accent", Position: a.At, Message: message, Help: help}
}
