package form

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"precept/internal/finding"
	"precept/internal/source"
)

// WriteRecord writes a bound record as its file is in the portfolio's folder, the same bytes as the form page writes
// for it: one key a line with a JSON value, answers and signatures a line each, the body as it is. title is the form's.
// ReadFile, ReadRecord and Bind read back whatever it writes.
func WriteRecord(r *Record, title string) []byte {
	var w strings.Builder
	open(&w, title)
	status := r.Status
	if status == "" {
		status = Draft
	}
	texts := []string{r.Form, r.Version, r.Preceptee, r.ID, r.Date.String(), string(status), r.About, r.Milestone,
		r.Revises}
	for i, key := range textKeys {
		if texts[i] != "" {
			w.WriteString(key + ": " + Quote(oneLine(texts[i])) + "\n")
		}
	}
	if len(r.Private) > 0 {
		w.WriteString("private: " + list(r.Private) + "\n")
	}
	writeAnswers(&w, r.Answers)
	writeGroups(&w, "signed", signatureKeys, len(r.Signed), func(i int) []string {
		s := &r.Signed[i]
		return []string{s.Field, s.By, s.Name, s.Role, s.Date.String(), s.How, s.Witness, s.Scan, s.Digest}
	})
	writeGroups(&w, "allow", allowKeys, len(r.Allow), func(i int) []string {
		return []string{r.Allow[i].Rule, r.Allow[i].At, r.Allow[i].Reason}
	})
	for _, p := range r.Others {
		w.WriteString(other(p))
	}
	if r.Example && !slices.ContainsFunc(r.Others, func(p source.Pair) bool { return p.Key.Value == "example" }) {
		w.WriteString("example: true\n")
	}
	end(&w, r.Body)
	return []byte(w.String())
}

// writeAnswers writes the answers in which something is written.
func writeAnswers(w *strings.Builder, answers []Answer) {
	begun := false
	for i := range answers {
		a := &answers[i]
		if a.node == nil && a.Empty() || a.node != nil && nothing(a.node) {
			continue
		}
		if !begun {
			begun = true
			w.WriteString("answers:\n")
		}
		w.WriteString("  " + keyed(a.key()) + ": " + a.json() + "\n")
	}
}

// writeGroups writes a list of groups, a group a line. texts gives the values of one, in the order of the keys.
func writeGroups(w *strings.Builder, key string, keys []string, count int, texts func(i int) []string) {
	if count > 0 {
		w.WriteString(key + ":\n")
	}
	for i := range count {
		w.WriteString("  - " + group(keys, texts(i)) + "\n")
	}
}

// pairs are characters beyond U+FFFF as JSON escapes them, in two halves, after an even number of backslashes.
var pairs = regexp.MustCompile(`(^|[^\\])((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})`)

// ReadFile reads a record's file as source.Read does, and also what only JSON has: a character escaped in two halves.
// The findings repeat nothing that a person wrote in the record.
func ReadFile(path string, raw []byte) (*source.File, []finding.Finding) {
	if bytes.Contains(raw, []byte(`\uD`)) || bytes.Contains(raw, []byte(`\ud`)) {
		head, body := raw, []byte(nil)
		if end := bytes.Index(raw, []byte("\n---")); end >= 0 {
			head, body = raw[:end], raw[end:]
		}
		for range 2 { // a match takes in the character before it, which may end another
			head = pairs.ReplaceAllFunc(head, func(found []byte) []byte {
				g := pairs.FindSubmatch(found)
				high, _ := strconv.ParseUint(string(g[3]), 16, 32)
				low, _ := strconv.ParseUint(string(g[4]), 16, 32)
				return fmt.Appendf(nil, `%s%s\U%08x`, g[1], g[2], utf16.DecodeRune(rune(high), rune(low)))
			})
		}
		raw = slices.Concat(head, body)
	}
	file, findings := source.Read(path, raw, source.MaxRecord)
	conceal(findings, raw)
	return file, findings
}

// json is the answer as JSON that is YAML too. A fixed row in which nothing is written is left out; an added one keeps
// its place.
func (a *Answer) json() string {
	switch {
	case a.node != nil:
		return nodeJSON(a.node)
	case a.List != nil:
		return list(a.List)
	case a.Rows == nil:
		return Quote(a.Text)
	}
	named := false
	var rows []string
	for i := range a.Rows {
		row := &a.Rows[i]
		var cells []string
		for j := range row.Cells {
			cells = append(cells, Quote(row.Cells[j].key())+": "+row.Cells[j].json())
		}
		text := "{" + strings.Join(cells, ", ") + "}"
		key := row.Key
		if key == "" {
			key = row.Row
		}
		if key != "" {
			named = true
			if len(cells) == 0 {
				continue
			}
			text = Quote(key) + ": " + text
		}
		rows = append(rows, text)
	}
	if named {
		return "{" + strings.Join(rows, ", ") + "}"
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

func nodeJSON(n *source.Node) string {
	var parts []string
	switch n.Kind {
	case source.ListNode:
		for _, it := range n.Items {
			parts = append(parts, nodeJSON(it))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case source.MapNode:
		for _, p := range n.Pairs {
			if !nothing(p.Value) {
				parts = append(parts, Quote(p.Key.Value)+": "+nodeJSON(p.Value))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return Quote(n.Value)
}

// nothing reports whether nothing was written, however deep.
func nothing(n *source.Node) bool {
	return n.Value == "" && !slices.ContainsFunc(n.Items, func(it *source.Node) bool { return !nothing(it) }) &&
		!slices.ContainsFunc(n.Pairs, func(p source.Pair) bool { return !nothing(p.Value) })
}

func list(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = Quote(t)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// group writes the keys that have a text.
func group(keys, texts []string) string {
	var parts []string
	for i, text := range texts {
		if text != "" {
			parts = append(parts, Quote(keys[i])+": "+Quote(oneLine(text)))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

var plainKey = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

func keyed(key string) string {
	if plainKey.MatchString(key) {
		return key
	}
	return Quote(key)
}

// Quote writes a text in double quotes: as JSON does, and with everything escaped that YAML or an editor would not
// keep.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\b':
			b.WriteString(`\b`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\f':
			b.WriteString(`\f`)
		case c == '\r':
			b.WriteString(`\r`)
		case c >= 0x10000 && c&0xfffe == 0xfffe:
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+(c-0x10000)>>10, 0xdc00+(c-0x10000)&0x3ff)
		case c < ' ' || c >= 0x7f && c <= 0x9f || c == 0x2028 || c == 0x2029 || c == 0xfeff || noCharacter(c):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c) // U+FFFD where the text is not UTF-8
		}
	}
	b.WriteByte('"')
	return b.String()
}

func noCharacter(c rune) bool { return c >= 0xfdd0 && c <= 0xfdef || c&0xfffe == 0xfffe }

// FreeWriting gives a text without the characters that no free writing may hold.
func FreeWriting(text string) string {
	return strings.Map(free, lineEnds.Replace(strings.ToValidUTF8(text, "\ufffd")))
}

// free drops the characters that no text may hold as they are.
func free(c rune) rune {
	if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c <= 0x9f || noCharacter(c) {
		return -1
	}
	return c
}

// oneLine is a text on one line, without what YAML takes for the end of one.
func oneLine(text string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '\n', '\t', 0x2028, 0x2029:
			return ' '
		case 0xfeff:
			return -1
		case utf8.RuneError:
			return utf8.RuneError
		}
		return free(c)
	}, lineEnds.Replace(text))
}
