package theme

import (
	"fmt"
	"html/template"
	"strings"

	"precept/internal/view"
)

// framed is a frame, or a page with one.
type framed interface{ SharedParts() view.Shared }

// sharing gives a set of templates the function "shared", which runs a template over a frame, or takes what it gave for
// another page of the same surroundings. Without it, half of the time to render a page goes into what all its
// neighbours have too.
func sharing(set *template.Template) *template.Template {
	return set.Funcs(template.FuncMap{"shared": func(name string, page framed) (template.HTML, error) {
		draw := func() (template.HTML, error) {
			var b strings.Builder
			if err := set.ExecuteTemplate(&b, name, page); err != nil {
				return "", fmt.Errorf("drawing %s: %w", name, err)
			}
			return template.HTML(b.String()), nil
		}
		if shared := page.SharedParts(); shared != nil {
			return shared(name, draw)
		}
		return draw()
	}})
}
