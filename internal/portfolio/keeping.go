package portfolio

import "precept/internal/civil"

// KeptUntil gives the end of the year, and the last day on which the records are kept: so many months after it. From
// then on they are due for removal.
func (p *Portfolio) KeptUntil(months int) (end, until civil.Date) {
	if end = p.Calendar.Ended; end.IsZero() {
		end = p.End()
	}
	return end, end.AddMonths(months)
}
