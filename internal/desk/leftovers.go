package desk

import (
	"net/http"
	"slices"

	"precept/internal/publish"
)

// leftoversView is the page about portfolios of people who have no records here any more.
type leftoversView struct {
	Left []publish.Tree
	Kept []string // files that precept did not write, which stayed
}

// leftovers are the portfolios of people who have no records here any more; none where they cannot be listed, which the
// next copy says.
func (d *Desk) leftovers() []publish.Tree {
	left, err := d.o.Site().Snapshot.Leftovers(d.portfoliosFolder())
	if err != nil {
		return nil
	}
	return left
}

// showLeftovers shows what is left over, and asks what to delete.
func (d *Desk) showLeftovers(w http.ResponseWriter, r *http.Request) {
	title := d.say("Portfolios that are left over")
	d.sendPage(w, r, http.StatusOK, title, "leftovers", leftoversView{Left: d.leftovers()})
}

// clear deletes the portfolios that were ticked, as far as they are still left over, and what builds that were killed
// left beside them.
func (d *Desk) clear(w http.ResponseWriter, r *http.Request, got *submission) {
	title, v := d.say("Nothing was deleted"), leftoversView{}
	for _, t := range d.leftovers() {
		if !slices.Contains(got.fields["tree"], t.Name) {
			v.Left = append(v.Left, t)
			continue
		}
		kept, err := publish.Remove(r.Context(), d.portfoliosFolder(), t)
		if err != nil {
			d.failed(w, r, err)
			return
		}
		title = d.say("Deleted")
		for _, file := range kept {
			v.Kept = append(v.Kept, "portfolios/"+t.Name+"/"+file)
		}
	}
	if _, err := publish.Sweep(r.Context(), d.portfoliosFolder()); err != nil {
		d.failed(w, r, err)
		return
	}
	d.sendPage(w, r, http.StatusOK, title, "leftovers", v)
}
