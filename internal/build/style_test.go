package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The limits of style: of one sentence, of a page's sentences together, and of how hard a page is to read. Our readers
// are busy, and for some of them English is not the first language. They also have a master's degree, so the running
// text of a section may not read like a primer either.
const (
	longestSentence = 30   // words
	longestAverage  = 18.0 // words a sentence on a page
	easiestGrade    = 6.5  // Flesch–Kincaid of a section's running text, which rounds to 7: about the age of 12
	hardestGrade    = 9.0  // about the age of 14
)

// sections are the parts of the shipped guidance whose reading age is measured.
var sections = []string{"preceptee", "preceptor", "organisation", "programme", "reference", "about"}

// fault is one place where a page does not keep to the style. What identifies it in the list of exceptions.
type fault struct {
	rule, page string
	line       int
	what, say  string
}

// TestStyle holds every page of the shipped toolkit, in both versions, and of the programmes in testdata to how it is
// written: sentence length, reading age, abbreviations, British spelling, inclusive words and the words of links. What
// may stand anyway is listed with its reason in testdata/style-exceptions.txt; an exception that nothing needs is
// an error.
func TestStyle(t *testing.T) {
	allowed := readExceptions(t)
	var worst, grades []string
	pages := 0
	for _, root := range []string{filepath.Join(shipped, "content"), "testdata/programmes"} {
		var files []string
		for _, name := range treePaths(t, root) {
			if strings.HasSuffix(name, ".md") && (root != "testdata/programmes" ||
				strings.Contains(name, "/content/")) {
				files = append(files, name)
			}
		}
		glossaries := map[string]map[string]bool{} // version's folder → the abbreviations that its glossary explains
		for _, name := range files {
			if strings.HasSuffix(name, "/reference/glossary.md") {
				glossaries[strings.TrimSuffix(name, "reference/glossary.md")] = explained(sourceText(t, root, name))
			}
		}
		for _, name := range files {
			p := readProse(name, sourceText(t, root, name))
			pages++
			var glossary map[string]bool
			for folder, known := range glossaries {
				if strings.HasPrefix(name, folder) {
					glossary = known
				}
			}
			if grade := p.grade(); grade != 0 && !p.requirements {
				grades = append(grades, fmt.Sprintf("%4.1f %s", grade, name))
			}
			for _, f := range faults(p, glossary) {
				if !allowed.take(f) {
					worst = append(worst, fmt.Sprintf("%s:%d: %s [%s | %s | %s]", f.page, f.line, f.say, f.rule, f.page,
						f.what))
				}
			}
		}
	}
	for _, w := range worst {
		t.Error(w)
	}
	for _, e := range allowed {
		if !e.used {
			t.Errorf("testdata/style-exceptions.txt:%d: nothing needs this exception any more: %s", e.line, e.text)
		}
	}
	slices.Sort(grades)
	t.Logf("%d pages; reading grade: easiest %s, middle %s, hardest %s", pages, grades[0], grades[len(grades)/2],
		grades[len(grades)-1])
	if pages < 200 {
		t.Errorf("only %d pages were read", pages)
	}
}

