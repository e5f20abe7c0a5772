package toolkit

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/wording"
)

// FormPage finds the page of a form by the form's slug; nil when there is none.
func (v *Version) FormPage(slug string) *Page {
	if p := v.bySlug["forms/"+slug]; p != nil && p.Kind == item.Form {
		return p
	}
	return nil
}

// formHead keeps what a form's front matter says until its fields are known.
func (l *load) formHead(v *Version, p *Page, values source.Values) {
	f := &form.Form{Slug: form.FromPage(p.Slug), Title: p.Title, Version: v.Name, File: p.File,
		Subject: cmp.Or(values.Text("subject"), "preceptee"), Repeats: cmp.Or(values.Text("repeats"), "once"),
		Visibility: cmp.Or(values.Text("visibility"), "pair")}
	for _, lane := range values.List("completed_by") {
		f.CompletedBy = append(f.CompletedBy, lane.Text)
	}
	l.minutes(f, values.Node("minutes"))
	f.Expected, _ = values.Int("expected")
	if f.Subject == "organisation" && !values.Has("visibility") {
		f.Visibility = "practice"
	}
	p.form = f
	if !strings.HasPrefix(p.Slug, "forms/") {
		l.addAt("form-place", p.Pos("kind"), "a form is outside forms/",
			"move the file into the folder forms/ of its version")
	}
}

