package compare

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Sentences say what changed in the words of a site.
type Sentences struct {
	Words    *wording.Words
	Old, New *toolkit.Version
}

// Sentences gives the words for the changes between two versions.
func (c *Changes) Sentences(w *wording.Words) Sentences { return Sentences{w, c.Old, c.New} }

// flags say what it means that a flag is there now, and that it no longer is. A kind of item may have a row of its own.
var flags = map[string]struct{ on, off wording.Phrase }{
	".required":          {"now required", "no longer required"},
	".private":           {"now private", "no longer private"},
	".fixed":             {"now keeps to the calendar", "no longer keeps to the calendar"},
	"requirement .fixed": {"can no longer be waived", "can now be waived"},
	".unconfirmed":       {"still to be confirmed", "now confirmed"},
	".shared":            {"one {record} may now serve several steps", "each step now needs a {record} of its own"},
	".may-plan":          {"may now be accepted with a plan", "may no longer be accepted with a plan"},
	".level": {"now says that a {competency} is achieved", "no longer says that a {competency} is " +
		"achieved"},
	".carries":   {"open rows now go into the next {record}", "open rows no longer go into the next {record}"},
	".wanted":    {"an answer is now wanted", "an answer is no longer wanted"},
	".advisory":  {"what is expected is now advice", "what is expected is no longer only advice"},
	".suggested": {"now only suggested", "no longer only suggested"},
}

// names are what keys of items, headings and front matter are about.
var names = map[string]wording.Phrase{
	"type": "answer", "milestone type": "due", "competency type": "level", "requirement type": "level",
	"form": "form", "field": "answer that it needs", "gate": "review", "basis": "offered by",
	"when": "only with the tag", "meets": "counts towards", "for": "for", "visibility": "who reads it",
	"options": "answers",
	"min":     "at least", "max": "at most", "unit": "unit", "sum": "adds up to", "minutes-between": "time between",
	"at-least": "rows at least", "open": "open until ticked", "rows": "rows", "with": "described by", "kind": "kind",
	"on": "day", "requirement on": "written on", "pillar": "pillar", "patterns": "words looked for", "months": "months",
	"registered-with": "registered with", "hours": "hours", "participatory": "hours with others", "entries": "entries",
	"years": "over how many years", "also": "also called", "audience": "for", "completed_by": "filled in by",
	"subject": "about", "repeats": "how often", "wanted": "wanted", "each": "an answer for each",
	"handover": "when somebody takes over as", "expects": "expected", "different": "different answers",
	"early": "at most so many days before its date", "late": "at most so many days after its date", "after": "after",
	"apart": "at most so many days between meetings",
}

// answers are what fields ask for, by their markers.
var answers = map[form.Type]wording.Phrase{
	form.Tick: "a tick", form.Line: "one line", form.Text: "some lines of text", form.Date: "a date",
	form.Expiry: "an expiry date", form.Time: "a time", form.Number: "a number", form.Hours: "hours",
	form.Choice: "one of several answers", form.Scale: "a place on a scale", form.Choices: "any of several answers",
	form.Pick: "a choice from what is there", form.Table: "a table", form.Sign: "a signature",
}

// readers say who reads a form or a field.
var readers = map[string]wording.Phrase{
	"private": "only the {person}", "pair": "the {person} and the {helper}",
	"practice": "the {person}, the {helper} and the {place}", "practice-only": "the {helper} and the {place}",
	"date": "only the day is shown to others", "never": "nobody: nothing is kept",
}

var reviews = map[string]wording.Phrase{
	programme.Midpoint: "the half-way review", programme.Final: "the review at the end",
}

// Change says what an item of a kind means otherwise than before. kind is "" for a page.
func (s Sentences) Change(kind string, c Change) string {
	if flag, ok := find(flags, kind, c.Key); ok {
		if len(c.Now) > 0 {
			return s.Words.Say(flag.on)
		}
		return s.Words.Say(flag.off)
	}
	if c.Key == "options" && len(c.Was) > 0 && len(c.Now) > 0 {
		return s.options(c)
	}
	about := c.Key
	if name, ok := find(names, kind, c.Key); ok {
		about = s.Words.Say(name)
	}
	if s.some(c) {
		return s.members(kind, about, c)
	}
	was, now := s.values(s.Old, kind, c.Key, c.Was), s.values(s.New, kind, c.Key, c.Now)
	switch {
	case len(c.Was) == 0:
		return s.Words.Say("{1}: {2} (new)", about, now)
	case len(c.Now) == 0:
		return s.Words.Say("{1}: no longer {2}", about, was)
	}
	return s.Words.Say("{1}: {2} (was {3})", about, now, was)
}

