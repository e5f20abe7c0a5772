package toolkit

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
)

// competencies adds what a page of competencies lists to its version.
func (l *load) competencies(v *Version, p *Page) {
	for _, h := range p.Facts.Headings {
		if h.Get("pillar") != "" && h.Level != 2 {
			l.addAt("attribute-bad", h.Pos,
				fmt.Sprintf("pillar= on %q has no effect: only a domain has a pillar", h.Text),
				"write it on a heading of the second level, or leave it out")
		}
	}
	for _, it := range p.Facts.Items {
		if it.Marker == item.Plain {
			continue
		}
		c := Competency{ID: it.ID, Label: it.Label, LabelHTML: it.LabelHTML, Level: it.Marker, Form: p.About,
			Meets: strings.Fields(it.Get("meets")), When: it.Get("when"), Was: it.Get("was"), Page: p,
			Pos: position(p, it)}
		if h := under(p, it, 2); h != nil {
			c.Domain, c.Pillar = h.Text, h.Get("pillar")
		}
		v.Competencies = append(v.Competencies, c)
	}
}

// formerCompetencies notes what competencies are called now. A former id that cannot be one, or that another competency
// has or had, is found.
func (l *load) formerCompetencies(v *Version) {
	ids := map[string]bool{}
	for _, c := range v.Competencies {
		ids[c.ID] = true
	}
	v.renamed = map[string]string{}
	for _, c := range v.Competencies {
		switch other := v.renamed[c.Was]; {
		case c.Was == "":
		case !item.ValidID(c.Was):
			l.addAt("attribute-bad", c.Pos, fmt.Sprintf("was is %q, which cannot be an id", c.Was),
				"write the former id of this competency: was=old-id")
		case ids[c.Was]:
			l.addAt("attribute-bad", c.Pos, fmt.Sprintf("was is %q, which is still the id of a competency", c.Was),
				"write the id that this competency had in the version before, or delete was")
		case other != "":
			l.addAt("attribute-bad", c.Pos, fmt.Sprintf("was is %q, which %s also has as its former id", c.Was, other),
				"keep was= on only one of the two competencies")
		default:
			v.renamed[c.Was] = c.ID
		}
	}
}

// standards adds what a page of standards lists to its version.
func (l *load) standards(v *Version, p *Page) {
	for _, it := range p.Facts.Items {
		if it.Marker == item.Plain {
			continue
		}
		s := Standard{ID: it.ID, Label: it.Label, RegisteredWith: it.Get("registered-with"), Page: p,
			Pos: position(p, it)}
		s.Learning = l.learning(it, s.Pos)
		if h := under(p, it, 2); h != nil {
			s.Body = h.Text
		}
		v.Standards = append(v.Standards, s)
	}
}

// learning reads how much learning a standard asks for.
func (l *load) learning(it *item.Item, pos finding.Position) Learning {
	whole := func(key string, most int) int {
		text := it.Get(key)
		if text == "" {
			return 0
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > most {
			l.addAt("attribute-bad", pos, fmt.Sprintf("%s is %q, which is not a whole number from 1 to %d", key, text,
				most), "write "+key+"=3, for example")
			return 0
		}
		return n
	}
	a := Learning{Hours: whole("hours", 1000), Participatory: whole("participatory", 1000),
		Entries: whole("entries", 1000), Years: whole("years", 10)}
	switch asked := it.Get("hours") != "" || it.Get("entries") != ""; {
	case it.Get("participatory") != "" && it.Get("hours") == "":
		l.addAt("attribute-bad", pos, "participatory= says how many hours are with others, but there is no hours=",
			"add hours=35, for example")
	case a.Hours > 0 && a.Participatory > a.Hours:
		l.addAt("attribute-bad", pos, fmt.Sprintf("participatory is %d, which is more than hours=%d",
			a.Participatory, a.Hours), "write how many of those hours must be with others")
	case asked && it.Get("years") == "":
		l.addAt("attribute-bad", pos, "the standard does not say in how many years",
			"add years=3, for example")
	case !asked && it.Get("years") != "":
		l.addAt("attribute-bad", pos, "years= has no effect without hours= or entries=",
			"add hours=35, for example, or leave it out")
	}
	return a
}

// requirements reads what the toolkit must say.
func (l *load) requirements(v *Version, pages []*Page) {
	for _, p := range pages {
		if p.Kind != item.Requirements {
			continue
		}
		for _, it := range p.Facts.Items {
			if it.Marker == item.Plain {
				continue
			}
			r := Requirement{ID: it.ID, Label: it.Label, Should: it.Marker == "should", Fixed: it.Has("fixed"),
				Unconfirmed: it.Has("unconfirmed"),
				On:          strings.Fields(it.Get("on")), Page: p, Pos: position(p, it)}
			r.OnPos = r.Pos
			for _, a := range it.Pairs {
				if a.Key == "on" {
					r.OnPos = finding.Position{File: p.File, Line: a.Pos.Line, Column: a.Pos.Column, End: a.Pos.End}
				}
			}
			if len(r.On) == 0 {
				l.addAt("requirement-page", r.Pos, "the requirement does not say which page it is about",
					`add on=slug to its braces, such as {#`+it.ID+` on=organisation/indemnity}`)
			}
			for _, pattern := range it.Patterns {
				re, err := regexp.Compile("(?i)" + pattern)
				if err != nil {
					l.addAt("requirement-pattern", r.Pos, fmt.Sprintf("the pattern %q cannot be read", pattern),
						"write plain words, or a Go regular expression")
					continue
				}
				r.Patterns = append(r.Patterns, re)
			}
			v.Requirements = append(v.Requirements, r)
		}
	}
}

// terms gathers the glossary.
func terms(pages []*Page) []markdown.Term {
	var list []markdown.Term
	for _, p := range pages {
		if p.Kind != item.Glossary {
			continue
		}
		for _, d := range p.Facts.Terms {
			list = append(list, markdown.Term{Key: d.ID, Words: d.Term, Page: p.Address, Anchor: d.ID,
				Definition: d.Text})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Key < list[j].Key })
	return list
}
