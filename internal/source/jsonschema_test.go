package source

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// The published schema and the reading agree on what is valid.
func TestJSONAgreesWithReading(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(every().JSON()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("every.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("every.json")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]bool{
		"text: a":                       true,
		"text: 012":                     true,
		"text:":                         true,
		"text: [a]":                     false,
		"titel: a":                      false,
		"day: \"2026-02-28\"":           true,
		"day: \"2026-02-30\"":           false,
		"count: 3":                      true,
		"count: 1.9":                    false,
		"months: 36":                    true,
		"months: 37":                    false,
		"on: true":                      true,
		"on: perhaps":                   false,
		"word: pair":                    true,
		"word: zzz":                     false,
		"format: 1":                     true,
		"format: \"1\"":                 true,
		"format: 2":                     false,
		"texts: [a, 1]":                 true,
		"texts: a":                      false,
		"texts: [a, b, c, d]":           false,
		"words: returning":              true,
		"words: [zzz]":                  false,
		"group: {role: a}":              true,
		"group: {date: \"2026-01-01\"}": false,
		"group:":                        true,
		"groups: 0.6":                   true,
		"groups: [{value: 1}]":          true,
		"groups: [{valu: 1}]":           false,
		"reasons: {a: b}":               true,
		"done: {a: \"2026-01-01\"}":     true,
		"done: {a: b}":                  false,
		"named: {a: {why: b}}":          true,
		"named: {a: b}":                 false,
		"any: [{a: b}, 1]":              true,
	}
	for head, valid := range cases {
		var value any
		if err := yaml.Load([]byte(head), &value); err != nil {
			t.Fatal(err)
		}
		_, list := readEvery(head)
		err := schema.Validate(value)
		if (err == nil) != valid || (len(list) == 0) != valid {
			t.Errorf("%q: schema says %v, reading says %s", head, err, told(list))
		}
	}
}

func TestJSONIsStable(t *testing.T) {
	want := `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A note",
  "type": "object",
  "properties": {
    "title": {
      "description": "What it is about.",
      "type": [
        "string",
        "number",
        "boolean"
      ],
      "minLength": 1
    },
    "by": {
      "type": [
        "string",
        "null"
      ],
      "format": "date"
    }
  },
  "required": [
    "title"
  ],
  "additionalProperties": false
}
`
	s := Schema{
		Name:  "note",
		Title: "A note",
		Keys:  []Key{{Name: "title", Required: true, Doc: "What it is about."}, {Name: "by", Type: Date}},
	}
	if got := string(s.JSON()); got != want {
		t.Error(got)
	}
}
