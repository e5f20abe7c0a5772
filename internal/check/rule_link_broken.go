package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/markdown"
	"precept/internal/media"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// mostSuggestions is how many broken links of a run get a suggestion: each is compared with every page.
const mostSuggestions = 200

// linkBroken finds links to pages, forms and fields that are not there.
func linkBroken(p *Pass) {
	b := brokenLinks{Pass: p}
	for _, v := range p.Toolkit.Versions {
		b.begin(v)
		for _, page := range v.Texts() {
			for i := range page.Facts.Links {
				b.one(page, &page.Facts.Links[i])
			}
		}
	}
}

// brokenLinks is one run of the rule, version by version.
type brokenLinks struct {
	*Pass
	version *toolkit.Version
	anchors anchors
	files   []string // the version's pages, as paths below the version; listed when the first link is broken
	forms   []string
	asked   int
}

func (b *brokenLinks) begin(v *toolkit.Version) {
	b.version, b.anchors, b.files, b.forms = v, anchors{}, nil, formSlugs(v)
}

func (b *brokenLinks) one(page *toolkit.Page, l *markdown.Link) {
	switch l.Kind {
	case markdown.LinkPage:
		target := b.version.Page(slugOf(l))
		if target == nil && page.Base != "" && b.leftOut(b.version, slugOf(l)) {
			return // readers find a page there that says so
		}
		if target == nil && !b.unreadable(b.version, slugOf(l)) || target != nil && !sameFile(target, l) {
			b.page(page, l)
		}
	case markdown.LinkForm, markdown.LinkItem:
		form := b.version.FormPage(l.Slug)
		switch {
		case form == nil && b.unreadable(b.version, "forms/"+l.Slug):
		case form == nil && page.Base != "" && b.leftOut(b.version, "forms/"+l.Slug):
		case form == nil:
			b.Report(
				l.Pos,
				b.meant(l.Slug, b.forms, "form:", nameForm),
				"link goes to a form that does not exist: %s",
				l.Raw,
			)
		case l.Kind == markdown.LinkItem && l.Fragment == "":
			b.Report(l.Pos, "write item:"+l.Slug+"# and the id of the field, or form:"+l.Slug,
				"link does not say which field of the form it goes to: %s", l.Raw)
		case l.Fragment != "" && !b.anchors.on(form).clear[l.Fragment] && !b.unreadable(b.version, form.Slug):
			lead := l.Raw[:strings.IndexByte(l.Raw, '#')+1]
			b.Report(l.Pos, b.meant(l.Fragment, b.anchors.on(form).names, lead, "name a field by the id in its braces"),
				"link goes to a field that the form does not have: %s", l.Raw)
		}
	}
}

// page reports a broken relative link, and what was probably meant.
func (b *brokenLinks) page(page *toolkit.Page, l *markdown.Link) {
	file, fragment, has := strings.Cut(l.Raw, "#")
	if has {
		fragment = "#" + fragment
	}
	target := path.Join(page.Folder, unescape(file))
	stem, isPage := strings.CutSuffix(target, ".md")
	exists := func(candidate string) bool {
		t := b.version.Page(slugOfFile(candidate))
		return t != nil && below(t) == candidate
	}
	// there is one page that the link can mean, so that a program may correct it
	means := func(format, candidate, more string) {
		to := relative(page, candidate) + fragment
		b.ReportFix(l.Pos, "write "+to+more, to, format, l.Raw)
	}
	const missing = "link goes to a page that does not exist: %s"
	switch folder, isIndex := strings.CutSuffix(target, "/index.md"); {
	case target == ".." || strings.HasPrefix(target, "../"):
		b.Report(l.Pos, "link to a page of the same version; other versions have addresses of their own",
			"link leads out of the version: %s", l.Raw)
	case isPage && exists(path.Join(stem, "index.md")):
		means(missing, path.Join(stem, "index.md"), "")
	case isIndex && exists(folder+".md"):
		means(missing, folder+".md", "")
	case isPage:
		help, fix := b.nearest(page, target, fragment)
		b.ReportFix(l.Pos, help, fix, missing, l.Raw)
	case strings.HasSuffix(target, ".html") && exists(strings.TrimSuffix(target, ".html")+".md"):
		means("link goes to an address and not to a source file: %s", strings.TrimSuffix(target, ".html")+".md",
			": links name the source file")
	case strings.HasSuffix(target, ".html"):
		b.Report(l.Pos, "links name the source file, which ends in .md; the address is made from it",
			"link goes to an address and not to a source file: %s", l.Raw)
	case exists(path.Join(target, "index.md")):
		means("link goes to a folder: %s", path.Join(target, "index.md"), "")
	case exists(target + ".md"):
		means("link does not name the source file: %s", target+".md", "")
	case strings.HasSuffix(l.Slug, "/"):
		b.Report(l.Pos, "link to a page, such as "+relative(page, "index.md"), "link goes to a folder: %s", l.Raw)
	case slices.Contains(media.Saved(), strings.ToLower(path.Ext(target))):
		help, fix := "put the file beside the page; its name may have small letters, figures, dots and hyphens", ""
		if near := source.Suggest(target, b.saved()); near != "" {
			help = "did you mean " + relative(page, near) + "?"
		}
		if near := source.Alone(target, b.saved()); near != "" {
			fix = relative(page, near) + fragment
		}
		b.ReportFix(l.Pos, help, fix, "there is no file %s", l.Raw)
	default:
		b.Report(l.Pos, "links go to pages, whose files end in .md, and to files in "+
			strings.Join(media.Saved(), ", ")+"; for anything else, say where it is or give its https:// address",
			"link goes to something that is not a page: %s", l.Raw)
	}
}

