package check

import (
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/toolkit"
)

// adviseCopies adds to the help of findings in a page that a newer version inherits from a released one how to make the
// page that version's own: a correction in the file itself would change the released version.
func adviseCopies(t *toolkit.Toolkit, findings []finding.Finding) {
	advice := map[string]string{}
	for _, v := range t.Versions {
		for _, page := range v.Pages {
			from := t.Version(page.Inherited)
			if from == nil || from.Draft() || !t.Newest(v) {
				continue
			}
			slug := strings.TrimSuffix(path.Join(page.Folder, path.Base(page.File)), ".md")
			advice[page.File] = "; version " + v.Name + " inherits the page: precept new page --from " +
				from.Name + "/" + slug + " copies it there, to be corrected without changing " + from.Name
		}
	}
	for i := range findings {
		if more := advice[findings[i].File]; more != "" && findings[i].Severity >= finding.Warning {
			findings[i].Help += more
		}
	}
}
