package source

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"precept/internal/finding"
)

// plainWords turns an error of the YAML library, whose lines count from the head, into a finding for the person who wrote
// the file.
func plainWords(path string, text []byte, first int, err error) finding.Finding {
	lines := bytes.Count(bytes.TrimRight(text, "\n"), newline) + 1
	f := finding.Finding{Rule: RuleYAML, Position: finding.Position{File: path, Line: first, Column: 1}}
	var load *yaml.LoadError
	var several *yaml.LoadErrors
	switch {
	case errors.As(err, &several) && len(several.Errors) > 0:
		load = several.Errors[0]
	case errors.As(err, &load):
	}
	said := ""
	if load != nil {
		said = load.Message
		mark := load.Mark
		if load.ContextMark.Line > 0 && (strings.Contains(said, "':'") || mark.Line > lines) {
			mark = load.ContextMark // where it began says more than where it was noticed
		}
		if mark.Line > 0 {
			f.Line, f.Column = first+min(mark.Line, lines)-1, max(mark.Column, 1)
		}
	}
	f.Message, f.Help = "this line cannot be read as YAML", "write \"key: value\", with the text in straight quotes"
	for _, w := range wording() {
		if strings.Contains(said, w.said) {
			f.Message, f.Help = w.message, w.help
			break
		}
	}
	return f
}

type words struct{ said, message, help string }

// wording puts the library's commonest messages into plain words.
func wording() []words {
	return []words{
		{"mapping values are not allowed", "a colon stands where no key can be", "put the text in straight quotes, or begin the key in the same column as the one above"},
		{"could not find expected ':'", "this line has no key", "write \"key: value\", or put the text above in straight quotes"},
		{"unknown escape character", "a backslash within double quotes stands before a letter that it does not go with", "write two backslashes, or use single quotes"},
		{"did not find expected key", "this line does not fit the lines above it", "begin keys of one group in the same column, and put text in one pair of straight quotes"},
		{"did not find expected '-'", "this line does not fit the list above it", "begin each item of a list with a dash and a blank, in the same column"},
		{"did not find expected ','", "the items in these brackets are not parted by commas", "write [one, two], or put the text in straight quotes if it is text"},
		{"block sequence entries are not allowed", "a list begins in the middle of a line", "put each \"- item\" on a line of its own, or put the text in straight quotes"},
		{"multiple", "the file holds several YAML documents", "keep to one"},
	}
}

// show gives a word from a file for use in a message: in quotes, made visible, and cut where it is long.
func show(s string) string {
	const longest = 60
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest-1]) + "…"
	}
	return strconv.Quote(s)
}
