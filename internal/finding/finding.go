// Package finding owns what precept says about its input: a finding names a rule, a place in a file, what is wrong and
// what to write instead. It also owns the four ways of printing findings. It never decides whether something is wrong and
// never stops a build: stages collect findings as values, the build judges them at the end.
package finding

import (
	"cmp"
	"slices"
)

// Severity says what a finding means for the build. The zero value leaves it to the catalogue of rules.
type Severity uint8

// The severities, from nothing said to what holds a part of the site back.
const (
	Unset   Severity = iota
	Note             // worth knowing; never blocks
	Gap              // something a person has not done yet; never blocks and is never counted by --strict
	Warning          // blocks under --strict alone
	Error            // the part it stands in is not published
)

// String gives the word that every format prints.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Gap:
		return "gap"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "unset"
}

// Position is a place in a file below the project. Line and Column count from 1, columns in Unicode code points;
// End is the column just past the last one meant, or 0 where only a point is known. Line 0 means the file as a whole.
type Position struct {
	File   string
	Line   int
	Column int
	End    int
}

// Finding is one thing to mend or to know.
type Finding struct {
	Rule     string
	Severity Severity
	Position
	Message string // lower case, no full stop: what is wrong
	Help    string // what to write instead; may be empty

	Preceptee string // the preceptee it is about, or "" for the public tree
	Due       string // for gaps: the civil date by which it was or is due
	Gate      string // "midpoint" or "final" where it stands between a preceptee and that gate

	// LeftOut marks an error that costs only the record it stands in: the record is left out and named, the rest of the
	// portfolio is published.
	LeftOut bool

	// Unquoted marks a finding about text that must not be repeated: the line it stands on is not shown.
	Unquoted bool
}

// Compare orders findings by file, line, column, rule and message, so that a run always prints them alike.
func Compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Preceptee, b.Preceptee),
	)
}

// Sort sorts findings by Compare and drops exact repeats.
func Sort(list []Finding) []Finding {
	slices.SortFunc(list, Compare)
	return slices.CompactFunc(list, func(a, b Finding) bool { return a == b })
}

// Summary counts a run: findings by severity, pages and portfolios looked at.
type Summary struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Notes      int `json:"notes"`
	Gaps       int `json:"gaps"`
	Pages      int `json:"pages"`
	Portfolios int `json:"portfolios"`
}

// Count adds up findings by severity.
func Count(list []Finding) Summary {
	var s Summary
	for _, f := range list {
		switch f.Severity {
		case Error:
			s.Errors++
		case Warning:
			s.Warnings++
		case Note:
			s.Notes++
		case Gap:
			s.Gaps++
		}
	}
	return s
}
