package desk

import "net/http"

// aboutView is the page about one person: all that their file says, each with the way to change it.
type aboutView struct {
	ID, Name string
	Role     string
	Example  bool
	Facts    []fact
	Moves    bool      // there is another version that they can be moved to
	Saved    *delivery // what was saved last, where it is about them and can be taken back
}

// fact is one thing that the file says.
type fact struct {
	Title string
	Href  string
	Lines []string
}

// showPerson shows what is known of a person.
func (d *Desk) showPerson(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, err := d.edit(r.PathValue("id"), nil)
	if err != nil {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	p := e.person
	v := aboutView{ID: p.ID, Name: p.Name, Role: p.Role, Example: p.Example,
		Moves: len(others(e.site.Snapshot.Toolkit, p)) > 0}
	for _, s := range sheets() {
		v.Facts = append(v.Facts, fact{p.Version.Words.Say(s.title), personPath(p.ID) + "/" + s.name, s.facts(p)})
	}
	if last := d.inbox.last; last != nil && last.Edit != "" && last.To == p.ID {
		v.Saved = last
	}
	d.sendPage(w, r, http.StatusOK, p.Name, "about", v)
}
