package markdown

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// target is what an address means on this page.
type target struct {
	Link
	href  string // as it goes into the page, not yet escaped for HTML; "" where only the words are shown
	term  int    // for terms: which, or -1
	wrong string // why the address is refused: the message of a link-scheme finding
	help  string
}

// resolve finds out what an address means. It knows paths alone: whether there is such a page is for others to say.
func (p *page) resolve(raw string) target {
	t := target{Link: Link{Raw: raw}, term: -1}
	refuse := func(wrong, help string) target {
		t.Kind, t.href, t.wrong, t.help = LinkOther, "", wrong, help
		return t
	}
	const ways = "write a path to a Markdown file, or an address that starts with https://, mailto: or tel:"
	switch {
	case strings.TrimSpace(raw) == "":
		return refuse("the link has no address", ways)
	case len(raw) > mostAddress:
		return refuse("the address is longer than 2,048 characters", "use a shorter one")
	case strings.ContainsFunc(raw, hidden):
		return refuse("the address holds an invisible character", "type it again")
	case strings.Contains(raw, `\`):
		return refuse("the address holds a backslash", "part folders with /")
	case strings.HasPrefix(raw, "//"):
		return refuse("the address names a host without https", "start it with https://")
	case raw[0] == '/':
		return refuse("the address starts at the root of a site", "write a path from this file, such as ../forms/first-meeting.md")
	case raw[0] == '#':
		t.Kind, t.Slug, t.Fragment = LinkFragment, p.in.Slug, unescapePath(raw[1:])
		if t.Fragment == "" {
			return refuse("the link leads to no place", "write # and the id of a heading, or leave the link out")
		}
		t.href = "#s-" + t.Fragment
		return t
	}
	scheme := schemeOf(raw)
	switch scheme {
	case "":
		if file, _, _ := strings.Cut(raw, "?"); strings.IndexByte(file, '@') > 0 && !strings.ContainsAny(file, "/#") {
			return refuse("the e-mail address has no mailto: before it", "write mailto:"+raw)
		}
		if strings.HasPrefix(raw, "www.") {
			return refuse("the address has no https:// before it", "write https://"+raw)
		}
		p.resolvePath(&t, raw)
	case "http", "https", "mailto", "tel":
		t.Kind, t.href = LinkWeb, raw
		if scheme[0] == 'h' {
			u, err := url.Parse(raw)
			if err != nil || u.Hostname() == "" {
				return refuse("the address names no host", "write it in full, such as https://www.nhs.uk/")
			}
		}
	case "term":
		t.Kind, t.Slug = LinkTerm, unescapePath(raw[len("term:"):])
		if i, ok := p.in.Dict.term(t.Slug); ok {
			t.term, t.href = i, p.up+p.in.Dict.Terms[i].Page+"#s-"+p.in.Dict.Terms[i].Anchor
		}
	case "form", "item":
		t.Kind = LinkForm
		if scheme == "item" {
			t.Kind = LinkItem
		}
		t.Slug, t.Fragment, _ = strings.Cut(unescapePath(raw[len("form:"):]), "#")
		if p.in.Dict != nil {
			if _, ok := p.in.Dict.Forms[t.Slug]; ok {
				t.href = p.up + "forms/" + t.Slug + ".html"
				if t.Fragment != "" {
					t.href += "#s-" + t.Fragment
				}
			}
		}
	case "local":
		t.Kind, t.Slug = LinkLocal, unescapePath(raw[len("local:"):])
	default:
		return refuse("links that start with "+shorten(scheme, 30)+": are not allowed", ways)
	}
	return t
}

// resolvePath reads a relative address: a source file, with or without a fragment.
func (p *page) resolvePath(t *target, raw string) {
	t.Kind = LinkPage
	file, fragment, _ := strings.Cut(raw, "#")
	t.Fragment = unescapePath(fragment)
	name := unescapePath(file)
	t.Slug = path.Join(p.in.Folder, name)
	if strings.HasSuffix(name, "/") {
		t.Slug += "/"
	}
	stem, ok := strings.CutSuffix(name, ".md")
	if !ok || outside(t.Slug) || strings.ContainsAny(name, "?") {
		return
	}
	t.Slug = strings.TrimSuffix(strings.TrimSuffix(t.Slug, ".md"), "/index")
	t.href = stem + ".html"
	if t.Fragment != "" {
		t.href += "#s-" + t.Fragment
	}
}

func outside(p string) bool { return p == ".." || strings.HasPrefix(p, "../") }

func unescapePath(s string) string {
	if u, err := url.PathUnescape(s); err == nil && utf8.ValidString(u) && !strings.ContainsFunc(u, hidden) {
		return u
	}
	return s
}

// schemeOf gives the scheme of an address in small letters, or "".
func schemeOf(s string) string {
	i := strings.IndexAny(s, ":/?#")
	if i <= 0 || s[i] != ':' {
		return ""
	}
	return strings.ToLower(s[:i])
}

// hidden reports characters that no address may hold: browsers drop or misread them.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || r != ' ' && unicode.IsSpace(r)
}
