package wording

import (
	"slices"
	"testing"
)

// TestScript writes phrases into a script, in a site's own words and in ours, and changes nothing else of it.
func TestScript(t *testing.T) {
	w := New("cy", map[Phrase]Text{
		"Sent {1} to {2}.": {"other": "At {2}: {1}, {person} `$x` \\ ${y}"},
		"{1} rows":         {"other": "rhesi: {1}"},
		"{1} days of {2}": {"zero": "{2}: dim", "one": "{2}: {1} dydd", "two": "{1} ddydd", "few": "{1} diwrnod",
			"many": "{1} niwrnod", "other": "{1} o ddyddiau"},
	})
	for _, c := range [...]struct{ in, ours, own string }{
		{`x = say("Saved.");`, "x = `Saved.`;", "x = `Saved.`;"},
		{`say("Sent {1} to {2}.", a ? "(" : f(b, [c]), say("Saved" + " at {1}.", "}"))`,
			"`Sent ${a ? \"(\" : f(b, [c])} to ${`Saved at ${\"}\"}.`}.`",
			"`At ${`Saved at ${\"}\"}.`}: ${a ? \"(\" : f(b, [c])}, preceptee \\`\\$x\\` \\\\ \\${y}`"},
		{"f(`a ${say(\"{1} of\", `)${n}`)} (`, several(l.length, \"{1} row\", \"{1} rows\"))",
			"f(`a ${`${`)${n}`} of`} (`, (l.length===1?`${l.length} row`:`${l.length} rows`))",
			"f(`a ${`${`)${n}`} of`} (`, `rhesi: ${l.length}`)"},
		{`several(n, "{1} day of {2}", "{1} days of {2}", m,)`, "(n===1?`${n} day of ${m}`:`${n} days of ${m}`)",
			"({few:`${n} diwrnod`,many:`${n} niwrnod`,one:`${m}: ${n} dydd`,other:`${n} o ddyddiau`," +
				"two:`${n} ddydd`,zero:`${m}: dim`,})[new Intl.PluralRules(\"cy\").select(n)]"},
		{`essay("a"); say(words); say(); several(n, "a"); function say(phrase, ...values) {}; say("x`, "", ""},
		{`say("a" - "b"); say("Don’t \u201cgo\u201d")`,
			"say(\"a\" - \"b\"); `Don’t “go”`", "say(\"a\" - \"b\"); `Don’t “go”`"},
	} {
		if c.ours == "" {
			c.ours, c.own = c.in, c.in
		}
		if got := (*Words)(nil).Script(c.in); got != c.ours {
			t.Errorf("got\n%s, want\n%s", got, c.ours)
		}
		if got := w.Script(c.in); got != c.own {
			t.Errorf("in own words: got\n%s, want\n%s", got, c.own)
		}
	}
	got := ScriptPhrases(`say("A {1}", say("B"), several(n, "C", "D"))`)
	if want := []Entry{{Phrase: "B"}, {One: "C", Phrase: "D"}, {Phrase: "A {1}"}}; !slices.Equal(got, want) {
		t.Errorf("phrases: %v", got)
	}
}
