package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
)

// Doubt is a reason to think that a file belongs to somebody else than the person it would be taken in for.
type Doubt struct {
	Why  Reason
	Name string // the other person's name, as it is here or else as the record has it
	ID   string // of their folder; "" where nobody here has that name
	File string // with the reason Elsewhere: the file there, as findings name it
}

// Reason is what raises a doubt.
type Reason string

// The reasons.
const (
	Says      Reason = "says"      // the record says whose it is
	Elsewhere Reason = "elsewhere" // another person's folder has a record with its id
	SignedAs  Reason = "signed"    // it does not say whose it is, and somebody else signed it as the preceptee
)

// Owner is a person whom records may belong to: somebody with a folder.
type Owner struct{ ID, Name string }

// is reports whether a record's preceptee: names the person, by id or by name. Capitals and spaces do not count.
func (o Owner) is(text string) bool {
	text = spaced(text)
	return text == spaced(o.ID) || o.Name != "" && text == spaced(o.Name)
}

// spaced is a name without what people type differently: capitals, and more than one space.
func spaced(name string) string { return strings.Join(strings.Fields(folded(name)), " ") }

// sharesWord reports whether two names have a word in common, so that they may be one person's.
func sharesWord(a, b string) bool {
	words := strings.Fields(folded(a))
	return slices.ContainsFunc(strings.Fields(folded(b)), func(w string) bool { return slices.Contains(words, w) })
}

// Owners lists who has a folder, by id. Of a preceptee.md that cannot be read only the id is known.
func Owners(preceptees record.Folder) ([]Owner, error) {
	entries, err := preceptees.Root.List(".")
	if err != nil {
		return nil, fmt.Errorf("listing the preceptees: %w", store.Cause(err))
	}
	var list []Owner
	for _, e := range entries {
		if e.Kind != store.Folder || strings.HasPrefix(e.Path, ".") {
			continue
		}
		o := Owner{ID: e.Path}
		file, _, err := preceptees.Sub(o.ID).Read(record.PrecepteeName)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err == nil && file != nil:
			who, _ := portfolio.ReadPreceptee(o.ID, file)
			o.Name = who.Name
		}
		list = append(list, o)
	}
	return list, nil
}

// doubt fills in the doubts about every offer. There is none about the practice's own records, which belong to no
// person.
func (in *Importer) doubt(fs *folders, offers []Offer) error {
	own, err := fs.of(false)
	if err != nil {
		return err
	}
	owners, err := Owners(in.Preceptees)
	if err != nil {
		return err
	}
	me := Owner{in.Portfolio.ID, in.Portfolio.Name}
	others := slices.DeleteFunc(owners, func(o Owner) bool { return o.ID == me.ID })
	there := in.elsewhere(offers, others)
	for i := range offers {
		o := &offers[i]
		c := o.candidate
		if c == nil || c.organisation {
			continue
		}
		here, mine := own.record(c.ID) != nil, me.is(c.says)
		if c.says != "" && !mine {
			o.Doubts = append(o.Doubts, called(Says, c.says, others))
		}
		if !here || !mine {
			o.Doubts = append(o.Doubts, there[c.ID]...)
		}
		if c.says == "" && !here {
			o.Doubts = append(o.Doubts, in.signedAs(c, me, others)...)
		}
		for _, d := range o.Doubts {
			o.add(in.doubtful(d, c, me))
		}
	}
	return nil
}

// signedAs gives a doubt for each signature of a preceptee whose name is another's, or has no word of the person's own.
func (in *Importer) signedAs(c *candidate, me Owner, others []Owner) (list []Doubt) {
	for _, s := range c.Signed {
		d := called(SignedAs, s.Name, others)
		own := in.Portfolio.Version.LaneFrom(c.Under, s.By) == in.Portfolio.Own()
		if own && !me.is(s.Name) && (d.ID != "" || !sharesWord(s.Name, me.Name)) {
			list = append(list, d)
		}
	}
	return list
}

// called is a doubt for a name that a record has. It names the person as they are called here.
func called(why Reason, name string, others []Owner) Doubt {
	if i := slices.IndexFunc(others, func(o Owner) bool { return o.is(name) }); i >= 0 {
		return Doubt{Why: why, ID: others[i].ID, Name: others[i].words()}
	}
	return Doubt{Why: why, Name: short(name)}
}

// words is what the person is called.
func (o Owner) words() string {
	if o.Name == "" {
		return o.ID
	}
	return short(o.Name)
}

// short is a name on one line, not longer than names are.
func short(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || unseen(r) }), " ")
	if r := []rune(name); len(r) > 80 {
		name = string(r[:79]) + "…"
	}
	return name
}

