package portfolio

import (
	"cmp"
	"fmt"
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/source"
)

// references finds what a record names and is not so: the milestone that it serves, the competency that it is about,
// and the person whose it is. It also finds answers that only a private file may hold. Of the practice's own records
// p is nil.
func (rr *recordReader) references(p *Portfolio, r *Record) {
	rr.findings = append(rr.findings, r.Misnamed()...)
	if r.Record.Milestone != "" {
		version, slug := r.Under, r.Form
		if p != nil && (r.Under == p.Version || otherMilestone(r.Under.Programme, r, slug) != "") {
			version, slug = p.Version, r.FormNow() // what its own version has may be gone since
		}
		if help := otherMilestone(version.Programme, r, slug); help != "" {
			rr.misnamed(r, "milestone", r.Record.Milestone,
				fmt.Sprintf("which does not ask for the form %q", r.Form), help)
		}
	}
	if says := r.Preceptee; p != nil && says != "" && !sameName(says, p.ID) && !sameName(says, p.Name) {
		rr.add("record-owner", r.Pos("preceptee"),
			fmt.Sprintf("the record says that it is %q, and is in the folder of %s", says, p.Name),
			"move it to that person's folder, or write preceptee: "+p.ID)
	}
	rr.subject(r)
	for _, id := range r.Private {
		if f := r.Template.Field(id); f == nil || !r.Template.AnsweredPrivately(r.Record.Record, f) {
			rr.add("private-unknown", r.Pos("private"),
				fmt.Sprintf("private names %q, which is not a private field of the form %q", id, r.Form),
				"delete it under private, and answer the question in the record")
		}
	}
	for _, a := range r.Answers {
		field := r.Template.Field(a.Field)
		if a.Unknown || field == nil || !field.Private && r.Template.Visibility != "private" {
			continue
		}
		pos := a.Pos
		pos.File = r.File
		rr.findings = append(rr.findings, finding.Finding{Rule: "answer-private", Position: pos, HideLine: true,
			RecordOnly: true,
			Message:    fmt.Sprintf("the answer to %q is private, and others may receive this file", a.Field),
			Help: "move it into the file of the same name that ends in .private.md, " +
				"and write private: [" + a.Field + "] here"})
	}
}

// subject finds what is wrong with what a record says that it is about: a competency, and nothing else.
func (rr *recordReader) subject(r *Record) {
	ids := make([]string, len(r.Under.Competencies))
	for i, c := range r.Under.Competencies {
		ids[i] = c.ID
	}
	switch each := r.Template.Repeats == "each-competency"; {
	case each && r.About == "" && r.Status == form.Complete:
		rr.add("record-names", r.Pos("about"),
			fmt.Sprintf("the record does not say which competency it is about, as the form %q asks", r.Form),
			"add a line such as about: "+cmp.Or(append(ids, "c-red-flags")[0], "c-red-flags"))
	case each && r.About != "" && !slices.Contains(ids, r.Under.CompetencyNow(r.About)):
		rr.misnamed(r, "about", r.About, "which is not a competency of version "+r.Under.Name,
			source.DidYouMean(r.About, ids, "", "name a competency by its id"))
	case !each && r.About != "":
		rr.misnamed(r, "about", r.About, fmt.Sprintf("but the form %q is not filled in about a competency", r.Form),
			"delete the line; what somebody wrote there belongs in an answer")
	}
}

// misnamed is the finding for a key that names what is not there. Its value is repeated only where it could be an id:
// anything else is text that a person wrote, and the finding is read by others than the record is.
func (rr *recordReader) misnamed(r *Record, key, value, why, help string) {
	f := finding.Finding{Rule: "record-names", Position: r.Pos(key), Help: help,
		Message: fmt.Sprintf("%s names %q, %s", key, value, why)}
	if !idLike(value) {
		f.Message, f.HideLine = fmt.Sprintf("%s has text in it and not an id, %s", key, why), true
	}
	rr.findings = append(rr.findings, f)
}

// idLike reports whether a text could be the id of an item, or of one of its occurrences.
func idLike(text string) bool {
	base, _ := number(text)
	return validID(base)
}

// otherMilestone says what to write instead of the milestone that a record names, as one of the form with a slug; ""
// where it can serve that.
func otherMilestone(prog *programme.Programme, r *Record, slug string) (help string) {
	base, n := number(r.Record.Milestone)
	var asks []string
	if prog != nil {
		for _, i := range milestonesOf(prog.Milestones, slug) {
			m := &prog.Milestones[i]
			if (m.ID == base || m.Was == base) && (n > 0) == (m.Repeat != programme.Once) {
				return ""
			}
			asks = append(asks, m.ID)
		}
	}
	if slices.Contains(asks, base) {
		if n > 0 {
			return "write " + base + ": it comes only once"
		}
		return "say which time: " + base + ".1 is the first"
	}
	return source.DidYouMean(base, asks, "",
		"delete the line: the record then goes to the nearest milestone that asks for its form")
}
