package theme

import (
	"fmt"
	"math"
	"strconv"

	"precept/internal/finding"
)

// Accent is a site's own colour for links, buttons and the header's line, written #rrggbb. Where Dark is empty, a lighter
// shade of Light is worked out for the dark scheme. The zero Accent keeps the theme's own colours.
type Accent struct {
	Light, Dark string
	At          finding.Position // where the site names it
}

// The grounds that text stands on in either scheme; they are the theme's tokens paper and panel.
var (
	lightGrounds = [...]string{"#ffffff", "#f1f5f7"}
	darkGrounds  = [...]string{"#0f1920", "#182630"}
)

// MinContrast is the least contrast of text against its ground, by WCAG 2.2.
const MinContrast = 4.5

type rgb [3]float64 // channels from 0 to 255

func parseColour(s string) (rgb, bool) {
	if len(s) != 7 || s[0] != '#' {
		return rgb{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return rgb{}, false
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}, true
}

func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", uint8(c[0]), uint8(c[1]), uint8(c[2]))
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func (c rgb) luminance() float64 {
	part := func(v float64) float64 {
		v /= 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c[0]) + 0.7152*part(c[1]) + 0.0722*part(c[2])
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// worst gives the least contrast of c against any of the grounds.
func worst(c rgb, grounds []string) float64 {
	least := math.Inf(1)
	for _, g := range grounds {
		ground, _ := parseColour(g)
		least = min(least, contrast(c, ground))
	}
	return least
}

// lighten mixes c with white in even steps until it reads on the dark grounds.
func lighten(c rgb) rgb {
	for step := 0.0; step <= 100; step++ {
		var m rgb
		for i := range c {
			m[i] = math.Round(c[i] + (255-c[i])*step/100)
		}
		if worst(m, darkGrounds[:]) >= 6 {
			return m
		}
	}
	return rgb{255, 255, 255}
}

// resolve checks the accent and fills in its dark shade. ok is false where the theme's own colours are to stay.
func (a Accent) resolve() (light, dark rgb, found []finding.Finding, ok bool) {
	if a.Light == "" && a.Dark == "" {
		return light, dark, nil, false
	}
	refuse := func(message, help string) {
		found = append(found, finding.Finding{Rule: "theme-accent", Position: a.At, Message: message, Help: help})
	}
	read := func(s, scheme string, grounds []string) rgb {
		c, ok := parseColour(s)
		switch {
		case !ok:
			refuse(fmt.Sprintf("the accent %q is not a colour", s), "write a colour as # and six digits or letters a to f, such as #005eb8")
		default:
			if w := worst(c, grounds); w < MinContrast {
				shade := "darker"
				if scheme == "dark" {
					shade = "lighter"
				}
				// rounded down, so that 4.49 is never shown as 4.5
				refuse(fmt.Sprintf("the accent %s is too faint on the %s page: its contrast is %.1f to 1", s, scheme, math.Floor(w*10)/10),
					"choose a "+shade+" shade with a contrast of at least 4.5 to 1, so that people with poor sight can read links")
			}
		}
		return c
	}
	if a.Light == "" {
		refuse("the accent has a dark shade alone", "write the colour for the light page too")
		return light, dark, found, false
	}
	light = read(a.Light, "light", lightGrounds[:])
	if a.Dark != "" {
		dark = read(a.Dark, "dark", darkGrounds[:])
	} else {
		dark = lighten(light)
	}
	return light, dark, found, len(found) == 0
}
