package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// sheet is one thing about a person that can be changed, on a page of its own.
type sheet struct {
	name  string // its address: person/jo-example/hours
	title wording.Phrase
	lead  wording.Phrase
	empty wording.Phrase // said where nothing can be filled in
	keys  []string       // of preceptee.md, that it may change

	toward civil.Toward // which way its days without a year go

	facts    func(*portfolio.Portfolio) []string // what the file says, in lines; none where it says nothing
	controls func(*editing) []group
	apply    func(*editing) // reads what was posted into the draft
}

// sheets are all that can be changed about a person, in the order of their page.
func sheets() []sheet {
	return []sheet{
		whoSheet(), registrationSheet(), startSheet(), appliesSheet(), hoursSheet(), pausesSheet(), peopleSheet(),
		keeperSheet(), shareSheet(), showcaseSheet(), doneSheet(), acceptedSheet(), notApplicableSheet(),
		overridesSheet(), extensionSheet(), endSheet(),
	}
}

// sheetView is a page on which something about a person is filled in.
type sheetView struct {
	ID, Person string // "" for somebody new
	Action     string // what the form is posted to
	Sheet      string
	Heading    string
	Lead       string
	Base       string // the state of the file that the page shows
	Shown      string // the moves that the page shows
	Rows       int
	Groups     []group
	Moves      []string
	Notes      []string // what to look at before it is saved
	Trouble    []message
	Faults     []control // that something is wrong with, in order
	Stale      []string  // what the file says now, where it was changed meanwhile
	Names      []string  // of people who are known
	Save       string    // the words of the button
	Empty      string    // said where nothing can be filled in
}

// edit begins to edit the file of a preceptee who is served. d.mu must be held.
func (d *Desk) edit(id string, got *submission) (*editing, error) {
	p, err := d.preceptee(id)
	if err != nil {
		return nil, err
	}
	e := d.begin(got)
	err = d.withImporter(p, func(in *importer.Importer) error {
		name := path.Join(id, record.PrecepteeName)
		raw, err := in.Preceptees.Root.Read(in.Preceptees.Path(name), source.MaxFile)
		if err != nil {
			return fmt.Errorf("reading %s: %w", in.Preceptees.Shown(name), err)
		}
		draft, ok := preceptee.Open(id, in.Preceptees.Shown(name), raw)
		if !ok {
			return d.unknown()
		}
		e.draft = draft
		e.was, _ = preceptee.Open(id, draft.Path, raw)
		e.person = asWritten(p, draft, in.Toolkit)
		return nil
	})
	return e, err
}

// asWritten is a person as their file is now: it may have been saved after what is served was built. Everything else
// about the year is as it is served.
func asWritten(p *portfolio.Portfolio, file *preceptee.Draft, t *toolkit.Toolkit) *portfolio.Portfolio {
	who, version, ok := file.Person(t)
	if !ok {
		return p
	}
	now := *p
	now.Preceptee, now.Version = who, version
	return &now
}

// begin begins to fill in a page.
func (d *Desk) begin(got *submission) *editing {
	return &editing{site: d.o.Site(), w: d.words(), today: d.today(), got: got,
		faults: map[string]string{}, moved: map[string]string{}}
}

