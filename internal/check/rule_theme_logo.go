package check

import (
	"slices"
	"strings"

	"precept/internal/plan"
)

// themeLogo finds a logo that is missing or not a picture. The files of a site's theme are in the public tree under
// their own names; if that tree is not planned, there is nothing to compare with.
func themeLogo(p *Pass) {
	logo := p.Site.Logo
	if logo == "" || p.Public == nil {
		return
	}
	if !plan.IsLogo(logo) {
		p.Report(p.Site.LogoPos, "name a file that ends in .svg, .png, .jpg, .gif, .webp or .avif",
			"logo in theme is not a picture: %q", logo)
		return
	}
	own := func(o plan.Output) bool { return o.Path == logo && strings.HasPrefix(o.Source, "themes/") }
	if slices.ContainsFunc(p.Public, own) {
		return
	}
	help := "put the picture into themes/" + p.Site.Theme + "/static/, or delete logo"
	if p.Site.Theme == "" || p.Site.Theme == "default" {
		help = "put the picture into themes/ours/static/ and write name: ours beside logo; or delete logo"
	}
	p.Report(p.Site.LogoPos, help, "the theme has no file %q for the logo", logo)
}
