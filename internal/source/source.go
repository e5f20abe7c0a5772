// Package source reads Markdown files with front matter. It checks that a file is clean UTF-8 text, separates the front
// matter from the body, reads the front matter into nodes that know their place in the file, and reads those nodes by a
// table of keys (a Schema).
//
// Front matter is all or nothing: where its end is in doubt there is no File, so that no part of it can be published as
// page text. It reads the simple YAML that people write; anchors, aliases, tags, merge keys and several documents are
// refused. It never opens a file, never guesses a value's type and never decides the severity of a finding. Package
// store gives it bytes; toolkit, site and portfolio use its values.
package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"

	"precept/internal/finding"
)

// The limits of one file. A larger one is a finding, never a slow run.
const (
	MaxFile    = 1 << 20  // bytes of a page, a preceptee's file, site.yaml
	MaxRecord  = 4 << 20  // bytes of a record, whose answers are in its head
	maxHead    = 64 << 10 // bytes of front matter in a file that is read under MaxFile
	maxKeys    = 1000     // keys in one head, nested ones included
	maxWords   = 10000    // keys in a YAML file, which may have a line for every phrase
	maxEntries = 20000    // list items in one head, after dashes or between commas
	MaxNesting = 16       // maps and lists within each other
)

// The rules that this package finds against.
const (
	RuleUTF8       = "utf8"
	RuleControl    = "control-character"
	RuleBidi       = "bidi"
	RuleTooLarge   = "file-too-large"
	RuleEmpty      = "file-empty"
	RuleMissing    = "front-matter-missing"
	RuleOpen       = "front-matter-open"
	RuleSecond     = "front-matter-second"
	RuleYAML       = "front-matter-yaml"
	RuleLanguage   = "front-matter-language"
	RuleDuplicate  = "key-duplicate"
	RuleSlip       = "yaml-slip"
	RuleKeyMissing = "key-missing"
	RuleKeyUnknown = "key-unknown"
	RuleKeyType    = "key-type"
	RuleDate       = "date-bad"
	RuleLong       = "text-long"
)

// File is one Markdown file: its head (front matter as nodes with positions) and its body.
type File struct {
	Path string // slash path relative to the project
	Text []byte // byte-order mark cut, line ends LF, valid UTF-8; may share memory with what was read
	Head *Node  // a map, empty if the front matter is; nil if the file is Broken

	Body       []byte // what follows the closing line; a slice of Text
	BodyLine   int    // line of Body's first byte in the file, from 1
	BodyOffset int    // byte offset of Body in Text

	Digest string // hex SHA-256 of Text
	Broken bool   // the head could not be read; the findings of Read say why, no key can be checked; see Salvage

	Joins []Join // where the text of other files begins in Body, in order

	head []byte // the text between the two delimiters; a slice of Text
}

// Join is where the text of another file begins in a Body. Lines and offsets from there on are those that the file has,
// with a number of the file's own added to its lines, so that no line of two files is the same.
type Join struct {
	From       int // offset in Body
	Lines      int // lines of Body before it
	Line       int // what counts as its first line
	FileOffset int // of its first byte in its own file
}

// Joined is the place among Joins of the file whose text begins with the words at an offset of Body; -1 where none
// does.
func (f *File) Joined(offset int) int {
	return slices.IndexFunc(f.Joins, func(j Join) bool {
		return offset >= j.From && len(bytes.Trim(f.Body[j.From:offset], "\n# ")) == 0
	})
}

// Place gives the line and the offset in its file of a byte of Body, which is on the line with that number from 0.
func (f *File) Place(offset, line int) (fileLine, fileOffset int) {
	for i := len(f.Joins) - 1; i >= 0; i-- {
		if j := f.Joins[i]; offset >= j.From {
			return j.Line + line - j.Lines, j.FileOffset + offset - j.From
		}
	}
	return f.BodyLine + line, f.BodyOffset + offset
}

// headPos is the line that opens the front matter: the place of findings about missing keys.
func (f *File) headPos() finding.Position {
	return finding.Position{File: f.Path, Line: 1, Column: 1, End: 1 + len(delimiter)}
}

// Values reads the head by a schema. A broken head gives no values and no findings: Read has reported the cause.
func (f *File) Values(s Schema) (Values, []finding.Finding) {
	if f.Broken {
		return Values{}, nil
	}
	return s.Read(f.Head, f.Path, f.headPos())
}

