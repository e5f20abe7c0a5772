package check

import (
	"strings"

	"precept/internal/markdown"
	"precept/internal/toolkit"
)

// What can be wrong with one entry of an outline.
const (
	outlineAbsent = iota
	outlineMoved
	outlineBare
)

func outlineMissing(p *Pass) {
	eachOutline(p, func(what int, word toolkit.Word, _ *markdown.Heading, above string) {
		if what != outlineAbsent {
			return
		}
		where := ""
		if above != "" {
			where = " below " + above
		}
		p.Report(
			word.Pos,
			"add the heading, or delete it from the outline",
			"the page has no heading %q%s",
			word.Text,
			where,
		)
	})
}

func outlineOrder(p *Pass) {
	eachOutline(p, func(what int, word toolkit.Word, h *markdown.Heading, _ string) {
		if what == outlineMoved {
			p.Report(word.Pos, "move the section, or change the outline",
				"the heading %q, on line %d, is not in the order of the outline", word.Text, h.Pos.Line)
		}
	})
}

func outlineEmpty(p *Pass) {
	eachOutline(p, func(what int, word toolkit.Word, h *markdown.Heading, _ string) {
		if what == outlineBare {
			p.Report(h.Pos, "write the section, or delete the heading and its line of the outline",
				"there is nothing below the heading %q", h.Text)
		}
	})
}

// outlineReport is called for each fault: what it is, the entry of the outline, its heading if there is one, and the
// heading above.
type outlineReport func(what int, word toolkit.Word, h *markdown.Heading, above string)

// eachOutline compares every page with its outline.
func eachOutline(p *Pass, report outlineReport) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if len(page.Outline) == 0 || p.unread[page.File] {
				continue
			}
			words := make([]toolkit.Word, len(page.Outline))
			for i, o := range page.Outline {
				words[i] = o.Word
			}
			heads := page.Facts.Headings
			found := compareOutline(words, heads, "", report)
			for i, o := range page.Outline {
				if at := found[i]; at >= 0 {
					compareOutline(o.Below, under(heads, at), heads[at].Text, report)
				}
			}
		}
	}
}

// compareOutline finds each word among the headings, in order, and gives their indexes; -1 for a missing one.
func compareOutline(words []toolkit.Word, heads []markdown.Heading, above string, report outlineReport) []int {
	found := make([]int, len(words))
	next := 0
	for i, word := range words {
		at := findHeading(heads, next, word.Text)
		if at < 0 {
			found[i] = findHeading(heads, 0, word.Text)
			if found[i] < 0 {
				report(outlineAbsent, word, nil, above)
			} else {
				report(outlineMoved, word, &heads[found[i]], above)
			}
		} else {
			found[i], next = at, at+1
		}
		if at := found[i]; at >= 0 && heads[at].Empty {
			report(outlineBare, word, &heads[at], above)
		}
	}
	return found
}

func findHeading(heads []markdown.Heading, from int, text string) int {
	for i := from; i < len(heads); i++ {
		if strings.EqualFold(strings.TrimSpace(heads[i].Text), strings.TrimSpace(text)) {
			return i
		}
	}
	return -1
}

// under gives the headings below the one at index at.
func under(heads []markdown.Heading, at int) []markdown.Heading {
	end := at + 1
	for end < len(heads) && heads[end].Level > heads[at].Level {
		end++
	}
	return heads[at+1 : end]
}
