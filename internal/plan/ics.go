package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"precept/internal/civil"
	"precept/internal/programme"
)

// icsPath is the file that a calendar program takes the dates of the year from. It is beside the timeline's page.
const icsPath = "timeline.ics"

// icsProduct names the program that made the file.
const icsProduct = "-//precept//timeline//EN"

// dates writes the dates of the year for calendar programs. Colleagues may see a shared calendar, so no person is named
// in it and a date of a private form does not say which.
func (t *private) dates() Output {
	return Output{Path: icsPath, Write: func(w io.Writer) error {
		cal := ics.NewCalendar()
		cal.SetProductId(icsProduct)
		cal.SetMethod(ics.MethodPublish)
		cal.SetCalscale("GREGORIAN")
		cal.SetXWRCalName(t.Say("{Programme} dates"))
		for _, m := range t.milestones {
			t.event(cal, m.Occurrence, m.State == programme.NotApplicable)
		}
		for _, o := range t.p.Dropped() {
			t.event(cal, o, true)
		}
		return cal.SerializeTo(w, ics.WithNewLineWindows)
	}}
}

// event adds a day. Its identifier stays the same for as long as the milestone does, so that a file that is imported
// again moves the day and adds no second one; the number of the change and the day tell which file is the later.
func (t *private) event(cal *ics.Calendar, o programme.Occurrence, gone bool) {
	sum := sha256.Sum256([]byte("precept timeline\n" + t.p.ID + "\n" + o.ID))
	e := cal.AddEvent(hex.EncodeToString(sum[:16]) + "@precept")
	e.SetDtStampTime(dayBegins(t.p.AsOf))
	e.SetSequence(t.p.Changes())
	e.SetAllDayStartAt(dayBegins(o.Due))
	e.SetAllDayEndAt(dayBegins(o.Due.AddDays(1)))
	e.SetSummary(t.eventTitle(o))
	e.SetDescription(t.Say("{1}. As of {2}.", t.p.Version.LaneTitle(o.Milestone.Lane), t.Date(t.p.AsOf)))
	e.SetClass(ics.ClassificationPrivate)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetStatus(ics.ObjectStatusConfirmed)
	if gone {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
}

// eventTitle says what a day is, as colleagues may read it.
func (t *private) eventTitle(o programme.Occurrence) string {
	own := func(slug string) bool {
		f := t.p.Version.Form(slug)
		return f != nil && f.Visibility == "private"
	}
	if slices.ContainsFunc(o.Milestone.Forms, own) {
		return numbered(t.Say("{Programme}: a date of your own"), o.N)
	}
	return numbered(t.Say("{Programme}: {1}", o.Milestone.Label), o.N)
}

// dayBegins is when a day begins, as calendar programs write it.
func dayBegins(d civil.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
