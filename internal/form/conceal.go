package form

import (
	"regexp"
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
		key, _, _ := strings.Cut(strings.TrimSpace(lines[f.Line-1]), ":")
		f.Message, f.Help = unquoted(f.Message, key), unquoted(f.Help, key)
	}
}

// unquoted is a text without what it quotes, unless that is the key.
func unquoted(text, key string) string {
	from, to := strings.IndexByte(text, '"'), strings.LastIndexByte(text, '"')
	if from == to || text[from+1:to] == key {
		return text
	}
	return strings.TrimSuffix(text[:from], ": ") + text[to+1:]
}
