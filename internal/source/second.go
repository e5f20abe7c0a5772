package source

import (
	"bytes"
	"strings"

	"precept/internal/finding"
)

// again finds front matter below the front matter, in a body that begins on a line of its file: a second block, or keys
// that a line of dashes has cut off from the first. Published, they would be a heading and a paragraph, and of a record
// everybody who may read the rest would read what the keys call private. An example of front matter is code, which
// is between fences.
func again(path string, body []byte, line int) *finding.Finding {
	at := secondBlock(body)
	if at < 0 {
		return nil
	}
	end := at + len(lineOf(body[at:]))
	return &finding.Finding{Rule: RuleSecond, Position: span(path, body, line, at, end),
		Message: "there is a second block of front matter below the first, so the file is not used",
		Help: "write all keys into the one block at the top of the file; " +
			"an example of front matter goes between two lines of three backquotes"}
}

// secondBlock gives the offset of the block, or -1. At the top of the body whatever looks like one is one; further down
// it must have both its lines of dashes, with an empty line before them.
func secondBlock(body []byte) int {
	top := len(body) - len(skipBlank(body))
	first := lineOf(body[top:])
	rest := body[top+len(first):]
	if looksLikeDelimiter(bytes.TrimSpace(first)) && keyLike(text(lineOf(skipBlank(rest)))) ||
		keyLike(text(first)) && keysUpToDelimiter(body[top:]) {
		return top
	}
	fence, blank := "", false
	for at := top; at < len(body); {
		line := lineOf(body[at:])
		word := strings.TrimSpace(string(line))
		switch {
		case fence != "":
			if strings.HasPrefix(word, fence) {
				fence = ""
			}
		case strings.HasPrefix(word, "```"), strings.HasPrefix(word, "~~~"):
			fence = word[:3]
		case blank && text(line) == delimiter && keysUpToDelimiter(body[at+len(line):]):
			return at
		}
		blank = word == ""
		at += len(line)
	}
	return -1
}

// keysUpToDelimiter reports whether a text begins with lines of front matter, one key at least, and a line of dashes.
func keysUpToDelimiter(body []byte) bool {
	keys := 0
	for line := range bytes.Lines(body) {
		l := text(line)
		switch {
		case looksLikeDelimiter(bytes.TrimSpace(line)):
			return keys > 0
		case keyLike(l):
			keys++
		case l != "" && !strings.ContainsAny(l[:1], " \t#-"):
			return false
		}
	}
	return false
}

// lineOf gives the first line of a text with its end.
func lineOf(body []byte) []byte {
	if i := bytes.IndexByte(body, '\n'); i >= 0 {
		return body[:i+1]
	}
	return body
}

// text gives a line without its end and the spaces before that.
func text(line []byte) string { return strings.TrimRight(string(line), " \t\n") }

// skipBlank gives what follows the empty lines at the top of a text.
func skipBlank(body []byte) []byte {
	for len(body) > 0 {
		line := lineOf(body)
		if len(bytes.TrimSpace(line)) > 0 {
			break
		}
		body = body[len(line):]
	}
	return body
}
