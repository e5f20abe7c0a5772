package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
)

// entry is a record in the folder, or as it would be after what was accepted before.
type entry struct {
	*record.Record
	name string // below the folder
	raw  []byte
}

// folder is a folder with its records, and every other file that an arrival could be mistaken for.
type folder struct {
	place
	records   []*entry
	names     map[string]string // files by their folded names: what a new one may not be called
	conflicts []string          // states that were kept beside a record and wait for a decision
	evidence  record.EvidenceFiles
	fresh     map[string][]byte // what this run would have written, by name; nil: deleted
}

// folders are the preceptee's folder and the practice's, read when they are first asked for.
type folders struct {
	in            *Importer
	own, practice *folder
}

func (in *Importer) folders() *folders { return &folders{in: in} }

func (fs *folders) of(organisation bool) (*folder, error) {
	at, where := &fs.own, fs.in.Preceptees.Sub(fs.in.Portfolio.ID)
	if organisation {
		at, where = &fs.practice, record.Folder{Root: fs.in.Project, Dir: record.Organisation}
	}
	if *at == nil {
		f, err := fs.in.read(place{where})
		if err != nil {
			return nil, err
		}
		*at = f
	}
	return *at, nil
}

// both gives the two folders.
func (fs *folders) both() ([]*folder, error) {
	own, err := fs.of(false)
	if err != nil {
		return nil, err
	}
	practice, err := fs.of(true)
	return []*folder{own, practice}, err
}

// read reads a folder. A record that the build would leave out is not known by its id; it only occupies a name.
func (in *Importer) read(where place) (*folder, error) {
	f := &folder{place: where, names: map[string]string{}, fresh: map[string][]byte{}}
	files, err := where.Files()
	if err != nil {
		return nil, err
	}
	f.evidence = record.EvidenceAmong(files)
	for _, file := range files {
		f.names[folded(file.Name)] = file.Name
		switch file.Kind {
		case record.ConflictFile:
			f.conflicts = append(f.conflicts, file.Name)
		case record.RecordFile:
			raw, err := where.Root.Read(where.Path(file.Name), source.MaxRecord)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrTooLarge) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", where.Shown(file.Name), store.Cause(err))
			}
			if r, _ := in.bindAny(where.Shown(file.Name), raw); r != nil {
				f.records = append(f.records, &entry{r, file.Name, raw})
			}
		}
	}
	return f, nil
}

// bytes gives what is in a file, or would be; nil where there is no such file. A link or a folder is an error.
func (f *folder) bytes(name string) ([]byte, error) {
	if data, ok := f.fresh[name]; ok {
		return data, nil
	}
	data, err := f.Root.Read(f.Path(name), MaxTotal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Shown(name), store.Cause(err))
	}
	return data, nil
}

// record finds the record with an id: the one that the build uses where two files have it.
func (f *folder) record(id string) *entry {
	for _, e := range f.records {
		if e.ID == id && id != "" {
			return e
		}
	}
	return nil
}

// put notes what would be written, so that the next arrival is compared with that.
func (f *folder) put(in *Importer, name string, data []byte) {
	f.fresh[name] = data
	f.names[folded(name)] = name
	switch record.KindOf(name) {
	case record.EvidenceFile:
		f.evidence.Add(strings.TrimPrefix(name, record.Evidence))
	case record.ConflictFile:
		if !slices.Contains(f.conflicts, name) {
			f.conflicts = append(f.conflicts, name)
		}
	case record.RecordFile:
		f.records = slices.DeleteFunc(f.records, func(e *entry) bool { return e.name == name })
		if r, _ := in.bindAny(f.Shown(name), data); r != nil {
			f.records = append(f.records, &entry{r, name, data})
		}
	}
}

// drop notes that a file would be deleted.
func (f *folder) drop(name string) {
	f.fresh[name] = nil
	delete(f.names, folded(name))
	if record.KindOf(name) == record.EvidenceFile {
		f.evidence.Remove(strings.TrimPrefix(name, record.Evidence))
	}
	f.conflicts = slices.DeleteFunc(f.conflicts, func(c string) bool { return c == name })
}

// free gives a name that no file has: the one wanted, or with the first number that is free before its ending.
func (f *folder) free(stem, ending string) string {
	name := stem + ending
	for n := 2; ; n++ {
		if _, used := f.names[folded(name)]; !used {
			return name
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
}

// conflictFile gives where a state is kept beside the record at name, and whether it is there already.
func (f *folder) conflictFile(in *Importer, name string, c *candidate) (file string, exists bool, err error) {
	same, err := f.conflictsWith(in, c)
	if err != nil {
		return "", false, err
	}
	if len(same) > 0 {
		return same[0], true, nil
	}
	return f.free(record.ConflictName(name)), false, nil
}

// conflictsWith gives the conflicts that say what the candidate says.
func (f *folder) conflictsWith(in *Importer, c *candidate) ([]string, error) {
	var list []string
	for _, name := range f.conflicts {
		old, err := f.bytes(name)
		if err != nil {
			return nil, err
		}
		if old == nil {
			continue
		}
		same := string(old) == string(c.data)
		if !same && c.Record != nil {
			r, _ := in.bindAny(f.Shown(name), old)
			same = r != nil && record.Equal(r, c.Record)
		}
		if same {
			list = append(list, name)
		}
	}
	return list, nil
}
