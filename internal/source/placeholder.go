package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"precept/internal/finding"
)

// Placeholder begins every text that precept writes into a new file for somebody to replace with their own words.
const Placeholder = "FILL IN:"

// RulePlaceholder is the rule against one that is still there.
const RulePlaceholder = "placeholder-left"

// Placeholders finds the texts that somebody still has to replace. It gives one finding for the file, at the first of
// them, and names the lines of the others. text is the whole file, with lines counted from 1.
func Placeholders(path string, text []byte) []finding.Finding {
	at := bytes.Index(text, []byte(Placeholder))
	if at < 0 {
		return nil
	}
	line := 1 + bytes.Count(text[:at], newline)
	column := 1 + utf8.RuneCount(text[bytes.LastIndexByte(text[:at], '\n')+1:at])
	f := finding.Finding{
		Rule:     RulePlaceholder,
		Position: finding.Position{File: path, Line: line, Column: column, End: column + len(Placeholder)},
		Message:  "the text that precept wrote here for you to replace is still there, for everyone to read",
		Help:     "write your own words instead, or delete the line",
	}
	var more []string
	for i, rest := range bytes.Split(text[at:], newline)[1:] {
		if bytes.Contains(rest, []byte(Placeholder)) {
			more = append(more, fmt.Sprint(line+1+i))
		}
	}
	switch last := len(more) - 1; {
	case last == 0:
		f.Message += "; and on line " + more[0]
	case last > 0:
		f.Message += "; and on lines " + strings.Join(more[:last], ", ") + " and " + more[last]
	}
	return []finding.Finding{f}
}
