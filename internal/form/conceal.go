package form

import (
	"regexp"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
)

// repeatable begins the lines of a record that may be repeated where a finding is about them.
var repeatable = regexp.MustCompile(
	`^(?:form|version|record|date|status|about|milestone|revises|preceptee|private|example):`)

// Repeatable reports whether a line of a record's file may be printed with a finding about it: one that says which
// record it is, and none with what a person wrote. In a record that is not understood yet any other may be private.
func Repeatable(line string) bool { return repeatable.MatchString(line) }

// conceal takes out of findings about a record's file what they quote of the lines that must not be repeated.
func conceal(findings []finding.Finding, raw []byte) {
	if len(findings) == 0 {
		return
	}
	lines := strings.Split(string(raw), "\n")
	for i := range findings {
		f := &findings[i]
		if f.Line < 1 || f.Line > len(lines) || Repeatable(lines[f.Line-1]) || f.Rule == source.RuleKeyUnknown {
			continue
		}
		f.HideLine = true
		f.Message, f.Help = unquoted(f.Message, lines[f.Line-1]), unquoted(f.Help, lines[f.Line-1])
	}
}

// unquoted is a text without what it quotes of a line, unless that is the line's key.
func unquoted(text, line string) string {
	from, to := strings.IndexByte(text, '"'), strings.LastIndexByte(text, '"')
	if from == to {
		return text
	}
	quoted := text[from+1 : to]
	if plain, err := strconv.Unquote(text[from : to+1]); err == nil {
		quoted = plain
	}
	key, _, _ := strings.Cut(strings.TrimSpace(line), ":")
	if quoted == key || !strings.Contains(line, quoted) {
		return text
	}
	return strings.TrimSuffix(text[:from], ": ") + text[to+1:]
}
