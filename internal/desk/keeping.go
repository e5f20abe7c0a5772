package desk

// removable is somebody whose records have been kept for as long as the site says.
type removable struct {
	ID, Name    string
	Ended, Kept string // the end of their year, and until when the records were to be kept
	Months      int
}

// removables lists the people whose records are due for removal today; never an example's.
func (d *Desk) removables(site Site) []removable {
	months := site.Snapshot.Site.Privacy.KeepMonths
	if months == 0 {
		return nil
	}
	var list []removable
	for _, p := range site.Snapshot.Portfolios {
		if end, until := p.KeptUntil(months); !p.Example && until.Before(d.today()) {
			list = append(list, removable{p.ID, p.Name, d.words().Date(end), d.words().Date(until), months})
		}
	}
	return list
}
