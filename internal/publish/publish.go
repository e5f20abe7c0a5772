// Package publish writes a list of outputs to a folder, all of them or none. It owns build.json, the staging of a new
// tree beside the old one, the swap, and the lock against two builds at once. It also decides which targets are
// refused, and writes the files that tell a host which headers and redirects to send. It gets the outputs from package
// plan and is the last stage.
//
// It writes into an existing tree only where that cannot be replaced, because it is a mount or is held open: then file
// by file, and build.json last. It never follows a link, never removes a file that it did not write, and never uses
// modification times: an output is unchanged if the bytes on the disk are the bytes it would write. If no output has
// changed, it writes nothing. It syncs only build.json to the disk, not the pages. After a power cut, pages may be
// lost, which the next build notices and fixes, but never the record of who made the folder. A kill, a full disk or a
// failing disk leaves the old tree or the new one.
package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/store"
)

// Target says where a tree goes and whom it is for.
type Target struct {
	Dir     string // the folder; a link to a folder is followed
	Label   string // its name in messages, such as "portfolios/ann"; by default the last element of Dir
	Kind    string // "public" or "portfolio:<id>:<reader>"; a tree is never replaced by one of another kind
	Private bool   // files 0600, folders 0700

	// Forbidden are folders that the target must not be or contain: the project, the home folder. The root of the disk
	// is always forbidden. Sources are folders that the target must not be inside either: content, data, themes, the
	// preceptees' folder, and the outputs of other parts.
	Forbidden []string
	Sources   []string
}

// Report says what a publish did. The counts do not include build.json.
type Report struct {
	Written, Unchanged, Removed int
	Foreign                     []string // the files of others, which were kept, sorted; a folder ends in a slash
	Changed                     bool     // false if nothing was written
}

// Publish renders the outputs, on jobs workers at once (0: one per processor), and writes them to t. build.json gets
// head and the digests of the outputs. Findings mean that files of somebody else are in the way and nothing was
// published. Errors: *Refused if the target must not be written, *Busy if another precept is writing it, ctx.Err() if
// ctx ended, and otherwise what failed, with the path. After an error the old tree is unchanged, except where
// Report.Changed is true: then the new tree is there, and the old one could not be removed.
func Publish(
	ctx context.Context, t Target, outputs []plan.Output, head Manifest, jobs int,
) (Report, []finding.Finding, error) {
	p := publisher{wait: 10 * time.Second}
	return p.publish(ctx, t, outputs, head, jobs)
}

// publisher has what tests change: how long to wait for the lock, faults of the disk, a disk that cannot exchange.
type publisher struct {
	wait       time.Duration
	fault      func(op, path string) error
	noExchange bool
}

// run is the state of one publish.
type run struct {
	publisher
	Target
	place   place
	outputs []plan.Output
	opts    []store.Option

	parent *store.Root // the folder above the target
	before *diskState  // the target when the run began
	sums   [][sha256.Size]byte
	same   []bool // outputs that were unchanged before staging began, and must still be linked

	begun   sync.Mutex
	staging atomic.Pointer[staging]
	lock    *store.Lock
	made    bool // the staging folder exists and must be removed

	written, unchanged atomic.Int64
}

func (p publisher) publish(
	ctx context.Context, t Target, outputs []plan.Output, head Manifest, jobs int,
) (Report, []finding.Finding, error) {
	if err := ctx.Err(); err != nil {
		return Report{}, nil, err
	}
	if err := checkPaths(outputs); err != nil {
		return Report{}, nil, err
	}
	at, err := locate(&t)
	if err != nil {
		return Report{}, nil, err
	}
	r := &run{
		publisher: p, Target: t, place: at, outputs: outputs,
		sums: make([][sha256.Size]byte, len(outputs)), same: make([]bool, len(outputs)),
	}
	if t.Private {
		r.opts = []store.Option{store.Private}
	}
	if r.parent, err = store.MakeDir(at.parent, r.opts...); err != nil {
		return Report{}, nil, fmt.Errorf("making the folder above %s, %s: %w", t.Label, at.parent, store.Cause(err))
	}
	r.parent.Fault(p.fault)
	defer r.parent.Close()

	report, err := r.publish(ctx, head, jobs)
	err = errors.Join(err, r.release())
	var blocked collision
	if errors.As(err, &blocked) {
		return Report{}, blocked, nil
	}
	return report, nil, err
}

