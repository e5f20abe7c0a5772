package portfolio

import (
	"strings"

	"precept/internal/finding"
)

// Differs is what the name of a state ends in, before .txt, that was kept beside a record which says otherwise. It is a text, not a
// .md, so that no build takes it for a record: it counts for nothing until somebody has decided. Its first part is the name of the
// record's own file, so that the two stand beside one another.
const Differs = ".differs"

// Aside reports whether a file of that name is such a state.
func Aside(name string) bool {
	stem, ok := strings.CutSuffix(name, ".txt")
	if !ok {
		return false
	}
	at := strings.LastIndex(stem, Differs)
	return at > 0 && strings.Trim(stem[at+len(Differs):], "-0123456789") == ""
}

// notRecord tells of a file among the records that is none.
func notRecord(name string, whole finding.Position) finding.Finding {
	if Aside(name) {
		return finding.Finding{Rule: "record-differs", Position: whole, Message: "another state of a record waits here for somebody to decide which of the two holds",
			Help: "look at both: precept import takes this one in with --replace, and deleting it keeps the other"}
	}
	return finding.Finding{Rule: "file-unknown", Position: whole, Message: "the file is neither a record nor evidence and is not read",
		Help: "records end in .md; put attachments into the folder evidence/"}
}
