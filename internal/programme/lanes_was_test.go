package programme

import "testing"

// TestFormerLane finds a lane by the id that it had, unless another has that id now; its part in the programme follows.
func TestFormerLane(t *testing.T) {
	lanes := Arrange([]Lane{{ID: "trainee", Was: "preceptee"}, {ID: "board"}, {ID: "employer", Was: "organisation"},
		{ID: "supervisor", Was: "preceptor"}}, "")
	for id, want := range map[string]string{"preceptor": "supervisor", "supervisor": "supervisor", "board": "board",
		"other": "other", "": ""} {
		if got := LaneID(lanes, id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	if Person(lanes).ID != "trainee" || Helper(lanes).ID != "supervisor" || Place(lanes).ID != "employer" {
		t.Errorf("%+v", lanes)
	}
	if got := LaneID([]Lane{{ID: "a", Was: "b"}, {ID: "b"}}, "b"); got != "b" {
		t.Errorf("a former id that is in use: %q", got)
	}
}
