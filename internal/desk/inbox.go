package desk

import (
	"crypto/rand"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/wording"
)

const (
	maxDeliveries = 6         // deliveries that are remembered
	maxRemembered = MaxPosted // bytes of them
)

// delivery is what arrived for one person at once, or the conflicts of one person that wait for a decision.
type delivery struct {
	ID        string
	To, Name  string // whose it is; To is "" for the practice's own
	Stage     stage
	Edit      string // what was changed about the person at the desk, in words; "" for what arrived
	Conflicts bool   // the offers are versions that were kept beside records
	Asking    bool   // whose it is must be said first; there are no offers yet
	Claimed   bool   // the files themselves say whose it is
	Offers    []importer.Offer
	Findings  []finding.Finding // about the files before they were examined, or about what was done last
	Changes   []importer.Change // what was written
	Notes     []string          // more to say about it, in sentences

	together  bool           // it was saved from a form page: photographs go where the record goes
	notUndone bool           // Findings say why it could not be undone
	choices   map[int]string // keepBoth or replace, by the offers that were chosen
	arrivals  []importer.Arrival
	receipts  []importer.Receipt // of what can be taken back
	size      int                // bytes of the arrivals
	digest    string             // of the record that came from a form page, once the delivery is settled
	w         *wording.Words
}

// stage is how far a delivery has come.
type stage string

const (
	open      stage = "open"      // somebody has to decide
	accepted  stage = "accepted"  // what was chosen is written
	cancelled stage = "cancelled" // nothing was written
	undone    stage = "undone"    // what was written was taken back
)

// Summary says what it is, and for whom.
func (l *delivery) Summary() string {
	if l.Asking {
		return l.w.Several(len(l.arrivals), "{1} file: say whose it is",
			"{1} files: say whose they are")
	}
	return l.w.Say("{1} for {2}", l.w.Several(len(l.Offers), "{1} file", "{1} files"), l.Name)
}

// record notes what was written, and what was found wrong.
func (l *delivery) record(receipt importer.Receipt, findings []finding.Finding) {
	l.Findings = append(l.Findings, findings...)
	if len(receipt.Changes) > 0 {
		l.receipts = append(l.receipts, receipt)
		l.Changes = append(l.Changes, receipt.Told()...)
	}
}

// settle ends a delivery. It keeps the texts of its page but not the files: imported ones are on the disk, and the
// others must not be kept.
func (l *delivery) settle(s stage) {
	l.Stage, l.digest = s, l.recordDigest()
	l.arrivals, l.size = nil, 0
	for i, o := range l.Offers {
		l.Offers[i] = o.Told()
	}
}

// inbox holds the deliveries of this run.
type inbox struct {
	deliveries []*delivery // the newest last
	last       *delivery   // the one that can be undone
}

func (x *inbox) find(id string) *delivery {
	i := slices.IndexFunc(x.deliveries, func(l *delivery) bool { return l.ID == id })
	if i < 0 {
		return nil
	}
	return x.deliveries[i]
}

// examines reports whether the files of a delivery wait to be looked at, or to be looked at for somebody else.
func (x *inbox) examines(l *delivery) bool {
	return x.find(l.ID) == l && l.Stage == open && !l.Conflicts && len(l.arrivals) > 0
}

// add gives a delivery its id. The oldest are forgotten, which loses nothing but a page to look at.
func (x *inbox) add(l *delivery) {
	l.ID = strings.ToLower(rand.Text())
	for _, a := range l.arrivals {
		l.size += len(a.Data)
	}
	x.deliveries = append(x.deliveries, l)
	for len(x.deliveries) > 1 && (len(x.deliveries) > maxDeliveries || x.size() > maxRemembered) {
		x.deliveries = slices.Delete(x.deliveries, 0, 1) // which leaves nothing of it behind in the list
	}
}

func (x *inbox) size() (bytes int) {
	for _, l := range x.deliveries {
		bytes += l.size
	}
	return bytes
}

// written notes that a delivery wrote something, which can be undone from now on. What was written before cannot any
// more.
func (x *inbox) written(l *delivery) {
	if len(l.receipts) == 0 {
		return
	}
	l.settle(accepted)
	if x.last != nil && x.last != l {
		x.last.receipts = nil
	}
	x.last = l
}

// open gives the deliveries that somebody still has to decide about.
func (x *inbox) open() (list []*delivery) {
	for _, l := range x.deliveries {
		if l.Stage == open {
			list = append(list, l)
		}
	}
	return list
}
