package markdown

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkWeb reports addresses without encryption and addresses that are not what they seem.
func (p *page) checkWeb(t target, text string, from, to int) {
	u, err := url.Parse(t.Raw)
	if err != nil || u.Host == "" {
		return
	}
	if strings.EqualFold(u.Scheme, "http") {
		p.report("link-http", from, to, "the address is not encrypted: "+shorten(t.Raw, 80),
			"write https:// if the site has it")
	}
	host := strings.ToLower(u.Hostname())
	claim := hostShown(text)
	switch {
	case u.User != nil:
		p.report("link-homoglyph", from, to, "the address leads to "+host+", whatever is before the @",
			"write the address without what is before the @")
	case mixedScripts(host):
		p.report("link-homoglyph", from, to,
			"the address mixes letters of two scripts, which look alike: "+asciiHost(host), "type the address again")
	case claim != "" && strings.TrimPrefix(claim, "www.") != strings.TrimPrefix(host, "www."):
		p.report("link-homoglyph", from, to,
			"the words show "+asciiHost(claim)+", but the link goes to "+asciiHost(host),
			"write what the page is about, or correct the address")
	}
}

// hostShown gives the host that the words of a link show, or "" where they show none.
func hostShown(text string) string {
	s := strings.ToLower(strings.TrimSpace(text))
	if unicode.IsUpper(firstRune(text)) && strings.Count(text, ".") == 1 && !strings.Contains(text, "/") &&
		productEnding(s) {
		return "" // ASP.NET and Booking.com are names
	}
	if strings.ContainsAny(s, " \t\n@") {
		return ""
	}
	_, s, web := cutScheme(s)
	s, _, _ = strings.Cut(s, "/")
	s, _, _ = strings.Cut(s, ":")
	dot := strings.LastIndexByte(s, '.')
	if dot <= 0 || dot+2 >= len(s) {
		return ""
	}
	for _, r := range s[dot+1:] {
		if !unicode.IsLetter(r) {
			return ""
		}
	}
	switch top := s[dot+1:]; {
	case web, strings.HasPrefix(s, "www."):
		return s
	case top == "uk", top == "org", top == "com", top == "net", top == "eu", top == "info", top == "nhs":
		return s
	}
	return ""
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// productEnding reports whether a name in small letters ends as the names of products do.
func productEnding(name string) bool {
	for _, end := range [...]string{".net", ".com", ".info"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

func cutScheme(s string) (scheme, rest string, found bool) {
	if scheme, rest, found = strings.Cut(s, "://"); found {
		return scheme, rest, true
	}
	return "", s, false
}

// mixedScripts reports Latin letters beside those of a similar script in one label of a host.
func mixedScripts(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		latin, other := false, false
		for _, r := range label {
			latin = latin || unicode.Is(unicode.Latin, r)
			other = other || unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee)
		}
		if latin && other {
			return true
		}
	}
	return false
}

// asciiHost writes a host so that letters which only look like others can be told apart.
func asciiHost(host string) string {
	var b strings.Builder
	for _, r := range shorten(host, 80) {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString("[" + strings.ToUpper(string(r)) + " " + codePoint(r) + "]")
		}
	}
	return b.String()
}

func codePoint(r rune) string {
	const hex = "0123456789ABCDEF"
	s := ""
	for n := 0; n < 4 || r > 0; n++ {
		s = string(hex[r&15]) + s
		r >>= 4
	}
	return "U+" + s
}