// showSheet shows one thing to change about a person.
func (d *Desk) showSheet(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, err := d.edit(r.PathValue("id"), nil)
	s, ok := d.sheetNamed(r.PathValue("sheet"))
	if err != nil || !ok {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	e.toward = s.toward
	d.sendPage(w, r, http.StatusOK, e.w.Say("{1}: {2}", e.w.Say(s.title), e.person.Name), "sheet", e.view(s))
}

func (d *Desk) sheetNamed(name string) (sheet, bool) {
	list := sheets()
	i := slices.IndexFunc(list, func(s sheet) bool { return s.name == name })
	if i < 0 {
		return sheet{}, false
	}
	return list[i], true
}

// view shows the sheet as it is filled in.
func (e *editing) view(s sheet) *sheetView {
	v := &sheetView{ID: e.person.ID, Person: e.person.Name, Action: "change", Sheet: s.name, Heading: e.w.Say(s.title),
		Lead: e.w.Say(s.lead), Base: e.digest(s.keys), Save: e.w.Say("Save"), Trouble: e.trouble}
	v.fill(e, s.controls(e))
	if len(v.Groups[0].Controls) == 0 { // nothing can be filled in
		v.Save, v.Empty = "", e.w.Say(s.empty)
	}
	return v
}

// fill shows the controls.
func (v *sheetView) fill(e *editing, groups []group) {
	v.Groups, v.Rows = groups, e.shown
	for _, g := range groups {
		for _, c := range g.Controls {
			if c.Fault != "" {
				v.Faults = append(v.Faults, c)
			}
			if c.Known && v.Names == nil {
				v.Names = e.knownNames()
			}
		}
	}
}

// change saves a sheet. The dates that would move are shown before anything is written; what was changed on the disk
// meanwhile is not overwritten.
func (d *Desk) change(w http.ResponseWriter, r *http.Request, got *submission) {
	e, err := d.edit(got.field("preceptee"), got)
	s, ok := d.sheetNamed(got.field("sheet"))
	if err != nil || !ok {
		d.complain(w, r, d.say("This page is no longer there. Nothing was changed."), "")
		return
	}
	e.toward = s.toward
	base := e.digest(s.keys)
	s.apply(e)
	var review preceptee.Review
	if e.sound() {
		review = e.draft.Review(e.site.Snapshot.Toolkit)
		e.judge(review.Faults, s.controls(e))
	}
	moves := e.words(review.Moves)
	switch shown := digestOf(append(e.notes, moves...)); {
	case byScript(r):
		sendJSON(w, http.StatusOK, e.look(s.controls(e), moves, shown))
	case got.field("base") != base:
		d.again(w, r, e, s, base, moves, s.facts(e.person))
	case !e.sound():
		d.again(w, r, e, s, base, nil, nil)
	case !e.draft.Changed():
		http.Redirect(w, r, personPath(e.person.ID), http.StatusSeeOther)
	case shown != "" && got.field("shown") != shown:
		d.again(w, r, e, s, base, moves, nil)
	default:
		d.saveSheet(w, r, e, s, base)
	}
}

// again shows a sheet once more, with what was typed and the messages about it. now is the text of the file where it
// was changed in the meantime.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, e *editing, s sheet, base string, moves, now []string) {
	v := e.view(s)
	v.Base, v.Moves, v.Stale = base, moves, now
	v.Notes, v.Shown = e.notes, digestOf(append(e.notes, moves...))
	title, status := e.w.Say("{1}: {2}", e.w.Say(s.title), e.person.Name), http.StatusOK
	if !e.sound() || now != nil {
		title, status = e.w.Say("Error: {1}", title), http.StatusUnprocessableEntity
	}
	d.sendPage(w, r, status, title, "sheet", v)
}

// saveSheet writes the draft, which can be undone like everything that the desk writes.
func (d *Desk) saveSheet(w http.ResponseWriter, r *http.Request, e *editing, s sheet, base string) {
	file := importer.Edit{Name: path.Join(e.person.ID, record.PrecepteeName),
		Before: e.draft.Before, After: e.draft.Text}
	l := &delivery{w: e.w, To: e.person.ID, Name: e.person.Name, Edit: e.w.Say(s.title)}
	before := d.o.Site()
	err := d.writeEdits(e.person, l, file)
	switch {
	case errors.Is(err, importer.ErrChanged):
		d.again(w, r, e, s, base, nil, s.facts(e.person))
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	d.waitForBuild(r, before)
	http.Redirect(w, r, personPath(e.person.ID), http.StatusSeeOther)
}

// writeEdits writes files for one person and puts that into the inbox.
func (d *Desk) writeEdits(p *portfolio.Portfolio, l *delivery, files ...importer.Edit) error {
	return d.withImporter(p, func(in *importer.Importer) error {
		receipt, err := in.Write(files)
		if err != nil {
			return err
		}
		l.record(receipt, nil)
		d.inbox.add(l)
		d.inbox.written(l)
		return nil
	})
}

// words says which dates move; of what is done already, that it is.
func (e *editing) words(moves []preceptee.Move) (list []string) {
	for _, m := range moves {
		text := m.Words(e.w)
		if slices.ContainsFunc(e.person.Milestones, func(o portfolio.Milestone) bool {
			return o.Occurrence.Milestone.ID == m.Milestone && o.N == 0 && o.State == programme.Done
		}) {
			text = e.w.Say("{1} (done already)", text)
		}
		list = append(list, text)
	}
	return list
}

// digestOf names what a page shows before something is saved; "" where that is nothing.
func digestOf(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:12])
}

// look is what our script shows while a page is filled in.
type look struct {
	Says  map[string]string `json:"says"`  // what was understood, by the control's id
	Moves []string          `json:"moves"` // the dates that would move
	Notes []string          `json:"notes"` // what to look at before it is saved
	Shown string            `json:"shown"`
}

func (e *editing) look(groups []group, moves []string, shown string) look {
	l := look{Says: map[string]string{}, Moves: []string{}, Notes: []string{}, Shown: shown}
	for _, g := range groups {
		for _, c := range g.Controls {
			if c.Echoes() {
				l.Says[c.ID()] = c.Echo
			}
		}
	}
	l.Moves, l.Notes = append(l.Moves, moves...), append(l.Notes, e.notes...)
	return l
}

// personPath is the address of a person's page.
func personPath(id string) string { return Path + "person/" + id }
