package plan

import (
	"bytes"
	"html/template"
	"path"
	"strings"
)

// partOf makes a page's body a part of a longer document: its ids, and what refers to them, get the part's own prefix,
// and the names of its tables and footnotes the part's title, so that no two places have one name.
func partOf(body []byte, id, title string) []byte {
	named := template.HTMLEscapeString(title) + ": "
	return inTags(body, func(tag []byte) []byte {
		for _, at := range [...]string{` id="`, ` href="#`, ` for="`, ` aria-labelledby="`, ` aria-describedby="`} {
			for _, kind := range [...]string{"s-", "f-", "h-", "l-"} {
				tag = bytes.Replace(tag, []byte(at+kind), []byte(at+id+"-"+kind), 1)
			}
		}
		for _, at := range [...]string{` role="region" tabindex="0" aria-label="`,
			` role="doc-endnotes" aria-label="`} {
			tag = bytes.Replace(tag, []byte(at), []byte(at+named), 1)
		}
		return tag
	})
}

// rebased makes a page's body lead to the same places from another folder of the same tree: its relative links and
// pictures are rewritten.
func rebased(body []byte, address, folder string) []byte {
	from := path.Dir(address)
	if from == folder {
		return body
	}
	root := up(folder + "/x")
	return inTags(body, func(tag []byte) []byte {
		for _, at := range [...]string{` href="`, ` src="`} {
			before, rest, ok := bytes.Cut(tag, []byte(at))
			if !ok {
				continue
			}
			to, after, ok := strings.Cut(string(rest), `"`)
			if !ok || to == "" || strings.HasPrefix(to, "#") || strings.HasPrefix(to, "/") ||
				strings.Contains(strings.SplitN(to, "/", 2)[0], ":") {
				continue
			}
			target, fragment, marked := strings.Cut(to, "#")
			target = root + path.Join(from, target)
			if marked {
				target += "#" + fragment
			}
			tag = []byte(string(before) + at + target + `"` + after)
		}
		return tag
	})
}

// unlinked makes a text readable outside its tree: its links within the tree become words, and pictures are left out.
func unlinked(body []byte) []byte {
	within := false // a link that was left out is open
	return inTags(body, func(tag []byte) []byte {
		switch {
		case bytes.HasPrefix(tag, []byte("<img")):
			return nil
		case within && bytes.HasPrefix(tag, []byte("</a")):
			within = false
			return nil
		case bytes.HasPrefix(tag, []byte("<a ")):
			_, to, _ := bytes.Cut(tag, []byte(` href="`))
			scheme, _, ok := strings.Cut(string(to), ":")
			within = !ok || strings.ContainsAny(scheme, `"/#`)
			if within {
				return nil
			}
		}
		return tag
	})
}

// inTags lets change see every tag of a body, and leaves the text between them alone, even words that look like an
// attribute.
func inTags(body []byte, change func(tag []byte) []byte) []byte {
	out := make([]byte, 0, len(body)+len(body)/8)
	for len(body) > 0 {
		open := bytes.IndexByte(body, '<')
		if open < 0 {
			break
		}
		end := tagEnd(body[open:])
		if end < 0 {
			break
		}
		out = append(out, body[:open]...)
		out = append(out, change(body[open:open+end:open+end])...)
		body = body[open+end:]
	}
	return append(out, body...)
}

// tagEnd gives the offset past the > that closes the tag at the start of b, or -1. A > in quotes closes nothing.
func tagEnd(b []byte) int {
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}
