package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/bundle"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) bundleCommand() *cobra.Command {
	out := ""
	cmd := &cobra.Command{
		Use: "bundle VERSION", Short: "A released version as one file for practices", Args: exact(1, "one version"),
		Long: `Writes a released version as one zip: its pages, those that it inherits among them,
pictures and files to save, its lock and its notices, with a checksum of each.
Nothing of any preceptee is in it. The same version gives the same bytes on every
computer. A practice takes it in with precept adopt, or begins with precept new
practice.`,
		Example: "  precept bundle 2026.1\n  precept bundle 2026.1 --out /media/usb/toolkit.zip",
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if err := checkVersion(o.Project, args[0]); err != nil {
				return err
			}
			o.Only = build.ToolkitOnly
			return a.bundle(cmd.Context(), o, args[0], a.path(or(out, bundle.Name(args[0]))))
		},
	}
	a.flags.reader = string(portfolio.ForPreceptee)
	cmd.Flags().StringVar(&out, "out", "", "`FILE` to write (default: toolkit-VERSION.zip)")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) bundle(ctx context.Context, o build.Options, version, out string) error {
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	v := s.Toolkit.Version(version)
	if why := unbundled(v); why != "" {
		a.complain(errors.New(why))
		return errFindings
	}
	if wrong := wrongIn(s, v); len(wrong) > 0 {
		if err := a.print(o.Project, wrong, finding.Count(wrong)); err != nil {
			return err
		}
		a.say("version %s was not bundled; see above", version)
		return errFindings
	}
	var files []bundle.File
	for _, part := range v.Parts() {
		raw, err := s.ReadFile(part.File)
		if err != nil {
			return fmt.Errorf("reading %s: %w", part.File, store.Cause(err))
		}
		files = append(files, bundle.File{Path: part.Path, Data: raw})
	}
	data, err := bundle.Write(bundle.About{Version: version, Title: v.Title, Publisher: s.Site.Publisher,
		Licence: s.Site.Licence}, files)
	var refusal bundle.Refusal
	if errors.As(err, &refusal) {
		a.complain(fmt.Errorf("version %s cannot be bundled: %w", version, err))
		return errFindings
	}
	if err != nil {
		return err
	}
	return a.writeBundle(out, data, len(files))
}

// unbundled says why a version is not one to hand out.
func unbundled(v *toolkit.Version) string {
	switch {
	case v.Based:
		return fmt.Sprintf("version %s is a copy of another publisher's; hand out the bundle that it came in", v.Name)
	case v.Scheduled() && v.Locked:
		return fmt.Sprintf("version %s is scheduled for %s; bundle it on that day or later", v.Name, v.Released.Words())
	case v.Draft():
		return fmt.Sprintf("version %s is a draft; precept release %[1]s releases it", v.Name)
	case !v.Locked:
		return fmt.Sprintf("version %s has no lock, so nobody could tell whether it was changed; "+
			"precept release %[1]s locks it and keeps its day", v.Name)
	}
	return ""
}

// wrongIn lists the errors in a version.
func wrongIn(s *build.Snapshot, v *toolkit.Version) []finding.Finding {
	parts := map[string]bool{}
	for _, part := range v.Parts() {
		parts[part.File] = true
	}
	var list []finding.Finding
	for _, f := range s.Findings {
		_, version, _ := s.Toolkit.Split(f.File)
		if f.Severity == finding.Error && (parts[f.File] || version == v.Name) {
			list = append(list, f)
		}
	}
	return list
}

// writeBundle writes a bundle where there is none, or the same.
func (a *app) writeBundle(out string, data []byte, files int) error {
	tree, err := store.MakeDir(filepath.Dir(out))
	if err != nil {
		return fmt.Errorf("making %s: %w", filepath.Dir(out), store.Cause(err))
	}
	defer tree.Close()
	name := filepath.Base(out)
	err = tree.WriteNew(name, data)
	switch {
	case errors.Is(err, fs.ErrExist) && tree.Equal(name, data, make([]byte, 64<<10)):
		a.say("%s is there already, and is the same", a.shown(out))
	case errors.Is(err, fs.ErrExist):
		return usage("%s is there already and is left as it is; --out names another file", a.shown(out))
	case err != nil:
		return fmt.Errorf("writing %s: %w", a.shown(out), store.Cause(err))
	default:
		a.say("wrote %s: %s in %d KiB", a.shown(out), count(files, "file"), (len(data)+1023)>>10)
	}
	a.say("its SHA-256 is %s; a practice takes it in with precept adopt %s", bundle.Sum(data), name)
	return nil
}
