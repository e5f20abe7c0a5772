package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/git"
	"precept/internal/importer"
	"precept/internal/pack"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/store"
)

func (a *app) exportCommand() *cobra.Command {
	var all bool
	var out string
	cmd := &cobra.Command{
		Use: "export ID", Short: "Everything of one person in one zip, or a backup of everybody",
		Long: `Writes a leaving pack: one zip with the portfolio, the records as they are, the
evidence, a README and checksums. It can be read without precept, and precept new
preceptee --from takes it in elsewhere. A note that the preceptor wrote only for
the organisation is not in it.

--all is the backup: a folder with such a zip for each preceptee, those notes
included, and one with the practice's own records. precept new preceptee --from
restores each. What is in them is confidential, and not encrypted.`,
		Example: "  precept export alex-example\n  precept export --all --out backup-2026-10-05",
		Args: func(cmd *cobra.Command, args []string) error {
			if all && len(args) > 0 {
				return usage("--all exports everybody; leave the id out")
			}
			if !all {
				return exact(1, "the preceptee's id, or --all")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			a.flags.preceptees, a.flags.reader = args, string(portfolio.ForPreceptee)
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Only = build.PortfoliosOnly
			return a.export(cmd.Context(), o, all, out)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&all, "all", false, "back up everybody, and the practice's own records")
	f.StringVar(&out, "out", "", "`FILE` to write, with --all a folder (default: the id, or backup, and the day)")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	return cmd
}

// export writes the packs, one person after another. Where something holds a portfolio back, its records are in the
// pack anyway; where somebody cannot be read, only a backup has them.
func (a *app) export(ctx context.Context, o build.Options, all bool, out string) error {
	place := a.path(or(out, "backup-"+o.AsOf.String()))
	done := map[string]bool{}
	write := func(s *build.Snapshot, who person) error {
		done[who.id] = true
		dir, err := a.preceptees(o.Project, s.Site)
		if err != nil {
			return err
		}
		name := filepath.Join(place, who.id+".zip")
		if !all {
			name = a.path(or(out, who.id+"-"+o.AsOf.String()+".zip"))
		}
		data, err := a.packed(o, dir, who, all)
		if err != nil {
			return err
		}
		return a.writePack(ctx, who.Portfolio != nil && who.Example, name, data)
	}
	s, err := build.EachCarried(ctx, o,
		func(s *build.Snapshot, p *portfolio.Portfolio, c build.Carried, ok bool) error {
			return write(s, person{p, p.ID, c, ok})
		})
	if err != nil {
		return err
	}
	defer s.Close()
	people := o.Preceptees
	if all {
		dir, err := a.preceptees(o.Project, s.Site)
		if err != nil {
			return err
		}
		if people, err = folders(dir); err != nil {
			return err
		}
	}
	for _, id := range people {
		if done[id] {
			continue
		}
		if err := write(s, person{id: id}); err != nil {
			return err
		}
	}
	if !all {
		return nil
	}
	return a.exportPractice(ctx, o, filepath.Join(place, "organisation.zip"))
}

// person is whose pack is made: their portfolio, which is nil where it cannot be read, and what is carried of it where
// it is built.
type person struct {
	*portfolio.Portfolio
	id      string
	carried build.Carried
	built   bool
}

// packed makes the pack of one person; with all, with everything that the folder has.
func (a *app) packed(o build.Options, dir string, who person, all bool) ([]byte, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of portfolios: %w", store.Cause(err))
	}
	defer tree.Close()
	var unshared []string
	id, name, version, asOf := who.id, who.id, "not known", o.AsOf
	if p := who.Portfolio; p != nil {
		name, version, asOf = p.Name, p.Version.Name, p.AsOf
		if !all {
			unshared = p.Unshared(o.Reader)
		}
	} else if !all {
		a.say("%s cannot be read, so it is not clear what is only for the organisation: look at the records first", id)
		return nil, errFindings
	}
	files, err := folderFiles(record.Folder{Root: tree, Dir: id}, unshared)
	if err != nil {
		return nil, err
	}
	if !who.built {
		a.say("the portfolio of %s is not in its pack: precept check says what holds it back", id)
	}
	for _, f := range who.carried.Files {
		files = append(files, pack.File{Path: pack.Site + f.Path, Data: f.Data})
	}
	return pack.Write(pack.About(name, id, version, asOf.Words(), who.built), files)
}

// folderFiles reads a folder of records as it is, without private answers, links, and the files named.
func folderFiles(folder record.Folder, without []string) ([]pack.File, error) {
	all, err := folder.Files()
	if err != nil {
		return nil, err
	}
	var list []pack.File
	for _, f := range all {
		if f.Type != store.File || f.Kind == record.PrivateFile || f.Kind == record.UnknownFile ||
			f.Kind == record.NotFile || slices.Contains(without, f.Name) {
			continue
		}
		data, err := folder.Root.Read(folder.Path(f.Name), importer.MaxTotal)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", folder.Path(f.Name), store.Cause(err))
		}
		list = append(list, pack.File{Path: pack.Records + f.Name, Data: data})
	}
	return list, nil
}

// exportPractice packs the practice's own records.
func (a *app) exportPractice(ctx context.Context, o build.Options, name string) error {
	if !store.IsDir(filepath.Join(o.Project, filepath.FromSlash(record.Organisation))) ||
		site.NoLink(o.Project, record.Organisation) != nil {
		return nil
	}
	tree, err := store.Open(o.Project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", o.Project, store.Cause(err))
	}
	defer tree.Close()
	files, err := folderFiles(record.Folder{Root: tree, Dir: record.Organisation}, nil)
	if err != nil {
		return err
	}
	data, err := pack.Write("Confidential: the practice's own records. To restore them, unpack records/ and put what\n"+
		"is in it into "+record.Organisation+"/ of the project.\n", files)
	if err != nil {
		return err
	}
	return a.writePack(ctx, false, name, data)
}

// writePack writes a pack, unless git would take it in.
func (a *app) writePack(ctx context.Context, example bool, name string, data []byte) error {
	if !example {
		exposed, err := git.Exposed(ctx, filepath.Dir(name), []string{filepath.Base(name)}, "")
		if err != nil {
			return fmt.Errorf("looking for the git work tree of %s: %w", a.shown(name), store.Cause(err))
		}
		if exposed[filepath.Base(name)] {
			return usage("git would take %s in; name a place outside the project with --out", a.shown(name))
		}
	}
	if err := a.writeNew(name, data); err != nil {
		return err
	}
	a.say("%s written: %.1f MB; it is confidential and not encrypted", a.shown(name), float64(len(data))/1e6)
	if len(data) > importer.MaxTotal {
		a.say("it is too large for precept new preceptee --from: copy its folder records/ by hand")
	}
	return nil
}
