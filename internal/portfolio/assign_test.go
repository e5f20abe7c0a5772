package portfolio

import (
	"math/rand/v2"
	"slices"
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/record"
)

// TestAssignNearest assigns random records among random milestones and holds the result to what is promised: a
// record serves one place, a place has one record, a record that serves nothing could not have served its nearest
// place, and a record serves a place that is not its nearest only within reach.
func TestAssignNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	start := civil.Date{Year: 2026, Month: 9, Day: 1}
	for range 500 {
		milestones := make([]Milestone, 1+random.IntN(8))
		kinds := make([]programme.Milestone, len(milestones))
		for i := range milestones {
			kinds[i] = programme.Milestone{Forms: []string{"meeting"}, Shared: random.IntN(4) == 0}
			milestones[i].Occurrence = programme.Occurrence{Milestone: &kinds[i],
				Due: start.AddDays(10 * random.IntN(30))}
		}
		records := make([]*Record, random.IntN(10))
		for i := range records {
			records[i] = &Record{Record: record.Record{Record: &form.Record{Form: "meeting",
				Date: start.AddDays(random.IntN(330) - 15)}}}
		}
		places := slots(milestones, "meeting")
		assignNearest(places, records, milestones)
		filled := map[*Record]*slot{}
		for _, s := range places {
			if s.record == nil {
				continue
			}
			if filled[s.record] != nil {
				t.Fatal("a record serves two places")
			}
			filled[s.record] = s
		}
		for _, r := range records {
			nearest := slices.MinFunc(places, func(a, b *slot) int { return days(r.Date, a.due) - days(r.Date, b.due) })
			at := filled[r]
			switch {
			case at == nil && nearest.record == nil:
				t.Fatalf("the record of %s serves nothing, and its nearest place is free", r.Date)
			case at == nil && days(nearest.record.Date, nearest.due) > days(r.Date, nearest.due):
				t.Fatalf("the record of %s lost its place to one that is further off", r.Date)
			case at != nil && at.due != nearest.due && days(r.Date, at.due) > reach:
				t.Fatalf("the record of %s serves %s, %d days off", r.Date, at.due, days(r.Date, at.due))
			}
		}
		assignAgain(places, records, false)
		for _, s := range places {
			if s.record != nil && s.own && filled[s.record] != s {
				t.Fatal("a record serves a second milestone that is not shared")
			}
		}
	}
}

// TestOneRecordServesAllThatShareIt: where a form is filled in once, its record serves each shared milestone, however
// far off; the record of another form only those near by.
func TestOneRecordServesAllThatShareIt(t *testing.T) {
	start := civil.Date{Year: 2026, Month: 9, Day: 1}
	contract := &Record{Record: record.Record{Record: &form.Record{Form: "contract", Date: start.AddDays(60)}}}
	for _, once := range []bool{false, true} {
		places := []*slot{{due: start}, {due: start.AddDays(40)}, {due: start.AddDays(60), own: true, record: contract}}
		assignAgain(places, []*Record{contract}, once)
		if got := places[0].record != nil; got != once || places[1].record != contract {
			t.Errorf("filled in once %v: the first is served %v, and the one near by %v", once, got,
				places[1].record != nil)
		}
	}
}
