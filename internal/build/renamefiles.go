package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// run writes the pages that link to what is renamed, and then renames it. What stops it on the way
// undoes it. What a run leaves that was killed, the next one completes.
func (r *renaming) run() (done []Fixed, err error) {
	defer func() {
		if err != nil {
			for _, back := range slices.Backward(r.undo) {
				err = errors.Join(err, back())
			}
		}
	}()
	texts := map[string][]byte{}
	for _, l := range r.pages {
		out, n := source.Rewrite(l.raw, r.changes(l))
		old := path.Join(toolkit.Folder, l.version, l.below)
		if l.version == r.version && r.to[l.below] != "" {
			texts[l.below] = out
			continue
		}
		if n > 0 && !bytes.Equal(out, l.raw) {
			done = append(done, Fixed{File: old, Count: n})
			if err := r.replace(old, l.raw, out); err != nil {
				return nil, err
			}
		}
	}
	var olds []string
	for old := range r.to {
		olds = append(olds, old)
	}
	slices.Sort(olds)
	for _, old := range olds {
		from, to := path.Join(toolkit.Folder, r.version, old), path.Join(toolkit.Folder, r.version, r.to[old])
		if err := r.move(from, to, texts[old]); err != nil {
			return nil, err
		}
		done = append(done, Fixed{File: from, Renamed: to})
	}
	return done, nil
}

// replace writes a file again.
func (r *renaming) replace(name string, before, after []byte) error {
	if err := r.project.Write(name, after); err != nil {
		return fmt.Errorf("writing %s: %w", name, store.Cause(err))
	}
	r.undo = append(r.undo, func() error { return r.project.Write(name, before) })
	return nil
}

// move gives a file a new name and, if it is a page, a new text.
func (r *renaming) move(from, to string, text []byte) error {
	before, err := r.project.Read(from, toolkit.MaxDownload)
	if err != nil {
		return fmt.Errorf("reading %s: %w", from, store.Cause(err))
	}
	if text != nil && !bytes.Equal(text, before) {
		if err := r.replace(from, before, text); err != nil {
			return err
		}
	}
	if err := r.project.MkdirAll(path.Dir(to)); err != nil {
		return fmt.Errorf("making the folder of %s: %w", to, store.Cause(err))
	}
	if _, err := r.project.Stat(to); err == nil && !store.Same(r.project, from, r.project, to) {
		return fmt.Errorf("renaming %s to %s: %w", from, to, fs.ErrExist)
	}
	if err := r.project.Rename(from, to); err != nil {
		return fmt.Errorf("renaming %s to %s: %w", from, to, store.Cause(err))
	}
	r.undo = append(r.undo, func() error {
		return errors.Join(r.project.MkdirAll(path.Dir(from)), r.project.Rename(to, from))
	})
	for folder := path.Dir(from); folder != path.Join(toolkit.Folder, r.version); folder = path.Dir(folder) {
		if r.project.Remove(folder) != nil {
			break // it has other files
		}
	}
	return nil
}

// changes makes the links of a page follow what was renamed, and writes down the place of a page whose name had it.
func (r *renaming) changes(l *linker) []source.Change {
	var list []source.Change
	now := l.below
	if l.version == r.version {
		now = r.moved(l.below)
	}
	for _, to := range l.refers {
		target := r.moved(to.target)
		if l.version != r.version && target != to.target && !r.files[to.target] {
			continue
		}
		_, fragment, has := strings.Cut(to.raw, "#")
		if !r.files[to.target] || path.Join(path.Dir(now), withoutFragment(to.raw)) == target && to.raw[0] != '/' {
			continue // it names no file, or still the right one
		}
		text := (&url.URL{Path: relativePath(path.Dir(now), target)}).EscapedPath()
		if has {
			text += "#" + fragment
		}
		if from, end, ok := source.Range(source.Plain(l.raw), 1, to.at); ok {
			list = append(list, source.Change{From: from, To: end, Text: text})
		}
	}
	if order := r.order[l.below]; order > 0 && l.version == r.version {
		list = append(list, placeChange(l.file, order)...)
	}
	return list
}

func (r *renaming) moved(below string) string {
	if to := r.to[below]; to != "" {
		return to
	}
	return below
}

// placeChange writes the key order into a page that has none.
func placeChange(file *source.File, order int) []source.Change {
	line := "order: " + strconv.Itoa(order) + "\n"
	switch {
	case file.BodyOffset == 0 && bytes.HasPrefix(file.Text, []byte("---")):
		return nil // its front matter has a fault of its own
	case file.BodyOffset == 0:
		return []source.Change{{Text: "---\n" + line + "---\n"}}
	case file.Broken || file.Head.Get("order") != nil:
		return nil
	}
	end := bytes.LastIndex(file.Text[:file.BodyOffset-1], []byte("\n---"))
	if end < 0 {
		return nil
	}
	return []source.Change{{From: end + 1, To: end + 1, Text: line}}
}

// relativePath is the path from a folder to a file, both below the same version.
func relativePath(folder, file string) string {
	from, to := strings.Split(folder, "/"), strings.Split(file, "/")
	if folder == "." || folder == "" {
		from = nil
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}
