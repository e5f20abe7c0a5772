package base

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"precept/internal/bundle"
	"precept/internal/lock"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Adoption is what taking in a bundle did.
type Adoption struct {
	bundle.About
	File     string   // where the bundle is now, below the project
	Already  bool     // it was there, and nothing had to be done
	Restored bool     // it was named, and its file was lost or damaged: the file is put back
	Notices  bool     // it took the place of one that differs in nothing but its notices
	From     string   // the version whose files of the project's own were carried over; "" where there were none
	Carried  []Moved  // those files
	LeftOver []string // files of the project's own that were not carried over: somebody must look at them
}

// Moved is a file of the project's own that was carried into a new version.
type Moved struct {
	File string // below the new version
	Was  string // its path before, where the page has another name now; "" elsewhere
}

// Adopt takes a bundle in: it is verified, copied into data/base/, and named in data/site.yaml, whose other lines stay
// as they are. What the project has of its own in the version before is carried into the new one; nothing that is
// there already is touched. What it refuses is a bundle.Refusal, and then nothing has been written.
//
// The bundle is copied first, then data/site.yaml is written, then the carried files appear, each in one step. A run
// that is killed in between leaves a project that builds, and the next run does the rest.
func Adopt(ctx context.Context, project *store.Root, dir string, data []byte) (*Adoption, error) {
	a := &adopting{project: project}
	if err := a.prepare(ctx, dir, data); err != nil {
		return nil, err
	}
	if err := a.write(); err != nil {
		return nil, err
	}
	return &a.Adoption, a.unstage()
}

// Preview says what Adopt would do, and refuses what it would refuse. It writes nothing.
func Preview(ctx context.Context, project *store.Root, dir string, data []byte) (*Adoption, error) {
	a := &adopting{project: project, preview: map[string]bool{}}
	if err := a.prepare(ctx, dir, data); err != nil {
		return nil, err
	}
	if !a.Already && !a.Restored {
		if _, err := a.edited(); err != nil {
			return nil, err
		}
	}
	return &a.Adoption, nil
}

// prepare verifies the bundle, and finds and stages what is carried over.
func (a *adopting) prepare(ctx context.Context, dir string, data []byte) error {
	if err := bundle.Verify(data); err != nil {
		return err
	}
	b, err := bundle.Open(data)
	if err != nil {
		return err
	}
	a.bundle, a.data, a.sum, a.About = b, data, bundle.Sum(data), b.About
	if err := a.readSite(); err != nil {
		return err
	}
	if err := a.likeness(); err != nil {
		return err
	}
	if a.Already || a.Restored || a.Notices {
		return nil
	}
	return a.stage(ctx, dir)
}

// adopting is one run of Adopt.
type adopting struct {
	Adoption
	project *store.Root
	bundle  *bundle.Bundle
	data    []byte
	sum     string
	raw     []byte // data/site.yaml
	site    *site.Site
	preview map[string]bool // the files that would be staged; nil where they are
	like    int             // the entry of base that is of the same version; -1 where there is none
}

