package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// releasesView is the page about the versions of the toolkit and how far each has come.
type releasesView struct {
	Versions []versionCard
	Bases    bool // the toolkit is based on another one
}

// versionCard is one version on that page.
type versionCard struct {
	Name, Title, Summary string
	State, Detail        string
	Href                 string    // of its home page; "" where it is not shown
	Open                 bool      // it can still be released
	Changed              []message // what is not as it was released
}

// releaseView is the page about the release of one version.
type releaseView struct {
	Version, Title string
	Refused, Error string
	InTheWay       []obstacle
	Waived         []obstacle
	Ready, Done    bool
	Scheduled      bool
	Day            string
	Dated          bool
	Files          int
	Digest         string
}

// obstacle is something that is in the way of a release, with the way to where it is seen and to what it means.
type obstacle struct {
	message
	Rule, Page, Href string
}

// showReleases lists the versions.
func (d *Desk) showReleases(w http.ResponseWriter, r *http.Request) {
	d.sendPage(w, r, http.StatusOK, d.say("Releases"), "releases", d.releases())
}

func (d *Desk) releases() releasesView {
	site := d.o.Site()
	var v releasesView
	for _, version := range site.Snapshot.Toolkit.Versions {
		if version.Based {
			v.Bases = true
			continue
		}
		card := versionCard{Name: version.Name, Title: version.Title, Summary: version.Summary,
			Href: versionHref(site, version, ""), Open: !version.Locked}
		card.State, card.Detail = releaseState(d.words(), version)
		card.Changed = changed(site.Snapshot, version)
		v.Versions = append(v.Versions, card)
	}
	return v
}

// changed is what is wrong with the lock of a version, and which of its files are not as it says.
func changed(s *build.Snapshot, v *toolkit.Version) []message {
	var list []finding.Finding
	for _, f := range s.Findings {
		_, of, _ := s.Toolkit.Split(f.File)
		if f.Rule == lock.RuleEdited && of == v.Name ||
			f.Rule == "lock-differs" && strings.HasPrefix(f.Message, "version "+v.Name+" ") {
			list = append(list, f)
		}
	}
	return messages(s.Words(), list, asFound)
}

// releaseState says in a word, and in a sentence, how far a version has come.
func releaseState(w *wording.Words, v *toolkit.Version) (state, detail string) {
	released := w.Date(v.Released)
	switch {
	case !v.Withdrawn.IsZero():
		return w.Say("withdrawn"), w.Say("Withdrawn on {1}: {2}", w.Date(v.Withdrawn), v.WithdrawnWhy)
	case v.Scheduled() && v.Locked:
		return w.Say("scheduled"),
			w.Say("Readers see it after the first build on or after {1}. None of its files may change.", released)
	case v.Scheduled():
		return w.Say("scheduled"), w.Say("It is due to be released on {1}, and is not locked yet.", released)
	case v.Draft():
		return w.Say("draft"), w.Say("Only its reviewers have seen it.")
	case v.Locked:
		return w.Say("released and locked"), w.Say("Released on {1}. None of its files may change.", released)
	}
	return w.Say("released"), w.Say("Released on {1}, but not locked: nobody would notice a change.", released)
}

// versionHref is the address of a page of a version, "" for its home, as it is served; "" where it is not.
func versionHref(site Site, v *toolkit.Version, address string) string {
	if address == "" {
		address = "index.html"
	}
	for _, prefix := range []string{"v/" + v.Name + "/", ""} {
		if (prefix != "" || v == site.Snapshot.Toolkit.Current()) && site.HasPage(prefix+address) {
			return "/" + prefix + address
		}
	}
	return ""
}

// showRelease shows what is in the way of releasing a version, or asks whether to release it.
func (d *Desk) showRelease(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v, _, err := d.checkRelease(r.Context(), r.PathValue("version"))
	d.answerRelease(w, r, v, err)
}

