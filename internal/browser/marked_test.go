//go:build browser

package browser

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/wording"
)

// unmarked gives the texts of a page, as somebody sees or hears it, that have letters of the program outside a phrase:
// its title and its text, what is read out, what an empty box shows, what a style sheet adds. A phrase is between
// ⟦ and ⟧, which may be in different elements of a paragraph. What a person has written is in other letters. Code is
// for machines: commands, and names and values of files. What check finds, in the panel of serve and before a release,
// is told to those who write the toolkit, and is not a site's to say.
const unmarked = `(() => {
	const found = new Set(), letters = /[A-Za-z]/;
	const outside = (text, depth = 0) => {
		let rest = '';
		for (const c of text) {
			if (c === '⟦') depth++;
			else if (c === '⟧') depth--;
			else rest += depth > 0 ? ' ' : c;
		}
		return rest;
	};
	const note = (what, text, depth) => {
		const rest = outside(text, depth);
		if (letters.test(rest)) found.add(what + ': ' + rest.replace(/\s+/g, ' ').trim());
	};
	const texts = e => {
		const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), list = [];
		while (walk.nextNode()) list.push(walk.currentNode);
		return list;
	};
	const inline = e => getComputedStyle(e).display === 'inline' && e.parentElement;
	const before = node => {
		let block = node.parentElement;
		while (inline(block)) block = block.parentElement;
		let depth = 0;
		for (const t of texts(block)) {
			if (t === node) break;
			for (const c of t.data) depth += (c === '⟦') - (c === '⟧');
		}
		return depth;
	};
	const shown = e => e.checkVisibility() || e.closest('select, svg')?.checkVisibility();
	for (const d of document.querySelectorAll('main details:not([open])')) d.open = true;
	note('title', document.title);
	for (const t of texts(document.body)) {
		const e = t.parentElement;
		if (letters.test(t.data) && !e.closest('script, style, noscript, code, .precept-live, ol.desk-findings') && shown(e))
			note(e.localName + (e.className && '.' + e.className), t.data, before(t));
	}
	for (const e of document.body.querySelectorAll('*')) {
		if (!shown(e) || e.closest('.precept-live, ol.desk-findings')) continue;
		for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-description', 'aria-valuetext',
			'aria-roledescription']) note(name, e.getAttribute(name) || '');
		if (e.matches('[type=submit], [type=button], [type=reset]')) note('value', e.value);
		for (const place of ['::before', '::after']) {
			const text = getComputedStyle(e, place).content.replace(/attr\(([a-z-]+)\)/g,
				(_, a) => '"' + e.getAttribute(a) + '"');
			for (const [, part] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g)) note(place, part);
		}
	}
	for (const text of window.told || []) note('said', text);
	return [...found];
})()`

// tells keeps what a page says beside itself: in a question of the browser, or to a program that it shares with.
const tells = `window.told = [];
	window.alert = window.confirm = window.prompt = text => { told.push(text); return true; };
	navigator.canShare = () => true;
	navigator.share = async d => { told.push(d.title || '', d.text || ''); };`

// ours are the words that are the same in every language, each with why.
var ours = map[string]string{
	"precept":    "the name of the program",
	"serve":      "the name of its command",
	"md":         "the ending of a file's name",
	"txt":        "the ending of a file's name",
	"png":        "the ending of a file's name",
	"exe":        "the ending of a file's name",
	"Prescriber": "a tag that the toolkit uses: it has an id alone",
}

// marked is a visitor of a site in which every phrase is marked.
type marked struct {
	*keeper
	found  map[string]string // what is not marked, and where it was seen first
	secret string            // the words of a passphrase, which are in every language those of one list
	states int
}

// look notes what is not marked of the page as it is.
func (m *marked) look(state string) {
	m.Helper()
	m.states++
	for _, text := range get[[]string](m.tab, unmarked) {
		what, words, _ := strings.Cut(text, ": ")
		if words == m.secret {
			continue
		}
		for _, word := range latin.FindAllString(madeUp.ReplaceAllString(words, ""), -1) {
			if _, allowed := ours[word]; !allowed && m.found[text] == "" {
				m.found[text] = state
				m.Errorf("%s: %q (%s) is not in the site's words", state, words, what)
			}
		}
	}
}

// dated is a date with the name of its month.
var dated = regexp.MustCompile(`^\{1\} ([A-Z][a-z]+) \{2\}$`)

// madeUp are names and numbers that the program makes up, such as those of records and of sealed files.
var madeUp = regexp.MustCompile(`portfolio-\w+\.html|\b\w*\d\w*\b|^: [a-z0-9]{8}$`)

var latin = regexp.MustCompile(`[A-Za-z]+`)

// open opens a page of the toolkit or of a portfolio.
func (m *marked) open(page string) {
	m.Helper()
	m.visit(strings.TrimSuffix(m.address, "/-/desk/") + "/" + page)
}

// foreign gives a text with what is between « and » in letters that the program never uses.
func foreign(text string) string {
	return quotedByPeople.ReplaceAllStringFunc(text, func(s string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case 'a' <= r && r <= 'z':
				return r - 'a' + 'ա'
			case 'A' <= r && r <= 'Z':
				return r - 'A' + 'Ա'
			case r == '«', r == '»':
				return -1
			}
			return r
		}, s)
	})
}

var quotedByPeople = regexp.MustCompile(`«[^»]*»`)

// markedProject writes the project of testdata/marked.txtar, with every phrase between ⟦ and ⟧.
func markedProject(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/marked.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		casetest.Write(t, dir, f.Name, foreign(string(f.Data)))
	}
	categories := wording.Categories(markedLang)
	var own strings.Builder
	for _, e := range wording.Catalogue() {
		text := strconv.Quote(mark(e.Phrase))
		// a day that is put into a box must be read again
		if m := dated.FindStringSubmatch(string(e.Phrase)); m != nil {
			text = strconv.Quote(foreign("{1} «" + m[1] + "» {2}"))
		}
		if e.One != "" {
			several := text
			text = "{one: " + strconv.Quote(mark(e.One))
			for _, c := range categories {
				if c != "one" {
					text += ", " + c + ": " + several
				}
			}
			text += "}"
		}
		own.WriteString(strconv.Quote(string(e.Phrase)) + ": " + text + "\n")
	}
	if err := os.WriteFile(filepath.Join(dir, "data/words.yaml"), []byte(own.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// markedLang is the language of the marked site: one with several plurals, and not that of the program.
const markedLang = "pl"

// mark puts marks around each part of a phrase that is ours, so that a value in it needs marks of its own.
func mark(p wording.Phrase) string {
	return strings.ReplaceAll("⟦"+valueIn.ReplaceAllString(string(p), "⟧$0⟦")+"⟧", "⟦⟧", "")
}

var valueIn = regexp.MustCompile(`\{\d\}`)

// TestEveryWordIsMarked goes through the site, its forms, a portfolio and the desk with every phrase marked: no word of
// ours is without a mark.
func TestEveryWordIsMarked(t *testing.T) {
	m := &marked{keeper: keepIn(t, markedProject(t)), found: map[string]string{}}
	m.before(noPicker + tells)
	m.pages()
	m.searches()
	m.form()
	m.shelf()
	m.sends()
	m.panel()
	m.desk()
	m.decides()
	m.copies()
	if m.states < 115 {
		t.Errorf("only %d states were looked at", m.states)
	}
	for _, word := range slices.Sorted(maps.Keys(ours)) {
		if ours[word] == "" {
			t.Errorf("no reason is given for %s", word)
		}
	}
}
