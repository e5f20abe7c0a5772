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
	term  int    // for terms: its place in Dictionary.Terms, or -1
	file  File   // for files
	wrong string // why the address is refused: the message of a link-scheme finding
	help  string
}

// refuse records why an address is not allowed, and what to write instead.
func (t *target) refuse(wrong, help string) {
	t.Kind, t.href, t.wrong, t.help = LinkOther, "", wrong, help
}

// addressWays is the help for an address of a kind that is not allowed.
const addressWays = "write a path to a Markdown file, or an address that starts with https://, mailto: or tel:"

// resolve finds out what an address means. It looks only at paths: later stages check that the page exists.
func (p *page) resolve(raw string) target {
	t := target{Link: Link{Raw: raw}, term: -1}
	if wrong, help := unreadable(raw); wrong != "" {
		t.refuse(wrong, help)
		return t
	}
	if raw[0] == '#' {
		t.Kind, t.Slug, t.Fragment = LinkFragment, p.in.Slug, unescapePath(raw[1:])
		t.href = "#s-" + t.Fragment
		if t.Fragment == "" {
			t.refuse("the link does not say which place it leads to",
				"write # and the id of a heading, or leave the link out")
		}
		return t
	}
	switch scheme := schemeOf(raw); scheme {
	case "":
		p.resolvePath(&t, raw)
	case "http", "https", "mailto", "tel":
		t.Kind, t.href = LinkWeb, raw
		if scheme[0] == 'h' {
			u, err := url.Parse(raw)
			if err != nil || u.Hostname() == "" {
				t.refuse("the address has no name of a site", "write it in full, such as https://www.nhs.uk/")
			}
		}
	case "term":
		t.Kind, t.Slug = LinkTerm, unescapePath(raw[len("term:"):])
		if i, ok := p.in.Dict.term(t.Slug); ok {
			t.term, t.href = i, p.up+p.in.Dict.Terms[i].Page+"#s-"+p.in.Dict.Terms[i].Anchor
		}
	case "form":
		p.resolveForm(&t, LinkForm, raw[len("form:"):])
	case "item":
		p.resolveForm(&t, LinkItem, raw[len("item:"):])
	case "local":
		t.Kind, t.Slug = LinkLocal, unescapePath(raw[len("local:"):])
	default:
		t.refuse("links that start with "+shorten(scheme, 30)+": are not allowed", addressWays)
	}
	return t
}

// unreadable says what is wrong with an address that cannot mean anything, and what to write; "" for all others.
func unreadable(raw string) (wrong, help string) {
	switch {
	case strings.TrimSpace(raw) == "":
		return "the link has no address", addressWays
	case len(raw) > maxAddress:
		return "the address is longer than 2,048 characters", "use a shorter one"
	case strings.ContainsFunc(raw, hidden):
		return "the address has an invisible character in it", "type it again"
	case strings.Contains(raw, `\`):
		return "the address has a backslash in it", "separate folders with /"
	case strings.HasPrefix(raw, "//"):
		return "the address has no https: before the name of the site", "start it with https://"
	case raw[0] == '/':
		return "the address starts at the root of a site",
			"write a path from this file, such as ../forms/first-meeting.md"
	}
	return "", ""
}

// resolveForm reads the address of a form or of one of its fields: form, or form#field.
func (p *page) resolveForm(t *target, kind LinkKind, address string) {
	t.Kind = kind
	t.Slug, t.Fragment, _ = strings.Cut(unescapePath(address), "#")
	if p.in.Dict == nil {
		return
	}
	if _, ok := p.in.Dict.Forms[t.Slug]; ok {
		t.href = p.up + "forms/" + t.Slug + ".html"
		if t.Fragment != "" {
			t.href += "#s-" + t.Fragment
		}
	}
}

// resolvePath reads a relative address: a source file, with or without a fragment.
func (p *page) resolvePath(t *target, raw string) {
	if file, _, _ := strings.Cut(raw, "?"); strings.IndexByte(file, '@') > 0 && !strings.ContainsAny(file, "/#") {
		t.refuse("the e-mail address has no mailto: before it", "write mailto:"+raw)
		return
	}
	if strings.HasPrefix(raw, "www.") {
		t.refuse("the address has no https:// before it", "write https://"+raw)
		return
	}
	t.Kind = LinkPage
	file, fragment, _ := strings.Cut(raw, "#")
	t.Fragment = unescapePath(fragment)
	name := unescapePath(file)
	t.Slug = path.Join(p.in.Folder, name)
	if strings.HasSuffix(name, "/") {
		t.Slug += "/"
	}
	if p.in.Dict != nil {
		if about, beside := p.in.Dict.Files[t.Slug]; beside {
			t.Kind, t.file, t.href = LinkFile, about, name
			if fragment != "" { // such as #page=3
				t.href += "#" + t.Fragment
			}
			return
		}
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

// schemeOf gives the scheme of an address in lower case, or "".
func schemeOf(s string) string {
	i := strings.IndexAny(s, ":/?#")
	if i <= 0 || s[i] != ':' {
		return ""
	}
	return strings.ToLower(s[:i])
}

// hidden reports characters that no address may hold, since browsers drop or misread them.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || r != ' ' && unicode.IsSpace(r)
}
