package desk

import (
	"net/http"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/publish"
	"precept/internal/record"
)

// frontView is the desk's first page.
type frontView struct {
	People   []personCard
	AsOf     string
	Reader   string
	Error    string
	ErrorAt  string // id of the control that can fix it
	Last     *delivery
	Open     []*delivery
	Readers  []readerChoice
	Trouble  string
	Only     string         // the one preceptee there is
	Adds     bool           // somebody can be added
	Left     []publish.Tree // portfolios of people who have no records here any more
	Practice []message      // what the practice's own records lack
	Remove   []removable    // people whose records are due for removal
	Copy     bool           // the toolkit is based on that of a hub
}

// personCard is a person's card.
type personCard struct {
	person
	Conflicts int // versions that were kept beside records and wait for a decision
	Token     string
}

// readerChoice is somebody for whom a copy can be made.
type readerChoice struct {
	ID, Title, Hint string
}

func (d *Desk) showFront(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sendPage(w, r, http.StatusOK, d.say("The desk"), "front", d.frontView())
}

func (d *Desk) frontView() *frontView {
	site, w := d.o.Site(), d.words()
	v := &frontView{
		AsOf: w.Date(d.today()), Reader: d.o.Build.Reader.Words(w), Trouble: site.Trouble,
		Last: d.inbox.last, Open: d.inbox.open(), Adds: d.adds(),
		Readers: []readerChoice{
			{"preceptee", w.Say("The {person}"), w.Say("everything except what is only for the {place}")},
			{"pair", w.Say("The pair: {person} and {helper}"), w.Say("without what the {person} keeps private")},
			{"practice", w.Say("The {place}, or an inspector"),
				w.Say("what the two keep between them is shown as one line")},
			{"appraiser", w.Say("An appraiser"),
				w.Say("the {records} that the {person} chose to share; one line for each of the others")},
		},
	}
	people := d.people(site)
	waiting := d.countConflicts(people)
	for _, p := range people {
		v.People = append(v.People, personCard{p, waiting[p.ID], d.o.Token})
	}
	if len(v.People) == 1 && !v.People[0].Blocked {
		v.Only = v.People[0].ID
	}
	v.Left = d.leftovers()
	v.Practice, v.Remove = practice(site), d.removables(site)
	v.Copy = len(site.Snapshot.Site.Bases) > 0
	return v
}

// practice is what the practice's own records lack, and what is wrong with them.
func practice(site Site) []message {
	own := slices.DeleteFunc(slices.Clone(site.Snapshot.Findings), func(f finding.Finding) bool {
		return f.Severity == finding.Note || !strings.HasPrefix(f.File, record.Organisation+"/")
	})
	return messages(site.Snapshot.Words(), own, inEditor)
}

// complain shows the desk again with what was wrong, and leads to the control that can fix it; at is its id, or "".
func (d *Desk) complain(w http.ResponseWriter, r *http.Request, why, at string) {
	if byScript(r) {
		sendJSON(w, http.StatusUnprocessableEntity, outcome{Stage: cancelled, Notes: []string{why}})
		return
	}
	v := d.frontView()
	v.Error, v.ErrorAt = why, at
	d.sendPage(w, r, http.StatusUnprocessableEntity, d.say("Error: {1}", d.say("The desk")), "front", v)
}
