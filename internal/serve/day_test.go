package serve

import (
	"testing"

	"precept/internal/build"
	"precept/internal/civil"
)

// TestCaseD3: over midnight the next build is for the new day, and a look at the calendar asks for one; with a day that
// was named, never.
func TestCaseD3(t *testing.T) {
	monday := civil.Date{Year: 2026, Month: 10, Day: 5}
	today := monday
	named := &Server{state: &state{latest: &build.Snapshot{AsOf: monday}}}
	moving := &Server{state: &state{latest: &build.Snapshot{AsOf: monday}},
		o: Options{Today: func() civil.Date { return today }}}
	if moving.newDay() || named.newDay() {
		t.Error("the same day is a new one")
	}
	today = monday.AddDays(1)
	if !moving.newDay() || named.newDay() {
		t.Error("over midnight")
	}
	if moving.options().AsOf != today || named.options().AsOf != (civil.Date{}) {
		t.Errorf("the next builds are for %s and %s", moving.options().AsOf, named.options().AsOf)
	}
}
