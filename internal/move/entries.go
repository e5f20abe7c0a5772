package move

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// named are the keys of preceptee.md that name items of the version.
var named = []string{"done", "overrides", "accepted", "not_applicable"}

// entries changes preceptee.md: it names the new version, and items by their new names. What that version does not
// have, or has in another way, is taken out and kept under moved. It gives the year as it is then, without
// records; nil where preceptee.md would be faulty.
func (m *Move) entries(
	p *portfolio.Portfolio, kit *toolkit.Toolkit, people record.Folder, day civil.Date,
) (*portfolio.Portfolio, error) {
	name := p.ID + "/" + record.PrecepteeName
	raw, err := people.Root.Read(people.Path(name), source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.File, store.Cause(err))
	}
	d, ok := preceptee.Open(p.ID, p.File, raw)
	if !ok {
		return nil, m.refusal("preceptee.md cannot be read; correct it first")
	}
	if err := d.Set("toolkit", source.Quoted(m.To.Name)); err != nil {
		return nil, Refusal(err.Error())
	}
	former := map[string]string{} // what a key names now, and by what name until then
	for _, key := range named {
		if err := m.rename(d, key, former); err != nil {
			return nil, Refusal(err.Error())
		}
	}
	aside, err := m.setAside(d, kit)
	if err != nil {
		return nil, Refusal(err.Error())
	}
	for _, key := range named {
		for _, k := range d.Get(key).Keys {
			var why []string
			if was := former[key+": "+k.Key]; was != "" {
				why = []string{m.words.Say("until now {1}", was)}
			}
			m.entry(Carried, key, k.Key, why...)
		}
	}
	moved := source.Group(source.Keyed{Key: "from", Value: source.Quoted(m.From.Name)},
		source.Keyed{Key: "date", Value: source.Bare(day.String())},
		source.Keyed{Key: "aside", Value: source.List(aside...)})
	if err := d.Set("moved", source.List(append(d.Get("moved").Items, moved)...)); err != nil {
		return nil, Refusal(err.Error())
	}
	for _, f := range d.Review(kit).Faults {
		m.Faults = append(m.Faults, f.Finding)
	}
	m.Edits = append(m.Edits, Edit{Name: name, Before: raw, After: d.Text})
	file, _ := source.Read(p.File, d.Text, source.MaxFile)
	if file == nil {
		return nil, nil
	}
	after, _ := portfolio.Judge(p.ID, file, kit)
	return after, nil
}

// rename gives the milestones and competencies that a key names their new names, and notes the former ones.
func (m *Move) rename(d *preceptee.Draft, key string, former map[string]string) error {
	c := d.Get(key)
	for i, k := range c.Keys {
		base, number, _ := strings.Cut(k.Key, ".")
		now := renamed(m.To.Programme, base)
		if competency := m.To.CompetencyNow(base); now == "" && ofCompetencies(key) && competency != base {
			now = competency
		}
		if now == "" {
			continue
		}
		if number != "" {
			now += "." + number
		}
		if !c.Get(now).Empty() {
			continue // what it is called now is named already
		}
		c.Keys[i].Key, former[key+": "+now] = now, k.Key
	}
	if err := d.Set(key, c); err != nil {
		return fmt.Errorf("renaming what %s names: %w", key, err)
	}
	return nil
}

// ofCompetencies reports whether a key may name competencies as well as milestones.
func ofCompetencies(key string) bool { return key == "accepted" || key == "not_applicable" }

// renamed gives the name of the milestone that was once called id; "" where there is none, or one is called so now.
func renamed(prog *programme.Programme, id string) string {
	if prog == nil || prog.Milestone(id) != nil {
		return ""
	}
	for i := range prog.Milestones {
		if prog.Milestones[i].Was == id && id != "" {
			return prog.Milestones[i].ID
		}
	}
	return ""
}

// setAside takes out what the draft says of items and lanes that the version does not have, or has in another way, and
// gives it as text. The checks of preceptee.md say what that is.
func (m *Move) setAside(d *preceptee.Draft, kit *toolkit.Toolkit) ([]source.Content, error) {
	var aside []source.Content
	people := d.Get("people")
	var gone []int
	for _, f := range d.Review(kit).Faults {
		key, item, _ := strings.Cut(f.Key, ".")
		switch {
		case slices.Contains(named, key) && item != "" && !d.Get(key).Get(item).Empty():
			aside = append(aside, source.Quoted(key+" "+item+": "+flat(d.Get(key).Get(item))))
			m.entry(Aside, key, item, strings.TrimPrefix(f.Message, portfolio.Named(m.words, key, item, "")))
			if err := d.Set(key, d.Get(key).With(item, source.Content{})); err != nil {
				return nil, fmt.Errorf("setting %s aside: %w", item, err)
			}
		case key == "people" && strings.HasSuffix(item, ".lane"):
			if n, err := strconv.Atoi(strings.TrimSuffix(item, ".lane")); err == nil && n < len(people.Items) {
				aside = append(aside, source.Quoted("people: "+flat(people.Items[n])))
				m.entry(Aside, key, people.Items[n].Get("lane").Text, f.Message)
				gone = append(gone, n)
			}
		}
	}
	if len(gone) == 0 {
		return aside, nil
	}
	kept := people
	kept.Items = nil
	for n, item := range people.Items {
		if !slices.Contains(gone, n) {
			kept.Items = append(kept.Items, item)
		}
	}
	if err := d.Set("people", kept); err != nil {
		return nil, fmt.Errorf("setting people aside: %w", err)
	}
	return aside, nil
}

// entry adds a line about what preceptee.md says of an item.
func (m *Move) entry(fate Fate, key, item string, why ...string) {
	m.Lines = append(m.Lines, Line{Fate: fate, Kind: Entry, What: key + ": " + item, Why: why, Key: key, Item: item})
}

// flat writes what a key holds as one line.
func flat(c source.Content) string {
	if c.Kind == source.ScalarNode {
		return c.Text
	}
	var list []string
	for _, k := range c.Keys {
		list = append(list, k.Key+": "+flat(k.Value))
	}
	for _, item := range c.Items {
		list = append(list, flat(item))
	}
	return strings.Join(list, "; ")
}

// pin writes the version into each record that does not say it: it would be read under the new one. States that wait to
// be decided on are records too.
func (m *Move) pin(folder record.Folder, id string) error {
	files, err := folder.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Kind != record.RecordFile && f.Kind != record.ConflictFile {
			continue
		}
		raw, err := folder.Root.Read(folder.Path(f.Name), source.MaxRecord)
		if err != nil {
			return fmt.Errorf("reading %s: %w", folder.Shown(f.Name), store.Cause(err))
		}
		file, _ := form.ReadFile(folder.Shown(f.Name), raw)
		if file == nil {
			return m.refusal("{1} cannot be read; correct it first", folder.Shown(f.Name))
		}
		if r, _ := form.ReadRecord(file); r.Version != "" {
			continue
		}
		text, err := source.Edit(f.Name, raw, form.RecordSchema, "version", source.Quoted(m.From.Name))
		if err != nil {
			return m.refusal("{1} does not say its version; write version: {2} into it first",
				folder.Shown(f.Name), strconv.Quote(m.From.Name))
		}
		m.Edits = append(m.Edits, Edit{Name: id + "/" + f.Name, Before: raw, After: text})
	}
	return nil
}
