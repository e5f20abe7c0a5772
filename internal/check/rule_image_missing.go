package check

import (
	"slices"

	"precept/internal/source"
)

// imageMissing finds pictures whose file is missing.
func imageMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		there := make(map[string]bool, len(v.Images))
		var names []string
		for _, im := range v.Images {
			there[im.Path] = true
			names = append(names, im.Path)
		}
		slices.Sort(names)
		for _, page := range v.Pages {
			for _, im := range page.Facts.Images {
				if im.Path == "" || there[im.Path] {
					continue
				}
				help := "put the picture beside the page; its name may have small letters, figures, dots and " +
					"hyphens, " +
					"and ends in .png, .jpg, .gif, .webp, .avif or .svg"
				if near := source.Suggest(im.Path, names); near != "" {
					help = "did you mean " + relative(page, near) + "?"
				}
				fix := ""
				if near := source.Alone(im.Path, names); near != "" {
					fix = relative(page, near)
				}
				p.ReportFix(im.Pos, help, fix, "there is no picture %s", im.Raw)
			}
		}
	}
}
