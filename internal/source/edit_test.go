package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// personSchema is enough of a person's file to have a key of each type.
var personSchema = Schema{Name: "person", Keys: []Key{
	{Name: "name"}, {Name: "start", Type: Date}, {Name: "toolkit"}, {Name: "keeper"}, {Name: "role"},
	{Name: "extension", Type: Map}, {Name: "wte", Type: MapList}, {Name: "pauses", Type: MapList},
	{Name: "people", Type: MapList}, {Name: "tags", Type: TextList}, {Name: "not_applicable", Type: TextMap},
	{Name: "accepted", Type: NamedMap}, {Name: "done", Type: DateMap}, {Name: "ended", Type: Map},
	{Name: "example", Type: Bool},
}}

// TestEdit: each case sets keys of a file to what set.yaml says, and takes out those that are empty there. Setting the
// same again changes nothing.
func TestEdit(t *testing.T) {
	casetest.Each(t, "testdata/edit/*.txtar", 10, func(t *testing.T, a *txtar.Archive) {
		files := map[string][]byte{}
		for _, f := range a.Files {
			files[f.Name] = f.Data
		}
		node, findings := ReadYAML("set.yaml", files["set.yaml"])
		if node == nil || len(findings) > 0 {
			t.Fatal(findings)
		}
		once := setAll(t, files["before.md"], node)
		windows := append([]byte("\uFEFF"), bytes.ReplaceAll(files["before.md"], newline, []byte("\r\n"))...)
		want := append([]byte("\uFEFF"), bytes.ReplaceAll(once, newline, []byte("\r\n"))...)
		if got := setAll(t, windows, node); !bytes.Equal(got, want) {
			t.Errorf("with the line ends of Windows:\n%q\nwant\n%q", got, want)
		}
		if twice := setAll(t, once, node); !bytes.Equal(twice, once) {
			t.Errorf("set twice:\n%s", twice)
		}
		casetest.Compare(t, a, func(name string) (string, bool) { return string(once), name == "after.md" })
	})
}

// setAll sets the keys of a node to what they have there.
func setAll(t *testing.T, raw []byte, node *Node) []byte {
	for _, k := range ContentOf(node).Keys {
		var err error
		if raw, err = Edit("person.md", raw, personSchema, k.Key, k.Value); err != nil {
			t.Fatal(err)
		}
	}
	return raw
}

// TestEditRefused: what cannot be read is not edited.
func TestEditRefused(t *testing.T) {
	for _, text := range []string{"", "no front matter", "---\nname: [\n---\n", "---\nname: &a x\n---\n"} {
		if out, err := Edit("person.md", []byte(text), personSchema, "name", Quoted("x")); err == nil {
			t.Errorf("%q became %q", text, out)
		}
	}
}

// blocks are ways in which people write each key.
var blocks = map[string][]string{
	"name":    {"name: Jo Example", "name: 'Jo'   # as she likes it", "name: \"Jo \\\"J\\\" Example\""},
	"start":   {"start: 2026-09-01", "start:   2026-09-01 # a Tuesday", "start: \"2026-09-01\""},
	"toolkit": {"toolkit: \"2026.1\"", "toolkit: 2026.1"},
	"keeper": {
		"keeper: Sam, practice manager",
		"keeper:",
		"keeper: >\n  Sam, until\n  March",
		"keeper: Sam\n  and Jo",
	},
	"role":      {"role: \"Advanced\n  Practitioner\"", "# a remark\n\nrole: Nurse"},
	"extension": {"extension: {months: 1, why: agreed}", "extension:\n  months: -1\n  # who\n  why: agreed"},
	"wte": {"wte: 0.8", "wte: [{from: 2026-09-01, value: 1.0}, {from: 2027-01-04, value: 0.6}]",
		"wte:\n- from: 2026-09-01\n  value: 1.0\n\n# less\n- value: 0.6\n  from: 2027-01-04", "wte: []"},
	"pauses": {"pauses:\n  - {from: 2026-12-21, to: 2027-01-03}",
		"pauses: [\n  {from: 2026-12-21,\n   to: 2027-01-03},\n]"},
	"people": {
		"people:\n  - {lane: preceptor, name: \"Pat\"}\n  # from the hospital\n  - { lane: assessor,  name: 'Noor' }",
		"people:\n  -   lane: preceptor\n      name: Pat\n  - lane: assessor\n    name: Noor # ward 3"},
	"tags":           {"tags: [prescriber, returning]", "tags:\n  - prescriber\n  - 'returning'"},
	"not_applicable": {"not_applicable:\n  visit: there is no hospital near", "not_applicable: {visit: \"far, too\"}"},
	"accepted": {"accepted:\n  swot: {why: late, plan: \"month 2\"}\n" +
		"  plan:\n    why: x\n    plan: |\n      # y\n      z"},
	"done":    {"done:\n  room: 2026-09-01\n\n  visit.1: 2026-10-01", "done: {room: 2026-09-01}"},
	"ended":   {"ended: {date: 2027-08-31, how: left}"},
	"example": {"example: true"},
}

