package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/themes"
)

// file is one file of the theme and whether it came from the site.
type file struct {
	data    []byte
	overlay bool
}

// set holds a theme's files by slash path, the site's in place of ours.
type set map[string]file

func (s set) text(name string) string { return string(s[name].data) }

// ownTemplates reports whether a site has templates of its own.
func (s set) ownTemplates() bool {
	return slices.ContainsFunc(s.templates(), func(name string) bool { return s[name].overlay })
}

func (s set) names() []string {
	list := make([]string, 0, len(s))
	for name := range s {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// read gives the built-in theme with overlay laid over it, and the built-in one alone.
func read(overlay fs.FS) (files, builtin set, err error) {
	own, err := fs.Sub(themes.Files, "default")
	if err != nil {
		return nil, nil, fmt.Errorf("opening the built-in theme: %w", err)
	}
	if builtin, err = layer(own, nil); err != nil || overlay == nil {
		return builtin, builtin, err
	}
	files, err = layer(own, overlay)
	return files, builtin, err
}

// layer reads both themes. Hidden files and Markdown (notes for people) are left alone.
func layer(own, overlay fs.FS) (set, error) {
	files := set{}
	for i, from := range [...]fs.FS{own, overlay} {
		if from == nil {
			continue
		}
		err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				// a site need not have a theme of its own
				if name == "." && errors.Is(err, fs.ErrNotExist) {
					return fs.SkipAll
				}
				return err
			}
			base := path.Base(name)
			if name != "." && strings.HasPrefix(base, ".") {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.Type().IsRegular() || path.Ext(name) == ".md" {
				return nil
			}
			data, err := fs.ReadFile(from, name)
			if err != nil {
				return err
			}
			if !strings.HasPrefix(name, "static/") {
				data = crlf(data)
			}
			files[name] = file{data, i == 1}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
	}
	return files, nil
}
