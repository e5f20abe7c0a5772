package cli

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// TestReportReadBack reads the reports on the shipped project as a library reads CSV: every row has every column, and
// nothing in them is a formula.
func TestReportReadBack(t *testing.T) {
	for _, args := range [][]string{{"report", "--csv"}, {"report", "--assurance", "--csv"}} {
		var out, errs bytes.Buffer
		std := Stdio{Out: &out, Err: &errs, Dir: "../..", Env: func(string) string { return "" }}
		if code := Main(append(args, "--as-of", "2026-10-05"), std); code != 0 {
			t.Fatalf("%v: %d\n%s", args, code, errs.String())
		}
		text, marked := strings.CutPrefix(out.String(), "\uFEFF")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !marked || len(rows) < 5 {
			t.Fatalf("%v: %d rows, marked as UTF-8: %v, %v", args, len(rows), marked, err)
		}
		named := false
		for _, row := range rows {
			named = named || slices.Contains(row, "Alex Example") || slices.Contains(row, "Alex Example, 25 Sep 2026")
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") {
					t.Errorf("%v: a formula: %s", args, cell)
				}
			}
		}
		if !named {
			t.Errorf("%v: nobody is named", args)
		}
	}
}
