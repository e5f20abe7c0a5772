package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// headingAlias is the id that GitHub would give to a heading, and where it goes in the page's HTML.
type headingAlias struct {
	at, heading int
	id          string
}

// githubID makes an id from a heading's words as GitHub does: all but letters, digits, hyphens and underscores is left
// out, each space becomes a hyphen, and the same id again gets -1, -2 and so on.
func (p *page) githubID(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(words) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		}
	}
	if p.githubIDs == nil {
		p.githubIDs = map[string]int{}
	}
	id := b.String()
	n := p.githubIDs[id]
	p.githubIDs[id]++
	if n > 0 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// nameHeadings gives headings the ids that GitHub gives them, beside their own, so that links which worked there work
// here. An id that already means another place keeps that meaning.
func (p *page) nameHeadings() {
	p.aliases = slices.DeleteFunc(p.aliases, func(a headingAlias) bool {
		taken := a.id == "" || p.madeIDs[a.id]
		if _, written := p.ids[a.id]; written || taken {
			return true
		}
		p.madeIDs[a.id] = true
		p.facts.Headings[a.heading].Also = a.id
		return false
	})
	if len(p.aliases) == 0 {
		return
	}
	html := slices.Clone(p.buf.Bytes())
	p.buf.Reset()
	at := 0
	for _, a := range p.aliases {
		p.buf.Write(html[at:a.at])
		p.buf.WriteString(`<span id="s-`)
		escape(p.buf, []byte(a.id))
		p.buf.WriteString(`"></span>`)
		at = a.at
	}
	p.buf.Write(html[at:])
}
