package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/wording"
)

// TestCaseO3MarkedWords reads the desk with every phrase marked: every word of its pages is marked, or is in the
// project's own files. So is every script.
func TestCaseO3MarkedWords(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	known := casetest.Letters(b.files("content") + b.files("data") + "alex example folder a quiet week")
	b.write("data/words.yaml", casetest.MarkedWords())
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
	inOwnWords(t, pages, known)
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

// inOwnWords reports the texts of pages that are neither in the site's words nor in the project's own.
func inOwnWords(t *testing.T, pages map[string]string, known []string) {
	t.Helper()
	for name, page := range pages {
		for _, text := range casetest.Unmarked(t, page, known) {
			t.Errorf("%q: %q is not in the site's words", name, text)
		}
	}
}

// TestCopyInOwnWords: so is every text of the pages about a practice's copy of a hub's toolkit.
func TestCopyInOwnWords(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	const reason = "It is not a zip, it is cut off, or there is something after its end."
	known := casetest.Letters(b.files(".") + "third data base dropped toolkit zip " + reason)
	b.write("data/site.yaml", b.text("data/site.yaml")+"lang: nl\n")
	b.write("data/words.yaml", casetest.MarkedWords())
	pages := map[string]string{}
	for _, page := range []string{"rooms", "parking", "bikes", "tea"} {
		_, pages[page] = b.get("your-copy/2026.1/" + page)
	}
	_, pages["copy"] = b.get("your-copy")
	_, pages["without a yes"] = b.post("take-theirs", decision(t, pages["rooms"])...)
	_, pages["taken"] = b.post("take-theirs", decision(t, pages["rooms"], field("confirm", "yes"))...)
	_, pages["kept"] = b.post("keep-ours", decision(t, pages["parking"])...)
	_, pages["the same"] = b.post("take-theirs", decision(t, pages["bikes"])...)
	_, pages["no bundle"] = b.post("bundle", file("x.zip", "x"))
	holds(t, "no bundle", pages["no bundle"], "§The reason, for whoever made it: ¶"+reason)
	_, pages["bundle"] = b.post("bundle", file("toolkit-2026.2.zip", string(nextVersion(t, "2026.2"))))
	_, pages["adopted"] = b.post("adopt", offeredID(t, pages["bundle"]))
	_, pages["again"] = b.post("bundle", file("again.zip", string(nextVersion(t, "2026.2"))))
	inOwnWords(t, pages, known)
}

// every is a form with each type of field that refuses something.
const every = "---\ntitle: Every\nsummary: Every type.\nkind: form\ncompleted_by: [preceptee]\n---\n" +
	"- [tick] Tick {#tick}\n- [date] Date {#date}\n- [time] Time {#time}\n- [number] Number {#number min=2 max=4}\n" +
	"- [hours] Hours {#hours}\n- [choice: one | two] Choice {#choice}\n- [line] Line {#line}\n" +
	"- [choices: one | two] Choices {#choices}\n- [table] Table {#table}\n  - [line] Cell {#cell}\n" +
	"- [pick: attachments] Files {#files}\n- [line] Alone {#alone .private}\n- [sign: preceptor] Seen {#seen}\n"

// TestMarkedArrivals drops files on the desk of a site in other words that cannot be taken in, or not as they are. What
// is wrong with each is said in the site's words, and so is what keeps a record of the practice out, and what holds
// somebody's portfolio back.
func TestMarkedArrivals(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.write("content/2026.1/forms/every.md", every)
	b.write("data/site.yaml", b.text("data/site.yaml")+"lang: nl\n")
	b.write(at, meetingOf("Alex Example"))
	b.write("data/words.yaml", casetest.MarkedWords())
	known := append(casetest.Letters(b.files("content")+b.files("data")),
		casetest.Letters("every b c d e nl md zip pdf jpg json docx heic "+
			"two letter xyz zero cel page private robin big kim noon")...)
	pages := map[string]string{}
	const head = "---\nform: every\nversion: \"2026.1\"\nrecord: aa22bb33\ndate: 2026-09-20\n"
	arrive := func(name, text string) {
		t.Helper()
		_, page := b.post("examine", alex, file(name, text))
		if !strings.Contains(page, "desk-findings") && !strings.Contains(page, "§differs") &&
			!strings.Contains(page, "§to confirm") {
			t.Errorf("%s: nothing is said of it", name)
		}
		pages[name+" "+text[:min(len(text), 90)]] = page
	}
	for _, answer := range []string{"tick: maybe", "date: soon", "date: 2026-02-30", "date: 1002-02-03", "time: noon",
		"number: few", "number: 1", "number: 7", "hours: -1", "choice: ones", "line: [a]", "choices: {a: b}",
		"choices: [three]", "table: a", "table: [a]", "table: [{cel: a}]", "seen: Kim", "aline: a", "alone: mine",
		"files: [none.pdf]", "line: NHS number 943 476 5919"} {
		arrive("a.md", head+"answers:\n  "+answer+"\n---\n")
	}
	for name, text := range map[string]string{
		"answers.md": head + "answers: none\n---\n", "revises.md": head + "revises: that\n---\n",
		"allow.md": head + "allow: [{rule: phone, at: nowhere, reason: a}]\n---\n", "id.md": strings.Replace(head,
			"aa22bb33", "../x", 1) + "---\n", "bidi.md": head + "answers:\n  line: \"a\u202eb\"\n---\n",
		"signed.md": head + "answers:\n  line: a\nsigned:\n  - {field: seen, by: preceptee, name: Kim, date: 2026-09-20, " +
			"digest: \"sha256:00\"}\n---\n",
		"m.md":    strings.Replace(meetingOf("Alex Example"), "A quiet week.", "Another week.", 1),
		"day.md":  strings.Replace(meetingOf("Alex Example"), "2026-09-20", "2026-09-21", 1),
		"who.md":  strings.Replace(meetingOf("Robin Example"), "k7m29qxd", "cc22dd33", 1),
		"big.jpg": strings.Repeat("x", importer.MaxFile+1), "long.md": head + strings.Repeat("x", 5<<20),
		"zero.jpg": "", "no.jpg": "not one", "a.docx": "PK",
		"a.heic": "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
		"a.zip":  "not one", "b.zip": zipped(t, "../m.md", "a"), "c.zip": zipped(t, "b.zip", "a"),
		"d.zip": zipped(t, "a\\b", "a"), "e.zip": zipped(t, "big.md", strings.Repeat("a", 3<<20)),
		"f.zip": zipped(t, ".hidden", "a"), "g.zip": zipped(t, "c:a", "a"), "a.private.md": "secret",
		"preceptee.md": "---\nname: Kim\n---\n", "a.json": "[]", "b.json": "{\"form\": ", "c.json": "{} {}",
		"a.txt": "a page", "a.xyz": "a", "packed.md": "PK\x03\x04",
	} {
		arrive(name, text)
	}
	inOwnWords(t, pages, known)
}

// TestMarkedMessages: what the desk says of findings, and the text that it offers to send, are phrases.
func TestMarkedMessages(t *testing.T) {
	t.Parallel()
	texts := map[wording.Phrase]wording.Text{}
	for _, e := range wording.Catalogue() {
		texts[e.Phrase] = wording.Text{"other": casetest.Marked(e.Phrase)}
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
	for _, rule := range record.Advised() {
		advised(finding.Finding{Rule: rule, Severity: finding.Warning}, byRule)
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
