package serve

import (
	"net/http"
	"slices"
	"strconv"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
)

// examine looks at files that arrived for a preceptee and leads on to the page that shows what would become of each.
func (s *Server) examine(w http.ResponseWriter, r *http.Request, got *sent) {
	p, err := s.chosen(got.field("preceptee"))
	switch {
	case err != nil && got.field("preceptee") == "":
		s.complain(w, r, "Choose whose files they are, then choose or drop the files again.", "who")
		return
	case err != nil:
		s.complain(w, r, sentence(err.Error()), "who")
		return
	case len(got.files) == 0:
		s.complain(w, r, "Choose the files to take in, or drop them on the box.", "files")
		return
	}
	b := &batch{To: p.ID, Name: p.Name, Stage: waits}
	for _, f := range got.files {
		list, findings := importer.Unpack(f.Name, f.Data)
		b.arrivals = append(b.arrivals, list...)
		b.Findings = append(b.Findings, findings...)
	}
	if err := s.look(p, b); err != nil {
		s.unable(w, r, err)
		return
	}
	s.table.put(b)
	leadTo(w, r, b)
}

// look holds what arrived against the forms and the disk as they are now.
func (s *Server) look(p *portfolio.Portfolio, b *batch) error {
	return s.within(p, func(in *importer.Importer) error {
		offers, err := in.Examine(b.arrivals)
		b.Offers = offers
		return err
	})
}

// What a person may say of a record that differs from the one that is here; whatever else they say leaves it out.
const (
	keepBoth  = "keep"
	replaceIt = "replace"
)

// accept writes what was chosen, or puts the batch away.
func (s *Server) accept(w http.ResponseWriter, r *http.Request, got *sent) {
	b := s.table.find(got.field("batch"))
	if b == nil || b.Stage != waits {
		s.complain(w, r, "Those files are no longer on the desk: they have been dealt with, or others came after them. Drop them again if need be.", "files")
		return
	}
	if got.field("do") == "cancel" {
		b.Stage, b.arrivals = cancelled, nil
		leadTo(w, r, b)
		return
	}
	p, err := s.chosen(b.To)
	if err != nil && b.To != "" {
		s.complain(w, r, sentence(err.Error()), "who")
		return
	}
	var keep, replace []importer.Offer
	b.wanted = map[int]string{}
	for i, o := range b.Offers {
		n := strconv.Itoa(i)
		switch how := got.field("how-" + n); {
		case o.State == importer.Refused || o.State == importer.Same:
		case o.State == importer.Differs && how == replaceIt:
			b.wanted[i], replace = how, append(replace, o)
		case o.State == importer.Differs && how == keepBoth, o.State != importer.Differs && slices.Contains(got.fields["take"], n):
			b.wanted[i], keep = keepBoth, append(keep, o)
		}
	}
	if len(b.wanted) == 0 {
		b.Findings = nil
		b.Told = []string{"Nothing was chosen, so nothing was written. Choose what should be taken in, or Cancel."}
		leadTo(w, r, b)
		return
	}
	if s.takeIn(w, r, p, b, keep, replace) {
		leadTo(w, r, b)
	}
}

// takeIn takes offers in and waits until what was written shows. False: it could not, and that has been answered.
func (s *Server) takeIn(w http.ResponseWriter, r *http.Request, p *portfolio.Portfolio, b *batch, keep, replace []importer.Offer) bool {
	before := s.current()
	if err := s.write(p, b, keep, replace); err != nil {
		s.unable(w, r, err)
		return false
	}
	if b.Stage == taken {
		s.settled(r, before)
	}
	return true
}

// write takes offers in. Where something on the disk is no longer as it was shown, it is left as it is, and what waits is looked at
// again.
func (s *Server) write(p *portfolio.Portfolio, b *batch, keep, replace []importer.Offer) error {
	b.Findings, b.Told, b.stuck = nil, nil, false
	return s.within(p, func(in *importer.Importer) error {
		for _, part := range [...]struct {
			offers  []importer.Offer
			replace bool
		}{{keep, false}, {replace, true}} {
			if len(part.offers) == 0 {
				continue
			}
			receipt, findings, err := in.Accept(part.offers, part.replace)
			b.note(receipt, findings)
			if err != nil {
				s.remember(b)
				return err
			}
		}
		if len(b.Changes) == 0 {
			b.Told = append(b.Told, "Nothing was written. This is how things stand now.")
			offers, err := in.Examine(b.arrivals)
			b.Offers = offers
			return err
		}
		s.remember(b)
		return nil
	})
}

// note keeps what was written, and what was found wrong.
func (b *batch) note(receipt importer.Receipt, findings []finding.Finding) {
	b.Findings = append(b.Findings, findings...)
	if len(receipt.Changes) > 0 {
		b.receipts = append(b.receipts, receipt)
		b.Changes = append(b.Changes, receipt.Changes...)
	}
}

// remember notes what was written last, which can be taken back.
func (s *Server) remember(b *batch) {
	if len(b.receipts) == 0 {
		return
	}
	b.Stage, b.arrivals = taken, nil
	s.table.last = b
}

// undo takes the last Accept back, unless what it wrote has been changed since.
func (s *Server) undo(w http.ResponseWriter, r *http.Request, got *sent) {
	b := s.table.last
	if b == nil || b.ID != got.field("batch") || b.Stage != taken {
		s.complain(w, r, "Only what was taken in last can be taken back.", "")
		return
	}
	p, err := s.chosen(b.To)
	if err != nil && b.To != "" {
		s.complain(w, r, sentence(err.Error()), "")
		return
	}
	before := s.current()
	var findings []finding.Finding
	err = s.within(p, func(in *importer.Importer) error {
		for len(b.receipts) > 0 {
			i := len(b.receipts) - 1
			more, err := in.Undo(b.receipts[i])
			findings = append(findings, more...)
			if err != nil || len(more) > 0 {
				return err
			}
			b.receipts = b.receipts[:i]
		}
		return nil
	})
	if err != nil {
		s.unable(w, r, err)
		return
	}
	b.Findings, b.stuck = findings, len(findings) > 0
	if len(b.receipts) == 0 {
		b.Stage, s.table.last = back, nil
		s.settled(r, before)
	}
	leadTo(w, r, b)
}

// leadTo answers a page with the batch's own, which can be reloaded without anything being done again, and a script with what
// became of it.
func leadTo(w http.ResponseWriter, r *http.Request, b *batch) {
	if scripted(r) {
		sendJSON(w, http.StatusOK, told(b))
		return
	}
	http.Redirect(w, r, desk+"batch/"+b.ID, http.StatusSeeOther)
}

// scripted reports whether one of our scripts asks, and not a page.
func scripted(r *http.Request) bool { return r.Header.Get("X-Precept-Token") != "" }
