package casetest

import (
	"strings"

	"golang.org/x/tools/txtar"
)

// releasable is a version in whose release nothing is in the way on 5 October 2026, and the site that it needs.
const releasable = `
-- data/site.yaml --
title: Hub
publisher: Hub
licence: CC BY 4.0
privacy: {controller: Hub, contact: 0300 123 4567, keep_months: 24}
accessibility: {contact: 0300 123 4567, tested: by keyboard}
-- content/VERSION/version.md --
---
title: Toolkit VERSION
summary: A small one.
approved: {role: Lead, date: 2026-09-21}
---
The first words.
-- content/VERSION/index.md --
---
title: Home
summary: Where to begin.
owner: Lead
review_by: 2027-09-01
---
Begin with the [timeline](timeline.md) and the [meeting](forms/meeting.md).
-- content/VERSION/about/accessibility.md --
---
title: Accessibility
summary: How far everybody can use this site.
owner: Lead
review_by: 2027-09-01
---
What was tested is below.
-- content/VERSION/about/privacy.md --
---
title: Privacy
summary: What is kept.
owner: Lead
review_by: 2027-09-01
---
Ask whenever you like.
-- content/VERSION/timeline.md --
---
title: Timeline
summary: What is due when.
kind: timeline
owner: Lead
review_by: 2027-09-01
---
## The year {#year months=0-12}

### Preceptee {#preceptee}

- [month 1] Read the guide {#read}

### Preceptor {#preceptor}

- [month 2] First review {#review form=meeting .required}

### Organisation {#organisation}

- [month 0] Prepare the room {#room}
-- content/VERSION/forms/meeting.md --
---
title: Meeting
summary: A record of one meeting.
kind: form
owner: Lead
review_by: 2027-09-01
repeats: as-needed
---
- [text] What was said {#said}
`

// Releasable gives the files of a project whose one version can be released.
func Releasable(version string) []txtar.File {
	return txtar.Parse([]byte(strings.ReplaceAll(releasable, "VERSION", version))).Files
}
