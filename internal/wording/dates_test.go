package wording_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"precept/internal/civil"
	"precept/internal/wording"
)

// TestReadDate: a date is read as the site's own words write it, with its month cut short where that is one month, and
// in English. Words that are in every date, and signs behind the day, belong to no month. The browser reads the dates
// of testdata/dates.json alike (TestTypedMonths of package browser).
func TestReadDate(t *testing.T) {
	data, err := os.ReadFile("testdata/dates.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Lang   string
		Months []string
		Typed  map[string]string
	}
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 10 {
		t.Fatal(len(list), err)
	}
	today := civil.Date{Year: 2026, Month: 2, Day: 1}
	for _, v := range list {
		w := wording.New(v.Lang, ownMonths(v.Months))
		for typed, want := range v.Typed {
			got, ok := w.ReadDate(typed, today, "")
			if got.String() != want || ok != (want != "") {
				t.Errorf("%s: %q is %v, %v, want %v", v.Lang, typed, got, ok, want)
			}
		}
		for m := time.January; m <= time.December; m++ {
			d := civil.Date{Year: 2026, Month: m, Day: 9}
			if got, ok := w.ReadDate(w.Date(d), today, ""); !ok || got != d {
				t.Errorf("%s: %q is read as %v", v.Lang, w.Date(d), got)
			}
		}
	}
}

// ownMonths are what a site says in place of the dates of the twelve months.
func ownMonths(months []string) map[wording.Phrase]wording.Text {
	list := map[wording.Phrase]wording.Text{}
	for i, text := range months {
		usual := strings.Replace("{1} M {2}", "M", time.Month(i+1).String(), 1)
		list[wording.Phrase(usual)] = wording.Text{"other": text}
	}
	return list
}
