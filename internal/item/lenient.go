package item

import (
	"slices"
	"strings"
)

// Lenient finds, at the end of a label without an attribute block, what its author took for one: braces without the #,
// as in {start-date}, or attributes without their braces, as in #start-date .required. It gives where they begin, the
// block that was meant and what is wrong, or -1.
func (g *Grammar) Lenient(a Allowed, label string) (from int, meant, wrong string) {
	at := strings.LastIndexByte(label, '{')
	if at >= 0 && strings.HasSuffix(label, "}") && !inCode(label, at) && (at == 0 || label[at-1] != '\\') {
		if meant = g.inBraces(a, label[at+1:len(label)-1]); meant != "" {
			return at, meant, "the id in the braces lacks its #"
		}
		return -1, "", ""
	}
	return a.withoutBraces(label)
}

// inBraces gives the block that was meant by braces with this between them: an id without its #, or with a space after
// it, and then nothing but attributes. It gives "" where they hold words.
func (g *Grammar) inBraces(a Allowed, inner string) string {
	words := strings.Fields(inner)
	if len(words) > 1 && words[0] == "#" {
		words = words[1:]
	}
	if len(words) == 0 || !ValidID(strings.ToLower(words[0])) {
		return ""
	}
	words[0] = "#" + strings.ToLower(words[0])
	for i, w := range words[1:] {
		if slices.Contains(g.flags, w) {
			words[i+1] = "." + w
		} else if !a.known(w) {
			return ""
		}
	}
	return "{" + strings.Join(words, " ") + "}"
}

// withoutBraces looks for an id with its # at the end of a label, by itself or among other attributes.
func (a Allowed) withoutBraces(label string) (from int, meant, wrong string) {
	var words []string
	from, id := -1, false
	for end := len(label); end > 0; {
		at := strings.LastIndexAny(label[:end], " \t") + 1
		word := strings.Trim(label[at:end], "{}()[]")
		isID := len(word) > 1 && word[0] == '#' && ValidID(word[1:])
		if !isID && !a.known(word) {
			break
		}
		words, from, id = append(words, word), at, id || isID
		end = len(strings.TrimRight(label[:at], " \t"))
	}
	if !id {
		return -1, "", ""
	}
	slices.Reverse(words)
	return from, "{" + strings.Join(words, " ") + "}", "these attributes have no braces around them"
}

// known reports whether a word is a flag with its dot, or a pair, that is allowed here.
func (a Allowed) known(word string) bool {
	if flag, ok := strings.CutPrefix(word, "."); ok {
		return slices.Contains(a.Flags, flag)
	}
	key, value, ok := strings.Cut(word, "=")
	return ok && value != "" && slices.Contains(a.Keys, key)
}

// inCode reports whether the byte at i is in a code span.
func inCode(s string, i int) bool {
	for k := 0; k < i; k++ {
		switch s[k] {
		case '\\':
			k++
		case '`':
			if k = pastCode(s, k) - 1; k >= i {
				return true
			}
		}
	}
	return false
}
