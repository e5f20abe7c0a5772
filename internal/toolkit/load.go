package toolkit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/lock"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/wording"
)

// Loader reads content/ into a Toolkit.
type Loader struct {
	Root   *store.Root
	Local  map[string]string // local words that the site has filled
	Words  *wording.Words    // what the site says in place of our phrases
	Parser *markdown.Parser
	Bodies Bodies
	Jobs   int
	AsOf   civil.Date // a version that is released after it is a draft; zero where no release lies ahead
	Drafts bool       // pages that say draft: true are loaded too

	Preceptees string // the folder of all preceptees, as findings name it; data/preceptees where it is ""

	Sized    func(pages int) // called with the number of pages before the first is parsed; may be nil
	Previous *Toolkit        // an earlier load, whose unchanged pages are taken over; may be nil

	sourceLimit int64 // instead of maxSourceBytes; 0 in all but tests
	fileLimit   int   // instead of maxFiles; 0 in all but tests
}

// maxSourceBytes is how much Markdown stays in memory between the first pass, which reads front matter, and the second,
// which makes bodies. Files past it are read again.
const maxSourceBytes = 8 << 20

// maxFiles is how many files one version may have: pages, with the index.md of each section, and what is beside them.
const maxFiles = 200_000

// load is one run of a Loader.
type load struct {
	*Loader
	sourceBytes atomic.Int64 // of Markdown in memory between the passes
	sourceLimit int64

	mu       sync.Mutex // guards findings
	findings []finding.Finding
}

// Load reads every version. Findings say what is wrong with the input; an error is the machine's.
func (l *Loader) Load(ctx context.Context) (*Toolkit, []finding.Finding, error) {
	run := &load{Loader: l, sourceLimit: cmp.Or(l.sourceLimit, maxSourceBytes)}
	folders, err := run.survey()
	if err != nil {
		return nil, nil, err
	}
	if l.Sized != nil {
		pages := 0
		for _, f := range folders {
			pages += len(f.md)
		}
		l.Sized(pages)
	}
	t := &Toolkit{}
	byName, looked, saved := map[string]*folder{}, map[string]Image{}, map[string]Download{}
	for _, f := range folders {
		byName[f.name] = f
		v, err := run.version(f)
		if err != nil {
			return nil, nil, err
		}
		f.version = v
	}
	for _, f := range folders {
		if f.version == nil {
			continue
		}
		files := run.inherit(f, byName)
		if err := run.pictures(ctx, f.version, looked); err != nil {
			return nil, nil, err
		}
		if err := run.downloads(ctx, f.version, saved); err != nil {
			return nil, nil, err
		}
		if err := run.heads(ctx, f.version, files); err != nil {
			return nil, nil, err
		}
		f.version.files = f.version.contents(files)
		if err := run.lock(ctx, f.version); err != nil {
			return nil, nil, err
		}
		if err := run.bodies(ctx, f.version); err != nil {
			return nil, nil, err
		}
		f.version.usePictures()
		run.useDownloads(f.version)
		t.Versions = append(t.Versions, f.version)
	}
	slices.SortFunc(t.Versions, func(a, b *Version) int { return CompareNames(b.Name, a.Name) })
	return t, run.findings, nil
}

func (l *load) add(findings ...finding.Finding) {
	if len(findings) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.findings = append(l.findings, findings...)
}

