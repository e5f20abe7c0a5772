package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/base"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Release is a version that was checked for its release. Nothing of it is written before Write.
type Release struct {
	Version   string
	Day       civil.Date // on which it is released
	Dated     bool       // its version.md says the day already
	Scheduled bool       // the day is still to come
	Lock      *lock.Lock
	Refused   string            // why it cannot be released; "" where only findings can be in the way
	InTheWay  []finding.Finding // all of them errors
	Waived    []finding.Finding // what would be in the way if data/site.yaml did not waive it: notes

	options Options
	site    *site.Site
	file    string      // its version.md
	text    []byte      // what version.md is to hold
	checked []lock.File // the files as they were checked
}

// Ready reports whether nothing is in the way.
func (r *Release) Ready() bool { return r.Refused == "" && len(r.InTheWay) == 0 }

// CheckRelease checks everything, including what only the publisher of a version can give. It writes nothing. The error
// is the machine's. There must be such a version.
func CheckRelease(ctx context.Context, o Options, version string) (*Release, error) {
	o.Release, o.Strict = version, true
	s, err := Prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.release(o)
}

// release says what is in the way of a release, and what the release would write.
func (s *Snapshot) release(o Options) (*Release, error) {
	v := s.Toolkit.Version(o.Release)
	r := &Release{Version: v.Name, Day: v.Released, Dated: !v.Released.IsZero(), options: o, site: s.Site,
		file: v.File, checked: v.Sums}
	if !r.Dated {
		r.Day = o.AsOf
	}
	r.Scheduled = r.Day.After(o.AsOf)
	if v.Based {
		r.Refused = fmt.Sprintf("version %s is in the toolkit that this one is based on; its publisher releases it",
			v.Name)
		return r, nil
	}
	if v.Locked {
		r.Refused = fmt.Sprintf("version %s has a lock already, %s; a small correction is a notice, "+
			"a larger one a new version", v.Name, path.Join(toolkit.Folder, v.Name, lock.Name))
		return r, nil
	}
	for _, f := range s.InTheWay(s.Findings, v.Name) {
		f.Severity = finding.Error
		r.InTheWay = append(r.InTheWay, f)
	}
	r.Waived = s.Waived(s.Findings, v.Name, o.AsOf)
	if v.Approved == "" && len(r.InTheWay) == 0 { // the finding that says so is waived
		r.Refused = fmt.Sprintf("nobody has approved version %s; write approved: with their role and the date into %s",
			v.Name, v.File)
	}
	raw, err := s.loader.Root.Read(v.File, source.MaxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil // which has a finding
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", v.File, store.Cause(err))
	}
	r.text, err = source.Edit(v.File, raw, toolkit.VersionSchema, "released", source.Bare(r.Day.String()))
	if err != nil && r.Ready() {
		r.Refused = fmt.Sprintf("the day cannot be written into %s; write released: %s into it yourself", v.File, r.Day)
	}
	r.Lock = r.lock()
	return r, nil
}

// lock is the lock of the version with its version.md as the release writes it.
func (r *Release) lock() *lock.Lock {
	files := make([]lock.File, len(r.checked))
	for i, f := range r.checked {
		if f.Path == path.Base(r.file) {
			f.Sum = lock.Sum(r.text)
		}
		files[i] = f
	}
	return lock.New(files)
}

// InTheWay gives the findings that are in the way of releasing a version: those about it that stop a strict build.
func (s *Snapshot) InTheWay(findings []finding.Finding, version string) []finding.Finding {
	return s.ofRelease(findings, version, func(f finding.Finding) bool { return Blocks(f, true) })
}

// Waived gives the findings that would be in the way of releasing a version if data/site.yaml did not waive their rules
// on that day. Whoever takes over a site takes over its waivers, and should see them.
func (s *Snapshot) Waived(findings []finding.Finding, version string, on civil.Date) []finding.Finding {
	return s.ofRelease(findings, version, func(f finding.Finding) bool {
		return f.Severity == finding.Note && slices.ContainsFunc(s.Site.Waivers, func(w site.Waiver) bool {
			return w.Rule == f.Rule && w.Applies(on)
		})
	})
}

// ofRelease gives the wanted findings about what is published with a version: its files, inherited ones too, and the
// site. People and other versions are not published with it; but some still follow those.
func (s *Snapshot) ofRelease(findings []finding.Finding, version string, wanted func(f finding.Finding) bool) (
	list []finding.Finding) {
	v := s.Toolkit.Version(version)
	for _, f := range findings {
		_, of, below := s.Toolkit.Split(f.File)
		own := of == "" || of == version || v.FileAt(below) == f.File || f.Rule == "review-past"
		if own && f.Preceptee == "" && wanted(f) {
			list = append(list, f)
		}
	}
	return list
}

// ChangedError says which files of a version are not what was checked.
type ChangedError struct {
	Version string
	Files   []string // paths below the version
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("files of version %s changed while it was checked: %s; nothing was written; "+
		"wait until nobody writes, and run it again", e.Version, strings.Join(e.Files, ", "))
}

// Write releases the version: first its day is written, where it has none, and then its lock. It refuses with a
// *ChangedError where a file is not what was checked. Where it is stopped after the day is written, the version is
// released without a lock, which check says, and the next release locks it.
func (r *Release) Write(ctx context.Context) error {
	tree, err := store.Open(r.options.Project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", r.options.Project, store.Cause(err))
	}
	defer tree.Close()
	if err := r.unchanged(ctx, tree); err != nil {
		return err
	}
	return r.write(tree)
}

// unchanged reads the version once more, and compares its files with those that were checked.
func (r *Release) unchanged(ctx context.Context, tree *store.Root) error {
	bases, _, err := base.Open(r.options.Project, r.site)
	if err != nil {
		return err
	}
	defer bases.Close()
	loader := toolkit.Loader{Root: tree, Bases: bases.Bases, Parser: toolkit.NewParser(Minifier()),
		Jobs: max(r.options.Jobs, 1), Sum: r.Version}
	t, _, err := loader.Load(ctx)
	if err != nil {
		return err
	}
	v := t.Version(r.Version)
	if v == nil {
		return &ChangedError{r.Version, []string{path.Base(r.file)}}
	}
	changed := &ChangedError{Version: r.Version}
	for _, d := range lock.New(r.checked).Compare(v.Sums) {
		changed.Files = append(changed.Files, d.Path)
	}
	if len(changed.Files) > 0 {
		return changed
	}
	return nil
}

func (r *Release) write(tree *store.Root) error {
	if !r.Dated {
		if err := tree.Write(r.file, r.text); err != nil {
			return fmt.Errorf("writing %s: %w", r.file, store.Cause(err))
		}
	}
	name := path.Join(path.Dir(r.file), lock.Name)
	if err := tree.WriteNew(name, r.Lock.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", name, store.Cause(err))
	}
	return nil
}
