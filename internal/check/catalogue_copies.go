package check

import "precept/internal/finding"

// copyRules are about a copy of another toolkit.
func copyRules() []Rule {
	return []Rule{{
		ID: "base-unread", Severity: finding.Error,
		Summary: "a base that data/site.yaml names cannot be read, is not what its checksum says, or is there twice",
		Why:     "Without it most of the pages would be missing, and with another one nobody knows what is published.",
		Example: "base: [{folder: ../hub}] without such a folder",
		Fix: "Correct the path, or run precept adopt with the bundle again.\n" +
			"Of two bundles of one version, take one out.",
	}, {
		ID: "local-section", Severity: finding.Error,
		Summary: "a file that adds a section to a page has no page to add it to",
		Why:     "What it says would be lost, and nobody would notice.",
		Example: "organisation/rooms.local.md without organisation/rooms.md in any base",
		Fix: "Name it like its page, with .local.md in place of .md, or make it a page of its own.\n" +
			"A timeline cannot have a section added: precept adapt makes one of your own.",
	}, {
		ID: "replaces-missing", Severity: finding.Warning,
		Summary: "a page replaces one in a base and does not say which text that was",
		Why:     "When the publisher changes the page, nobody here would hear of it.",
		Example: "organisation/indemnity.md in both, without replaces: in the front matter",
		Fix:     "Add the line replaces: that the finding gives; precept check --fix does it.",
		Check:   replacesMissing,
	}, {
		ID: "replaces-stale", Severity: finding.Warning,
		Summary: "the page of a base has changed, or gone, since another one replaced it",
		Why:     "A correction of the publisher would not reach the readers of the adapted page.",
		Example: "replaces: with the sum of an earlier text",
		Fix:     "Compare the two. precept adapt PAGE --keep keeps yours, precept adapt PAGE --drop takes theirs.",
		Check:   replacesStale,
	}}
}
