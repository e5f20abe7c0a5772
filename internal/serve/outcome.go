package serve

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"precept/internal/importer"
)

// result is what became of one offer.
type result struct {
	Title, Why string
	As         string   // how it looks
	Where      []string // files, as they are named to whoever looks after them
	Said       []said
}

// results parts what lay in a batch into what was taken in, what was kept beside a record that says otherwise, and what was not
// taken in, each with the reason.
type results struct {
	Taken, Beside, Not []result
}

// Results says what became of each file of a batch that was dealt with.
func (b *batch) Results() results {
	var r results
	for i, o := range b.Offers {
		one := result{Title: o.Title, As: "same"}
		written := slices.ContainsFunc(b.Changes, func(c importer.Change) bool { return !c.Aside && c.File == o.File })
		stem := strings.TrimSuffix(o.File, path.Ext(o.File))
		beside := slices.ContainsFunc(b.Changes, func(c importer.Change) bool { return c.Aside && strings.HasPrefix(c.File, stem) })
		switch how := b.wanted[i]; {
		case o.State == importer.Refused:
			one.As, one.Said = "refused", found(o)
			r.Not = append(r.Not, one)
		case o.State == importer.Same:
			one.Why = "It is here already."
			r.Not = append(r.Not, one)
		case how == "":
			one.Why = "You left it out. It stays where it came from."
			r.Not = append(r.Not, one)
		case written && !(o.State == importer.Differs && how == keepBoth):
			one.As, one.Where, one.Said = "new", []string{o.File}, found(o)
			r.Taken = append(r.Taken, one)
		case !beside:
			one.Why = "It came to be here meanwhile."
			r.Not = append(r.Not, one)
		default:
			one.As, one.Why, one.Where = "differs", "Both are kept; you can decide later on the desk.", []string{o.File}
			if o.Aside != "" {
				one.Where = append(one.Where, o.Aside)
			}
			if o.Kind == importer.Evidence {
				one.Why = "Both are kept, this one under a name of its own."
			}
			r.Beside = append(r.Beside, one)
		}
	}
	return r
}

// Words sums the results up.
func (r results) Words() string {
	text := strconv.Itoa(len(r.Taken)) + " taken in."
	if n := len(r.Beside); n > 0 {
		text += " " + strconv.Itoa(n) + " kept beside what is here."
	}
	if n := len(r.Not); n > 0 {
		text += " " + strconv.Itoa(n) + " not taken in."
	}
	return text
}
