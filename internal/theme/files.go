package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
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

// read gives the built-in theme with overlay laid over it, and the built-in one by itself.
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

// published is the folder of a theme whose files are copied as they are, whatever their names.
const published = "static/"

// leftOut reports whether a file of a theme is none of its own. Outside static/ those are hidden files and Markdown,
// which are notes for people; in it, what computers and git leave in every folder.
func leftOut(name string) bool {
	base := path.Base(name)
	if !strings.HasPrefix(name, published) {
		return strings.HasPrefix(base, ".") || path.Ext(name) == ".md"
	}
	switch base {
	case ".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".gitignore", ".gitattributes", ".gitkeep":
		return true
	}
	return strings.HasPrefix(base, "._") || strings.HasPrefix(base, ".#") || strings.HasSuffix(base, "~") ||
		path.Ext(name) == ".swp"
}

// layer reads both themes.
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
			if name != "." && leftOut(name) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.Type().IsRegular() {
				return nil // unpublished says so
			}
			data, err := fs.ReadFile(from, name)
			if err != nil {
				return err
			}
			if !strings.HasPrefix(name, published) {
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

// unpublished finds what is in the static folder of a site's theme and is not a plain file. It is not copied.
func unpublished(overlay fs.FS) ([]finding.Finding, error) {
	if overlay == nil {
		return nil, nil
	}
	var found []finding.Finding
	err := fs.WalkDir(overlay, path.Clean(published), func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case leftOut(name) && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || d.Type().IsRegular() || leftOut(name):
			return nil
		}
		f := finding.Finding{Rule: "file-unsafe", Position: finding.Position{File: name},
			Message: "this is not an ordinary file", Help: "take it out of the folder"}
		if d.Type()&fs.ModeSymlink != 0 {
			f.Message = "this is a link to another place and is not followed"
			f.Help = "replace it with a copy of the file"
		}
		found = append(found, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the theme: %w", err)
	}
	return found, nil
}
