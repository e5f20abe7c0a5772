package desk

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/wording"
)

// TestCaseO3MarkedWords reads the desk with a sign before every phrase: every text of its pages has the sign, or is in
// the project's own files. So has every script.
func TestCaseO3MarkedWords(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	known := lettersOf(b.files("content") + b.files("data") + "alex example folder a quiet week")
	b.write("data/words.yaml", markedWords())
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
	for _, address := range []string{"record", "record?preceptee=none", "copy", "sealed", "look"} {
		with := "?token="
		if strings.Contains(address, "?") {
			with = "&token="
		}
		if r, text := b.get(address + with + token); r.StatusCode != http.StatusNotFound || text[:2] != "§" {
			t.Errorf("%s: %d, %q, without a sign", address, r.StatusCode, text)
		}
	}
	for script, want := range map[string]string{"desk.js": "§Copied.", "save.js": "§Save into a portfolio"} {
		if _, text := b.get(script + "?token=" + token); !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", script, want)
		}
	}
}

// TestMarkedMessages: what the desk says of findings, and the text that it offers to send, are phrases.
func TestMarkedMessages(t *testing.T) {
	t.Parallel()
	texts := map[wording.Phrase]wording.Text{}
	for _, e := range wording.Catalogue() {
		texts[e.Phrase] = wording.Text{"other": "§" + string(e.Phrase)}
	}
	w := wording.New("en", texts)
	said := strings.Split(reminder(w, portfolio.Signatory{Name: "Kim"}), "\n\n")
	said = append(said, strings.Split(reminder(w, portfolio.Signatory{}), "\n\n")...)
	said = slices.DeleteFunc(said, func(line string) bool { return line == "" }) // no records
	advised := func(f finding.Finding, by advise) {
		for _, m := range messages(w, []finding.Finding{f}, by) {
			said = append(said, m.Text)
			for _, text := range []string{m.Kind, m.Help} {
				if text != "" {
					said = append(said, text)
				}
			}
		}
	}
	for _, a := range adviceByRule {
		for _, rule := range a.rules {
			advised(finding.Finding{Rule: rule, Severity: finding.Warning}, byRule)
		}
	}
	unknown := finding.Finding{Rule: "file-unknown", Severity: finding.Note}
	for _, name := range []string{"a.jpg", "a.PDF", "kim/preceptee.md", "a.txt"} {
		advised(unknown, byOffer(importer.Offer{Name: name, Kind: importer.Other}))
		advised(unknown, byOffer(importer.Offer{Name: name, Kind: importer.Evidence}))
		advised(unknown, byOffer(importer.Offer{Name: name, Kind: importer.Evidence, State: importer.Refused}))
	}
	for _, rule := range []string{"answer-type", "answer-date", otherOwner} {
		advised(finding.Finding{Rule: rule, Message: "§", Help: "write it"}, byOffer(importer.Offer{}))
	}
	for _, notUndone := range []bool{false, true} {
		l := &delivery{w: w, Findings: []finding.Finding{{Rule: twice}}, notUndone: notUndone}
		for _, m := range l.Messages() {
			said = append(said, m.Text, m.Help)
		}
	}
	for _, text := range said {
		if !strings.HasPrefix(text, "§") {
			t.Errorf("%q has no sign", text)
		}
	}
	if len(said) < 80 {
		t.Errorf("only %d texts were looked at", len(said))
	}
}

// markedWords is a data/words.yaml with a sign before every phrase.
func markedWords() string {
	var text strings.Builder
	for _, e := range wording.Catalogue() {
		own := strconv.Quote("§" + string(e.Phrase))
		if e.One != "" {
			own = "{one: " + strconv.Quote("§"+string(e.One)) + ", other: " + own + "}"
		}
		text.WriteString(strconv.Quote(string(e.Phrase)) + ": " + own + "\n")
	}
	return text.String()
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
