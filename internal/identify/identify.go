// Package identify owns what text looks like that could tell who somebody is: an NHS number, a date of birth, a
// title with a surname. Its rules stand in one table, rules.json, which the form page goes by as well. It says
// where such text stands and what to write instead; it never repeats it, and never decides what becomes of it.
//
// Titles of doctors and professors are no rule: in these records they are colleagues far more often than patients,
// and advice that is mostly wrong is soon not read.
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

// Table is the rules as JSON, for the form page's script. Its parts are pieces of expressions, which stand in
// braces where they are used: {b} is a blank, {g} the gap between words, {p} what may part figures, {d} {m} {y} a
// day, month and year. Of each rule it holds:
//
//	rule     its name
//	what     what it finds, as words for a sentence
//	advice   what to write instead
//	shapes   what it looks like: find is a regular expression that RE2 and JavaScript read alike; near and after
//	         are the numbers of characters before and after it in which one of the words must be, where the shape
//	         alone is not enough
//	words    those words, as an expression for a whole word
//	check    what its figures must add up to
//	not      an expression for what looks alike and is none
//	exact    capitals matter, but for shapes that say fold
//	contact  how somebody is reached, which is no secret in the practice's own records
//	digits   how many figures stand close together in it, and
//	needs    the beginnings of words that stand in it or near it: these tell Go where to look, and decide nothing
//
//go:embed rules.json
var Table []byte

// Hit is a place in a text that looks as if it could tell who somebody is.
type Hit struct {
	Rule       string // "nhs-number"
	What       string // "an NHS number"
	Start, End int    // bytes
	Advice     string // what to write instead
	Contact    bool   // how somebody is reached
}

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

// part is the name of a piece.
var part = regexp.MustCompile(`\{[a-z]\}`)

// rules reads the table, once. The table is part of the program, and a test reads it.
var rules = sync.OnceValue(func() []rule {
	var table struct {
		Parts map[string]string `json:"parts"`
		Rules []rule            `json:"rules"`
	}
	if err := json.Unmarshal(Table, &table); err != nil {
		panic("identify: rules.json: " + err.Error())
	}
	expression := func(text string, fold bool) *regexp.Regexp {
		text = part.ReplaceAllStringFunc(text, func(name string) string { return "(?:" + table.Parts[name[1:2]] + ")" })
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
	return table.Rules
})

// Rules lists the kinds of identifier in the order of the table.
func Rules() []Rule {
	var list []Rule
	for _, r := range rules() {
		list = append(list, Rule{r.Rule, r.What, r.Advice})
	}
	return list
}

// Hits finds what in a text could tell who somebody is, by place; none lies over another. label is what was asked,
// which may say what a number is.
func Hits(text, label string) []Hit {
	var hits []Hit
	folded := lower(text)
	for i := range rules() {
		r := &rules()[i]
		places := []span{{0, len(text)}}
		switch {
		case r.Digits > 0:
			places = figures(text, r.Digits)
		case r.words == nil || !r.words.MatchString(label):
			places = begin(folded, r.Needs)
		}
		for _, p := range places {
			hits = r.hits(hits, text, label, p)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return a.Start - b.Start })
	return hits
}

// hits looks in one part of the text.
func (r *rule) hits(hits []Hit, text, label string, in span) []Hit {
	for i := range r.Shapes {
		shape := &r.Shapes[i]
		for from := in.start; from < in.end; {
			at := shape.find.FindStringIndex(text[from:in.end])
			if at == nil {
				break
			}
			start, end := from+at[0], from+at[1]
			switch {
			case carriedOn(text, start, end), r.not != nil &&
				r.not.MatchString(text[start:end]), !r.sound(text[start:end]),
				slices.ContainsFunc(hits, func(h Hit) bool { return h.Start < end && start < h.End }),
				shape.Near > 0 && !r.near(text, label, start, end, shape.Near, shape.After):
				_, size := utf8.DecodeRuneInString(text[start:])
				from = start + size
			default:
				hits = append(hits, Hit{r.Rule, r.What, start, end, r.Advice, r.Contact})
				from = end
			}
		}
	}
	return hits
}

// near reports whether one of the rule's words is the label's, or stands within so many characters before or behind.
func (r *rule) near(text, label string, start, end, before, behind int) bool {
	from, to := start, end
	for range before {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for range behind {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	return r.words.MatchString(label) || r.words.MatchString(text[from:start]) || r.words.MatchString(text[end:to])
}

// carriedOn reports whether what stands beside a match carries it on: a letter or figure, or a point or dash
// between figures.
func carriedOn(text string, start, end int) bool {
	before, size := utf8.DecodeLastRuneInString(text[:start])
	after, next := utf8.DecodeRuneInString(text[end:])
	if wordly(before) || wordly(after) {
		return true
	}
	figure := func(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	parts := func(c rune) bool { return c == '.' || c == ',' || c == '/' || c == '-' }
	return figure(text, start) && parts(before) && figure(text, start-size-1) || figure(text, end-1) &&
		parts(after) && figure(text, end+next)
}

func wordly(c rune) bool {
	return c != utf8.RuneError && (c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c))
}

// sound reports whether the figures of a match add up as the rule asks.
func (r *rule) sound(match string) bool {
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

// modulus is the check digit of NHS, CHI and Health and Care numbers: modulus 11, weighted from ten down to two.
// The same figure ten times over would pass, and is no number of anybody's.
func modulus(d []int) bool {
	sum, same := 0, true
	for i, n := range d[:9] {
		sum += n * (10 - i)
		same = same && n == d[9]
	}
	return !same && (11-sum%11)%11 == d[9]
}
