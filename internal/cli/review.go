package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"precept/internal/build"
	"precept/internal/store"
)

// refuseZip says what --zip and --drafts cannot go with, and where no zip may be written.
func (a *app) refuseZip(o build.Options, zip string) error {
	switch {
	case o.Drafts && (o.Only == build.PortfoliosOnly || len(o.Preceptees) > 0):
		return usage("--drafts writes the toolkit alone; leave --only portfolios, --preceptee and --shard out")
	case o.Drafts && zip != "":
		return usage("--drafts writes zips of its own into %s/; leave --zip out", build.ReviewFolder)
	case zip == "":
		return nil
	case o.Only == build.PortfoliosOnly:
		return usage("--zip is of the public site; leave --only portfolios and --shard out")
	case !strings.EqualFold(filepath.Ext(zip), ".zip"):
		return usage("--zip is %q; write the name of a file that ends in .zip", zip)
	}
	folder, err := store.Real(filepath.Dir(a.path(zip)))
	if err != nil {
		return usage("--zip: %v", err)
	}
	project, err := store.Real(o.Project)
	if err != nil {
		return err
	}
	for _, name := range []string{"content", "data", "themes", "public", "portfolios"} {
		if store.Within(folder, filepath.Join(project, name)) {
			return usage("--zip must not be inside %s/; name a place elsewhere", name)
		}
	}
	return nil
}

// writeZip writes the public site as one zip.
func (a *app) writeZip(s *build.Snapshot, o build.Options, host, name string) error {
	err := s.PublishZip(o, host, name)
	if errors.Is(err, build.ErrNotZipped) {
		return usage("%v", err)
	}
	if err == nil {
		a.say("%s written: unpack it into a folder and open index.html", a.shown(name))
	}
	return err
}

// review writes drafts for their reviewers.
func (a *app) review(ctx context.Context, o build.Options, d build.Destination) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	o.Only = build.ToolkitOnly
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	done, err := s.PublishReviews(ctx, o, d)
	progress.stop()
	if printed := a.print(o.Project, s.Findings, summarise(s, s.Findings)); err == nil {
		err = printed
	}
	if err != nil {
		return err
	}
	if len(done) == 0 {
		return usage("there is no draft: every version is released; precept new version begins one")
	}
	blocked := false
	for i := range done {
		r := &done[i]
		if blocked = blocked || r.Blocked || r.Stopped; r.Blocked {
			a.say("the draft of %s was not written: see the findings above; an earlier one is unchanged", r.Version)
			continue
		}
		a.sayWritten(&r.Done)
		if r.Zip != "" {
			a.say("%s is the same for a reviewer, as one file", a.shown(r.Zip))
		}
	}
	if blocked {
		return errFindings
	}
	return nil
}
