package plan

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// FormAddress gives the path of the form's page of a step in the public tree, "" where it has none, and the fragment by
// which precept serve opens the form there: the person, and which record. The practice's own forms have no person.
func FormAddress(kit *toolkit.Toolkit, p *portfolio.Portfolio, s portfolio.Step) (page, opens string) {
	v := kit.Version(s.Form.Version)
	if v == nil || !slices.Contains(kit.Published(), v) {
		return "", ""
	}
	of := v.FormPage(s.Form.Slug)
	if of == nil {
		return "", ""
	}
	page = of.Address
	if v != kit.Current() {
		page = "v/" + v.Name + "/" + page
	}
	var parts []string
	if s.Form.Subject != "organisation" {
		parts = append(parts, "for="+url.QueryEscape(p.ID))
	}
	if at := fileBelow(p, s.Record); at != "" {
		parts = append(parts, "at="+url.QueryEscape(at))
	}
	if len(parts) > 0 {
		opens = "#" + strings.Join(parts, "&")
	}
	return page, opens
}

// fileBelow is the file of a record below the folder that it is in; "" of none.
func fileBelow(p *portfolio.Portfolio, r *portfolio.Record) string {
	if r == nil {
		return ""
	}
	folder := path.Dir(p.File)
	if r.FromPractice {
		folder = record.Organisation
	}
	at, ok := strings.CutPrefix(r.File, folder+"/")
	if !ok {
		return ""
	}
	return at
}

// steps shows the forms that close something, each with the way to it: where the portfolio is served, the form opened
// for the person; where the site has an address, the form there; otherwise only its name.
func (t *private) steps(list []portfolio.Step) []view.Link {
	var links []view.Link
	for _, s := range list {
		if s.Record != nil && !t.readable(s.Record) {
			s.Record = nil
		}
		link := view.Link{Text: s.Form.Title}
		switch page, opens := FormAddress(t.Toolkit, t.p.Portfolio, s); {
		case page == "":
		case t.Served:
			link.Href = "/" + page + opens
		case t.Site.URL != "":
			link.Href = t.Site.URL + "/" + page
		}
		if !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links
}

// readers gives the lanes that the portfolio was built for, the one that reads it first before the others; none of an
// appraiser.
func (t *private) readers() []string {
	lanes := t.p.Version.Lanes()
	person, helper, place := programme.Person(lanes).ID, programme.Helper(lanes).ID, programme.Place(lanes).ID
	switch list := []string{person}; {
	case t.p.Reader == portfolio.ForPair && helper != "":
		return append([]string{helper}, list...)
	case t.p.Reader == portfolio.ForPractice && place != "":
		return []string{place}
	case t.p.Reader == portfolio.ForAppraiser:
		return nil // they read, and have nothing to do
	default:
		return list
	}
}
