package desk

import (
	"fmt"
	"strings"
	"testing"
)

// TestP13PartByPart: two versions of a record are put together part by part, when the second arrives or later. What is
// not chosen is asked for, and nothing is written meanwhile.
func TestP13PartByPart(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	here := fmt.Sprintf(meeting, "Typed here.")
	arrives := strings.Replace(fmt.Sprintf(meeting, "On the phone."),
		"answers:\n", "answers:\n  photographs: [a.png]\n", 1)
	for _, later := range []bool{false, true} {
		b.write(at, here)
		_, page := b.post("examine", alex, file("m.md", arrives))
		holds(t, "two versions", page, "Combine the two, part by part", "Typed here.", "On the phone.",
			`name="part-0-1" value="here"`)
		what, id := "accept", deliveryOf(t, page)
		if later {
			b.post("accept", id, field("how-0", "keep"), field("do", "accept"))
			_, page = b.post("conflicts", alex)
			holds(t, "kept beside", page, "Both, combined part by part")
			what, id = "resolve", deliveryOf(t, page)
		}
		said := field("part-0-0", "there")
		_, page = b.post(what, id, field("how-0", "merge"), said, field("do", "accept"))
		holds(t, "not chosen", page, "For each part of “Meeting, 20 September 2026”, choose which one to keep.")
		if b.text(at) != here {
			t.Fatal("something was written")
		}
		_, page = b.post(what, id, field("how-0", "merge"), said, field("part-0-1", "here"), field("do", "accept"))
		holds(t, "the record", b.text(at), `said: "Typed here."`, `photographs: ["a.png"]`, "revises:")
		if strings.Contains(b.files("data"), "On the phone.") {
			t.Error("there are still two versions")
		}
		if !later {
			holds(t, "taken in", page, "It combines the two.")
		}
	}
}
