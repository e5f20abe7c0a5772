package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// renamed is a heading to which GitHub gives another id than the one made here, and where the latter and the heading's
// words are in the page's HTML.
type renamed struct {
	heading         int // its place in Facts.Headings
	id              string
	from, to, words int
}

// inGitHubID are the characters that GitHub keeps in an id.
var inGitHubID = []*unicode.RangeTable{
	unicode.Letter, unicode.Mark, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic,
}

// githubID makes an id from a heading's words as GitHub does: all but letters, digits, hyphens and underscores is left
// out, each space becomes a hyphen, and an id that was given already gets the first of -1, -2 and so on that was not.
func (p *page) githubID(words string) string {
	made := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || unicode.In(r, inGitHubID...):
			return r
		}
		return -1
	}, strings.ToLower(words))
	if made == "" {
		return ""
	}
	if p.githubIDs == nil {
		p.githubIDs = map[string]int{}
	}
	id := made
	for _, taken := p.githubIDs[id]; taken; _, taken = p.githubIDs[id] {
		p.githubIDs[made]++
		id = made + "-" + strconv.Itoa(p.githubIDs[made])
	}
	p.githubIDs[id] = 0
	return id
}

// rename notes that a heading gets the id that GitHub gives it, if that is another one than its older id. In the help
// of an item a heading keeps its older id.
func (p *page) rename(r renamed, older, words string) {
	r.id = p.githubID(words)
	if r.id != "" && r.id != older && p.captures == 0 {
		p.renamed = append(p.renamed, r)
	}
}

// nameHeadings gives headings the ids that GitHub gives them, where those are others. The older id leads to its heading
// as well, from an empty element before the words.
func (p *page) nameHeadings() {
	if len(p.renamed) == 0 {
		return
	}
	older := map[string]bool{} // the ids made for headings
	for _, h := range p.facts.Headings {
		if _, written := p.ids[h.ID]; !written {
			older[h.ID] = true
		}
	}
	html := slices.Clone(p.buf.Bytes())
	p.buf.Reset()
	at := 0
	for _, r := range p.renamed {
		h := &p.facts.Headings[r.heading]
		if older[r.id] {
			h.Contested = r.id
		}
		if _, written := p.ids[r.id]; written || p.madeIDs[r.id] {
			continue // it means another place, and keeps that meaning
		}
		h.ID, h.Also = r.id, h.ID
		p.buf.Write(html[at:r.from])
		escape(p.buf, []byte(h.ID))
		p.buf.Write(html[r.to:r.words])
		p.buf.WriteString(`<span id="s-`)
		p.buf.Write(html[r.from:r.to])
		p.buf.WriteString(`"></span>`)
		at = r.words
	}
	p.buf.Write(html[at:])
}
