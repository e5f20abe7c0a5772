package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"precept/internal/plan"
	"precept/internal/publish"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// ReviewFolder is the folder of the project with drafts for their reviewers: a folder for each, and a zip of the same.
const ReviewFolder = "review"

// Review is one draft as its reviewers see it.
type Review struct {
	Done
	Version string
	Zip     string // "" where nothing was written
	Blocked bool   // the draft has errors
}

// PublishReviews writes every draft into the review folder, each as a site of its own on whose every page and sheet it
// says so. The snapshot must have been prepared with drafts.
func (s *Snapshot) PublishReviews(ctx context.Context, o Options, d Destination) ([]Review, error) {
	var done []Review
	for _, v := range s.Toolkit.Versions {
		if !v.Draft() {
			continue
		}
		r, err := s.publishReview(ctx, o, d, v)
		if err != nil {
			return done, err
		}
		done = append(done, r)
	}
	return done, nil
}

func (s *Snapshot) publishReview(
	ctx context.Context, o Options, d Destination, v *toolkit.Version,
) (r Review, err error) {
	r.Version = v.Name
	for _, f := range s.InTheWay(s.Findings, v.Name) {
		r.Blocked = r.Blocked || Blocks(f, o.Strict)
	}
	if r.Blocked {
		return r, nil
	}
	in := s.input
	alone := *s.Toolkit
	alone.Versions = []*toolkit.Version{v}
	in.Toolkit, in.Review = &alone, true
	t := &Tree{Kind: ReviewFolder + ":" + v.Name, AsOf: o.AsOf, Outputs: plan.Sorted(plan.Public(in).Outputs)}
	head := publish.Manifest{Generator: o.Generator, AsOf: o.AsOf.String(),
		Versions: map[string]string{v.Name: v.LockDigest()}}
	r.Dir = filepath.Join(o.Project, ReviewFolder, v.Name)
	target := publish.Target{Dir: r.Dir, Label: ReviewFolder + "/" + v.Name, Kind: t.Kind,
		Forbidden: append([]string{o.Project}, d.Home...), Sources: s.sources(o, d, false)}
	report, findings, err := publish.Publish(ctx, target, t.Outputs, head, d.Jobs)
	r.Report, r.Stopped = report, len(findings) > 0
	if err != nil || r.Stopped {
		return r, err
	}
	r.Zip = r.Dir + ".zip"
	return r, writeZip(r.Zip, func(w io.Writer) error { return publish.Zip(w, t.Outputs, t.Kind, head) })
}

// ErrNotZipped says that the place of a zip has a file that precept did not pack.
var ErrNotZipped = errors.New("there is already a file that is not a site packed by precept; choose another name")

// PublishZip writes the public tree as one zip, with the files for a host. The tree must not be blocked.
func (s *Snapshot) PublishZip(o Options, host, name string) error {
	outputs, err := s.withHost(s.Public.Outputs, host)
	if err != nil {
		return err
	}
	return writeZip(name, func(w io.Writer) error {
		return publish.Zip(w, plan.Sorted(outputs), s.Public.Kind, s.manifest(o, s.Public))
	})
}

// writeZip writes a zip whole or not at all. It replaces only one of its own kind.
func writeZip(name string, write func(io.Writer) error) error {
	folder, err := store.MakeDir(filepath.Dir(name))
	if err != nil {
		return fmt.Errorf("opening %s: %w", filepath.Dir(name), store.Cause(err))
	}
	defer folder.Close()
	file := filepath.Base(name)
	old, err := folder.Read(file, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("reading %s: %w", file, store.Cause(err))
	case !publish.Zipped(old):
		return fmt.Errorf("%s: %w", file, ErrNotZipped)
	}
	if err := folder.Stream(file, write); err != nil {
		return fmt.Errorf("writing %s: %w", file, store.Cause(err))
	}
	return nil
}