// timelineHead reads a timeline's months and lanes, which other pages need before the programme itself is known. A lane
// whose id is not valid gets the nearest valid one, so that what names the lane has no findings as well.
func (l *load) timelineHead(_ *Version, p *Page, values source.Values) {
	prog := &programme.Programme{Months: 12}
	if n, ok := values.Int("months"); ok {
		prog.Months = n
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
			Way: lane.Text("way"), Colour: strings.ToLower(lane.Text("colour")),
			ColourAt:    lane.Pos("colour"),
			OffTimeline: lane.Has("timeline") && !lane.Bool("timeline")})
	}
	p.lanesGiven = len(prog.Lanes) > 0
	if len(prog.Lanes) == 0 {
		prog.Lanes = programme.DefaultLanes()
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

// form makes a form out of what its page holds, and of the competencies of its version.
func (l *load) form(v *Version, p *Page) {
	headings := make([]form.Heading, len(p.Facts.Headings))
	for i, h := range p.Facts.Headings {
		headings[i] = form.Heading{Text: h.Text, Quadrant: h.Has("quadrant"), When: h.Get("when"),
			Visibility: h.Get("visibility"), Pos: h.Pos}
	}
	p.form.Parties = v.parties()
	f, findings := form.New(*p.form, headings, p.Facts.Items, rows(v.formDictionary))
	l.add(findings...)
	p.Form = f
}

// addForm adds the form of a page to its version.
func (l *load) addForm(v *Version, p *Page) {
	l.form(v, p)
	v.Forms = append(v.Forms, p.Form)
	v.byForm[p.Form.Slug] = p.Form
}

func (l *load) programme(v *Version, p *Page) {
	if p != v.Timeline {
		return
	}
	headings := make([]programme.Heading, len(p.Facts.Headings))
	for i, h := range p.Facts.Headings {
		headings[i] = programme.Heading{Level: h.Level, Text: h.Text, ID: cmp.Or(h.Attributes.ID, h.ID),
			Attributes: *h.Attributes, Pos: h.Pos}
	}
	lanes := v.Programme.Lanes
	if v.lanesUnknown {
		lanes = programme.Arrange(lanesOf(headings), "")
	}
	prog, findings := programme.New(p.File, v.Programme.Months, lanes, headings, p.Facts.Items)
	if !p.Unread {
		l.add(findings...)
	}
	prog.Words = v.Programme.Words
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

// competencies adds what a page of competencies lists to its version.
func (l *load) competencies(v *Version, p *Page) {
	for _, h := range p.Facts.Headings {
		if h.Get("pillar") != "" && h.Level != 2 {
			l.addAt("attribute-bad", h.Pos,
				fmt.Sprintf("pillar= at %q has no effect: only a domain has a pillar", h.Text),
				"write it at a heading of the second level, or leave it out")
		}
	}
	for _, it := range p.Facts.Items {
		if it.Marker == item.Plain {
			continue
		}
		c := Competency{ID: it.ID, Label: it.Label, LabelHTML: it.LabelHTML, Level: it.Marker, Form: p.About,
			Meets: strings.Fields(it.Get("meets")), When: it.Get("when"), Page: p, Pos: position(p, it)}
		if h := under(p, it, 2); h != nil {
			c.Domain, c.Pillar = h.Text, h.Get("pillar")
		}
		v.Competencies = append(v.Competencies, c)
	}
}

// standards adds what a page of standards lists to its version.
func (l *load) standards(v *Version, p *Page) {
	for _, it := range p.Facts.Items {
		if it.Marker == item.Plain {
			continue
		}
		s := Standard{ID: it.ID, Label: it.Label, RegisteredWith: it.Get("registered-with"), Page: p,
			Pos: position(p, it)}
		s.Learning = l.learning(it, s.Pos)
		if h := under(p, it, 2); h != nil {
			s.Body = h.Text
		}
		v.Standards = append(v.Standards, s)
	}
}

// learning reads how much learning a standard asks for.
func (l *load) learning(it *item.Item, pos finding.Position) Learning {
	whole := func(key string, most int) int {
		text := it.Get(key)
		if text == "" {
			return 0
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > most {
			l.addAt("attribute-bad", pos, fmt.Sprintf("%s is %q, which is not a whole number from 1 to %d", key, text,
				most), "write "+key+"=3, for example")
			return 0
		}
		return n
	}
	a := Learning{Hours: whole("hours", 1000), Participatory: whole("participatory", 1000),
		Entries: whole("entries", 1000), Years: whole("years", 10)}
	switch asked := it.Get("hours") != "" || it.Get("entries") != ""; {
	case it.Get("participatory") != "" && it.Get("hours") == "":
		l.addAt("attribute-bad", pos, "participatory= says how many hours are with others, and there is no hours=",
			"add hours=35, for example")
	case a.Hours > 0 && a.Participatory > a.Hours:
		l.addAt("attribute-bad", pos, fmt.Sprintf("participatory is %d, which is more than all %d hours",
			a.Participatory, a.Hours), "write how many of the hours must be with others")
	case asked && it.Get("years") == "":
		l.addAt("attribute-bad", pos, "the standard does not say in how many years",
			"add years=3, for example")
	case !asked && it.Get("years") != "":
		l.addAt("attribute-bad", pos, "years= has no effect without hours= or entries=",
			"add hours=35, for example, or leave it out")
	}
	return a
}

// requirements reads what the toolkit must say.
func (l *load) requirements(v *Version, pages []*Page) {
	for _, p := range pages {
		if p.Kind != item.Requirements {
			continue
		}
		for _, it := range p.Facts.Items {
			if it.Marker == item.Plain {
				continue
			}
			r := Requirement{ID: it.ID, Label: it.Label, Should: it.Marker == "should", Fixed: it.Has("fixed"),
				Unconfirmed: it.Has("unconfirmed"),
				On:          strings.Fields(it.Get("on")), Page: p, Pos: position(p, it)}
			r.OnPos = r.Pos
			for _, a := range it.Pairs {
				if a.Key == "on" {
					r.OnPos = finding.Position{File: p.File, Line: a.Pos.Line, Column: a.Pos.Column, End: a.Pos.End}
				}
			}
			if len(r.On) == 0 {
				l.addAt("requirement-page", r.Pos, "the requirement does not say which page it is about",
					`add on=slug to its braces, such as {#`+it.ID+` on=organisation/indemnity}`)
			}
			for _, pattern := range it.Patterns {
				re, err := regexp.Compile("(?i)" + pattern)
				if err != nil {
					l.addAt("requirement-pattern", r.Pos, fmt.Sprintf("the pattern %q cannot be read", pattern),
						"write plain words, or a Go regular expression")
					continue
				}
				r.Patterns = append(r.Patterns, re)
			}
			v.Requirements = append(v.Requirements, r)
		}
	}
}

// terms gathers the glossary.
func terms(pages []*Page) []markdown.Term {
	var list []markdown.Term
	for _, p := range pages {
		if p.Kind != item.Glossary {
			continue
		}
		for _, d := range p.Facts.Terms {
			list = append(list, markdown.Term{Key: d.ID, Words: d.Term, Page: p.Address, Anchor: d.ID,
				Definition: d.Text})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Key < list[j].Key })
	return list
}

// withdrawal reads the front matter of notices.md, which the version's lock does not cover.
func (l *load) withdrawal(v *Version) error {
	file, err := l.read(strings.TrimSuffix(v.File, "version.md") + "notices.md")
	if err != nil || file == nil {
		return err
	}
	values, findings := file.Values(NoticesSchema)
	l.add(findings...)
	withdrawn := values.Map("withdrawn")
	v.Withdrawn, v.WithdrawnWhy = withdrawn.Date("date"), withdrawn.Text("why")
	v.noticesFile = file
	return nil
}

// notices reads the corrections in notices.md, once the version's forms and words are known.
func (l *load) notices(v *Version) error {
	file := v.noticesFile
	if file == nil {
		return nil
	}
	v.noticesFile = nil
	facts, _, err := l.markdown(markdown.Input{File: file, Kind: item.Notices, NoGlossary: true, Dict: v.dictionary})
	if err != nil {
		return err
	}
	v.NoticesPage = &Page{Version: v.Name, File: file.Path, Kind: item.Notices, Facts: facts}
	for _, it := range facts.Items {
		if it.Marker != "notice" {
			continue
		}
		pos := finding.Position{File: file.Path, Line: it.Start.Line, Column: it.Start.Column, End: it.Start.End}
		date, err := civil.Parse(it.Get("date"))
		if err != nil {
			l.addAt("attribute-bad", pos, fmt.Sprintf("the notice's date %q %s", it.Get("date"), err),
				"add date=2027-02-03 to its braces")
		}
		n := Notice{ID: it.ID, HTML: "<p>" + it.LabelHTML + "</p>" + it.HelpHTML, Text: it.Label,
			On: strings.Fields(it.Get("on")), Date: date, Urgent: it.Has("urgent"), Pos: pos}
		if len(n.On) == 0 && !n.Urgent {
			l.addAt("attribute-bad", pos, "the notice does not say which page it heads",
				"add on=reference/burnout to its braces, or .urgent for the home page and every portfolio")
		}
		v.Notices = append(v.Notices, n)
	}
	slices.SortStableFunc(v.Notices, func(a, b Notice) int { return b.Date.Compare(a.Date) })
	return nil
}

// checkNotices finds notices about pages that the version does not have.
func (l *load) checkNotices(v *Version) {
	slugs := make([]string, 0, len(v.Pages))
	for _, p := range v.Pages {
		slugs = append(slugs, p.Slug)
	}
	for _, n := range v.Notices {
		for _, slug := range n.On {
			if v.Page(slug) != nil || slug == "index" && v.Page("") != nil {
				continue
			}
			help := source.DidYouMean(slug, slugs, "", "name a page by its path below its version, without .md")
			message := fmt.Sprintf("the notice is on %q, which is not a page of version %s", slug, v.Name)
			l.addAt("attribute-bad", n.Pos, message, help)
		}
	}
}

// writeMilestones writes a lane's milestones within a phase: what each is, when it is due, and the forms to do it with.
func writeMilestones(w *bytes.Buffer, in markdown.Input, list []*item.Item) {
	w.WriteString(`<ol class="milestones">`)
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<li>%s%s</li>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		fmt.Fprintf(w, `<li class="milestone" id="s-%s"><p class="milestone-what">`, it.ID)
		fmt.Fprintf(w, `<span class="number">%d</span> <strong>%s</strong></p>`, it.Number, it.LabelHTML)
		when := html.EscapeString(programme.When(in.Dict.Words, it.Marker, it.Args))
		fmt.Fprintf(w, `<p class="milestone-when"><span class="when">%s</span>`, when)
		if it.Get("gate") != "" {
			w.WriteString(` <span class="tag">` + in.Dict.Say("review point") + `</span>`)
		}
		if it.Get("basis") == "trust" {
			w.WriteString(` <span class="tag">` + in.Dict.Say("offered by one hospital trust") + `</span>`)
		}
		if it.Has("unconfirmed") {
			w.WriteString(` <span class="tag">` + in.Dict.Say("date or owner to be confirmed") + `</span>`)
		}
		w.WriteString(`</p>`)
		w.WriteString(it.HelpHTML)
		writeForms(w, in, strings.Fields(it.Get("form")))
		w.WriteString(`</li>`)
	}
	w.WriteString(`</ol>`)
}

// writeForms writes links to the forms of a milestone.
func writeForms(w *bytes.Buffer, in markdown.Input, forms []string) {
	if len(forms) == 0 {
		return
	}
	w.WriteString(`<p class="milestone-forms">`)
	if len(forms) == 1 {
		w.WriteString(in.Dict.Say("Form:") + " ")
	} else {
		w.WriteString(in.Dict.Say("Forms:") + " ")
	}
	for i, slug := range forms {
		if i > 0 {
			w.WriteString(", ")
		}
		if title, ok := in.Dict.Forms[slug]; ok {
			address := strings.Repeat("../", depth(in.Folder)) + "forms/" + slug + ".html"
			fmt.Fprintf(w, `<a href="%s">%s</a>`, address, html.EscapeString(title))
		} else {
			w.WriteString(html.EscapeString(slug))
		}
	}
	w.WriteString(`</p>`)
}

// depth counts the folders of a page's folder.
func depth(folder string) int {
	if folder == "" {
		return 0
	}
	return strings.Count(folder, "/") + 1
}

// levels say how far a competency or a requirement binds.
var levels = map[string]wording.Phrase{"must": "must", "should": "should", "could": "could"}

// writePlain writes competencies, standards and requirements as a list with their level in words.
func writePlain(w *bytes.Buffer, in markdown.Input, list []*item.Item) {
	w.WriteString(`<ul class="items">`)
	for _, it := range list {
		if it.Marker == item.Plain {
			fmt.Fprintf(w, `<li>%s%s</li>`, it.LabelHTML, it.HelpHTML)
			continue
		}
		fmt.Fprintf(w, `<li class="item" id="s-%s">`, it.ID)
		if it.Marker != "standard" {
			fmt.Fprintf(w, `<span class="tag">%s</span> `, in.Dict.Say(levels[it.Marker]))
		}
		w.WriteString(it.LabelHTML)
		if it.Has("unconfirmed") {
			w.WriteString(` <span class="tag">` + in.Dict.Say("to be confirmed") + `</span>`)
		}
		if len(it.Patterns) == 0 {
			w.WriteString(it.HelpHTML)
		}
		w.WriteString(`</li>`)
	}
	w.WriteString(`</ul>`)
}