func (a *adopting) readSite() (err error) {
	if a.raw, err = a.project.Read(site.File, source.MaxFile); err != nil {
		return fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	a.site, _ = site.Read(a.raw)
	return nil
}

// likeness finds the bundle of the same version that the project has, if it has one. A released version never changes,
// except in its notices.
func (a *adopting) likeness() error {
	a.like = -1
	for i, base := range a.site.Bases {
		if base.Bundle == "" {
			continue
		}
		data, err := a.project.Read(base.Bundle, bundle.MaxSize)
		if base.SHA256 == a.sum {
			whole := err == nil && bundle.Sum(data) == a.sum
			a.like, a.Already, a.Restored, a.File = i, whole, !whole, base.Bundle
			return nil
		}
		there, broken := bundle.Open(data)
		if err != nil || broken != nil {
			if named(base.Bundle, a.Version) { // it is lost or damaged, and this one takes its place
				a.like = i
			}
			continue
		}
		if there.Version != a.Version {
			continue
		}
		if changed := differences(there.Files, a.bundle.Files); len(changed) > 0 {
			return bundle.Refusal(fmt.Sprintf("you have version %s already, and this one differs in %s; a released "+
				"version never changes: ask %s which of the two is right", a.Version, strings.Join(changed, ", "),
				a.Publisher))
		}
		a.like, a.Notices = i, true
	}
	return nil
}

// named reports whether a file has a name that Adopt gives the bundle of a version.
func named(file, version string) bool {
	rest, ok := strings.CutPrefix(path.Base(file), strings.TrimSuffix(bundle.Name(version), bundle.Ending))
	return ok && (rest == bundle.Ending || strings.HasPrefix(rest, "-"))
}

// differences lists the files in which two bundles differ, except the notices; at most five, and then how many more.
func differences(a, b []bundle.Listed) []string {
	const most = 5
	var list []string
	for _, d := range sums(a).Compare(sums(b).Files) {
		if path.Base(d.Path) != "notices.md" {
			list = append(list, d.Path)
		}
	}
	if len(list) > most {
		list = append(list[:most], fmt.Sprintf("and %d more", len(list)-most))
	}
	return list
}

// sums gives the files of a bundle with their checksums, as a lock has them.
func sums(files []bundle.Listed) *lock.Lock {
	list := make([]lock.File, len(files))
	for i, f := range files {
		list[i] = lock.File{Path: f.Path, Sum: f.SHA256}
	}
	return lock.New(list)
}

// write copies the bundle in and names it in data/site.yaml.
func (a *adopting) write() error {
	switch {
	case a.Already:
		return nil
	case a.Restored:
		return a.copy()
	}
	a.File = path.Join(site.BundleFolder, bundle.Name(a.Version))
	if _, err := a.project.Stat(a.File); err == nil && !a.project.Equal(a.File, a.data, make([]byte, 64<<10)) {
		a.File = strings.TrimSuffix(a.File, bundle.Ending) + "-" + a.sum[:8] + bundle.Ending
	}
	text, err := a.edited()
	if err != nil {
		return err
	}
	if err := a.copy(); err != nil {
		return err
	}
	if err := a.project.Write(site.File, text); err != nil {
		return fmt.Errorf("writing %s: %w", site.File, store.Cause(err))
	}
	if old := a.replaced(); old != "" && old != a.File {
		if err := a.project.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing %s: %w", old, store.Cause(err))
		}
	}
	return nil
}

// copy copies the bundle in.
func (a *adopting) copy() error {
	if err := a.project.Write(a.File, a.data); err != nil {
		return fmt.Errorf("writing %s: %w", a.File, store.Cause(err))
	}
	return nil
}

// replaced is the bundle whose place this one takes; "" where there is none.
func (a *adopting) replaced() string {
	if a.like < 0 {
		return ""
	}
	return a.site.Bases[a.like].Bundle
}

// edited is data/site.yaml with the line for the bundle: in the place of its like, or before all others.
func (a *adopting) edited() ([]byte, error) {
	node, _ := source.ReadYAML(site.File, a.raw)
	if node == nil {
		return nil, bundle.Refusal(site.File + " cannot be read; precept check says why")
	}
	line := source.Group(source.Keyed{Key: "bundle", Value: source.Bare(a.File)},
		source.Keyed{Key: "sha256", Value: source.Quoted(a.sum)})
	before := source.ContentOf(node.Get("base"))
	var list []source.Content
	found := false
	for _, item := range before.Items {
		if old := a.replaced(); old != "" && item.Get("bundle").Text == old {
			item, found = line, true
		}
		list = append(list, item)
	}
	if !found {
		list = append([]source.Content{line}, list...)
	}
	text, err := source.EditYAML(site.File, a.raw, site.Schema, "base", source.List(list...))
	if err != nil {
		return nil, bundle.Refusal(fmt.Sprintf("precept cannot add the line to %s; write it "+
			"yourself below base: - {bundle: %s, sha256: %q}", site.File, a.File, a.sum))
	}
	return text, nil
}

// staging is where the carried files wait until data/site.yaml names the bundle. Nothing below content/ whose name
// begins with a dot is read.
func (a *adopting) staging() string { return path.Join(toolkit.Folder, ".adopting-"+a.Version) }

// folder is the project's own folder of the version.
func (a *adopting) folder() string { return path.Join(toolkit.Folder, a.Version) }

// unstage gives the carried files their place, unless somebody has begun the version meanwhile.
func (a *adopting) unstage() error {
	if _, err := a.project.Stat(a.staging()); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("looking for the files to carry over: %w", store.Cause(err))
	}
	var err error
	if _, there := a.project.Stat(a.folder()); errors.Is(there, fs.ErrNotExist) {
		err = a.project.Rename(a.staging(), a.folder())
	} else {
		err = a.project.RemoveAll(a.staging())
	}
	if err != nil {
		return fmt.Errorf("carrying files into %s: %w", a.folder(), store.Cause(err))
	}
	return nil
}
