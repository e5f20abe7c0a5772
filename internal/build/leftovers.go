package build

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"precept/internal/finding"
	"precept/internal/publish"
)

// Leftovers are the portfolios in a folder whose people no longer have records here: somebody was removed, or their
// folder was renamed. Where the preceptees' folder was not looked at, nothing can be said, and there are none.
func (s *Snapshot) Leftovers(portfolios string) ([]publish.Tree, error) {
	if s.folders == nil {
		return nil, nil
	}
	trees, err := publish.Trees(portfolios)
	return slices.DeleteFunc(trees, func(t publish.Tree) bool {
		id, ok := t.Portfolio()
		return !ok || slices.Contains(s.folders, id)
	}), err
}

// sweep removes what builds that were killed left where this one writes, and names it. It also names the portfolios
// that are left over of people who were removed: those are for a person to delete.
func (s *Snapshot) sweep(ctx context.Context, d Destination) ([]finding.Finding, error) {
	var list []finding.Finding
	dirs := []string{d.Portfolios}
	if s.Public != nil {
		dirs = append(dirs, filepath.Dir(d.Public))
	}
	for i, dir := range dirs {
		gone, err := publish.Sweep(ctx, dir)
		if err != nil {
			return list, fmt.Errorf("clearing up after an earlier build: %w", err)
		}
		for _, name := range gone {
			if i == 0 {
				name = portfolioLabel(name)
			}
			list = append(list, finding.Finding{Rule: "staging-left", Severity: finding.Note,
				Position: finding.Position{File: name},
				Message:  "a build that was stopped left this folder with part of a site; it has been deleted",
				Help:     "there is nothing to do"})
		}
	}
	left, err := s.Leftovers(d.Portfolios)
	for _, t := range left {
		id, _ := t.Portfolio()
		list = append(list, finding.Finding{Rule: "portfolio-left", Severity: finding.Warning, Preceptee: id,
			Position: finding.Position{File: portfolioLabel(t.Name)},
			Message:  "this portfolio is still here, and its person has no records here any more",
			Help:     "delete it with precept remove " + id + " --write, or on the desk"})
	}
	return list, err
}

// portfolioLabel is a portfolio's folder as messages name it, wherever portfolios are written.
func portfolioLabel(name string) string { return "portfolios/" + name }
