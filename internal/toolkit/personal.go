package toolkit

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/store"
)

// keys are those that tell a person's file from a page, wherever in a file they are: in front matter that cannot be
// read, or in a record as JSON.
var keys = regexp.MustCompile(`(?:^|[{,\n])[ \t]*["']?(toolkit|start|form|record|answers|signed)["']?[ \t]*:`)

// mostSearched is how many bytes of a file are searched for keys.
const mostSearched = 64 << 10

// personal says what a file of a person is, "" for any other file. head is nil where it could not be read.
func personal(name string, head *source.Node, raw []byte) string {
	found := map[string]bool{}
	if head != nil {
		for _, p := range head.Pairs {
			found[p.Key.Value] = true
		}
	} else {
		for _, m := range keys.FindAllSubmatch(raw[:min(len(raw), mostSearched)], -1) {
			found[string(m[1])] = true
		}
	}
	switch {
	case strings.HasSuffix(name, ".private.md"):
		return "a person's private answers"
	case path.Base(name) == "preceptee.md", found["toolkit"] && found["start"]:
		return "a person's own file"
	case found["form"] && (found["answers"] || found["record"] || found["signed"]):
		return "a person's record"
	}
	return ""
}

// inContent reports a file that must never be published, without repeating anything that is in it.
func (l *load) inContent(pos finding.Position, what string) {
	folder := strings.TrimSuffix(l.Preceptees, "/")
	if folder == "" {
		folder = "data/preceptees"
	}
	help := "move it into that person's own folder, below " + folder
	if id := strings.TrimSuffix(path.Base(pos.File), ".md"); what == "a person's own file" &&
		slugPiece.MatchString(id) && id != "preceptee" {
		help = "move it to " + folder + "/" + id + "/preceptee.md"
	}
	l.add(finding.Finding{Rule: "preceptee-in-content", Position: pos, HideLine: true, Help: help,
		Message: "this looks like " + what + ", and everything below content/ is published"})
}

// stray reports whether a file other than a page is a person's, which is then the finding about it.
func (l *load) stray(e store.Entry) bool {
	if !slices.Contains([]string{".md", ".markdown", ".txt", ".json", ".yaml", ".yml"},
		strings.ToLower(path.Ext(e.Path))) {
		return false
	}
	raw, err := l.Read(e.Path, MaxDownload)
	if err != nil {
		return false // it is not published, and its finding says so
	}
	what := personal(e.Path, nil, raw)
	if what != "" {
		l.inContent(finding.Position{File: e.Path, Line: 1, Column: 1}, what)
	}
	return what != ""
}
