package markdown

import (
	"fmt"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// image writes an image with its description. Only files beside the pages are shown.
func (p *page) image(n *ast.Image) {
	start := len(p.txt)
	p.noTerm++
	p.noLink++
	p.silent++
	p.capture(func() { p.inline(n) })
	p.silent--
	p.noLink--
	p.noTerm--
	alt := collapse(p.txt[start:])
	raw := string(appendText(nil, n.Destination))
	from, to := p.rangeOf(n.Destination, n)
	img := Image{Raw: raw, Alt: alt}
	name := unescapePath(raw)
	joined := path.Join(p.in.Folder, name)
	const beside = "put the image beside the page and write its name"
	switch scheme := schemeOf(raw); {
	case raw == "":
		p.report("image-remote", from, to, "the image does not name a file",
			"write the name of a file beside the page: ![words](picture.png)")
	case scheme != "" && scheme != "http" && scheme != "https":
		p.report("link-scheme", from, to,
			"images that start with "+shorten(strings.Map(visibleRune, scheme), 30)+": are not allowed", beside)
	case scheme != "" || strings.HasPrefix(raw, "//"):
		p.report("image-remote", from, to, "the image would be loaded from another site", beside)
	case raw[0] == '/' || raw[0] == '#' || strings.ContainsFunc(raw, hidden) || strings.Contains(name, `\`) ||
		outside(joined) || len(raw) > maxAddress:
		p.report("image-remote", from, to,
			"the image is not in the version's folder: "+shorten(strings.Map(visibleRune, raw), 80), beside)
	default:
		img.Path = joined
	}
	if !visible(alt) {
		p.report("image-alt", max(0, n.Pos()), max(0, n.Pos())+2, "the image has no description",
			"write what it shows for those who cannot see it: ![words](picture.png)")
	}
	if p.silent == 0 {
		img.Pos = p.position(p.at(from, to))
		p.facts.Images = append(p.facts.Images, img)
	}
	if img.Path == "" || p.record {
		escape(p.buf, []byte(alt))
		return
	}
	p.showImage(n, name, &img)
}

// showImage writes an image as HTML, with its size where that is known, so that the page does not move while it loads.
func (p *page) showImage(n *ast.Image, name string, img *Image) {
	p.buf.WriteString(`<img src="`)
	escape(p.buf, util.URLEscape([]byte(name), false))
	p.buf.WriteString(`" alt="`)
	escape(p.buf, []byte(img.Alt))
	p.buf.WriteByte('"')
	if len(n.Title) > 0 && len(n.Title) <= 300 {
		p.buf.WriteString(` title="`)
		escape(p.buf, appendText(nil, n.Title))
		p.buf.WriteByte('"')
	}
	if p.in.Dict != nil {
		if size, known := p.in.Dict.Sizes[img.Path]; known {
			fmt.Fprintf(p.buf, ` width="%d" height="%d"`, size.Width, size.Height)
		}
	}
	p.buf.WriteString(` loading="lazy">`)
}