// release releases a version that nothing is in the way of, once somebody has confirmed it.
func (d *Desk) release(w http.ResponseWriter, r *http.Request, got *submission) {
	site := d.o.Site()
	v, checked, err := d.checkRelease(r.Context(), got.field("version"))
	if err == nil && v.Ready {
		switch {
		case got.field("confirm") != v.Version:
			v.Error = d.say("Tick the box first: a release cannot be undone.")
		default:
			v.Error, err = d.writeRelease(r.Context(), checked)
			v.Done, v.Ready = err == nil && v.Error == "", false
		}
	}
	if err == nil && v.Done {
		d.waitForBuild(r, site)
	}
	d.answerRelease(w, r, v, err)
}

// errNoVersion is the answer to a version that is not there, or is not this toolkit's own.
var errNoVersion = errors.New("there is no such version")

// checkRelease checks a version of this toolkit for its release. d.mu must be held, and is not while it checks.
func (d *Desk) checkRelease(ctx context.Context, name string) (v *releaseView, r *build.Release, err error) {
	site := d.o.Site()
	version := site.Snapshot.Toolkit.Version(name)
	if version == nil || version.Based {
		return nil, nil, errNoVersion
	}
	o := d.o.Build
	o.AsOf, o.Only, o.Preceptees = d.today(), build.Everything, nil
	o.Keep, o.Served, o.Previous, o.Sized = false, false, nil, nil
	d.unlocked(func() { r, err = build.CheckRelease(ctx, o, name) })
	if err != nil {
		return nil, nil, err
	}
	v = &releaseView{Version: name, Title: version.Title, Refused: sentence(r.Refused), Ready: r.Ready(),
		Scheduled: r.Scheduled, Day: d.words().Date(r.Day), Dated: r.Dated}
	if r.Lock != nil {
		v.Files, v.Digest = len(r.Lock.Files), r.Lock.Digest()
	}
	for _, f := range r.InTheWay {
		v.InTheWay = append(v.InTheWay, obstacleOf(site, version, f))
	}
	for _, f := range r.Waived {
		v.Waived = append(v.Waived, obstacleOf(site, version, f))
	}
	return v, r, nil
}

// obstacleOf puts a finding that is in the way on the page.
func obstacleOf(site Site, v *toolkit.Version, f finding.Finding) obstacle {
	o := obstacle{Rule: f.Rule, message: messages(site.Snapshot.Words(), []finding.Finding{f}, asFound)[0]}
	i := slices.IndexFunc(v.Pages, func(p *toolkit.Page) bool { return p.File == f.File })
	if i < 0 {
		return o
	}
	page := v.Pages[i]
	if from := site.Snapshot.Toolkit.Version(page.Inherited); from != nil {
		v = from // a draft is not shown, and what it inherits is
	}
	o.Page, o.Href = page.Title, versionHref(site, v, page.Address)
	return o
}

// writeRelease writes a release. why says why it was refused.
func (d *Desk) writeRelease(ctx context.Context, r *build.Release) (why string, err error) {
	d.unlocked(func() { err = r.Write(ctx) })
	var changed *build.ChangedError
	if errors.As(err, &changed) {
		return sentence(err.Error()), nil
	}
	return "", err
}

func (d *Desk) answerRelease(w http.ResponseWriter, r *http.Request, v *releaseView, err error) {
	switch {
	case errors.Is(err, errNoVersion):
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
	case err != nil:
		d.failed(w, r, fmt.Errorf("releasing: %w", err))
	case v.Done:
		d.sendPage(w, r, http.StatusOK, d.say("Version {1} is released", v.Version), "release", v)
	case v.Error != "":
		d.sendPage(w, r, http.StatusUnprocessableEntity, d.say("Error: release version {1}", v.Version), "release", v)
	case v.Ready:
		d.sendPage(w, r, http.StatusOK, d.say("Release version {1}", v.Version), "release", v)
	default:
		d.sendPage(w, r, http.StatusOK, d.say("What to do before version {1} is released", v.Version), "release", v)
	}
}
