package theme

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/lucasb-eyer/go-colorful"

	"precept/internal/finding"
	"precept/internal/wording"
	"precept/themes"
)

// Styles are the stylesheets. Every page links All, and some a second one after it. What a second one says comes later,
// and so wins where nothing else decides.
type Styles struct {
	All  Asset
	Fill Asset // where something is typed: forms, their index, search, the desk of precept serve
	Year Asset // where a year or the changes of one are shown: home, the timeline, what changed, portfolios
}

// The files of the stylesheets, each in the order in which they are put together. How a thing looks on paper and in
// forced colours is in the sheet of that thing, after all else: at the end of its file, or in a file of its own.
var (
	everyPage = [...]string{
		"tokens.css", "base.css", "frame.css", "pieces.css", "prose.css", "forced.css", "print.css",
	}
	fillSheet = [...]string{"form.css", "entry.css", "errors.css", "keep.css", "search.css", "form-paper.css"}
	yearSheet = [...]string{
		"home.css", "timeline.css", "timeline-paper.css", "charts.css", "changes.css", "portfolio.css", "record.css",
		"portfolio-paper.css",
	}
)

// source is a file that pages ask for, before it is minified.
type source struct {
	name, ext, media string
	from             string // the file that a fault is reported in
	text             string
}

// sources are the files that pages ask for, and the style that a portfolio on one page has within itself, in the order
// of Theme's fields. accent are the rules that set the site's own colour, or "".
func sources(files set, words *wording.Words, accent string) []source {
	const style, script = "text/css", "text/javascript"
	common, own := sheet(files, everyPage[:]), ownRules(files)
	second := own // a site's own rules come after ours, whichever sheet ours are in
	if own != "" {
		second += accent // and the accent after both
	}
	whole := common + sheet(files, yearSheet[1:]) + own + accent // it has no home page
	return []source{
		{"precept", "css", style, "the stylesheet", common + own + accent},
		{"fill", "css", style, "the stylesheet of forms", sheet(files, fillSheet[:]) + second},
		{"year", "css", style, "the stylesheet of the year", sheet(files, yearSheet[:]) + second},
		{"within", "css", style, "the stylesheet of the whole portfolio", whole},
		{"precept", "js", script, "precept.js", words.Script(files.text("precept.js"))},
		{"moved", "js", script, "moved.js", files.text("moved.js")},
		{"mark", "svg", "image/svg+xml", "mark.svg", files.text("mark.svg")},
	}
}

// sheet puts files of a stylesheet together.
func sheet(files set, names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString(files.text(name))
		b.WriteByte('\n')
	}
	return b.String()
}

// ownRules puts the .css files together that a site's theme adds to ours, by name.
func ownRules(files set) string {
	ours := slices.Concat(everyPage[:], fillSheet[:], yearSheet[:])
	return sheet(files, slices.DeleteFunc(files.names(), func(name string) bool {
		return path.Ext(name) != ".css" || strings.Contains(name, "/") || slices.Contains(ours, name)
	}))
}

// colours are the rules that set the site's own colours. A colour that cannot be used is a finding and sets none.
func colours(accent Accent, hues []Hue) (string, []finding.Finding) {
	rules := ""
	light, dark, found, ok := accent.resolve()
	if ok {
		rules = accentRules(light, dark)
	}
	for _, h := range hues {
		light, dark, bad, ok := Accent{Light: h.Colour, At: h.At, hue: true}.resolve()
		found = append(found, bad...)
		if ok {
			rules += hueRules(h.Class, light, dark)
		}
	}
	return rules, found
}

// hueRules set a lane's own colour, with a ground of it.
func hueRules(class string, light, dark colorful.Color) string {
	return fmt.Sprintf(`.%[1]s{--c:%[2]s;--g:%[3]s}.tl .%[1]s{color:var(--c)}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]) .%[1]s{--c:%[4]s;--g:%[5]s}}
@media screen{:root[data-theme=dark] .%[1]s{--c:%[4]s;--g:%[5]s}}
@media (forced-colors:active){.tl .%[1]s{--c:CanvasText}}
`, class, light.Hex(), ground(light, themes.Light()), dark.Hex(), ground(dark, themes.Dark()))
}

// ground is a colour faint enough to be written on.
func ground(c colorful.Color, scheme themes.Palette) string {
	paper, _ := parseColour(scheme["paper"])
	return paper.BlendRgb(c, 0.12).Hex()
}

// accentRules set the accent in all the places where tokens.css sets it.
func accentRules(light, dark colorful.Color) string {
	return fmt.Sprintf(`:root{--accent:%[1]s;--link:%[1]s}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:%[2]s;--link:%[2]s}}
@media screen{:root[data-theme=dark]{--accent:%[2]s;--link:%[2]s}}
`, light.Hex(), dark.Hex())
}