// nearest gives the help for a path without a page: the page that had this address before, one of the same name in
// another folder, or the nearest name. Where only one page can be meant, fix is the address to write.
func (b *brokenLinks) nearest(page *toolkit.Page, target, fragment string) (help, fix string) {
	if now := b.version.Formerly(slugOfFile(target)); now != nil {
		fix = relative(page, below(now)) + fragment
		return "that page has moved: write " + fix, fix
	}
	if b.asked++; b.asked <= mostSuggestions {
		if b.files == nil {
			for _, p := range b.version.Pages {
				b.files = append(b.files, below(p))
			}
		}
		var same []string
		for _, f := range b.files {
			if path.Base(f) == path.Base(target) && path.Base(f) != "index.md" {
				same = append(same, f)
			}
		}
		if len(same) == 1 {
			fix = relative(page, same[0]) + fragment
			return "did you mean " + fix + "?", fix
		}
		if near := source.Suggest(target, b.files); near != "" {
			if source.Alone(target, b.files) != "" {
				fix = relative(page, near) + fragment
			}
			return "did you mean " + relative(page, near) + fragment + "?", fix
		}
	}
	return "write the path from this file to the other one; a page that is a draft or was dropped cannot be linked to",
		""
}

// saved lists the version's files that readers save.
func (b *brokenLinks) saved() []string {
	var list []string
	for i := range b.version.Downloads {
		list = append(list, b.version.Downloads[i].Path)
	}
	return list
}

// meant is source.DidYouMean for the first mostSuggestions links.
func (b *brokenLinks) meant(word string, among []string, lead, otherwise string) string {
	if b.asked++; b.asked <= mostSuggestions {
		return source.DidYouMean(word, among, lead, otherwise)
	}
	return otherwise
}

// below is a page's source as a path below its version.
func below(p *toolkit.Page) string { return strings.TrimSuffix(p.Address, ".html") + ".md" }

// slugOf is the slug of the page that a link leads to; the version's home has the empty one.
func slugOf(l *markdown.Link) string {
	if l.Kind == markdown.LinkPage && l.Slug == "index" {
		return ""
	}
	return l.Slug
}

// slugOfFile is the slug of the page whose source has this path below the version.
func slugOfFile(file string) string {
	slug := strings.TrimSuffix(file, ".md")
	if slug == "index" {
		return ""
	}
	return strings.TrimSuffix(slug, "/index")
}

// sameFile reports whether a link names the page's own file: a.md and a/index.md have the same slug, and a link without
// .md names no file.
func sameFile(p *toolkit.Page, l *markdown.Link) bool {
	file, _, _ := strings.Cut(l.Raw, "#")
	if !strings.HasSuffix(file, ".md") && !strings.HasSuffix(unescape(file), ".md") {
		return false
	}
	index := strings.HasSuffix(p.Address, "index.html") && path.Base(p.Address) == "index.html"
	if !index && !strings.Contains(l.Raw, "index") {
		return true // a shortcut: most links
	}
	return (path.Base(unescape(file)) == "index.md") == index
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// relative writes a path below the version as a link from the page.
func relative(from *toolkit.Page, to string) string {
	folder := strings.Split(from.Folder, "/")
	if from.Folder == "" {
		folder = nil
	}
	pieces := strings.Split(to, "/")
	for len(folder) > 0 && len(pieces) > 1 && folder[0] == pieces[0] {
		folder, pieces = folder[1:], pieces[1:]
	}
	return strings.Repeat("../", len(folder)) + strings.Join(pieces, "/")
}

// wholeFile is the place of a finding about a whole file.
func wholeFile(file string) finding.Position { return finding.Position{File: file, Line: 1, Column: 1} }
