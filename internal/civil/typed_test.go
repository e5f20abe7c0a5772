package civil

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestTyped reads the texts in testdata/typed.txt, which serve the browser's own code as well.
func TestTyped(t *testing.T) {
	data, err := os.ReadFile("testdata/typed.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		part := strings.Split(strings.TrimSpace(line), " | ")
		toward := Toward(strings.TrimPrefix(part[1], "-"))
		want := strings.TrimPrefix(part[2], "none")
		d, ok := Typed(part[0], Date{2026, 3, 1}, toward)
		if got := d.String(); got != want || ok != (want != "") {
			t.Errorf("%q, %s: got %q, want %q", part[0], part[1], got, want)
		}
		tried++
	}
	if tried < 60 {
		t.Errorf("only %d texts", tried)
	}
	if _, ok := Typed("", Date{2026, 3, 1}, ""); ok {
		t.Error("nothing is read as a date")
	}
	if got := (Date{2027, 1, 4}).Weekday(); got != time.Monday {
		t.Error(got)
	}
}
