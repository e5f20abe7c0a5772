package desk

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/wording"
)

// mostShowcased is how many records the summary shows.
const mostShowcased = 10

// shareSheet says which records an appraiser's copy holds, as the person chose, with who asked for it and when.
func shareSheet() sheet {
	const key = "share"
	return sheet{
		name: key, title: "Shared with an appraiser", keys: []string{key}, toward: civil.Past,
		lead: "The {person} chooses each {record} in writing. An appraiser’s copy has these {records}, and one " +
			"line for each of the others. What a form keeps private is not in the list.",
		empty: "There is no {record} yet that others may read.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			for _, r := range p.Records {
				if _, shared := p.Shared(r); shared && r.Shareable() {
					lines = append(lines, recordWords(p.Version.Words, r))
				}
			}
			return lines
		},
		controls: func(e *editing) []group {
			g := group{Controls: e.recordTicks(key, e.stated(key), (*portfolio.Record).Shareable)}
			if len(g.Controls) == 0 {
				return []group{g}
			}
			asked := e.who(key+".asked", "Who asked for it, and how?", "", "")
			asked.Hint = e.w.Say("For example, {1}, by e-mail.", e.person.Name)
			return []group{g, {Legend: e.w.Say("Newly ticked"), Controls: []control{asked,
				e.control(asDay, key+".date", "When did they ask?", dayHint, "")}}}
		},
		apply: func(e *editing) {
			list, fresh := e.readTicks(key, e.stated(key), (*portfolio.Record).Shareable)
			if len(fresh) > 0 {
				e.need(key+".asked", e.text(key+".asked"), "Write who asked for it.")
				e.need(key+".date", e.text(key+".date"), "Write when they asked.")
			}
			for _, name := range fresh {
				list = append(list, source.Group(
					source.Keyed{Key: "record", Value: source.Bare(name)},
					source.Keyed{Key: "asked", Value: source.Quoted(e.text(key + ".asked"))},
					source.Keyed{Key: "date", Value: source.Bare(e.date(key + ".date"))}))
			}
			e.set(key, source.List(list...))
		},
	}
}

// showcaseSheet says which records the summary shows.
func showcaseSheet() sheet {
	const key = "showcase"
	all := func(*portfolio.Record) bool { return true }
	return sheet{
		name: key, title: "Shown in the summary", keys: []string{key},
		lead: "Up to ten {records} that best show what the {person} has done. The summary shows them to anyone " +
			"who may read them.",
		empty: "There is no {record} yet.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			for _, c := range p.Showcase {
				if i := slices.IndexFunc(p.Records, c.Names); i >= 0 {
					lines = append(lines, recordWords(p.Version.Words, p.Records[i]))
				}
			}
			return lines
		},
		controls: func(e *editing) []group {
			return []group{{Controls: e.recordTicks(key, e.stated(key), all)}}
		},
		apply: func(e *editing) {
			list, fresh := e.readTicks(key, e.stated(key), all)
			for _, name := range fresh {
				if list = append(list, source.Bare(name)); len(list) == mostShowcased+1 {
					e.fault(key+"."+name, "Ten records are enough. Untick this one or another.")
				}
			}
			e.set(key, source.List(list...))
		},
	}
}

// recordWords names a record: its form, what it is about, and its day.
func recordWords(w *wording.Words, r *portfolio.Record) string {
	title := r.Template.Title
	if about := r.Subject(); about != nil {
		title += ": " + about.Label
	}
	return title + ", " + w.Date(r.Date)
}

// statement is an item of a list of chosen records, as the file has it.
type statement struct {
	portfolio.Choice
	item source.Content
}

// stated are the items of a list of chosen records.
func (e *editing) stated(key string) (list []statement) {
	for _, item := range e.was.List(key, "record") {
		name := item.Text
		if record := item.Get("record"); !record.Empty() {
			name = record.Text
		}
		list = append(list, statement{portfolio.Choice{Record: name}, item})
	}
	return list
}

// recordTicks are a tick for each record that may be chosen, the latest first.
func (e *editing) recordTicks(key string, stated []statement, may func(*portfolio.Record) bool) (list []control) {
	for _, r := range slices.Backward(e.person.Records) {
		if !may(r) {
			continue
		}
		stored := ""
		if slices.ContainsFunc(stated, func(s statement) bool { return s.Names(r) }) {
			stored = "yes"
		}
		c := e.control(asTick, key+"."+r.Reference(), "", "", stored)
		c.Label = recordWords(e.w, r)
		list = append(list, c)
	}
	return list
}

// readTicks reads which records are ticked: the items that stay, as the file has them, and the names of those that are
// new. An item without a tick box stays: its record may be unreadable at the moment.
func (e *editing) readTicks(key string, stated []statement, may func(*portfolio.Record) bool) (kept []source.Content,
	fresh []string) {
	for _, s := range stated {
		at := slices.IndexFunc(e.person.Records, func(r *portfolio.Record) bool { return s.Names(r) && may(r) })
		if at < 0 || e.ticked(key+"."+e.person.Records[at].Reference()) {
			kept = append(kept, s.item)
		}
	}
	for _, r := range e.person.Records {
		known := slices.ContainsFunc(stated, func(s statement) bool { return s.Names(r) })
		if name := r.Reference(); may(r) && !known && e.ticked(key+"."+name) {
			fresh = append(fresh, name)
		}
	}
	return kept, fresh
}
