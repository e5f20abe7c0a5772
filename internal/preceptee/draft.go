// Package preceptee owns the file preceptee.md as it is begun and changed: what a new person's folder needs, the text
// of a changed file, what is wrong with it, and the dates that move. A change keeps what the file's author wrote. The
// package decides what to write; package importer and the commands write it. It has no messages of its own: package
// portfolio checks the file.
package preceptee

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// Draft is a preceptee.md that is being changed. Nothing of it is on the disk yet.
type Draft struct {
	ID     string
	Path   string // as findings name the file
	Before []byte // as it is on the disk
	Text   []byte // with the changes

	head *source.Node
}

// Open begins a draft from a file as it is. It gives false where the file cannot be read as front matter.
func Open(id, path string, raw []byte) (*Draft, bool) {
	d := &Draft{ID: id, Path: path, Before: raw, Text: raw}
	return d, d.read()
}

func (d *Draft) read() bool {
	file, _ := source.Read(d.Path, d.Text, source.MaxFile)
	if file == nil || file.Broken {
		return false
	}
	d.head = file.Head
	return true
}

// Get gives what a key of the draft holds.
func (d *Draft) Get(key string) source.Content { return source.ContentOf(d.head.Get(key)) }

// List gives the groups of a list. A list may be written as a single value, which is then the value of the field bare.
func (d *Draft) List(key, bare string) []source.Content {
	c := d.Get(key)
	switch {
	case c.Empty():
		return nil
	case c.Kind == source.ScalarNode:
		return []source.Content{source.Group(source.Keyed{Key: bare, Value: c})}
	}
	return c.Items
}

// Set changes a key, or takes it out where c is empty. The error is source.ErrEdit where the file is written in a way
// in which that cannot be done without touching other keys.
func (d *Draft) Set(key string, c source.Content) error {
	text, err := source.Edit(d.Path, d.Text, portfolio.PrecepteeSchema, key, c)
	if err != nil {
		return fmt.Errorf("changing %s: %w", d.Path, err)
	}
	d.Text = text
	d.read()
	return nil
}

// Changed reports whether the draft is not what is on the disk.
func (d *Draft) Changed() bool { return !bytes.Equal(d.Before, d.Text) }

// Fault is a finding that the change has brought into the file.
type Fault struct {
	finding.Finding
	Key string // what it is about: "name", "pauses.0.to" for the first pause, "" for the file
}

// Review is what a change means.
type Review struct {
	Faults []Fault
	Moves  []Move
}

// Review judges the draft by the toolkit. Findings that the file on the disk has too are not the change's.
func (d *Draft) Review(t *toolkit.Toolkit) Review {
	old, known := d.judge(d.Before, t)
	now, found := d.judge(d.Text, t)
	fresh := slices.DeleteFunc(found, func(f finding.Finding) bool {
		same := func(k finding.Finding) bool { return k.Rule == f.Rule && k.Message == f.Message }
		return slices.ContainsFunc(known, same)
	})
	r := Review{Faults: Faults(now.file, fresh)}
	if old.portfolio != nil && now.portfolio != nil {
		r.Moves = Moves(old.portfolio, now.portfolio)
	}
	return r
}

// Faults groups findings by the key of the file that they are about. file may be nil.
func Faults(file *source.File, findings []finding.Finding) (list []Fault) {
	for _, f := range findings {
		key := ""
		if file != nil {
			key = keyAt(file.Head, f.Position)
		}
		list = append(list, Fault{f, key})
	}
	return list
}

// state is one state of the file, as far as it can be read.
type state struct {
	file      *source.File
	portfolio *portfolio.Portfolio
}

// Person is the preceptee as the draft says, with the version of their year; false where no portfolio could be made of
// it.
func (d *Draft) Person(t *toolkit.Toolkit) (*portfolio.Preceptee, *toolkit.Version, bool) {
	now, _ := d.judge(d.Text, t)
	if now.portfolio == nil {
		return nil, nil, false
	}
	return now.portfolio.Preceptee, now.portfolio.Version, true
}

func (d *Draft) judge(raw []byte, t *toolkit.Toolkit) (state, []finding.Finding) {
	file, findings := source.Read(d.Path, raw, source.MaxFile)
	if file == nil {
		return state{}, findings
	}
	p, more := portfolio.Judge(d.ID, file, t)
	return state{file, p}, append(findings, more...)
}

// keyAt gives the innermost key whose name or value is at a place, with the keys and the numbers of items above it.
func keyAt(n *source.Node, at finding.Position) string {
	if n == nil {
		return ""
	}
	inside := func(name string, key, value *source.Node) (string, bool) {
		if below := keyAt(value, at); below != "" {
			return name + "." + below, true
		}
		return name, value.Pos == at || key != nil && key.Pos == at
	}
	for _, p := range n.Pairs {
		if name, ok := inside(p.Key.Value, p.Key, p.Value); ok {
			return name
		}
	}
	for i, item := range n.Items {
		if name, ok := inside(strconv.Itoa(i), nil, item); ok {
			return name
		}
	}
	return ""
}
