package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/identify"
	"precept/internal/record"
	"precept/internal/source"
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
	return w.Say("Held back: it looks as if it contains {1}. It is in the record's own file, and whoever keeps "+
		"the records can change it.", kinds(w, hits))
}

// kinds says what was found, each kind once: "an NHS number and a date of birth".
func kinds(w *wording.Words, hits []identify.Hit) string {
	var list []string
	for _, h := range hits {
		if what := w.Say(wording.Phrase(h.What)); !slices.Contains(list, what) {
			list = append(list, what)
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
		w := r.Under.Words
		f := hitFinding(w, s.Hit, s.Where, s.Pos)
		if s.Why != "" {
			f.Severity, f.Help = finding.Note, w.Say("allowed by the {record}: {1}", s.Why)
			f.Message = w.Say("{1} looks as if it holds {2}", s.Where, w.Say(wording.Phrase(s.What)))
		} else {
			r.hits[s.At] = append(r.hits[s.At], s.Hit)
			f.Help = w.Say("{1}; if it is none, write in the {record}: {2}", f.Help,
				fmt.Sprintf("allow: [{rule: %s, at: %s, reason: \"…\"}]", s.Rule, s.At))
		}
		rr.findings = append(rr.findings, f)
	}
	if line := r.Withheld(record.Writing); line != "" {
		r.Writing = paragraph(line)
	}
}

// suspectNames finds files among the evidence whose names look as if they tell who a patient is. What a record names is
// found in its answer.
func (rr *recordReader) suspectNames(p *Portfolio) {
	var colleagues []string
	if p != nil {
		colleagues = p.Colleagues()
	}
	for _, f := range rr.list {
		if f.Kind != record.EvidenceFile || rr.files.named[f.Name] {
			continue
		}
		if hits := record.SuspectName(f.Name, colleagues); len(hits) > 0 {
			w := rr.words()
			found := hitFinding(w, hits[0], "", finding.Position{File: rr.folder.Shown(f.Name)})
			found.Message = w.Say("the name of this file looks as if it holds {1}", w.Say(wording.Phrase(hits[0].What)))
			found.Help = w.Say("give the file a name that does not tell who somebody is")
			rr.findings = append(rr.findings, found)
		}
	}
}

// paragraph is a text as a paragraph of HTML.
func paragraph(text string) []byte {
	return []byte("<p>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text) + "</p>")
}

// withholdIntroduction does the same with the preceptee's own introduction, as a whole.
func (p *Portfolio) withholdIntroduction(file string, body []byte, line int) []finding.Finding {
	w, known := p.Version.Words, record.NewColleagues(p.Colleagues())
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
			findings = append(findings, warned(hitFinding(w, h, w.Say("the introduction"), place(h))))
		}
		hits = append(hits, h)
	}
	if len(hits) > 0 {
		p.Introduction = paragraph(p.heldBack(hits))
	}
	return findings
}

// ownText is a text of preceptee.md that somebody wrote freely.
type ownText struct {
	where, text string
	pos         finding.Position
	names       bool              // it names colleagues, and how they are reached
	hold        func(line string) // puts a line in its place
}

// ownTexts lists what somebody wrote freely in preceptee.md, as well as the introduction.
func (p *Preceptee) ownTexts(v source.Values) []ownText {
	var list []ownText
	add := func(v source.Values, key, where string, names bool, hold func(line string)) {
		list = append(list, ownText{where: where, text: v.Text(key), pos: v.Pos(key), names: names, hold: hold})
	}
	for key, text := range map[string]*string{"keeper": &p.Keeper, "profession": &p.Profession, "role": &p.Role,
		"practice": &p.Practice, "cohort": &p.Cohort} {
		add(v, key, key, true, func(line string) { *text = line })
	}
	for _, e := range v.Entries("accepted") {
		for key, of := range map[string]func(*Accepted) *string{
			"why":    func(a *Accepted) *string { return &a.Why },
			"plan":   func(a *Accepted) *string { return &a.Plan },
			"agreed": func(a *Accepted) *string { return &a.Agreed },
		} {
			add(e.Values, key, key+" under accepted", key == "agreed", func(line string) {
				a := p.Accepted[e.Key]
				*of(&a) = line
				p.Accepted[e.Key] = a
			})
		}
	}
	for _, e := range v.Entries("overrides") {
		add(e.Values, "why", "why under overrides", false, func(line string) {
			o := p.Calendar.Overrides[e.Key]
			o.Why = line
			p.Calendar.Overrides[e.Key] = o
		})
	}
	for _, e := range v.Entries("not_applicable") {
		list = append(list, ownText{"the reason under not_applicable", e.Text, e.KeyPos, false,
			func(line string) { p.Calendar.NotApplicable[e.Key] = line }})
	}
	for i, m := range v.Maps("share") {
		add(m, "asked", "asked under share", true, func(line string) { p.Share[i].Asked = line })
	}
	extension := v.Map("extension")
	add(extension, "why", "why under extension", false, func(line string) { p.Extension.Why = line })
	add(extension, "agreed", "agreed under extension", true, func(line string) { p.Extension.Agreed = line })
	slices.SortFunc(list, func(a, b ownText) int {
		return cmp.Or(cmp.Compare(a.pos.Line, b.pos.Line), cmp.Compare(a.pos.Column, b.pos.Column),
			cmp.Compare(a.where, b.where))
	})
	return list
}

// withholdTexts does the same with what else somebody wrote freely in preceptee.md, each text by itself.
func (p *Portfolio) withholdTexts() []finding.Finding {
	known := record.NewColleagues(p.Colleagues())
	var findings []finding.Finding
	for _, t := range p.texts {
		hits := slices.DeleteFunc(identify.Hits(t.text, ""), func(h identify.Hit) bool {
			return known.Are(h) || t.names && h.Person()
		})
		if len(hits) == 0 {
			continue
		}
		findings = append(findings, warned(hitFinding(p.Version.Words, hits[0], t.where, t.pos)))
		t.hold(p.heldBack(hits))
	}
	return findings
}

// heldBack is the line in the place of what preceptee.md has.
func (p *Portfolio) heldBack(hits []identify.Hit) string {
	w := p.Version.Words
	return w.Say("Held back: it looks as if it contains {1}. It is in preceptee.md, where it can be changed.",
		kinds(w, hits))
}

func hitFinding(w *wording.Words, h identify.Hit, what string, pos finding.Position) finding.Finding {
	advice := wording.Lower(strings.TrimSuffix(w.Say(wording.Phrase(h.Advice)), "."))
	return finding.Finding{Rule: record.IdentifierRule + h.Rule, Position: pos, HideLine: true, RecordOnly: true,
		Help:    advice,
		Message: w.Say("{1} looks as if it holds {2}, and is held back", what, w.Say(wording.Phrase(h.What)))}
}

// warned makes what is found in preceptee.md a warning: its text is held back, and an error there would say that the
// whole portfolio is.
func warned(f finding.Finding) finding.Finding {
	f.Severity = finding.Warning
	return f
}

// Colleagues lists the names of the preceptee and their people, who are not patients.
func (p *Preceptee) Colleagues() []string {
	list := []string{p.Name}
	for _, person := range p.People {
		list = append(list, person.Name)
	}
	return list
}
