package desk

import (
	"strings"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/source"
	"precept/internal/wording"
)

// fresh begins the names of the controls for an item that the file does not name yet.
const fresh = "new"

// item is something that preceptee.md can name: a milestone, one of its times, a competency, or what runs out.
type item struct {
	option
	settled   bool // nothing is asked of it any more
	milestone bool
}

// items are what can be accepted with a plan or does not apply.
func items(p *portfolio.Portfolio) (list []item) {
	seen, w := map[*programme.Milestone]bool{}, p.Version.Words
	for _, m := range p.Milestones {
		ms := m.Occurrence.Milestone
		if m.N > 0 && !seen[ms] {
			seen[ms] = true
			list = append(list, item{milestone: true,
				option: option{ms.ID, w.Say("{1}, each time", ms.Label), w.Say("Milestones")}})
		}
		list = append(list,
			item{option{m.ID, w.Say("{1}, due {2}", ms.Label, w.Date(m.Due)), w.Say("Milestones")},
				m.State == programme.Done, true})
	}
	for _, c := range p.Version.Competencies {
		list = append(list, item{option: option{c.ID, c.Label, w.Say("{Competencies}")}})
	}
	for _, f := range p.Version.Forms {
		ids, fields := portfolio.Expiries(f)
		for i, field := range fields {
			if field.MayPlan {
				list = append(list, item{option: option{ids[i], f.Title + ": " + field.Label, w.Say("What runs out")}})
			}
		}
	}
	return list
}

// itemTitle is what an item is called; its id where the version does not have it.
func itemTitle(p *portfolio.Portfolio, id string) string {
	for _, i := range items(p) {
		if i.Value == id {
			return i.Title
		}
	}
	return id
}

// itemOptions are the items that are open, without those that the file names under the key already.
func (e *editing) itemOptions(key string) []option {
	list := []option{{Title: e.w.Say("Choose")}}
	for _, i := range items(e.person) {
		if strings.Contains(i.Value, "#") && key != "accepted" {
			continue // what runs out is never without meaning for somebody: there is only the plan
		}
		if key == overrides && !i.milestone {
			continue // only milestones fall due
		}
		if !i.settled && e.was.Get(key).Get(i.Value).Empty() {
			list = append(list, i.option)
		}
	}
	return list
}

// itemGroups are a group of controls for each item that a key names, and one for another item. fields gives the
// controls of one.
func (e *editing) itemGroups(key string, another wording.Phrase,
	fields func(name, id string) []control) (groups []group) {
	for _, k := range e.was.Get(key).Keys {
		name := key + "." + k.Key
		groups = append(groups, group{Legend: itemTitle(e.person, k.Key),
			Controls: append(fields(name, k.Key), e.control(asTick, name+".drop", "Remove this one", "", ""))})
	}
	choice := e.chooser(asChoice, fresh+".item", "What is it?", "", "", e.itemOptions(key))
	return append(groups, group{Legend: e.w.Say(another), Controls: append([]control{choice}, fields(fresh, "")...)})
}

// readItems reads what was posted of the items of a key. read gives what is held about one; need notes what is missing
// of it.
func (e *editing) readItems(key string, read func(name string, old source.Content) source.Content,
	need func(string, source.Content)) {
	all := e.was.Get(key)
	for _, k := range all.Keys {
		name := key + "." + k.Key
		value := source.Content{}
		if !e.ticked(name + ".drop") {
			value = read(name, k.Value)
			need(name, value)
		}
		all = all.With(k.Key, value)
	}
	id, value := e.text(fresh+".item"), read(fresh, source.Content{})
	switch {
	case id != "":
		need(fresh, value)
		all = all.With(id, value)
		e.moved[key+"."+id] = fresh
	case !value.Empty():
		e.fault(fresh+".item", "Choose what it is about.")
	}
	e.set(key, all)
}
