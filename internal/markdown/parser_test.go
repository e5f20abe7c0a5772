package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"precept/internal/item"
)

// TestItemWriter shows what the writer of a kind of page is given: each list of items once, in page order, with plain
// list items among them, and the page it is on.
func TestItemWriter(t *testing.T) {
	var calls []string
	write := func(w *bytes.Buffer, in Input, list []*item.Item) {
		var markers []string
		for _, it := range list {
			markers = append(markers, fmt.Sprintf("%s/%d", it.Marker, len(it.Children)))
		}
		calls = append(calls, in.Slug+": "+strings.Join(markers, " "))
		w.WriteString("<!>")
	}
	body := "## One\n\n- [text] A {#a}\n- plain\n- [table] B {#b}\n  - [line] C {#c}\n\nBetween.\n\n1. [ ] D {#d}\n\n" +
		"- no items\n"
	p := New(testGrammar(), map[item.Kind]ItemWriter{item.Form: write}, nil)
	facts, out, findings, err := p.Parse(Input{File: pageOfText(body), Slug: "forms/x", Kind: item.Form})
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	want := "forms/x: text/0 /0 table/1; forms/x: tick/0"
	if got := strings.Join(calls, "; "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := string(out),
		"<h2 id=\"s-one\">One</h2>\n<!><p>Between.</p>\n<!><ul>\n<li>no items</li>\n</ul>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(facts.Items) != 3 || facts.Items[0].Marker != "text" || facts.Items[1].Children[0].ID != "c" {
		t.Errorf("items: %+v", facts.Items)
	}
}

// TestMissingIDs writes an id where each item asks for it and finds the page without faults.
func TestMissingIDs(t *testing.T) {
	in := Input{File: pageOfText("- [ ] Meet the team\n- [date] When {.required}\n- [line] Over two\n  lines\n\n  Help.\n"),
		Kind: item.Form}
	p := New(testGrammar(), nil, nil)
	facts, _, findings, _ := p.Parse(in)
	if len(facts.Items) != 3 || len(findings) != 3 {
		t.Fatalf("%d items, findings %v", len(facts.Items), rules(findings))
	}
	text := string(in.File.Text)
	for i := len(facts.Items) - 1; i >= 0; i-- {
		it := facts.Items[i]
		id := fmt.Sprintf(" {#i%d}", i)
		if it.Pos != (item.Pos{}) {
			id = fmt.Sprintf("#i%d ", i)
		}
		text = text[:it.Offset] + id + text[it.Offset:]
	}
	_, fixed, _ := strings.Cut(text, "\n---\n")
	if want := "- [ ] Meet the team {#i0}\n- [date] When {#i1 .required}\n- [line] Over two\n  lines {#i2}\n\n" +
		"  Help.\n"; fixed != want {
		t.Errorf("got\n%s", fixed)
	}
	in.File = pageOfText(fixed)
	if _, _, findings, _ := p.Parse(in); len(findings) > 0 {
		t.Errorf("findings are left: %v", findings)
	}
}

// TestLineEnds shows that a page with CRLF comes out as one with LF does, with findings in the same places.
func TestLineEnds(t *testing.T) {
	body := guidance() + "\n```\ncode\nmore\n```\n\n- [ ] x\n\na  \nb\\\nc `d\ne` [f\ng](http://example.org/ \"h\n" +
		"i\")\n\nTerm\n: Meaning {says=a}\n"
	for _, kind := range kinds() {
		in := Input{File: pageOfText(body), Kind: kind, Dict: testDictionary(), KeepBlocks: true}
		facts, out, findings, _ := New(testGrammar(), nil, nil).Parse(in)
		in.File = pageOfText(strings.ReplaceAll(body, "\n", "\r\n"))
		facts2, out2, findings2, _ := New(testGrammar(), nil, nil).Parse(in)
		if !bytes.Equal(out, out2) {
			t.Errorf("%s: the HTML differs:\n%s\n%s", kind, out, out2)
		}
		if fmt.Sprint(findings) != fmt.Sprint(findings2) {
			t.Errorf("%s: findings differ:\n%v\n%v", kind, findings, findings2)
		}
		if fmt.Sprint(facts.Blocks, facts.Vocabulary, facts.Headings) != fmt.Sprint(facts2.Blocks, facts2.Vocabulary,
			facts2.Headings) {
			t.Errorf("%s: facts differ", kind)
		}
	}
}

