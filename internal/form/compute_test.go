package form

import (
	"encoding/json"
	"os"
	"testing"
)

// TestCompute: what is computed is as testdata/compute.json has it, which serves the browser's own code as well.
func TestCompute(t *testing.T) {
	raw, err := os.ReadFile("testdata/compute.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct{ Between, Sums [][3]string }
	if err := json.Unmarshal(raw, &cases); err != nil || len(cases.Between) < 5 || len(cases.Sums) < 5 {
		t.Fatal(err, cases)
	}
	for _, c := range cases.Between {
		if got := MinutesBetween(c[0], c[1]); got != c[2] {
			t.Errorf("from %q to %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	for _, c := range cases.Sums {
		sum, _ := Decimal(c[0])
		if got := offSum(sum, c[1]); got != c[2] {
			t.Errorf("%s of %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
