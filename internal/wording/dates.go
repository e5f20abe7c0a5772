package wording

import "precept/internal/civil"

// The dates of each month, in words and with the month cut short. {1} is the day, {2} the year.
var (
	months = [...]Phrase{"{1} January {2}", "{1} February {2}", "{1} March {2}", "{1} April {2}", "{1} May {2}",
		"{1} June {2}", "{1} July {2}", "{1} August {2}", "{1} September {2}", "{1} October {2}", "{1} November {2}",
		"{1} December {2}"}
	shortMonths = [...]Phrase{"{1} Jan {2}", "{1} Feb {2}", "{1} Mar {2}", "{1} Apr {2}", "{1} May {2}",
		"{1} Jun {2}", "{1} Jul {2}", "{1} Aug {2}", "{1} Sep {2}", "{1} Oct {2}", "{1} Nov {2}", "{1} Dec {2}"}
	weekdays = [...]Phrase{"Sunday {1}", "Monday {1}", "Tuesday {1}", "Wednesday {1}", "Thursday {1}", "Friday {1}",
		"Saturday {1}"}
	monthNames = [...]Phrase{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// Date says a date in words: 5 January 2026; "" for none.
func (w *Words) Date(d civil.Date) string { return w.dateBy(months[:], d) }

// ReadDate reads a date as somebody types it, with a month of the site's words or an English one.
func (w *Words) ReadDate(text string, today civil.Date, toward civil.Toward) (civil.Date, bool) {
	names := make([]string, len(months))
	for i, m := range months {
		names[i] = w.Say(m, " ", " ")
	}
	return civil.Typed(text, today, toward, names...)
}

// OnWeekday says a date in words with its weekday: Monday 5 January 2026.
func (w *Words) OnWeekday(d civil.Date) string { return w.Say(weekdays[d.Weekday()], w.Date(d)) }

// Short says a date with its month cut short: 5 Jan 2026; "" for none.
func (w *Words) Short(d civil.Date) string { return w.dateBy(shortMonths[:], d) }

// Month says the month of a date, cut short: Jan.
func (w *Words) Month(d civil.Date) string { return w.Say(monthNames[d.Month-1]) }

func (w *Words) dateBy(months []Phrase, d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return w.Say(months[d.Month-1], d.Day, d.Year)
}
