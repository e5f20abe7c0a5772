package toolkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/store"
)

// Body is a page's HTML, in memory or in a spill file.
type Body struct {
	spill *store.Spill
	ref   store.Ref
	html  []byte
}

// Bytes gives the HTML; it must not be written to.
func (b Body) Bytes() ([]byte, error) {
	if b.spill != nil {
		return b.spill.Get(b.ref)
	}
	return b.html, nil
}

// Bodies says where bodies are stored. The zero Bodies stores each with its page, in memory, as a server needs it. With
// a Spill they are stored compactly, and for one build only.
type Bodies struct {
	Spill *store.Spill
}

// put stores one body.
func (b Bodies) put(html []byte) Body {
	if b.Spill == nil {
		return Body{html: html}
	}
	return Body{spill: b.Spill, ref: b.Spill.Put(html)}
}

// bodies makes the HTML and facts of every page of a version: the pages that others depend on first.
func (l *load) bodies(ctx context.Context, v *Version) error {
	titles := map[string]string{}
	for _, p := range v.Pages {
		if p.Kind == item.Form {
			titles[form.FromPage(p.Slug)] = p.Title
		}
	}
	lanes := map[string]string{}
	for _, lane := range v.Lanes() {
		lanes[lane.ID] = lane.Title
	}
	for _, lane := range v.Lanes() {
		if lane.Was != "" && lanes[lane.Was] == "" {
			lanes[lane.Was] = lane.Title
		}
	}
	for _, p := range v.Pages {
		v.followLanes(p)
	}
	plain := markdown.NewDictionary(nil, titles, lanes, l.Local).WithFiles(v.sizes(), v.links()).WithWords(v.Words)
	var first, rest, forms []*Page
	for _, p := range v.Pages {
		switch {
		case kind(p.Kind).first:
			first = append(first, p)
		case p.Kind == item.Form:
			forms = append(forms, p)
		default:
			rest = append(rest, p)
		}
	}
	if err := l.parse(ctx, v, first, plain, nil); err != nil {
		return err
	}
	v.Terms = terms(first)
	l.requirements(v, first)
	v.dictionary = markdown.NewDictionary(v.Terms, titles, lanes, l.Local).WithFiles(v.sizes(), v.links()).
		WithWords(v.Words)
	named := map[string]bool{}
	for _, r := range v.Requirements {
		for _, slug := range r.On {
			if slug == "index" {
				slug = "" // the home page
			}
			named[slug] = true
		}
	}
	if err := l.parse(ctx, v, rest, v.dictionary, named); err != nil {
		return err
	}
	if err := l.parse(ctx, v, forms, v.wordsOfForms(l), named); err != nil {
		return err
	}
	if err := l.notices(v); err != nil {
		return err
	}
	l.model(v)
	l.checkNotices(v)
	return nil
}

// wordsOfForms reads the version's competencies, which tables on forms may have a row for each of, and gives the
// dictionary that forms are parsed with.
func (v *Version) wordsOfForms(l *load) *markdown.Dictionary {
	for _, p := range v.Pages {
		if k := kind(p.Kind); k.early {
			k.model(l, v, p)
		}
	}
	l.formerCompetencies(v)
	rows := make([]markdown.Row, len(v.Competencies))
	for i, c := range v.Competencies {
		rows[i] = markdown.Row{ID: c.ID, Label: c.Label, LabelHTML: c.LabelHTML, Group: c.Domain, Level: c.Level,
			When: c.When, Was: c.Was}
	}
	v.formDictionary = v.dictionary.WithRows(rows)
	return v.formDictionary
}

// parse makes the bodies of some pages in parallel.
func (l *load) parse(
	ctx context.Context, v *Version, pages []*Page, dict *markdown.Dictionary, named map[string]bool,
) error {
	return parallel(ctx, l.Jobs, len(pages), func(i int) error {
		p := pages[i]
		blocks := named[p.Slug] || p.Kind == item.Glossary // requirements are not known yet when a glossary is read
		if l.reuse(p, dict, blocks) {
			return nil
		}
		text, err := l.source(p)
		if text == nil || err != nil {
			return err
		}
		return l.body(p, text, dict, blocks)
	})
}

// body makes a page's HTML and facts.
func (l *load) body(p *Page, text *source.File, dict *markdown.Dictionary, blocks bool) error {
	facts, html, findings, err := l.Parser.Parse(markdown.Input{
		File: text, Slug: p.Slug, Folder: p.Folder, Title: p.Title, Kind: p.Kind,
		NoGlossary: p.NoGlossary || p.Kind == item.Glossary, KeepBlocks: blocks, Dict: dict, By: p.publishers(),
	})
	if err != nil {
		return fmt.Errorf("rendering %s: %w", p.File, err)
	}
	if p.Unread && p.Kind == item.Page { // its kind may be the part that cannot be read
		findings = slices.DeleteFunc(findings, ofItems)
	}
	adviseSections(p, findings)
	l.add(findings...)
	p.Facts, p.Body, p.origin = facts, l.Bodies.put(html), &origin{dict.Digest, blocks, findings}
	return nil
}

