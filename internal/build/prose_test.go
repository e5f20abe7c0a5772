package build_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// A prose is one page as its reader meets it, from its source: title, summary, and every paragraph, item, cell and
// label in order.
type prose struct {
	name         string // its file
	units        []unit
	requirements bool // it lists what other pages must say
}

// unit is one piece of text by itself.
type unit struct {
	line  int
	text  string // without markup
	links []string
	whole bool // it is written in sentences, not a heading, a cell, a label or an option
	flows bool // it is a paragraph of its own, not an item of a list or what belongs to one
}

var (
	heading    = regexp.MustCompile(`^#+ `)
	bullet     = regexp.MustCompile(`^(?:> ?)*(?:[-*+] |\d+[.)] |: )?`)
	boxSign    = regexp.MustCompile(`^> ?(\[![A-Z]+\] ?)?`)
	itemMark   = regexp.MustCompile(`^\[([^\]]*)\] `)
	attributes = regexp.MustCompile(`\s*\{[^{}]*\}\s*$`)
	delimiter  = regexp.MustCompile(`^\|[\s|:-]+\|$`)
	inlineLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	emphasis   = strings.NewReplacer("**", "", "*", "", "`", "", "’", "'", "‘", "'", "“", `"`, "”", `"`, `\`, "")
	headKey    = regexp.MustCompile(`^(title|summary|kind): *"?(.*?)"?$`)
)

// readProse takes a page's source apart. Patterns of requirements and blocks of code are for machines, and left out.
func readProse(name, source string) prose {
	p := prose{name: name}
	lines := strings.Split(strings.ReplaceAll(source, "\r\n", "\n"), "\n")
	inHead, inCode := false, false
	var open *unit // a paragraph that goes on in the next line
	for i, line := range lines {
		if line == "---" && (i == 0 || inHead) {
			inHead = i == 0
			continue
		}
		if inHead {
			if m := headKey.FindStringSubmatch(line); m != nil && m[1] == "kind" {
				p.requirements = m[2] == "requirements"
			} else if m != nil {
				p.units = append(p.units, unit{line: i + 1, text: m[2], whole: m[1] == "summary"})
			}
			continue
		}
		line = boxSign.ReplaceAllString(strings.TrimSpace(line), "")
		switch {
		case strings.HasPrefix(line, "```"):
			inCode, open = !inCode, nil
		case inCode || p.requirements && strings.HasPrefix(line, "`"):
		case line == "" || delimiter.MatchString(line):
			open = nil
		case heading.MatchString(line):
			p.add(i+1, heading.ReplaceAllString(line, ""), false)
			open = nil
		case strings.HasPrefix(line, "|"):
			for _, cell := range strings.Split(strings.ReplaceAll(strings.Trim(line, "|"), `\|`, "/"), "|") {
				p.add(i+1, cell, strings.ContainsAny(cell, ".!?"))
			}
			open = nil
		default:
			mark := bullet.FindString(line)
			line = line[len(mark):]
			if m := itemMark.FindStringSubmatch(line); m != nil && mark != "" {
				if _, options, ok := strings.Cut(m[1], ":"); ok {
					for _, option := range strings.Split(options, "|") {
						p.add(i+1, option, false)
					}
				}
				label := attributes.ReplaceAllString(line[len(m[0]):], "")
				p.add(i+1, label, p.requirements || strings.ContainsAny(label, ".!?:"))
				open = nil
				continue
			}
			if mark == "" && open != nil {
				more := cleaned(line)
				open.text += " " + more.text
				open.links = append(open.links, more.links...)
				continue
			}
			open = p.add(i+1, line, true)
			open.flows = mark == "" && !strings.HasPrefix(lines[i], " ")
		}
	}
	return p
}

func (p *prose) add(line int, text string, whole bool) *unit {
	u := cleaned(text)
	u.line, u.whole = line, whole
	p.units = append(p.units, u)
	return &p.units[len(p.units)-1]
}

