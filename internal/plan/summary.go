package plan

import (
	"slices"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// How much the summary shows of what may be long, so that it is two sheets of paper.
const (
	summarySigners  = 6
	summaryDomains  = 8
	summaryHoldings = 10
)

// summary is the year on two sheets, for an appraiser, an interview or a new employer.
func (t *private) summary(at string) *view.Summary {
	v := &view.Summary{Page: t.page(at, t.Say("Summary"),
		t.Say("The year on two sheets of paper, for an appraiser, an interview or a new employer.")),
		Facts: t.facts(), Progress: t.progress(), Reviews: t.reviews(at), Signers: t.signers()}
	v.Title = t.Say("{1}: summary", t.p.Name)
	v.Levels, v.Counts = t.competencyCounts()
	if t.has(hoursPath) {
		v.Hours, v.Asked = t.total(t.p.Learning()), t.asked()
		v.Holdings, v.More = t.summaryHoldings(at)
	}
	shown := t.p.Showcased()
	for _, r := range shown {
		v.Pieces = append(v.Pieces, t.line(r, at))
	}
	if n := len(t.p.Showcase) - len(shown); n > 0 {
		v.NotHere = t.Several(n, "{1} more piece of evidence was chosen and is not in this copy.",
			"{1} more pieces of evidence were chosen and are not in this copy.")
	}
	if len(t.p.Showcase) == 0 && t.p.Reader == portfolio.ForPreceptee {
		v.NotHere = t.Say("Nothing is chosen yet. Choose up to ten {records} with whoever keeps them; they are shown " +
			"here.")
	}
	return v
}

// reviews are the milestones that are reviews, with who signed their records.
func (t *private) reviews(at string) []view.Review {
	var list []view.Review
	for _, m := range t.milestones {
		if m.Occurrence.Milestone.Gate == "" {
			continue
		}
		d := t.due(m, at)
		review := view.Review{Title: d.Title, Href: firstHref(d.Forms), When: d.When, State: d.State, Detail: m.Detail}
		if m.State == programme.Done && !m.DoneOn.IsZero() {
			review.Detail = t.Say("on {1}", shortDay(t.Words, m.DoneOn))
		}
		for _, r := range m.Records {
			if by := signedBy(t.Words, r); by != "" && !slices.Contains(review.Signed, by) {
				review.Signed = append(review.Signed, by)
			}
		}
		list = append(list, review)
	}
	return list
}

// signers are the people who signed records of the year, those with the most signatures first.
func (t *private) signers() []view.Fact {
	type signer struct {
		who string
		n   int
	}
	var list []signer
	for _, r := range t.records {
		seen := map[string]bool{}
		for _, s := range r.Signed {
			who := whoSigned(r, s)
			if r.FromPractice || seen[who] {
				continue
			}
			seen[who] = true
			i := slices.IndexFunc(list, func(s signer) bool { return s.who == who })
			if i < 0 {
				i, list = len(list), append(list, signer{who: who})
			}
			list[i].n++
		}
	}
	slices.SortStableFunc(list, func(a, b signer) int { return b.n - a.n })
	var facts []view.Fact
	for _, s := range list[:min(len(list), summarySigners)] {
		facts = append(facts, view.Fact{Name: s.who,
			Value: t.Several(s.n, "signed {1} {record}", "signed {1} {records}")})
	}
	return facts
}

// competencyCounts counts what is achieved by domain and level; where there are many domains, only by level.
func (t *private) competencyCounts() ([]string, []view.CountRow) {
	list := t.p.Competencies()
	v := &view.Competencies{}
	for i := range list {
		if n := len(v.Domains); n == 0 || v.Domains[n-1].Title != list[i].Domain {
			v.Domains = append(v.Domains, view.Domain{Title: list[i].Domain})
		}
	}
	if len(v.Domains) > summaryDomains {
		v.Domains = make([]view.Domain, 1)
		for i := range list {
			list[i].Domain = ""
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	v.Levels = t.levels()
	t.countCompetencies(competenciesPath, v, list)
	for i := range v.Counts {
		v.Counts[i].Href = ""
	}
	return v.Levels, v.Counts
}

// summaryHoldings are what runs out; more says how many are only on the page about hours.
func (t *private) summaryHoldings(at string) (list []view.HoldingLine, more string) {
	all := t.holdings(at)
	if n := len(all) - summaryHoldings; n > 0 {
		more = t.Several(n, "{1} more on the page about hours and training.",
			"{1} more on the page about hours and training.")
	}
	return all[:min(len(all), summaryHoldings)], more
}

// levels are the levels of a competency in words.
func (t *private) levels() []string {
	var list []string
	for _, level := range competencyLevels {
		list = append(list, upper(t.Say(level)))
	}
	return list
}