// TestStyleFinds says what each check objects to, and what it lets be.
func TestStyleFinds(t *testing.T) {
	known := explained("CQC\n: Care Quality Commission, which inspects.\n\nLearning set\n: A group that meets. Also " +
		"called an ALS.\n")
	long := strings.Repeat("word ", longestSentence)
	for _, c := range []struct{ text, want string }{
		{"A short sentence.", ""},
		{long + "more.", "sentence: word word word word"},
		{long[:len(long)-1] + ".", ""},
		{"- [ ] " + long + "more.", "sentence: word word word word"},
		{strings.Repeat("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "+
			"sixteen, not so bad. ", 10), "average: page"},
		{strings.Repeat("Organisational accountability necessitates considerable interprofessional communication. ",
			20), "grade: page"},
		{"Organize the center.", "spelling: organize; spelling: center"},
		{"The size of the prize.", ""},
		{"New programs, and a programme.", "spelling: programs"},
		{"You practice daily in general practice.", "spelling: you practice"},
		{"Free to practice; a return to practice.", "spelling: free to practice"},
		{"Due October 5, 2026, or 5 October 2026.", "spelling: october 5, 2026"},
		{"He or she suffers from it.", "inclusive: he or she; inclusive: suffers from"},
		{"The elderly, and older people.", "inclusive: the elderly"},
		{"Disabled people may ask.", ""},
		{"[Click here](a.md) or [here](b.md).", "link: Click here; link: here"},
		{"[the form](a.md) and [Job plans](b.md)", ""},
		{"See https://example.org/x for it.", "link: https://example.org/x"},
		{"The CQC asks.", ""},
		{"An ALS meets.", ""},
		{"The XYZ asks. XYZs ask again.", "abbreviation: XYZ"},
		{"The Extra Young Zebras (XYZ) ask.", ""},
		{"XYZ stands for extra young zebras.", ""},
		{"- [line] The XYZ {#x}\n\n  XYZ means extra young zebras.", ""},
		{"The XYZ asks.\n\nNot now.\n\nXYZ stands for extra young zebras.", "abbreviation: XYZ"},
	} {
		var got []string
		for _, f := range faults(readProse("x.md", "---\ntitle: A page\n---\n"+c.text+"\n"), known) {
			got = append(got, f.rule+": "+f.what)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%.60q: %q, want %q", c.text, strings.Join(got, "; "), c.want)
		}
	}
}

// TestReadingAge measures each section of the guidance: its running text is for readers of 12 to 14 years. A page of
// requirements is a list, and has none.
func TestReadingAge(t *testing.T) {
	root := filepath.Join(shipped, "content", current)
	running := map[string][]unit{}
	for _, name := range treePaths(t, root) {
		section, _, below := strings.Cut(name, "/")
		if !below || !strings.HasSuffix(name, ".md") {
			continue
		}
		if p := readProse(name, sourceText(t, root, name)); !p.requirements {
			running[section] = append(running[section], p.runningText()...)
		}
	}
	for _, section := range sections {
		list := running[section]
		words := 0
		for _, s := range list {
			words += len(wordsOf(s.text))
		}
		grade := gradeOf(list)
		t.Logf("%4.1f %s: %d sentences of %.1f words", grade, section, len(list), float64(words)/float64(len(list)))
		if grade < easiestGrade || grade > hardestGrade {
			t.Errorf("%s: a reading grade of %.1f, want %.1f to %.1f", section, grade, easiestGrade, hardestGrade)
		}
	}
}

