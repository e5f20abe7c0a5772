package plan

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"

	"precept/internal/portfolio"
	"precept/internal/view"
)

// Beside plans the portfolio on one page whose pictures and files are those of the tree: a sealed file carries both.
func Beside(in Input, p *portfolio.Portfolio, reader portfolio.Reader) Output {
	t := newPrivate(in, p, reader)
	t.beside = true
	t.copies()
	return render(t, onePage, "whole", t.whole)
}

// whole is the portfolio on one page that needs no other file: no script, its style within it and allowed by its hash.
func (t *private) whole(at string) *view.Whole {
	v := &view.Whole{Page: t.page(at, t.Say("Portfolio"),
		t.Say("The whole portfolio as of {1}, to read, print or keep.", day(t.Words, t.p.AsOf)))}
	v.Title, v.PageTitle = t.Say("{1}: portfolio", t.p.Name), t.Say("Portfolio of {1}", t.p.Name)
	v.Script, v.Frame.Style, v.PageStyle, v.Icon = "", "", "", ""
	v.Parts = t.partList()
	v.Overview, v.Calendar, v.Gaps = *t.overview(at), *t.calendar(at), *t.gaps(at)
	v.TwoSheets, v.Meeting = *t.summary(at), *t.meeting(at)
	if t.has(competenciesPath) {
		v.Competencies = t.competencies(at)
	}
	if t.has(standardsPath) {
		v.Evidence = t.proofOf(at)
	}
	if t.has(hoursPath) {
		v.Hours = t.hours(at)
	}
	room := maxPictures
	for _, r := range t.records {
		if t.readable(r) {
			record := t.record(at, r)
			if !t.beside {
				t.embed(record, &room)
			}
			record.Number = len(v.Records) + 1
			v.Records = append(v.Records, *record)
		}
	}
	v.Style = template.CSS(t.Theme.StyleSource() + printRules(v))
	v.CSP = selfContained(string(v.Style))
	return v
}

// selfContained is the policy of a page that needs no other file, with its style within it.
func selfContained(style string) string {
	return "default-src 'none'; style-src " + styleHash(style) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
}

// styleHash is what allows a style by its hash in a content security policy.
func styleHash(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
