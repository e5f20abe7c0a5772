package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"precept/internal/finding"
	"precept/internal/source"
)

// fromJSON makes a record's file of its JSON: one object of the keys that its front matter has, and "body" with
// the free writing. An answer is a text, a list of texts, a list of rows or an object of rows, as in the front
// matter; a number, or true and false, is taken as it was typed; null is nothing.
func fromJSON(name string, data []byte) ([]byte, *finding.Finding) {
	fault := func(message string) ([]byte, *finding.Finding) {
		return nil, &finding.Finding{Rule: source.RuleLanguage,
			Position: finding.Position{File: name, Line: 1, Column: 1}, Message: message,
			Help: "hand over the record as the form page saves it, or one object such as " +
				`{"form": "monthly-meeting", "date": "2026-02-12", "answers": {}}`}
	}
	if len(data) > source.MaxRecord {
		return fault("the file is too large for a record")
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	d.UseNumber()
	start, err := d.Token()
	if err != nil || start != json.Delim('{') {
		return fault("the file is not a record: it does not hold one JSON object")
	}
	var head strings.Builder
	body := ""
	head.WriteString("---\n")
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fault("the JSON cannot be read")
		}
		var value strings.Builder
		empty, text, err := yamlValue(&value, d, 0)
		if err != nil {
			return fault("the JSON cannot be read")
		}
		switch {
		case empty:
		case key == "body":
			if !strings.HasPrefix(value.String(), `"`) {
				return fault("the free writing, body, is not a text")
			}
			body = text
		default:
			fmt.Fprintf(&head, "%s: %s\n", quoted(fmt.Sprint(key)), value.String())
		}
	}
	if _, err := d.Token(); err != nil {
		return fault("the JSON cannot be read")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fault("there is more than one JSON object in the file")
	}
	return []byte(head.String() + "---\n" + strings.Map(freely, strings.ReplaceAll(body, "\r\n", "\n"))), nil
}

// yamlValue copies one JSON value as a value on one line, every scalar as a text in quotes. empty reports null;
// text is what a scalar says.
func yamlValue(b *strings.Builder, d *json.Decoder, depth int) (empty bool, text string, err error) {
	if depth > source.MaxNesting {
		return false, "", errors.New("nested too deep")
	}
	t, err := d.Token()
	if err != nil {
		return false, "", err
	}
	switch t := t.(type) {
	case nil:
		b.WriteString(`""`)
		return true, "", nil
	case json.Delim:
		b.WriteString(t.String())
		for first := true; d.More(); first = false {
			if !first {
				b.WriteString(", ")
			}
			if t == '{' {
				key, err := d.Token()
				if err != nil {
					return false, "", err
				}
				b.WriteString(quoted(fmt.Sprint(key)) + ": ")
			}
			if _, _, err := yamlValue(b, d, depth+1); err != nil {
				return false, "", err
			}
		}
		end, err := d.Token()
		if err != nil {
			return false, "", err
		}
		b.WriteString(fmt.Sprint(end))
	default:
		text = fmt.Sprint(t)
		b.WriteString(quoted(text))
	}
	return false, text, nil
}

// quoted writes a text in double quotes as form.WriteRecord does: whatever YAML or an editor would not keep is escaped.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c >= 0x10000 && c&0xfffe == 0xfffe:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		case unicode.IsControl(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff || noCharacter(c):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func noCharacter(c rune) bool { return c >= 0xfdd0 && c <= 0xfdef || c&0xfffe == 0xfffe }

// freely takes out what no free writing may hold, as it is when it is typed.
func freely(c rune) rune {
	if unicode.IsControl(c) && c != '\n' && c != '\t' || noCharacter(c) {
		return -1
	}
	return c
}
