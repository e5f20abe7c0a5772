package plan

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
)

// forRobots is what search engines and feed readers ask for. Without an address of its own a site has neither sitemap
// nor feed.
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
	type location struct {
		Loc string `xml:"loc"`
	}
	list := struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []location `xml:"url"`
	}{}
	for _, p := range t.v.Pages {
		list.URLs = append(list.URLs, location{t.Site.URL + "/" + p.Address})
	}
	return document(list)
}

// atom is a feed in the format of RFC 4287.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// atomEntry is one piece of news.
type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Link    atomLink `xml:"link"`
	Updated string   `xml:"updated"`
	Summary string   `xml:"summary"`
}

// midnight makes a date the moment that a feed wants.
const midnight = "T00:00:00Z"

// feed reports releases and corrections to them, newest first.
func (t *edition) feed() []byte {
	list := t.news()
	f := atom{
		Title: t.Site.Title, ID: t.Site.URL + "/", Updated: t.AsOf.String() + midnight, Author: t.Site.Publisher,
		Links: []atomLink{{Href: t.Site.URL + "/"}, {Rel: "self", Href: t.Site.URL + "/feed.xml"}}, Entries: list,
	}
	if len(list) > 0 {
		f.Updated = list[0].Updated
	}
	return document(f)
}

// news lists what there is to report, newest first.
func (t *edition) news() []atomEntry {
	var list []atomEntry
	add := func(title, id, href, date, summary string) {
		list = append(list, atomEntry{title, id, atomLink{Href: href}, date + midnight, summary})
	}
	for _, v := range t.published {
		if v.Draft() {
			continue
		}
		at := t.Site.URL + "/v/" + v.Name + "/"
		add(v.Title, at, at+"index.html", v.Released.String(), v.Summary)
		if !v.Withdrawn.IsZero() {
			add(t.Say("{1} is withdrawn", v.Title), at+"#withdrawn", at+"index.html", v.Withdrawn.String(),
				v.WithdrawnWhy)
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
			title := t.Say("Correction to {1}", v.Title)
			if n.Urgent {
				title = t.Say("Important correction to {1}", v.Title)
			}
			add(title, at+"#"+n.ID, at+page, n.Date.String(), n.Text)
		}
	}
	slices.SortStableFunc(list, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	return list
}

// document writes an XML file.
func document(v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	_ = xml.NewEncoder(&b).Encode(v) // texts, and lists of them, can always be written
	b.WriteByte('\n')
	return b.Bytes()
}
