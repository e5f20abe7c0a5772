package wording

import (
	"slices"
	"testing"

	"precept/internal/civil"
)

// TestSay says phrases in a site's own words, with the programme's nouns.
func TestSay(t *testing.T) {
	site := New("cy", map[Phrase]Text{
		"Sent {1} to {2}.": {"other": "At {2}: {1} & mwy"},
		"{1} days":         {"zero": "dim dydd", "one": "{1} dydd", "two": "{1} ddydd", "other": "{1} o ddyddiau"},
		"{1} May {2}":      {"other": "{1} Mai {2}"},
		"Only {person}":    {"other": "Dim ond {persons}"},
	})
	nouns := DefaultNouns()
	nouns.Set("person", "apprentice", "")
	w, usual := site.For(nouns), (*Words)(nil)
	for _, c := range [...]struct{ got, want string }{
		{w.Say("Sent {1} to {2}.", "<b>", "{1}"), "At {1}: <b> & mwy"},
		{usual.Say("Sent {1} to {2}.", 1, 2), "Sent 1 to 2."},
		{w.Say("Only {person}"), "Dim ond apprentices"},
		{w.Say("{A person}, {Person}, {persons}, {place} and {nothing}"),
			"An apprentice, Apprentice, apprentices, practice and {nothing}"},
		{usual.Say("{a person} { and {"), "a preceptee { and {"},
		{w.Several(0, "{1} day", "{1} days"), "dim dydd"},
		{w.Several(1, "{1} day", "{1} days"), "1 dydd"},
		{w.Several(2, "{1} day", "{1} days"), "2 ddydd"},
		{w.Several(3, "{1} day", "{1} days"), "3 o ddyddiau"},
		{w.Several(1, "{1} week", "{1} weeks"), "1 week"},
		{usual.Several(1, "{1} day", "{1} days"), "1 day"},
		{usual.Several(0, "{1} day", "{1} days"), "0 days"},
		{w.Date(civil.Date{Year: 2027, Month: 5, Day: 3}), "3 Mai 2027"},
		{usual.Date(civil.Date{Year: 2027, Month: 9, Day: 3}), "3 September 2027"},
		{usual.Short(civil.Date{Year: 2027, Month: 9, Day: 3}), "3 Sep 2027"},
		{usual.Short(civil.Date{}), ""},
		{usual.List([]string{"a", "b", "c"}), "a, b and c"},
		{usual.List([]string{"a"}), "a"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestTemplate puts a site's texts into a template, and changes nothing else of it.
func TestTemplate(t *testing.T) {
	w := New("en", map[Phrase]Text{"Sent {1} to {2}": {"other": "TO {2} AT {1}"}, "Close": {"other": `"SHUT" {{x}}`},
		"Draft, for comment.": {"other": "D"}})
	for in, want := range map[string]string{
		`<p>{{if .A}}Sent {{.A}} to {{.B}}{{else}}{{.C}}{{end}}</p>`: `<p>{{if .A}}TO {{.B}} AT {{.A}}{{else}}` +
			`{{.C}}{{end}}</p>`,
		`<b title="x" aria-label="{{if .A}}Close{{end}}"> – {{.Title}}</b>`: `<b title="x" aria-label="{{if .A}}` +
			`&#34;SHUT&#34; {{"{{"}}x}}{{end}}"> – {{.Title}}</b>`,
		`<!-- Close --><script>Close</script><strong>Draft, for
			comment.</strong>`: `<!-- Close --><script>Close</script><strong>D</strong>`,
		`<p>Close</p><code>Close</code>`: `<p>&#34;SHUT&#34; {{"{{"}}x}}</p><code>Close</code>`,
	} {
		if got := w.Template(in); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := (*Words)(nil).Template(in); got != in {
			t.Errorf("without words: %s", got)
		}
	}
}

// TestCategories gives the plural categories of languages.
func TestCategories(t *testing.T) {
	for lang, want := range map[string][]string{"en-GB": {"one", "other"},
		"cy": {"few", "many", "one", "other", "two", "zero"}, "nonsense tag": {"other"}} {
		if got := Categories(lang); !slices.Equal(got, want) {
			t.Errorf("%s: %v", lang, got)
		}
	}
}

// TestWithin: a title within a sentence has no capital letters but those of initials.
func TestWithin(t *testing.T) {
	for title, want := range map[string]string{"Practice Manager": "practice manager", "AHP Lead": "AHP lead",
		"Éducateur": "éducateur", "NMC": "NMC", "A Nurse": "a nurse", "": ""} {
		if got := Within(title); got != want {
			t.Errorf("%q is %q within a sentence, want %q", title, got, want)
		}
	}
}
