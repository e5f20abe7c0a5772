package desk

import (
	"net/http"

	"precept/internal/finding"
	"precept/internal/importer"
)

// undo takes back what was written last, unless it has been changed since.
func (d *Desk) undo(w http.ResponseWriter, r *http.Request, got *submission) {
	l := d.inbox.last
	if l == nil || l.ID != got.field("delivery") || l.Stage != accepted {
		d.complain(w, r, d.say("You can only take back what was taken in last."), "")
		return
	}
	p, err := d.optional(l.To)
	if err != nil && l.Edit == "" { // a change is taken back whatever the file says now
		d.complain(w, r, sentence(err.Error()), "")
		return
	}
	before := d.o.Site()
	if err := d.withImporter(p, l.undo); err != nil {
		d.failed(w, r, err)
		return
	}
	l.notUndone = len(l.Findings) > 0
	if len(l.receipts) == 0 {
		l.Stage, d.inbox.last = undone, nil
		d.waitForBuild(r, before)
	}
	answer(w, r, l)
}

// undo takes the receipts back, the last first, as far as that is possible.
func (l *delivery) undo(in *importer.Importer) error {
	var findings []finding.Finding
	defer func() { l.Findings = findings }()
	for len(l.receipts) > 0 {
		i := len(l.receipts) - 1
		more, err := in.Undo(l.receipts[i])
		findings = append(findings, more...)
		if err != nil || len(more) > 0 {
			return err
		}
		l.receipts = l.receipts[:i]
	}
	return nil
}
