package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/move"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// movesView is the page on which another version is chosen for somebody.
type movesView struct {
	ID, Name, From string
	Versions       []versionCard
}

// moveView is the page about moving somebody to another version: what would become of their year, or what has.
type moveView struct {
	ID, Name, From, To string
	Lead               string
	Error              string    // why nothing was written
	Refused            string    // what must be done before anything can be
	Trouble            []message // what would be wrong with preceptee.md
	Seen               string    // names what the page shows, and the files that it was found in
	Groups             []moveGroup
	Done               *delivery // what was written; nil where nothing was
}

// moveGroup is what of a year has the same fate.
type moveGroup struct {
	Title string
	Folds bool // it is folded away: it needs no decision
	Parts []movePart
}

// movePart is what of it is of one kind; without lines where the number says enough.
type movePart struct {
	Title string
	Lines []moveLine
}

type moveLine struct {
	What string
	Why  []string
}

// others lists the versions that somebody can be moved to.
func others(t *toolkit.Toolkit, p *portfolio.Portfolio) []*toolkit.Version {
	if !p.Calendar.Ended.IsZero() {
		return nil // a year that is over keeps its version
	}
	return slices.DeleteFunc(slices.Clone(t.Versions), func(v *toolkit.Version) bool {
		return v == p.Version || !v.Withdrawn.IsZero()
	})
}

