package themes

import (
	"regexp"
	"strings"
	"sync"
)

// Palette is a scheme's colours by the names of their custom properties in tokens.css, without the two hyphens:
// "#16232e" for ink.
type Palette map[string]string

// Light and Dark are the two schemes of the built-in theme. They are not to be changed.
func Light() Palette { return palettes().light }
func Dark() Palette  { return palettes().dark }

// Tokens is the text of tokens.css for a stylesheet that is served beside any theme: in a layer, so that what a theme
// sets comes first.
func Tokens() []byte {
	return append(append([]byte("@layer precept {\n"), tokens()...), "}\n"...)
}

// Changes is the stylesheet of what went and what came, for pages that are beside any theme.
func Changes() []byte { return style("changes.css") }

// tokens is the one place where colours are written.
func tokens() []byte { return style("tokens.css") }

func style(name string) []byte {
	css, err := Files.ReadFile("default/" + name)
	if err != nil {
		panic("themes: " + err.Error()) // it is part of the program, and a test reads it
	}
	return css
}

type schemes struct{ light, dark Palette }

// palettes reads tokens.css. What a scheme does not set, it has from the light one.
var palettes = sync.OnceValue(func() schemes {
	css := string(tokens())
	light := colours(css, ":root {", nil)
	return schemes{light, colours(css, `:root[data-theme="dark"] {`, light)}
})

var colour = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)

// colours reads the block of the stylesheet that selector opens, over the colours that it inherits.
func colours(css, selector string, inherited Palette) Palette {
	p := Palette{}
	for name, value := range inherited {
		p[name] = value
	}
	_, block, _ := strings.Cut(css, selector)
	block, _, _ = strings.Cut(block, "}")
	for _, m := range colour.FindAllStringSubmatch(block, -1) {
		p[m[1]] = m[2]
	}
	return p
}
