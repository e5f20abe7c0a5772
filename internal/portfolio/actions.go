package portfolio

import (
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
)

// RuleActionPast finds an action that is open and past the day that was agreed for it.
const RuleActionPast = "action-past"

// Action is a row that is still open in a table whose rows close: what somebody said they would do.
type Action struct {
	Record *Record
	Text   string
	Who    string     // as it was chosen; where no column asks, the lane that the form names first
	By     civil.Date // zero where no day was agreed
	Past   bool       // the day is over

	field string // the table
	pos   finding.Position
	move  []string
}

// actions finds what is open: of each table, the latest record in which it is filled in, since open rows come with it
// from the record before.
func (p *Portfolio) actions() {
	type table struct{ form, field string }
	last := map[table]*Record{}
	each := func(do func(r *Record, f *form.Field, of table)) {
		for _, r := range p.Records { // by date
			for i := range r.Template.Fields {
				f := &r.Template.Fields[i]
				closes := f.Carries && f.Column(f.Open) != nil && !f.Private
				if closes && r.Answer(f.ID) != nil && !r.Date.After(p.AsOf) {
					do(r, f, table{r.Form, f.ID})
				}
			}
		}
	}
	each(func(r *Record, _ *form.Field, of table) { last[of] = r })
	each(func(r *Record, f *form.Field, of table) {
		if last[of] == r && r.Withheld(f.ID) == "" {
			p.Actions = append(p.Actions, r.openRows(f, p)...)
		}
	})
	slices.SortStableFunc(p.Actions, func(a, b Action) int {
		if a.By.IsZero() != b.By.IsZero() {
			return b.By.Compare(a.By)
		}
		return a.By.Compare(b.By)
	})
}

func (r *Record) openRows(f *form.Field, p *Portfolio) []Action {
	given := r.Answer(f.ID)
	var list []Action
	for i := range given.Rows {
		row := &given.Rows[i]
		if closed := row.Cell(f.Open); row.Unknown || closed != nil && !closed.Empty() {
			continue
		}
		if a := r.action(f, row, p); a.Text != "" {
			list = append(list, a)
		}
	}
	return list
}

// action reads a row: its first words say what, a choice among the lanes says who, and the first date by when.
func (r *Record) action(f *form.Field, row *form.AnswerRow, p *Portfolio) Action {
	a := Action{Record: r, field: f.ID, pos: r.Pos("answers")}
	if fixed := f.Row(row.Row); fixed != nil {
		a.Text = fixed.Label
	}
	for i := range f.Columns {
		column := &f.Columns[i]
		cell := row.Cell(column.ID)
		if cell == nil || cell.Unknown || column.Private || column.ID == f.Open {
			continue
		}
		switch lanes := r.lanesNamed(cell.Text); {
		case column.NamesRow() && a.Text == "":
			a.Text, a.pos = strings.Join(strings.Fields(cell.Text), " "), cell.Pos
		case column.Type == form.Choice && a.Who == "" && r.choosesLane(column):
			a.Who, a.move = cell.Text, lanes
		case column.Type == form.Date && a.By.IsZero():
			a.By, _ = civil.Parse(cell.Text)
		}
	}
	if a.Who == "" { // no column asks
		a.move = append(r.Template.CompletedBy, p.Own())[:1]
		a.Who = r.Under.LaneTitle(a.move[0])
	} else if len(a.move) == 0 { // such as both
		a.move = r.Template.CompletedBy
	}
	a.pos.File = r.File
	a.Past = !a.By.IsZero() && a.By.Before(p.AsOf)
	return a
}

// choosesLane reports whether a column asks whose something is: one of its options is a lane.
func (r *Record) choosesLane(column *form.Field) bool {
	return slices.ContainsFunc(column.Options, func(option string) bool { return len(r.lanesNamed(option)) > 0 })
}

// lanesNamed gives the lane with this title.
func (r *Record) lanesNamed(text string) []string {
	for _, l := range r.Under.Lanes() {
		if sameName(l.Title, text) {
			return []string{l.ID}
		}
	}
	return nil
}

// pastActions are the gaps of actions whose day is over. No gate waits for them.
func (p *Portfolio) pastActions(on civil.Date) []Gap {
	w := p.Version.Words
	var list []Gap
	for _, a := range p.Actions {
		if a.By.IsZero() || !a.By.Before(on) {
			continue
		}
		f := finding.Finding{Rule: RuleActionPast, Severity: finding.Gap, Position: a.pos, Due: a.By.String(),
			HideLine: true, Message: w.Say("an agreed action is still open, and it was due on {1}", w.Date(a.By)),
			Help: w.Say("agree a new day for it in the next {record} of the form, or tick it as done")}
		list = append(list, Gap{Title: a.Record.Template.Title + ", " + w.Date(a.Record.Date),
			Detail: w.Say("still open: {1}", a.Text), Action: a.Text, Due: a.By, Record: a.Record, Move: a.move,
			field: a.field, Steps: []Step{{Form: a.Record.Template}}, Finding: f})
	}
	return list
}
