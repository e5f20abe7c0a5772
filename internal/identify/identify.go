// Package identify owns what text looks like that may tell who somebody is: an NHS number, a date of birth, a title
// with a surname. Its rules are in one table, rules.json, which the form page uses as well. It says where such text is
// and what to write instead; it never repeats the text, and never decides what happens to it: packages record,
// portfolio and check do. It comes before all of them and reads nothing but the text.
//
// There is no rule for titles of doctors and professors: in these records they are colleagues far more often than
// patients, and people soon stop reading advice that is mostly wrong.
package identify

import (
	_ "embed" // the table
	"encoding/json"
	"regexp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Table is the rules as JSON, for the form page's script. Its parts are pieces of expressions, which are used by their
// names in braces: {b} is a space, {g} the gap between words, {p} what may separate figures, {d} {m} {y} a day, month
// and year; {s} {u} {t} are what may separate these: between figures, where there must be something, and where there
// may be; {z} is a year of four figures. Its reads are what is read as something else, or as nothing: marks of
// Markdown, spaces of any width, characters that nobody sees. Each rule has:
//
//	rule     its name
//	what     what it finds, as words for a sentence
//	advice   what to write instead
//	shapes   what it looks like: find is a regular expression that RE2 and JavaScript read alike; near and after
//	         are the numbers of characters before and after it in which one of the words must be, where the shape
//	         alone is not enough
//	words    those words, as an expression for a whole word
//	check    what its figures must add up to
//	not      an expression for what looks like it and is not
//	exact    capitals matter, except in shapes that say fold
//	contact  how somebody is reached, which is not a secret in the practice's own records
//	digits   how many figures are close together in it, and
//	needs    the beginnings of words that are in it or near it: these tell Go where to look, and decide nothing
//
//go:embed rules.json
var Table []byte

// Hit is a place in a text that looks as if it tells who somebody is.
type Hit struct {
	Rule       string // "nhs-number"
	What       string // "an NHS number"
	Start, End int    // bytes
	Advice     string // what to write instead
	Contact    bool   // how somebody is reached
	Reads      string // the text at the place as a reader sees it, without marks of Markdown
}

// Person reports whether it only names somebody, or says how they are reached, as one does with a colleague.
func (h Hit) Person() bool { return h.Contact || h.Rule == "title-surname" }

// Rule is one kind of identifier.
type Rule struct {
	Name, What, Advice string
}

type rule struct {
	Rule    string   `json:"rule"`
	What    string   `json:"what"`
	Advice  string   `json:"advice"`
	Check   string   `json:"check"`
	Words   string   `json:"words"`
	Not     string   `json:"not"`
	Exact   bool     `json:"exact"`
	Contact bool     `json:"contact"`
	Digits  int      `json:"digits"`
	Needs   []string `json:"needs"`
	Shapes  []struct {
		Find  string `json:"find"`
		Near  int    `json:"near"`
		After int    `json:"after"`
		Fold  bool   `json:"fold"`
		find  *regexp.Regexp
	} `json:"shapes"`
	words, not *regexp.Regexp
}

// partName matches the name of a part in an expression.
var partName = regexp.MustCompile(`\{[a-z]\}`)

type tables struct {
	Parts map[string]string `json:"parts"`
	Reads []read            `json:"reads"`
	Rules []rule            `json:"rules"`
}

func rules() []rule { return table().Rules }

// table reads the table, once. It is built into the program, and a test reads it.
var table = sync.OnceValue(func() tables {
	var table tables
	if err := json.Unmarshal(Table, &table); err != nil {
		panic("identify: rules.json: " + err.Error())
	}
	expression := func(text string, fold bool) *regexp.Regexp {
		text = partName.ReplaceAllStringFunc(text, func(name string) string {
			return "(?:" + table.Parts[name[1:2]] + ")"
		})
		if fold {
			text = "(?i)" + text
		}
		return regexp.MustCompile(text)
	}
	for i := range table.Rules {
		r := &table.Rules[i]
		for k := range r.Shapes {
			shape := &r.Shapes[k]
			shape.find = expression(shape.Find, !r.Exact || shape.Fold)
		}
		if r.Not != "" {
			r.not = expression(r.Not, !r.Exact)
		}
		if r.Words != "" {
			r.words = expression("(?:^|[^a-z0-9])(?:"+r.Words+")(?:[^a-z0-9]|$)", true)
		}
	}
	for i := range table.Reads {
		table.Reads[i].find = regexp.MustCompile("(?i)^(?:" + table.Reads[i].Find + ")")
	}
	return table
})

// Rules lists the kinds of identifier in the order of the table.
func Rules() []Rule {
	var list []Rule
	for _, r := range rules() {
		list = append(list, Rule{r.Rule, r.What, r.Advice})
	}
	return list
}

// Hits finds what in a text may tell who somebody is, by place; no two overlap. label is what was asked, which may say
// what a number is. The work grows with the text and no faster, whatever is in it.
func Hits(text, label string) []Hit {
	return find(text, func(s *search) { s.all(label) })
}

// find looks in a text as it reads, and then for what is only in the text as typed, such as an address in a
// link.
func find(text string, look func(*search)) []Hit {
	s := search{text: text}
	if plain, at := reading(text, table().Reads); plain != text {
		read := search{text: plain}
		look(&read)
		for _, h := range read.hits {
			h.Start, h.End = at[h.Start], at[h.End-1]+1
			s.add(h)
		}
	}
	look(&s)
	slices.SortFunc(s.hits, func(a, b Hit) int { return a.Start - b.Start })
	return s.hits
}

// search is one search through a text.
type search struct {
	text  string
	hits  []Hit
	taken []bool // the bytes that are part of a hit; nil before the first hit
	work  int    // bytes that were looked at, once for each time: what a test counts
}

// all looks for every rule where the table says that it may be.
func (s *search) all(label string) {
	folded := lower(s.text)
	for i := range rules() {
		r := &rules()[i]
		said := r.words != nil && r.words.MatchString(label)
		places := []span{{0, len(s.text)}}
		switch {
		case r.Digits > 0:
			places = figures(s.text, r.Digits)
		case r.words == nil || !said:
			places = begin(folded, r.Needs)
		}
		s.look(r, said, places)
	}
}

// look looks for one rule in the spans. said is true where the label has one of the rule's words.
func (s *search) look(r *rule, said bool, spans []span) {
	for i := range r.Shapes {
		shape := &r.Shapes[i]
		for _, in := range spans {
			for from := in.start; from < in.end; {
				at := shape.find.FindStringIndex(s.text[from:in.end])
				if at == nil {
					s.work += in.end - from
					break
				}
				s.work += at[1]
				start, end := from+at[0], from+at[1]
				far := shape.Near > 0 && !said && !r.near(s.text, start, end, shape.Near, shape.After)
				if far || s.overlaps(start, end) || continued(s.text, start, end) || !r.sound(s.text[start:end]) {
					_, size := utf8.DecodeRuneInString(s.text[start:])
					from = start + size
					continue
				}
				s.add(Hit{r.Rule, r.What, start, end, r.Advice, r.Contact, s.text[start:end]})
				from = end
			}
		}
	}
}

// overlaps reports whether a byte of a match is part of a hit. It looks at the bytes and not at the hits, because there
// may be a million hits, and a match is short.
func (s *search) overlaps(start, end int) bool {
	s.work += end - start
	return s.taken != nil && slices.Contains(s.taken[start:end], true)
}

func (s *search) add(h Hit) {
	if s.taken == nil {
		s.taken = make([]bool, len(s.text))
	}
	for i := h.Start; i < h.End; i++ {
		s.taken[i] = true
	}
	s.hits = append(s.hits, h)
}

// near reports whether one of the rule's words is within so many characters before or after a match.
func (r *rule) near(text string, start, end, before, after int) bool {
	from, to := start, end
	for range before {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for range after {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	return r.words.MatchString(text[from:start]) || r.words.MatchString(text[end:to])
}

// continued reports whether the characters beside a match continue it: a letter or figure, or a point or dash between
// figures.
func continued(text string, start, end int) bool {
	before, size := utf8.DecodeLastRuneInString(text[:start])
	after, next := utf8.DecodeRuneInString(text[end:])
	if inWord(before) || inWord(after) {
		return true
	}
	figure := func(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	joins := func(c rune) bool { return c == '.' || c == ',' || c == '/' || c == '-' }
	return figure(text, start) && joins(before) && figure(text, start-size-1) ||
		figure(text, end-1) && joins(after) && figure(text, end+next)
}

func inWord(c rune) bool {
	return c != utf8.RuneError && (c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c))
}

// sound reports whether a match is not one of the exceptions, and its figures add up as the rule asks.
func (r *rule) sound(match string) bool {
	if r.not != nil && r.not.MatchString(match) {
		return false
	}
	if r.Check == "" {
		return true
	}
	var d []int
	for _, c := range match {
		if c >= '0' && c <= '9' {
			d = append(d, int(c-'0'))
		}
	}
	if len(d) != 10 {
		return false
	}
	if day, month := d[0]*10+d[1], d[2]*10+d[3]; r.Check == "chi" && (day < 1 || day > 31 || month < 1 || month > 12) {
		return false
	}
	return modulus(d)
}

// modulus is the check digit of NHS, CHI and Health and Care numbers: modulus 11, weighted from ten down to two. The
// same figure ten times would pass, but is not a real number.
func modulus(d []int) bool {
	sum, same := 0, true
	for i, n := range d[:9] {
		sum += n * (10 - i)
		same = same && n == d[9]
	}
	return !same && (11-sum%11)%11 == d[9]
}