func (r *run) publish(ctx context.Context, head Manifest, jobs int) (report Report, err error) {
	defer func() {
		if err != nil && !report.Changed {
			err = errors.Join(err, r.cleanUp())
		}
	}()
	if err := r.recover(ctx); err != nil {
		return report, err
	}
	if r.before, err = r.read(); err != nil {
		return report, err
	}
	defer r.before.close()
	if err := r.before.collisions(r.Label, r.outputs); err != nil {
		return report, err
	}
	if err := each(ctx, jobs, len(r.outputs), func(w *worker, i int) error { return r.one(ctx, w, i) }); err != nil {
		return report, err
	}

	data, err := r.manifest(&head)
	if err != nil {
		return report, err
	}
	st := r.staging.Load()
	if st == nil && r.before.exists && bytes.Equal(data, r.before.raw) {
		return Report{Unchanged: len(r.outputs), Foreign: foreignNames(r.before.foreign)}, nil
	}
	if st == nil {
		if st, err = r.begin(ctx); err != nil {
			return report, err
		}
	}
	if err := st.complete(ctx, jobs, data); err != nil {
		return report, err
	}
	if err := ctx.Err(); err != nil {
		return report, err
	}
	late, err := st.swap()
	if err != nil && !st.swapped {
		return report, err
	}
	report = r.report(st, head, late)
	if err == nil {
		err = r.clear()
	}
	if err != nil {
		err = fmt.Errorf(
			"%s is published, but removing the old files failed: %w; the next build tries again",
			r.Label,
			err,
		)
	}
	return report, err
}

// manifest completes head and gives build.json.
func (r *run) manifest(head *Manifest) ([]byte, error) {
	head.For = r.Kind
	head.Files = make(map[string]string, len(r.outputs))
	for i, o := range r.outputs {
		head.Files[o.Path] = hex.EncodeToString(r.sums[i][:])
	}
	return head.encode()
}

// report counts what the run did; late are the files of others that the swap found.
func (r *run) report(st *staging, head Manifest, late []store.Entry) Report {
	report := Report{Written: int(r.written.Load()), Unchanged: int(r.unchanged.Load()), Changed: true}
	for name := range st.before.manifest.Files {
		if _, stays := head.Files[name]; !stays {
			report.Removed++
		}
	}
	report.Foreign = foreignNames(append(st.before.foreign, late...))
	return report
}

// one renders an output, and writes it unless the old tree already has it.
func (r *run) one(ctx context.Context, w *worker, i int) error {
	o := r.outputs[i]
	if err := w.render(o); err != nil {
		return fmt.Errorf("making %s: %w", r.name(o.Path), err)
	}
	r.sums[i] = sha256.Sum256(w.buf.Bytes())
	st := r.staging.Load()
	if st == nil {
		if r.before.has(o.Path, r.sums[i], w) {
			r.same[i] = true
			return nil
		}
		var err error
		if st, err = r.begin(ctx); err != nil {
			return err
		}
	}
	if st.before.has(o.Path, r.sums[i], w) {
		r.unchanged.Add(1)
		return st.reuse(o.Path)
	}
	r.written.Add(1)
	return st.write(o.Path, w.buf.Bytes())
}

// name is the name of an output in messages.
func (r *run) name(path string) string { return r.Label + "/" + path }

// collision is the error inside this package for files of somebody else that are in the way.
type collision []finding.Finding

func (c collision) Error() string { return c[0].Message }