// find looks for what is said about a key on one kind of item, else on any.
func find[T any](table map[string]T, kind, key string) (T, bool) {
	if v, ok := table[kind+" "+key]; ok {
		return v, true
	}
	v, ok := table[key]
	return v, ok
}

// without gives the texts of a list that are not in another.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(o string) bool { return slices.Contains(others, o) })
}

// some reports whether of a list of several some stayed, so that it is enough to say which came and which went.
func (s Sentences) some(c Change) bool {
	kept := len(c.Now) - len(without(c.Now, c.Was))
	return kept > 0 && kept < max(len(c.Was), len(c.Now))
}

// members says what came into a list and what left it.
func (s Sentences) members(kind, about string, c Change) string {
	var parts []string
	if list := without(c.Now, c.Was); len(list) > 0 {
		parts = append(parts, s.Words.Say("{1}: also {2}", about, s.values(s.New, kind, c.Key, list)))
	}
	if list := without(c.Was, c.Now); len(list) > 0 {
		parts = append(parts, s.Words.Say("{1}: no longer {2}", about, s.values(s.Old, kind, c.Key, list)))
	}
	return strings.Join(parts, "; ")
}

// options says which answers came and which went.
func (s Sentences) options(c Change) string {
	var parts []string
	if list := without(c.Now, c.Was); len(list) > 0 {
		parts = append(parts, s.Words.Say("new answers: {1}", strings.Join(list, " | ")))
	}
	if list := without(c.Was, c.Now); len(list) > 0 {
		parts = append(parts, s.Words.Say("answers removed: {1}", strings.Join(list, " | ")))
	}
	if len(parts) == 0 {
		return s.Words.Say("answers in a different order")
	}
	return strings.Join(parts, "; ")
}

// values says what a key has, in the words of a version.
func (s Sentences) values(v *toolkit.Version, kind, key string, values []string) string {
	var list []string
	for _, value := range values {
		list = append(list, s.value(v, kind, key, value)...)
	}
	return s.Words.List(list)
}

// value says one value; a value that is a list of words gives each.
func (s Sentences) value(v *toolkit.Version, kind, key, value string) []string {
	say := func(p wording.Phrase, ok bool) []string {
		if !ok {
			return []string{value}
		}
		return []string{s.Words.Say(p)}
	}
	each := func(title func(id string) string) []string {
		var list []string
		for _, id := range strings.Fields(value) {
			list = append(list, title(id))
		}
		return list
	}
	switch key {
	case "type":
		return s.marker(kind, value)
	case "form":
		return each(func(id string) string { return formTitle(v, id) })
	case "field":
		return each(func(id string) string { return question(v, id) })
	case "on", "meets":
		return each(func(id string) string { return title(v, key, id) })
	case "after":
		return each(func(id string) string { return milestone(v, id) })
	case "options", "for", "audience", "completed_by", "handover":
		if key != "options" || v.Lane(value).ID != "" {
			return []string{v.LaneTitle(value)}
		}
	case "visibility":
		p, ok := readers[value]
		return say(p, ok)
	case "gate":
		p, ok := reviews[value]
		return say(p, ok)
	case "repeats":
		return []string{form.Often(s.Words, value)}
	case "subject":
		return say(map[string]wording.Phrase{"organisation": "the {place}"}[value], value == "organisation")
	case "when", "basis":
		return []string{form.Lane(value)}
	}
	return []string{value}
}

// marker says what a marker with what follows it asks for.
func (s Sentences) marker(kind, value string) []string {
	word, args, _ := strings.Cut(value, " ")
	if kind == Milestone {
		return []string{wording.Lower(programme.When(s.Words, word, args))}
	}
	if p, ok := answers[form.Type(word)]; ok && kind == Field {
		return []string{s.Words.Say(p)}
	}
	return []string{toolkit.Level(s.Words, word)}
}

func formTitle(v *toolkit.Version, slug string) string {
	if f := v.Form(slug); f != nil {
		return f.Title
	}
	return slug
}

// question is the label of a field, by its id.
func question(v *toolkit.Version, id string) string {
	for _, f := range v.Forms {
		if field := f.Field(id); field != nil {
			return field.Label
		}
	}
	return id
}

// milestone is the label of a milestone, by its id.
func milestone(v *toolkit.Version, id string) string {
	if v.Programme != nil {
		if m := v.Programme.Milestone(id); m != nil {
			return m.Label
		}
	}
	return id
}

// title names a standard, or the page that a requirement is on.
func title(v *toolkit.Version, key, id string) string {
	if key == "meets" {
		for _, st := range v.Standards {
			if st.ID == id {
				return st.Label
			}
		}
		return id
	}
	if id == "index" {
		id = ""
	}
	if p := v.Page(id); p != nil {
		return p.Title
	}
	return id
}

