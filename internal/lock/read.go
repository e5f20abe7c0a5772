package lock

import (
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"precept/internal/finding"
)

// RuleEdited is the rule that this package finds against.
const RuleEdited = "lock-edited"

// back is the way out of every fault of a lock.
const back = "put it back as it was released, with git checkout or from a copy; nobody edits a lock by hand"

// Read reads a lock. It is nil where it is not as it was written: the finding names the first place that shows it.
// A byte-order mark and the line ends of Windows are allowed.
func Read(name string, raw []byte) (*Lock, []finding.Finding) {
	fault := func(line int, help, message string, args ...any) (*Lock, []finding.Finding) {
		return nil, []finding.Finding{{Rule: RuleEdited, Position: finding.Position{File: name, Line: line, Column: 1},
			Message: fmt.Sprintf(message, args...), Help: help}}
	}
	if len(raw) > MaxSize {
		return fault(1, back, "the lock is larger than %d MiB", MaxSize>>20)
	}
	if !isText(raw) {
		return fault(1, back, "the lock is not text in UTF-8")
	}
	text := string(plain(raw))
	lines := strings.Split(text, "\n")
	switch {
	case strings.HasPrefix(lines[0], format) && lines[0] != heading:
		return fault(1, "use the newest precept, or "+back,
			"the lock has a format that this precept does not know: %q", shorten(lines[0]))
	case lines[0] != heading:
		return fault(1, back, "the first line of the lock is not %q", heading)
	case len(lines) <= Lines || !isSum(strings.TrimPrefix(lines[1], digestWord)):
		return fault(Lines, back, "the second line of the lock is not %q with 64 figures and letters a to f",
			strings.TrimSpace(digestWord))
	case lines[len(lines)-1] != "":
		return fault(len(lines), back, "the last line of the lock has been cut off")
	}
	l := &Lock{}
	for i, line := range lines[Lines : len(lines)-1] {
		f, problem := readLine(line)
		if problem == "" && len(l.Files) > 0 {
			problem = order(l.Files[len(l.Files)-1].Path, f.Path)
		}
		if problem != "" {
			return fault(Lines+1+i, back, "the lock has been edited: %s", problem)
		}
		l.Files = append(l.Files, f)
	}
	if string(l.Bytes()) != text {
		return fault(Lines, back, "the lock has been edited: its lines do not fit its digest")
	}
	return l, nil
}

// readLine reads the line of one file, or says what is wrong with it.
func readLine(line string) (f File, problem string) {
	sum, name, ok := strings.Cut(line, "  ")
	switch {
	case !ok || !isSum(sum):
		return f, "this is not a checksum, two spaces and a path"
	case name == "" || path.Clean("/"+name) != "/"+name || strings.Contains(name, "\\"):
		return f, fmt.Sprintf("%q is not the path of a file of the version", shorten(name))
	case name == Name || name == "notices.md":
		return f, name + " is never in a lock"
	}
	return File{Path: name, Sum: sum}, ""
}

// order says what is wrong with a path that comes after another one.
func order(before, name string) string {
	switch {
	case before == name:
		return fmt.Sprintf("%q is in it twice", shorten(name))
	case before > name:
		return fmt.Sprintf("%q is not in the order of the paths", shorten(name))
	}
	return ""
}

func isSum(s string) bool {
	raw, err := hex.DecodeString(s)
	return err == nil && len(raw) == 32 && s == strings.ToLower(s)
}

// shorten is a text as a message shows it.
func shorten(s string) string {
	const most = 80
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
