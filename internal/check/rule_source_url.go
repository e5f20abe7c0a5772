package check

import (
	"net/url"
	"strings"

	"precept/internal/finding"
)

// sourceURL finds sources whose address does not work, or is not encrypted.
func sourceURL(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			for _, s := range page.Sources {
				u, err := url.Parse(s.URL)
				switch {
				case s.URL == "": // key-missing finds it
				case err != nil || strings.ContainsAny(s.URL, " \t\n\\<>\""):
					p.Report(s.Pos, "copy the address again from the browser, with https:// before it",
						"the source's address cannot be read: %q", s.URL)
				case u.Scheme == "http" && u.Host != "":
					p.ReportAs(finding.Warning, s.Pos, "write https:// if the site has it",
						"the source's address is not encrypted: %s", s.URL)
				case u.Scheme != "https" || u.Hostname() == "" || u.User != nil:
					p.Report(s.Pos, "write the whole address, such as https://www.example.org/guide",
						"the source's address does not start with https:// and the name of a site: %s", s.URL)
				}
			}
		}
	}
}
