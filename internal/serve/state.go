package serve

import (
	"bytes"
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/watch"
)

// state is what is served at one time. It is never changed; the next one takes its place.
type state struct {
	latest  *build.Snapshot // what was read last, sound or not; its files may be closed
	public  *tree           // nil where only portfolios were asked for
	private []*tree         // by preceptee
	shown   string          // digest of what the desk shows of people
	trouble string          // why the project could not be read since
	changed chan struct{}   // closed when the next state is there
}

// tree is one site in its last sound state.
type tree struct {
	preceptee, name string
	prefix          string            // "" or "portfolios/alex/"
	outputs         []plan.Output     // by path; empty where it has not been sound yet
	edits           edits             // pages saved since, which replace them
	unsound         bool              // outputs have errors: there has been no sound state yet
	from            *build.Snapshot   // whose files the outputs read; nil where there are none
	findings        []finding.Finding // that hold the newer state back, or leave a record out
	hints           []finding.Finding // warnings, which are shown on the page of their file
}

func (s *Server) current() *state {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.state
}

func (s *Server) latest() *build.Snapshot { return s.current().latest }

// change replaces the state by a changed copy, and wakes the open pages.
func (s *Server) change(edit func(next *state)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, next := s.state, *s.state
	next.changed = make(chan struct{})
	edit(&next)
	s.state = &next
	close(old.changed)
}

// take replaces the last snapshot with that of a build. A tree with an error keeps its last sound outputs, with pages
// saved since on top. On a sound tree there is only what the build may not have read.
func (s *Server) take(b *build.Snapshot, number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.state
	next := &state{latest: b, changed: make(chan struct{})}
	of := map[string][]finding.Finding{}
	for _, f := range b.Findings {
		of[f.Preceptee] = append(of[f.Preceptee], f)
	}
	if b.Public != nil {
		next.public = s.next(b, b.Public, old.public, of)
		if next.public.from == b && old.public != nil {
			next.public.edits = old.public.edits.since(number, b)
		}
	}
	for _, t := range b.Private {
		next.private = append(next.private, s.next(b, t, find(old.private, t.Preceptee), of))
	}
	// A preceptee whose own file is broken is in no list of the build, but is still there.
	for _, f := range b.Findings {
		if f.Preceptee == "" || !build.Blocks(f, s.o.Build.Strict) || find(next.private, f.Preceptee) != nil {
			continue
		}
		if len(s.o.Build.Preceptees) > 0 && !slices.Contains(s.o.Build.Preceptees, f.Preceptee) {
			continue
		}
		blocked := &build.Tree{Preceptee: f.Preceptee, Blocked: true}
		next.private = append(next.private, s.next(b, blocked, find(old.private, f.Preceptee), of))
	}
	slices.SortFunc(next.private, func(a, b *tree) int { return cmp.Compare(a.preceptee, b.preceptee) })
	next.shown = digest(s.desk.Shown(s.site(next)))

	s.state = next
	s.open = slices.DeleteFunc(append(s.open, b), func(b *build.Snapshot) bool {
		if next.reads(b) {
			return false
		}
		b.Close()
		return true
	})
	close(old.changed)
}

// next is a tree as it is served from now on. of are the findings of the build by the preceptee whom they are about.
func (s *Server) next(b *build.Snapshot, t *build.Tree, old *tree, of map[string][]finding.Finding) *tree {
	n := &tree{preceptee: t.Preceptee, name: cmp.Or(t.Name, t.Preceptee), outputs: t.Outputs, from: b}
	if t.Preceptee != "" {
		n.prefix = "portfolios/" + t.Preceptee + "/"
	}
	switch {
	case !t.Blocked:
	case old != nil && len(old.outputs) > 0 && !old.unsound:
		n.outputs, n.edits, n.from, n.name = old.outputs, old.edits, old.from, old.name
	case t.Preceptee == "":
		n.unsound = true // what could be read is shown, with the findings on top
	default:
		n.outputs, n.from = nil, nil
	}
	for _, f := range of[t.Preceptee] {
		switch {
		case build.Blocks(f, s.o.Build.Strict):
			n.findings = append(n.findings, f)
		case f.Severity == finding.Warning:
			n.hints = append(n.hints, f)
		}
	}
	// A portfolio needs its version's forms and timeline: where nothing of its own blocks it, one of these does.
	if t.Preceptee != "" && t.Blocked &&
		!slices.ContainsFunc(n.findings, func(f finding.Finding) bool { return !f.RecordOnly }) {
		for _, f := range of[""] {
			if build.Blocks(f, s.o.Build.Strict) {
				n.findings = append(n.findings, f)
			}
		}
	}
	return n
}

// trouble records that the project cannot be read at all, and reports whether that is new. What is served stays.
func (s *Server) trouble(why string) bool {
	if s.current().trouble == why {
		return false
	}
	s.change(func(next *state) { next.trouble = why })
	return true
}

func (s *Server) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.open {
		b.Close()
	}
	s.open = nil
	s.state = &state{changed: s.state.changed}
}

func (s *state) reads(b *build.Snapshot) bool {
	from := func(t *tree) bool { return t.from == b }
	return s.public != nil && from(s.public) || slices.ContainsFunc(s.private, from)
}

func find(list []*tree, preceptee string) *tree {
	for _, t := range list {
		if t.preceptee == preceptee {
			return t
		}
	}
	return nil
}

func byPath(o plan.Output, path string) int { return cmp.Compare(o.Path, path) }

// places says what a build reads. Before the first build the preceptees' folder is taken to be the usual one. Where
// only the toolkit is served, it is not watched.
func (s *Server) places(b *build.Snapshot) watch.Places {
	at := func(name string) string { return filepath.Join(s.o.Build.Project, filepath.FromSlash(name)) }
	p := watch.Places{Folders: []string{at("content"), at("themes")}, Files: []string{at(site.File)}}
	if b != nil {
		for _, base := range b.Site.Bases {
			if base.Bundle != "" {
				p.Files = append(p.Files, at(base.Bundle))
			} else {
				p.Folders = append(p.Folders, filepath.Join(at(base.Folder), "content"))
			}
		}
	}
	if s.o.Build.Only == build.ToolkitOnly {
		return p
	}
	p.Folders = append(p.Folders, at(record.Organisation))
	people := site.DefaultPreceptees
	if b != nil {
		people = b.Site.Preceptees
	}
	if filepath.IsAbs(people) {
		p.Folders = append(p.Folders, people)
	} else {
		p.Folders = append(p.Folders, at(people))
	}
	return p
}

// text is a finding as a terminal shows it.
func text(f finding.Finding) string {
	var b bytes.Buffer
	if err := finding.Write(&b, finding.Text, []finding.Finding{f}, finding.Options{}); err != nil {
		return f.Message
	}
	return strings.TrimRight(b.String(), "\n")
}

// place is the place of a finding, as people write it.
func place(p finding.Position) string {
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// reader is who the portfolios are shown to.
func (s *Server) reader() portfolio.Reader { return cmp.Or(s.o.Build.Reader, portfolio.ForPreceptee) }
