package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// byMonth reads "4 by month 6".
func byMonth(text string) (what string, month int, ok bool) {
	what, number, found := strings.Cut(text, " by month ")
	month, err := strconv.Atoi(number)
	return what, month, found && err == nil && month >= 1 && month <= 36 && what != ""
}

// DifferentBy gives how many different options should be chosen by which month of the programme, over all records.
func (f *Field) DifferentBy() (n, month int, ok bool) {
	what, month, ok := byMonth(f.Different)
	n, err := strconv.Atoi(what)
	return n, month, ok && err == nil
}

// EachBy gives the level of the competencies that need an answer, and by which month.
func (f *Field) EachBy() (level string, month int, ok bool) { return byMonth(f.Each) }

// overTime reads what a field asks over several records: different options, an answer about each competency, and what
// was handed over.
func (r *reader) overTime(f *Field) {
	f.Different, f.Each, f.Handover = r.it.Get("different"), r.it.Get("each"), r.it.Get("handover")
	if f.Private && f.Different+f.Each+f.Handover != "" {
		r.bad("", "nobody else can read private answers, so they are not compared over time",
			"leave it out, or .private")
		return
	}
	if n, _, ok := f.DifferentBy(); f.Different != "" && (!ok || n < 2 || n > len(r.it.Options)) {
		r.bad("different", fmt.Sprintf("different is %q, but must say how many of the %d options and by which month",
			f.Different, len(r.it.Options)), `write different="2 by month 6"`)
	}
	levels := []string{"must", "should", "could"}
	if level, _, ok := f.EachBy(); f.Each != "" && (!ok || !slices.Contains(levels, level)) {
		r.bad("each", fmt.Sprintf("each is %q, but must say which competencies and by which month", f.Each),
			`write each="must by month 5"`)
	}
}

// aboutEach finds each= on a field that is not about a competency: about says whether the form, or the table, is.
func (r *reader) aboutEach(f *Field, about bool) {
	if f.Each != "" && !about {
		r.bad("each", "each= is for a form about each competency, or a column of a table with rows=competencies",
			"leave it out")
	}
}
