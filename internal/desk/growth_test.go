package desk

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestX2Growth (case-X2): twice as much in what is posted is twice the work of receiving it, whatever repeats in it.
func TestX2Growth(t *testing.T) {
	d := &Desk{timeout: bodyTimeout}
	repeat := strings.Repeat
	many := func(n int, one func(i int) part) (list []part) {
		for i := range n {
			list = append(list, one(i))
		}
		return list
	}
	for name, post := range map[string]func(n int) []part{
		"a long field":  func(n int) []part { return []part{field("said", repeat("word ", n))} },
		"a field again": func(n int) []part { return many(n/20, func(int) part { return field("take", "1") }) },
		"fields": func(n int) []part {
			return many(n/20, func(i int) part { return field(fmt.Sprint("f", i), "1") })
		},
		"files": func(n int) []part {
			return many(n/20, func(i int) part { return file(fmt.Sprint(i, ".md"), "x") })
		},
		"a large file":   func(n int) []part { return []part{file("photo.png", repeat("x", 8*n))} },
		"a large record": func(n int) []part { return []part{{Field: "record", Name: "r.md", Text: repeat("x", 8*n)}} },
		"names of 200 bytes": func(n int) []part {
			return many(n/40, func(i int) part { return file(fmt.Sprintf("%0190d.md", i), "x") })
		},
	} {
		casetest.GrowsSteadily(t, name, casetest.Times(2_000, 3_900), func(n int) {
			body, media := casetest.Form(t, post(n)...)
			r := httptest.NewRequest("POST", Path+"save", bytes.NewReader(body))
			r.Header.Set("Content-Type", media)
			if got, status, why := d.receive(httptest.NewRecorder(), r); got == nil {
				t.Errorf("%s: %d %s", name, status, why)
			}
		})
	}
}
