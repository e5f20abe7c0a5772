package portfolio

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Loader reads preceptees' folders. Organisation may be left without a Tree where the practice keeps no records of its own.
type Loader struct {
	Preceptees   Folder
	Organisation Folder
	Toolkit      *toolkit.Toolkit
	AsOf         civil.Date
	Only         []string // ids; empty for all
	Hosted       bool     // on a machine of somebody else, where no real preceptee is read
	Unguarded    bool     // git would take a real preceptee's folder in
}

// Load reads every preceptee. A portfolio whose preceptee.md cannot be read is left out of the list; the findings, which bear
// its id, say why.
func (l *Loader) Load() ([]*Portfolio, []finding.Finding, error) {
	ids, findings, err := l.ids()
	if err != nil {
		return nil, nil, err
	}
	var list []*Portfolio
	for _, id := range ids {
		p, more, err := l.one(id)
		if err != nil {
			return nil, nil, err
		}
		for i := range more {
			more[i].Preceptee = id
		}
		findings = append(findings, more...)
		if p != nil {
			list = append(list, p)
		}
	}
	return list, findings, nil
}

// ids lists the preceptees' folders.
func (l *Loader) ids() ([]string, []finding.Finding, error) {
	entries, err := l.Preceptees.Tree.List(".")
	if err != nil {
		return nil, nil, fmt.Errorf("listing the preceptees: %w", err)
	}
	var findings []finding.Finding
	var ids []string
	for _, e := range entries {
		id := e.Path
		if e.Kind != store.Folder || len(l.Only) > 0 && !slices.Contains(l.Only, id) {
			continue
		}
		if !validID(id) {
			findings = append(findings, finding.Finding{Rule: "preceptee-id", Preceptee: id, Position: finding.Position{File: l.Preceptees.Prefix + id},
				Message: fmt.Sprintf("the folder %q cannot name a preceptee", id), Help: "use small letters a to z, figures and dashes, beginning with a letter"})
			continue
		}
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids, findings, nil
}

func validID(id string) bool {
	for i, c := range id {
		if !(c >= 'a' && c <= 'z' || i > 0 && (c >= '0' && c <= '9' || c == '-')) {
			return false
		}
	}
	return id != "" && len(id) <= 80
}

func (l *Loader) one(id string) (*Portfolio, []finding.Finding, error) {
	name := id + "/preceptee.md"
	if _, err := l.Preceptees.Tree.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, []finding.Finding{{Rule: "preceptee-missing", Position: finding.Position{File: l.Preceptees.Prefix + id},
			Message: "the folder has no preceptee.md", Help: "precept new preceptee " + id + " writes one"}}, nil
	}
	file, findings, err := l.Preceptees.read(name)
	if err != nil || file == nil {
		return nil, findings, err
	}
	who, more := ReadPreceptee(id, file)
	findings = append(findings, more...)
	v := l.Toolkit.Version(who.Toolkit)
	if v == nil && who.Toolkit != "" {
		known := make([]string, len(l.Toolkit.Versions))
		for i, version := range l.Toolkit.Versions {
			known[i] = version.Name
		}
		help := "the versions are " + strings.Join(known, ", ")
		if s := source.Suggest(who.Toolkit, known); s != "" {
			help = "did you mean " + s + "? " + help
		}
		findings = append(findings, finding.Finding{Rule: "version-unknown", Position: who.toolkitPos, Message: fmt.Sprintf("toolkit names version %q, which does not exist", who.Toolkit), Help: help})
	}
	if f, refused := l.guard(who); refused {
		return nil, append(findings, f), nil
	}
	if v == nil || who.Calendar.Start.IsZero() || who.Name == "" {
		return nil, findings, nil
	}
	p := &Portfolio{Preceptee: who, Version: v, AsOf: l.AsOf}
	rr := &recordReader{folder: l.Preceptees, toolkit: l.Toolkit, version: v, who: id}
	if p.Records, err = rr.records(id); err != nil {
		return nil, nil, err
	}
	var shared []*Record
	if l.Organisation.Tree != nil {
		// the organisation's records are judged once, by the build; here they only serve milestones
		or := &recordReader{folder: l.Organisation, toolkit: l.Toolkit, version: v, who: id}
		if shared, err = or.records("."); err != nil {
			return nil, nil, err
		}
		for _, r := range shared {
			r.Shared = true
			or.judge(p, r)
		}
	}
	for _, r := range p.Records {
		rr.judge(p, r)
	}
	p.Left = rr.left
	findings = append(findings, rr.findings...)
	findings = append(findings, p.references()...)
	p.settle(shared)
	p.competencies()
	p.gaps()
	for _, g := range p.Gaps {
		findings = append(findings, g.Finding)
	}
	return p, findings, nil
}

