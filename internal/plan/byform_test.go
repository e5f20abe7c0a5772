package plan

import (
	"strings"
	"testing"

	"precept/internal/view"
)

// TestByForm: what one form closes on one day is one step after another below it; what differs, has a record or has no
// form stays apart.
func TestByForm(t *testing.T) {
	due := func(title, form string, change func(d *view.Due)) view.Due {
		d := view.Due{Title: title, When: view.Date{ISO: "2027-01-16"}}
		if form != "" {
			d.Do = []view.Link{{Text: form, Href: "/forms/" + form}}
		}
		if change != nil {
			change(&d)
		}
		return d
	}
	begun := func(d *view.Due) { d.Forms = []view.Link{{Text: "Review, 1 Jan 2027"}} }
	list := (&private{}).byForm([]view.Due{
		due("hold", "review", nil), due("look", "review", nil), due("plan", "review", nil),
		due("later", "review", func(d *view.Due) { d.When.ISO = "2027-02-16" }),
		due("begun", "review", begun), due("begun too", "review", begun),
		due("meet", "meeting", nil), due("look back", "", nil), due("say", "", nil),
	})
	var got []string
	for _, d := range list {
		text := d.Title
		for _, e := range d.Each {
			text += "/" + e.Title
		}
		got = append(got, text)
	}
	const want = "3 steps with one form/hold/look/plan, later, begun, begun too, meet, look back, say"
	if strings.Join(got, ", ") != want {
		t.Errorf("%q, not %s", got, want)
	}
	if list[0].Do[0].Href != "/forms/review" {
		t.Errorf("the way to the form is gone: %+v", list[0])
	}
}