// ofItems reports whether a finding is about an item, or about attributes that only some kinds of page have.
func ofItems(f finding.Finding) bool {
	switch f.Rule {
	case item.RuleSyntax, item.RulePlace, item.RuleIDBad, item.RuleAttribute, "heading-id", "id-missing", "item-text":
		return true
	}
	return false
}

// source gives a page's Markdown, as the first pass left it or read again. The findings of the head were reported in
// the first pass. A file that changed in between is read as it is now, whole.
func (l *load) source(p *Page) (*source.File, error) {
	text, err := l.ownSource(p)
	if text == nil || err != nil {
		return nil, err
	}
	return l.join(p, text), nil
}

// ownSource is the same without what other files add to the page.
func (l *load) ownSource(p *Page) (*source.File, error) {
	if text := p.source; text != nil {
		p.source = nil
		l.sourceBytes.Add(-int64(len(text.Text)))
		return text, nil
	}
	raw, err := l.Read(p.File, source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.File, store.Cause(err))
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) == p.headDigest { // unchanged: its head is known
		body := raw[p.bodyOffset:]
		return &source.File{Path: p.File, Text: raw, Body: body, BodyLine: p.bodyLine, BodyOffset: p.bodyOffset}, nil
	}
	file, _ := source.Read(p.File, raw, source.MaxFile)
	if file == nil {
		return nil, nil
	}
	p.headDigest = file.Digest
	p.Digest = p.wholeDigest()
	return headless(file), nil
}

// model makes forms, programme, competencies and standards out of what the pages hold.
func (l *load) model(v *Version) {
	v.byForm = map[string]*form.Form{}
	v.byAlias = map[string]*Page{}
	for _, p := range v.Pages {
		for _, a := range p.Aliases {
			if v.byAlias[a.Text] == nil {
				v.byAlias[a.Text] = p
			}
		}
		if k := kind(p.Kind); k.model != nil && !k.early {
			k.model(l, v, p)
		}
	}
	if v.lanesUnknown {
		return
	}
	for _, p := range v.Pages {
		l.checkLanes(v, p)
	}
	for _, b := range v.Budgets {
		l.checkLane(v, "budget", b.Lane, b.Pos)
	}
}

// headsTimeline reports whether a heading of the timeline gets this id from a lane.
func (v *Version) headsTimeline(lane string) bool {
	return v.Timeline != nil && slices.ContainsFunc(v.Timeline.Facts.Headings, func(h markdown.Heading) bool {
		return h.Level == 3 && h.Attributes.ID == lane
	})
}

// suggestLane gives the id of the lane that was most likely meant by a word: one that is near, or whose title is.
func (v *Version) suggestLane(word string, besides ...string) string {
	if now := v.LaneID(word); now != word {
		return now
	}
	if s := source.Suggest(word, append(besides, v.laneIDs()...)); s != "" {
		return s
	}
	var titles []string
	for _, l := range v.Lanes() {
		titles = append(titles, l.Title)
	}
	title := source.Suggest(word, titles)
	for _, l := range v.Lanes() {
		if title != "" && l.Title == title {
			return l.ID
		}
	}
	return ""
}

// checkLanes checks the words of a page that name a lane of the programme.
func (l *load) checkLanes(v *Version, p *Page) {
	for i, id := range p.Audience {
		l.checkLane(v, "audience", id, p.entryPos("audience", i))
	}
	if p.Form == nil {
		return
	}
	for i, id := range p.Form.CompletedBy {
		l.checkLane(v, "completed_by", id, p.entryPos("completed_by", i))
	}
	for _, id := range slices.Sorted(maps.Keys(p.Form.Minutes)) {
		if !slices.Contains(p.Form.CompletedBy, id) { // what is also there has had its finding
			l.checkLane(v, "minutes", id, p.Pos("minutes"))
		}
	}
	l.signers(v, p.Form)
}

// signers checks that every signature is a lane's, and that a field that is one lane's own is a lane's that signs.
func (l *load) signers(v *Version, f *form.Form) {
	known, signers := v.laneIDs(), f.Signers()
	for _, field := range f.Fields {
		if field.Type == form.Sign && field.Lane != "" && !slices.Contains(known, field.Lane) &&
			!v.headsTimeline(field.Lane) {
			help := "the lanes are " + strings.Join(known, ", ") + "; or add this one to the timeline page, with " +
				"timeline: false where it has no milestones"
			if s := v.suggestLane(field.Lane); s != "" {
				help = "did you mean [sign: " + s + "]?"
			}
			l.add(finding.Finding{Rule: "lane-unknown", Position: field.Pos, Help: help,
				Message: "the signature names \"" + field.Lane + "\", which is not a lane of the programme"})
		}
		for _, one := range append([]form.Field{field}, field.Columns...) {
			if one.For == "" || slices.Contains(signers, one.For) {
				continue
			}
			help := "add a signature of that lane, or leave out for=" + one.For
			if s := source.Suggest(one.For, signers); s != "" {
				help = "did you mean for=" + s + "?"
			}
			l.add(finding.Finding{Rule: "lane-unknown", Position: one.Pos, Help: help,
				Message: "the field is for=" + one.For + ", but the form has no signature of that lane"})
		}
	}
}
