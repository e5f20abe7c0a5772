package check

import (
	"slices"

	"precept/internal/plan"
)

// themeLogo finds a logo that no page can show. The files of a site's theme stand in the public tree under their own names; where
// that tree is not made there is nothing to compare with.
func themeLogo(p *Pass) {
	logo := p.Site.Logo
	if logo == "" || p.Public == nil {
		return
	}
	if !plan.IsLogo(logo) {
		p.Report(p.Site.LogoPos, "name a file that ends in .svg, .png, .jpg, .gif, .webp or .avif", "logo in theme is no picture: %q", logo)
		return
	}
	if slices.ContainsFunc(p.Public, func(o plan.Output) bool { return o.Path == logo && o.Source == "" }) {
		return
	}
	help := "put the picture into themes/" + p.Site.Theme + "/static/, or take logo out"
	if p.Site.Theme == "" || p.Site.Theme == "default" {
		help = "put the picture into themes/ours/static/ and write name: ours beside logo; or take logo out"
	}
	p.Report(p.Site.LogoPos, help, "the theme has no file %q to be the logo", logo)
}
