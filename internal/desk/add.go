package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"

	"precept/internal/civil"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// showAdd shows the page on which somebody new is added.
func (d *Desk) showAdd(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.adds() {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	d.sendPage(w, r, http.StatusOK, d.say("Add a person"), "sheet", d.begin(nil).addView())
}

// adds reports whether somebody can be added: the toolkit has a version, and the server shows everybody.
func (d *Desk) adds() bool {
	return len(d.o.Build.Preceptees) == 0 && d.o.Site().Snapshot.Toolkit.Current() != nil
}

func (e *editing) addView() *sheetView {
	v := &sheetView{Action: "add", Heading: e.w.Say("Add a person"), Save: e.w.Say("Add this person"),
		Trouble: e.trouble,
		Lead: e.w.Say("Only the name, the first day and the version are needed. You can fill in or change " +
			"everything else later.")}
	v.fill(e, e.addControls())
	return v
}

func (e *editing) addControls() []group {
	who := whoControls(e)
	start := startControls(e, e.today.String(), e.current().Name)
	id := e.control(asLine, "id", "Name of their folder",
		"Small letters, digits and hyphens. Leave it empty to have it made"+
			" from their name.", "")
	groups := []group{
		{Controls: append([]control{who[0]}, start...)},
		{Legend: e.w.Say("Their work"), Controls: append(who[1:], e.control(asNumber, "wte", "Share of full time (WTE)",
			"For example, 0.6. Leave it empty for full time.", ""))},
		{Legend: e.w.Say("Who supports them"), Controls: append(e.supporters(), e.who("keeper", "Keeper of the records",
			"Who keeps the records. Agree this with them.", ""))},
		{Legend: e.w.Say("The folder"), Controls: []control{id, e.control(asTick, "example",
			"This is an invented person, to try things out", "", "")}},
	}
	if e.site.Snapshot.Site.Privacy.KeepMonths == 0 {
		groups = append(groups, group{Legend: e.w.Say("Before the first real person"), Controls: []control{
			e.control(asLine, "privacy.controller", "Who decides what is kept about people?",
				"For example, the {place}. It is printed on the privacy page. Not needed for an invented person.", ""),
			e.control(asLine, "privacy.contact", "Who can people ask about it?", "", ""),
			e.control(asNumber, "privacy.keep_months", "For how many months are records kept after the end?", "", "24"),
		}})
	}
	return groups
}

// current is the version that somebody begins with today.
func (e *editing) current() *toolkit.Version { return e.site.Snapshot.Toolkit.Current() }

// supporters ask for a name for each part on the timeline beside the preceptee's own.
func (e *editing) supporters() (list []control) {
	for i, l := range e.lanes() {
		c := e.who(fmt.Sprintf("people.%d.name", i), "", "", "")
		c.Label = l.Title
		list = append(list, c)
	}
	return list
}

// lanes are the parts on the timeline of the version that somebody begins with, beside the preceptee's own.
func (e *editing) lanes() (list []option) {
	lanes := e.current().Lanes()
	for _, l := range lanes {
		if l.ID != programme.Person(lanes).ID && !l.OffTimeline {
			list = append(list, option{Value: l.ID, Title: l.Title})
		}
	}
	return list
}

// add begins the folder of somebody new.
func (d *Desk) add(w http.ResponseWriter, r *http.Request, got *submission) {
	if !d.adds() {
		d.complain(w, r, d.say("Nobody can be added here."), "")
		return
	}
	e := d.begin(got)
	taken, err := d.taken()
	if err != nil {
		d.failed(w, r, err)
		return
	}
	start := e.readAdd(taken)
	if byScript(r) {
		l := e.look(e.addControls(), nil, "")
		l.Says["c-id"] = e.w.Say("The folder will be called {1}.", start.ID)
		if start.ID == "" {
			l.Says["c-id"] = ""
		}
		sendJSON(w, http.StatusOK, l)
		return
	}
	if e.sound() {
		e.judgeNew(start)
	}
	if e.sound() {
		err = d.writeNew(r.Context(), e, start)
	}
	var refused preceptee.Refusal
	switch {
	case errors.As(err, &refused):
		e.trouble = append(e.trouble, message{Text: sentence(refused.Error())})
	case errors.Is(err, importer.ErrChanged):
		e.trouble = append(e.trouble,
			message{Text: e.w.Say("Somebody else has just changed the project. Try again.")})
	case err != nil:
		d.failed(w, r, err)
		return
	}
	if !e.sound() {
		title := d.say("Error: {1}", d.say("Add a person"))
		d.sendPage(w, r, http.StatusUnprocessableEntity, title, "sheet", e.addView())
		return
	}
	to := Path // which lists them as soon as they are there
	here := false
	d.unlocked(func() { here = d.waitForPerson(r, start.ID) })
	if here {
		to = personPath(start.ID)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// readAdd reads what was posted about somebody new.
func (e *editing) readAdd(taken []string) preceptee.Start {
	s := preceptee.Start{ID: e.text("id"), Name: e.text("name"),
		Keeper: e.text("keeper"), Profession: e.text("profession"),
		Role: e.text("role"), Practice: e.text("practice"), WTE: share(e.text("wte")), Example: e.ticked("example")}
	e.need("name", s.Name, "Write their name.")
	var start string
	start, s.Toolkit = e.readStart()
	s.Start, _ = civil.Parse(start) // what cannot be read has its fault
	for i, l := range e.lanes() {
		row := fmt.Sprintf("people.%d", i)
		if name := e.text(row + ".name"); name != "" {
			e.moved[fmt.Sprintf("people.%d", len(s.People))] = row
			s.People = append(s.People, portfolio.Person{Lane: l.Value, Name: name})
		}
	}
	e.readID(&s, taken)
	if e.site.Snapshot.Site.Privacy.KeepMonths == 0 && !s.Example {
		e.readPrivacy()
	}
	return s
}

// readID makes the folder's name where none was given.
func (e *editing) readID(s *preceptee.Start, taken []string) {
	if s.ID == "" {
		s.ID = preceptee.ProposeID(s.Name, taken)
	}
	switch message, help := preceptee.NameFault(s.ID); {
	case s.ID == "" && s.Name != "":
		e.fault("id", "Write a name for their folder, in small letters a to z.")
	case message != "" && s.Name != "":
		e.wrong("id", sentence(message)+" "+sentence(help))
	case slices.Contains(taken, s.ID):
		e.fault("id", "There is a folder of this name already. Choose another name.")
	}
}

func (e *editing) readPrivacy() preceptee.Privacy {
	p := preceptee.Privacy{Controller: e.text("privacy.controller"), Contact: e.text("privacy.contact")}
	e.need("privacy.controller", p.Controller, "Write who decides what is kept about people.")
	e.need("privacy.contact", p.Contact, "Write who people can ask about it.")
	n, err := strconv.Atoi(e.text("privacy.keep_months"))
	if err != nil || n < 1 {
		e.fault("privacy.keep_months", "Write a whole number of months, such as 24.")
	}
	p.Months = n
	return p
}

// judgeNew notes what the checks find wrong with the new file.
func (e *editing) judgeNew(s preceptee.Start) {
	file, findings := source.Read(s.ID, s.Text(), source.MaxFile)
	if file != nil {
		_, more := portfolio.Judge(s.ID, file, e.site.Snapshot.Toolkit)
		findings = append(findings, more...)
	}
	e.judge(preceptee.Faults(file, findings), e.addControls())
}

// taken lists what is in the folder of all preceptees.
func (d *Desk) taken() (list []string, err error) {
	dir, err := d.precepteesFolder(d.o.Site().Snapshot)
	if err != nil || !store.IsDir(dir) {
		return nil, err
	}
	err = d.withImporter(nil, func(in *importer.Importer) error {
		entries, err := in.Preceptees.Root.List(path.Join(".", in.Preceptees.Dir))
		for _, e := range entries {
			list = append(list, path.Base(e.Path))
		}
		return err
	})
	return list, err
}

// writeNew writes the new person's file, and what makes the project ready for them.
func (d *Desk) writeNew(ctx context.Context, e *editing, s preceptee.Start) error {
	dir, err := d.precepteesFolder(e.site.Snapshot)
	if err != nil {
		return err
	}
	project, err := d.open(d.o.Build.Project)
	if err != nil {
		return fmt.Errorf("opening the project: %w", store.Cause(err))
	}
	privacy := preceptee.Privacy{}
	if e.site.Snapshot.Site.Privacy.KeepMonths == 0 && !s.Example {
		privacy = e.readPrivacy()
	}
	changes, err := preceptee.Protect(ctx, project, e.site.Snapshot.Site, dir, s.ID, s.Example, privacy)
	if err != nil {
		return err
	}
	tree, err := store.MakeDir(dir, store.Private)
	if err != nil {
		return fmt.Errorf("making the folder of all preceptees: %w", store.Cause(err))
	}
	if err := tree.Close(); err != nil {
		return fmt.Errorf("making the folder of all preceptees: %w", store.Cause(err))
	}
	edits := []importer.Edit{{Name: path.Join(s.ID, record.PrecepteeName), After: s.Text()}}
	for _, c := range changes {
		edits = append(edits, importer.Edit{Name: c.Name, Project: true, Before: c.Before, After: c.After})
	}
	return d.writeEdits(nil, &delivery{w: e.w, To: s.ID, Name: s.Name, Edit: e.w.Say("Added")}, edits...)
}
