package check

import (
	"regexp"
	"slices"
	"strings"

	"precept/internal/toolkit"
)

// address matches a former address: small letters, digits and hyphens between slashes.
var address = regexp.MustCompile(`^[a-z][a-z0-9-]{0,79}(/[a-z][a-z0-9-]{0,79})*$`)

// aliasBad finds aliases that are not addresses.
func aliasBad(p *Pass) {
	eachAlias(p, func(v *toolkit.Version, page *toolkit.Page, a toolkit.Word) {
		first, _, _ := strings.Cut(a.Text, "/")
		switch {
		case !address.MatchString(a.Text):
			p.Report(
				a.Pos,
				"write the former path below the version without its ending, in small letters: organisation/insurance",
				"the alias %q is not an address",
				a.Text,
			)
		case toolkit.Reserved(first):
			p.Report(a.Pos, "delete it: that address belongs to a page that precept writes itself",
				"the alias %q cannot be used", a.Text)
		}
	})
}

// aliasCollision finds aliases that are also the address or an alias of another page.
func aliasCollision(p *Pass) {
	eachAlias(p, func(v *toolkit.Version, page *toolkit.Page, a toolkit.Word) {
		other := v.Page(strings.TrimSuffix(a.Text, "/index"))
		switch {
		case other == page:
			p.Report(a.Pos, "delete the alias", "the alias %q is the page's own address", a.Text)
		case other != nil:
			p.Report(a.Pos, "delete the alias, or rename "+other.File,
				"the alias %q is the address of another page, %s", a.Text, other.File)
		case v.Formerly(a.Text) != nil && v.Formerly(a.Text) != page:
			p.Report(a.Pos, "keep it on the page that replaced the former one",
				"another page has the alias %q too, %s", a.Text, v.Formerly(a.Text).File)
		case isRepeat(page.Aliases, a):
			p.Report(a.Pos, "keep it once", "the page has the alias %q twice", a.Text)
		}
	})
}

// isRepeat reports whether an earlier alias has the same text.
func isRepeat(aliases []toolkit.Word, a toolkit.Word) bool {
	first := slices.IndexFunc(aliases, func(w toolkit.Word) bool { return w.Text == a.Text })
	return first != slices.Index(aliases, a)
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
