package finding

import (
	"bytes"
	"fmt"
	"io"
	"slices"
)

// Format is a way of printing findings.
type Format string

// The formats, as --format names them.
const (
	Text   Format = "text"   // for people: a block for each finding, with its line of the file
	JSON   Format = "json"   // one object on stdout, for scripts
	SARIF  Format = "sarif"  // SARIF 2.1.0, for code scanning
	GitHub Format = "github" // workflow commands, which become annotations
)

// Formats lists the formats in the order that help shows them.
func Formats() []Format { return []Format{Text, JSON, SARIF, GitHub} }

// ParseFormat reads the value of --format.
func ParseFormat(s string) (Format, error) {
	if slices.Contains(Formats(), Format(s)) {
		return Format(s), nil
	}
	return "", fmt.Errorf("unknown format %q: use text, json, sarif or github", s)
}

// RuleInfo describes a rule to tools that show findings.
type RuleInfo struct {
	ID       string
	Summary  string // what the rule finds, in one line
	Help     string // what to do about it; may be empty
	Severity Severity
}

// Options are what a writer needs as well as the findings.
type Options struct {
	// Line gives a line of a source file without its end, or "" if there is none. If it is nil, no lines are printed.
	Line    func(file string, line int) string
	Color   bool       // colour the severity, in the text format
	Rules   []RuleInfo // the rules that SARIF describes
	Summary Summary    // only Pages and Portfolios are used: the writer counts the findings
	Version string     // of precept, for SARIF
}

// Write prints the findings in the order given, with one call of w.Write. An empty list prints nothing in the text and
// GitHub formats, and an empty document in the others.
func Write(w io.Writer, format Format, list []Finding, o Options) error {
	var out bytes.Buffer
	switch format {
	case Text:
		for _, f := range list {
			writeText(&out, f, o)
		}
	case JSON:
		if err := writeJSON(&out, list, o); err != nil {
			return err
		}
	case SARIF:
		if err := writeSARIF(&out, list, o); err != nil {
			return err
		}
	case GitHub:
		for _, f := range list {
			writeGitHub(&out, f)
		}
	default:
		return fmt.Errorf("unknown format %q", format)
	}
	if out.Len() == 0 {
		return nil
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("writing findings: %w", err)
	}
	return nil
}
