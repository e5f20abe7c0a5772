package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/identify"
	"precept/internal/record"
	"precept/internal/wording"
)

// Withheld gives the line to show instead of an answer that looks as if it tells who a patient is; "" where the
// answer may be shown.
func (r *Record) Withheld(field string) string {
	hits := r.hits[field]
	if len(hits) == 0 {
		return ""
	}
	w := r.Under.Words
	return w.Say("Held back: it looks as if it holds {1}. The record's own file has it; whoever keeps the records can "+
		"change it.", kinds(w, hits))
}

// kinds says what was found, each kind once: "an NHS number and a date of birth".
func kinds(w *wording.Words, hits []identify.Hit) string {
	var list []string
	for _, h := range hits {
		if !slices.Contains(list, h.What) {
			list = append(list, h.What)
		}
	}
	return w.List(list)
}

// withhold holds back text that looks as if it tells who a patient is: each answer by itself, and the free writing
// as a whole.
func (rr *recordReader) withhold(p *Portfolio, r *Record) {
	r.hits = map[string][]identify.Hit{}
	told := map[[2]string]bool{}
	var colleagues []string
	if p != nil {
		colleagues = p.Colleagues()
	}
	for _, s := range r.Suspects(colleagues) {
		key := [2]string{s.At, s.Rule}
		if told[key] {
			continue
		}
		told[key] = true
		f := hitFinding(s.Hit, s.Where, s.Pos)
		if s.Why != "" {
			f.Severity, f.Help = finding.Note, "allowed by the record: "+s.Why
			f.Message = s.Where + " looks as if it holds " + s.What
		} else {
			r.hits[s.At] = append(r.hits[s.At], s.Hit)
			f.Help += fmt.Sprintf("; if it is none, write in the record: allow: [{rule: %s, at: %s, reason: \"…\"}]",
				s.Rule, s.At)
		}
		rr.findings = append(rr.findings, f)
	}
	if line := r.Withheld(record.Writing); line != "" {
		r.Writing = paragraph(line)
	}
}

// paragraph is a text as a paragraph of HTML.
func paragraph(text string) []byte {
	return []byte("<p>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text) + "</p>")
}

// withholdIntroduction does the same with the preceptee's own introduction, as a whole.
func (p *Portfolio) withholdIntroduction(file string, body []byte, line int) []finding.Finding {
	known := record.NewColleagues(p.Colleagues())
	place := record.HitPositions(file, body, line)
	told := map[string]bool{}
	var findings []finding.Finding
	var hits []identify.Hit
	text := string(body)
	for _, h := range identify.Hits(text, "") {
		if known.Are(h) {
			continue
		}
		if !told[h.Rule] {
			told[h.Rule] = true
			findings = append(findings, hitFinding(h, "the introduction", place(h)))
		}
		hits = append(hits, h)
	}
	if len(hits) > 0 {
		w := p.Version.Words
		text := w.Say("Held back: it looks as if it holds {1}. It is in preceptee.md, where it can be changed.",
			kinds(w, hits))
		p.Introduction = paragraph(text)
	}
	return findings
}

func hitFinding(h identify.Hit, what string, pos finding.Position) finding.Finding {
	advice := strings.ToLower(h.Advice[:1]) + strings.TrimSuffix(h.Advice[1:], ".")
	return finding.Finding{Rule: record.IdentifierRule + h.Rule, Position: pos, HideLine: true,
		Message: what + " looks as if it holds " + h.What + ", and is held back", Help: advice}
}

// Colleagues lists the names of the preceptee and their people, who are not patients.
func (p *Preceptee) Colleagues() []string {
	list := []string{p.Name}
	for _, person := range p.People {
		list = append(list, person.Name)
	}
	return list
}
