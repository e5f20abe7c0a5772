package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/source"
	"precept/internal/wording"
)

// editing is one page about a person while it is filled in: what the file says, what was posted, what is wrong.
type editing struct {
	site    Site
	w       *wording.Words
	today   civil.Date
	toward  civil.Toward         // which way a day without a year goes
	person  *portfolio.Portfolio // nil for somebody new
	was     *preceptee.Draft     // the file as it is on the disk; nil for somebody new
	draft   *preceptee.Draft     // with the changes
	got     *submission          // nil where the page is only opened
	faults  map[string]string    // by the name of their control
	trouble []message            // what is wrong and belongs to no control
	notes   []string             // what to look at before it is saved
	shown   int                  // rows of the list that the page has
	moved   map[string]string    // keys whose controls are named otherwise: rows that follow one taken out
}

// stored gives a key of the file, such as "extension" "why".
func (e *editing) stored(path ...string) string {
	if e.was == nil {
		return ""
	}
	c := e.was.Get(path[0])
	for _, key := range path[1:] {
		c = c.Get(key)
	}
	return c.Text
}

// value is what a control shows: what was posted, else what is stored.
func (e *editing) value(name, stored string) string {
	if e.got != nil {
		return e.got.field(name)
	}
	return stored
}

// control makes a control that shows a stored value.
func (e *editing) control(kind controlKind, name string, label, hint wording.Phrase, stored string) control {
	if kind == asDay {
		stored = dateWords(e.w, stored)
	}
	c := control{Name: name, Kind: kind, Label: e.w.Say(label), Hint: e.w.Say(hint), Value: e.value(name, stored),
		Fault: e.faults[name]}
	if d, ok := e.w.ReadDate(c.Value, e.today, e.toward); ok && kind == asDay {
		c.Echo = e.w.OnWeekday(d)
	}
	return c
}

// chooser makes a control with options.
func (e *editing) chooser(kind controlKind, name string, label, hint wording.Phrase, stored string,
	options []option) control {
	c := e.control(kind, name, label, hint, stored)
	c.Options = options
	return c
}

// who makes a control for somebody's name.
func (e *editing) who(name string, label, hint wording.Phrase, stored string) control {
	c := e.control(asLine, name, label, hint, stored)
	c.Known = true
	return c
}

// text gives what was typed.
func (e *editing) text(name string) string { return clean(e.got.field(name)) }

// ticked reports whether a tick was set.
func (e *editing) ticked(name string) bool { return e.got != nil && e.got.field(name) == "yes" }

// date reads a date that was typed; nothing where nothing was.
func (e *editing) date(name string) string {
	typed := e.text(name)
	if typed == "" {
		return ""
	}
	d, ok := e.w.ReadDate(typed, e.today, e.toward)
	if !ok {
		e.fault(name, "This date does not exist or cannot be read. Write it like 27 March 2026.")
	}
	return d.String()
}

// need notes that something must be filled in, and is not.
func (e *editing) need(name, value string, why wording.Phrase) {
	if value == "" && e.faults[name] == "" {
		e.fault(name, why)
	}
}

// fault notes what is wrong with a control. The first thing counts.
func (e *editing) fault(name string, why wording.Phrase) { e.wrong(name, e.w.Say(why)) }

func (e *editing) wrong(name, why string) {
	if e.faults[name] == "" {
		e.faults[name] = why
	}
}

// set changes a key of the file.
func (e *editing) set(key string, c source.Content) {
	if err := e.draft.Set(key, c); err != nil {
		e.trouble = append(e.trouble, message{
			Text: e.w.Say("This person’s file is written in a way that this page cannot change."),
			Help: e.w.Say("Somebody has to change it in an editor."), Technical: []string{sentence(err.Error())}})
	}
}

// sound reports whether nothing is wrong so far.
func (e *editing) sound() bool { return len(e.faults) == 0 && len(e.trouble) == 0 }

