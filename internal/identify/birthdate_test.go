package identify_test

import (
	"fmt"
	"testing"

	"precept/internal/identify"
)

// TestCaseE8: a date of birth is found whole, whatever the order of day, month and year and whatever is between
// them, and whether or not the day could be a month.
func TestCaseE8(t *testing.T) {
	for _, day := range []string{"3", "03", "12", "21"} {
		for _, month := range []string{"03", "3"} {
			for _, between := range []string{"-", "/", ".", " "} {
				for _, order := range []string{"%[3]s%[4]s%[2]s%[4]s%[1]s", "%[1]s%[4]s%[2]s%[4]s%[3]s",
					"%[2]s%[4]s%[1]s%[4]s%[3]s"} {
					date := fmt.Sprintf(order, day, month, "1956", between)
					text := "Seen today, dob " + date + ", for the last time."
					h := identify.Hits(text, "")
					if len(h) != 1 || h[0].Rule != "birth-date" || text[h[0].Start:h[0].End] != date {
						t.Errorf("%q: %+v", text, h)
					}
				}
			}
		}
	}
	for _, date := range []string{"12 March 1956", "March 12, 1956", "12th of March 1956", "1956 March 12",
		"12-Mar-1956", "12031956", "19560312"} {
		text := "dob " + date
		if h := identify.Hits(text, ""); len(h) != 1 || h[0].Rule != "birth-date" || h[0].End != len(text) {
			t.Errorf("%q: %+v", text, h)
		}
	}
}
