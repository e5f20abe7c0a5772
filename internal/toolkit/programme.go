package toolkit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/programme"
	"precept/internal/source"
)

// timelineHead reads a timeline's months and lanes, which other pages need before the programme itself is known. A lane
// whose id is not valid gets the nearest valid one, so that what names the lane has no findings as well.
func (l *load) timelineHead(_ *Version, p *Page, values source.Values) {
	prog := &programme.Programme{Months: 12}
	if n, ok := values.Int("months"); ok {
		prog.Months = n
	}
	for _, key := range values.List("asks") {
		prog.Asks = append(prog.Asks, key.Text)
	}
	for _, lane := range values.Maps("lanes") {
		id := lane.Text("id")
		if id != "" && !item.ValidID(id) {
			help := "write an id with the letters a-z, the digits 0-9 and the hyphen, starting with a letter"
			if plain := item.PlainID(id); plain != "" {
				help, id = help+", such as "+plain, plain
			}
			message := fmt.Sprintf("%+q cannot be the id of a lane", lane.Text("id"))
			l.addAt(item.RuleIDBad, lane.Pos("id"), message, help)
		}
		prog.Lanes = append(prog.Lanes, programme.Lane{ID: id, Title: lane.Text("title"), Plural: lane.Text("plural"),
			Was: lane.Text("was"),
			Way: lane.Text("way"), Colour: strings.ToLower(lane.Text("colour")),
			ColourAt:    lane.Pos("colour"),
			OffTimeline: lane.Has("timeline") && !lane.Bool("timeline")})
	}
	p.lanesGiven = len(prog.Lanes) > 0
	l.formerLanes(prog.Lanes, values.Maps("lanes"))
	if len(prog.Lanes) == 0 {
		prog.Lanes = programme.DefaultLanes(l.Words)
	}
	prog.Lanes = programme.Arrange(prog.Lanes, l.whose(prog.Lanes, values))
	own := values.Map("words")
	for _, k := range nounKeys {
		for i, word := range own.List(k.Name) {
			if prog.Words == nil {
				prog.Words = map[string][]string{}
			}
			if i < 2 && word.Text != "" {
				prog.Words[k.Name] = append(prog.Words[k.Name], word.Text)
			}
		}
	}
	p.programme = prog
}

// formerLanes finds former ids that another lane has or had.
func (l *load) formerLanes(lanes []programme.Lane, given []source.Values) {
	for i, lane := range lanes {
		for j, other := range lanes {
			if lane.Was != "" && (other.ID == lane.Was || j < i && other.Was == lane.Was) {
				l.addAt("lane-was", given[i].Pos("was"),
					fmt.Sprintf("the former id %q of the lane %s is %s", lane.Was, lane.ID, takenBy(lane, other)),
					"write the id that this lane had in the version before, or delete was")
				break
			}
		}
	}
}

func takenBy(lane, other programme.Lane) string {
	if lane.ID == other.ID {
		return "still its id"
	}
	return "also that of the lane " + other.ID
}

// whose reads which lane's year it is.
func (l *load) whose(lanes []programme.Lane, values source.Values) string {
	whose := values.Text("whose")
	lost := values.Node("lanes") == nil && len(l.findings) > 0 // the list of lanes is at fault already
	if whose == "" || lost || slices.ContainsFunc(lanes, func(lane programme.Lane) bool { return lane.ID == whose }) {
		return whose
	}
	var ids []string
	for _, lane := range lanes {
		ids = append(ids, lane.ID)
	}
	l.addAt("lane-unknown", values.Pos("whose"),
		fmt.Sprintf("whose names %q, which is not a lane of the programme", whose),
		source.DidYouMean(whose, ids, "", "the lanes are "+strings.Join(ids, ", ")))
	return ""
}

// timeline finds the version's one timeline page.
func (l *load) timeline(v *Version) {
	for _, p := range v.Pages {
		switch {
		case p.Kind != item.Timeline:
		case v.Timeline == nil:
			v.Timeline, v.Programme = p, p.programme
		default:
			l.addAt("timeline-second", p.Pos("kind"),
				"the version has a second timeline; the first is "+v.Timeline.File, "keep one page of kind timeline")
		}
	}
	v.lanesUnknown = v.Timeline == nil && v.lost
	if v.Timeline != nil {
		faulty := v.Timeline.Unread || slices.ContainsFunc(v.Timeline.headFindings, isKeyFault)
		v.lanesUnknown = faulty && (!v.Timeline.lanesGiven ||
			slices.ContainsFunc(v.Timeline.programme.Lanes, func(l programme.Lane) bool { return l.ID == "" }))
	}
}

// isKeyFault reports whether a finding is about a key of the front matter: its name, its value or how it is written.
func isKeyFault(f finding.Finding) bool {
	return strings.HasPrefix(f.Rule, "key-") || f.Rule == source.RuleSlip
}

func (l *load) programme(v *Version, p *Page) {
	if p != v.Timeline {
		return
	}
	headings := make([]programme.Heading, len(p.Facts.Headings))
	for i, h := range p.Facts.Headings {
		id := cmp.Or(h.Attributes.ID, h.ID)
		if h.Level == 3 {
			id = cmp.Or(h.Attributes.ID, h.Also, h.ID) // lanes are named by the ids that have always been made
		}
		headings[i] = programme.Heading{Level: h.Level, Text: h.Text, ID: id, Attributes: *h.Attributes, Pos: h.Pos}
	}
	lanes := v.Programme.Lanes
	if v.lanesUnknown {
		lanes = programme.Arrange(lanesOf(headings), "")
	}
	prog, findings := programme.New(p.File, v.Programme.Months, lanes, headings, p.Facts.Items, p.Facts.ItemFault)
	if !p.Unread {
		l.add(findings...)
	}
	prog.Words, prog.Asks = v.Programme.Words, v.Programme.Asks
	v.Programme = &prog
	v.Words = l.Words.For(v.Nouns())
}

// lanesOf gives the lanes that the headings of a timeline name, where its front matter does not say which there are.
func lanesOf(headings []programme.Heading) []programme.Lane {
	var lanes []programme.Lane
	for _, h := range headings {
		known := slices.ContainsFunc(lanes, func(l programme.Lane) bool { return l.ID == h.ID })
		if h.Level == 3 && !known {
			lanes = append(lanes, programme.Lane{ID: h.ID, Title: h.Text})
		}
	}
	return lanes
}

// under gives the heading of that level above an item, or nil.
func under(p *Page, it *item.Item, level int) *markdown.Heading {
	for _, i := range it.Heads {
		if p.Facts.Headings[i].Level == level {
			return &p.Facts.Headings[i]
		}
	}
	return nil
}

func position(p *Page, it *item.Item) finding.Position {
	return finding.Position{File: p.File, Line: it.Start.Line, Column: it.Start.Column, End: it.Start.End}
}

// Months is how long the programme of a timeline page is; 0 of any other page.
func (p *Page) Months() int {
	if p.programme == nil {
		return 0
	}
	return p.programme.Months
}
