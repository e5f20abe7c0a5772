package serve

import (
	"net/http"
	"path"
	"regexp"
	"strconv"

	"precept/internal/importer"
	"precept/internal/store"
)

// asideName is what a file is called that was kept beside a record which says otherwise.
const asideName = `\.differs(-[0-9]+)?\.txt$`

// asides counts, for each preceptee, what was kept beside records and waits for somebody to decide. Under "" stands the practice's.
func (s *Server) asides(ids []person) map[string]int {
	name := regexp.MustCompile(asideName)
	n := map[string]int{}
	count := func(tree *store.Tree, id, below string) {
		entries, err := tree.Walk(below)
		if err != nil {
			return // what cannot be listed is said by the build
		}
		for _, e := range entries {
			if e.Kind == store.File && name.MatchString(path.Base(e.Path)) {
				n[id]++
			}
		}
	}
	_ = s.within(nil, func(in *importer.Importer) error {
		count(in.Project, "", organisation)
		for _, p := range ids {
			count(in.Preceptees.Tree, p.ID, p.ID)
		}
		return nil
	})
	return n
}

// keptAside lays on the desk what was kept beside a preceptee's records, and the practice's.
func (s *Server) keptAside(w http.ResponseWriter, r *http.Request, got *sent) {
	p, err := s.chosen(got.field("preceptee"))
	if err != nil {
		s.complain(w, r, sentence(err.Error()), "")
		return
	}
	b := &batch{To: p.ID, Name: p.Name, Stage: waits, Kept: true}
	err = s.within(p, func(in *importer.Importer) error {
		b.Offers, err = in.Kept()
		return err
	})
	if err != nil {
		s.unable(w, r, err)
		return
	}
	s.table.put(b)
	leadTo(w, r, b)
}

// settleKept does what was decided about each: it takes the record's place, or is taken away, or goes on waiting.
func (s *Server) settleKept(w http.ResponseWriter, r *http.Request, got *sent) {
	b := s.table.find(got.field("batch"))
	if b == nil || b.Stage != waits || !b.Kept {
		s.complain(w, r, "That has been dealt with.", "")
		return
	}
	p, err := s.chosen(b.To)
	if err != nil {
		s.complain(w, r, sentence(err.Error()), "")
		return
	}
	var take, drop []importer.Offer
	for i, o := range b.Offers {
		switch got.field("how-" + strconv.Itoa(i)) {
		case replaceIt:
			take = append(take, o)
		case "drop":
			drop = append(drop, o)
		}
	}
	before := s.current()
	b.Findings, b.Told = nil, nil
	err = s.within(p, func(in *importer.Importer) error {
		return b.decide(in, take, drop)
	})
	s.remember(b)
	if err != nil {
		s.unable(w, r, err)
		return
	}
	if b.Stage == taken {
		s.settled(r, before)
	} else {
		b.Stage = cancelled
	}
	leadTo(w, r, b)
}

func (b *batch) decide(in *importer.Importer, take, drop []importer.Offer) error {
	if len(take) > 0 {
		receipt, findings, err := in.Accept(take, true)
		b.note(receipt, findings)
		if err != nil {
			return err
		}
	}
	if len(drop) > 0 {
		receipt, err := in.Dismiss(drop)
		b.note(receipt, nil)
		if err != nil {
			return err
		}
	}
	return nil
}
