package toolkit

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
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
	"precept/internal/media"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/wording"
)

// Loader reads content/ into a Toolkit.
type Loader struct {
	Root   *store.Root
	Bases  []Base            // that the project's own toolkit is based on, the uppermost first
	Local  map[string]string // local words that the site has filled
	Words  *wording.Words    // what the site says in place of our phrases
	By     string            // who publishes the site, and adds sections to the pages of a base
	Parser *markdown.Parser
	Bodies Bodies
	Jobs   int
	AsOf   civil.Date // a version that is released after it is a draft; zero where no release lies ahead
	Drafts bool       // pages that say draft: true are loaded too
	Sum    string     // a version whose files are summed for its release, though it has no lock; or ""

	Preceptees string // the folder of all preceptees, as findings name it; data/preceptees where it is ""

	Sized    func(pages int) // called with the number of pages before the first is parsed; may be nil
	Kept     *media.Kept     // pictures that were cleaned for readers; may be nil
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

	levels         []*level       // the project itself, then its bases
	sectionFiles   []string       // files that add a section to a page
	sectionNumbers map[string]int // and their numbers in that list, from 1

	mu       sync.Mutex // guards findings
	findings []finding.Finding
}

// Load reads every version. Findings say what is wrong with the input; an error is the machine's.
func (l *Loader) Load(ctx context.Context) (*Toolkit, []finding.Finding, error) {
	run := l.begin()
	if err := run.survey(); err != nil {
		return nil, nil, err
	}
	if l.Sized != nil {
		pages := 0
		for _, lv := range run.levels {
			for _, f := range lv.byName {
				pages += len(f.md)
			}
		}
		l.Sized(pages)
	}
	if err := run.describe(); err != nil {
		return nil, nil, err
	}
	t := &Toolkit{bases: l.Bases, sections: run.sectionFiles}
	looked, saved := map[string]Image{}, map[string]Download{}
	for _, name := range run.versionNames(0) {
		v, files := run.inherit(name)
		if err := run.pictures(ctx, v, looked); err != nil {
			return nil, nil, err
		}
		if err := run.downloads(ctx, v, saved); err != nil {
			return nil, nil, err
		}
		if err := run.heads(ctx, v, files); err != nil {
			return nil, nil, err
		}
		if err := run.lock(ctx, v, files); err != nil {
			return nil, nil, err
		}
		if err := run.bodies(ctx, v); err != nil {
			return nil, nil, err
		}
		v.usePictures()
		run.useDownloads(t, v)
		t.Versions = append(t.Versions, v)
	}
	slices.SortFunc(t.Versions, func(a, b *Version) int { return CompareNames(b.Name, a.Name) })
	return t, run.findings, nil
}

// begin gives a run of the loader.
func (l *Loader) begin() *load {
	return &load{Loader: l, sourceLimit: cmp.Or(l.sourceLimit, maxSourceBytes), sectionNumbers: map[string]int{}}
}

// describe reads the version.md and the notices of every folder.
func (l *load) describe() error {
	for i, lv := range l.levels {
		for _, name := range slices.Sorted(maps.Keys(lv.byName)) {
			f := lv.byName[name]
			based := slices.ContainsFunc(l.levels[i+1:], func(lower *level) bool {
				return lower.byName[name] != nil && lower.byName[name].special["version.md"]
			})
			err := l.version(f, based)
			if err == nil && f.special["notices.md"] {
				err = l.withdrawal(f)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
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

// version reads a version's own front matter at one level. Where a level below has the version too, it need not be
// there, and need not say what that one says.
func (l *load) version(f *folder, based bool) error {
	if !f.special["version.md"] {
		return nil
	}
	f.version = &Version{Title: f.name, File: f.file("version.md")}
	raw, ok, err := l.bytes(f.version.File)
	if !ok {
		return err
	}
	f.sum = lock.Sum(raw)
	file := l.split(f.version.File, raw)
	if file == nil {
		return nil
	}
	schema := VersionSchema
	if based {
		schema = schema.Optional()
	}
	values, findings := file.Values(schema)
	l.add(findings...)
	v := f.version
	v.Title, v.Summary, v.Released = values.Text("title"), values.Text("summary"), values.Date("released")
	if values.Has("released") {
		v.Dated = values.Pos("released")
		if v.Released.IsZero() {
			v.Released = l.AsOf // a day that cannot be read has its finding, and makes the version no draft
		}
	}
	v.Approved, v.Extends = values.Map("approved").Text("role"), values.Text("extends")
	f.drop = words(values.List("drop"))
	if f.extends, f.extendsPos = v.Extends, values.Pos("extends"); l.levels[f.level].Whole {
		f.extends, f.drop = "", nil // what it inherits and leaves out has been seen to
	}
	l.budgets(v, values.Entries("budget"))
	for _, w := range values.List("local") {
		names := strings.Fields(w.Text)
		if len(names) > 1 {
			l.addAt("key-type", w.Pos, fmt.Sprintf("%q is more than one local word", w.Text),
				"write a comma between them: "+strings.Join(names, ", "))
		}
		v.Local = append(v.Local, names...)
	}
	facts, body, err := l.markdown(markdown.Input{File: file, Kind: item.Page, NoGlossary: true,
		Dict: markdown.NewDictionary(nil, nil, nil, nil).WithWords(l.Words)})
	if err != nil {
		return err
	}
	v.Notes, v.noteImages, v.hasNotes = l.Bodies.put(body), facts.Images, len(bytes.TrimSpace(file.Body)) > 0
	return nil
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
	raw, err = l.Read(name, source.MaxFile)
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
				"rename one of them")
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
