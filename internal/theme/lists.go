package theme

import (
	"html/template"
	"strings"

	"precept/internal/view"
)

// functions are what templates may call beside the language's own. They write the two lists that are on every page: as
// templates these took a quarter of a page's whole time, since each address goes through three escapers by reflection.
var functions = template.FuncMap{"entries": entries, "links": links}

// entries writes a contents list, nested as its entries are.
func entries(list []view.Entry) template.HTML {
	var b strings.Builder
	writeEntries(&b, list)
	return template.HTML(b.String())
}

func writeEntries(b *strings.Builder, list []view.Entry) {
	b.WriteString("<ol>")
	for _, e := range list {
		b.WriteString(`<li><a href="`)
		b.WriteString(template.HTMLEscapeString(e.Href))
		b.WriteString(`">`)
		b.WriteString(template.HTMLEscapeString(e.Text))
		b.WriteString("</a>")
		if len(e.Children) > 0 {
			writeEntries(b, e.Children)
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ol>")
}

// links writes a list of links, and marks the page's own and those above it.
func links(list []view.Link) template.HTML {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, l := range list {
		b.WriteString(`<li><a href="`)
		b.WriteString(template.HTMLEscapeString(l.Href))
		b.WriteByte('"')
		switch {
		case l.Current:
			b.WriteString(` aria-current="page"`)
		case l.Inside:
			b.WriteString(` aria-current="true"`)
		}
		b.WriteByte('>')
		b.WriteString(template.HTMLEscapeString(l.Text))
		b.WriteString("</a></li>")
	}
	b.WriteString("</ul>")
	return template.HTML(b.String())
}
