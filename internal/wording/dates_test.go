package wording_test

import (
	"testing"
	"time"

	"precept/internal/civil"
	"precept/internal/wording"
)

// TestReadDate: a date is read as the site's own words write it, with its month cut short, and in English. Words that
// are in every date, and signs behind the day, belong to no month.
func TestReadDate(t *testing.T) {
	today := civil.Date{Year: 2026, Month: 2, Day: 1}
	spanish := wording.New("es", own(map[wording.Phrase]string{"{1} January {2}": "{1} de enero de {2}",
		"{1} February {2}": "{1} de febrero de {2}", "{1} March {2}": "{1} de marzo de {2}",
		"{1} April {2}": "{1} de abril de {2}", "{1} May {2}": "{1} de mayo de {2}",
		"{1} June {2}": "{1} de junio de {2}",
		"{1} July {2}": "{1} de julio de {2}", "{1} August {2}": "{1} de agosto de {2}",
		"{1} September {2}": "{1} de septiembre de {2}", "{1} October {2}": "{1} de octubre de {2}",
		"{1} November {2}": "{1} de noviembre de {2}", "{1} December {2}": "{1} de diciembre de {2}"}))
	german := wording.New("de", own(map[wording.Phrase]string{"{1} March {2}": "{1}. März {2}"}))
	march := civil.Date{Year: 2026, Month: 3, Day: 27}
	for _, c := range []struct {
		words *wording.Words
		typed string
		want  civil.Date
	}{
		{spanish, "27 de marzo de 2026", march},
		{spanish, "27 Marzo 26", march},
		{spanish, "27 mar", march},
		{spanish, "1 ene 2026", civil.Date{Year: 2026, Month: 1, Day: 1}},
		{spanish, "27 March 2026", march},
		{spanish, "27 de otro de 2026", civil.Date{}},
		{german, "27. März 2026", march},
		{german, "27 MÄR", march},
		{nil, "27 March 2026", march},
		{nil, "27 marzo 2026", civil.Date{}},
	} {
		if got, ok := c.words.ReadDate(c.typed, today, ""); got != c.want || ok == got.IsZero() {
			t.Errorf("%q is %v, %v, want %v", c.typed, got, ok, c.want)
		}
	}
	for m := time.January; m <= time.December; m++ {
		d := civil.Date{Year: 2026, Month: m, Day: 9}
		if got, ok := spanish.ReadDate(spanish.Date(d), today, ""); !ok || got != d {
			t.Errorf("%q is read as %v", spanish.Date(d), got)
		}
	}
}

// own are texts that a site says in place of ours.
func own(texts map[wording.Phrase]string) map[wording.Phrase]wording.Text {
	list := map[wording.Phrase]wording.Text{}
	for p, text := range texts {
		list[p] = wording.Text{"other": text}
	}
	return list
}
