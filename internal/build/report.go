package build

import (
	"io"

	"precept/internal/plan"
	"precept/internal/view"
)

// Cohort says who is where in their year.
func (s *Snapshot) Cohort() *view.Report { return plan.Cohort(s.input, s.Words(), s.Portfolios) }

// Assurance gathers what the practice may know of everybody, and its own records.
func (s *Snapshot) Assurance() (*view.Report, error) {
	v := s.Toolkit.Current()
	if v == nil {
		return s.Cohort(), nil
	}
	practice, err := s.records.Practice()
	if err != nil {
		return nil, err
	}
	return plan.Assurance(s.input, v, s.Portfolios, practice), nil
}

// WriteReport writes a report as a page that needs no other file.
func (s *Snapshot) WriteReport(w io.Writer, r *view.Report) error {
	return plan.Report(s.input, r).Write(w)
}
