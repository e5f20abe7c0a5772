package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"precept/internal/store"
)

// The staging folder is beside the target. It has a marker, which tells a later run that the folder may be removed; the
// new tree, or the old one after an exchange; and, where the disk cannot exchange, the old tree after it was moved
// away.
const (
	marker     = "precept-staging"
	markerText = "precept makes a new site in this folder; it may be deleted when no precept is running\n"
	treeName   = "tree"
	asideName  = "old"
)

// staging is the new tree while it is made, under the lock.
type staging struct {
	*run
	before  *diskState // the target since we have the lock
	moved   bool       // another build replaced the tree between the start of the run and the lock
	dir     string     // the staging folder, below the parent
	tree    *store.Root
	old     string          // where the old tree is after the swap, or ""
	adopted map[string]bool // files of others that are in the new tree
	swapped bool
	mixed   bool // the target is written in place, and is of two sites until that is done
}

// begin takes the lock and makes the staging folder with all folders of the new tree. Only the first call does it;
// later ones give the same staging.
func (r *run) begin(ctx context.Context) (*staging, error) {
	r.begun.Lock()
	defer r.begun.Unlock()
	if st := r.staging.Load(); st != nil {
		return st, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.lock == nil {
		if err := r.takeLock(ctx, r.wait); err != nil {
			return nil, err
		}
	}
	// Under the lock everything is read again: another build may have been faster.
	if err := r.clear(); err != nil {
		return nil, err
	}
	before, err := r.read()
	if err != nil {
		return nil, err
	}
	st := &staging{run: r, before: before, dir: r.place.staging(), adopted: map[string]bool{}}
	st.moved = before.exists != r.before.exists || before.exists && !store.Same(before.tree, ".", r.before.tree, ".")
	if err := st.prepare(); err != nil {
		before.close()
		if st.tree != nil {
			st.tree.Close()
		}
		return nil, err
	}
	r.staging.Store(st)
	return st, nil
}

func (st *staging) prepare() error {
	if err := st.before.collisions(st.Label, st.outputs); err != nil {
		return err
	}
	paths := make([]string, len(st.outputs))
	for i, o := range st.outputs {
		paths[i] = o.Path
	}
	if err := st.parent.Mkdir(st.dir, store.Private); err != nil {
		return st.stagingError("making", err)
	}
	st.made = true
	mark, err := st.parent.Create(path.Join(st.dir, marker))
	if err != nil {
		return st.stagingError("writing into", err)
	}
	_, err = mark.Write([]byte(markerText))
	if err := errors.Join(err, mark.Close()); err != nil {
		return st.stagingError("writing into", err)
	}
	if err := st.parent.Mkdir(path.Join(st.dir, treeName), st.opts...); err != nil {
		return st.stagingError("writing into", err)
	}
	if st.tree, err = st.parent.Sub(path.Join(st.dir, treeName)); err != nil {
		return st.stagingError("opening", err)
	}
	for _, dir := range store.Parents(paths) {
		if err := st.tree.Mkdir(dir, st.opts...); err != nil {
			return fmt.Errorf("making the folder %s: %w", st.name(dir), store.Cause(err))
		}
	}
	return nil
}

// stagingError explains an error about the staging folder, which users do not know of.
func (r *run) stagingError(doing string, err error) error {
	const why = "precept makes the new site there and then swaps it in, so it must be able to write in"
	return fmt.Errorf("%s a folder beside %s: %w; %s %s", doing, r.Label, store.Cause(err), why, r.place.parent)
}

// write writes one rendered output to the new tree.
func (st *staging) write(path string, data []byte) error {
	f, err := st.tree.Create(path, st.opts...)
	if err == nil {
		_, err = f.Write(data)
		if path == manifestName && err == nil {
			err = f.Sync()
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", st.name(path), store.Cause(err))
	}
	return nil
}

// reuse puts a file of the old tree into the new one, by a hard link or else as a copy.
func (st *staging) reuse(name string) error {
	from, to := path.Join(st.place.base, name), path.Join(st.dir, treeName, name)
	if err := st.link(from, to); err != nil {
		return fmt.Errorf("keeping %s: %w", st.name(name), store.Cause(err))
	}
	return nil
}

func (st *staging) link(from, to string) error {
	err := st.parent.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return st.parent.Copy(from, to)
}

// complete adds what the workers did not: outputs that were unchanged before staging began, the files of others, and
// build.json last.
func (st *staging) complete(ctx context.Context, jobs int, manifest []byte) error {
	err := each(ctx, jobs, len(st.outputs), func(w *worker, i int) error {
		if !st.same[i] {
			return nil
		}
		name := st.outputs[i].Path
		if st.moved {
			if st.before.hash(name, w) != st.sums[i] {
				return fmt.Errorf("another build replaced %s while this one ran; build again", st.Label)
			}
		}
		st.unchanged.Add(1)
		return st.reuse(name)
	})
	if err != nil {
		return err
	}
	for _, e := range st.before.foreign {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := st.adopt(path.Join(st.place.base, e.Path), path.Join(st.dir, treeName, e.Path), e.Kind); err != nil {
			return fmt.Errorf("keeping %s: %w", st.name(e.Path), store.Cause(err))
		}
		st.adopted[e.Path] = true
	}
	return st.write(manifestName, manifest)
}

// adopt puts a file or folder of others into the new tree. Both paths are below the parent.
func (st *staging) adopt(from, to string, kind store.Kind) error {
	if kind != store.Folder {
		if err := st.parent.MkdirAll(path.Dir(to), st.opts...); err != nil {
			return err
		}
		return st.link(from, to)
	}
	if e, err := st.parent.Stat(to); err == nil && e.Kind == store.Folder {
		return nil // the folder has outputs too
	}
	return st.parent.MkdirLike(from, to)
}

// swap replaces the old tree with the new one. Then it searches the old one once more for files that somebody added
// while the new one was made, and adopts them too.
func (st *staging) swap() (late []store.Entry, err error) {
	base, made := st.place.base, path.Join(st.dir, treeName)
	// An open folder cannot be renamed everywhere.
	st.tree.Close()
	st.before.close()
	st.run.before.close()

	switch err := st.replace(base, made); {
	case err != nil && st.mixed:
		return nil, fmt.Errorf("writing into %s, which cannot be replaced: %w; it may have files of the old site and "+
			"of the new one now, and the next build completes it", st.Label, store.Cause(err))
	case err != nil:
		return nil, fmt.Errorf("replacing %s: %w; nothing was changed", st.Label, store.Cause(err))
	case st.old == "":
		return nil, nil
	}
	entries, err := st.parent.Everything(st.old)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := e.Path[len(st.old)+1:]
		_, ours := st.before.manifest.Files[name]
		if ours || name == manifestName || st.adopted[name] || e.Kind == store.Folder {
			continue
		}
		to := path.Join(base, name)
		err := st.adopt(e.Path, to, e.Kind)
		if errors.Is(err, fs.ErrExist) { // there is an output of that name: both are kept
			name += ".kept"
			err = st.adopt(e.Path, to+".kept", e.Kind)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return late, fmt.Errorf("keeping %s: %w", st.name(name), store.Cause(err))
		}
		late = append(late, store.Entry{Path: name, Kind: e.Kind})
	}
	return late, nil
}

func (st *staging) replace(base, made string) error {
	if !st.before.exists {
		err := st.parent.Rename(made, base)
		st.swapped = err == nil
		return err
	}
	err := errors.ErrUnsupported
	if !st.noExchange {
		err = st.parent.Exchange(base, made)
	}
	if err == nil {
		st.old, st.swapped = made, true
		return nil
	}
	if held(err) {
		st.mixed = true
		err := st.inPlace(base, made)
		st.swapped = err == nil
		return err
	}
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	// With two renames, a kill between them leaves no tree at all. The next run finds the old one and puts it back.
	aside := path.Join(st.dir, asideName)
	if err := st.parent.Rename(base, aside); held(err) {
		st.mixed = true
		err := st.inPlace(base, made)
		st.swapped = err == nil
		return err
	} else if err != nil {
		return err
	}
	if err := st.parent.Rename(made, base); err != nil {
		return errors.Join(err, st.parent.Rename(aside, base))
	}
	st.old, st.swapped = aside, true
	return nil
}

// takeLock takes the lock, and waits a while for another build to end.
func (r *run) takeLock(ctx context.Context, wait time.Duration) error {
	lock, err := r.parent.Lock(ctx, r.place.lock(), wait)
	var locked *store.LockedError
	switch {
	case errors.As(err, &locked):
		return &Busy{Dir: r.Label, PID: locked.PID}
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return r.stagingError("making a lock for", err)
	}
	r.lock = lock
	return nil
}

// recover cleans up after a killed run: it removes the staging folder, puts back the old tree if that was moved away,
// and takes over the lock. While another run is alive, there is nothing to clean up.
func (r *run) recover(ctx context.Context) error {
	_, staging := r.parent.Stat(r.place.staging())
	_, lock := r.parent.Stat(r.place.lock())
	if errors.Is(staging, fs.ErrNotExist) && errors.Is(lock, fs.ErrNotExist) {
		return nil
	}
	wait := r.wait
	if _, err := r.parent.Stat(r.place.base); err == nil {
		wait = 0 // there is a tree to compare with, even while another build runs
	}
	err := r.takeLock(ctx, wait)
	var busy *Busy
	if errors.As(err, &busy) && wait == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return r.clear()
}

// clear removes the staging folder, if it is one of ours. It removes the marker only before the folder itself, so that
// after a kill the next run may still remove it.
func (r *run) clear() error {
	dir := r.place.staging()
	e, err := r.parent.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return r.stagingError("looking at", err)
	}
	inTheWay := &Refused{
		r.Label,
		"precept makes the new site in " + dir + " beside it, but something else has that name",
		"move it away",
	}
	if e.Kind != store.Folder {
		return inTheWay
	}
	if _, err := r.parent.Stat(path.Join(dir, marker)); errors.Is(err, fs.ErrNotExist) {
		// A run that was killed before it made the marker, or after it removed it, leaves the folder empty.
		if inside, err := r.parent.Everything(dir); err == nil && len(inside) > 0 {
			return inTheWay
		}
		if err := r.parent.Remove(dir); err != nil {
			return r.stagingError("removing", err)
		}
		return nil
	}
	aside := path.Join(dir, asideName)
	if _, err := r.parent.Stat(r.place.base); errors.Is(err, fs.ErrNotExist) {
		if err := r.parent.Rename(aside, r.place.base); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("putting the old %s back: %w", r.Label, store.Cause(err))
		}
	}
	for _, name := range []string{path.Join(dir, treeName), aside} {
		if err := r.parent.RemoveAll(name); err != nil {
			return r.stagingError("removing", err)
		}
	}
	for _, name := range []string{path.Join(dir, marker), dir} {
		if err := r.parent.Remove(name); err != nil {
			return r.stagingError("removing", err)
		}
	}
	return nil
}

// cleanUp removes the staging folder of a run that failed.
func (r *run) cleanUp() error {
	if st := r.staging.Load(); st != nil {
		st.tree.Close()
		st.before.close()
	}
	if !r.made {
		return nil
	}
	return r.clear()
}

func (r *run) release() error {
	if r.lock == nil {
		return nil
	}
	if err := r.lock.Release(); err != nil {
		return fmt.Errorf("removing the lock of %s: %w", r.Label, store.Cause(err))
	}
	return nil
}