// guard refuses a real preceptee where their records would leave the practice: on a hosted build, or in a folder that git tracks.
func (l *Loader) guard(who *Preceptee) (finding.Finding, bool) {
	f := finding.Finding{Position: finding.Position{File: who.File, Line: 1, Column: 1}}
	switch {
	case who.Example:
		return f, false
	case l.Hosted:
		f.Rule, f.Message = "preceptee-hosted", "a real preceptee's records are on a hosted build machine"
		f.Help = "build portfolios on the keeper's own machine; a host runs precept build --only toolkit"
		return f, true
	case l.Unguarded:
		f.Rule, f.Message = "preceptee-tracked", "a real preceptee's records lie in a git work tree that does not ignore them"
		f.Help = "add the line data/preceptees/* to the top .gitignore, or keep the records in a restricted folder and name it under preceptees in data/site.yaml"
		return f, true
	}
	return f, false
}

// references finds milestones and items that preceptee.md names and the toolkit does not have.
func (p *Portfolio) references() []finding.Finding {
	var findings []finding.Finding
	known := map[string]bool{}
	var ids []string
	if p.Version.Programme != nil {
		for _, o := range p.Version.Programme.Occurrences(programme.Calendar{Start: p.Calendar.Start, Tags: p.Calendar.Tags, WTE: p.Calendar.WTE, Pauses: p.Calendar.Pauses, ExtensionMonths: p.Calendar.ExtensionMonths}) {
			known[o.ID], known[o.Milestone.ID] = true, true
			ids = append(ids, o.ID)
		}
		for _, m := range p.Version.Programme.Milestones {
			known[m.ID] = true
		}
	}
	for _, c := range p.Version.Competencies {
		known[c.ID] = true
		ids = append(ids, c.ID)
	}
	check := func(key string, names []string) {
		sort.Strings(names)
		for _, name := range names {
			if known[name] {
				continue
			}
			help := "name a milestone of the timeline or a competency by its id"
			if s := source.Suggest(name, ids); s != "" {
				help = "did you mean " + s + "?"
			}
			findings = append(findings, finding.Finding{Rule: "item-unknown", Position: finding.Position{File: p.File, Line: 1, Column: 1},
				Message: fmt.Sprintf("%s names %q, which version %s does not have", key, name, p.Version.Name), Help: help})
		}
	}
	check("overrides", keys(p.Calendar.Overrides))
	check("not_applicable", keys(p.Calendar.NotApplicable))
	check("accepted", keys(p.Accepted))
	check("done", keys(p.Done))
	return findings
}

func keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	return list
}

