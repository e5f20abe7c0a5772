package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"precept/internal/finding"
)

// Placeholder opens every text that precept itself began a file with for somebody to write in their own words. It is looked for
// wherever it stands, so that no wording of such a text has to be known.
const Placeholder = "FILL IN:"

// RulePlaceholder is what is found where one still stands.
const RulePlaceholder = "placeholder-left"

// Placeholders finds the texts that somebody still has to write, as one finding a file: at the first of them, with the lines of
// the others. text is the whole file, its lines counted from 1.
func Placeholders(path string, text []byte) []finding.Finding {
	at := bytes.Index(text, []byte(Placeholder))
	if at < 0 {
		return nil
	}
	line := 1 + bytes.Count(text[:at], newline)
	column := 1 + utf8.RuneCount(text[bytes.LastIndexByte(text[:at], '\n')+1:at])
	f := finding.Finding{Rule: RulePlaceholder, Position: finding.Position{File: path, Line: line, Column: column, End: column + len(Placeholder)},
		Message: "the text that precept began with still stands here, for all who read it",
		Help:    "write your own words in its place, or take the line out"}
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
