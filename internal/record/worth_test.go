package record_test

import (
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// signed is a record with two signatures of the preceptor, one of each rule, and what a test may change.
type signed struct {
	record.Record
	now, before *form.Signature // by the second rule and by the first
}

func newSigned() *signed {
	day := civil.Date{Year: 2026, Month: 2, Day: 12}
	s := &signed{Record: record.Record{
		Template: &form.Form{Slug: "meeting", Fields: []form.Field{
			{ID: "level", Type: form.Scale, Options: []string{"With support", "Alone"}},
			{ID: "agreed", Type: form.Tick, For: "preceptee"},
			{ID: "sign", Type: form.Sign, Label: "I saw it", Lane: "preceptor"},
		}},
		Under: &toolkit.Version{Name: "2026.1"},
		Record: &form.Record{Form: "meeting", ID: "k7m29qxd", Date: day, About: "c-red-flags", Status: form.Complete,
			Milestone: "review", Body: []byte("Free writing.\n"),
			Answers: []form.Answer{{Field: "level", Text: "With support"}}},
	}}
	one := form.Signature{Field: "sign", By: "preceptor", Name: "Pat Example", Role: "GP", Date: day, How: "screen"}
	now, before := one, one
	now.Digest = s.Template.SignatureDigest(s.Record.Record, "2026.1", one)
	before.Digest = s.Template.Digest(s.Record.Record, "2026.1", "I saw it")
	s.now, s.before = &now, &before
	return s
}

// TestCaseX1 changes everything that a signature covers, one thing at a time: the signature counts no more. What the
// first rule does not cover, and another lane's own answers, may change.
func TestCaseX1(t *testing.T) {
	type change = func(*signed)
	both := func(edit func(*form.Signature)) change { return func(s *signed) { edit(s.now); edit(s.before) } }
	for _, c := range []struct {
		name         string
		change       change
		now, byFirst bool // whether it counts then
	}{
		{"nothing", func(*signed) {}, true, true},
		{"an answer", func(s *signed) { s.Answers[0].Text = "Alone" }, false, false},
		{"an answer more", func(s *signed) {
			s.Answers = append(s.Answers, form.Answer{Field: "gone", Text: "a", Unknown: true})
		}, false, false},
		{"the other lane's own answer", func(s *signed) {
			s.Answers = append(s.Answers, form.Answer{Field: "agreed", Text: "yes"})
		}, true, false},
		{"the free writing", func(s *signed) { s.Body = []byte("Other writing.\n") }, false, false},
		{"the competency", func(s *signed) { s.About = "c-teaches" }, false, false},
		{"the day of the record", func(s *signed) { s.Date.Day = 13 }, false, false},
		{"the record's id", func(s *signed) { s.ID = "aaaaaaaa" }, false, false},
		{"the form", func(s *signed) { s.Record.Record.Form = "other" }, false, false},
		{"the version", func(s *signed) { s.Under = &toolkit.Version{Name: "2027.1"} }, false, false},
		{"the statement", func(s *signed) { s.Template.Fields[2].Label = "I did not see it" }, false, false},
		{"the milestone", func(s *signed) { s.Milestone = "final" }, false, true},
		{"the signer", both(func(s *form.Signature) { s.Name = "Lee Example" }), false, true},
		{"the role", both(func(s *form.Signature) { s.Role = "Partner" }), false, true},
		{"the day of the signature", both(func(s *form.Signature) { s.Date.Day = 11 }), false, true},
		{"how it was given", both(func(s *form.Signature) { s.How = "paper" }), false, true},
		{"the lane", both(func(s *form.Signature) { s.By = "preceptee" }), false, false},
		{"the status", func(s *signed) { s.Status = form.Draft }, true, true},
	} {
		t.Run("case-X1 "+c.name, func(t *testing.T) {
			s := newSigned()
			c.change(s)
			if got := s.Worth(*s.now, s.now.Date, nil).Counts(); got != c.now {
				t.Errorf("by the second rule it counts: %v", got)
			}
			if got := s.Worth(*s.before, s.before.Date, nil).Counts(); got != c.byFirst {
				t.Errorf("by the first rule it counts: %v", got)
			}
		})
	}
}

// TestWorth: everything that can be known against a signature is told apart.
func TestWorth(t *testing.T) {
	day := civil.Date{Year: 2026, Month: 2, Day: 12}
	stranger := func(form.Signature) record.Worth { return record.UnknownSigner }
	self := func(form.Signature) record.Worth { return record.SignedForOther }
	for _, c := range []struct {
		name   string
		change func(*signed)
		on     civil.Date
		signer func(form.Signature) record.Worth
		want   record.Worth
	}{
		{"whole", func(*signed) {}, day, nil, record.Whole},
		{"by the first rule", func(s *signed) { s.now = s.before }, day, nil, record.NameNotCovered},
		{"no digest", func(s *signed) { s.now.Digest = "" }, day, nil, record.NotBound},
		{"a digest of a rule that nobody knows", func(s *signed) { s.now.Digest = "3:sha256:0" }, day, nil,
			record.ChangedSince},
		{"a stranger", func(*signed) {}, day, stranger, record.UnknownSigner},
		{"a stranger without a digest", func(s *signed) { s.now.Digest = "" }, day, stranger,
			record.UnknownSigner | record.NotBound},
		{"the person themselves", func(*signed) {}, day, self, record.SignedForOther},
		{"the wrong lane", func(s *signed) { s.now.By, s.now.Digest = "preceptee", "" }, day, nil,
			record.WrongLane | record.NotBound},
		{"no such field", func(s *signed) { s.now.Field = "sing" }, day, nil, record.NotAsked},
		{"a field that is no signature", func(s *signed) { s.now.Field = "level" }, day, nil, record.NotAsked},
		{"the day before", func(*signed) {}, civil.Date{Year: 2026, Month: 2, Day: 11}, nil, record.NotYet},
		{"no day", func(*signed) {}, civil.Date{}, nil, record.Whole},
	} {
		s := newSigned()
		c.change(s)
		worth := s.Worth(*s.now, c.on, c.signer)
		if worth != c.want {
			t.Errorf("%s: %b, want %b", c.name, worth, c.want)
		}
		silent := worth == record.Whole || worth == record.NameNotCovered
		if f, found := s.SignatureFinding(*s.now, worth); found == silent ||
			found && (f.Rule == "" || f.Message == "" || f.Help == "") {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}
