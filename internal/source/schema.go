package source

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
)

// Type says how a key's value is read. It comes only from the schema, never from what the value looks like.
type Type uint8

// The types of value.
const (
	Text     Type = iota // one line, as typed; several where the key is Multiline
	Date                 // a civil date, 2026-01-05
	Integer              // a whole number within 64 bits
	Number               // a decimal number, kept as typed
	Bool                 // true or false
	Word                 // one of Options
	TextList             // a list of texts
	WordList             // a list of words, each one of Options
	Map                  // a group of keys, by Fields
	MapList              // a list of such groups
	TextMap              // free keys, each with a text
	DateMap              // free keys, each with a date
	NamedMap             // free keys, each with a group of keys by Fields
	Any                  // anything; the caller reads Node
)

// Key is one key that a file may have.
type Key struct {
	Name     string
	Type     Type
	Required bool     // must be there, with something visible in it
	Options  []string // of Word and WordList
	Fields   []Key    // of Map, MapList and NamedMap

	Min, Max  int    // bounds of an Integer or Number, or of the number of items of a list; 0 and 0: none
	MaxLen    int    // characters past which a text is long (text-long); 0: none
	Most      int    // characters past which a text is refused (key-type); 0: none
	Multiline bool   // a text may have several lines
	OneOrList bool   // a list may be given as its only item
	Bare      string // of a MapList: a value that is not a list means one group with this field
	BareItems bool   // so does a value that is an item of the list

	Doc     string // one sentence for the schema and the docs
	Example string // a value as typed: "Starting well"
}

// Schema is the table of keys of a kind of file, in the order in which the docs list them.
type Schema struct {
	Name  string // page, preceptee, site: part of the published schema's file name
	Title string
	Keys  []Key
}

// Optional is the schema without keys that must be there.
func (s Schema) Optional() Schema {
	s.Keys = slices.Clone(s.Keys)
	for i := range s.Keys {
		s.Keys[i].Required = false
	}
	return s
}

// Read reads a head's values by the schema. A nil node counts as a head without keys. Missing keys are reported at
// headPos.
func (s Schema) Read(n *Node, file string, headPos finding.Position) (Values, []finding.Finding) {
	r := reader{}
	if headPos.File == "" {
		headPos.File = file
	}
	if n != nil && n.Kind != MapNode {
		r.add(RuleKeyType, n.Pos, "there must be keys with values here", "write one \"key: value\" on each line")
		return Values{at: n.Pos}, r.list
	}
	v := r.group(n, s.Keys, headPos, "")
	return v, finding.Sort(r.list)
}

// reader collects findings while it reads values.
type reader struct{ list []finding.Finding }

func (r *reader) add(rule string, p finding.Position, message, help string) {
	r.list = append(r.list, finding.Finding{Rule: rule, Position: p, Message: message, Help: help})
}

// group reads the keys of one map. within is the name of the key whose value the map is, or "".
func (r *reader) group(n *Node, keys []Key, at finding.Position, within string) Values {
	out := Values{at: at}
	var meant []string // misspelt keys: they have a finding already, and are not also missing
	var strange []int  // the findings of keys that are like no other
	if n != nil {
		if within != "" {
			out.at = n.Pos
		}
		out.entries = make([]entry, 0, len(n.Pairs))
		for _, p := range n.Pairs {
			k := find(keys, p.Key.Value)
			if k == nil {
				if near := r.unknown(n, p.Key, keys, within); near != "" {
					meant = append(meant, near)
				} else {
					strange = append(strange, len(r.list)-1)
				}
				continue
			}
			e := entry{key: k, at: p.Key.Pos, node: p.Value}
			if invisible(p.Value) {
				if !k.Required && !(k.list() && k.Min > 0 && p.Value.Kind == ListNode) {
					continue
				}
				if !p.Value.slip {
					r.add(RuleKeyMissing, p.Key.Pos, fmt.Sprintf("%s is empty", label(k.Name, within)), k.advice())
				}
				out.entries = append(out.entries, e)
				continue
			}
			r.value(&e, label(k.Name, within))
			out.entries = append(out.entries, e)
		}
	}
	var missing []*Key
	for i := range keys {
		if k := &keys[i]; k.Required && out.entry(k.Name) == nil && !slices.Contains(meant, k.Name) {
			missing = append(missing, k)
		}
	}
	if within != "" && len(missing) == 1 && len(strange) == 1 {
		r.list[strange[0]].Help = "did you mean " + missing[0].Name + "?" // one cause: the key has another name
		return out
	}
	for _, k := range missing {
		r.add(RuleKeyMissing, out.at, fmt.Sprintf("%s is missing", label(k.Name, within)), k.advice())
	}
	return out
}

// unknown records a key of n that the schema does not have, and gives the one that was probably meant, or "". Where
// only one can have been meant, and n does not have it, the key can be corrected by a program.
func (r *reader) unknown(n, key *Node, keys []Key, within string) (near string) {
	names := make([]string, len(keys))
	for i := range keys {
		names[i] = keys[i].Name
	}
	near = Suggest(key.Value, names)
	message := "unknown key " + show(key.Value)
	if within != "" {
		message += " in " + within
	}
	r.add(RuleKeyUnknown, key.Pos, message, DidYouMean(key.Value, names, "", "delete it; "+known(names)))
	if near != "" && Alone(key.Value, names) == near && n.Get(near) == nil {
		r.list[len(r.list)-1].Fix = finding.Replace(near)
	}
	return near
}

// known lists the keys that a group may have.
func known(names []string) string {
	if len(names) == 0 {
		return "no key is known here"
	}
	return "the known keys are " + strings.Join(names, ", ")
}

func find(keys []Key, name string) *Key {
	for i := range keys {
		if keys[i].Name == name {
			return &keys[i]
		}
	}
	return nil
}

// list reports whether the key holds a list.
func (k *Key) list() bool { return k.Type == TextList || k.Type == WordList || k.Type == MapList }

// advice says what to write for the key.
func (k *Key) advice() string {
	switch {
	case k.Example != "":
		return fmt.Sprintf("write %s: %s", k.Name, k.Example)
	case len(k.Options) > 0 && k.list():
		return fmt.Sprintf("write %s: [%s]", k.Name, k.Options[0])
	case len(k.Options) > 0:
		return fmt.Sprintf("write %s: %s", k.Name, k.Options[0])
	}
	sample := map[Type]string{
		Text: "\"…\"", Date: "2026-01-05", Integer: "1", Number: "1.5", Bool: "true", TextList: "[…]",
	}[k.Type]
	if sample == "" {
		return fmt.Sprintf("fill in %s", k.Name)
	}
	return fmt.Sprintf("write %s: %s", k.Name, sample)
}

// label names a key in a message.
func label(name, within string) string {
	if within == "" {
		return show(name)
	}
	return show(name) + " in " + within
}

// invisible reports whether a value is empty, or text without a visible character.
func invisible(n *Node) bool {
	if n.Kind != ScalarNode {
		return n.Empty()
	}
	for i := 0; i < len(n.Value); i++ { // a shortcut: most values begin with a letter
		c := n.Value[i]
		if c > ' ' && c < 0x7f {
			return false
		}
		if c >= 0x7f {
			break
		}
	}
	return strings.TrimFunc(n.Value, isInvisible) == ""
}
