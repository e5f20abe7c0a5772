package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"precept/internal/finding"
)

const delimiter = "---"

const headLine = 2 // the line of the file on which the head begins

// split gives the head of the text and the offset of its body. It checks the delimiters before the library sees them:
// where one is missing or misspelt, the library gives the whole front matter as body.
func split(path string, text []byte, limit int) (head []byte, body int, wrong *finding.Finding) {
	fault := func(rule string, line, column, end int, message, help string) ([]byte, int, *finding.Finding) {
		return nil, 0, &finding.Finding{
			Rule: rule, Position: finding.Position{File: path, Line: line, Column: column, End: end},
			Message: message, Help: help,
		}
	}
	first, _, _ := bytes.Cut(text, newline)
	if string(bytes.TrimRight(first, " \t")) != delimiter {
		return nil, 0, notOpened(path, text)
	}
	start := min(len(first)+1, len(text))
	end, close := -1, 0
	line := 1
	var odd *finding.Finding // the first line that only looks like the closing one
	for at := start; at < len(text); {
		line++
		next := bytes.IndexByte(text[at:], '\n')
		l := text[at:]
		if next >= 0 {
			l = l[:next]
		}
		if len(l) == 0 || l[0] >= 'A' && l[0] <= 'z' { // a shortcut: most lines
			at += len(l) + 1
			continue
		}
		trimmed := bytes.TrimSpace(l)
		if string(bytes.TrimRight(l, " \t")) == delimiter {
			end, close = at, min(at+len(l)+1, len(text))
			break
		}
		if odd == nil && looksLikeDelimiter(trimmed) {
			col := 1 + len(l) - len(bytes.TrimLeft(l, " \t"))
			_, _, odd = fault(RuleOpen, line, col, col+utf8.RuneCount(trimmed),
				"this line looks like the end of the front matter, but it is "+describe(l, trimmed),
				"end the front matter with a line of exactly three dashes, ---, that starts at the left margin")
		}
		at += len(l) + 1
	}
	if odd != nil {
		return nil, 0, odd
	}
	if end < 0 {
		return fault(RuleOpen, 1, 1, 4, "the front matter opens here and is never closed",
			"write a line of three dashes, ---, under the last key")
	}
	if end-start > limit {
		message := fmt.Sprintf("the front matter is %s long; precept reads at most %s", size(end-start), size(limit))
		return fault(RuleTooLarge, 1, 1, 4, message, "move text into the body, below the closing ---")
	}
	head, ok := librarySplit(text[:close])
	if !ok || !bytes.Equal(head, text[start:end]) {
		return fault(RuleOpen, 1, 1, 4, "it is unclear where the front matter ends",
			"open it with --- on the first line and close it with --- on a line of its own")
	}
	return text[start:end], close, nil
}

// librarySplit hands the guarded block, and nothing of the body, to the library.
func librarySplit(block []byte) (head []byte, ok bool) {
	format := &frontmatter.Format{
		Start: delimiter, End: delimiter,
		Unmarshal: func(b []byte, _ any) error {
			head = b
			return nil
		},
	}
	rest, err := frontmatter.MustParse(bytes.NewReader(block), nil, format)
	return head, err == nil && len(rest) == 0
}

// looksLikeDelimiter reports a line that somebody may have written to end the front matter: dashes of any kind and
// number, dots, plus signs, or three dashes followed by something.
func looksLikeDelimiter(trimmed []byte) bool {
	s := string(trimmed)
	if s == "" || s == "-" {
		return false // an empty list item
	}
	if s == "..." || s == "+++" || strings.HasPrefix(s, "--- ") || strings.HasPrefix(s, "---\t") {
		return true
	}
	return len(s) >= 2 && strings.Trim(s, dashes) == ""
}

// dashes are the characters that keyboards and word processors make of a hyphen.
const dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

// describe says what is wrong with a line that only looks like a delimiter.
func describe(line, trimmed []byte) string {
	s := string(trimmed)
	switch {
	case s == delimiter && len(line) > 0 && line[0] == '-':
		return "followed by an invisible character"
	case s == delimiter:
		return "indented"
	case strings.HasPrefix(s, "--- "), strings.HasPrefix(s, "---\t"):
		return "followed by more text"
	case strings.Trim(s, "-") == "":
		return fmt.Sprintf("%d dashes, not three", len(s))
	case strings.Trim(s, dashes) == "":
		return "made of long dashes, not of three hyphens"
	}
	return "not three dashes"
}

// notOpened says what is on the first line instead of `---`.
func notOpened(path string, text []byte) *finding.Finding {
	at := func(rule, message, help string) *finding.Finding {
		first, _, _ := bytes.Cut(text, newline)
		n := len([]rune(string(first)))
		return &finding.Finding{
			Rule: rule, Position: finding.Position{File: path, Line: 1, Column: 1, End: 1 + n},
			Message: message, Help: help,
		}
	}
	const begin = "begin the file with a line of three dashes, ---, " +
		"then write one \"key: value\" on each line, then --- again"
	const between = "write it between two lines of three dashes, ---, with one \"key: value\" on each line"
	const moved = "make --- the very first line of the file"
	var lines []string
	for l := range strings.SplitSeq(string(text[:min(len(text), 16<<10)]), "\n") {
		if lines = append(lines, strings.TrimRight(l, " \t")); len(lines) == 40 {
			break
		}
	}
	first := strings.TrimSpace(lines[0])
	switch {
	case first == "+++" || strings.HasPrefix(first, "+++") && strings.Trim(first[3:], "tomlTOML ") == "":
		return at(RuleLanguage, "the front matter is TOML; precept reads YAML only",
			between)
	case first == ";;;" || first == "{" || strings.HasPrefix(first, "{\"") || strings.HasPrefix(first, "---json"):
		return at(RuleLanguage, "the front matter is JSON; precept reads YAML only",
			between)
	case strings.HasPrefix(first, "---toml"):
		return at(RuleLanguage, "the front matter is TOML; precept reads YAML only",
			"write --- on a line of its own, then one \"key: value\" on each line")
	case first == delimiter:
		return at(RuleOpen, "the --- that opens the front matter is indented", "start the line at the left margin")
	case strings.HasPrefix(first, delimiter) && first[3:] != "" && strings.Trim(first, "-") != "":
		return at(RuleOpen, "the line that opens the front matter has more on it than three dashes",
			"write only --- on the first line")
	case looksLikeDelimiter([]byte(first)):
		return at(RuleOpen, fmt.Sprintf("the line that opens the front matter is %s", describe(nil, []byte(first))),
			"write exactly three dashes, ---, on the first line")
	}
	// Front matter further down, outside a code block, would become a heading on the page.
	fenced := false
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
		}
		if fenced || t != delimiter || i+1 >= len(lines) || !keyLike(lines[i+1]) {
			continue
		}
		if strings.TrimSpace(strings.Join(lines[:i], "")) == "" {
			return at(RuleOpen, "there is a blank line before the front matter", moved)
		}
		return at(RuleOpen, "there is text before the front matter", moved)
	}
	if keyLike(lines[0]) {
		return at(RuleOpen, "the front matter is not opened with ---", begin)
	}
	return at(RuleMissing, "the file has no front matter", begin)
}

// keyLike reports a line that looks like `key:` or `key: value`.
func keyLike(line string) bool {
	i := strings.IndexByte(line, ':')
	if i < 1 || i > 40 || i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
		return false
	}
	for _, c := range line[:i] {
		if !(c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}