func sourceText(t *testing.T, root, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// faults lists what a page does against the style. The glossary is its version's. A page of requirements is a list of
// statements about other pages, which a hub keeps in step with its sources: it is held only to spelling and words.
func faults(p prose, glossary map[string]bool) []fault {
	var list []fault
	add := func(rule string, line int, what, say string, args ...any) {
		list = append(list, fault{rule, p.name, line, what, fmt.Sprintf(say, args...)})
	}
	total, sentences := 0, p.sentences()
	if p.requirements {
		sentences = nil
	}
	for _, s := range sentences {
		words := wordsOf(s.text)
		total += len(words)
		if len(words) > longestSentence {
			add("sentence", s.line, strings.Join(words[:4], " "), "a sentence of %d words, more than %d: %q",
				len(words), longestSentence, s.text)
		}
	}
	if len(sentences) >= 10 && float64(total)/float64(len(sentences)) > longestAverage {
		add("average", 1, "page", "%.1f words a sentence, more than %.0f", float64(total)/float64(len(sentences)),
			longestAverage)
	}
	if grade := p.grade(); grade > hardestGrade && !p.requirements {
		add("grade", 1, "page", "a reading grade of %.1f, more than %.0f", grade, hardestGrade)
	}
	for _, u := range p.units {
		for _, w := range swaps(u.text, american, dates) {
			add("spelling", u.line, w.found, "%q: in British English %s", w.found, w.instead)
		}
		for _, w := range swaps(u.text, excluding) {
			add("inclusive", u.line, w.found, "%q: write %s", w.found, w.instead)
		}
		for _, text := range u.links {
			if empty.MatchString(text) {
				add("link", u.line, text, "the link %q does not say where it leads", text)
			}
		}
		if bare.MatchString(u.text) {
			add("link", u.line, bare.FindString(u.text),
				"an address in the text: give it words that say where it leads")
		}
	}
	if p.requirements {
		return list
	}
	for _, a := range undefined(p, glossary) {
		add("abbreviation", a.line, a.text, "%s is not written out here before, and is not in the glossary", a.text)
	}
	return list
}

var (
	empty = regexp.MustCompile(`(?i)^\s*(?:click )?(?:here|this|this (?:link|page|form)|link|more|read more|learn more|see more|page|form|website|.{0,1}|https?:.*|www\..*)\s*$`)
	bare  = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	// short is an abbreviation: two capitals at least, with its plural s.
	short = regexp.MustCompile(`\b[A-Z][a-z]?[A-Z][A-Za-z]*[A-Z]?\b|\b[A-Z]&[A-Z]\b`)
	upper = regexp.MustCompile(`[A-Z]`)
)

// undefined lists abbreviations that their reader cannot know: those without an entry in the glossary that the page
// does not explain either. A page explains one before it uses it, where it first does, or directly after, as the help
// of a label does. It writes "Care Quality Commission (CQC)", "CQC (Care Quality Commission)", "CQC stands for" or
// "CQC, the Care Quality Commission". Each abbreviation is listed once.
func undefined(p prose, glossary map[string]bool) []unit {
	var list []unit
	seen := map[string]bool{}
	before := ""
	for i, u := range p.units {
		before += u.text + "\n"
		for _, a := range abbreviations(u.text) {
			if seen[a] {
				continue
			}
			seen[a] = true
			place := before
			if i+1 < len(p.units) {
				place += p.units[i+1].text
			}
			if !glossary[a] && !writtenOut(a).MatchString(place) {
				list = append(list, unit{line: u.line, text: a})
			}
		}
	}
	return list
}

// abbreviations lists them without their plural s.
func abbreviations(text string) []string {
	var list []string
	for _, found := range short.FindAllString(text, -1) {
		if a := strings.TrimSuffix(found, "s"); len(upper.FindAllString(a, -1)) > 1 {
			list = append(list, a)
		}
	}
	return list
}

func writtenOut(a string) *regexp.Regexp {
	q := `\b` + regexp.QuoteMeta(a) + `s?\b`
	return regexp.MustCompile(`\((?:[A-Z]+ or )?` + q + `[),; ]|` + q + ` (?:[a-z]+ )?\([a-zA-Z]|` + q +
		`[^.]{0,20}(?:stands for|means| is short for|: [a-z])|` + q +
		`, (?:the|a|an) [A-Z]|` + q + `\. That is short for|(?:called|shortened to|say|written) (?:an? |the )?` + q)
}

// explained lists the abbreviations that a glossary has entries for, or explains within one.
func explained(glossary string) map[string]bool {
	known := map[string]bool{}
	lines := strings.Split(glossary, "\n")
	for i, line := range lines {
		if i+1 < len(lines) && strings.HasPrefix(lines[i+1], ": ") {
			for _, a := range abbreviations(line) {
				known[a] = true
			}
		}
		if strings.HasPrefix(line, ": ") {
			for _, a := range abbreviations(line) {
				known[a] = known[a] || writtenOut(a).MatchString(line)
			}
		}
	}
	return known
}

// exception allows one kind of fault: on a page, or everywhere (*).
type exception struct {
	rule, page, what, text string
	line                   int
	used                   bool
}

type exceptions []*exception

// readExceptions reads testdata/style-exceptions.txt: rule | page | what | why, a line each.
func readExceptions(t *testing.T) exceptions {
	t.Helper()
	var list exceptions
	for i, line := range strings.Split(sourceText(t, "testdata", "style-exceptions.txt"), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " | ")
		if len(parts) != 4 || len(strings.Fields(parts[3])) < 3 {
			t.Fatalf("testdata/style-exceptions.txt:%d: write rule | page | what | why", i+1)
		}
		list = append(list, &exception{rule: parts[0], page: parts[1], what: parts[2], text: line, line: i + 1})
	}
	return list
}

func (list exceptions) take(f fault) bool {
	taken := false
	for _, e := range list {
		if e.rule == f.rule && e.what == f.what && (e.page == "*" || e.page == f.page) {
			e.used, taken = true, true
		}
	}
	return taken
}
