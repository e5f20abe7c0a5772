package build

import (
	"context"
	"io"

	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/view"
)

// Standings loads a project and says where everybody is in their year. No portfolio is kept.
func Standings(ctx context.Context, o Options) (*Snapshot, []portfolio.Standing, error) {
	return Each(ctx, o, func(_ *Snapshot, p *portfolio.Portfolio) portfolio.Standing { return standing(p) })
}

func standing(p *portfolio.Portfolio) portfolio.Standing {
	return p.For(portfolio.ForPractice).Standing()
}

// Assured loads a project and gathers what the practice may know of everybody, and its own records. No portfolio is
// kept.
func Assured(ctx context.Context, o Options) (*Snapshot, *view.Report, error) {
	s, people, err := Each(ctx, o, (*Snapshot).reported)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.assurance(people)
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	return s, r, nil
}

// CohortOf is the page that says where everybody is in their year.
func (s *Snapshot) CohortOf(people []portfolio.Standing) *view.Report {
	return plan.Cohort(s.input, s.Words(), people)
}

// Cohort is the same page, of the portfolios that are kept.
func (s *Snapshot) Cohort() *view.Report {
	var people []portfolio.Standing
	for _, p := range s.Portfolios {
		people = append(people, standing(p))
	}
	return s.CohortOf(people)
}

// Assurance gathers what the practice may know of the people with portfolios here, and its own records.
func (s *Snapshot) Assurance() (*view.Report, error) {
	var people []reported
	for _, p := range s.Portfolios {
		people = append(people, s.reported(p))
	}
	return s.assurance(people)
}

// reported is what a report for an inspector says of one person. Where no version is released yet, it is only where
// they are in their year.
type reported struct {
	assured  *plan.Assured
	standing portfolio.Standing
}

func (s *Snapshot) reported(p *portfolio.Portfolio) reported {
	if v := s.Toolkit.Current(); v != nil {
		return reported{assured: plan.Assure(s.input, v, p)}
	}
	return reported{standing: standing(p)}
}

func (s *Snapshot) assurance(people []reported) (*view.Report, error) {
	var assured []*plan.Assured
	var standings []portfolio.Standing
	for _, p := range people {
		assured, standings = append(assured, p.assured), append(standings, p.standing)
	}
	v := s.Toolkit.Current()
	if v == nil {
		return s.CohortOf(standings), nil
	}
	practice, err := s.records.Practice()
	if err != nil {
		return nil, err
	}
	return plan.Assurance(s.input, v, assured, practice), nil
}

// WriteReport writes a report as a page that needs no other file.
func (s *Snapshot) WriteReport(w io.Writer, r *view.Report) error {
	return plan.Report(s.input, r).Write(w)
}
