package check

import (
	"regexp"
	"slices"
	"strings"

	"precept/internal/toolkit"
)

// address is a former address as it may be written: small letters, figures and hyphens between slashes.
var address = regexp.MustCompile(`^[a-z][a-z0-9-]{0,79}(/[a-z][a-z0-9-]{0,79})*$`)

// taken are the first pieces of addresses that precept's own pages have.
func taken() []string { return []string{"v", "assets", "search", "versions", "404", "print", "review"} }

// aliasBad finds aliases that are no addresses.
func aliasBad(p *Pass) {
	eachAlias(p, func(v *toolkit.Version, page *toolkit.Page, a toolkit.Word) {
		first, _, _ := strings.Cut(a.Text, "/")
		switch {
		case !address.MatchString(a.Text):
			p.Report(a.Pos, "write the former path below the version without its ending, in small letters: organisation/insurance", "the alias %q is not an address", a.Text)
		case slices.Contains(taken(), first):
			p.Report(a.Pos, "take it out: that address belongs to a page that precept writes itself", "the alias %q cannot be used", a.Text)
		}
	})
}

// aliasCollision finds aliases that are taken by a page or by another page's alias.
func aliasCollision(p *Pass) {
	eachAlias(p, func(v *toolkit.Version, page *toolkit.Page, a toolkit.Word) {
		other := v.Page(a.Text)
		switch {
		case other == page:
			p.Report(a.Pos, "take the alias out", "the alias %q is the page's own address", a.Text)
		case other != nil:
			p.Report(a.Pos, "take the alias out, or rename "+other.File, "the alias %q is the address of another page, %s", a.Text, other.File)
		case v.Formerly(a.Text) != nil && v.Formerly(a.Text) != page:
			p.Report(a.Pos, "keep it on the page that took the place of the former one", "the alias %q stands on another page too, %s", a.Text, v.Formerly(a.Text).File)
		case slices.IndexFunc(page.Aliases, func(w toolkit.Word) bool { return w.Text == a.Text }) != slices.Index(page.Aliases, a):
			p.Report(a.Pos, "keep it once", "the alias %q stands twice on the page", a.Text)
		}
	})
}

func eachAlias(p *Pass, visit func(*toolkit.Version, *toolkit.Page, toolkit.Word)) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			for _, a := range page.Aliases {
				visit(v, page, a)
			}
		}
	}
}