// settle says where each milestone stands.
func (p *Portfolio) settle(shared []*Record) {
	prog := p.Version.Programme
	if prog == nil {
		return
	}
	for _, o := range prog.Occurrences(p.Calendar) {
		p.Milestones = append(p.Milestones, Milestone{Occurrence: o})
	}
	served := map[int]map[string]*Record{} // milestone → form → record
	for _, f := range p.Version.Forms {
		from := p.Records
		if f.Subject == "organisation" {
			from = shared
		}
		var done, open []*Record
		for _, r := range from {
			switch {
			case r.Form != f.Slug || r.Date.After(p.AsOf):
			case r.Done():
				done = append(done, r)
			default:
				open = append(open, r)
			}
		}
		places := slots(p.Milestones, f.Slug)
		share(places, done, p.Milestones)
		share(places, open, p.Milestones)
		for _, s := range places {
			if s.record == nil {
				continue
			}
			for _, i := range s.list {
				if served[i] == nil {
					served[i] = map[string]*Record{}
				}
				served[i][f.Slug] = s.record
				s.record.Serves = append(s.record.Serves, p.Milestones[i].ID)
			}
		}
	}
	for i := range p.Milestones {
		p.state(&p.Milestones[i], served[i], shared)
	}
}

func (p *Portfolio) state(m *Milestone, served map[string]*Record, shared []*Record) {
	accepted, agreed := p.Accepted[m.ID]
	if !agreed {
		accepted, agreed = p.Accepted[m.Occurrence.Milestone.ID]
	}
	late := m.Due.Before(p.AsOf) && m.Occurrence.Milestone.Required
	done, started, waiting := p.progress(m, served, shared)
	switch {
	case m.Occurrence.NotApplicable != "":
		m.State, m.Detail = NotApplicable, m.Occurrence.NotApplicable
	case done:
		m.State = Done
	case agreed:
		m.State, m.Detail = Agreed, accepted.Plan
	case waiting != "" && !late:
		m.State, m.Detail = Waiting, waiting
	case late:
		m.State, m.Detail = Past, waiting
		if waiting == "" && started {
			m.Detail = "begun, and not yet complete"
		}
	case started:
		m.State = InProgress
	default:
		m.State = NotStarted
	}
}

// progress looks at the records that serve a milestone.
func (p *Portfolio) progress(m *Milestone, served map[string]*Record, shared []*Record) (done, started bool, waiting string) {
	ms := m.Occurrence.Milestone
	if ms.Field != "" && len(ms.Forms) > 0 {
		for _, r := range append(append([]*Record{}, p.Records...), shared...) {
			if r.Form == ms.Forms[0] && !r.Date.After(p.AsOf) && (r.Answer(ms.Field) != nil || slices.Contains(r.Private, ms.Field)) {
				m.Records, m.DoneOn = []*Record{r}, r.Date
				return true, true, ""
			}
		}
		return false, false, ""
	}
	if len(ms.Forms) == 0 {
		on, ok := p.Done[m.ID]
		if !ok {
			on, ok = p.Done[ms.ID]
		}
		m.DoneOn = on
		return ok && !on.After(p.AsOf), ok, ""
	}
	done = true
	for _, slug := range ms.Forms {
		r := served[slug]
		if r == nil {
			done = false
			continue
		}
		started = true
		m.Records = append(m.Records, r)
		if !r.Done() {
			done = false
			if len(r.Missing) == 0 && len(r.Unsigned) > 0 {
				waiting = "signature missing: " + p.lanes(r.Unsigned)
			}
		}
		if before(m.DoneOn, r.Date) || m.DoneOn.IsZero() {
			m.DoneOn = r.Date
		}
	}
	if !done {
		m.DoneOn = civil.Date{}
	}
	return done, started, waiting
}

func (p *Portfolio) lanes(fields []*form.Field) string {
	var list []string
	for _, f := range fields {
		if title := p.Version.LaneTitle(f.Lane); !slices.Contains(list, title) {
			list = append(list, title)
		}
	}
	return strings.ToLower(strings.Join(list, ", "))
}

// OpenFolder opens a folder as the place of preceptees or of the organisation; a folder that is not there gives one without a Tree.
func OpenFolder(dir, prefix string) (Folder, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return Folder{}, err
	}
	return Folder{Tree: tree, Prefix: prefix}, nil
}
