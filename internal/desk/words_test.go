package desk

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"precept/internal/wording"
)

// TestMarkedWords reads the desk with a sign before every phrase: every text of its pages has the sign, or is in the
// project's own files. So has every script.
func TestMarkedWords(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	// a timeline that names no lanes has ours, and may name them
	known := lettersOf(b.files("content") + b.files("data") + "alex example folder a quiet week organisation")
	var text strings.Builder
	for _, e := range wording.Catalogue() {
		own := strconv.Quote("§" + string(e.Phrase))
		if e.One != "" {
			own = "{one: " + strconv.Quote("§"+string(e.One)) + ", other: " + own + "}"
		}
		text.WriteString(strconv.Quote(string(e.Phrase)) + ": " + own + "\n")
	}
	b.write("data/words.yaml", text.String())
	pages := map[string]string{}
	addresses := []string{"", "add", "leftovers", "to-sign", "person/alex-example", "person/nobody", "nothing"}
	for _, s := range sheets() {
		addresses = append(addresses, "person/alex-example/"+s.name)
	}
	for _, address := range addresses {
		_, pages[address] = b.get(address)
	}
	_, pages["examined"] = b.post("examine", part{Field: "preceptee", Text: "alex-example"},
		file("m.md", meetingOf("Alex Example")))
	delivery := deliveryOf(t, pages["examined"])
	_, pages["accepted"] = b.post("accept", delivery, part{Field: "do", Text: "accept"},
		part{Field: "take", Text: "0"})
	_, pages["nobody added"] = b.post("add", part{Field: "name", Text: ""})
	told := map[string]bool{}
	for name, page := range pages {
		for _, text := range visible(t, page) {
			if told[text] || strings.Contains(text, "§") {
				continue
			}
			for _, word := range lettersOf(text) {
				if !slices.Contains(known, word) {
					told[text] = true
					t.Errorf("%q: %q has no sign", name, text)
					break
				}
			}
		}
	}
	for script, want := range map[string]string{"desk.js": "§Copied.", "save.js": "§Save into a portfolio"} {
		if _, text := b.get(script + "?token=" + token); !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", script, want)
		}
	}
}

// lettersOf are the words of a text, in small letters.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// visible are the texts of a page that a reader sees or hears.
func visible(t *testing.T, page string) (list []string) {
	t.Helper()
	for n := range parse(t, page).Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" && n.Parent.Data != "code" {
			list = append(list, n.Data)
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, a.Key) {
				list = append(list, a.Val)
			}
		}
	}
	return list
}
