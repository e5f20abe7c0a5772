package desk

import (
	"path"
	"slices"
	"strings"

	"precept/internal/importer"
	"precept/internal/wording"
)

// result is what became of one file of a delivery.
type result struct {
	Title, Why string
	Style      string   // the end of its CSS class
	Where      []string // the names of the files, as the page shows them
	Messages   []message
}

// results are what became of all files of a delivery: taken in, kept beside a record that says something else, not
// taken in.
type results struct {
	Taken, Beside, Not []result
}

// Results says what became of each file of a delivery that was dealt with.
func (l *delivery) Results() results {
	w := l.w
	var r results
	for i, o := range l.Offers {
		one := result{Title: o.Title, Style: "same"}
		written, beside := l.changed(o)
		how := l.choices[i]
		switch {
		case o.State == importer.Refused:
			one.Style, one.Messages = "refused", offerMessages(w, o)
			r.Not = append(r.Not, one)
		case o.State == importer.Same:
			one.Why = w.Say("It is already here.")
			r.Not = append(r.Not, one)
		case how == "":
			one.Why = w.Say("You did not take it in. It is still where it came from.")
			r.Not = append(r.Not, one)
		case written != "" && !(o.State == importer.Conflict && how == keepBoth && written == o.File):
			one.Style, one.Where, one.Messages = "new", []string{written}, offerMessages(w, o)
			if how == merge {
				one.Why = w.Say("It combines the two.")
			}
			if o.Separate {
				one.Why = w.Say("It is now a separate record.")
			}
			r.Taken = append(r.Taken, one)
		case !beside:
			one.Why = w.Say("Somebody else has already taken it in.")
			r.Not = append(r.Not, one)
		default:
			r.Beside = append(r.Beside, keptBeside(w, one, o))
		}
	}
	return r
}

// changed gives the file that was written for the offer, or "", and whether something was kept beside it. What came
// with a record that became one of its own has another name than was offered.
func (l *delivery) changed(o importer.Offer) (file string, beside bool) {
	stem := strings.TrimSuffix(o.File, path.Ext(o.File))
	for _, c := range l.Changes {
		beside = beside || c.Conflict && strings.HasPrefix(c.File, stem)
		if !c.Conflict && (c.File == o.File || o.Separate && c.File == o.Own ||
			o.Kind == importer.Evidence && c.From == o.Name) {
			file = c.File
		}
	}
	return file, beside
}

func keptBeside(w *wording.Words, one result, o importer.Offer) result {
	one.Style, one.Where = "conflict", []string{o.File}
	one.Why = w.Say("Both are kept; you can decide later on the desk.")
	if o.Conflict != "" {
		one.Where = append(one.Where, o.Conflict)
	}
	if o.Kind == importer.Evidence {
		one.Why = w.Say("Both are kept, this one under a different name.")
	}
	return one
}

// Words sums the results up.
func (r results) Words(w *wording.Words) string {
	text := w.Several(len(r.Taken), "{1} taken in.", "{1} taken in.")
	if n := len(r.Beside); n > 0 {
		text += " " + w.Several(n, "{1} kept next to what is here.", "{1} kept next to what is here.")
	}
	if n := len(r.Not); n > 0 {
		text += " " + w.Several(n, "{1} not taken in.", "{1} not taken in.")
	}
	return text
}

// outcome is what became of a delivery, as JSON for our own scripts.
type outcome struct {
	Delivery    string         `json:"delivery"`
	Stage       stage          `json:"stage"`
	State       importer.State `json:"state"`  // of the record
	Name        string         `json:"name"`   // whose it is
	Href        string         `json:"href"`   // of their portfolio
	Digest      string         `json:"digest"` // of the record as it is on the disk now, or ""
	Files       []string       `json:"files"`  // what was written
	Beside      bool           `json:"beside"` // it was kept there
	Differences []difference   `json:"differences"`
	Messages    []message      `json:"messages"`
	Notes       []string       `json:"notes"`
}

type difference struct {
	Label string `json:"label"`
	Here  string `json:"here"`  // on the page
	There string `json:"there"` // on the disk
}

func (l *delivery) outcome() outcome {
	o := outcome{Delivery: l.ID, Stage: l.Stage, Name: l.Name, Notes: l.Notes,
		Files: []string{}, Differences: []difference{}, Messages: []message{}}
	if l.To != "" {
		o.Href = portfoliosPath + l.To + "/"
	}
	for _, c := range l.Changes {
		o.Files = append(o.Files, c.File)
	}
	o.Messages = append(o.Messages, l.Messages()...)
	if len(l.Offers) > 0 {
		o.describe(l, l.Offers[0])
	}
	for _, offer := range l.Offers {
		o.Messages = append(o.Messages, offerMessages(l.w, offer)...)
	}
	return o
}

// describe adds the messages about the record, which is the first of the offers.
func (o *outcome) describe(l *delivery, record importer.Offer) {
	o.State = record.State
	for _, d := range record.Differences {
		o.Differences = append(o.Differences, difference(d))
	}
	o.Beside = slices.IndexFunc(l.Changes, func(c importer.Change) bool { return c.Conflict }) == 0
	if l.Stage == accepted && !o.Beside || record.State == importer.Same {
		o.Digest = l.recordDigest()
	}
}

// recordDigest is the digest of the record, which is the first of the offers; "" where it cannot be read.
func (l *delivery) recordDigest() string {
	if len(l.Offers) == 0 || l.Offers[0].Form == nil || l.Offers[0].Record == nil {
		return l.digest
	}
	o := l.Offers[0]
	return o.Form.Digest(o.Record, o.Form.Version, "")
}
