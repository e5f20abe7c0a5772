package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/store"
)

// Organisation is where the practice's own records lie below the project.
const Organisation = "data/organisation"

// place is a folder that records lie in.
type place struct {
	tree   *store.Tree
	dir    string // below the tree
	prefix string // stands before dir in findings
}

func (p place) shown(name string) string { return p.prefix + p.dir + "/" + name }

// held is a record as it stands in the folder, or as it would after what was accepted before.
type held struct {
	bound
	path string // below the folder
	raw  []byte
}

// folder is a place as it stands: its records, and every other file that an arrival could be taken for.
type folder struct {
	place
	records []*held
	others  map[string]string // files by their folded path: what stands in the way of a new one
	asides  []string          // states that were kept beside a record and wait for a decision
	fresh   map[string][]byte // what this run would have put there, by path
}

// folders are the two places, read when they are first asked for.
type folders struct {
	in            *Importer
	own, practice *folder
}

func (in *Importer) folders() *folders { return &folders{in: in} }

func (fs *folders) of(inc *incoming) (*folder, error) {
	at, where := &fs.own, place{fs.in.Preceptees.Tree, fs.in.Portfolio.ID, fs.in.Preceptees.Prefix}
	if inc.organisation {
		at, where = &fs.practice, place{fs.in.Project, Organisation, ""}
	}
	if *at == nil {
		f, err := fs.in.read(where)
		if err != nil {
			return nil, err
		}
		*at = f
	}
	return *at, nil
}

// read reads a place. Records that the build would leave out are not known by their id: they only stand in the way of a name.
func (in *Importer) read(where place) (*folder, error) {
	f := &folder{place: where, others: map[string]string{}, fresh: map[string][]byte{}}
	entries, err := where.tree.Walk(where.dir)
	if err != nil {
		return nil, fmt.Errorf("listing %s%s: %w", where.prefix, where.dir, store.Cause(err))
	}
	for _, e := range entries {
		name := strings.TrimPrefix(e.Path, where.dir+"/")
		if e.Path == where.dir {
			continue
		}
		f.others[folded(name)] = name
		switch {
		case e.Kind != store.File || strings.HasPrefix(name, "evidence/"):
			continue
		case portfolio.Aside(name):
			f.asides = append(f.asides, name)
			continue
		case !strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".private.md") || name == "preceptee.md":
			continue
		}
		raw, err := where.tree.Read(e.Path, source.MaxRecord)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrTooLarge) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", where.shown(name), store.Cause(err))
		}
		if b, _ := in.bind(where.shown(name), raw); b != nil {
			f.records = append(f.records, &held{*b, name, raw})
		}
	}
	return f, nil
}

// bytes gives what stands under a path, or would; nil where nothing does. A link or a folder is an error.
func (f *folder) bytes(name string) ([]byte, error) {
	if data, ok := f.fresh[name]; ok {
		return data, nil
	}
	data, err := f.tree.Read(path.Join(f.dir, name), MaxTotal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.shown(name), store.Cause(err))
	}
	return data, nil
}

// record finds the record with an id, the one that the build counts where two files have it.
func (f *folder) record(id string) *held {
	for _, h := range f.records {
		if h.rec.ID == id && id != "" {
			return h
		}
	}
	return nil
}

// put notes what would be written, so that the next arrival is compared with that.
func (f *folder) put(in *Importer, name string, data []byte) {
	f.fresh[name] = data
	f.others[folded(name)] = name
	if portfolio.Aside(name) {
		if !slices.Contains(f.asides, name) {
			f.asides = append(f.asides, name)
		}
		return
	}
	if !strings.HasSuffix(name, ".md") {
		return
	}
	f.records = slices.DeleteFunc(f.records, func(h *held) bool { return h.path == name })
	if b, _ := in.bind(f.shown(name), data); b != nil {
		f.records = append(f.records, &held{*b, name, data})
	}
}

// drop notes that a file would be gone.
func (f *folder) drop(name string) {
	f.fresh[name] = nil
	delete(f.others, folded(name))
	f.asides = slices.DeleteFunc(f.asides, func(a string) bool { return a == name })
}

// free gives a path that nothing stands under: the one wanted, or with the first number that is free before its ending.
func (f *folder) free(stem, ending string) string {
	name := stem + ending
	for n := 2; ; n++ {
		if _, taken := f.others[folded(name)]; !taken {
			return name
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
}

// aside gives where a state is kept beside the file at name, and whether it is there already.
func (f *folder) aside(name string, data []byte) (at string, there bool, err error) {
	for _, a := range f.asides {
		old, err := f.bytes(a)
		if err != nil {
			return "", false, err
		}
		if string(old) == string(data) {
			return a, true, nil
		}
	}
	return f.free(strings.TrimSuffix(name, ".md")+portfolio.Differs, ".txt"), false, nil
}
