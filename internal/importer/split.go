package importer

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"precept/internal/record"
)

// split is a record that becomes one of its own, under another id than it came with. The record goes on naming its
// files as it did; the files are told apart by the id in their names, so that they must follow it.
type split struct {
	f      *folder
	record *record.Record // as it came
	to     string         // its id now
}

// split notes that an offer becomes a record of its own.
func (l *changeList) split(f *folder, o *Offer, _ bool) error {
	if !o.Separate || o.candidate.Record == nil {
		return nil
	}
	d, err := l.in.decide(f, o.candidate)
	if err == nil && d.state == o.State && d.base == o.base && d.own != "" {
		l.splits = append(l.splits, split{f: f, record: o.candidate.Record, to: d.ownID})
	}
	return err
}

// following is a candidate that may be taken in under another name: evidence that came with a record goes where that
// goes.
func (l *changeList) following(c *candidate) *candidate {
	moved := *c
	moved.files = slices.Clone(c.files)
	for i, id := range c.ids {
		for _, s := range l.splits {
			if s.record.ID == id && s.record.AboutPractice() == c.organisation {
				moved.files[i] = record.OwnName(c.file, s.to)
			}
		}
	}
	return &moved
}

// carry gives the record the files that it showed until now and that did not come with it: those kept under its own
// names, or else those that both states showed.
func (l *changeList) carry(s split) error {
	for _, name := range s.record.Attachments() {
		file, kept := s.f.kept(s.record.ID, name)
		if file == "" {
			continue
		}
		own := record.Evidence + record.OwnName(path.Base(name), s.to)
		if ext := path.Ext(file); ext != path.Ext(own) {
			own = strings.TrimSuffix(own, path.Ext(own)) + ext
		}
		if s.f.evidence.Find(s.to, name) != "" && s.f.names[folded(own)] != "" {
			continue // it came with the record
		}
		data, err := s.f.bytes(record.Evidence + file)
		if err == nil {
			err = l.change(s.f, own, false, data)
		}
		if err == nil && kept {
			err = l.change(s.f, record.Evidence+file, false, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keptBeside is the ending of the name of a file that was kept beside another of the same name; see clash.
var keptBeside = regexp.MustCompile(`^-[0-9a-f]{8}$`)

// kept gives the file that a state of a record shows by a name. kept is true where the file was kept beside that of the
// other state, and so belongs only to this one; with several that is not clear.
func (f *folder) kept(id, name string) (file string, kept bool) {
	shown := f.evidence.Find(id, name)
	if shown == "" {
		return "", false
	}
	stem, ext := strings.TrimSuffix(shown, path.Ext(shown)), path.Ext(shown)
	var beside []string
	for _, have := range f.names {
		rest, below := strings.CutPrefix(have, record.Evidence+stem)
		if below && path.Ext(rest) == ext && keptBeside.MatchString(strings.TrimSuffix(rest, ext)) {
			beside = append(beside, strings.TrimPrefix(have, record.Evidence))
		}
	}
	if len(beside) == 1 {
		return beside[0], true
	}
	return shown, false
}
