package finding

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
)

// jsonFinding is a finding in the JSON format.
type jsonFinding struct {
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	File      string `json:"file"`
	Line      int    `json:"line"`   // 0: the whole file
	Column    int    `json:"column"` // in code points, from 1
	Message   string `json:"message"`
	Help      string `json:"help"`
	Preceptee string `json:"preceptee,omitempty"`
	Due       string `json:"due,omitempty"`
	Gate      string `json:"gate,omitempty"`
}

func writeJSON(out *bytes.Buffer, list []Finding, o Options) error {
	doc := struct {
		Findings []jsonFinding `json:"findings"`
		Summary  Summary       `json:"summary"`
	}{Findings: make([]jsonFinding, 0, len(list)), Summary: Count(list)}
	doc.Summary.Pages, doc.Summary.Portfolios = o.Summary.Pages, o.Summary.Portfolios
	for _, f := range list {
		doc.Findings = append(doc.Findings, jsonFinding{
			Rule: f.Rule, Severity: f.Severity.String(), File: f.File, Line: f.Line, Column: f.Column,
			Message: f.Message, Help: f.Help, Preceptee: f.Preceptee, Due: f.Due, Gate: f.Gate,
		})
	}
	return encode(out, doc, "")
}

// encode writes a document without escaping angle brackets; without an indent, on one line.
func encode(out *bytes.Buffer, doc any, indent string) error {
	var plain bytes.Buffer
	e := json.NewEncoder(&plain)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(doc); err != nil {
		return fmt.Errorf("writing findings: %w", err)
	}
	escapeHidden(out, plain.String())
	return nil
}

// escapeHidden writes JSON with characters escaped that a terminal would obey or that are invisible. The values stay
// the same. Outside strings JSON has none of these except line feeds, and inside strings those are escaped already.
func escapeHidden(out *bytes.Buffer, text string) {
	for _, r := range text {
		switch {
		case r == '\n' || !hidden(r):
			out.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(out, `\u%04x`, r)
		}
	}
}