// TestConcurrent parses many pages with one parser at once, each time alike.
func TestConcurrent(t *testing.T) {
	p := New(testGrammar(), nil, smaller())
	body := guidance() + "\n- [ ] Meet {#meet}\n\nNote[^1].\n\n[^1]: https://www.nhs.uk/\n"
	in := Input{File: pageOfText(body), Folder: "a", Kind: item.Form, Dict: testDictionary()}
	want, wantHTML, _, _ := p.Parse(in)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 40 {
				facts, html, _, err := p.Parse(in)
				if err != nil || !bytes.Equal(html, wantHTML) || facts.Vocabulary != want.Vocabulary {
					t.Error("a page came out differently", err)
					return
				}
			}
		})
	}
	group.Wait()
}

// TestMinifierFails shows that a fault of the minifier is an error that names the file, and no page.
func TestMinifierFails(t *testing.T) {
	broken := errors.New("broken")
	p := New(testGrammar(), nil, func(b []byte) ([]byte, error) { return b, broken })
	_, out, _, err := p.Parse(Input{File: pageOfText("Text\n")})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "p.md") || out != nil {
		t.Errorf("got %q, %v", out, err)
	}
}

// TestDictionaryDigest shows that the digest changes with everything that a body can depend on, and with nothing else.
func TestDictionaryDigest(t *testing.T) {
	term := Term{Key: "a", Words: "A", Page: "g.html", Anchor: "a"}
	forms, local := map[string]string{"x": "X", "y": "Y"}, map[string]string{"w": "W"}
	base := NewDictionary([]Term{term}, forms, nil, local).Digest
	if again := NewDictionary([]Term{term}, map[string]string{"y": "Y", "x": "X"}, nil, local).Digest; again != base {
		t.Error("the order of a map changes the digest")
	}
	moved := term
	moved.Anchor = "b"
	for name, d := range map[string]*Dictionary{
		"term":  NewDictionary([]Term{moved}, forms, nil, local),
		"forms": NewDictionary([]Term{term}, map[string]string{"x": "X", "y": "Z"}, nil, local),
		"lanes": NewDictionary([]Term{term}, forms, map[string]string{"preceptor": "Preceptor"}, local),
		"local": NewDictionary([]Term{term}, forms, nil, map[string]string{"w": "V"}),
	} {
		if d.Digest == base {
			t.Errorf("the digest does not tell of another %s", name)
		}
	}
}

// TestSaysDigest shows which changes make a says= mark stale: words, not marks or markup.
func TestSaysDigest(t *testing.T) {
	actual := func(body string) string {
		facts, _, _, _ := New(testGrammar(), nil, nil).Parse(Input{File: pageOfText(body)})
		if len(facts.Says) != 1 {
			t.Fatalf("%q: %+v", body, facts.Says)
		}
		return facts.Says[0].Actual
	}
	base := actual("Indemnity is paid by the practice. {says=pays}\n")
	for body, same := range map[string]bool{
		"Indemnity is **paid** by\nthe practice {says=pays:0000}\n":                   true,
		"- indemnity is paid by the practice! {says=\"pays\"}\n":                      true,
		"Indemnity is paid by the preceptee. {says=pays}\n":                           false,
		"| a | b |\n| - | - |\n| Indemnity | is paid by the practice {says=pays} |\n": true,
	} {
		if got := actual(body); (got == base) != same {
			t.Errorf("%q: %s, against %s", body, got, base)
		}
	}
}
