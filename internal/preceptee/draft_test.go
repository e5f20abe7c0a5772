package preceptee

import (
	"errors"
	"slices"
	"testing"

	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// year is a toolkit with one version: a milestone that moves, one that keeps the calendar, one that repeats.
func year() *toolkit.Toolkit {
	return &toolkit.Toolkit{Versions: []*toolkit.Version{{Name: "2026.1", Programme: &programme.Programme{
		Months: 12, Lanes: programme.DefaultLanes(nil), Phases: []programme.Phase{{Title: "Year", From: 0, To: 12}},
		Milestones: []programme.Milestone{
			{ID: "meet", Label: "Meet", Repeat: programme.Monthly, Lane: "preceptee"},
			{ID: "review", Label: "Review", At: 6, Lane: "preceptor"},
			{ID: "visit", Label: "Visit", At: 9, Fixed: true, Lane: "organisation"},
		}}}}}
}

const jo = "---\nname: Jo\nstart: 2026-09-01\ntoolkit: \"2026.1\"\ndone: {talk: 2026-10-01}\n---\n"

func open(t *testing.T) *Draft {
	t.Helper()
	d, ok := Open("jo", "jo/preceptee.md", []byte(jo))
	if !ok {
		t.Fatal("it cannot be read")
	}
	return d
}

// TestReview: what a change brings in is found with the key that it is about. What was wrong before is not part of it.
func TestReview(t *testing.T) {
	span := func(from, to string) source.Content {
		return source.Group(source.Keyed{Key: "from", Value: source.Bare(from)},
			source.Keyed{Key: "to", Value: source.Bare(to)})
	}
	d := open(t)
	for key, c := range map[string]source.Content{
		"pauses": source.List(span("2027-01-04", "2027-02-14"), span("2027-04-02", "2027-04-01")),
		"wte":    source.List(source.Group(source.Keyed{Key: "value", Value: source.Bare("3")})),
		"done":   d.Get("done").With("visit.2", source.Bare("2026-10-01")),
		"name":   {},
	} {
		if err := d.Set(key, c); err != nil {
			t.Fatal(err)
		}
	}
	var keys []string
	for _, f := range d.Review(year()).Faults {
		keys = append(keys, f.Key)
	}
	slices.Sort(keys)
	// without a name nothing is compared with the version, so that done has no finding
	if want := []string{"", "pauses.1.to", "wte.0.value"}; !slices.Equal(keys, want) {
		t.Errorf("found at %q", keys)
	}
	if err := d.Set("name", source.Quoted("Jo")); err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Review(year()).Faults {
		if f.Key == "done.talk" {
			t.Errorf("found already before the change: %v", f)
		}
		if f.Rule == "item-unknown" && f.Key != "done.visit.2" {
			t.Errorf("found at %q: %v", f.Key, f)
		}
	}
}

// TestMoves: what moves is said in words; what keeps to the calendar does not move.
func TestMoves(t *testing.T) {
	d := open(t)
	if err := d.Set("wte", source.Bare("0.5")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range d.Review(year()).Moves {
		got = append(got, m.Words(nil))
	}
	want := []string{
		"Meet: from 12 times (1 September 2026 to 1 August 2027) to 24 times (1 September 2026 to 1 August 2028)",
		"Review: from 1 March 2027 to 29 August 2027",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if err := d.Set("ended", source.Group(source.Keyed{Key: "date", Value: source.Bare("2027-01-31")},
		source.Keyed{Key: "how", Value: source.Bare("left")})); err != nil {
		t.Fatal(err)
	}
	moves := d.Review(year()).Moves
	if words := moves[len(moves)-1].Words(nil); words != "Visit: no longer due; it was 1 June 2027" {
		t.Errorf("the last is %q", words)
	}
}

// TestDraftRefused: what cannot be read cannot be opened, and a key that cannot be changed by itself is an error.
func TestDraftRefused(t *testing.T) {
	if _, ok := Open("jo", "x", []byte("---\nname: [\n---\n")); ok {
		t.Error("a broken file was opened")
	}
	d, _ := Open("jo", "x", []byte("---\n{name: Jo}\n---\n"))
	if err := d.Set("keeper", source.Quoted("Kim")); !errors.Is(err, source.ErrEdit) || d.Changed() {
		t.Errorf("%v, %s", err, d.Text)
	}
}