// showMoves asks which version to move somebody to.
func (d *Desk) showMoves(w http.ResponseWriter, r *http.Request) {
	site := d.o.Site()
	p, err := d.preceptee(r.PathValue("id"))
	if err != nil {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	v := movesView{ID: p.ID, Name: p.Name, From: p.Version.Name}
	for _, version := range others(site.Snapshot.Toolkit, p) {
		card := versionCard{Name: version.Name, Title: version.Title, Summary: version.Summary}
		card.State, card.Detail = releaseState(d.words(), version)
		v.Versions = append(v.Versions, card)
	}
	d.sendPage(w, r, http.StatusOK, d.say("Another version for {1}", p.Name), "moves", v)
}

// showMove shows what would become of somebody's year under another version. Nothing is written.
func (d *Desk) showMove(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v, _, err := d.planMove(r.PathValue("id"), r.PathValue("version"))
	d.answerMove(w, r, v, err)
}

// move moves somebody to another version, if all is still as it was shown.
func (d *Desk) move(w http.ResponseWriter, r *http.Request, got *submission) {
	v, m, err := d.planMove(got.field("preceptee"), got.field("version"))
	if err == nil && v.ready() && got.field("seen") != v.Seen {
		v.Error = d.say(lookAgain)
	}
	if err == nil && v.ready() {
		err = d.writeMove(r, v, m)
	}
	d.answerMove(w, r, v, err)
}

const lookAgain wording.Phrase = "Something has changed since you looked. Nothing was saved. Please look again."

// ready reports whether the year can be moved.
func (v *moveView) ready() bool {
	return v.Refused == "" && v.Error == "" && len(v.Trouble) == 0 && v.Done == nil
}

// Asks reports whether the page asks to move it.
func (v *moveView) Asks() bool { return v.Refused == "" && len(v.Trouble) == 0 && v.Done == nil }

// planMove finds what would become of somebody's year. d.mu must be held.
func (d *Desk) planMove(id, version string) (*moveView, *move.Move, error) {
	snapshot := d.o.Site().Snapshot
	to := snapshot.Toolkit.Version(version)
	e, err := d.edit(id, nil)
	if err != nil || to == nil {
		return nil, nil, errNoMove
	}
	p := find(snapshot.Portfolios, id)
	words := p.Version.Words
	v := &moveView{ID: id, Name: p.Name, From: p.Version.Name, To: to.Name, Lead: words.Say("Nothing is saved " +
		"yet. Agree it with the {person} and the {helper} first, because dates move and there may be more or less " +
		"to do. Nothing is lost: what was signed stays as it was signed.")}
	if e.person.Version != p.Version {
		v.Refused = d.say(lookAgain)
		return v, nil, nil
	}
	var m *move.Move
	err = d.withImporter(p, func(in *importer.Importer) error {
		m, err = move.Plan(p, in.Toolkit, to, in.Preceptees, d.today())
		return err
	})
	var refused move.Refusal
	switch {
	case errors.As(err, &refused):
		v.Refused = sentence(refused.Error())
		return v, nil, nil
	case err != nil:
		return nil, nil, fmt.Errorf("moving somebody to another version: %w", err)
	}
	v.fill(m, p, to)
	if graded := check.Grade(m.Faults); finding.Count(graded).Errors > 0 {
		v.Trouble = messages(d.words(), graded, inEditor)
	}
	return v, m, nil
}

// fill shows what becomes of the year.
func (v *moveView) fill(m *move.Move, p *portfolio.Portfolio, to *toolkit.Version) {
	var seen []string
	for _, g := range m.Groups() {
		group := moveGroup{Title: g.Title, Folds: g.Fate == move.Carried}
		for _, of := range g.Parts {
			part := movePart{Title: of.Title}
			for _, l := range of.Lines {
				line := moveLine{l.What, l.Why}
				if l.Kind == move.Entry {
					line = moveLine{What: entryWords(p, to, l)}
				}
				seen = append(append(seen, g.Title, line.What), line.Why...)
				if !of.Counted {
					part.Lines = append(part.Lines, line.joined())
				}
			}
			group.Parts = append(group.Parts, part)
		}
		v.Groups = append(v.Groups, group)
	}
	for _, e := range m.Edits {
		seen = append(seen, e.Name, string(e.Before))
	}
	v.Seen = digestOf(seen)
}

// joined puts the one reason behind what it is about.
func (l moveLine) joined() moveLine {
	if len(l.Why) == 1 {
		return moveLine{What: l.What + ": " + l.Why[0]}
	}
	return l
}

// entryWords says what a line of preceptee.md is, as the page about a person calls it.
func entryWords(p *portfolio.Portfolio, to *toolkit.Version, l move.Line) string {
	words, of := p.Version.Words, p.Version
	if l.Fate == move.Carried {
		of = to
	}
	text := cmp.Or(labelOf(of, l.Item), l.Item)
	for _, s := range sheets() {
		if slices.Contains(s.keys, l.Key) {
			text = words.Say("{1}: {2}", words.Say(s.title), text)
		}
	}
	return strings.Join(append([]string{text}, l.Why...), ", ")
}

// labelOf names an item of a version as readers know it; "" where the version has none with that id.
func labelOf(v *toolkit.Version, id string) string {
	id, _, _ = strings.Cut(id, ".")
	if v.Programme != nil {
		if m := v.Programme.Milestone(id); m != nil {
			return m.Label
		}
	}
	if i := slices.IndexFunc(v.Competencies, func(c toolkit.Competency) bool { return c.ID == id }); i >= 0 {
		return v.Competencies[i].Label
	}
	return ""
}

// writeMove writes what was planned, which can be undone like everything that the desk writes. d.mu must be held; it is
// released while waiting until the year is shown under the version.
func (d *Desk) writeMove(r *http.Request, v *moveView, m *move.Move) error {
	p, err := d.preceptee(v.ID)
	if err != nil {
		return err
	}
	var edits []importer.Edit
	for _, e := range m.Edits {
		edits = append(edits, importer.Edit{Name: e.Name, Before: e.Before, After: e.After})
	}
	l := &delivery{w: d.words(), To: v.ID, Name: v.Name,
		Edit: d.say("Moved from version {1} to {2}", v.From, v.To)}
	err = d.writeEdits(p, l, edits...)
	if errors.Is(err, importer.ErrChanged) {
		v.Error = d.say(lookAgain)
		return nil
	}
	if err != nil {
		return err
	}
	v.Done = l
	d.unlocked(func() {
		d.waitFor(r, func(s *build.Snapshot) bool {
			now := find(s.Portfolios, v.ID)
			return now == nil || now.Version.Name == v.To
		})
	})
	return nil
}

func (d *Desk) answerMove(w http.ResponseWriter, r *http.Request, v *moveView, err error) {
	switch {
	case errors.Is(err, errNoMove):
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
	case err != nil:
		d.failed(w, r, err)
	case v.Done != nil:
		d.sendPage(w, r, http.StatusOK, d.say("{1} is on version {2} now", v.Name, v.To), "move", v)
	case v.Error != "":
		d.sendPage(w, r, http.StatusUnprocessableEntity, d.say("Error: {1}", d.say(moveTitle, v.Name, v.To)), "move", v)
	default:
		d.sendPage(w, r, http.StatusOK, d.say(moveTitle, v.Name, v.To), "move", v)
	}
}

const moveTitle wording.Phrase = "Move {1} to version {2}?"

// errNoMove is the answer where the person or the version is not there.
var errNoMove = errors.New("there is no such person or version")
