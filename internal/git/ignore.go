package git

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"precept/internal/store"
)

// maxIgnore is the largest file of patterns that is read, in bytes.
const maxIgnore = 1 << 20

// pattern is one line of a .gitignore.
type pattern struct {
	find   *regexp.Regexp // of a path below the work tree
	lets   bool           // it lets through what another line ignores
	folder bool           // it is only about folders
}

type patterns []pattern

// change is what a file of patterns is about to say.
type change struct {
	name string // its absolute path
	text []byte
}

// read reads the patterns that apply in a folder of the work tree: git's own file, and a .gitignore in each folder from
// the top down.
func read(top, folder string, c change) (patterns, error) {
	list, err := patterns(nil).file(filepath.Join(top, ".git", "info", "exclude"), "", c)
	if err != nil {
		return nil, err
	}
	for i, letter := range folder + "/" {
		if i == 0 || letter == '/' {
			at := strings.TrimPrefix(path.Clean("/"+folder[:min(i, len(folder))]), "/")
			if list, err = list.with(top, at, c); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// with adds the patterns of one folder.
func (p patterns) with(top, folder string, c change) (patterns, error) {
	return p.file(filepath.Join(top, filepath.FromSlash(folder), ".gitignore"), folder, c)
}

func (p patterns) file(name, folder string, c change) (patterns, error) {
	text, err := store.ReadFile(name, maxIgnore)
	if name == c.name {
		text, err = c.text, nil
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrFolder) {
		return p, nil
	}
	if err != nil {
		// .git is a file where a work tree is one of several: then it has no patterns of its own
		if strings.Contains(filepath.ToSlash(name), "/.git/") {
			return p, nil
		}
		return nil, err
	}
	list := append(patterns(nil), p...)
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\r", "")) {
		if one, ok := parse(strings.TrimRight(line, " \n"), folder); ok {
			list = append(list, one)
		}
	}
	return list, nil
}

// ignore reports whether git ignores a file: it, or a folder above it, is what the last pattern that fits says.
func (p patterns) ignore(file string) bool {
	for i, c := range file + "/" {
		if c != '/' {
			continue
		}
		ignored := false
		for _, one := range p {
			if (!one.folder || i < len(file)) && one.find.MatchString(file[:i]) {
				ignored = !one.lets
			}
		}
		if ignored {
			return true
		}
	}
	return false
}

// parse reads one line of a .gitignore in a folder.
func parse(line, folder string) (pattern, bool) {
	var p pattern
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.lets = strings.CutPrefix(line, "!")
	line, p.folder = strings.CutSuffix(line, "/")
	var b strings.Builder
	b.WriteString("^")
	if folder != "" {
		b.WriteString(regexp.QuoteMeta(folder + "/"))
	}
	if !strings.Contains(line, "/") {
		b.WriteString("(?:.*/)?")
	}
	line = strings.TrimPrefix(line, "/")
	for line != "" {
		n := 1
		switch {
		case strings.HasPrefix(line, "**/"):
			n = 3
			b.WriteString("(?:.*/)?")
		case strings.HasPrefix(line, "**"):
			n = 2
			b.WriteString(".*")
		case line[0] == '*':
			b.WriteString("[^/]*")
		case line[0] == '?':
			b.WriteString("[^/]")
		case line[0] == '\\' && len(line) > 1:
			n = 2
			b.WriteString(regexp.QuoteMeta(line[1:2]))
		case line[0] == '[' && strings.IndexByte(line, ']') > 1:
			n = strings.IndexByte(line, ']') + 1
			b.WriteString("[" + strings.Replace(line[1:n], "!", "^", 1))
		default:
			b.WriteString(regexp.QuoteMeta(line[:1]))
		}
		line = line[n:]
	}
	find, err := regexp.Compile(b.String() + "$")
	p.find = find
	return p, err == nil
}
