package desk

import (
	"fmt"
	"strings"
	"testing"
)

// meetingFile is the saved meeting as a file that arrives.
func meetingFile(said string) part { return file("m.md", fmt.Sprintf(meeting, said)) }

// TestChangedMeanwhile: what changed on the disk between looking and accepting is never overwritten: both are kept and
// shown, and wait until somebody decides.
func TestChangedMeanwhile(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, page := b.post("examine", alex, meetingFile("From the phone."))
	id := deliveryOf(t, page)
	mine := fmt.Sprintf(meeting, "Typed here meanwhile.")
	b.write(at, mine)
	_, page = b.post("accept", id, field("take", "0"), field("do", "accept"))
	holds(t, "changed meanwhile", page, "has changed since")
	if b.text(at) != mine {
		t.Errorf("it was overwritten:\n%s", b.text(at))
	}
	if !strings.Contains(b.files("data"), "From the phone.") {
		t.Error("what arrived was not kept")
	}
	_, page = b.get("")
	holds(t, "the desk", page, "1 record arrived that is different from the one here")
	_, page = b.post("conflicts", alex)
	holds(t, "kept beside", page, "There are two versions. Which do you want to keep?", "From the phone.",
		"Typed here meanwhile.")
	_, page = b.post("resolve", deliveryOf(t, page), field("how-0", "drop"))
	holds(t, "decided", page, "Your choice is saved", "Take it back")
	if b.text(at) != mine || strings.Contains(b.files("data"), "From the phone.") {
		t.Error("what was decided was not done")
	}
}

// TestTwoVersions: two versions are shown side by side. The new one is left out unless a person chooses it, and taking
// back what they chose is refused where the record has changed since.
func TestTwoVersions(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.write(at, fmt.Sprintf(meeting, "Typed here."))
	_, page := b.post("examine", alex, meetingFile("Third words."), file("photo.png", photo), file("note.md", "Hello"))
	_, page = b.post("accept", deliveryOf(t, page), field("take", "0"), field("how-0", "leave"), field("do", "accept"))
	holds(t, "left out", page, "You did not choose anything",
		"No record mentions this photograph. Drop it on its own to keep it as evidence.",
		"This is not a saved form. Ask the sender to open the form and choose Save a file.",
		"note.md:1: the file has no front matter")

	_, page = b.post("examine", alex, meetingFile("Third words."))
	holds(t, "side by side", page, "differs", "Typed here.", "Third words.", "Replace the one here")
	id := deliveryOf(t, page)
	_, page = b.post("accept", id, field("take", "0"), field("how-0", "replace"), field("do", "accept"))
	holds(t, "replaced", page, "Taken in for")
	holds(t, "the record", b.text(at), "Third words.")
	b.write(at, fmt.Sprintf(meeting, "Fourth words."))
	_, page = b.post("undo", id)
	holds(t, "changed before it was taken back", page, "has changed since")
	holds(t, "the record", b.text(at), "Fourth words.")
}
