// Package check owns the rules: one catalogue that says of each what it looks for, how grave it is, why it matters and how to
// mend it, and the checks over the whole toolkit and its plan that no single file can tell. It reads nothing and writes
// nothing. Findings of the stages before it pass through Grade, so that every severity is decided in one place.
package check

import (
	"fmt"
	"slices"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/toolkit"
)

// Input is what the rules look at.
type Input struct {
	Site       *site.Site
	Toolkit    *toolkit.Toolkit
	Portfolios []*portfolio.Portfolio
	Public     []plan.Output // the public tree, in order of its paths
	Aliases    []plan.Alias
	AsOf       civil.Date
}

// Rule is one entry of the catalogue.
type Rule struct {
	ID       string
	Severity finding.Severity
	Summary  string // what it finds, in one line
	Why      string // why that matters
	Example  string // what it is found in
	Fix      string // what to write instead

	// Check finds it. It is nil where a stage before this one finds it while reading.
	Check func(p *Pass)
}

// Pass is one run of one rule.
type Pass struct {
	Input
	rule     string
	unread   map[string]bool // files with findings that gave no page: what leads to them is not at fault as well
	heads    map[string]bool // files with findings in their front matter: what they seem to lack may only be misspelt
	findings []finding.Finding
}

// Report adds a finding of the rule.
func (p *Pass) Report(pos finding.Position, help, format string, args ...any) {
	p.findings = append(p.findings, finding.Finding{Rule: p.rule, Position: pos, Help: help, Message: fmt.Sprintf(format, args...)})
}

// ReportAs adds a finding whose severity is not the catalogue's.
func (p *Pass) ReportAs(severity finding.Severity, pos finding.Position, help, format string, args ...any) {
	p.Report(pos, help, format, args...)
	p.findings[len(p.findings)-1].Severity = severity
}

// Run runs every rule that has a check and gives its findings with those of the stages before, graded and sorted.
func Run(in Input, before []finding.Finding) []finding.Finding {
	findings := slices.Clone(before)
	lost, heads := unread(in.Toolkit, before), misread(before)
	for _, r := range Rules() {
		if r.Check == nil {
			continue
		}
		p := &Pass{Input: in, rule: r.ID, unread: lost, heads: heads}
		r.Check(p)
		findings = append(findings, p.findings...)
	}
	return finding.Sort(allowed(in, withoutEchoes(in, Grade(findings))))
}

// Grade gives every finding the severity that the catalogue says, unless it bears one already.
func Grade(findings []finding.Finding) []finding.Finding {
	severity := map[string]finding.Severity{}
	for _, r := range Rules() {
		severity[r.ID] = r.Severity
	}
	for i := range findings {
		if findings[i].Severity == finding.Unset {
			findings[i].Severity = severity[findings[i].Rule]
		}
		if findings[i].Severity == finding.Unset {
			findings[i].Severity = finding.Error // a rule that the catalogue does not know, which a test forbids
		}
	}
	return findings
}
