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

// yamlFinding turns an error of the YAML library into a finding for the person who wrote the file. The library counts
// lines from the first line of text, which is line `first` of the file.
func yamlFinding(path string, text []byte, first int, err error) finding.Finding {
	lines := bytes.Count(bytes.TrimRight(text, "\n"), newline) + 1
	f := finding.Finding{Rule: RuleYAML, Position: finding.Position{File: path, Line: first, Column: 1}}
	var load *yaml.LoadError
	var several *yaml.LoadErrors
	switch {
	case errors.As(err, &several) && len(several.Errors) > 0:
		load = several.Errors[0]
	case errors.As(err, &load):
	}
	cause := ""
	if load != nil {
		cause = load.Message
		mark := load.Mark
		if load.ContextMark.Line > 0 && (strings.Contains(cause, "':'") || mark.Line > lines) {
			mark = load.ContextMark // where the fault begins helps more than where the library noticed it
		}
		if mark.Line > 0 {
			f.Line, f.Column = first+min(mark.Line, lines)-1, max(mark.Column, 1)
		}
	}
	f.Message, f.Help = "this line cannot be read as YAML", "write \"key: value\", with the text in straight quotes"
	for _, m := range yamlMessages() {
		if strings.Contains(cause, m.cause) {
			f.Message, f.Help = m.message, m.help
			break
		}
	}
	return f
}

// yamlMessage is our own wording of a message of the YAML library; cause is a part of that message.
type yamlMessage struct{ cause, message, help string }

func yamlMessages() []yamlMessage {
	return []yamlMessage{
		{"mapping values are not allowed", "there is a colon where there cannot be a key",
			"put the text in straight quotes, or begin the key in the same column as the one above"},
		{
			"could not find expected ':'",
			"this line has no key",
			"write \"key: value\", or put the text above in straight quotes",
		},
		{"unknown escape character", "a backslash in double quotes is followed by a letter that it cannot escape",
			"write two backslashes, or use single quotes"},
		{"did not find expected key", "this line does not fit the lines above it",
			"begin keys of one group in the same column, and put text in one pair of straight quotes"},
		{"did not find expected '-'", "this line does not fit the list above it",
			"begin each item of a list with a dash and a space, in the same column"},
		{"did not find expected ','", "the items in these brackets are not separated by commas",
			"write [one, two], or put the text in straight quotes if it is text"},
		{"block sequence entries are not allowed", "a list begins in the middle of a line",
			"put each \"- item\" on a line of its own, or put the text in straight quotes"},
		{"multiple", "the file has several YAML documents", "keep only one"},
	}
}

// show gives a word from a file for use in a message: quoted, with hidden characters escaped, cut if it is long.
func show(s string) string {
	const longest = 60
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest-1]) + "…"
	}
	return strconv.Quote(s)
}
