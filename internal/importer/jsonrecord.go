package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
	"precept/internal/wording"
)

// notRecord is the finding about a file of JSON that is not a record.
func notRecord(w *wording.Words, name string, why wording.Phrase) ([]byte, *finding.Finding) {
	return nil, &finding.Finding{Rule: source.RuleLanguage,
		Position: finding.Position{File: name, Line: 1, Column: 1}, Message: w.Say(why),
		Help: w.Say("hand over the {record} as the form page saves it, or one object such as {1}",
			`{"form": "monthly-meeting", "date": "2026-02-12", "answers": {}}`)}
}

// fromJSON makes a record's file of its JSON: one object of the keys that its front matter has, and "body" with
// the free writing. An answer is a text, a list of texts, a list of rows or an object of rows, as in the front
// matter; a number, or true and false, is kept as typed; null is nothing.
func fromJSON(w *wording.Words, name string, data []byte) ([]byte, *finding.Finding) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	d.UseNumber()
	start, err := d.Token()
	if err != nil || start != json.Delim('{') {
		return notRecord(w, name, "the file is not a {record}: it does not hold one JSON object")
	}
	var head strings.Builder
	body := ""
	head.WriteString("---\n")
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return notRecord(w, name, "the JSON cannot be read")
		}
		var value strings.Builder
		empty, text, err := yamlValue(&value, d, 0)
		if err != nil {
			return notRecord(w, name, "the JSON cannot be read")
		}
		switch {
		case empty:
		case key == "body":
			if !strings.HasPrefix(value.String(), `"`) {
				return notRecord(w, name, "the free writing, body, is not text")
			}
			body = text
		default:
			fmt.Fprintf(&head, "%s: %s\n", form.Quote(fmt.Sprint(key)), value.String())
		}
	}
	if _, err := d.Token(); err != nil {
		return notRecord(w, name, "the JSON cannot be read")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return notRecord(w, name, "there is more than one JSON object in the file")
	}
	return []byte(head.String() + "---\n" + form.FreeWriting(body)), nil
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
				b.WriteString(form.Quote(fmt.Sprint(key)) + ": ")
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
		b.WriteString(form.Quote(strings.ReplaceAll(text, "\r\n", "\n")))
	}
	return false, text, nil
}