// cleaned takes the markup out of a text.
func cleaned(text string) unit {
	text = attributes.ReplaceAllString(strings.TrimSpace(text), "")
	var u unit
	for _, m := range inlineLink.FindAllStringSubmatch(text, -1) {
		u.links = append(u.links, m[1])
	}
	u.text = emphasis.Replace(inlineLink.ReplaceAllString(text, "$1"))
	return u
}

// stops is where one sentence ends and the next begins.
var stops = regexp.MustCompile(`([.!?]["')]*) +(["'(]*[A-Z0-9])`)

// sentences lists the sentences of the units that are written in them; a list behind a colon counts as part of its
// sentence.
func (p *prose) sentences() []unit { return p.sentencesOf(func(u unit) bool { return u.whole }) }

// runningText lists only the sentences of paragraphs. Items of lists are short, so they say little about how the page
// reads.
func (p *prose) runningText() []unit { return p.sentencesOf(func(u unit) bool { return u.flows }) }

func (p *prose) sentencesOf(counts func(unit) bool) []unit {
	var list []unit
	for _, u := range p.units {
		if !counts(u) {
			continue
		}
		for _, s := range strings.Split(stops.ReplaceAllString(u.text, "$1\n$2"), "\n") {
			if len(strings.Fields(s)) > 0 {
				list = append(list, unit{line: u.line, text: s})
			}
		}
	}
	return list
}

// wordsOf lists the words of a text: what holds a letter or a digit.
func wordsOf(text string) []string {
	var list []string
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}

// grade is the Flesch–Kincaid grade of the page's sentences: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
// Five more is about the age at which a person reads it with ease. Of fewer than a hundred words it says nothing, and
// is 0.
func (p *prose) grade() float64 { return gradeOf(p.sentences()) }

func gradeOf(sentences []unit) float64 {
	words, parts, syllables := 0, 0, 0
	for _, s := range sentences {
		list := wordsOf(s.text)
		if len(list) < 4 {
			continue // a word of greeting, a label
		}
		parts++
		words += len(list)
		for _, w := range list {
			syllables += syllablesOf(w)
		}
	}
	if words < 100 {
		return 0
	}
	return 0.39*float64(words)/float64(parts) + 11.8*float64(syllables)/float64(words) - 15.59
}

// syllablesOf guesses the syllables of a word by its groups of vowels; a silent e at the end is none.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	switch {
	case strings.HasSuffix(word, "le") && len(word) > 2 && !strings.ContainsRune("aeiouy", rune(word[len(word)-3])):
	case strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "ee"):
		n--
	case strings.HasSuffix(word, "es") && !strings.HasSuffix(word, "ses") && !strings.HasSuffix(word, "ces") &&
		!strings.HasSuffix(word, "ges"),
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded"):
		n--
	}
	return max(n, 1)
}

// TestProse says how a page is taken apart.
func TestProse(t *testing.T) {
	p := readProse("x.md",
		"---\ntitle: \"A page\"\nsummary: What it says.\n---\n## A heading {#h}\n\nOne sentence. Two, with [a "+
			"link](x.md)\nover a line.\n\n- [choice: Yes | No] A label? {#l .required}\n\n  Its help.\n\n| Head | "+
			"Other "+
			"|\n| --- | --- |\n| Cell | A **bold** one |\n\nTerm\n: Meaning.\n\n```\ncode\n```\n")
	var got []string
	for _, u := range p.units {
		got = append(got, u.text)
	}
	want := "A page/What it says./A heading/One sentence. Two, with a link over a line./Yes/No/A label?/Its " +
		"help./Head/Other/Cell/A bold one/Term/Meaning."
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	if strings.Join(got, "/") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "/"), want)
	}
	if n := len(p.sentences()); n != 7 {
		t.Errorf("%d sentences: %v", n, p.sentences())
	}
	if n := len(p.runningText()); n != 3 {
		t.Errorf("%d sentences of running text: %v", n, p.runningText())
	}
	for word, n := range map[string]int{"meeting": 2, "table": 2, "time": 1, "preceptee": 3, "asked": 1, "needed": 2,
		"notes": 1, "practices": 3, "the": 1, "indemnity": 4} {
		if got := syllablesOf(word); got != n {
			t.Errorf("%s: %d syllables, want %d", word, got, n)
		}
	}
}