// values are what each key is set to; nothing takes it out.
var values = map[string][]string{
	"name": {"Jo Example", "Zoë O'Neil: the \"third\""}, "start": {"2026-10-05"}, "toolkit": {"\"2027.1\""},
	"keeper": {"\"Kim # not Sam\"", ""}, "role": {"Nurse", ""},
	"extension": {"{months: 2, why: agreed, date: 2027-01-05}", "{months: 1}", ""},
	"wte":       {"0.6", "[{from: 2026-09-01, value: 1.0}, {from: 2027-03-01, value: 0.6}]", "[{value: 0.5}]", ""},
	"pauses":    {"[{from: 2026-12-21, to: 2027-01-10}, {from: 2027-06-01, to: 2027-07-01}]", ""},
	"people": {"[{lane: preceptor, name: Pat, to: 2027-02-28}, {lane: preceptor, name: Kim, from: 2027-03-01}, " +
		"{lane: assessor, name: Noor}]",
		"[{lane: assessor, name: Noor}]", ""},
	"tags": {"[prescriber]", ""}, "not_applicable": {"{visit: far, scope: \"no, not here\"}", ""},
	"accepted": {"{swot: {why: late, plan: \"month 3\"}}", ""},
	"done":     {"{room: 2026-09-02, visit.1: 2026-10-01, talk: 2026-11-01}", ""},
	"ended":    {"{date: 2027-09-30, how: completed}", ""}, "example": {""},
}

// TestEditLeavesTheRest: whatever key of whatever file is edited, every line that is not the key's own stays byte for
// byte, in its place; setting the same again changes nothing.
func TestEditLeavesTheRest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	for range casetest.Times(600, 60000) {
		var head []string
		for _, k := range personSchema.Keys {
			if k.Name == "name" || random.IntN(3) > 0 {
				head = append(head, pick([]string{"", "", "# note\n", "\n"})+pick(blocks[k.Name]))
			}
		}
		random.Shuffle(len(head), func(i, j int) { head[i], head[j] = head[j], head[i] })
		text := "---\n" + strings.Join(head, "\n") + "\n---\nBody: # x\n\n---\nend"
		if random.IntN(4) == 0 {
			text = "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n")
		}
		key := personSchema.Keys[random.IntN(len(personSchema.Keys))].Name
		value := pick(values[key])
		node, _ := ReadYAML("set.yaml", []byte(key+": "+value))
		c := ContentOf(node.Get(key))
		out, err := Edit("person.md", []byte(text), personSchema, key, c)
		if err != nil {
			t.Fatalf("%s: %s in\n%s", err, value, text)
		}
		if above, below := around(text, key); !strings.HasPrefix(string(out), above) ||
			!strings.HasSuffix(string(out)[len(above):], below) {
			t.Fatalf("%s: %s changed other lines:\n%s\nbecame\n%s", key, value, text, out)
		}
		own := ownLines(string(out), key)
		if !strings.Contains(text, key+":") && strings.Replace(string(out), own, "", 1) != text {
			t.Fatalf("%s: %s is new and changed other lines:\n%s\nbecame\n%s", key, value, text, out)
		}
		again, err := Edit("person.md", out, personSchema, key, c)
		if err != nil || !bytes.Equal(again, out) {
			t.Fatalf("%s: %s set twice: %v\n%s\nbecame\n%s", key, value, err, out, again)
		}
	}
}

var topKey = regexp.MustCompile(`^[a-z_]+:`)

// around gives what is above a key and what is below it. Comments and empty lines below it belong to what follows. A
// file that does not have the key is above it up to the end of some line of the head.
func around(text, key string) (above, below string) {
	lines := strings.SplitAfter(text, "\n")
	head := slices.IndexFunc(lines[1:], func(l string) bool { return strings.HasPrefix(l, "---") }) + 1
	first := slices.IndexFunc(lines[:head], func(l string) bool { return strings.HasPrefix(l, key+":") })
	if first < 0 {
		return lines[0], strings.Join(lines[head:], "")
	}
	end := first + 1
	for !topKey.MatchString(lines[end]) && !strings.HasPrefix(lines[end], "---") {
		end++
	}
	for end > first+1 {
		above := strings.TrimSpace(lines[end-1])
		if above != "" && above[0] != '#' {
			break
		}
		end--
	}
	return strings.Join(lines[:first], ""), strings.Join(lines[end:], "")
}

// ownLines are the lines of a key that was just written.
func ownLines(text, key string) string {
	above, below := around(text, key)
	if !strings.Contains(text, "\n"+key+":") {
		return ""
	}
	return text[len(above) : len(text)-len(below)]
}

func ExampleEdit() {
	text := "---\nname: Jo  # called so\nkeeper: 'Sam'\n---\n"
	out, err := Edit("person.md", []byte(text), personSchema, "keeper", Quoted("Kim"))
	fmt.Printf("%s%v", out, err)
	// Output:
	// ---
	// name: Jo  # called so
	// keeper: 'Kim'
	// ---
	// <nil>
}
