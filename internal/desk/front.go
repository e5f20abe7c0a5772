package desk

import (
	"net/http"

	"precept/internal/importer"
)

// frontView is the desk's first page.
type frontView struct {
	People    []person
	AsOf      string
	Reader    string
	Error     string
	ErrorAt   string // id of the control that can fix it
	Last      *delivery
	Open      []*delivery
	Readers   []readerChoice
	Trouble   string
	Only      string         // the one preceptee there is
	Conflicts map[string]int // how many conflicts wait for a decision, by preceptee
}

// readerChoice is somebody for whom a copy can be made.
type readerChoice struct {
	ID, Title, Hint string
}

func (d *Desk) showFront(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sendPage(w, r, http.StatusOK, "The desk", "front", d.frontView())
}

func (d *Desk) frontView() *frontView {
	site := d.o.Site()
	v := &frontView{
		People: d.people(site), AsOf: d.o.Build.AsOf.Words(), Reader: d.o.Build.Reader.Words(), Trouble: site.Trouble,
		Last: d.inbox.last, Open: d.inbox.open(),
		Readers: []readerChoice{
			{"preceptee", "The preceptee", "all but what is meant for the practice alone"},
			{"pair", "The pair: preceptee and preceptor", "without what the preceptee shares with nobody"},
			{"practice", "The practice, an appraiser or an inspector", "what the two keep between them is one line"},
		},
	}
	v.Conflicts = d.countConflicts(v.People)
	if len(v.People) == 1 {
		v.Only = v.People[0].ID
	}
	return v
}

// complain shows the desk again with what was wrong, and leads to the control that can fix it; at is its id, or "".
func (d *Desk) complain(w http.ResponseWriter, r *http.Request, why, at string) {
	if byScript(r) {
		sendJSON(w, http.StatusUnprocessableEntity, outcome{Stage: cancelled, Notes: []string{why}})
		return
	}
	v := d.frontView()
	v.Error, v.ErrorAt = why, at
	d.sendPage(w, r, http.StatusUnprocessableEntity, "Error: the desk", "front", v)
}

// showDelivery shows what arrived, or what became of it.
func (d *Desk) showDelivery(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.inbox.find(r.PathValue("id"))
	if l == nil {
		d.sendPage(w, r, http.StatusNotFound, "No longer on the desk", "gone", nil)
		return
	}
	d.sendPage(w, r, http.StatusOK, l.title(), "delivery", struct {
		*delivery
		CanUndo bool
	}{l, d.inbox.last == l})
}

func (l *delivery) title() string {
	switch {
	case l.Stage == undone:
		return "Taken back"
	case l.Conflicts && l.Stage == open:
		return "To decide for " + l.Name
	case l.Conflicts && l.Stage == accepted:
		return "Decided for " + l.Name
	case l.Conflicts:
		return "Nothing was changed"
	case l.Stage == open:
		return "What arrived for " + l.Name
	case l.Stage == accepted:
		return "Taken in for " + l.Name
	}
	return "Nothing was taken in"
}

// answer leads a page to the delivery's own page, which can be reloaded without anything being done again, and tells a script
// what became of it.
func answer(w http.ResponseWriter, r *http.Request, l *delivery) {
	if byScript(r) {
		sendJSON(w, http.StatusOK, l.outcome())
		return
	}
	http.Redirect(w, r, Path+"delivery/"+l.ID, http.StatusSeeOther)
}

// stateWords says what would become of a file.
func stateWords(o importer.Offer) string {
	switch o.State {
	case importer.New:
		return "new"
	case importer.Same:
		return "here already"
	case importer.Later:
		return "a newer version"
	case importer.Signed:
		return "adds a signature"
	case importer.Conflict:
		return "differs"
	}
	return "cannot be taken in"
}

// writes reports whether something would be written for a file.
func writes(o importer.Offer) bool { return o.State != importer.Refused && o.State != importer.Same }

// ticks reports whether a tick alone takes a file in; where there are two versions, more has to be said.
func ticks(o importer.Offer) bool { return writes(o) && o.State != importer.Conflict }

// advice says in a sentence what taking a file in would do.
func advice(o importer.Offer) string {
	switch o.State {
	case importer.Same:
		return "The same is here already, or a newer version of it. There is nothing to do."
	case importer.Later:
		return "It replaces the version that you have."
	case importer.Signed:
		return "What is here stays, and gets the signatures that it lacks."
	case importer.Conflict:
		if o.Kind == importer.Evidence {
			return "Another file of this name is here. Nothing is overwritten unless you say so."
		}
		return "What is here has been changed in another way. Nothing is overwritten unless you say so."
	}
	return ""
}
