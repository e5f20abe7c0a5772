package source

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"precept/internal/finding"
)

// reported is the most findings about characters in one file.
const reported = 20

// inspect adds findings about control characters, and about characters that hide text or change its direction. Each of
// the two kinds is reported once per line. control is the offset of the first control character, or -1.
func inspect(path string, text []byte, list []finding.Finding) (_ []finding.Finding, control int) {
	control = -1
	line, lineStart := 1, 0
	controlLine, bidiLine := 0, 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= ' ' && c < 0x7f {
			i++
			continue
		}
		r, n := rune(c), 1
		switch {
		case c == '\n':
			i++
			line, lineStart = line+1, i
			continue
		case c == '\t':
			i++
			continue
		case c >= utf8.RuneSelf:
			r, n = utf8.DecodeRune(text[i:])
		}
		place := func() finding.Position {
			col := 1 + utf8.RuneCount(text[lineStart:i])
			return finding.Position{File: path, Line: line, Column: col, End: col + 1}
		}
		switch {
		case isControl(r):
			if control < 0 {
				control = i
			}
			if line != controlLine && len(list) < reported {
				controlLine = line
				list = append(list, controlFinding(place(), r, ""))
			}
		case line != bidiLine && len(list) < reported && isHidden(text, i, r, n):
			bidiLine = line
			list = append(list, bidiFinding(place(), r, ""))
		}
		i += n
	}
	return list, control
}

// isControl reports the characters that do not belong in text: C0 and C1 except tab and line feed, and non-characters.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0xfdd0 && r <= 0xfdef ||
		r&0xfffe == 0xfffe
}

// isHidden reports the character r of n bytes at offset i where it changes the direction of text or is invisible, and
// the script around it does not need it. Emoji, Persian and Hindi need joiners; a line of Arabic or Hebrew needs
// direction marks.
func isHidden(text []byte, i int, r rune, n int) bool {
	switch {
	case r == 0xad, r == 0x180e, r == 0x200b, r == 0x3164, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb,
		r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0x61c, r == 0x200e, r == 0x200f:
		return !rightToLeft(text, i)
	case r == 0x200c, r == 0x200d:
		before, _ := utf8.DecodeLastRune(text[:i])
		after, _ := utf8.DecodeRune(text[i+n:])
		return !joins(before, r) ||
			!joins(after, r) && unicode.In(after, unicode.Latin, unicode.Greek, unicode.Cyrillic)
	case r >= 0xe0000 && r <= 0xe007f:
		before, _ := utf8.DecodeLastRune(text[:i])
		return before != 0x1f3f4 && (before < 0xe0000 || before > 0xe007f) // flags of England, Scotland, Wales
	}
	return false
}

// withoutHidden gives a text without the characters that isHidden reports.
func withoutHidden(text string) string {
	for i, r := range text {
		if r < 0xad || !isHidden([]byte(text), i, r, utf8.RuneLen(r)) {
			continue
		}
		out := []byte(text[:i])
		for k, r := range text[i:] {
			if r < 0xad || !isHidden([]byte(text), i+k, r, utf8.RuneLen(r)) {
				out = utf8.AppendRune(out, r)
			}
		}
		return string(out)
	}
	return text
}

// joins reports whether a joiner may be next to r.
func joins(r, joiner rune) bool {
	if joiner == 0x200d && (r == 0xfe0f || r >= 0x1f000 || unicode.Is(unicode.So, r)) {
		return true
	}
	return unicode.In(r, unicode.L, unicode.M) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// rightToLeft reports whether the line around offset i holds a letter of a script that runs from right to left.
func rightToLeft(text []byte, i int) bool {
	start, end := i, i
	for start > 0 && text[start-1] != '\n' {
		start--
	}
	for end < len(text) && text[end] != '\n' {
		end++
	}
	for _, r := range string(text[start:end]) {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return true
		}
	}
	return false
}

// controlFinding is the finding about a control character. where is "", or says which key it is in.
func controlFinding(p finding.Position, r rune, where string) finding.Finding {
	f := finding.Finding{
		Rule: RuleControl, Position: p,
		Message: fmt.Sprintf("control character U+%04X%s", r, where),
		Help:    "delete it; it is invisible and often comes from pasted text",
	}
	if r == '\r' {
		f.Message = "carriage return U+000D without a line feed" + where
		f.Help = "save the file with the line ends LF or CRLF"
	}
	return f
}

// bidiFinding is the finding about a character that hides text or changes its direction.
func bidiFinding(p finding.Position, r rune, where string) finding.Finding {
	kind := "invisible character"
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x61c, r == 0x200e, r == 0x200f:
		kind = "character that changes the direction of the text"
	}
	return finding.Finding{
		Rule: RuleBidi, Position: p,
		Message: fmt.Sprintf("%s U+%04X%s", kind, r, where),
		Help:    "delete it; it makes the text look different from what is in the file",
	}
}
