package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/portfolio"
	"precept/internal/seal"
	"precept/internal/store"
)

// mailLimit is what most mail systems take, in bytes.
const mailLimit = 18 << 20

// maxPassphrase is how long a file with a passphrase may be, in bytes.
const maxPassphrase = 4 << 10

func (a *app) sealCommand() *cobra.Command {
	var passphrase, out string
	cmd := &cobra.Command{
		Use: "seal ID", Short: "One portfolio as one file that opens with a passphrase",
		Args: exact(1, "the preceptee's id"),
		Long: `Writes a portfolio with its evidence as one encrypted HTML file. It opens in a
browser, without a network, with a passphrase. Without --passphrase-file, precept
makes one of six words and prints it. Send it separately from the file: anybody with
both can read everything, and without it nobody can, not even the person who made it.

The file hides names, records, dates and sizes. It does not hide that it is a
portfolio, and anybody who has it can try passphrases for as long as they like. It
is for carrying and reading: the records stay where they are.`,
		Example: "  precept seal alex-example\n" +
			"  precept seal alex-example --for practice --out visit.html --passphrase-file words.txt",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.flags.preceptees = args
			o, err := a.options()
			if err != nil {
				return err
			}
			return a.seal(cmd.Context(), o, passphrase, out)
		},
	}
	f := cmd.Flags()
	f.StringVar(&a.flags.reader, "for", string(portfolio.ForPreceptee),
		"who it is for: preceptee, pair, practice or appraiser")
	f.StringVar(&passphrase, "passphrase-file", "", "`FILE` with a passphrase of your own; - reads standard input")
	f.StringVar(&out, "out", "", "`FILE` to write (default: portfolio- and a number that tells nothing, .html)")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	complete(cmd, "for", readerNames())
	return cmd
}

// seal builds a portfolio and writes it sealed.
func (a *app) seal(ctx context.Context, o build.Options, passphraseFile, out string) error {
	id := o.Preceptees[0]
	passphrase, err := a.passphraseFor(o.Project, id, passphraseFile)
	if err != nil {
		return err
	}
	o.Only = build.PortfoliosOnly
	carried, err := a.carried(ctx, o, id)
	if err != nil {
		return err
	}
	called, file, err := carried.Sealed(passphrase, rand.Reader)
	if errors.Is(err, seal.ErrTooLarge) {
		return usage("%v", err)
	}
	if err != nil {
		return err
	}
	name := a.path(or(out, called))
	if err := a.writeNew(name, file); err != nil {
		return err
	}
	a.say("%s written: %.1f MB", a.shown(name), float64(len(file))/1e6)
	if len(file) > mailLimit {
		a.say("most mail systems do not take a file of that size: hand it over another way")
	}
	if passphraseFile == "" {
		a.say("the passphrase is printed once and not saved anywhere; do not send it with the file")
		fmt.Fprintln(a.Out, passphrase)
	}
	return nil
}

// carried builds one portfolio in memory. What holds it back is printed.
func (a *app) carried(ctx context.Context, o build.Options, id string) (build.Carried, error) {
	progress := a.progress("reading and checking")
	defer progress.stop()
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return build.Carried{}, err
	}
	defer s.Close()
	carried, ok, err := s.Carried(o, id)
	progress.stop()
	if err != nil {
		return carried, err
	}
	if !ok {
		if err := a.print(o.Project, s.Findings, summarise(s, s.Findings)); err != nil {
			return carried, err
		}
		a.say("nothing was written: see the findings above")
		return carried, errFindings
	}
	return carried, nil
}

// passphraseFor reads a passphrase of somebody's own, which must not be easy to guess, or makes one.
func (a *app) passphraseFor(project, id, file string) (string, error) {
	if file == "" {
		return seal.NewPassphrase(rand.Reader)
	}
	passphrase, err := a.readPassphrase(file)
	if err != nil {
		return "", err
	}
	about := []string{strings.ReplaceAll(id, "-", " ")}
	if s, err := readSite(project); err == nil {
		if dir, err := a.preceptees(project, s); err == nil {
			if who, err := readPreceptee(dir, id); err == nil {
				about = append(about, who.Name, who.Practice)
			}
		}
	}
	if why := seal.Weak(passphrase, about...); why != "" {
		return "", usage("the passphrase in %s is too easily guessed: %s; write six words that have nothing to do "+
			"with one another, or leave --passphrase-file out and one is made", file, why)
	}
	return passphrase, nil
}

func (a *app) readPassphrase(file string) (string, error) {
	var data []byte
	var err error
	if file == "-" {
		data, err = io.ReadAll(io.LimitReader(a.In, maxPassphrase))
	} else {
		data, err = store.ReadFile(a.path(file), maxPassphrase)
	}
	if err != nil {
		return "", fmt.Errorf("reading the passphrase from %s: %w", file, store.Cause(err))
	}
	passphrase := seal.Normalise(string(data))
	if passphrase == "" {
		return "", usage("there is no passphrase in %s; write it there as one line", file)
	}
	return passphrase, nil
}

// writeNew writes a private file that is not there yet.
func (a *app) writeNew(name string, data []byte) error {
	tree, err := store.MakeDir(filepath.Dir(name), store.Private)
	if err != nil {
		return fmt.Errorf("making the folder of %s: %w", a.shown(name), store.Cause(err))
	}
	defer tree.Close()
	err = tree.WriteNew(filepath.Base(name), data, store.Private)
	if errors.Is(err, fs.ErrExist) {
		return usage("%s is there already and is left as it is; name another file with --out", a.shown(name))
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", a.shown(name), store.Cause(err))
	}
	return nil
}
