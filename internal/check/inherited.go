package check

import (
	"cmp"
	"slices"

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
			advice[page.File] = "; version " + v.Name + " inherits the page: precept new page --from " + from.Name +
				"/" + toolkit.NameOf(page) + " copies it there, to be corrected without changing " + from.Name
		}
	}
	for i := range findings {
		if more := advice[findings[i].File]; more != "" && findings[i].Severity >= finding.Warning &&
			findings[i].Rule != "lock-differs" { // which says the same
			findings[i].Help += more
		}
	}
	based := adviceBased(t)
	for i := range findings {
		findings[i].Help += based[findings[i].File]
	}
}

// adviceBased says who to tell about findings in the pages of a base, which cannot be corrected here.
func adviceBased(t *toolkit.Toolkit) map[string]string {
	advice := map[string]string{}
	for _, v := range t.Versions {
		for _, page := range v.Pages {
			if page.Base != "" {
				advice[page.File] = "; the page is from " + cmp.Or(t.PublisherOf(page.File), page.Base) +
					": tell them, or precept adapt " + toolkit.NameOf(page) + " --version " + v.Name +
					" makes it your own"
			}
		}
	}
	return advice
}

// forgiveBased turns warnings about a base into notes: it cannot be corrected here, and its publisher has seen them. In
// a locked version errors become notes too, except those that apply there.
func forgiveBased(t *toolkit.Toolkit, findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		base, name, _ := t.Split(f.File)
		if base == "" {
			continue
		}
		v := t.Version(name)
		if f.Severity == finding.Warning || v != nil && v.LockedBase == base && !slices.Contains(hold(), f.Rule) {
			f.Severity = min(f.Severity, finding.Note)
		}
	}
}