// Kind names a kind of item.
func (s Sentences) Kind(kind string) string { return s.Words.Say(named[kind]) }

// Named says what kind of item a label is of.
func (s Sentences) Named(kind, label string) string {
	return s.Words.Say("{1} “{2}”", s.Kind(kind), label)
}

var named = map[string]wording.Phrase{
	Field: "Question", Row: "Row", Milestone: "Milestone", Competency: "{Competency}", Standard: "Standard",
	Requirement: "Requirement", Term: "Word", Source: "Source", Heading: "Section",
}

// Page says what became of a page.
func (s Sentences) Page(p *Page) []string {
	list := s.Meaning(p)
	if p.Rewritten() {
		list = append(list, s.Words.Say("rewritten"))
	} else if n := len(p.Sections); n > 0 {
		list = append(list, s.Words.Several(n, "reworded in {1} place", "reworded in {1} places"))
	} else if p.Summary != nil {
		list = append(list, s.Words.Say("its summary is reworded"))
	}
	return list
}

// Meaning says what became of a page, except for its words.
func (s Sentences) Meaning(p *Page) []string {
	w := s.Words
	switch {
	case p.State == Added:
		return []string{w.Say("new")}
	case p.State == Removed && p.Into != nil:
		return []string{w.Say("now part of “{1}”", p.Into.Title)}
	case p.State == Removed:
		return []string{w.Say("no longer in the toolkit")}
	}
	var list []string
	switch {
	case p.Moved():
		list = append(list, w.Say("moved, was at {1}", p.Old.Address))
	case p.Renamed() && p.Title == nil:
		list = append(list, w.Say("has another address, was at {1}", p.Old.Address))
	}
	if p.Title != nil {
		list = append(list, w.Say("was called “{1}”", p.Old.Title))
	}
	for _, c := range p.Meaning {
		list = append(list, s.Change("", c))
	}
	return append(list, s.questions(p)...)
}

// questions says how many fields of a form differ in what they ask.
func (s Sentences) questions(p *Page) []string {
	if p.Page().Kind != item.Form {
		return nil
	}
	count := map[State]int{}
	for i := range p.Items {
		if it := &p.Items[i]; it.Kind == Field && it.Asks() {
			count[it.State]++
		}
	}
	var list []string
	if n := count[Added]; n > 0 {
		list = append(list, s.Words.Several(n, "{1} question is new", "{1} questions are new"))
	}
	if n := count[Removed]; n > 0 {
		list = append(list, s.Words.Several(n, "{1} question has been removed", "{1} questions have been removed"))
	}
	if n := count[Changed]; n > 0 {
		list = append(list, s.Words.Several(n, "{1} question asks something different", "{1} questions ask "+
			"something different"))
	}
	return list
}

// Item says what became of an item.
func (s Sentences) Item(it *Item) []string {
	list := s.Asks(it)
	if it.Renamed != nil {
		list = append(list, s.Words.Say("reworded"))
	}
	if it.Help != nil {
		list = append(list, s.Words.Say("its description is reworded"))
	}
	if len(it.Items) > 0 {
		list = append(list, s.Words.Say("its columns or rows changed"))
	}
	return list
}

// Asks says what changed about an item, apart from its words. Where nothing else did, its id changed.
func (s Sentences) Asks(it *Item) []string {
	w := s.Words
	switch it.State {
	case Added:
		if asked := s.asked(it); asked != "" {
			return []string{w.Say("new: {1}", asked)}
		}
		return []string{w.Say("new")}
	case Removed:
		return []string{w.Say("removed")}
	}
	var list []string
	for _, c := range it.Meaning {
		list = append(list, s.Change(it.Kind, c))
	}
	switch {
	case it.From == nil:
	case it.From.Page != "":
		list = append(list, w.Say("moved from the page “{1}”", title(s.Old, "on", it.From.Page)))
	case it.From.Under != "":
		list = append(list, w.Say("moved from “{1}”", it.From.Under))
	default:
		list = append(list, w.Say("in another place"))
	}
	if it.Was != "" && it.Meaning == nil && it.From == nil && it.Renamed == nil && it.Help == nil && it.Items == nil {
		list = append(list, w.Say("has another name in the files"))
	}
	return list
}

// asked says what an item that was added asks: its answer, or when it is due.
func (s Sentences) asked(it *Item) string {
	if it.New == nil || it.Kind == Row || it.Kind == Standard {
		return ""
	}
	return strings.Join(s.marker(it.Kind, marker(it.New)), "")
}
