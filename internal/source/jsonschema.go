package source

import (
	"bytes"
	"encoding/json"
)

// JSON gives the schema as JSON Schema, draft 2020-12, for editors that check YAML as it is typed. The same schema
// always gives the same bytes.
func (s Schema) JSON() []byte {
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", s.Title},
	}
	root = append(root, group(s.Keys)...)
	var out bytes.Buffer
	if err := json.Indent(&out, root.bytes(), "", "  "); err != nil {
		panic("source: schema " + s.Name + " is not JSON: " + err.Error()) // only a mistake in this file can do that
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) { return o.bytes(), nil }

func (o object) bytes() []byte {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(literal(m.name))
		out.WriteByte(':')
		out.Write(literal(m.value))
	}
	out.WriteByte('}')
	return out.Bytes()
}

func literal(v any) []byte {
	if o, ok := v.(object); ok {
		return o.bytes()
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic("source: " + err.Error()) // texts, numbers and lists of them always marshal
	}
	return b
}

// group describes a map with the keys given and no others.
func group(keys []Key) object {
	properties := object{}
	required := []string{}
	for i := range keys {
		k := &keys[i]
		d := describeKey(k)
		if k.Doc != "" {
			d = append(object{{"description", k.Doc}}, d...)
		}
		properties = append(properties, member{k.Name, d})
		if k.Required {
			required = append(required, k.Name)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	return append(o, member{"additionalProperties", false})
}

// describeKey says what a key's value may be.
func describeKey(k *Key) object {
	freeKeys := func(value object) object {
		return object{{"type", k.jsonType("object")}, {"additionalProperties", value}}
	}
	var list []any
	for _, o := range k.Options {
		list = append(list, o)
		var read any // as an editor reads it where nobody quotes it: format: 1 is a number there
		if err := json.Unmarshal([]byte(o), &read); err == nil {
			list = append(list, read)
		}
	}
	switch k.Type {
	case Date:
		return object{{"type", k.jsonType("string")}, {"format", "date"}}
	case Integer:
		return bounds(k, object{{"type", k.jsonType("integer")}})
	case Number:
		return bounds(k, object{{"type", k.jsonType("number")}})
	case Bool:
		return object{{"type", k.jsonType("boolean")}}
	case Word:
		if !k.Required {
			list = append(list, nil)
		}
		return object{{"enum", list}}
	case TextList:
		return listOf(k, anyScalar())
	case WordList:
		return listOf(k, object{{"enum", list}})
	case Map:
		return optional(k, group(k.Fields))
	case MapList:
		return groupList(k)
	case TextMap:
		return freeKeys(anyScalar())
	case DateMap:
		return freeKeys(object{{"type", "string"}, {"format", "date"}})
	case NamedMap:
		return freeKeys(group(k.Fields))
	case Any:
		return object{}
	}
	o := object{{"type", k.jsonType("string", "number", "boolean")}}
	if k.Required {
		o = append(o, member{"minLength", 1})
	}
	if k.Most > 0 {
		o = append(o, member{"maxLength", k.Most})
	}
	return o
}

// jsonType gives the types of a value, with null if the key may be empty.
func (k *Key) jsonType(types ...string) any {
	if !k.Required {
		types = append(types, "null")
	}
	if len(types) == 1 {
		return types[0]
	}
	return types
}

// anyScalar describes a text, which an editor may take for a number or a boolean.
func anyScalar() object { return object{{"type", []string{"string", "number", "boolean"}}} }

func bounds(k *Key, o object) object {
	if k.Min != 0 || k.Max != 0 {
		o = append(o, member{"minimum", k.Min}, member{"maximum", k.Max})
	}
	return o
}

// listOf describes a list, or its only item where the key accepts that too.
func listOf(k *Key, item object) object {
	o := object{{"type", k.jsonType("array")}, {"items", item}}
	if fewest := k.Min; fewest > 0 || k.Required {
		o = append(o, member{"minItems", max(fewest, 1)})
	}
	if k.Max > 0 {
		o = append(o, member{"maxItems", k.Max})
	}
	if k.OneOrList {
		return object{{"anyOf", []object{o, item}}}
	}
	return o
}

// groupList describes a list of groups. Where the key has a field Bare, a plain value of it may replace the list, or an
// item.
func groupList(k *Key) object {
	item := group(k.Fields)
	if k.Bare == "" {
		return listOf(k, item)
	}
	bare := describeKey(find(k.Fields, k.Bare))
	if k.BareItems {
		item = object{{"anyOf", []object{item, bare}}}
	}
	return object{{"anyOf", []object{listOf(k, item), bare}}}
}

// optional allows a key that is not required to be empty.
func optional(k *Key, o object) object {
	if k.Required {
		return o
	}
	return object{{"anyOf", []object{o, {{"type", "null"}}}}}
}