// elsewhere finds the files of others that are a record with the id of one that is offered, or another state of it: for
// each id at most one file of each person. What cannot be read there is passed over: the other portfolio says so.
func (in *Importer) elsewhere(offers []Offer, others []Owner) map[string][]Doubt {
	found := map[string][]Doubt{}
	offered := map[string]bool{}
	for _, o := range offers {
		if o.Record != nil && o.Record.ID != "" {
			offered[o.Record.ID] = true
		}
	}
	for _, o := range others {
		folder := in.Preceptees.Sub(o.ID)
		files, _ := folder.Files()
		seen := map[string]bool{}
		for _, f := range files {
			if f.Kind != record.RecordFile && f.Kind != record.ConflictFile {
				continue
			}
			raw, err := folder.Root.Read(folder.Path(f.Name), source.MaxRecord)
			if err != nil {
				continue
			}
			id := idAmong(offered, raw)
			if id != "" && !seen[id] {
				seen[id] = true
				d := Doubt{Why: Elsewhere, ID: o.ID, Name: o.words(), File: folder.Shown(f.Name)}
				found[id] = append(found[id], d)
			}
		}
	}
	return found
}

// idAmong gives the id of a record's file where that record is offered, else "". For most files a search for the ids
// shows that it is not, without reading the record.
func idAmong(offered map[string]bool, raw []byte) string {
	inID := func(c rune) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' }
	for word := range bytes.FieldsFuncSeq(raw, func(c rune) bool { return !inID(c) }) {
		if !offered[string(word)] {
			continue
		}
		file, _ := form.ReadFile("", raw)
		if file == nil || file.Head.Get("record") == nil || !offered[file.Head.Get("record").Value] {
			return ""
		}
		return file.Head.Get("record").Value
	}
	return ""
}

// doubtful is the doubt about a record in words.
func (in *Importer) doubtful(d Doubt, c *candidate, to Owner) finding.Finding {
	f := finding.Finding{Rule: "record-owner", Severity: finding.Error, Position: finding.Position{File: c.name}}
	switch d.Why {
	case Says:
		f.Position = c.Pos("preceptee")
		f.Message = in.say("the {record} says that it is {1}'s, and it would go into {2}'s portfolio", d.Name,
			to.words())
	case Elsewhere:
		f.Message = in.say("{1}'s portfolio has this {record} already, as {2}, and it would go into {3}'s",
			d.Name, d.File, to.words())
	case SignedAs:
		f.Message = in.say("the {record} does not say whose it is; {1} signed it as {2}, "+
			"and it would go into {3}'s portfolio", d.Name, c.Under.Words.Noun("person"), to.words())
	}
	f.Help = in.say("if it is {1}'s anyway, confirm that with {2}", to.words(),
		"--confirm "+strconv.Quote(d.Name))
	if d.ID != "" {
		f.Help = in.say("take it in with {1}; {2}", "--preceptee "+d.ID, f.Help)
	}
	return f
}

// Doubtful reports whether the offer may belong to somebody else and is not confirmed. Accept writes nothing for it.
func (o Offer) Doubtful() bool { return len(o.Doubts) > 0 && !o.Confirmed }

// Confirm confirms the offer where every other person whom it may belong to is among the names or ids.
func (o *Offer) Confirm(names []string) {
	o.Confirmed = !slices.ContainsFunc(o.Doubts, func(d Doubt) bool {
		return !slices.ContainsFunc(names, Owner{d.ID, d.Name}.is)
	})
}

// inherit gives evidence the doubts about the records that it came with and that name it.
func inherit(offers []Offer) {
	for i := range offers {
		e := &offers[i]
		if e.Kind != Evidence || e.candidate == nil {
			continue
		}
		var doubts []Doubt
		for j := range offers {
			r := offers[j].candidate
			if r == nil || r.Record == nil || r.organisation != e.candidate.organisation ||
				!names([]*record.Record{r.Record}, e.Name) {
				continue
			}
			if doubts = offers[j].Doubts; len(doubts) == 0 {
				break
			}
		}
		e.Doubts = doubts
	}
}

// Claimed gives whose the files say that they are: the one person whom every record that says so names; ok is false
// where none does, or they name several or somebody who has no folder.
func Claimed(files []Arrival, owners []Owner) (who Owner, ok bool) {
	for _, a := range files {
		says := claimOf(a)
		if says == "" {
			continue
		}
		i := slices.IndexFunc(owners, func(o Owner) bool { return o.is(says) })
		if i < 0 || ok && owners[i] != who {
			return Owner{}, false
		}
		who, ok = owners[i], true
	}
	return who, ok
}

// claimOf gives what a file that may be a record says under preceptee:, or "".
func claimOf(a Arrival) string {
	raw := a.Data
	if len(raw) > source.MaxRecord {
		return ""
	}
	switch strings.ToLower(path.Ext(a.Name)) {
	case ".md", ".txt":
	case ".json":
		text, wrong := fromJSON(nil, a.Name, raw)
		if wrong != nil {
			return ""
		}
		raw = text
	default:
		return ""
	}
	file, _ := form.ReadFile(a.Name, raw)
	if file == nil || file.Head.Get("preceptee") == nil {
		return ""
	}
	return file.Head.Get("preceptee").Value
}
