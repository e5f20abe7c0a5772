package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"precept/internal/plan"
	"precept/internal/store"
)

// manifestName is the file that lists all other files of a tree.
const manifestName = "build.json"

const maxManifest = 256 << 20

// Manifest is build.json: what made the tree, as of which date, for whom, and the SHA-256 of every other file. It says
// nothing about the machine that made it.
type Manifest struct {
	// Generator is "precept" and its version. Publish recognises its own trees by the first word.
	Generator string            `json:"generator"`
	AsOf      string            `json:"as_of"`              // the civil date of the build
	For       string            `json:"for"`                // Target.Kind; set by Publish
	Versions  map[string]string `json:"versions,omitempty"` // toolkit version to the digest of its lock, or ""
	Files     map[string]string `json:"files"`              // path to SHA-256 in hex; set by Publish
	Digest    string            `json:"digest,omitempty"`   // of all that is above it; set when it is written
}

// ours reports whether precept wrote the manifest.
func (m Manifest) ours() bool {
	word, _, _ := strings.Cut(m.Generator, " ")
	return word == "precept" && m.For != "" && m.Files != nil
}

// encode gives the only form of the manifest: sorted keys, a line each, a digest of the lines above it, and a line feed
// at the end.
func (m Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	m.Digest = ""
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("writing %s: %w", manifestName, err)
	}
	lines := bytes.TrimSuffix(b.Bytes(), []byte("\n}\n"))
	sum := sha256.Sum256(lines)
	return fmt.Appendf(lines, ",\n \"digest\": \"sha256:%x\"\n}\n", sum), nil
}

// errNotOurs is the error for a build.json that precept did not write, or that is damaged.
var errNotOurs = errors.New("its build.json is not one that precept wrote")

// readManifest reads the build.json of a tree. It gives fs.ErrNotExist if there is none, and errNotOurs if another tool
// wrote it.
func readManifest(t *store.Root) (m Manifest, raw []byte, err error) {
	raw, err = t.Read(manifestName, maxManifest)
	if err != nil {
		return m, nil, err
	}
	m, err = parseManifest(raw)
	return m, raw, err
}

// parseManifest reads a build.json, or gives errNotOurs.
func parseManifest(raw []byte) (m Manifest, err error) {
	if err := json.Unmarshal(raw, &m); err != nil || !m.ours() {
		return Manifest{}, errNotOurs
	}
	return m, nil
}

// Verify compares the tree in dir with its build.json and gives that, and the differences as text, sorted by path:
// files that are missing, changed, or not listed. It gives an error if the folder cannot be read or precept did not
// write it.
func Verify(dir string) (m Manifest, differences []string, err error) {
	t, err := store.Open(dir)
	if err != nil {
		return m, nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer t.Close()
	m, raw, err := readManifest(t)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil, fmt.Errorf("%s has no %s, so there is nothing to compare it with", dir, manifestName)
	} else if err != nil {
		return m, nil, fmt.Errorf("reading %s: %w", dir, store.Cause(err))
	}
	entries, err := t.Everything(".")
	if err != nil {
		return m, nil, fmt.Errorf("reading %s: %w", dir, store.Cause(err))
	}
	if as, err := m.encode(); err != nil || !bytes.Equal(as, raw) {
		differences = append(differences, manifestName+": has changed since it was written")
	}
	listed := make([]string, 0, len(m.Files))
	present := map[string]bool{}
	for _, e := range entries {
		_, ok := m.Files[e.Path]
		switch {
		case e.Kind == store.Folder || e.Path == manifestName:
		case !ok:
			differences = append(differences, e.Path+": is not listed in "+manifestName)
		case e.Kind != store.File:
			present[e.Path] = true
			differences = append(differences, e.Path+": is not a plain file")
		default:
			present[e.Path] = true
			listed = append(listed, e.Path)
		}
	}
	for name := range m.Files {
		if !present[name] {
			differences = append(differences, name+": is missing")
		}
	}
	changed := make([]string, len(listed))
	err = each(context.Background(), 0, len(listed), func(w *worker, i int) error {
		sum, err := hash(t, listed[i], w)
		if err != nil {
			changed[i] = fmt.Sprintf("%s: cannot be read: %v", listed[i], store.Cause(err))
		} else if hex.EncodeToString(sum[:]) != m.Files[listed[i]] {
			changed[i] = listed[i] + ": has changed since it was built"
		}
		return nil
	})
	differences = append(differences, slices.DeleteFunc(changed, func(s string) bool { return s == "" })...)
	slices.Sort(differences)
	return m, differences, err
}

// hash gives the SHA-256 of a file.
func hash(t *store.Root, path string, w *worker) (sum [sha256.Size]byte, err error) {
	f, _, err := t.OpenFile(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	for {
		n, err := f.Read(w.space[:])
		h.Write(w.space[:n])
		if err != nil {
			h.Sum(sum[:0])
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return sum, err
		}
	}
}

// checkPaths checks that every path of the plan is plain and below the tree, comes once, and is not also a folder.
func checkPaths(outputs []plan.Output) error {
	paths := make([]string, len(outputs))
	seen := make(map[string]bool, len(outputs))
	for i, o := range outputs {
		paths[i] = o.Path
		plain := fs.ValidPath(o.Path) && o.Path != "." && !strings.ContainsFunc(o.Path, func(c rune) bool {
			return c < ' ' || c == 0x7f || c == '\\'
		})
		switch {
		case !plain:
			return fmt.Errorf("planning the output: %q is not a path below the tree", o.Path)
		case o.Path == manifestName:
			return fmt.Errorf(
				"planning the output: %s is made by precept itself and cannot be another file",
				manifestName,
			)
		case seen[o.Path]:
			return fmt.Errorf("planning the output: %s is made twice", o.Path)
		}
		seen[o.Path] = true
	}
	for _, dir := range store.Parents(paths) {
		if seen[dir] || dir == manifestName {
			return fmt.Errorf("planning the output: %s cannot be both a file and a folder", dir)
		}
	}
	return nil
}
