// Package finding owns findings: what precept says about its input. A finding names a rule, a place in a file, what is
// wrong and what to write instead. The package also prints findings, in four formats. It never decides whether
// something is wrong and never stops a build: all stages collect findings as values, and package build decides what
// they block.
package finding

import (
	"cmp"
	"slices"
)

// Severity says what a finding means for the build. The zero value leaves it to the catalogue of rules.
type Severity uint8

// The severities, from the mildest to the most serious.
const (
	Unset   Severity = iota
	Note             // worth knowing; never blocks
	Gap              // something a person has not done yet; never blocks, not even under --strict
	Warning          // blocks only under --strict
	Error            // the part of the site with the error is not published
)

// String gives the severity as every format prints it.
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

// Position is a place in a file below the project. Line and Column count from 1, columns in Unicode code points. End is
// the column after the last one, or 0 where only the first is known. Line 0 means the whole file.
type Position struct {
	File   string
	Line   int
	Column int
	End    int
}

// Finding is one thing to fix or to know.
type Finding struct {
	Rule     string
	Severity Severity
	Position
	Message string // lower case, no full stop: what is wrong
	Help    string // what to write instead; may be empty

	Preceptee string // the id of the preceptee it is about, or "" for the public site
	Due       string // for gaps: the civil date by which it was or is due
	Gate      string // "midpoint" or "final" if it must be done before that review

	// RecordOnly marks an error that holds back only the record that it is in, or what of it is wrong: an answer, a
	// signature. The portfolio says so in its place and is published.
	RecordOnly bool

	// Fix is what check --fix writes; it is empty where a person must decide.
	Fix Edit

	// HideLine marks a finding about text that must not be repeated: its line in the file is not printed.
	HideLine bool
}

// Edit replaces the text at the place of its finding, or at At where that is set. It keeps every value and meaning.
type Edit struct {
	At   Position // what is replaced, on one line; nothing where End is Column
	Text string   // what is written there instead
	Is   bool     // there is an edit: it may write nothing
}

// Replace is the edit that writes text at the place of its finding.
func Replace(text string) Edit { return Edit{Text: text, Is: true} }

// ReplaceAt is the edit that writes text at another place of the same file.
func ReplaceAt(at Position, text string) Edit { return Edit{At: at, Text: text, Is: true} }

// Compare orders findings by file, line, column, rule and message, so that every run prints them in the same order.
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

// Sort sorts findings by Compare and removes exact repeats.
func Sort(list []Finding) []Finding {
	slices.SortFunc(list, Compare)
	return slices.CompactFunc(list, func(a, b Finding) bool { return a == b })
}

// Summary counts the findings of a run by severity, and the pages and portfolios it checked.
type Summary struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Notes      int `json:"notes"`
	Gaps       int `json:"gaps"`
	Pages      int `json:"pages"`
	Portfolios int `json:"portfolios"`
}

// Count counts findings by severity.
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
