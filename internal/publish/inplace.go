package publish

import (
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"syscall"

	"precept/internal/store"
)

// held reports whether a folder cannot be renamed because it is a mount, or because another program has it open.
func held(err error) bool {
	const sharing = syscall.Errno(32) // Windows says so of a folder that is open; elsewhere no rename gives it
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) || errors.Is(err, sharing)
}

// inPlace writes the new tree into the old one, file by file, where the folder itself cannot be replaced. A build.json
// of both comes first, so that after a stop the files of either are known to be ours: verify names those that differ,
// and the next build completes them. The build.json of the new tree comes last.
func (st *staging) inPlace(base, made string) error {
	from, err := st.parent.Sub(made)
	if err != nil {
		return fmt.Errorf("opening the new site: %w", store.Cause(err))
	}
	defer from.Close()
	to, err := st.parent.Sub(base)
	if err != nil {
		return fmt.Errorf("opening %s: %w", st.Label, store.Cause(err))
	}
	defer to.Close()
	head, raw, err := readManifest(from)
	if err != nil {
		return fmt.Errorf("reading the new %s: %w", manifestName, store.Cause(err))
	}
	both := head
	both.Files = maps.Clone(st.before.manifest.Files)
	if both.Files == nil {
		both.Files = map[string]string{}
	}
	maps.Copy(both.Files, head.Files)
	first, err := both.encode()
	if err != nil {
		return err
	}
	put := func(name string, data []byte) error {
		if err := to.Write(name, data, st.opts...); err != nil {
			return fmt.Errorf("writing %s: %w", st.name(name), store.Cause(err))
		}
		return nil
	}
	if err := put(manifestName, first); err != nil {
		return err
	}
	buf := make([]byte, 64<<10)
	for i, o := range st.outputs {
		data, err := from.Read(o.Path, 0)
		if err != nil {
			return fmt.Errorf("reading the new %s: %w", st.name(o.Path), store.Cause(err))
		}
		sum := hex.EncodeToString(st.sums[i][:])
		if st.before.manifest.Files[o.Path] == sum && to.Equal(o.Path, data, buf) {
			continue
		}
		if err := put(o.Path, data); err != nil {
			return err
		}
	}
	if err := st.removeOthers(to, head); err != nil {
		return err
	}
	return put(manifestName, raw)
}

// removeOthers removes from the target what the old site had and the new one has not.
func (st *staging) removeOthers(to *store.Root, head Manifest) error {
	var gone []string
	for name := range st.before.manifest.Files {
		if _, stays := head.Files[name]; !stays {
			gone = append(gone, name)
			if err := to.RemoveAll(name); err != nil {
				return fmt.Errorf("removing %s: %w", st.name(name), store.Cause(err))
			}
		}
	}
	folders := store.Parents(gone)
	for i := len(folders) - 1; i >= 0; i-- {
		_ = to.Remove(folders[i]) // one that is not empty stays
	}
	return nil
}
