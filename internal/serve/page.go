package serve

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"precept/internal/plan"
)

// enliven adds to a page the script that listens for changes. The page's own policy, which is in a meta
// element for readers who open it from a disk, would refuse the script's connection: it is taken out and given back as
// the header that is sent with the page.
func enliven(page []byte, script string) (out []byte, policy string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	at := 0    // where the current token begins
	last := -1 // the head's end
	var policies []splice
	for last < 0 {
		kind := z.Next()
		from := at
		at += len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		name, attributes := z.TagName()
		switch tag := string(name); {
		case kind == html.EndTagToken && tag == "head", kind == html.StartTagToken && tag == "body":
			last = from
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			if tag != "meta" || !attributes {
				break
			}
			if content, ok := policyOf(z); ok {
				policies = append(policies, splice{from: from, to: at})
				if policy == "" {
					policy = content
				}
			}
		}
	}
	// a page without the tags of a head, as a site's own theme may write it: a script may follow at its end
	if last < 0 {
		last = len(page)
	}
	return apply(page, append(policies, splice{last, last, script})), livePolicy(policy)
}

// splice puts text in the place of the bytes from one place up to another.
type splice struct {
	from, to int
	text     string
}

// apply makes the splices, which are in order, in a copy of the page.
func apply(page []byte, splices []splice) []byte {
	out := make([]byte, 0, len(page)+512)
	done := 0
	for _, e := range splices {
		out = append(out, page[done:e.from]...)
		out = append(out, e.text...)
		done = e.to
	}
	return append(out, page[done:]...)
}

// policyOf reads the policy that a meta element states.
func policyOf(z *html.Tokenizer) (string, bool) {
	states, content := false, ""
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "http-equiv":
			states = strings.EqualFold(string(value), "Content-Security-Policy")
		case "content":
			content = string(value)
		}
	}
	return content, states
}

// livePolicy is a page's own policy that also lets the script run, style itself and hear of changes.
func livePolicy(own string) string {
	if own == "" {
		own = plan.HeaderPolicy
	}
	var list []string
	self := []string{"connect-src", "script-src", "style-src"}
	for part := range strings.SplitSeq(own, ";") {
		words := strings.Fields(part)
		if len(words) == 0 || words[0] == "frame-ancestors" {
			continue
		}
		if i := slices.Index(self, words[0]); i >= 0 {
			self = slices.Delete(self, i, i+1)
			words = slices.DeleteFunc(words, func(w string) bool { return w == "'none'" || w == "'self'" })
			words = append(words, "'self'")
		}
		list = append(list, strings.Join(words, " "))
	}
	for _, name := range self {
		list = append(list, name+" 'self'")
	}
	return strings.Join(append(list, "frame-ancestors 'none'"), "; ")
}
