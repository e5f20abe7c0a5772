package timeline

import (
	"strings"
	"sync"

	"precept/themes"
)

// presentation gives the attributes that give a drawing in a file of its own the theme's light colours. A class that
// only groups has none. The stylesheet themes/default/timeline.css says the same for drawings in a page.
func presentation(class string) string { return presentations()[class] }

// presentations are the attributes of all classes, with the colours of the theme.
var presentations = sync.OnceValue(func() map[string]string {
	var pairs []string
	for name, colour := range themes.Light() {
		pairs = append(pairs, "{"+name+"}", colour)
	}
	colours := strings.NewReplacer(pairs...)
	all := make(map[string]string, len(attributes))
	for class, text := range attributes {
		all[class] = " " + colours.Replace(text)
	}
	return all
})

const (
	sans  = `font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"`
	round = `stroke-linecap="round" stroke-linejoin="round"`
)

// attributes have the name of a colour in the theme instead of the colour.
var attributes = map[string]string{
	"tl":           sans + ` fill="{ink}"`,
	"tl-paper":     `fill="{paper}"`,
	"tl-cell":      `fill="{panel}"`,
	"tl-head":      `font-weight="700"`,
	"tl-lane":      `font-weight="700"`,
	"tl-flag-text": `font-weight="700"`,
	"tl-sub":       `fill="{muted}"`,
	"tl-axis":      `fill="{muted}"`,
	"tl-key":       `fill="{muted}"`,
	"tl-tick":      `stroke="{line}" stroke-width="1.5" fill="none"`,
	"tl-look--1":   `color="{lane-1}"`,
	"tl-look--2":   `color="{lane-2}"`,
	"tl-look--3":   `color="{lane-3}"`,
	"tl-look--4":   `color="{lane-4}"`,
	"tl-look--5":   `color="{lane-5}"`,
	"tl-look--6":   `color="{lane-6}"`,
	"tl-look--0":   `color="{muted}"`,
	"tl-group":     `fill="{paper}" stroke="{rule}" stroke-width="1.5"`,
	"tl-spine":     `stroke="currentColor" stroke-width="6" fill="none"`,
	"tl-track":     `stroke="currentColor" stroke-width="2" fill="none"`,
	// with an edge in the colour of the background, since lines may pass behind it
	"tl-series":      `fill="{ink}" stroke="{panel}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`,
	"tl-solid":       `fill="currentColor" stroke="currentColor" stroke-width="2"`,
	"tl-hollow":      `fill="{paper}" stroke="currentColor" stroke-width="2.5"`,
	"tl-heavy":       `fill="{paper}" stroke="currentColor" stroke-width="5"`,
	"tl-open":        `fill="{paper}" stroke="currentColor" stroke-width="2.5" stroke-dasharray="5 3.5"`,
	"tl-amber":       `fill="{past-ground}" stroke="{past}" stroke-width="2.5"`,
	"tl-off":         `fill="{panel}" stroke="{muted}" stroke-width="1.5" stroke-dasharray="2 3"`,
	"tl-ring":        `fill="none" stroke="currentColor" stroke-width="2"`,
	"tl-num":         `fill="{paper}" font-weight="700"`,
	"tl-num--open":   `fill="{ink}" font-weight="700"`,
	"tl-num--past":   `fill="{past}" font-weight="700"`,
	"tl-num--off":    `fill="{muted}" font-weight="400"`,
	"tl-badge--done": `fill="{done}" stroke="{paper}" stroke-width="2"`,
	"tl-badge--past": `fill="{past}" stroke="{paper}" stroke-width="2"`,
	"tl-badge":       `fill="{ink}" stroke="{paper}" stroke-width="2"`,
	"tl-glyph":       `fill="none" stroke="{paper}" stroke-width="2" ` + round,
	"tl-glyph--past": `fill="none" stroke="{past}" stroke-width="2" ` + round,
	"tl-glyph--open": `fill="none" stroke="{ink}" stroke-width="2" ` + round,
	"tl-gate":        `stroke="{muted}" stroke-width="2" stroke-dasharray="1 6" stroke-linecap="round" fill="none"`,
	"tl-flag":        `fill="{paper}" stroke="{muted}" stroke-width="1.5"`,
	"tl-today":       `stroke="{ink}" stroke-width="2.5" fill="none"`,
	"tl-today-flag":  `fill="{ink}"`,
	"tl-today-text":  `fill="{paper}" font-weight="700"`,
	"tl-hatch":       `stroke="{line}" stroke-width="1.2" fill="none"`,
	"tl-pause":       `stroke="{line}" stroke-width="1.2"`,
}
