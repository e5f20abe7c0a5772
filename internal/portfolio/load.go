package portfolio

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/markdown"
	"precept/internal/media"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Loader reads preceptees' folders. Preceptees may have no Root where there is nobody yet, and Organisation where the
// practice keeps no records of its own.
type Loader struct {
	Preceptees   record.Folder
	Organisation record.Folder
	Toolkit      *toolkit.Toolkit
	Parser       *markdown.Parser // for introductions and free writing
	AsOf         civil.Date
	AsOfGiven    bool            // somebody asked for that day: no example has one of its own
	Only         []string        // ids; empty for all
	Shard        Shard           // the part of them that is read
	Hosted       bool            // on somebody else's machine, where no real preceptee is read
	Kept         *media.Kept     // pictures that were cleaned for readers; may be nil
	Tracked      map[string]bool // ids: git has a file in that folder, or would take one in

	TrackedPractice map[string]bool // files of Organisation: git has them, or would take them in
}

// People reads preceptees one at a time, and keeps nothing of them. Several goroutines may use it at once.
type People struct {
	IDs []string // of all preceptees to read, in order

	loader   *Loader
	practice *practiceRecords
}

// People lists whom to read. The findings are about folders that cannot be anybody's.
func (l *Loader) People() (*People, []finding.Finding, error) {
	ids, findings, err := l.ids()
	return &People{IDs: ids, loader: l, practice: &practiceRecords{Loader: l}}, findings, err
}

// Read reads one preceptee. There is no portfolio where preceptee.md cannot be read; the findings, which have the id,
// say why.
func (p *People) Read(id string) (*Portfolio, []finding.Finding, error) {
	who, findings, err := p.loader.load(id, p.practice)
	for i := range findings {
		findings[i].Preceptee = id
	}
	return who, findings, err
}

// PracticeFindings gives what was found in the practice's own records while everybody was read. They have no id, and
// leave out only the record.
func (p *People) PracticeFindings() ([]finding.Finding, error) {
	if current := p.loader.Toolkit.Current(); len(p.practice.byName) == 0 && current != nil {
		if _, _, err := p.practice.of(current); err != nil { // nobody has a year yet
			return nil, err
		}
	}
	return p.practice.findings, nil
}

// Followed gives the names of the versions that preceptees still follow, read only from preceptee.md.
func (p *People) Followed() (map[string]bool, error) {
	followed := map[string]bool{}
	for _, id := range p.IDs {
		who, _, _, err := p.loader.head(id)
		if err != nil {
			return nil, err
		}
		if who != nil && (who.Calendar.Ended.IsZero() || !who.Calendar.Ended.Before(p.loader.AsOf)) {
			followed[who.Version.Name] = true
		}
	}
	return followed, nil
}

