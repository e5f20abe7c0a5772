//go:build browser

package browser

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// debianPython has the modules that the system's package manager installs; another Python on the path has not.
const debianPython = "/usr/bin/python3"

// readCalendar lets a second library read a calendar file, and prints what it understood of each day.
const readCalendar = `
import sys, icalendar
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
assert cal["method"] == "PUBLISH" and cal["version"] == "2.0", cal
seen = set()
for e in cal.walk("VEVENT"):
    assert not e.errors and not e.subcomponents, e
    assert e["uid"] not in seen, e
    seen.add(e["uid"])
    start, end = e.decoded("dtstart"), e.decoded("dtend")
    assert type(start).__name__ == "date" and (end - start).days == 1, (start, end)
    assert e.decoded("dtstamp").strftime("%H%M%S %Z") == "000000 UTC", e
    print(start, int(e["sequence"]), e["status"], e["class"], e["summary"])
`

// TestCalendarFile: a second library reads the dates of an example's year as they are on its timeline.
func TestCalendarFile(t *testing.T) {
	file := filepath.Join(shipped.root, "portfolios", "alex-example", "timeline.ics")
	cmd := exec.Command(debianPython, "-c", readCalendar, file)
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v; `go run ./internal/test` installs python3-icalendar\n%s", err, wrong.String())
	}
	days := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(days) < 10 || strings.Contains(strings.ToLower(out.String()), "alex") {
		t.Errorf("%d days:\n%s", len(days), out.String())
	}
	for _, day := range days {
		if !strings.Contains(day, " CONFIRMED PRIVATE Programme: ") {
			t.Errorf("a day is %q", day)
		}
	}
}