// judge notes what the checks of the file find wrong with the change. controls are those on the page.
func (e *editing) judge(faults []preceptee.Fault, controls []group) {
	for _, f := range faults {
		graded := check.Grade([]finding.Finding{f.Finding})[0]
		c := controlOf(e.named(f.Key), controls)
		switch {
		case graded.Severity == finding.Warning && f.Rule != source.RulePlaceholder:
			e.notes = append(e.notes, plainly(e.w, graded, c))
		case graded.Severity != finding.Error:
		case c == nil:
			e.trouble = append(e.trouble, blocking(e.w, graded)...)
		default:
			e.wrong(c.Name, plainly(e.w, graded, c))
		}
	}
}

// plainly says a finding in the words of the page: a key of the file by the label of its control; c may be nil.
func plainly(w *wording.Words, f finding.Finding, c *control) string {
	if !w.English() && c != nil {
		return w.Say("“{1}” cannot be as it is filled in here.", c.Label)
	}
	text, help := f.Message, strings.ReplaceAll(f.Help, "swap from and to", "swap the two days")
	if c != nil {
		key := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
		if rest, ok := strings.CutPrefix(text, strconv.Quote(key)); ok {
			if _, more, in := strings.Cut(rest, "\" "); in && strings.HasPrefix(rest, " in \"") {
				rest = " " + more
			}
			text = "“" + c.Label + "”" + rest
		}
		if example, ok := strings.CutPrefix(help, "write "+key+": "); ok {
			help = "for example, " + example
		}
	}
	return strings.TrimSpace(sentence(text) + " " + sentence(help))
}

// named gives the key as the controls of its row are named.
func (e *editing) named(key string) string {
	for from, to := range e.moved {
		if rest, ok := strings.CutPrefix(key+".", from+"."); ok {
			return strings.TrimSuffix(to+"."+rest, ".")
		}
	}
	return key
}

// controlOf gives the control for a key of the file: its own, else the first of those below it or of those around it.
func controlOf(key string, groups []group) *control {
	for ; key != ""; key = key[:max(strings.LastIndexByte(key, '.'), 0)] {
		for _, g := range groups {
			for i := range g.Controls {
				if c := &g.Controls[i]; c.Name == key || strings.HasPrefix(c.Name, key+".") {
					return c
				}
			}
		}
	}
	return nil
}

// rows is how many rows of a list the page has: those of the file and an empty one, or as many as were posted.
func (e *editing) rows(stored int) int {
	e.shown = stored + 1
	if e.got != nil {
		if n, err := strconv.Atoi(e.got.field("rows")); err == nil && n <= 200 {
			e.shown = max(n, e.shown)
		}
	}
	return e.shown
}

// readRows reads the rows of a list as they were posted. read gives a row's keys; rows that are empty or ticked to be
// taken out are left out. Keys that the page does not know stay.
func (e *editing) readRows(key string, stored []source.Content, read func(row string) []source.Keyed) []source.Content {
	var list []source.Content
	for i := range e.rows(len(stored)) {
		row := key + "." + strconv.Itoa(i)
		keys := read(row)
		if e.ticked(row+".drop") || source.Group(keys...).Empty() {
			continue
		}
		if i < len(stored) {
			for _, k := range stored[i].Keys {
				if !slices.ContainsFunc(keys, func(have source.Keyed) bool { return have.Key == k.Key }) {
					keys = append(keys, k)
				}
			}
		}
		e.moved[fmt.Sprintf("%s.%d", key, len(list))] = row
		list = append(list, source.Group(keys...))
	}
	return list
}

// digest names the state of keys of the file.
func (e *editing) digest(keys []string) string {
	h := sha256.New()
	for _, key := range keys {
		fmt.Fprintf(h, "%s %+v\n", key, e.was.Get(key))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// knownNames are the names of all who are known at the desk to support somebody, in order.
func (e *editing) knownNames() (list []string) {
	for _, p := range e.site.Snapshot.Portfolios {
		for _, who := range p.People {
			list = append(list, who.Name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