// ids lists the preceptees' folders.
func (l *Loader) ids() ([]string, []finding.Finding, error) {
	if l.Preceptees.Root == nil {
		return nil, nil, nil
	}
	entries, err := l.Preceptees.Root.List(".")
	if err != nil {
		return nil, nil, fmt.Errorf("listing the preceptees: %w", store.Cause(err))
	}
	var findings []finding.Finding
	var ids, all []string
	for _, e := range entries {
		id := e.Path
		all = append(all, id)
		if e.Kind == store.File || len(l.Only) > 0 && !slices.Contains(l.Only, id) ||
			!l.Shard.Has(id) {
			continue
		}
		whole := finding.Position{File: l.Preceptees.Shown(id)}
		switch {
		case e.Kind != store.Folder:
			f := record.NotAFile(e.Kind, whole)
			f.Preceptee = id
			findings = append(findings, f)
		case !validID(id):
			findings = append(findings, finding.Finding{Rule: "preceptee-id", Preceptee: id, Position: whole,
				Message: fmt.Sprintf("the folder %q cannot name a person's folder", id),
				Help:    "use small letters a to z, figures and hyphens, beginning with a letter"})
		case CopyEnding(id) != "":
			findings = append(findings, finding.Finding{Rule: "preceptee-id", Preceptee: id, Position: whole,
				Message: fmt.Sprintf("the folder %q has a name like the copy of a portfolio", id),
				Help:    "give it a name that does not end in " + CopyEnding(id)})
		default:
			ids = append(ids, id)
		}
	}
	for _, id := range l.Only {
		if !slices.Contains(all, id) {
			findings = append(findings, finding.Finding{Rule: "preceptee-missing", Preceptee: id,
				Position: finding.Position{File: l.Preceptees.Shown(id)},
				Message:  fmt.Sprintf("there is nobody called %q", id),
				Help:     source.DidYouMean(id, all, "", "precept new preceptee "+id+" makes one")})
		}
	}
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

// load reads one preceptee; nil where the portfolio is left out.
func (l *Loader) load(id string, practice *practiceRecords) (*Portfolio, []finding.Finding, error) {
	p, file, findings, err := l.head(id)
	if p == nil || err != nil {
		return nil, findings, err
	}
	more, err := l.fill(p, file, practice)
	if err != nil {
		return nil, nil, err
	}
	findings = append(findings, more...)
	record.Mask(findings)
	return p, findings, nil
}

// head reads preceptee.md and begins the portfolio; nil where it is left out.
func (l *Loader) head(id string) (*Portfolio, *source.File, []finding.Finding, error) {
	name := path.Join(id, record.PrecepteeName)
	entry, err := l.Preceptees.Root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && entry.Kind == store.Folder {
		return nil, nil, []finding.Finding{{Rule: "preceptee-missing",
			Position: finding.Position{File: l.Preceptees.Shown(id)},
			Message:  "the folder has no preceptee.md", Help: "precept new preceptee " + id + " writes one"}}, nil
	}
	file, findings, err := l.Preceptees.Read(name)
	if err != nil {
		return nil, nil, nil, err
	}
	who, more := &Preceptee{File: l.Preceptees.Shown(name)}, []finding.Finding(nil)
	if file != nil {
		who, more = ReadPreceptee(id, file)
	}
	if f, refused := l.guard(id, who); refused {
		// no other finding is given: it would be about somebody's record, in a place where that must not be
		return nil, nil, []finding.Finding{f}, nil
	}
	if file == nil {
		return nil, nil, findings, nil
	}
	p, found := l.begin(who, file)
	return p, file, append(append(findings, more...), found...), nil
}

// begin makes the portfolio of who is in a file, without records; nil where it cannot be told when and under which
// version their year began.
func (l *Loader) begin(who *Preceptee, file *source.File) (*Portfolio, []finding.Finding) {
	findings := source.Placeholders(file.Path, file.Text)
	v := l.Toolkit.Version(who.Toolkit)
	if v == nil && who.Toolkit != "" {
		findings = append(findings, l.unknownVersion(who))
	}
	if v == nil || who.Calendar.Start.IsZero() || who.Name == "" {
		return nil, findings
	}
	p := &Portfolio{Preceptee: who, Version: v, AsOf: l.AsOf}
	for i := range who.People { // one who is named in a lane that was renamed has the lane of today
		who.People[i].Lane = v.LaneID(who.People[i].Lane)
	}
	if !who.ShownOn.IsZero() && !l.AsOfGiven {
		p.AsOf = who.ShownOn
	}
	return p, findings
}

// Judge reads a preceptee.md that is not on the disk yet, with the checks of Load. The portfolio has no records and no
// milestones; it is nil where Load would leave it out.
func Judge(id string, file *source.File, t *toolkit.Toolkit) (*Portfolio, []finding.Finding) {
	who, findings := ReadPreceptee(id, file)
	p, found := (&Loader{Toolkit: t}).begin(who, file)
	findings = append(findings, found...)
	if p != nil {
		findings = append(findings, p.references()...)
	}
	return p, finding.Sort(findings)
}

// fill reads what the portfolio is made of and finds how far the year has come.
func (l *Loader) fill(p *Portfolio, file *source.File, practice *practiceRecords) ([]finding.Finding, error) {
	html, findings, err := l.writing(file)
	if err != nil {
		return nil, err
	}
	p.Introduction = html
	findings = append(findings, p.withholdIntroduction(file.Path, file.Body, file.BodyLine)...)
	findings = append(findings, p.withholdTexts()...)
	own := *l
	own.AsOf = p.AsOf
	rr := &recordReader{Loader: &own, folder: l.Preceptees.Sub(p.ID), version: p.Version}
	if p.Records, err = rr.records(); err != nil {
		return nil, err
	}
	p.Records = rr.dated(p, p.Records)
	shared, left, err := practice.of(p.Version)
	if err != nil {
		return nil, err
	}
	if err := rr.reviewAll(p, p.Records, shared); err != nil {
		return nil, err
	}
	p.Omissions, p.PracticeOmissions = rr.omissions, left
	findings = append(findings, rr.findings...)
	findings = append(findings, p.references()...)
	findings = append(findings, p.choices()...)
	p.findStates(shared)
	p.PracticeRecords = p.relevant(shared)
	p.competencies()
	p.gaps()
	for _, g := range p.Gaps {
		if g.Record == nil || !g.Record.FromPractice { // else it is found once, however many it concerns
			findings = append(findings, g.Finding)
		}
	}
	_, apart := p.apart(p.judgedOn())
	return slices.Concat(findings, p.soon(), p.advice(), apart), nil
}

// unknownVersion is the finding for a preceptee who is on a version that does not exist.
func (l *Loader) unknownVersion(who *Preceptee) finding.Finding {
	known := make([]string, len(l.Toolkit.Versions))
	for i, version := range l.Toolkit.Versions {
		known[i] = version.Name
	}
	help := "the versions are " + strings.Join(known, ", ")
	if s := source.Suggest(who.Toolkit, known); s != "" {
		help = "did you mean " + s + "? " + help
	}
	return finding.Finding{Rule: "version-unknown", Position: who.toolkitPos,
		Message: fmt.Sprintf("toolkit names version %q, which does not exist", who.Toolkit), Help: help}
}

// guard refuses a real preceptee where their records would leave the practice: on a hosted build, or in a folder
// that git tracks. A preceptee.md that cannot be read counts as a real one's.
func (l *Loader) guard(id string, who *Preceptee) (finding.Finding, bool) {
	f := finding.Finding{Position: finding.Position{File: who.File, Line: 1, Column: 1}}
	switch {
	case who.Example:
		return f, false
	case l.Hosted:
		f.Rule, f.Message = "preceptee-hosted", "a real person's records are on a hosted build machine"
		f.Help = "build portfolios on the keeper's own machine; a host runs precept build --only toolkit"
		return f, true
	case l.Tracked[id]:
		f.Rule = "preceptee-tracked"
		f.Message = "git tracks a real person's records, or would add them"
		f.Help = "write data/preceptees/* into the top .gitignore, and delete a line that lets this folder through; " +
			"`git rm -r --cached` with the folder's name removes what git already tracks; or keep the records in " +
			"a restricted folder and name it under preceptees in data/site.yaml"
		return f, true
	}
	return f, false
}

// writing renders what a person wrote: plain Markdown, without items and glossary links. What cannot be shown of
// it, such as HTML, is left out and a warning: it is somebody's own text, and not a page. Past a limit there is no
// HTML at all.
func (l *Loader) writing(file *source.File) ([]byte, []finding.Finding, error) {
	if len(strings.TrimSpace(string(file.Body))) == 0 {
		return nil, nil, nil
	}
	_, html, findings, err := l.Parser.Record(markdown.Input{File: file})
	if err != nil {
		return nil, nil, fmt.Errorf("rendering %s: %w", file.Path, err)
	}
	for i := range findings {
		if len(html) > 0 {
			findings[i].Severity = finding.Warning
		}
	}
	return html, findings, nil
}
