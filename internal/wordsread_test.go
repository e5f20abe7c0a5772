package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// unit is a piece of our own words: a paragraph of a comment, a text of a program or a page.
type unit struct {
	file string // below the project
	line int
	text string
	kind unitKind
}

type unitKind uint8

const (
	prose   unitKind = iota // a comment or the text of a page
	literal                 // a text in the code, such as a message
)

// ownWords reads everything that we have written ourselves, except content and testdata.
func ownWords(t *testing.T) []unit {
	t.Helper()
	var units []unit
	for _, file := range ownFiles(t, ".go", ".js", ".css", ".html", ".md") {
		text := readText(t, file)
		switch path.Ext(file) {
		case ".go":
			units = append(units, goWords(t, file, text)...)
		case ".js", ".css":
			units = append(units, scriptWords(file, text)...)
		case ".html":
			units = append(units, pageWords(file, text)...)
		case ".md":
			units = append(units, markdownWords(file, text)...)
		}
	}
	for _, file := range []string{"README.md", ".github/CONTRIBUTING.md"} {
		units = append(units, markdownWords(file, readText(t, file))...)
	}
	return units
}

// goWords gives the comments of a Go file and, unless it is a test, its texts of two words or more.
func goWords(t *testing.T, file, code string) []unit {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, code, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var units []unit
	for _, group := range parsed.Comments {
		var lines []string
		for _, c := range group.List {
			text := strings.TrimPrefix(c.Text, "//")
			if strings.HasPrefix(c.Text, "/*") {
				text = strings.Trim(c.Text, "/*")
			}
			lines = append(lines, strings.Split(text, "\n")...)
		}
		units = append(units, paragraphs(file, set.Position(group.Pos()).Line, lines)...)
	}
	if strings.HasSuffix(file, "_test.go") {
		return units
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			for l := range strings.SplitSeq(text, "\n") {
				if isWords(l) {
					units = append(units, unit{file, set.Position(lit.Pos()).Line, l, literal})
				}
			}
		}
		return true
	})
	return units
}

// paragraphs joins the lines of a comment. An empty line and a list item begin a new paragraph; indented lines are
// code.
func paragraphs(file string, line int, lines []string) []unit {
	var units []unit
	var text []string
	first := line
	end := func() {
		if len(text) > 0 {
			units = append(units, unit{file, first, strings.Join(text, " "), prose})
		}
		text = nil
	}
	for i, l := range lines {
		bare := strings.TrimSpace(l)
		switch {
		case bare == "":
			end()
			continue
		case strings.HasPrefix(bare, "- "), strings.HasPrefix(bare, "* "), strings.HasPrefix(bare, "@"):
			end()
		case strings.HasPrefix(l, "\t"), strings.HasPrefix(l, "    "):
			continue
		}
		if len(text) == 0 {
			first = line + i
		}
		text = append(text, bare)
	}
	end()
	return units
}

// isWords reports whether a text of the code is written for people: two words with a space between them, and no markup.
func isWords(text string) bool {
	return twoWords.MatchString(text) && !strings.ContainsAny(text, "<{") && !strings.HasPrefix(text, "(?")
}

var twoWords = regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)

// Comments and texts of a script or a style sheet.
var (
	blockComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	lineComments = regexp.MustCompile(`(?m)(?:^[ \t]*//.*\n)+|[ \t]//[ \t].*$`)
	scriptText   = regexp.MustCompile("'(?:[^'\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`$]*`")
)

// scriptWords gives the comments of a script or a style sheet, and the texts of a script.
func scriptWords(file, code string) []unit {
	var units []unit
	lineOf := func(at int) int { return 1 + strings.Count(code[:at], "\n") }
	blank := func(at []int) { // keep offsets: what was read becomes spaces
		inner := strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return ' '
		}, code[at[0]:at[1]])
		inner += strings.Repeat(" ", at[1]-at[0]-len(inner))
		code = code[:at[0]] + inner + code[at[1]:]
	}
	for _, at := range blockComment.FindAllStringIndex(code, -1) {
		var lines []string
		for l := range strings.SplitSeq(strings.Trim(code[at[0]:at[1]], "/*"), "\n") {
			lines = append(lines, strings.TrimLeft(strings.TrimSpace(l), "* "))
		}
		units = append(units, paragraphs(file, lineOf(at[0]), lines)...)
	}
	for _, at := range blockComment.FindAllStringIndex(code, -1) {
		blank(at)
	}
	if path.Ext(file) == ".css" {
		return units
	}
	for _, at := range lineComments.FindAllStringIndex(code, -1) {
		var lines []string
		for l := range strings.SplitSeq(strings.TrimSpace(code[at[0]:at[1]]), "\n") {
			lines = append(lines, strings.TrimPrefix(strings.TrimSpace(l), "//"))
		}
		units = append(units, paragraphs(file, lineOf(at[0]), lines)...)
	}
	for _, at := range lineComments.FindAllStringIndex(code, -1) {
		blank(at)
	}
	for _, at := range scriptText.FindAllStringIndex(code, -1) {
		if text := code[at[0]+1 : at[1]-1]; isWords(text) {
			units = append(units, unit{file, lineOf(at[0]), text, literal})
		}
	}
	return units
}

// The parts of a template that are not its text.
var (
	action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	code   = regexp.MustCompile(`(?s)<(?:script|style|svg)\b.*?</(?:script|style|svg)>`)
	tag    = regexp.MustCompile(`(?s)<[^>]*>`)
)

// pageWords gives the text of a template, line by line.
func pageWords(file, text string) []unit {
	spaces := func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) + " … " }
	text = action.ReplaceAllStringFunc(text, spaces)
	text = code.ReplaceAllStringFunc(text, spaces)
	text = tag.ReplaceAllStringFunc(
		text,
		func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) + "\x00" },
	)
	var units []unit
	line := 1
	for part := range strings.SplitSeq(text, "\x00") {
		if strings.ContainsFunc(part, unicode.IsLetter) {
			units = append(units, unit{file, line, strings.Join(strings.Fields(part), " "), prose})
		}
		line += strings.Count(part, "\n")
	}
	return units
}

// inlineCode is replaced by a single word in Markdown.
var inlineCode = regexp.MustCompile("`[^`]*`")

// markdownWords gives the paragraphs of a Markdown file without its code.
func markdownWords(file, text string) []unit {
	var lines []string
	fenced := false
	for l := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimSpace(l)
		if strings.HasPrefix(bare, "```") || strings.HasPrefix(bare, "~~~") {
			fenced = !fenced
			bare = ""
		}
		if fenced || strings.HasPrefix(l, "    ") || strings.HasPrefix(bare, "|") || strings.HasPrefix(bare, "#") {
			bare = ""
		}
		lines = append(lines, inlineCode.ReplaceAllString(bare, "code"))
	}
	return paragraphs(file, 1, lines)
}
