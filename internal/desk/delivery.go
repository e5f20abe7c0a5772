package desk

import (
	"net/http"
	"slices"

	"precept/internal/importer"
	"precept/internal/wording"
)

// showDelivery shows what arrived, or what became of it.
func (d *Desk) showDelivery(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.inbox.find(r.PathValue("id"))
	if l == nil {
		d.sendPage(w, r, http.StatusNotFound, d.say("No longer on the desk"), "gone", nil)
		return
	}
	v := &deliveryView{delivery: l, CanUndo: d.inbox.last == l, People: d.owners(),
		Present: find(d.o.Site().Snapshot.Portfolios, l.To) != nil}
	title, template := v.describe()
	d.sendPage(w, r, http.StatusOK, title, template, v)
}

// deliveryView is a delivery on its page.
type deliveryView struct {
	*delivery
	Lead    string // what there is to do, or what became of it
	CanUndo bool
	Present bool             // whose it is can be shown
	Files   []string         // that were written
	People  []importer.Owner // whose it may be
}

// Others are the people here whose some of the files may be, and who can be looked at instead.
func (v *deliveryView) Others() (list []importer.Owner) {
	for _, p := range v.People {
		if slices.ContainsFunc(v.Offers, func(o importer.Offer) bool {
			return slices.ContainsFunc(o.Doubts, func(d importer.Doubt) bool { return d.ID == p.ID })
		}) {
			list = append(list, p)
		}
	}
	return list
}

// Arrived are the names of the files that arrived.
func (v *deliveryView) Arrived() (list []string) {
	for _, a := range v.arrivals {
		list = append(list, a.Name)
	}
	return list
}

// numberedOffer is an offer with its number in the delivery, and the name of the person it would go to.
type numberedOffer struct {
	Number int
	To     string
	Person string // what the programme calls whose year it is
	w      *wording.Words
	importer.Offer
}

// Doubt says in a sentence why the file may be somebody else's.
func (o numberedOffer) Doubt() string {
	d := o.Doubts[0]
	putting := " " + o.w.Say("You are putting it into {1}’s portfolio.", o.To)
	switch {
	case o.Kind == importer.Evidence:
		return o.w.Say("This file came with a record that may be {1}’s.", d.Name) + putting
	case d.Why == importer.Says:
		return o.w.Say("This record says that it is {1}’s.", d.Name) + putting
	case d.Why == importer.Elsewhere:
		return o.w.Say("{1}’s portfolio already has this record.", d.Name) + putting
	}
	return o.w.Say("This record does not say whose it is, and {1} signed it as {2}.", d.Name, o.Person) + putting
}

// describe fills in the lead, and gives the title and the template of the page.
func (v *deliveryView) describe() (title, template string) {
	for _, c := range v.Changes {
		v.Files = append(v.Files, c.File)
	}
	switch {
	case v.Stage == undone:
		v.Lead = v.w.Say("Everything is as it was before.")
		return v.w.Say("Taken back"), "results"
	case v.Edit != "":
		v.Lead = v.Edit + "."
		return v.w.Say("Saved for {1}", v.Name), "results"
	case v.Conflicts && v.Stage == open:
		v.Lead = v.w.Say("There are two versions of each of these. Choose which one to keep.")
		return v.w.Say("To decide for {1}", v.Name), "conflicts"
	case v.Conflicts && v.Stage == accepted:
		v.Lead = v.w.Say("Your choice is saved.")
		return v.w.Say("Decided for {1}", v.Name), "results"
	case v.Conflicts:
		v.Lead = v.w.Say("Both stay as they are.")
		return v.w.Say("Nothing was changed"), "results"
	case v.Stage == open && v.Asking:
		v.Lead = v.w.Say("The files do not say whose they are. Nothing has been saved yet.")
		return v.w.Say("Whose are they?"), "whose"
	case v.Stage == open:
		if v.Claimed {
			v.Lead = v.w.Say("The files say that they are {1}’s.", v.Name) + " "
		}
		v.Lead += v.w.Say("See what will happen to each file. Nothing is saved until you choose “Take in”.")
		return v.w.Say("What arrived for {1}", v.Name), "delivery"
	case v.Stage == accepted:
		v.Lead = v.Results().Words(v.w)
		return v.w.Say("Taken in for {1}", v.Name), "results"
	}
	v.Lead = v.w.Say("The files stay where they came from.")
	return v.w.Say("Nothing was taken in"), "results"
}

// answer leads a page to the delivery's own page, which can be reloaded without anything being done again, and tells
// a script what became of it.
func answer(w http.ResponseWriter, r *http.Request, l *delivery) {
	if byScript(r) {
		sendJSON(w, http.StatusOK, l.outcome())
		return
	}
	http.Redirect(w, r, Path+"delivery/"+l.ID, http.StatusSeeOther)
}

// doubted reports whether something would be written that may be somebody else's.
func doubted(o importer.Offer) bool { return writes(o) && len(o.Doubts) > 0 }

// stateWords says what would become of a file.
func stateWords(w *wording.Words, o importer.Offer) string {
	if doubted(o) {
		return w.Say("to confirm")
	}
	switch o.State {
	case importer.New:
		return w.Say("new")
	case importer.Same:
		return w.Say("already here")
	case importer.Later, importer.Replaces:
		return w.Say("newer version")
	case importer.Signed:
		return w.Say("adds a signature")
	case importer.Conflict:
		return w.Say("differs")
	}
	return w.Say("cannot be taken in")
}

// stateTag is how the state looks, as the end of its CSS class.
func stateTag(o importer.Offer) string {
	if doubted(o) {
		return "past"
	}
	switch o.State {
	case importer.Refused, importer.Conflict, importer.Replaces:
		return "past"
	case importer.Same:
		return "to-come"
	}
	return "done"
}

// conflicts reports whether there are two versions and neither continues the other.
func conflicts(o importer.Offer) bool { return o.State == importer.Conflict }

// replaces reports whether it would take the place of a complete record, so that a person must tick it.
func replaces(o importer.Offer) bool { return o.State == importer.Replaces }

// writes reports whether something would be written for a file.
func writes(o importer.Offer) bool { return o.State != importer.Refused && o.State != importer.Same }

// ticks reports whether a tick is enough to import a file; two versions need a decision.
func ticks(o importer.Offer) bool { return writes(o) && !conflicts(o) }

// advice says in a sentence what taking a file in would do.
func advice(w *wording.Words, o importer.Offer) string {
	switch o.State {
	case importer.Same:
		return w.Say("The same file, or a newer version of it, is already here. There is nothing to do.")
	case importer.Later:
		return w.Say("Newer version: replaces the one you have.")
	case importer.Replaces:
		return w.Say("Newer version: replaces the one you have, which is complete. " +
			"Look at what is different, then tick it.")
	case importer.Signed:
		return w.Say("The one here stays, and the missing signatures are added to it.")
	case importer.Conflict:
		if o.Kind == importer.Evidence {
			return w.Say("There is already another file with this name. Nothing is overwritten unless you say so.")
		}
		if o.Own != "" {
			return w.Say("The one here is complete and has a different date. Nothing is overwritten unless you say so.")
		}
		return w.Say("The one here has been changed differently. Nothing is overwritten unless you say so.")
	}
	return ""
}
