package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"precept/internal/base"
	"precept/internal/build"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// yourCopyView is the page about a practice's copy of a hub's toolkit.
type yourCopyView struct {
	Copy     bool   // there is one
	Done     string // what was done last
	Error    string // why nothing was
	Versions []copyCard
}

// copyCard is one version of a copy.
type copyCard struct {
	Name, Lead string
	Decide     []adaptedLine // pages that wait for a decision
	Others     []adaptedLine
	Changes    string // address of the public page that lists what the copy changed; "" where it is not shown
}

// adaptedLine is a page that took the place of one of the hub.
type adaptedLine struct {
	Title, Said, Href string
}

// showYourCopy lists the versions of the copy, and how its pages are to those that they replaced.
func (d *Desk) showYourCopy(w http.ResponseWriter, r *http.Request) {
	d.sendYourCopy(w, r, yourCopyView{})
}

// sendYourCopy shows the copy with what was done last, or why it was not.
func (d *Desk) sendYourCopy(w http.ResponseWriter, r *http.Request, v yourCopyView) {
	site := d.o.Site()
	v.Copy = len(site.Snapshot.Site.Bases) > 0
	for _, version := range site.Snapshot.Toolkit.Versions {
		if version.Based {
			v.Versions = append(v.Versions, d.copyCard(site, version))
		}
	}
	status, title := http.StatusOK, cmp.Or(v.Done, d.say("Your copy of the toolkit"))
	if v.Error != "" {
		status, title = http.StatusUnprocessableEntity, d.say("Error: {1}", title)
	}
	d.sendPage(w, r, status, title, "your-copy", v)
}

func (d *Desk) copyCard(site Site, v *toolkit.Version) copyCard {
	words, hub := d.words(), d.hub(site.Snapshot, v)
	card := copyCard{Name: v.Name, Changes: versionHref(site, v, "adapted.html")}
	for _, l := range base.Layers(v) {
		if l.State == base.None {
			continue
		}
		line := adaptedLine{l.Page.Title, sentence(l.State.Words(words, hub)), adaptedPath(l.Page)}
		if l.State.Undecided() {
			card.Decide = append(card.Decide, line)
		} else {
			card.Others = append(card.Others, line)
		}
	}
	card.Lead = words.Say("{1} has released {2}.", hub, v.Name)
	if len(card.Decide)+len(card.Others) == 0 {
		card.Lead += " " + words.Say("You have not adapted any of its pages.")
		return card
	}
	if n := len(card.Others); n > 0 {
		card.Lead += " " + words.Several(n, "{1} of the pages that you adapted has not changed.",
			"{1} of the pages that you adapted have not changed.")
	}
	if n := len(card.Decide); n > 0 {
		card.Lead += " " + words.Several(n, "{1} page needs your decision.", "{1} pages need your decision.")
	}
	return card
}

// hub names the publisher of what a version is based on.
func (d *Desk) hub(s *build.Snapshot, v *toolkit.Version) string {
	return cmp.Or(s.Toolkit.HubOf(v), d.say("The training hub"))
}

// adaptedPath is the address of the page about an adapted page.
func adaptedPath(p *toolkit.Page) string {
	at := url.URL{Path: Path + "your-copy/" + p.Version + "/" + toolkit.NameOf(p)}
	return at.EscapedPath()
}

// findAdapted finds an adapted page by its version and its name, letter for letter; v is nil where there is none.
func findAdapted(s *build.Snapshot, version, name string) (v *toolkit.Version, l base.Layer) {
	v = s.Toolkit.Version(version)
	if v == nil {
		return nil, l
	}
	list := base.Layers(v)
	i := slices.IndexFunc(list, func(l base.Layer) bool {
		return l.State != base.None && toolkit.NameOf(l.Page) == name
	})
	if i < 0 {
		return nil, l
	}
	return v, list[i]
}

// showAdapted shows one adapted page: what the hub changed, what the practice did, and what can be decided.
func (d *Desk) showAdapted(w http.ResponseWriter, r *http.Request) {
	v, l := findAdapted(d.o.Site().Snapshot, r.PathValue("version"), r.PathValue("page"))
	d.sendAdapted(w, r, v, l, "")
}

// sendAdapted shows it with why nothing was done, or "". v is nil where there is no such page.
func (d *Desk) sendAdapted(w http.ResponseWriter, r *http.Request, v *toolkit.Version, l base.Layer, refused string) {
	if v == nil {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	view, err := d.adaptedView(v, l)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	status, title := http.StatusOK, view.Title
	if view.Error = refused; refused != "" {
		status, title = http.StatusUnprocessableEntity, d.say("Error: {1}", title)
	}
	d.sendPage(w, r, status, title, "adapted", view)
}

// keepOurs leaves an adapted page as it is, whatever the hub has changed.
func (d *Desk) keepOurs(w http.ResponseWriter, r *http.Request, got *submission) {
	d.decideAdapted(w, r, got, func(a *base.Adapter, l base.Layer) (string, error) {
		_, err := a.Keep(toolkit.NameOf(l.Page))
		return d.say("“{1}” stays as you wrote it", l.Page.Title), err
	})
}

// takeTheirs puts the hub's page in the place of the practice's. A copy of what would be lost is kept.
func (d *Desk) takeTheirs(w http.ResponseWriter, r *http.Request, got *submission) {
	d.decideAdapted(w, r, got, func(a *base.Adapter, l base.Layer) (string, error) {
		if l.State != base.Identical && got.field("confirm") != "yes" {
			return "", base.Refusal(d.say("Tick the box first: readers will no longer see your words."))
		}
		done, err := a.Drop(toolkit.NameOf(l.Page), true)
		switch {
		case err != nil:
			return "", err
		case done.Kept == "":
			return d.say("Readers now see the hub’s “{1}”", l.Page.Title), nil
		case l.State == base.Removed:
			return d.say("“{1}” has been removed. A copy of your page is kept in {2}", l.Page.Title, done.Kept), nil
		}
		return d.say("Readers now see the hub’s “{1}”. A copy of your page is kept in {2}",
			l.Page.Title, done.Kept), nil
	})
}

// decideAdapted does what was decided about an adapted page, if it is still as it was shown.
func (d *Desk) decideAdapted(w http.ResponseWriter, r *http.Request, got *submission,
	do func(*base.Adapter, base.Layer) (string, error)) {
	s := d.o.Site().Snapshot
	v, l := findAdapted(s, got.field("version"), got.field("page"))
	if v == nil {
		d.sendAdapted(w, r, nil, l, "")
		return
	}
	project, err := d.open(d.o.Build.Project)
	if err != nil {
		d.failed(w, r, fmt.Errorf("opening the project: %w", store.Cause(err)))
		return
	}
	adapter := s.Adapter(v)
	adapter.Project = project
	var said string
	shown, err := seen(adapter, l.Page)
	switch {
	case err != nil:
	case shown != got.field("seen"):
		err = base.Refusal(d.say("One of the two texts has changed since you looked. Look again."))
	default:
		said, err = do(adapter, l)
	}
	var refusal base.Refusal
	switch {
	case errors.As(err, &refusal):
		d.sendAdapted(w, r, v, l, sentence(refusal.Error()))
		return
	case err != nil:
		d.failed(w, r, err)
		return
	}
	d.unlocked(func() {
		d.waitFor(r, func(s *build.Snapshot) bool {
			_, now := findAdapted(s, v.Name, got.field("page"))
			return !now.State.Undecided()
		})
	})
	d.sendYourCopy(w, r, yourCopyView{Done: said})
}
