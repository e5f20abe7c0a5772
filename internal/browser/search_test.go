//go:build browser

package browser

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// searchEntry puts what the search page's script does with words on window, and a search that waits for its pieces.
const searchEntry = `
import { loadAll, piece, wordsAt } from '../search/load.js';
import { index } from '../search/rank.js';
import { distance, stem, words } from '../search/words.js';

window.words = words;
window.stem = stem;
window.distance = distance;
window.find = async text => {
	const [start] = await loadAll(['start']);
	const search = index(start, key => piece(wordsAt(key)));
	const { order, instead } = await search(text, keys => loadAll(keys.map(wordsAt)));
	const best = order.slice(0, 8), piecesOf = n => 'd-' + Math.floor(n / start.per);
	await loadAll([...new Set(best.map(piecesOf))]);
	return { Pages: best.map(n => piece(piecesOf(n))[n % start.per][2].replace(/\.html$/, '')),
		Instead: [...instead.values()] };
};
`

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// searching opens the search page from the folder on disk, as nobody's server gives it.
func searching(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	b.visit(kind(t, "search").file())
	b.eval(joined(t, searchEntry))
	return b
}

// TestSearchWords holds the script to the words that the index is made of, and to one stem for each family of words.
func TestSearchWords(t *testing.T) {
	t.Parallel()
	b := searching(t)
	var texts [][2]any
	readJSON(t, "../word/testdata/split.json", &texts)
	for _, v := range texts {
		want := []string{}
		for _, w := range v[1].([]any) {
			want = append(want, w.(string))
		}
		if got := with[[]string](b, "words", v[0]); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", v[0], got, want)
		}
	}
	var stems map[string][]string
	readJSON(t, "../word/testdata/stem.json", &stems)
	for stem, family := range stems {
		for _, w := range family {
			if got := with[string](b, "stem", w); got != stem {
				t.Errorf("the stem of %s is %s, want %s", w, got, stem)
			}
		}
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"indemnaty", "indemnity", 1}, {"recieve", "receive", 1}, {"apraisal", "appraisal", 1}, {"ab", "ab", 0},
		{"kitten", "sitting", 3}, {"", "abcd", 3}} {
		if got := with[int](b, "distance", c.a, c.b, 2); got != c.want {
			t.Errorf("from %s to %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestSearchFinds types what people type. The pages that are right are within the first three of those found, most of
// them first.
func TestSearchFinds(t *testing.T) {
	t.Parallel()
	b := searching(t)
	var list []struct {
		Query string
		Right []string
	}
	readJSON(t, "testdata/search.json", &list)
	first := 0
	for _, q := range list {
		got := with[struct{ Pages, Instead []string }](b, "find", q.Query)
		at := slices.IndexFunc(got.Pages, func(page string) bool { return slices.Contains(q.Right, page) })
		if at == 0 {
			first++
		}
		if at < 0 || at > 2 {
			t.Errorf("%q finds %q (%q), want one of %q", q.Query, got.Pages, got.Instead, q.Right)
		}
	}
	if len(list) < 15 || first*4 < len(list)*3 {
		t.Errorf("of %d the first is right for %d", len(list), first)
	}
}

// TestSearchCases are queries that once found nothing, or the wrong page first.
func TestSearchCases(t *testing.T) {
	t.Parallel()
	b := searching(t)
	for _, c := range []struct {
		id, query string
		right     []string // one of them is found within the first so many
		within    int
		instead   string // what was meant
	}{
		{"case-S1", "master's degree", []string{"reference/glossary", "programme/index"}, 3, ""},
		{"case-S1", "master’s degree", []string{"reference/glossary", "programme/index"}, 3, ""},
		{"case-S1", "nonmedical prescribing", []string{"preceptee/prescribing-and-scope"}, 3, ""},
		{"case-S1", "sign off", []string{"forms/final-review", "preceptor/reviews-and-sign-off"}, 1, ""},
		{"case-S1", "signoff", []string{"forms/final-review", "preceptor/reviews-and-sign-off"}, 1, ""},
		{"case-S2", "appraisel", []string{"organisation/appraisal", "preceptee/appraisal"}, 1, "appraisal"},
		{"case-S2", "indemnaty", []string{"organisation/indemnity"}, 1, "indemnity"},
		{"case-S2", "supervison", []string{"reference/supervision", "preceptor/meetings-and-supervision",
			"forms/supervision-record"}, 1, "supervision"},
		{"case-S2", "competancies", []string{"preceptee/competencies"}, 3, ""}, // of one stem,
		{"case-S2", "perscribing", []string{"preceptee/prescribing-and-scope"}, 1, "prescribing"},
		{"case-S3", "mentor vs preceptor", []string{"reference/faq", "programme/index"}, 3, ""},
		{"case-S3", "indemnity zzzzzz", []string{"organisation/indemnity"}, 1, ""},
		{"case-S3", "checklist new starter", []string{"forms/practice-readiness", "organisation/getting-started",
			"forms/induction-checklist"}, 1, ""},
		{"case-S4", "insurance cover", []string{"organisation/indemnity", "forms/indemnity-confirmation"}, 1, ""},
		{"case-S4", "sickness", []string{"programme/your-situation", "preceptee/wellbeing"}, 3, ""},
		{"case-S5", "CQC evidence", []string{"forms/practice-yearly-check", "organisation/cqc"}, 1, ""},
		{"case-S6", "prescriber", []string{"preceptee/prescribing-and-scope"}, 1, ""},
		{"case-S6", "signing off", []string{"forms/final-review", "preceptor/reviews-and-sign-off"}, 1, ""},
		{"case-S6", "what is the appointment length", []string{"organisation/clinics"}, 1, ""},
		{"case-S7", "malpractice", []string{"organisation/indemnity"}, 1, ""},
		{"case-S7", "whistleblowing", []string{"programme/raising-a-concern", "programme/confidentiality"}, 3, ""},
		{"case-S7", "maternity leave", []string{"programme/your-situation"}, 1, ""},
	} {
		t.Run(c.id+" "+c.query, func(t *testing.T) {
			got := with[struct{ Pages, Instead []string }](b, "find", c.query)
			at := slices.IndexFunc(got.Pages, func(page string) bool { return slices.Contains(c.right, page) })
			if at < 0 || at >= c.within || strings.Join(got.Instead, " ") != c.instead {
				t.Errorf("finds %q, and says %q", got.Pages, got.Instead)
			}
			for _, page := range got.Pages {
				if strings.HasPrefix(page, "about/coverage/") && page != "about/coverage/index" {
					t.Errorf("finds the requirements %s", page)
				}
			}
		})
	}
}

// TestSearchOneWay (case-S1): the same page is the first, however a word is joined and whatever its apostrophe.
func TestSearchOneWay(t *testing.T) {
	t.Parallel()
	b := searching(t)
	find := func(query string) []string {
		return with[struct{ Pages []string }](b, "find", query).Pages
	}
	for _, same := range [][]string{{"master's degree", "master’s degree", "masters degree"}, {"e-mail", "email"},
		{"non-medical", "nonmedical"}, {"sign-off", "signoff"}} {
		t.Run("case-S1 "+same[0], func(t *testing.T) {
			want := find(same[0])
			for _, query := range same[1:] {
				if got := find(query); len(want) == 0 || len(got) == 0 || got[0] != want[0] {
					t.Errorf("%q finds %q, and %q finds %q", same[0], want, query, got)
				}
			}
		})
	}
}

// TestSearchTyped goes through the page as a reader does: what was meant is said, the best page is first and is one key
// away, and Escape begins again.
func TestSearchTyped(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(kind(t, "search").file())
	b.waitFor(`document.activeElement.id === 'q'`)
	b.typed("appraisel insurrance")
	b.waitFor(`document.getElementById('search-count').textContent.startsWith('Showing results for “appraisal”')`)
	b.eval(`q.value = ''`)
	b.typed("skills matrix")
	b.waitFor(`document.querySelector('.results a')?.textContent === 'Skills matrix'`)
	if got := get[string](b, `document.querySelector('.results .result-kind').textContent`); got != "Form" {
		t.Errorf("the first is labelled %q", got)
	}
	b.press(kb.ArrowDown)
	b.waitFor(`document.activeElement === document.querySelector('.results a')`)
	b.press(kb.Escape)
	b.waitFor(`document.activeElement.id === 'q' && q.value === '' && !document.querySelector('.results') &&
		!document.getElementById('search-start').hidden`)
	b.typed("qqqq")
	b.waitFor(`document.getElementById('search-count').textContent.startsWith('Nothing found for “qqqq”')`)
}

// TestCaseH8NoSingleKey: no letter by itself leads anywhere, since those who speak to their computer would set it off
// (WCAG 2.1.4); Control+K leads to the search.
func TestCaseH8NoSingleKey(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	page := kind(t, "guidance").http()
	b.visit(page)
	b.press("/", "k", "s")
	b.eval(`document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))`)
	if got := get[string](b, `location.href`); got != page {
		t.Errorf("a letter led to %s", got)
	}
	b.eval(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))`)
	b.waitAcross(`location.pathname.endsWith('/search.html')`)
}
