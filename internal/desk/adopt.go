package desk

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"precept/internal/base"
	"precept/internal/build"
	"precept/internal/bundle"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// offeredBundle is a bundle of a hub that was looked at, with what taking it in would do. It is kept in memory until it
// is taken in or another comes.
type offeredBundle struct {
	*base.Adoption
	ID     string
	Folder string // of the version, in the project
	data   []byte
}

// lookAtBundle says what taking in a bundle would do. Nothing is written.
func (d *Desk) lookAtBundle(w http.ResponseWriter, r *http.Request, got *submission) {
	d.bundle = nil
	switch {
	case len(d.o.Site().Snapshot.Site.Bases) == 0:
		d.refuseBundle(w, r, d.say("This project is not a copy of a hub’s toolkit. All of its pages are your own."))
		return
	case len(got.files) != 1:
		d.refuseBundle(w, r, d.say("Choose one file: the bundle that the hub made."))
		return
	}
	offered := &offeredBundle{ID: strings.ToLower(rand.Text()), data: got.files[0].Data}
	if !d.withBundle(w, r, func(project *store.Root) (err error) {
		offered.Adoption, err = base.Preview(r.Context(), project, d.o.Build.Project, offered.data)
		return err
	}) {
		return
	}
	offered.Folder = path.Join(toolkit.Folder, offered.Version)
	if !offered.Already {
		d.bundle = offered
	}
	d.sendPage(w, r, http.StatusOK, d.say("Take in {1}?", offered.Title), "bundle", offered)
}

// adopt takes in the bundle that was looked at.
func (d *Desk) adopt(w http.ResponseWriter, r *http.Request, got *submission) {
	offered := d.bundle
	if offered == nil || offered.ID != got.field("bundle") {
		d.refuseBundle(w, r, d.say("That bundle is no longer here. Choose it again."))
		return
	}
	var done *base.Adoption
	if !d.withBundle(w, r, func(project *store.Root) (err error) {
		done, err = base.Adopt(r.Context(), project, d.o.Build.Project, offered.data)
		return err
	}) {
		return
	}
	d.bundle = nil
	d.unlocked(func() {
		d.waitFor(r, func(s *build.Snapshot) bool {
			v := s.Toolkit.Version(done.Version)
			return v != nil && v.Based
		})
	})
	d.sendYourCopy(w, r, yourCopyView{Done: d.say("Version {1} has been taken in", done.Version)})
}

// withBundle runs what reads or takes in a bundle, and reports whether that was done; elsewhere it has answered.
func (d *Desk) withBundle(w http.ResponseWriter, r *http.Request, run func(*store.Root) error) bool {
	project, err := d.open(d.o.Build.Project)
	if err != nil {
		d.failed(w, r, fmt.Errorf("opening the project: %w", store.Cause(err)))
		return false
	}
	d.unlocked(func() { err = run(project) })
	var refusal bundle.Refusal
	switch {
	case errors.As(err, &refusal):
		why := sentence(refusal.Error())
		if !d.words().English() {
			why = d.say("The reason, for whoever made it: {1}", why)
		}
		d.refuseBundle(w, r, d.say("Nothing in this file was taken in.")+" "+why)
	case err != nil:
		d.failed(w, r, fmt.Errorf("taking in a bundle: %w", err))
	}
	return err == nil
}

// refuseBundle shows the copy again with why a bundle is not taken in.
func (d *Desk) refuseBundle(w http.ResponseWriter, r *http.Request, why string) {
	d.sendYourCopy(w, r, yourCopyView{Error: why})
}
