package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/seal"
	"precept/internal/store"
)

// maxSealed is how large a sealed file may be, in bytes: what may be sealed, and a third more for how it is written.
const maxSealed = 128 << 20

func (a *app) unsealCommand() *cobra.Command {
	var passphrase, out string
	cmd := &cobra.Command{
		Use: "unseal FILE", Short: "Give a sealed portfolio back as a folder", Args: exact(1, "the sealed file"),
		Long: `Opens a file that precept seal made and writes its portfolio as a folder, as it was
before it was sealed. A browser can open the file too, without precept.`,
		Example: "  precept unseal portfolio-3f2a90c1.html --passphrase-file words.txt --out portfolio",
		RunE: func(_ *cobra.Command, args []string) error {
			if passphrase == "" {
				return usage("say where the passphrase is: --passphrase-file FILE, or - for standard input")
			}
			return a.unseal(args[0], passphrase, or(out, strings.TrimSuffix(args[0], filepath.Ext(args[0]))))
		},
	}
	f := cmd.Flags()
	f.StringVar(&passphrase, "passphrase-file", "", "`FILE` with the passphrase; - reads standard input")
	f.StringVar(&out, "out", "", "`DIR` to write, which must not be there (default: the file's name without .html)")
	f.BoolVar(&a.flags.quiet, "quiet", false, "do not say what was written")
	return cmd
}

func (a *app) unseal(file, passphraseFile, out string) error {
	data, err := store.ReadFile(a.path(file), maxSealed)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, store.Cause(err))
	}
	passphrase, err := a.readPassphrase(passphraseFile)
	if err != nil {
		return err
	}
	content, err := opened(data, passphrase)
	switch {
	case errors.Is(err, seal.ErrNotSealed):
		return usage("%s %v", file, err)
	case err != nil:
		a.say("%s is not opened: %v", file, err)
		return errFindings
	}
	return a.writeFolder(a.path(out), content.Files)
}

func opened(file []byte, passphrase string) (seal.Content, error) {
	e, number, err := seal.Read(file)
	if err != nil {
		return seal.Content{}, err
	}
	packed, err := e.Open(passphrase, number)
	if err != nil {
		return seal.Content{}, err
	}
	return seal.Unpack(packed)
}

// writeFolder writes a folder that is not there yet, whole or not at all.
func (a *app) writeFolder(dir string, files []seal.File) (err error) {
	if _, err := store.Lstat(dir); err == nil {
		return usage("%s is there already and is left as it is; name another folder with --out", a.shown(dir))
	}
	tree, err := store.MakeDir(filepath.Dir(dir), store.Private)
	if err != nil {
		return fmt.Errorf("making the folder above %s: %w", a.shown(dir), store.Cause(err))
	}
	defer tree.Close()
	name := filepath.Base(dir)
	part := name + ".part"
	defer func() {
		if err != nil {
			err = errors.Join(err, tree.RemoveAll(part))
		}
	}()
	for _, f := range files {
		if err := tree.Write(part+"/"+f.Path, f.Data, store.Private); err != nil {
			return fmt.Errorf("writing %s: %w", a.shown(filepath.Join(dir, f.Path)), store.Cause(err))
		}
	}
	if err := tree.Rename(part, name); err != nil {
		return fmt.Errorf("writing %s: %w", a.shown(dir), store.Cause(err))
	}
	a.say("%s written: %d files", a.shown(dir), len(files))
	return nil
}
