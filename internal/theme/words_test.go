package theme

import (
	"regexp"
	"strings"
	"testing"

	"precept/internal/wording"
)

// TestMarkedScripts joins the scripts with a sign before every phrase: what they say has the sign everywhere, and both
// forms of a phrase about a number. Without words of its own a site has the scripts as they are.
func TestMarkedScripts(t *testing.T) {
	texts := map[wording.Phrase]wording.Text{}
	for _, e := range wording.Catalogue() {
		texts[e.Phrase] = wording.Text{"other": "§" + string(e.Phrase)}
		if e.One != "" {
			texts[e.Phrase]["one"] = "§" + string(e.One)
		}
	}
	words := wording.New("en-GB", texts)
	s, found, err := FormScripts(nil, words)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	th, found, err := Load(nil, words, Accent{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	all := string(s.Desk.Bytes) + string(th.search.Bytes) + string(th.script.Bytes)
	for _, a := range s.Assets() {
		all += string(a.Bytes)
	}
	place, looked := regexp.MustCompile(`\{[^}]*\}`), 0
	for _, e := range wording.Catalogue() {
		if !strings.HasPrefix(e.Where, "themes/") || !strings.HasSuffix(e.Where, ".js") {
			continue
		}
		for _, p := range []wording.Phrase{e.One, e.Phrase} {
			begins := place.Split(string(p), 2)[0]
			if len(begins) < 12 {
				continue
			}
			looked++
			bare := strings.Count(all, `"`+begins) + strings.Count(all, "`"+begins) + strings.Count(all, "'"+begins)
			if bare > 0 || !strings.Contains(all, "§"+begins) {
				t.Errorf("%s: %q is said %d times without the sign", e.Where, p, bare)
			}
		}
	}
	if looked < 150 {
		t.Errorf("only %d phrases were looked at", looked)
	}
	usual, _, err := FormScripts(nil, nil)
	if err != nil || strings.Contains(string(usual.Form.Bytes), "§") {
		t.Errorf("the scripts of a site without words: %v", err)
	}
}