// Read reads a Markdown file that must have front matter. maxSize is in bytes, MaxFile or MaxRecord; under MaxFile the
// head may have at most maxHead. The File is nil where the bytes are not text, or it is unclear where the front matter
// ends: the findings say why.
func Read(path string, raw []byte, maxSize int) (*File, []finding.Finding) {
	text, list := plainText(path, raw, maxSize)
	if text == nil {
		return nil, list
	}
	list, control := inspect(path, text, list)
	limit := maxHead
	if maxSize > MaxFile {
		limit = maxSize
	}
	head, body, wrong := split(path, text, limit)
	if wrong == nil {
		wrong = again(path, text[body:], headLine+bytes.Count(head, newline)+1)
	}
	if wrong != nil {
		return nil, finding.Sort(append(list, *wrong))
	}
	f := &File{Path: path, Text: text, Body: text[body:], BodyOffset: body, head: head}
	f.BodyLine = headLine + bytes.Count(head, newline) + 1
	sum := sha256.Sum256(text)
	f.Digest = hex.EncodeToString(sum[:])
	switch {
	case control >= 0 && control < body:
		f.Broken = true
	default:
		var more []finding.Finding
		f.Head, more = decode(path, head, headLine, maxKeys)
		f.Broken = f.Head == nil
		if more != nil {
			list = finding.Sort(append(list, more...))
		}
	}
	return f, list
}

// ReadYAML reads a YAML file. The Node is nil where it cannot be read; an empty file gives an empty map.
func ReadYAML(path string, raw []byte) (*Node, []finding.Finding) {
	text, list := plainText(path, raw, MaxFile)
	if text == nil {
		return nil, list
	}
	list, control := inspect(path, text, list)
	if control >= 0 {
		return nil, finding.Sort(list)
	}
	first, text := yamlStart(text)
	node, more := decode(path, text, first, maxWords)
	return node, finding.Sort(append(list, more...))
}

// yamlStart gives the text without an opening `---` line, which YAML files may have, and the number of its first line.
func yamlStart(text []byte) (line int, rest []byte) {
	if first, rest, _ := bytes.Cut(text, newline); string(bytes.TrimRight(first, " \t")) == delimiter {
		return 2, rest
	}
	return 1, text
}

var newline = []byte("\n")

// plainText gives the text without its byte-order mark and with LF line ends, or nil and a finding that says why not.
func plainText(path string, raw []byte, maxSize int) ([]byte, []finding.Finding) {
	if len(raw) > maxSize {
		return nil, []finding.Finding{{
			Rule:     RuleTooLarge,
			Position: finding.Position{File: path},
			Message:  fmt.Sprintf("the file is %s long; precept reads at most %s", size(len(raw)), size(maxSize)),
			Help:     "split it into several files; keep pictures and other attachments in files of their own",
		}}
	}
	if !utf8.Valid(raw) {
		return nil, []finding.Finding{notUTF8(path, raw)}
	}
	text := bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if bytes.IndexByte(text, '\r') >= 0 { // without one, nothing is copied
		text = Plain(raw)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, []finding.Finding{{
			Rule:     RuleEmpty,
			Position: finding.Position{File: path, Line: 1, Column: 1},
			Message:  "the file is empty",
			Help:     "fill it in, or delete it",
		}}
	}
	return text, nil
}

// notUTF8 gives a finding at the first byte that is not UTF-8, with a guess at what the file is instead.
func notUTF8(path string, raw []byte) finding.Finding {
	at := 0
	for at < len(raw) {
		r, n := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	f := finding.Finding{
		Rule:     RuleUTF8,
		Position: span(path, raw, 1, at, at+1),
		Message:  "the text is not UTF-8",
		Help:     "save the file with the encoding UTF-8",
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		f.Message = "the text is UTF-16, not UTF-8"
	case bytes.IndexByte(raw, 0) >= 0:
		f.Message = "this is not a text file in UTF-8; it may be a picture or a document under the wrong name"
		f.Help = "give it the right file extension, or save its text with the encoding UTF-8"
	}
	return f
}

// size gives a number of bytes in words: 1 MiB, 1.4 MiB, 64 KiB.
func size(n int) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// At gives the position of the bytes from start to end of a whole file that has no front matter, as it is stored.
func At(path string, text []byte, start, end int) finding.Position {
	return span(path, text, 1, start, end)
}

// span gives the position of the bytes from start to end of text, whose first line is line `first` of the file. It ends
// at the end of its line at the latest.
func span(path string, text []byte, first, start, end int) finding.Position {
	begin := bytes.LastIndexByte(text[:start], '\n') + 1
	if i := bytes.IndexByte(text[start:end], '\n'); i >= 0 {
		end = start + i
	}
	col := 1 + utf8.RuneCount(text[begin:start])
	return finding.Position{
		File: path, Line: first + bytes.Count(text[:start], newline),
		Column: col, End: col + utf8.RuneCount(text[start:end]),
	}
}
