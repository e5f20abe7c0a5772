package intake

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/identify"
)

// identifiers warns of text that looks as if it could tell who a patient is, by the rules that a build goes by. The record is taken in
// all the same: a build holds back the answer. What was found is never repeated.
func (in *Intake) identifiers(inc *incoming) []finding.Finding {
	var list []finding.Finding
	var known []string // surnames of those who are no patients
	know := func(name string) {
		if words := strings.Fields(name); len(words) > 0 {
			known = append(known, strings.ToLower(words[len(words)-1]))
		}
	}
	know(in.Portfolio.Name)
	for _, person := range in.Portfolio.People {
		know(person.Name)
	}
	for _, s := range inc.rec.Signed {
		know(s.Name)
	}
	ours := func(hit identify.Hit, text string) bool {
		words := strings.Fields(strings.ToLower(text[hit.Start:hit.End]))
		return inc.organisation && hit.Contact || hit.Rule == "title-surname" && len(words) > 0 &&
			slices.Contains(known, strings.TrimSuffix(strings.TrimSuffix(words[len(words)-1], "'s"), "\u2019s"))
	}
	look := func(text, label, at string, pos finding.Position) {
		for _, hit := range identify.Hits(text, label) {
			if ours(hit, text) || slices.ContainsFunc(inc.rec.Allow, func(a form.Allowance) bool {
				return strings.TrimPrefix(a.Rule, "identifier-") == hit.Rule && a.At == at
			}) {
				continue
			}
			pos.File = inc.name
			list = append(list, finding.Finding{Rule: "identifier-" + hit.Rule, Severity: finding.Warning, Position: pos, Unquoted: true,
				Message: fmt.Sprintf("%s looks as if it could tell who a patient is; it is taken in, and held back when the portfolio is built", label), Help: hit.Advice})
		}
	}
	var answer func(a *form.Answer, f *form.Field, label, at string)
	answer = func(a *form.Answer, f *form.Field, label, at string) {
		if f != nil && f.Type != form.Line && f.Type != form.Text && f.Type != form.Pick && f.Type != form.Table {
			return // chosen, ticked or counted
		}
		look(a.Text, label, at, a.Pos)
		for _, text := range a.List {
			look(text, label, at, a.Pos)
		}
		for _, row := range a.Rows {
			for i := range row.Cells {
				cell := &row.Cells[i]
				var column *form.Field
				name := label + ", " + cell.Field
				if f != nil && !cell.Unknown {
					if column = f.Column(cell.Field); column != nil {
						name = label + ", " + column.Label
					}
				}
				answer(cell, column, name, at)
			}
		}
	}
	for i := range inc.rec.Answers {
		a := &inc.rec.Answers[i]
		label, f := a.Field, inc.form.Field(a.Field)
		if f != nil && !a.Unknown {
			label = f.Label
		}
		answer(a, f, label, a.Field)
	}
	look(string(inc.rec.Body), "the free writing", "body", finding.Position{Line: inc.rec.BodyLine, Column: 1})
	return finding.Sort(list)
}
