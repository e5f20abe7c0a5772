// Package check owns the rules. Its catalogue says what every rule finds, how severe that is, why it matters and how to
// fix it. The rules that need the whole toolkit and its plan are here too; the stages before it have the others. It
// reads and writes no files. Findings of all stages pass through Grade, so that every severity is decided in one place.
// Package publish comes after it, for the parts without errors.
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

// Input is what the rules check.
type Input struct {
	Site     *site.Site
	Toolkit  *toolkit.Toolkit
	Public   []plan.Output // the public tree, in order of its paths
	Aliases  []plan.Alias
	Added    []string // names of the files that publishing adds to the public tree: for the host, and build.json
	AsOf     civil.Date
	Release  *toolkit.Version // the version that is about to be released; or nil
	Followed map[string]bool  // names of versions by which somebody's year still goes; only for a release
}

// Rule is one entry of the catalogue.
type Rule struct {
	ID       string
	Severity finding.Severity
	Summary  string // what it finds, in one line
	Why      string // why that matters
	Example  string // something in which it is found
	Fix      string // what to write instead

	// Check finds it in the site and the toolkit, and Person in one preceptee's portfolio. Both are nil if an earlier
	// stage finds it while reading.
	Check  func(p *Pass)
	Person func(p *Pass, who *portfolio.Portfolio)
}

// Pass is one run of one rule.
type Pass struct {
	Input
	rule     string
	unread   map[string]bool // files with findings that gave no page: links to them are not reported
	heads    map[string]bool // files with findings in their front matter: a missing key may only be misspelt
	baseless bool            // a base cannot be read: what is missing may be in it
	findings []finding.Finding
}

// Report adds a finding of the rule.
func (p *Pass) Report(pos finding.Position, help, format string, args ...any) {
	f := finding.Finding{Rule: p.rule, Position: pos, Help: help, Message: fmt.Sprintf(format, args...)}
	p.findings = append(p.findings, f)
}

// ReportAs adds a finding with a severity of its own.
func (p *Pass) ReportAs(severity finding.Severity, pos finding.Position, help, format string, args ...any) {
	p.Report(pos, help, format, args...)
	p.findings[len(p.findings)-1].Severity = severity
}

// ReportFix adds a finding of the rule. Where text is not "", a program may write it in the finding's place.
func (p *Pass) ReportFix(pos finding.Position, help, text, format string, args ...any) {
	p.Report(pos, help, format, args...)
	if text != "" {
		p.findings[len(p.findings)-1].Fix = finding.Replace(text)
	}
}

// Run runs every rule about the site and the toolkit. It gives their findings and those of the stages before it, graded
// and sorted, and what judges the findings about people afterwards.
func Run(in Input, before []finding.Finding) ([]finding.Finding, *People) {
	findings := slices.Clone(before)
	unread, heads, baseless := unreadFiles(in.Toolkit, before), headFaults(before), isBaseless(before)
	for _, r := range Rules() {
		if r.Check == nil {
			continue
		}
		p := &Pass{Input: in, rule: r.ID, unread: unread, heads: heads, baseless: baseless}
		r.Check(p)
		findings = append(findings, p.findings...)
	}
	findings = withoutBaseless(baseless, findings)
	Grade(findings)
	people := &People{in: in, faulty: withErrors(findings), waivers: waivers(in), baseless: baseless}
	findings = applyAllowances(in, findings, people.waivers)
	for i := range findings {
		f := &findings[i]
		f.Position, f.Fix.At = in.Toolkit.Place(f.Position), in.Toolkit.Place(f.Fix.At)
	}
	forgiveBased(in.Toolkit, findings)
	adviseCopies(in.Toolkit, findings)
	easeLocked(in.Toolkit, findings)
	return finding.Sort(findings), people
}

// People judges what is found about people, one at a time. It keeps nothing of them, and several goroutines may use it
// at once.
type People struct {
	in       Input
	faulty   map[string]bool   // files of the toolkit with an error
	waivers  map[string]string // rules that the site waives, and why
	baseless bool              // a base cannot be read: what is missing may be in it
}

// Judge runs the rules about one preceptee, and grades their findings and those of the stages before. who is nil where
// there is no portfolio, and for what is not about one person.
func (c *People) Judge(who *portfolio.Portfolio, before []finding.Finding) []finding.Finding {
	findings := slices.Clone(before)
	if who != nil {
		for _, r := range Rules() {
			if r.Person != nil {
				p := &Pass{Input: c.in, rule: r.ID}
				r.Person(p, who)
				findings = append(findings, p.findings...)
			}
		}
	}
	findings = withoutBaseless(c.baseless, findings)
	Grade(findings)
	if who != nil {
		findings = withoutFollowUps(c.faulty, who, findings)
	}
	for i := range findings {
		waive(c.waivers, &findings[i])
	}
	return findings
}

// Grade gives every finding the severity of its rule, unless it already has one.
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
			findings[i].Severity = finding.Error // the rule is not in the catalogue, which a test forbids
		}
	}
	return findings
}
