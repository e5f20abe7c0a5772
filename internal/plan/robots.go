package plan

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// forRobots is what search engines and feed readers ask for. Without an address of its own a site has neither sitemap nor feed.
func (t *edition) forRobots() []Output {
	robots := "User-agent: *\nAllow: /\n"
	var out []Output
	if t.Site.URL != "" {
		robots += "Sitemap: " + t.Site.URL + "/sitemap.xml\n"
		out = append(out, fixed("sitemap.xml", t.sitemap()), fixed("feed.xml", t.feed()))
	}
	return append(out, fixed("robots.txt", []byte(robots)))
}

// sitemap lists the pages of the current version.
func (t *edition) sitemap() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range t.v.Pages {
		fmt.Fprintf(&b, "<url><loc>%s</loc></url>\n", escapedXML(t.Site.URL+"/"+p.Address))
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// entry is one piece of news in the feed.
type entry struct{ title, id, href, updated, summary string }

// feed tells of releases and of corrections to them, newest first.
func (t *edition) feed() []byte {
	var list []entry
	for _, v := range t.published {
		if v.Draft() {
			continue
		}
		at := t.Site.URL + "/v/" + v.Name + "/"
		list = append(list, entry{v.Title, at, at + "index.html", v.Released.String(), v.Summary})
		if !v.Withdrawn.IsZero() {
			list = append(list, entry{v.Title + " is withdrawn", at + "#withdrawn", at + "index.html", v.Withdrawn.String(), v.WithdrawnWhy})
		}
		for i := range v.Notices {
			n := &v.Notices[i]
			if n.Date.IsZero() {
				continue // it has its finding
			}
			page := "index.html"
			for _, slug := range n.On {
				if p := v.Page(slug); p != nil {
					page = p.Address
					break
				}
			}
			title := "Correction to " + v.Title
			if n.Urgent {
				title = "Important correction to " + v.Title
			}
			list = append(list, entry{title, at + "#" + n.ID, at + page, n.Date.String(), n.Text})
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return strings.Compare(b.updated, a.updated) })
	updated := t.AsOf.String()
	if len(list) > 0 {
		updated = list[0].updated
	}
	var b bytes.Buffer
	site := escapedXML(t.Site.URL)
	fmt.Fprintf(&b, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>%s/</id><link href="%[2]s/"/><link rel="self" href="%[2]s/feed.xml"/><updated>%[3]sT00:00:00Z</updated><author><name>%[4]s</name></author>`,
		escapedXML(t.Site.Title), site, updated, escapedXML(t.Site.Publisher))
	for _, e := range list {
		fmt.Fprintf(&b, `<entry><title>%s</title><id>%s</id><link href="%s"/><updated>%sT00:00:00Z</updated><summary>%s</summary></entry>`,
			escapedXML(e.title), escapedXML(e.id), escapedXML(e.href), e.updated, escapedXML(e.summary))
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

func escapedXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // writing to a Builder cannot fail
	return b.String()
}
