package civil

import "testing"

// TestTyped shows what is read as a date; the form pages' own reader is tested with the same texts.
func TestTyped(t *testing.T) {
	today := Date{2026, 3, 1}
	for _, c := range []struct{ text, want string }{
		{"2026-03-27", "2026-03-27"}, {" 27 mar 2026 ", "2026-03-27"}, {"27/3/26", "2026-03-27"},
		{"27.3.2026", "2026-03-27"}, {"27-03-2026", "2026-03-27"}, {"27 March", "2026-03-27"},
		{"27th of March 2026", "2026-03-27"}, {"March 27, 2026", "2026-03-27"}, {"Fri 27 March 2026", "2026-03-27"},
		{"Friday, 27 March", "2026-03-27"}, {"27mar26", "2026-03-27"}, {"27-Mar-2026", "2026-03-27"},
		{"20260327", "2026-03-27"}, {"2026/3/7", "2026-03-07"}, {"27 3 2026", "2026-03-27"},
		{"２７／３／２０２６", "2026-03-27"}, {"1 Sept 2026", "2026-09-01"}, {"1/4", "2026-04-01"},
		{"20 December", "2025-12-20"}, {"5 January", "2026-01-05"}, {"29/2/2028", "2028-02-29"},
		{"today", "2026-03-01"}, {"yesterday", "2026-02-28"},
		{"29 February", ""}, {"30 February 2026", ""}, {"29/2/2026", ""}, {"31/4/26", ""}, {"3/27/2026", ""},
		{"27 mar 1999", ""}, {"1 1 2101", ""}, {"soon", ""}, {"", ""}, {"27 ma 2026", ""}, {"2026", ""}, {"12", ""},
		{"27 march 2026 or so", ""},
	} {
		d, ok := Typed(c.text, today, false)
		if got := d.String(); got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	if d, _ := Typed("27 March", today, true); d.String() != "2025-03-27" {
		t.Errorf("the last 27 March is %s", d)
	}
	if got := (Date{2027, 1, 4}).Weekday(); got != "Monday" {
		t.Error(got)
	}
}
