// Package publish makes a folder out of a list of outputs, whole or not at all. It owns build.json, the staging of a new
// tree beside the old one, the swap, the lock that keeps two builds apart, what is refused as a target, and the files that
// tell a host which headers and redirects to send. The plan hands it the outputs; nothing comes after it.
//
// It never writes into a tree that stands, never follows a link, never removes a file that it did not write, and asks no
// modification time: an output is unchanged when the bytes on the disk are the bytes it would write. Where no output
// differs it writes nothing at all. The bytes of pages are left to the system to bring to the disk; only build.json is
// waited for. A power cut can therefore cost pages, which the next build sees and mends, but never the knowledge of whose
// folder it is. A kill, a full disk or a failing one leave the old tree or the new.
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

// Target says where a tree goes and for whom it is.
type Target struct {
	Dir     string // the folder; a link to a folder is followed
	Label   string // how messages name it, such as "portfolios/ann"; by default the last part of Dir
	Kind    string // "public" or "portfolio:<id>:<reader>"; a tree is never replaced by one of another kind
	Private bool   // files 0600, folders 0700

	// Forbidden are folders that the target may neither be nor contain: the project, the home folder. The root of the
	// disk is always among them. Sources are folders that the target may also not lie in: content, data, themes, the
	// preceptees' folder, and the outputs of the other parts.
	Forbidden []string
	Sources   []string
}

// Report says what a publish did. The counts leave build.json out.
type Report struct {
	Written, Unchanged, Removed int
	Foreign                     []string // what precept did not write and took along, sorted; a folder ends in a slash
	Changed                     bool     // false where nothing was written
}

// Publish makes the outputs, on jobs workers at once (0: one a processor), and puts them where t says. head becomes
// build.json together with the digests of the outputs. Findings mean that files of somebody else stand in the way and that
// nothing was published. Errors: *Refused where the target is not one that may be written, *Busy where another precept is
// writing it, ctx.Err() where ctx ended first, else what failed, with the path. After an error the old tree stands as it
// did, but for one that says the old tree could not be removed, where Report.Changed is true.
func Publish(ctx context.Context, t Target, outputs []plan.Output, head Manifest, jobs int) (Report, []finding.Finding, error) {
	p := publisher{wait: 10 * time.Second}
	return p.publish(ctx, t, outputs, head, jobs)
}

// publisher holds what tests change: how long to wait for the lock, faults of the disk, a disk that cannot exchange.
type publisher struct {
	wait       time.Duration
	fault      func(op, path string) error
	noExchange bool
}

// run is one publish under way.
type run struct {
	publisher
	Target
	place   place
	outputs []plan.Output
	opts    []store.Option

	parent *store.Tree // the folder that the target stands in
	was    *standing   // what stood there when the run began
	sums   [][sha256.Size]byte
	same   []bool // outputs found unchanged before staging began: to be linked

	begun   sync.Mutex
	staging atomic.Pointer[staging]
	lock    *store.Lock
	made    bool // the staging folder is there to be removed

	written, unchanged atomic.Int64
}

func (p publisher) publish(ctx context.Context, t Target, outputs []plan.Output, head Manifest, jobs int) (Report, []finding.Finding, error) {
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
		return Report{}, nil, fmt.Errorf("making the folder that %s goes into, %s: %w", t.Label, at.parent, store.Cause(err))
	}
	r.parent.Fault(p.fault)
	defer r.parent.Close()

	report, err := r.publish(ctx, head, jobs)
	err = errors.Join(err, r.release())
	var taken collision
	if errors.As(err, &taken) {
		return Report{}, taken, nil
	}
	return report, nil, err
}

func (r *run) publish(ctx context.Context, head Manifest, jobs int) (report Report, err error) {
	defer func() {
		if err != nil && !report.Changed {
			err = errors.Join(err, r.abandon())
		}
	}()
	if err := r.recover(ctx); err != nil {
		return report, err
	}
	if r.was, err = r.read(); err != nil {
		return report, err
	}
	defer r.was.close()
	if err := r.was.collisions(r.Label, r.outputs); err != nil {
		return report, err
	}
	if err := each(ctx, jobs, len(r.outputs), func(w *worker, i int) error { return r.one(ctx, w, i) }); err != nil {
		return report, err
	}

	head.For = r.Kind
	head.Files = make(map[string]string, len(r.outputs))
	for i, o := range r.outputs {
		head.Files[o.Path] = hex.EncodeToString(r.sums[i][:])
	}
	data, err := head.encode()
	if err != nil {
		return report, err
	}
	st := r.staging.Load()
	if st == nil && r.was.exists && bytes.Equal(data, r.was.raw) {
		return Report{Unchanged: len(r.outputs), Foreign: foreignNames(r.was.foreign)}, nil
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
	report = Report{Written: int(r.written.Load()), Unchanged: int(r.unchanged.Load()), Changed: true}
	for name := range st.was.manifest.Files {
		if _, stays := head.Files[name]; !stays {
			report.Removed++
		}
	}
	report.Foreign = foreignNames(append(st.was.foreign, late...))
	if err == nil {
		err = r.clear()
	}
	if err != nil {
		err = fmt.Errorf("%s is published, but clearing up after it failed: %w; the next build tries again", r.Label, err)
	}
	return report, err
}

// one makes an output and settles what becomes of it.
func (r *run) one(ctx context.Context, w *worker, i int) error {
	o := r.outputs[i]
	if err := w.render(o); err != nil {
		return fmt.Errorf("making %s: %w", r.name(o.Path), err)
	}
	r.sums[i] = sha256.Sum256(w.buf.Bytes())
	st := r.staging.Load()
	if st == nil {
		if r.was.holds(o.Path, r.sums[i], w) {
			r.same[i] = true
			return nil
		}
		var err error
		if st, err = r.begin(ctx); err != nil {
			return err
		}
	}
	if st.was.holds(o.Path, r.sums[i], w) {
		r.unchanged.Add(1)
		return st.carry(o.Path)
	}
	r.written.Add(1)
	return st.write(o.Path, w.buf.Bytes())
}

// name is how messages name an output.
func (r *run) name(path string) string { return r.Label + "/" + path }

// collision is the error inside this package for files of somebody else that stand in the way.
type collision []finding.Finding

func (c collision) Error() string { return c[0].Message }