func (l *load) addAt(rule string, pos finding.Position, message, help string) {
	l.add(finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
}

// version reads a version's own front matter.
func (l *load) version(f *folder) (*Version, error) {
	v := &Version{Name: f.name, Title: f.name, File: path.Join(Folder, f.name, "version.md"), Images: f.images,
		Downloads: f.downloads, Locked: f.special[lock.Name], asOf: l.AsOf, bySlug: map[string]*Page{}}
	if !f.special["version.md"] {
		l.addAt("version-missing", finding.Position{File: path.Join(Folder, f.name)},
			fmt.Sprintf("version %s has no version.md", f.name),
			"write one with title and summary; precept new version "+f.name+" does it")
		return v, nil
	}
	file, err := l.read(v.File)
	if err != nil || file == nil {
		return v, err
	}
	values, findings := file.Values(VersionSchema)
	l.add(findings...)
	v.Title, v.Summary, v.Released = values.Text("title"), values.Text("summary"), values.Date("released")
	v.Approved, v.Extends = values.Map("approved").Text("role"), values.Text("extends")
	f.extends, f.extendsPos = v.Extends, values.Pos("extends")
	f.drop = words(values.List("drop"))
	l.budgets(v, values.Entries("budget"))
	for _, w := range values.List("local") {
		v.Local = append(v.Local, w.Text)
	}
	facts, body, err := l.markdown(markdown.Input{File: file, Kind: item.Page, NoGlossary: true,
		Dict: markdown.NewDictionary(nil, nil, nil, nil).WithWords(l.Words)})
	if err != nil {
		return nil, err
	}
	v.Notes, v.noteImages = l.Bodies.put(body), facts.Images
	if f.special["notices.md"] {
		err = l.withdrawal(v)
	}
	return v, err
}

// read reads one Markdown file; nil where findings say why it cannot be read.
func (l *load) read(name string) (*source.File, error) {
	raw, ok, err := l.bytes(name)
	if !ok {
		return nil, err
	}
	return l.split(name, raw), nil
}

// bytes reads a file. Without an error it is not ok where a finding says that the file is too large.
func (l *load) bytes(name string) (raw []byte, ok bool, err error) {
	raw, err = l.Root.Read(name, source.MaxFile)
	if errors.Is(err, store.ErrTooLarge) {
		l.addAt("file-too-large", finding.Position{File: name},
			fmt.Sprintf("the file is larger than %d KiB", source.MaxFile>>10), "split it into several pages")
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	return raw, true, nil
}

// split takes a file's front matter off its body; nil where findings say why it cannot.
func (l *load) split(name string, raw []byte) *source.File {
	file, findings := source.Read(name, raw, source.MaxFile)
	l.add(findings...)
	if file != nil {
		l.add(source.Placeholders(name, file.Text)...)
	}
	return file
}

func (l *load) markdown(in markdown.Input) (markdown.Facts, []byte, error) {
	facts, body, findings, err := l.Parser.Parse(in)
	if err != nil {
		return facts, nil, fmt.Errorf("rendering %s: %w", in.File.Path, err)
	}
	l.add(findings...)
	return facts, body, nil
}

// headless is a file without the nodes of its front matter, which need not stay in memory.
func headless(f *source.File) *source.File {
	return &source.File{Path: f.Path, Text: f.Text, Body: f.Body, BodyLine: f.BodyLine, BodyOffset: f.BodyOffset}
}

// pageFile is a page's file and its path below the version that shows it.
type pageFile struct {
	file, below, from string
	sum               string // for the lock of its version, where that has one
}

// inherit lists a version's files: its own, and those of the versions that it extends where it has no page at that
// address.
func (l *load) inherit(f *folder, byName map[string]*folder) []pageFile {
	var files []pageFile
	have := map[string]bool{}    // slugs
	dropped := map[string]bool{} // slugs
	found := map[string]bool{}   // dropped slugs that there was a page for
	beside := map[string]bool{}
	for _, im := range f.version.Images {
		beside[im.Path] = true
	}
	for _, d := range f.version.Downloads {
		beside[d.Path] = true
	}
	for _, at := range l.extended(f, byName) {
		own := len(files)
		f.version.inheritLocal(at.version)
		for _, below := range at.md {
			slug := slugOf(below)
			found[slug] = found[slug] || dropped[slug]
			if !have[slug] && !dropped[slug] {
				files = append(files, pageFile{file: path.Join(Folder, at.name, below), below: below, from: at.name})
			}
		}
		for _, pf := range files[own:] {
			have[slugOf(pf.below)] = true
		}
		f.version.inheritFiles(at, beside)
		for _, d := range at.drop {
			dropped[d.Text] = true
		}
	}
	for _, d := range f.drop {
		if !found[d.Text] {
			l.addAt("version-extends", d.Pos,
				fmt.Sprintf("drop names %q, which is not a page of the versions that this one extends", d.Text),
				"name a page by its path below its version, without .md")
		}
	}
	slices.SortFunc(f.version.Images, func(a, b Image) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(f.version.Downloads, func(a, b Download) int { return strings.Compare(a.Path, b.Path) })
	sort.Slice(files, func(i, j int) bool { return files[i].below < files[j].below })
	return files
}

// inheritFiles adds what is beside the pages of a version that v extends, where v has nothing at that path.
func (v *Version) inheritFiles(from *folder, have map[string]bool) {
	for _, im := range from.images {
		if !have[im.Path] {
			have[im.Path] = true
			v.Images = append(v.Images, im)
		}
	}
	for _, d := range from.downloads {
		if !have[d.Path] {
			have[d.Path] = true
			v.Downloads = append(v.Downloads, d)
		}
	}
}

// inheritLocal adds the local words of a version that v extends: v shows pages that use them.
func (v *Version) inheritLocal(from *Version) {
	if from == nil {
		return
	}
	for _, word := range from.Local {
		if !slices.Contains(v.Local, word) {
			v.Local = append(v.Local, word)
		}
	}
}

// extended lists a version's folder and those of the versions that it extends, nearest first.
func (l *load) extended(f *folder, byName map[string]*folder) []*folder {
	var list []*folder
	for at := f; at != nil; at = byName[at.extends] {
		if slices.Contains(list, at) {
			l.addAt("version-extends", f.extendsPos, "versions extend one another in a circle", "take one extends out")
			break
		}
		list = append(list, at)
		if at.extends == "" || byName[at.extends] != nil {
			continue
		}
		others := slices.DeleteFunc(slices.Sorted(maps.Keys(byName)), func(name string) bool { return name == at.name })
		help := "there is no other version yet"
		if len(others) > 0 {
			help = "the other versions are " + strings.Join(others, ", ")
		}
		message := fmt.Sprintf("extends names version %q, which does not exist", at.extends)
		l.addAt("version-extends", at.extendsPos, message, source.DidYouMean(at.extends, others, "", help))
	}
	return list
}

// slugOf gives a page's slug: its path without .md or /index.
func slugOf(below string) string {
	slug := strings.TrimSuffix(below, ".md")
	if slug == "index" {
		return ""
	}
	return strings.TrimSuffix(slug, "/index")
}

// heads reads the front matter of every page, in parallel.
func (l *load) heads(ctx context.Context, v *Version, files []pageFile) error {
	pages := make([]*Page, len(files))
	err := parallel(ctx, l.Jobs, len(files), func(i int) error {
		p, err := l.head(v, &files[i])
		pages[i] = p
		return err
	})
	if err != nil {
		return err
	}
	for i, p := range pages {
		if p == nil {
			v.lost = v.lost || l.reported(files[i].file) // a page that is a draft has no finding
			continue
		}
		if first := v.bySlug[p.Slug]; first != nil {
			l.addAt("page-collision", finding.Position{File: p.File},
				fmt.Sprintf("%s and %s have the same address, %q", first.File, p.File, p.Slug),
				"rename one of them: neither may win silently")
			continue
		}
		v.bySlug[p.Slug] = p
		v.Pages = append(v.Pages, p)
	}
	sort.Slice(v.Pages, func(i, j int) bool { return v.Pages[i].Slug < v.Pages[j].Slug })
	l.timeline(v)
	v.Words = l.Words.For(v.Nouns())
	return nil
}

// reported reports whether a file has a finding.
func (l *load) reported(file string) bool {
	return slices.ContainsFunc(l.findings, func(f finding.Finding) bool { return f.File == file })
}

// parallel runs n pieces of work on as many workers as there are jobs, and stops at the first error. A worker keeps its
// stack, which parsing makes deep, from one piece to the next.
func parallel(ctx context.Context, jobs, n int, work func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range max(1, min(jobs, n)) {
		g.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := work(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
